"""Which pages are measured, and as whom. Needs Django to be set up."""

from dataclasses import dataclass
from urllib.parse import urlencode

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db.models import Count, Max, Min
from django.test import Client
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.link_work.models import Case, CaseMember
from sengetsu.living_room.bookings.models import Booking
from tests.factories import open_session

WORKER, COLLEAGUE = "aoki", "mori"
ANYBODY = ""  # nobody is signed in
COMMON, RARE = "散歩", "尺八"  # the generator's commonest and rarest hobby


@dataclass(frozen=True)
class Page:
    name: str
    address: str
    user: str = WORKER


def signed_in(username: str) -> Client:
    """A client with a session of somebody who signed in with two factors, or of nobody."""
    if username == ANYBODY:
        return Client(SERVER_NAME="127.0.0.1")
    user = User.objects.get(username=username)
    if not user.authenticator_set.exists():
        TOTP.activate(user, generate_totp_secret())
    client = Client(SERVER_NAME="127.0.0.1")
    open_session(client, user)
    return client


def _case_with(contacts: int, user: User) -> tuple[Case, int]:
    """The readable open case whose number of contacts comes nearest."""
    cases = Case.objects.readable_by(user).open().annotate(contacts_now=Count("contacts"))
    case = min(cases, key=lambda one: abs(one.contacts_now - contacts))
    return case, case.contacts_now


def _case_page(contacts: int, user: User) -> Page:
    case, number = _case_with(contacts, user)
    return Page(f"case, {number} contacts", reverse("case_page", args=[case.public_id]))


def _search(text: str, kind: str) -> Page:
    return Page(f"search, {kind}", f"{reverse('home_search')}?{urlencode({'q': text})}")


def pages() -> list[Page]:
    """The yardsticks first."""
    worker = User.objects.get(username=WORKER)
    own = Case.objects.open().filter(owner=worker).count()
    everybody = Case.objects.open().count()
    small, _ = _case_with(40, worker)
    somebody = CaseMember.objects.filter(case=small).select_related("person").order_by("pk")[0].person
    return [
        Page("bare", "/bench/bare/"),
        Page("minimal", "/bench/minimal/"),
        Page("shell", "/bench/shell/"),
        Page(f"home, {own} own of {everybody} open", reverse("home_today")),
        Page("home, colleague of the team", reverse("home_today"), COLLEAGUE),
        Page("cases of the team", f"{reverse('case_list')}?whose=team"),
        Page("cases of everybody", f"{reverse('case_list')}?whose=all"),
        _case_page(40, worker),
        _case_page(300, worker),
        Page("course, 300 contacts", reverse("case_course", args=[_case_with(300, worker)[0].public_id])),
        Page("intake list", reverse("intake_list")),
        _search(COMMON, "a common word"),
        _search(RARE, "a rare word"),
        _search(somebody.family_name or somebody.description, "a name"),
        *_open_pages(),
    ]


def _open_pages() -> list[Page]:
    """What anybody meets first, and the search for free times, with ten years of bookings behind them."""
    span = Booking.objects.aggregate(first=Min("day"), last=Max("day"))
    years = round((span["last"] - span["first"]).days / 365)
    return [
        Page(f"free times, a month, all spaces, {years} years of bookings", "/bench/free/"),
        Page("front", "/", ANYBODY),
        Page("calendar, a month", "/calendar/", ANYBODY),
        Page("calendar.ics", "/calendar.ics", ANYBODY),
    ]
