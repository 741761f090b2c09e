"""Wishes and start-ups."""

from datetime import date

from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.groups.models import Group, Membership
from sengetsu.living_room.startups.actions import make_wish
from sengetsu.living_room.startups.choices import WishDoor
from sengetsu.living_room.startups.links import token_of
from sengetsu.living_room.startups.startup_actions import Next, begin_startup, note_startup

from .table import LINK_WORK, LINK_WORKERS, OK, ORGANIZER, PUBLIC, SIGNED_IN, Row, Subject, Town

TOKEN = {"token": "wish_token"}
NOTE = {"note_id": "startup_note_id"}

ROWS = [
    Row("wish_board", PUBLIC),
    Row("wish_new", PUBLIC, "GET POST"),
    Row("wish_own", PUBLIC, "GET POST", keys=TOKEN),
    Row("wish_withdraw", PUBLIC, "POST", keys=TOKEN),
    Row("wish_forbid", PUBLIC, "POST", keys=TOKEN),
    Row("wish_find", PUBLIC, "GET POST"),
    Row("wish_list", LINK_WORK),
    Row("wish_matches", LINK_WORK),
    Row("wish_enter", LINK_WORK, "GET POST"),
    Row("wish_show", LINK_WORK, "GET POST"),
    Row("wish_edit", LINK_WORK, "GET POST"),
    Row("wish_publish", LINK_WORK, "GET POST"),
    Row("wish_take_down", LINK_WORK, "POST"),
    Row("wish_slip", LINK_WORK),
    Row("startup_from_wish", LINK_WORK, "GET POST"),
    Row("startup_list", LINK_WORK),
    Row("startup_new", LINK_WORK, "GET POST"),
    Row("startup_hints", LINK_WORK, "GET POST"),
    Row("startup_show", LINK_WORK),
    Row("startup_edit", LINK_WORK, "GET POST"),
    Row("startup_move", LINK_WORK, "GET POST"),
    Row("startup_plan", LINK_WORK, "GET POST"),
    Row("startup_settle", LINK_WORK, "GET POST"),
    Row("startup_note", LINK_WORK, "GET POST"),
    Row("startup_note_correct", LINK_WORK, "GET POST", keys=NOTE),
    Row("startup_check", LINK_WORK, "GET POST"),
    Row("startup_print", LINK_WORK),
    Row("startup_own_list", SIGNED_IN),
    # A group's own path; those who run the place see what the group sees.
    Row("startup_own", ORGANIZER.but(**dict.fromkeys((*LINK_WORKERS, "ogawa"), OK))),
]


def furnish(town: Town) -> None:
    venue = load_demo()
    aoki = town.people["aoki"]
    wish = make_wish(by=None, venue=venue, facts={"text": "コラボしたい"}, door=WishDoor.WEB)
    town.put(Subject.OWN, wish_id=wish.public_id, wish_token=token_of(wish.public_id))
    day = date(2099, 4, 1)
    for subject, name in ((Subject.OWN, "もみじの会"), (Subject.OTHER, "すみれの会")):
        group = Group.objects.create(name=name)
        if subject is Subject.OWN:
            Membership.objects.create(group=group, user=town.people["soda"])
        facts = {"title": "朝市", "group": group}
        startup = begin_startup(by=aoki, venue=venue, facts=facts, following=Next(aoki, day))
        note = note_startup(by=aoki, startup=startup, on=date(2026, 4, 1), text="話を聞いた")
        town.put(subject, startup_id=startup.public_id, startup_note_id=note.public_id)
