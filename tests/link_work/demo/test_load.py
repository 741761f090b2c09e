"""The demo town shows each of the things it is there to show, and loads once."""

import pytest

from sengetsu.accounts import demo as accounts
from sengetsu.directory import demo as directory
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.demo import load_demo
from sengetsu.link_work.desk.tips import tips
from sengetsu.link_work.intake.collecting import collect_letters


@pytest.mark.django_db
def test_the_demo_town_loads_once_and_the_commissioner_sees_all_three_states() -> None:
    users = accounts.load_demo()
    directory.load_demo()
    assert load_demo(users)
    cases = Case.objects.count()
    assert not load_demo(users)
    assert Case.objects.count() == cases

    collect_letters(by=users["aoki"])
    said = {tip.story[:6]: tip.state.label for tip in tips(users["hara"])}
    assert said == {
        "二丁目のアパ": "受け付けました",
        "北川さんのお": "対応しています",
        "中学生の娘さ": "つながりました",
    }
