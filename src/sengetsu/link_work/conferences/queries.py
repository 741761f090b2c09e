"""What the city's own people see of conferences. For agencies see `partner`."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import RoleGrant, User
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case

from .choices import ConferenceState
from .models import AgendaItem, Conference, Guest, Member, Paper, PaperPart, Remark, Resolution


def conferences_of(user: User) -> QuerySet[Conference]:
    """Conferences in which `user` has a seat and has not left."""
    seats = Member.objects.filter(user=user, left_at=None).values("conference_id")
    return Conference.objects.filter(pk__in=seats).select_related("chair", "next_conference")


def conference_of(user: User, conference_id: UUID) -> Conference | None:
    return conferences_of(user).filter(public_id=conference_id).first()


def coming(user: User, day: date) -> QuerySet[Conference]:
    """What still has to be held, the next one first. No case is named in it. `invited` and `answered` count
    the guests without an account."""
    rows = conferences_of(user).filter(state=ConferenceState.PLANNED, on__gte=day)
    here = Q(guests__withdrawn_at=None, guests__isnull=False)
    counts = {
        "invited": Count("guests", filter=here, distinct=True),
        "answered": Count("guests", filter=here & ~Q(guests__said=""), distinct=True),
    }
    return rows.defer("purpose").annotate(**counts).order_by("on", "starts_at", "pk")


def to_finish(user: User, day: date) -> QuerySet[Conference]:
    """The chair's: the day has passed and nobody has said how it went."""
    rows = Conference.objects.filter(chair=user, state=ConferenceState.PLANNED, on__lt=day)
    return rows.defer("purpose", "place").order_by("on", "pk")


def items_of(user: User, conference: Conference) -> list[AgendaItem]:
    """The agenda as one of the city's people sees it: cases that they may know of at all."""
    papers = Paper.objects.select_related("by").prefetch_related("openings__member__user")
    remarks = Remark.objects.select_related("member__user", "member__organization")
    resolutions = Resolution.objects.select_related("owner__user", "owner__organization")
    rows = conference.items.filter(removed=False, case__in=Case.objects.visible_to(user).values("pk"))
    return list(
        rows.select_related("case", "plan").prefetch_related(
            Prefetch("papers", queryset=papers),
            Prefetch("remarks", queryset=remarks),
            Prefetch("resolutions", queryset=resolutions),
        )
    )


def item_of(user: User, conference: Conference, item_id: UUID) -> AgendaItem | None:
    rows = conference.items.filter(removed=False, case__in=Case.objects.visible_to(user).values("pk"))
    return rows.select_related("case__household", "plan", "conference").filter(public_id=item_id).first()


def paper_of(user: User, conference: Conference, paper_id: UUID) -> Paper | None:
    visible = Case.objects.visible_to(user).values("pk")
    rows = Paper.objects.filter(item__conference=conference, item__removed=False, item__case__in=visible)
    return (
        rows.select_related("item__case", "item__conference", "item__plan").filter(public_id=paper_id).first()
    )


def part_of(paper: Paper, part_id: UUID) -> PaperPart | None:
    return paper.parts.select_related("paper__item__conference", "person").filter(public_id=part_id).first()


def members_of(conference: Conference) -> list[Member]:
    return list(conference.members.select_related("user", "organization", "conference"))


def guests_of(conference: Conference) -> list[Guest]:
    """Who was invited without an account, also who was taken back."""
    return list(conference.guests.select_related("organization", "conference"))


def guest_of(conference: Conference, guest_id: UUID) -> Guest | None:
    rows = conference.guests.select_related("organization", "conference", "invited_by")
    return rows.filter(public_id=guest_id).first()


def organizations_to_invite() -> QuerySet[Organization]:
    """Agencies of the directory that are not closed."""
    return Organization.objects.open().in_order()


def seat_of(conference: Conference, member_id: UUID) -> Member | None:
    return conference.members.select_related("user", "conference").filter(public_id=member_id).first()


def can_be_invited(conference: Conference) -> QuerySet[User]:
    """Everybody with an account who may sit in a conference and does not yet."""
    roles = [Role.LINK_WORKER, Role.MANAGER, Role.PARTNER]
    grants = RoleGrant.objects.current().filter(role__in=roles)
    seated = conference.members.filter(left_at=None).values("user_id")
    people = User.objects.filter(is_active=True, pk__in=grants.values("user_id")).exclude(pk__in=seated)
    return people.order_by("display_name", "pk")


def conferences_about(user: User, case: Case) -> list[AgendaItem]:
    """In which conferences a case was brought. What was said there is not here."""
    rows = AgendaItem.objects.filter(case=case, removed=False).select_related("conference")
    own = set(conferences_of(user).values_list("pk", flat=True))
    items = list(rows.defer("topic", "minutes").order_by("-conference__on"))
    for item in items:
        item.is_mine = item.conference_id in own  # type: ignore[attr-defined]
    return items


def to_do(user: User, day: date) -> QuerySet[Resolution]:
    """What was decided in a conference and is `user`'s to do by today; as long as they have their seat."""
    visible = Case.objects.visible_to(user).values("pk")
    rows = Resolution.objects.filter(
        owner__user=user, owner__left_at=None, done_at=None, due__lte=day, item__removed=False,
        item__case__in=visible,
    )  # fmt: skip
    return rows.select_related("item__conference", "item__case").defer(
        "words", "item__topic", "item__minutes"
    )


def resolution_of(user: User, resolution_id: UUID) -> Resolution | None:
    rows = Resolution.objects.select_related("item__conference", "item__case", "owner")
    own = conferences_of(user).values("pk")
    return rows.filter(public_id=resolution_id, item__conference__in=own).first()
