import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.base.qr_code import code_of
from sengetsu.directory.models import Service
from tests.directory import town
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def sent(entry: Service, **changed: str) -> dict[str, str]:
    facts = {"organization": str(entry.organization_id), "name": entry.name, "category": entry.category}
    return {**facts, "accepting": "active", **changed}


def test_the_first_thing_to_do_on_an_entry_is_to_talk(client: Client) -> None:
    entry = town.service("家計の相談", phone="048-000-0001")
    page = client.get(reverse("service_detail", args=[entry.pk])).content.decode()
    assert 0 < page.index('href="/letters/new/"') < page.index("048-000-0001")


def test_a_full_service_and_an_ended_one_say_so(client: Client) -> None:
    for accepting, sentence in {"full": "いまは空きがありません", "closed": "受付を終えました"}.items():
        entry = town.service("家計の相談", accepting=accepting)
        assert sentence in client.get(reverse("service_detail", args=[entry.pk])).content.decode()


def test_who_may_be_in_danger_reads_whom_to_call(client: Client) -> None:
    entry = town.service("女性の相談", category="violence")
    assert "110番" in client.get(reverse("service_detail", args=[entry.pk])).content.decode()


def test_the_card_carries_a_code_of_the_entrys_own_address(client: Client) -> None:
    entry = town.service("そらまめ食堂", times="第1日曜日 12:00–15:00")
    page = client.get(reverse("service_card", args=[entry.pk])).content.decode()
    code = code_of(f"{settings.PUBLIC_URL}/directory/services/{entry.pk}/")
    assert f'd="{code.path}"' in page
    assert f'viewBox="0 0 {code.size} {code.size}"' in page
    assert "第1日曜日 12:00–15:00" in page
    assert "style=" not in page


def test_a_link_worker_edits_an_entry_and_a_search_finds_the_new_words(aoki: User, sign_in: SignIn) -> None:
    entry = town.service("家計の相談")
    edit = reverse("service_edit", args=[entry.pk])
    answer = sign_in(aoki).post(edit, sent(entry, description="封筒を開けずに持ってきてください"))
    assert answer["Location"] == reverse("service_detail", args=[entry.pk])
    found = sign_in(aoki).get(reverse("directory_home"), {"q": "封筒"}).context["page"]
    assert [one.pk for one in found] == [entry.pk]
    entry.refresh_from_db()
    assert not entry.is_stale


def test_an_edit_leaves_its_entry_in_the_trail_with_field_names_only(aoki: User, sign_in: SignIn) -> None:
    entry = town.service("家計の相談")
    sign_in(aoki).post(reverse("service_edit", args=[entry.pk]), sent(entry, cost="300円"))
    trace = Entry.objects.get(thing="service", thing_id=str(entry.pk))
    assert (trace.actor_id, trace.action) == (str(aoki.pk), "changed")
    assert "cost" in trace.detail["fields"]
    assert "300円" not in str(trace.detail)


def test_a_form_sent_twice_makes_one_entry(ogawa: User, sign_in: SignIn) -> None:
    office = town.organization()
    new = {"organization": str(office.pk), "name": "朝の会", "category": "food", "accepting": "active"}
    client = sign_in(ogawa)
    for _ in range(2):
        client.post(reverse("service_new"), {**new, "once_key": "11111111-2222-4333-8444-555555555555"})
    assert Service.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"minimum_age": "40", "maximum_age": "15"}, "「何歳から」より小さく"),
        ({"maximum_age": "131"}, "130歳まで"),
        ({"phone": "でんわ"}, "電話番号"),
        ({"name": ""}, "aria-invalid"),
        ({"category": "gossip"}, "aria-invalid"),
        ({"organization": "00000000-0000-4000-8000-000000000000"}, "aria-invalid"),
        ({"organization": "forged"}, "aria-invalid"),
        ({"description": "あ" * 2001}, "aria-invalid"),
    ],
)
def test_what_cannot_be_saved_comes_back_with_a_sentence(
    aoki: User, sign_in: SignIn, wrong: dict[str, str], sentence: str
) -> None:
    entry = town.service("家計の相談")
    answer = sign_in(aoki).post(reverse("service_edit", args=[entry.pk]), sent(entry, **wrong))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Entry.objects.filter(thing="service").exists()


def test_a_forged_organization_to_start_with_is_no_fault(aoki: User, sign_in: SignIn) -> None:
    assert sign_in(aoki).get(reverse("service_new"), {"organization": "'\x00"}).status_code == 200


def test_a_link_worker_assures_an_entry(aoki: User, sign_in: SignIn) -> None:
    entry = town.service("家計の相談")
    sign_in(aoki).post(reverse("service_assure", args=[entry.pk]))
    entry.refresh_from_db()
    assert not entry.is_stale


def test_visitors_and_partners_see_no_way_to_edit(
    client: Client, partner_sato: User, aoki: User, sign_in: SignIn
) -> None:
    entry = town.service("家計の相談")
    page, edit = reverse("service_detail", args=[entry.pk]), reverse("service_edit", args=[entry.pk])
    assert edit not in client.get(page).content.decode()
    assert edit not in sign_in(partner_sato).get(page).content.decode()
    assert edit in sign_in(aoki).get(page).content.decode()
