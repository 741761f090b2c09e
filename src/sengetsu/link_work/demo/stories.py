"""The cases of the demo town: one for each thing that the product must be able to show."""

from datetime import time, timedelta

from django.utils import timezone

from sengetsu.link_work.cases import handovers
from sengetsu.link_work.cases.actions import change_state, restrict, write_cautions
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.actions import give_consent
from sengetsu.link_work.consents.choices import Fact, Given
from sengetsu.link_work.needs.actions import note_need
from sengetsu.link_work.needs.choices import Category
from sengetsu.link_work.referrals.actions import answer_by_phone, draft_referral, move_referral, send_referral
from sengetsu.link_work.referrals.choices import ReferralState, Said

from .people import (
    How,
    Relationship,
    Rhythm,
    Route,
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


def blue_roof(users: Users) -> Case:
    """Nobody knows the name yet; the promise is eight days late."""
    aoki = users["aoki"]
    late = step("夕方に声をかけてみる。灯りのつく時間を見る。", -8, aoki)
    home = case(
        owner=aoki,
        title="四丁目の青い屋根の家（名前はまだ）",
        opened=44,
        next_step=late,
        rhythm=Rhythm.WEEKLY,
    )
    person(
        home,
        aoki,
        Relationship.UNKNOWN,
        description="四丁目の青い屋根の家の息子さん",
        birth="30代",
        sex="male",
    )
    contacts(home, aoki, [
        (36, How.VISIT, WithWhom.NOBODY, Rung.CURTAIN, "昼に訪ねる。雨戸がしまっている。自転車はある。"),
        (22, How.VISIT, WithWhom.NOBODY, Rung.THROUGH_DOOR, "「いまは、いいです」とドア越しに。若い男性の声。"),
    ])  # fmt: skip
    then(home, late)
    write_cautions(
        by=aoki,
        case=home,
        title=home.title,
        ng_card="名前を呼ばない（まだ名のっていない）。",
        risks="",
        two_person=False,
    )
    return home


def matsumoto(users: Users) -> Case:
    """A young carer, connected: the tip's writer sees つながりました."""
    aoki = users["aoki"]
    home = case(
        owner=aoki, title="松本家", opened=120, next_step=step("学習室のあと、帰り道に話す。", 4, aoki), route=Route.CAFETERIA,
        rhythm=Rhythm.BIWEEKLY,
    )  # fmt: skip
    yui = person(
        home, aoki, Relationship.DAUGHTER, family_name="松本", given_name="結衣", family_kana="まつもと",
        given_kana="ゆい", birth="平成25年6月21日", sex="female",
    )  # fmt: skip
    mother = person(
        home, aoki, Relationship.MOTHER, family_name="松本", given_name="加奈", family_kana="まつもと",
        given_kana="かな", birth="40歳くらい", sex="female", phone="090-0000-0034",
    )  # fmt: skip
    change_state(by=aoki, case=home, to=State.CONNECTING, words="母も、手伝いがあれば助かると。")
    contacts(home, aoki, [
        (110, How.AT_PLACE, WithWhom.PERSON, Rung.CAME_TO_PLACE, "食堂のあと、弟の世話と朝ごはんを一人でしていると話す。"),
        (92, How.VISIT, WithWhom.BOTH, Rung.TALKED, "母は夜の仕事。「この子に頼りきりで」と。"),
        (50, How.ESCORT, WithWhom.BOTH, Rung.WENT_OUT, "こども家庭センターへいっしょに。"),
        (12, How.AT_PLACE, WithWhom.PERSON, Rung.HAS_A_PART, "食堂で小さい子に本を読んでくれた。"),
    ])  # fmt: skip
    then(home, step("学習室のあと、帰り道に話す。", 4, aoki))
    carer = service("ヤングケアラーの相談")
    consent = give_consent(
        by=aoki, case=home, person=mother, organization=carer.organization, given=Given.PAPER,
        until=timezone.localdate() + timedelta(days=200), purpose="家事と弟の世話を軽くするため",
        facts=[Fact.NAME, Fact.HOUSEHOLD, Fact.NEED, Fact.PHONE],
    )  # fmt: skip
    need = note_need(
        by=aoki,
        case=home,
        category=Category.CARE,
        person=yui,
        words="朝ごはんの支度と弟の世話を、ひとりでしなくていいように。",
    )
    referral = draft_referral(
        by=aoki,
        case=home,
        need=need,
        service=carer,
        consent=consent,
        question="家事の手伝いと、朝の支度の相談をお願いします。",
    )
    referral = send_referral(by=aoki, referral=referral)
    answer_by_phone(by=aoki, referral=referral, said=Said.ACCEPT, said_by="こども家庭センター 桑田さん")
    move_referral(
        by=aoki, referral=referral, to=ReferralState.ATTENDED, words="母と来所。朝の支援が週2回に。"
    )
    return home


def waiting_for_an_answer(users: Users) -> Case:
    """A referral without an answer, late on the chase list; owned by the colleague."""
    mori = users["mori"]
    home = case(
        owner=mori, title="石井さん", opened=60, next_step=step("電話で様子を聞く。", 1, mori), route=Route.SELF,
        urgency=Urgency.MIDDLE, reason="督促状がたまっている。食べるものはある。",
    )  # fmt: skip
    man = person(
        home, mori, Relationship.SELF, family_name="石井", given_name="隆", family_kana="いしい", given_kana="たかし",
        birth="S38.11.2", sex="male", phone="048-000-0056",
    )  # fmt: skip
    change_state(by=mori, case=home, to=State.CONNECTING)
    contacts(home, mori, [
        (58, How.AT_PLACE, WithWhom.PERSON, Rung.TALKED, "封を切っていない封筒を紙袋で持ってきた。いっしょに開ける。"),
        (9, How.PHONE, WithWhom.PERSON, Rung.TALKED, "家計の相談に行ってみたいと。"),
    ])  # fmt: skip
    then(home, step("電話で様子を聞く。", 1, mori))
    desk = service("家計改善の相談")
    consent = give_consent(
        by=mori, case=home, person=man, organization=desk.organization, given=Given.PAPER,
        until=timezone.localdate() + timedelta(days=180), purpose="家計の立て直しの相談のため",
        facts=[Fact.NAME, Fact.PHONE, Fact.NEED],
    )  # fmt: skip
    need = note_need(
        by=mori, case=home, category=Category.DEBT, words="何にいくら払えばよいか、もう分からない。"
    )
    referral = draft_referral(by=mori, case=home, need=need, service=desk, consent=consent,
                              question="督促状の整理から、ごいっしょにお願いできますか。")  # fmt: skip
    send_referral(by=mori, referral=referral, follow_up_on=timezone.localdate() - timedelta(days=6))
    handovers.offer(
        by=mori, case=home, receiver=users["aoki"],
        summary="平日の夕方は仕事で電話に出られません。紙袋の封筒は半分まで整理ずみ。次は家計相談に同行を。",
    )  # fmt: skip
    return home


def restricted(users: Users) -> Case:
    """Address protection: only for the named."""
    aoki = users["aoki"]
    home = case(
        owner=aoki, title="佐伯さん（支援措置）", opened=30, next_step=step("決めた時間にだけ電話する。", 2, aoki),
        route=Route.AGENCY, urgency=Urgency.HIGH, reason="居場所を知られると危ない。",
    )  # fmt: skip
    person(
        home, aoki, Relationship.SELF, family_name="佐伯", given_name="みどり", family_kana="さえき", given_kana="みどり",
        birth="平成2年1月15日", sex="female", address="（支援措置）", address_protected=True,
    )  # fmt: skip
    return restrict(by=aoki, case=home, users=[users["ogawa"]])


def closed(users: Users) -> Case:
    aoki = users["aoki"]
    home = case(
        owner=aoki,
        title="高橋さん",
        opened=230,
        next_step=step("月に一度の電話。", 10, aoki),
        route=Route.NEIGHBOUR,
    )
    person(
        home, aoki, Relationship.SELF, family_name="髙橋", given_name="ヨシ", family_kana="たかはし", given_kana="よし",
        birth="昭和11年9月1日", sex="female",
    )  # fmt: skip
    contacts(home, aoki, [
        (220, How.VISIT, WithWhom.PERSON, Rung.TALKED, "ひとりで食べるのがつらいと。"),
        (150, How.AT_PLACE, WithWhom.PERSON, Rung.HAS_A_PART, "食堂で漬けものを教える役に。"),
    ])  # fmt: skip
    return change_state(
        by=aoki, case=home, to=State.CLOSED, words="食堂に居場所ができた。困ったらまた来ていい、と伝えた。"
    )


def others(users: Users) -> None:
    """Watched over, suspended, and a case of another team."""
    aoki, mori, kitano = users["aoki"], users["mori"], users["kitano"]
    watched = case(
        owner=aoki,
        title="小林さん",
        opened=300,
        next_step=step("季節のあいさつの手紙。", 18, aoki),
        rhythm=Rhythm.QUARTERLY,
    )
    change_state(
        by=aoki, case=watched, to=State.WATCH_OVER, words="囲碁サロンに通っている。三か月ごとに声をかける。"
    )
    paused = case(owner=mori, title="村田家", opened=90, next_step=step("春になったら葉書を出す。", 60, mori))
    change_state(by=mori, case=paused, to=State.SUSPENDED, words="「しばらくそっとしてほしい」とのこと。")
    case(owner=aoki, title="中川さん", opened=15, next_step=step("市役所の窓口に同行する。", 0, aoki, time(14, 0)),
         route=Route.SELF)  # fmt: skip
    case(owner=kitano, title="東野さん", opened=40, next_step=step("団地の集会所で会う。", 3, kitano))
