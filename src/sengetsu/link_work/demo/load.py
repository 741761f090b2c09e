"""Loads the cases and the letters once; a second run changes nothing."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.intake.actions import add_to_case
from sengetsu.link_work.intake.collecting import collect_letters
from sengetsu.link_work.intake.models import Intake
from sengetsu.postbox.envelopes.actions import answer_question
from sengetsu.postbox.letters.actions import drop_letter
from sengetsu.postbox.letters.choices import LetterKind

from . import conferences, kitagawa, plans, stories


def load_demo(users: Mapping[str, User]) -> bool:
    """Enter the demo's cases and letters. Returns False when there are cases already."""
    if Case.objects.exists():
        return False
    with transaction.atomic():
        home = kitagawa.household(users)
        blue_roof = stories.blue_roof(users)
        connected = stories.matsumoto(users)
        stories.waiting_for_an_answer(users)
        stories.restricted(users)
        stories.closed(users)
        stories.others(users)
        _handled_tips(users, home, connected)
        plan = plans.kitagawa(home, users)
        plans.each_state(users)
        conferences.statutory(users, blue_roof)
        conferences.plan_conference(users, plan)
        token = kitagawa.asked_the_dining_room(users, home)
    _new_letters(users)
    _new_answer(token)
    return True


def _new_answer(token: str) -> None:
    """The dining room has written back on its one-time page; still sealed until a link worker looks."""
    answer = {
        "answer": "accept", "reason": "", "message": "仕込みの時間なら人が少なくて静かです。裏口からどうぞ。",
        "name": "そらまめ食堂 早田", "first_contact_on": None,
    }  # fmt: skip
    answer_question(token=token, answer=answer, by=None)


def _tip(by: User, **said: Any) -> None:
    payload = {"how_known": ["seen"], "person_knows": "no", "may_tell": "no", "contact": "", **said}
    drop_letter(payload=payload, by=by, kind=LetterKind.TIP)


def _handled_tips(users: Mapping[str, User], home: Case, connected: Case) -> None:
    """Two tips of the commissioner that became something: one is cared for, one is connected."""
    hara, aoki = users["hara"], users["aoki"]
    _tip(
        hara,
        text="北川さんのお宅、息子さんを何年も見かけません。お母さんも足が悪そうです。",
        who="北川さん",
        where="西高尾4丁目",
    )
    collect_letters(by=aoki)
    add_to_case(by=aoki, intake=Intake.objects.get(case=None), case=home)
    _tip(
        hara,
        text="中学生の娘さんが、毎朝弟さんを保育園に送っています。",
        who="松本さん",
        where="西高尾2丁目",
    )
    collect_letters(by=aoki)
    add_to_case(by=aoki, intake=Intake.objects.get(case=None), case=connected)


def _new_letters(users: Mapping[str, User]) -> None:
    """What waits this morning; still sealed until a link worker looks."""
    _tip(
        users["hara"],
        text="二丁目のアパートの一階、新聞がたまっています。電気もつきません。食べるものがないと言っていたこともあり、心配です。",
        who="一階の角の部屋の人", where="西高尾2丁目のアパート", feeling="today",
    )  # fmt: skip
    drop_letter(
        payload={
            "text": "仕事をやめてから半年、家族ともうまく話せません。夜になると、消えてしまいたいと思うことがあります。",
            "about": "self", "reply": "here", "name": "", "contact": "",
        },
        by=None, kind=LetterKind.LETTER, passphrase="つき ひかり ほし かぜ やま",
    )  # fmt: skip
    drop_letter(
        payload={
            "text": "使わなくなった学習机があります。必要なお子さんがいたら使ってください。",
            "about": "other", "reply": "none", "name": "山口", "contact": "",
        },
        by=None, kind=LetterKind.LETTER,
    )  # fmt: skip
