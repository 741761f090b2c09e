from datetime import date, time, timedelta

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import Door, Purpose, State
from sengetsu.living_room.bookings.models import Application, Booking
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.fees.actions import grant_waiver
from sengetsu.living_room.fees.choices import Kind
from sengetsu.living_room.fees.models import FeeRule, PaymentNotice, Waiver
from sengetsu.living_room.fees.settling_actions import report_sales
from sengetsu.living_room.groups.models import Group, Membership

from .table import LINK_WORK, LINK_WORKERS, OK, ORGANIZER, Outcome, Row, Subject, Town, only

STAFF: dict[str, Outcome] = dict.fromkeys((*LINK_WORKERS, "ogawa"), OK)
# Their own group's for organizers, everybody's for staff.
OF_A_GROUP = ORGANIZER.but(**STAFF)
DATE = {"booking_id": "fee_booking_id"}
NOTICE = {"notice_id": "fee_notice_id"}
WAIVER = {"waiver_id": "fee_waiver_id"}

ROWS = [
    Row("own_fees", only("organizers", "soda")),
    Row("sales_report", OF_A_GROUP, "GET POST", keys=DATE),
    Row("booking_fee", OF_A_GROUP, keys=DATE),
    Row("payment_notice", OF_A_GROUP, keys=NOTICE),
    Row("fee_list", LINK_WORK),
    Row("fee_export", LINK_WORK),
    Row("fee_settle_free", LINK_WORK, "POST"),
    Row("fee_settle", LINK_WORK, "POST", keys=DATE),
    Row("fee_strike", LINK_WORK, "GET POST", keys=DATE),
    Row("fee_waive", LINK_WORK, "GET POST", keys=DATE),
    Row("notice_paid", LINK_WORK, "GET POST", keys=NOTICE),
    Row("notice_unpaid", LINK_WORK, "POST", keys=NOTICE),
    Row("fee_rules", LINK_WORK),
    Row("fee_rule_new", LINK_WORK, "GET POST", keys={"purpose": "fee_purpose"}),
    Row("fee_rule_withdraw", LINK_WORK, "POST", keys={"rule_id": "fee_rule_id"}),
    Row("fee_try", LINK_WORK),
    Row("fee_settings", LINK_WORK, "GET POST"),
    Row("waiver_list", LINK_WORK, "GET POST"),
    Row("waiver_end", LINK_WORK, "POST", keys=WAIVER),
    Row("waiver_grant", LINK_WORK, "GET POST", keys=WAIVER),
    Row("waiver_grant_end", LINK_WORK, "POST", keys={"grant_id": "fee_grant_id"}),
]


def furnish(town: Town) -> None:
    venue, aoki = load_demo(), town.people["aoki"]
    today = timezone.localdate()
    facts = {"venue": venue, "purpose": Purpose.TRIAL_SHOP, "kind": Kind.PERCENTAGE}
    FeeRule.objects.filter(venue=venue).delete()
    FeeRule.objects.create(version=1, valid_from=date(2026, 4, 1), rate=1000, **facts)
    to_come = FeeRule.objects.create(version=2, valid_from=today + timedelta(days=9), rate=500, **facts)
    waiver = Waiver.objects.create(venue=venue, name="市の後援", rate=5000, first_day=date(2026, 4, 1))
    own = _shop_of(Group.objects.create(name="こむぎベーカリー"), town.people["soda"])
    other = _shop_of(Group.objects.create(name="喫茶みなみ"))
    for subject, shop in ((Subject.OWN, own), (Subject.OTHER, other)):
        report_sales(by=aoki, booking=shop, sales=12_340)
        notice = PaymentNotice.objects.get(fee__booking=shop)
        town.put(subject, fee_booking_id=shop.public_id, fee_notice_id=notice.public_id)
    grant = grant_waiver(by=aoki, waiver=waiver, application=other.application, reason="後援の承認")
    town.put(
        Subject.OWN,
        fee_purpose="trial_shop",
        fee_rule_id=to_come.pk,
        fee_waiver_id=waiver.pk,
        fee_grant_id=grant.pk,
    )


def _shop_of(group: Group, *members: User) -> Booking:
    for member in members:
        Membership.objects.create(group=group, user=member)
    application = Application.objects.create(
        venue=load_demo(), group=group, title="パンの日", purpose=Purpose.TRIAL_SHOP, door=Door.ACCOUNT
    )
    day = timezone.localdate() - timedelta(days=3)
    return Booking.objects.create(
        application=application, day=day, starts=time(10), ends=time(14), state=State.USED
    )
