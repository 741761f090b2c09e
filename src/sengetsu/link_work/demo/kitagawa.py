"""The 8050 household of the demo town, with something in every room."""

from datetime import date, time, timedelta

from django.utils import timezone

from sengetsu.link_work.cases.actions import change_state, write_cautions
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.actions import give_consent
from sengetsu.link_work.consents.choices import Fact, Given
from sengetsu.link_work.needs.actions import move_need, note_need
from sengetsu.link_work.needs.choices import Category, NeedState
from sengetsu.link_work.referrals.actions import answer_by_phone, draft_referral, send_referral
from sengetsu.link_work.referrals.choices import Said
from sengetsu.link_work.ties.actions import add_tie, change_tie
from sengetsu.link_work.ties.choices import Flow, Strength, TieKind

from .people import (
    How,
    Relationship,
    Rung,
    State,
    Urgency,
    Users,
    WithWhom,
    case,
    contacts,
    person,
    service,
    step,
    then,
)


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def household(users: Users) -> Case:
    """The 8050 household: a mother of 82 and a son of 54, from the curtain to the front door."""
    aoki = users["aoki"]
    today = step("地域食堂の案内を渡す。母の受診の足を相談する。", 0, aoki, time(10, 30))
    home = case(
        owner=aoki, title="北川家", opened=195, next_step=today, urgency=Urgency.HIGH,
        reason="母の膝が悪くなり、買い物に出られていない。",
    )  # fmt: skip
    mother = person(
        home, aoki, Relationship.MOTHER, family_name="北川", given_name="ふみ", family_kana="きたがわ",
        given_kana="ふみ", birth="昭和19年3月8日", sex="female", phone="048-000-0012", address="西高尾4-15",
    )  # fmt: skip
    person(
        home, aoki, Relationship.SON, family_name="北川", given_name="誠", family_kana="きたがわ",
        given_kana="まこと", birth="昭和47年5月3日", sex="male", address="西高尾4-15",
    )  # fmt: skip
    write_cautions(
        by=aoki, case=home, title="北川家", two_person=True,
        ng_card="チャイムを鳴らさない（縁側から声をかける）。長男の前で「仕事」と言わない。水曜は避ける。",
        risks="門の敷石がぐらつく。雨の日はすべる。",
    )  # fmt: skip
    change_state(by=aoki, case=home, to=State.BUILDING_TRUST, words="週に一度、縁側から声をかける。")
    contacts(home, aoki, [
        (190, How.VISIT, WithWhom.NOBODY, Rung.CURTAIN, "声をかけると、二階のカーテンが少し動いた。"),
        (176, How.VISIT, WithWhom.NOBODY, Rung.CURTAIN, "返事はない。ちらしをポストに。"),
        (160, How.VISIT, WithWhom.RELATIVES, Rung.THROUGH_DOOR, "母がドア越しに「うちは大丈夫です」と。声は落ち着いていた。"),
        (146, How.LETTER, WithWhom.RELATIVES, Rung.LETTER_TAKEN, "手書きの手紙。次の週、ポストからなくなっていた。"),
        (132, How.VISIT, WithWhom.NOBODY, Rung.THROUGH_DOOR, "暑い日。ドア越しに「ありがとう」とひとこと。"),
        (111, How.VISIT, WithWhom.RELATIVES, Rung.AT_THE_DOOR, "母と玄関先で。膝が痛み、買い物がつらいと。"),
        (90, How.VISIT, WithWhom.NOBODY, Rung.THROUGH_DOOR, "母は休んでいるとのこと。長男らしい声で返事。"),
        (69, How.PHONE, WithWhom.RELATIVES, Rung.TALKED, "母から電話。長男の先のことが心配で眠れない夜があると。"),
        (48, How.VISIT, WithWhom.BOTH, Rung.AT_THE_DOOR, "長男が二階から下りてきて、会釈。ことばはなし。"),
        (20, How.LETTER, WithWhom.BOTH, Rung.LETTER_TAKEN, "地域食堂のちらしと手書きの手紙。"),
        (6, How.VISIT, WithWhom.BOTH, Rung.TALKED,
         "長男が自分で戸を開けた。「寒いですね」と一言。母は膝の痛みを話す。受診を迷っている。"),
    ])  # fmt: skip
    then(home, today)
    add_tie(by=aoki, case=home, kind=TieKind.AGENCY, label="整形外科", since=_ago(190))
    add_tie(
        by=aoki, case=home, kind=TieKind.PERSON, label="民生委員 原さん", strength=Strength.STRONG,
        flow=Flow.BOTH, since=_ago(190),
    )  # fmt: skip
    add_tie(
        by=aoki, case=home, kind=TieKind.PERSON, label="親族（市外）", strength=Strength.STRESS,
        note="お金のことで行き来が絶えた", since=_ago(190),
    )  # fmt: skip
    elder = service("高齢者の総合相談（西地区）")
    until = timezone.localdate() + timedelta(days=300)
    consent = give_consent(
        by=aoki, case=home, person=mother, organization=elder.organization, until=until, given=Given.ORAL,
        witness="民生委員 原さん", purpose="通院と買い物の手伝いを相談するため",
        facts=[Fact.NAME, Fact.KANA, Fact.BIRTH, Fact.ADDRESS, Fact.NEED],
    )  # fmt: skip
    ride = note_need(
        by=aoki, case=home, category=Category.TRANSPORT, person=mother,
        words="膝が痛くて、病院へ行く足がない。買い物も月に二度がやっと。",
    )  # fmt: skip
    referral = draft_referral(
        by=aoki, case=home, need=ride, service=elder, consent=consent,
        question="通院と買い物のことで、一度お宅での相談をお願いできますか。縁側から声をかけていただけると安心されます。",
    )  # fmt: skip
    referral = send_referral(by=aoki, referral=referral)
    answer_by_phone(
        by=aoki, referral=referral, said=Said.ACCEPT, said_by="西地区 三上さん", words="来週うかがいます。"
    )
    add_tie(
        by=aoki,
        case=home,
        kind=TieKind.AGENCY,
        label="地域包括 にし",
        strength=Strength.STRONG,
        flow=Flow.TO_HOUSEHOLD,
        service=elder,
        since=_ago(3),
    )
    old = add_tie(
        by=aoki,
        case=home,
        kind=TieKind.PERSON,
        label="となりの山本さん",
        strength=Strength.WEAK,
        since=_ago(190),
    )
    change_tie(by=aoki, tie=old, strength=Strength.NORMAL, flow=Flow.BOTH, note="回覧板のときに話す")  # fmt: skip
    future = note_need(
        by=aoki,
        case=home,
        category=Category.INCOME,
        words="母の年金で二人が暮らしている。母の先のことが不安。",
    )
    move_need(
        by=aoki, need=future, to=NeedState.UNMET,
        unmet_reason="本人が会わなくても、家族だけで先の暮らしを相談できる場。",
    )  # fmt: skip
    note_need(
        by=aoki, case=home, category=Category.IBASHO, words="長男が、人の少ない時間に座っていられるところ。"
    )
    add_tie(
        by=aoki, case=home, kind=TieKind.ACTIVITY, label="そらまめ食堂", strength=Strength.WEAK, since=_ago(20),
        service=service("そらまめ食堂"),
    )  # fmt: skip
    return home


def asked_the_dining_room(users: Users, home: Case) -> str:
    """Asked without a name whether there is a quiet hour; returns the token of the one-time page."""
    aoki = users["aoki"]
    place = home.needs.get(category=Category.IBASHO)
    draft = draft_referral(
        by=aoki, case=home, need=place, service=service("そらまめ食堂"), without_name=True,
        question="五十代の男性です。人の少ない時間に、少しだけ座っていられる席はありますか。",
    )  # fmt: skip
    question = send_referral(by=aoki, referral=draft).questions.get()
    return str(question.token)
