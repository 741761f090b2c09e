"""Plans of the demo town: one in each state, and an agency that answers on its own page."""

from datetime import date, timedelta

from django.utils import timezone

from sengetsu.accounts.models import Agency, User
from sengetsu.directory.models import Organization, Service
from sengetsu.link_work.cases import people
from sengetsu.link_work.cases.choices import Participation
from sengetsu.link_work.cases.life_actions import note_participation
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.actions import give_consent, withdraw_consent
from sengetsu.link_work.consents.choices import Document, Fact, Given
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.people.actions import put_bond
from sengetsu.link_work.people.choices import BondKind, BondState
from sengetsu.link_work.people.models import Person
from sengetsu.link_work.plans.actions import decide_support, draft_plan, put_action, put_goal, write_plain
from sengetsu.link_work.plans.choices import ActionState, Outcome, PlanKind, PlanState, Reached, Who
from sengetsu.link_work.plans.course_actions import (
    decide_plan,
    evaluate,
    monitor,
    move_plan,
    replan,
    tick_action,
)
from sengetsu.link_work.plans.models import Plan
from sengetsu.link_work.referrals.actions import draft_referral, send_referral

from .people import Relationship, Users, person, service

TRAINING = "自立訓練（生活訓練） つぼみ"
EVERY_DOCUMENT = tuple(Document)


def _in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def agency_of_sato() -> Service:
    """The independence training in town is run by the agency that has accounts."""
    training = service(TRAINING)
    Organization.objects.filter(pk=training.organization_id).update(
        agency=Agency.objects.get(name="ひだまり福祉会")
    )
    return service(TRAINING)


def family(home: Case, aoki: User) -> None:
    """The whole 8050 household: a father who died, a daughter in another town, a cousin who looks in."""
    mother, son = (member.person for member in home.members.order_by("pk"))
    father = person(
        home, aoki, Relationship.FATHER, is_client=False, family_name="北川", given_name="正一",
        birth="昭和15年11月2日", sex="male", died_on=_in(-3000),
    )  # fmt: skip
    daughter = _elsewhere(
        home, aoki, Relationship.DAUGHTER, given_name="さとみ", birth="昭和49年9月12日", sex="female"
    )
    partner = _elsewhere(
        home, aoki, Relationship.OTHER_RELATIVE, given_name="健二", birth="昭和46年", sex="male"
    )
    child = _elsewhere(
        home, aoki, Relationship.GRANDCHILD, given_name="ゆず", birth="平成18年2月3日", sex="female"
    )
    put_bond(by=aoki, first=father, second=mother, kind=BondKind.COUPLE)
    put_bond(by=aoki, first=partner, second=daughter, kind=BondKind.COUPLE, state=BondState.DIVORCED)
    for parent in (father, mother):
        for born in (son, daughter):
            put_bond(by=aoki, first=parent, second=born, kind=BondKind.BIRTH_PARENT)
    for parent in (partner, daughter):
        put_bond(by=aoki, first=parent, second=child, kind=BondKind.BIRTH_PARENT)


def _elsewhere(home: Case, by: User, relationship: Relationship, **values: object) -> Person:
    place = {"relationship": relationship, "is_client": False, "lives_here": False}
    return people.add_new_person(by=by, case=home, place=place, family_name="北川", **values).person


def consented(case: Case, by: User, who: Person, to: Organization, *, facts: tuple[Fact, ...]) -> Consent:
    return give_consent(
        by=by, case=case, person=who, organization=to, facts=facts, documents=EVERY_DOCUMENT,
        purpose="いっしょに支援プランを進めるため", until=_in(300), given=Given.PAPER,
    )  # fmt: skip


def _plan(
    case: Case,
    by: User,
    to: Organization,
    *,
    kind: PlanKind,
    wishes: str,
    goal: str,
    does: list[tuple[Who, str]],
) -> Plan:
    clients = [member.person for member in case.members.filter(is_client=True).order_by("pk")]
    plan = draft_plan(
        by=by, case=case, kind=kind, people=clients, wishes=wishes, policy="急がない。本人のいまの歩幅で。",
        starts_on=timezone.localdate(), ends_on=_in(180), monitoring_on=_in(30),
    )  # fmt: skip
    row = put_goal(by=by, plan=plan, words=goal, by_when=_in(90))
    for who, words in does:
        put_action(
            by=by, goal=row, who=who, words=words, by_when=_in(30),
            organization=to if who is Who.AGENCY else None,
        )  # fmt: skip
    return plan


def _decided(plan: Plan, users: Users) -> Plan:
    decide_support(by=users["ogawa"], case=plan.case, words="ひとつの窓口では支えきれない。")
    move_plan(by=plan.by, plan=plan, to=PlanState.CONFERENCE)
    return decide_plan(by=users["ogawa"], plan=plan, words="案のとおり決定する。")


def kitagawa(home: Case, users: Users) -> Plan:
    """Running: the mother and the son consented; the agency has written how it goes."""
    aoki, training = users["aoki"], agency_of_sato()
    family(home, aoki)
    mother, son = (m.person for m in home.members.filter(is_client=True).order_by("pk"))
    for who in (mother, son):
        consented(
            home, aoki, who, training.organization,
            facts=(Fact.NAME, Fact.BIRTH, Fact.HOUSEHOLD, Fact.NEED, Fact.SITUATION),
        )  # fmt: skip
    plan = _plan(
        home, aoki, training.organization, kind=PlanKind.MULTI_AGENCY,
        wishes="（母）通院できるようになりたい。あの子のことを話せる人がほしい。\n（誠さん）静かなところなら、行ってみてもいい。",
        goal="月に一度、昼の織月で将棋をさす",
        does=[(Who.PERSON, "行けそうな日は、縁側の札を裏返しておく"), (Who.WORKER, "当日の朝に縁側から声をかける"),
         (Who.AGENCY, "人の少ない水曜の午前に、将棋盤と席を用意する")],
    )  # fmt: skip
    plan = _decided(plan, users)
    write_plain(
        by=aoki, plan=plan,
        plain="行けそうな日は、縁側の札を裏返してください。\n青木が朝に声をかけます。\n行きたくない日は、そのままでだいじょうぶです。\nいつでも変えられます。やめても、相談はつづけられます。",
    )  # fmt: skip
    monitor(
        by=aoki,
        plan=plan,
        said="盤の音がよかった。",
        words="二度、札が裏返った。一度は織月まで歩いた。",
        next_on=_in(21),
    )
    for days, step in ((20, Participation.FIRST_VISIT), (6, Participation.REGULAR)):
        note_participation(by=aoki, case=home, person=son, step=step, on=_in(-days), words="水曜の将棋")
    action = plan.goals.get().actions.get(who=Who.AGENCY)
    tick_action(
        by=users["sato"], action=action, state=ActionState.DOING, organization=training.organization,
        words="水曜10時に二度来られました。駒をならべる手つきがていねいでした。",
    )  # fmt: skip
    need = Need.objects.filter(case=home).order_by("-pk")[0]
    draft = draft_referral(
        by=aoki, case=home, need=need, service=training, without_name=True,
        question="五十代の男性です。見学だけの日をつくっていただけますか。",
    )  # fmt: skip
    send_referral(by=aoki, referral=draft)
    return plan


def _one_person(case: Case, by: User, to: Organization, *, family_name: str, given_name: str) -> None:
    if not case.members.exists():
        person(case, by, Relationship.SELF, family_name=family_name, given_name=given_name)
    for member in case.members.filter(is_client=True):
        consented(case, by, member.person, to, facts=(Fact.NAME, Fact.NEED))


def each_state(users: Users) -> None:
    """The other states, each in a case of its own; and a consent that was withdrawn."""
    training = service(TRAINING).organization
    titles = {"石井さん": "conference", "松本家": "replanned", "中川さん": "decided", "村田家": "suspended",
              "小林さん": "follow_up", "高橋さん": "ended", "四丁目の青い屋根の家（名前はまだ）": "draft",
              "東野さん": "evaluation"}  # fmt: skip
    for case in list(Case.objects.select_related("owner").order_by("pk")):
        state = titles.get(str(case.title))
        if state and case.owner:
            _walk(case, state, users, training)
    owner = users["mori"]
    ishii = next(case for case in Case.objects.filter(owner=owner) if case.title == "石井さん")
    who = ishii.members.order_by("pk")[0].person
    ended = consented(
        ishii, owner, who, service("税金・国保の分納と減免の相談").organization, facts=(Fact.NAME,)
    )
    withdraw_consent(by=owner, consent=ended, words="役所の別の課には、まだ言わないでほしい。")


def _walk(case: Case, state: str, users: Users, to: Organization) -> None:
    by = case.owner or users["aoki"]
    family_name = str(case.title).replace("さん", "").replace("家", "")[:10]
    _one_person(case, by, to, family_name=family_name, given_name="")
    plan = _plan(
        case, by, to, kind=PlanKind.PARTICIPATION if state in {"ended", "follow_up"} else PlanKind.OUTREACH,
        wishes="だれかと、ふつうの話がしたい。", goal="月に二度、織月でお茶を飲む",
        does=[(Who.PERSON, "行きたい日を決める"), (Who.WORKER, "迎えに行く"), (Who.AGENCY, "席をとっておく")],
    )  # fmt: skip
    if state == "draft":
        return
    if state == "conference":
        decide_support(by=users["ogawa"], case=case, words="家計と住まいが重なっている。")
        move_plan(by=by, plan=plan, to=PlanState.CONFERENCE)
        return
    plan = _decided(plan, users)
    if state == "decided":
        return
    if state == "suspended":
        move_plan(
            by=by,
            plan=plan,
            to=PlanState.SUSPENDED,
            words="しばらく休みたいとのこと。",
            monitoring_on=_in(60),
        )
        return
    monitor(by=by, plan=plan, words="月に二度来ている。", said="お茶がおいしい。", next_on=_in(14))
    goal = plan.goals.get()
    reached = Reached.PARTLY if state == "replanned" else Reached.REACHED
    outcome = Outcome.REPLAN if state == "replanned" else Outcome.CLOSE
    evaluate(
        by=by, plan=plan, said="前は一日じゅうだれとも話さなかった。", words="自分から日を決めるようになった。",
        measures="孤独感（UCLA 3問）9 → 5", outcome=outcome, results={goal: reached},
    )  # fmt: skip
    if state == "replanned":
        replan(by=by, plan=plan, words="つぎは朝の支度のこと。")
    elif state in {"follow_up", "ended"}:
        move_plan(
            by=by, plan=plan, to=PlanState.CLOSED, words="居場所ができた。", lead_words="織月が見守る。"
        )
        plan = move_plan(by=by, plan=plan, to=PlanState.FOLLOW_UP, monitoring_on=_in(90))
        if state == "ended":
            move_plan(by=by, plan=plan, to=PlanState.ENDED, words="三か月後も元気。")
