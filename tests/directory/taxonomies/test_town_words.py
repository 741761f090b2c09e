"""A town grows its own words; nothing shipped is lost, and what taps teach is shown before it counts."""

from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.directory.services.choices import Category
from sengetsu.directory.taxonomies.actions import change_need, remember, return_to_edition
from sengetsu.directory.taxonomies.files import shipped
from sengetsu.directory.taxonomies.models import Lesson, TaxonomyEdition
from sengetsu.directory.taxonomies.queries import taxonomy
from sengetsu.link_work.needs.choices import Category as Heading
from tests.people import SignIn

pytestmark = pytest.mark.django_db
CHANGE = {"label": "たべもの", "kinds": {"food_pantry": 0.2}, "sayings": ["米櫃がからからや"]}


def test_the_shipped_files_name_only_what_there_is() -> None:
    whole = shipped()
    known = set(whole.kinds)
    assert {one.category for one in whole.kinds.values()} <= set(Category.values)
    assert {one.intake for one in whole.needs.values()} <= set(Heading.values)
    assert {kind for need in whole.needs.values() for kind, _ in need.kinds} <= known
    assert {kind for story in whole.stories for kind, _ in story.kinds} <= known
    assert {need for story in whole.stories for need in story.needs} <= set(whole.needs)
    assert {kind for leaflet in whole.leaflets for kind in leaflet.kinds} == known
    assert all(0 < weight <= 1 for need in whole.needs.values() for _, weight in need.kinds)


def test_every_need_has_at_least_ten_ways_of_saying_it() -> None:
    whole = shipped()
    counts = dict.fromkeys(whole.needs, 0)
    for story in whole.stories:
        for need in story.needs:
            counts[need] += 1
    assert [need for need, count in counts.items() if count < 10] == []


def test_a_change_is_a_new_edition_over_what_was_shipped(aoki: User) -> None:
    change_need(by=aoki, need="no_food", change=CHANGE, seen=0)
    here = taxonomy()
    assert here.needs["no_food"].label == "たべもの"
    assert dict(here.needs["no_food"].kinds)["food_pantry"] == 0.2
    assert here.stories[-1].text == "米櫃がからからや"
    assert here.version != shipped().version
    assert len(here.stories) == len(shipped().stories) + 1


def test_two_keepers_at_once_do_not_undo_each_other(aoki: User, mori: User) -> None:
    change_need(by=aoki, need="no_food", change=CHANGE, seen=0)
    with pytest.raises(ValidationError, match="先に書きなおしました"):
        change_need(by=mori, need="debts", change=CHANGE, seen=0)


def test_an_older_edition_comes_back_as_a_new_one(aoki: User) -> None:
    change_need(by=aoki, need="no_food", change=CHANGE, seen=0)
    return_to_edition(by=aoki, number=0)
    assert taxonomy().needs["no_food"].label == shipped().needs["no_food"].label
    assert TaxonomyEdition.objects.count() == 2


def test_who_does_not_keep_the_directory_changes_no_word(commissioner_hara: User) -> None:
    with pytest.raises(PermissionDenied):
        change_need(by=commissioner_hara, need="no_food", change=CHANGE, seen=0)


def test_a_keeper_writes_words_on_a_page(aoki: User, sign_in: SignIn) -> None:
    client = sign_in(aoki)
    address = reverse("taxonomy_edit", args=["debts"])
    assert "借金" in client.get(address).content.decode()
    kinds = {f"kind_{code}": "40" for code, _ in shipped().needs["debts"].kinds}
    words = {
        "label": "借金",
        "sayings": "首がまわらん\r\n\r\n首がまわらん",
        "seen": "0",
        "another": "gambling_group",
    }
    assert client.post(address, {**words, **kinds}).status_code == 302
    here = taxonomy().needs["debts"]
    assert dict(here.kinds)["debt_legal"] == 0.4
    assert dict(here.kinds)["gambling_group"] == 0.5
    assert taxonomy().stories[-1].text == "首がまわらん"


def test_a_weight_that_is_none_is_refused_beside_its_field(aoki: User, sign_in: SignIn) -> None:
    kinds = {f"kind_{code}": "140" for code, _ in shipped().needs["debts"].kinds}
    page = sign_in(aoki).post(reverse("taxonomy_edit", args=["debts"]), {"label": "x", "seen": "0", **kinds})
    assert page.status_code == 200
    assert "100" in page.content.decode()
    assert not TaxonomyEdition.objects.exists()


def lessons(*options: str) -> str:
    out = StringIO()
    call_command("lessons", *options, stdout=out)
    return out.getvalue()


def test_taps_are_counted_without_anybody_in_them(aoki: User) -> None:
    remember(by=aoki, needs=["debts", "no such need"], kind="debt_legal", accepted=True)
    remember(by=aoki, needs=["debts"], kind="debt_legal", accepted=False)
    assert Lesson.objects.values_list("need", "kind", "accepted", "declined").get() == (
        "debts",
        "debt_legal",
        1,
        1,
    )
    assert {field.name for field in Lesson._meta.fields} == {"id", "need", "kind", "accepted", "declined"}


def test_a_few_taps_change_nothing_and_many_are_shown_before_they_count(aoki: User) -> None:
    for _ in range(2):
        remember(by=aoki, needs=["debts"], kind="pets", accepted=True)
    assert "変わる重みはありません" in lessons()
    for _ in range(6):
        remember(by=aoki, needs=["debts"], kind="pets", accepted=True)
    told = lessons()
    assert "0.00 → 0.57（選んだ 8、見送った 0）" in told
    assert "pets" not in dict(taxonomy().needs["debts"].kinds)
    lessons("--apply")
    assert dict(taxonomy().needs["debts"].kinds)["pets"] == 0.57
