"""What the tests of consents and referrals speak of: a mother and her son, an agency, a need."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization, Service
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import add_new_person
from sengetsu.link_work.consents.actions import give_consent
from sengetsu.link_work.consents.choices import Fact, Given
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.needs.actions import note_need
from sengetsu.link_work.needs.choices import Category
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.people.choices import Relationship
from sengetsu.link_work.people.models import Person

EVERY_FACT = tuple(Fact)


def mother(case: Case, by: User, **values: Any) -> Person:
    facts = {
        "family_name": "髙橋", "given_name": "ふみ", "family_kana": "たかはし", "given_kana": "ふみこ",
        "birth": "昭和19年3月8日", "phone": "048-000-0012", "address": "西高尾4-15",
    }  # fmt: skip
    place = {"relationship": Relationship.MOTHER}
    return add_new_person(by=by, case=case, place=place, **{**facts, **values}).person


def son(case: Case, by: User) -> Person:
    place = {"relationship": Relationship.SON}
    return add_new_person(
        by=by, case=case, place=place, family_name="髙橋", given_name="誠", family_kana="たかはし",
        given_kana="まこと", phone="090-0000-0054",
    ).person  # fmt: skip


def service(agency: str = "地域包括支援センター にし", name: str = "高齢者の総合相談") -> Service:
    organization, _ = Organization.objects.get_or_create(name=agency)
    kept = {"organization": organization, "name": name, "category": "care"}
    return Service.objects.get_or_create(**kept)[0]


def need(case: Case, by: User, *, person: Person | None = None, words: str = "病院へ行く足がない") -> Need:
    return note_need(by=by, case=case, category=Category.TRANSPORT, words=words, person=person)


def consent(case: Case, by: User, person: Person, to: Service, **values: Any) -> Consent:
    ordinary = {
        "facts": EVERY_FACT, "purpose": "通院の相談", "given": Given.PAPER,
        "until": timezone.localdate() + timedelta(days=90),
    }  # fmt: skip
    return give_consent(
        by=by, case=case, person=person, organization=to.organization, **{**ordinary, **values}
    )
