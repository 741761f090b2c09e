"""The rule of a visibility of one's own, against a model that knows only words: somebody is seen by whoever
opens one case that supports them."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sengetsu.link_work.cases.models import Case, CaseAccess, CaseMember, Look
from sengetsu.link_work.cases.queries import known_people, people_of_case, withheld_from
from sengetsu.link_work.people.models import Person
from tests import factories
from tests.link_work.conftest import opened


@dataclass(frozen=True)
class Told:
    """What is said of one case."""

    supports: bool  # the person is a client of it; else only of the family
    own_team: bool  # of the looking worker's team
    restricted: bool
    named: bool
    reason: str  # "", "given" or "over"

    @property
    def opens(self) -> bool:
        if self.restricted and not self.named:
            return False
        return self.own_team or self.named or self.reason == "given"


CASES = st.lists(
    st.builds(
        Told,
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "given", "over"]),
    ),
    min_size=1,
    max_size=3,
)


class OwnVisibility(TestCase):
    @given(CASES, st.booleans())
    @settings(max_examples=80)
    def test_seen_by_whoever_opens_a_case_that_supports_them(self, told: list[Told], hidden: bool) -> None:
        mori, kitano = factories.mori(factories.team()), factories.kitano(factories.team("北部"))
        person = Person.objects.create(family_name="辻", only_own_cases=hidden)
        for one in told:
            self.case(one, mori=mori, kitano=kitano, person=person)
        seen = not hidden or any(one.supports and one.opens for one in told)
        assert (person not in withheld_from(mori)) == seen
        known = seen and any(not one.restricted or one.named for one in told)
        assert (person in known_people(mori)) == known

    def case(self, told: Told, *, mori, kitano, person) -> None:  # type: ignore[no-untyped-def]
        aoki = factories.User.objects.filter(username="aoki").first() or factories.aoki(factories.team())
        case = opened(aoki if told.own_team else kitano, "家")
        CaseMember.objects.create(case=case, person=person, is_client=told.supports)
        if told.named:
            CaseAccess.objects.create(case=case, user=mori)
        if told.reason:
            until = timezone.now() + timedelta(hours=1 if told.reason == "given" else -1)
            Look.objects.create(case=case, user=mori, reason="声をかけるため", until=until)
        Case.objects.filter(pk=case.pk).update(restricted=told.restricted)
        offered = person in people_of_case(case)
        assert offered == (told.supports or not person.only_own_cases)
