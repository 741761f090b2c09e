"""The two pictures: nothing lies on anything else, nothing leaves the sheet, and a table says the same."""

from datetime import timedelta
from itertools import combinations

import pytest
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.choices import Rung
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import add_new_person
from sengetsu.link_work.desk import pictures
from sengetsu.link_work.desk.queries import people_of
from sengetsu.link_work.people.choices import Relationship
from sengetsu.link_work.ties.actions import add_tie
from sengetsu.link_work.ties.choices import Flow, Strength, TieKind
from sengetsu.link_work.ties.models import Tie
from sengetsu.link_work.visits.actions import record_contact
from sengetsu.link_work.visits.choices import How
from sengetsu.link_work.visits.models import Contact
from tests.people import SignIn

LONG = "西高尾地域包括支援センターにし出張所（火曜だけ）"


def ties(count: int) -> list[Tie]:
    return [Tie(label=LONG, strength=Strength.NORMAL, flow=Flow.BOTH) for _ in range(count)]


@pytest.mark.parametrize("count", range(16))
def test_no_name_lies_on_another_or_leaves_the_sheet(count: int) -> None:
    nodes = pictures.ecomap(ties(count))
    assert len(nodes) == min(count, pictures.DRAWN)
    for one, other in combinations(nodes, 2):
        apart_x = abs(one.x - other.x) >= pictures.NODE_WIDTH
        assert apart_x or abs(one.y - other.y) >= pictures.NODE_HEIGHT
    for node in nodes:
        assert 0 <= node.left <= pictures.WIDTH - pictures.NODE_WIDTH
        assert 0 <= node.top <= pictures.HEIGHT - pictures.NODE_HEIGHT
        across, down = abs(node.x - pictures.CENTRE_X), abs(node.y - pictures.CENTRE_Y)
        corner = (max(across - 76, 0), max(down - 29, 0))
        assert corner[0] ** 2 + corner[1] ** 2 > pictures.RADIUS**2


def test_a_long_name_ends_in_dots_and_a_middle_one_is_halved() -> None:
    assert pictures.in_lines(LONG) == ("西高尾地域包括支", "援センターにし…")
    assert pictures.in_lines("整形外科クリニック") == ("整形外科ク", "リニック")
    assert pictures.in_lines("") == ("",)


def test_arrows_follow_the_flow() -> None:
    for flow, out, back in [
        (Flow.NONE, False, False),
        (Flow.TO_HOUSEHOLD, False, True),
        (Flow.FROM_HOUSEHOLD, True, False),
        (Flow.BOTH, True, True),
    ]:
        (node,) = pictures.ecomap([Tie(label="叔母", flow=flow, strength=Strength.STRESS)])
        assert (bool(node.arrow_to), bool(node.arrow_from)) == (out, back)


def steps(days: list[int]) -> pictures.TrustPath:
    now = timezone.now()
    rows = [Contact(at=now - timedelta(days=day), rung=Rung(1 + day % 8), pk=day) for day in days]
    return pictures.trust_path(rows)


@pytest.mark.parametrize("days", [[0], [1, 0], list(range(0, 900, 15))])
def test_the_path_stays_on_its_sheet(days: list[int]) -> None:
    path = steps(days)
    assert [step.contact.pk for step in path.steps] == sorted(days, reverse=True)
    assert all(pictures.PATH_LEFT <= step.x <= pictures.PATH_RIGHT for step in path.steps)
    assert 1 <= len(path.months) <= 7
    assert all(x <= pictures.MONTH_RIGHT for x, _ in path.months)


def test_the_path_names_the_year_where_it_begins() -> None:
    assert any("年" in name for _, name in steps(list(range(0, 900, 15))).months)


def test_without_a_rung_there_is_no_path() -> None:
    assert pictures.trust_path([Contact(at=timezone.now(), rung=None)]).steps == []


@pytest.fixture
def at_home(kitagawa: Case, aoki: User) -> Case:
    """The 8050 household: a mother and a son, both clients, and a father who died."""
    for relationship, name, sex, birth, died in [
        (Relationship.MOTHER, "ふみ", "female", "昭和19年3月8日", None),
        (Relationship.SON, "誠", "male", "昭和47年5月3日", None),
        (Relationship.FATHER, "一郎", "male", "昭和15年", timezone.localdate()),
    ]:
        add_new_person(
            by=aoki, case=kitagawa,
            place={"relationship": relationship, "is_client": died is None},
            family_name="北川", given_name=name, sex=sex, birth=birth, died_on=died,
        )  # fmt: skip
    kitagawa.refresh_from_db()
    return kitagawa


@pytest.mark.django_db
def test_two_clients_stand_doubly_framed_in_the_middle(at_home: Case) -> None:
    mother, son, father = pictures.household(people_of(at_home))
    assert (mother.shape, mother.double, mother.below) == ("circle", True, "母")
    assert (son.shape, son.double, son.below) == ("square", True, "息子")
    assert (father.gone, father.double) == (True, False)


@pytest.mark.django_db
def test_the_table_beside_the_picture_says_the_same(at_home: Case, aoki: User, sign_in: SignIn) -> None:
    for number in range(14):
        add_tie(by=aoki, case=at_home, kind=TieKind.AGENCY, label=f"第{number}相談室")
    record_contact(by=aoki, case=at_home, at=timezone.now(), how=How.VISIT, rung=Rung.TALKED)
    for name in ("case_page", "case_print"):
        text = sign_in(aoki).get(reverse(name, args=[at_home.public_id])).content.decode()
        table = text[text.index("つながりを表で見る") :]
        assert all(f"第{number}相談室" in table for number in range(14))
        assert "北川 誠" in table
        assert "ほかのつながりは表に" in text
