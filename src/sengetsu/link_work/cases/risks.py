"""What may become of others at home: hints and proposals. The software may warn, it never decides."""

from collections.abc import Iterable
from dataclasses import dataclass

from sengetsu.link_work.people.models import HouseholdMember, Person

from .choices import LifeKind

OLD, GROWN, CHILD = 75, 40, 18  # years; where a hint begins, no threshold of a right

# What the others at home may need when this happens to one of them.
FOR_OTHERS: dict[LifeKind, str] = {
    LifeKind.HOSPITAL: "{who}の入院で、{other}の食事・お金・安否が心配です。会いに行く。",
    LifeKind.HOME_AGAIN: "{who}の退院で、{other}の手が足りているか確かめる。",
    LifeKind.DEATH: "{who}が亡くなりました。{other}の気持ち、住まい、年金のことを確かめる。",
    LifeKind.JOB: "{who}が働きはじめました。昼の{other}の様子を確かめる。",
    LifeKind.JOB_LOST: "{who}の仕事がなくなりました。{other}の暮らしのお金を確かめる。",
    LifeKind.CARE: "{who}の介護を、{other}がひとりで負っていないか確かめる。",
    LifeKind.BIRTH: "赤ちゃんが生まれました。{other}の眠りと手助けを確かめる。",
    LifeKind.MOVED_IN: "{who}がいっしょに住みはじめました。{other}の様子を確かめる。",
    LifeKind.MOVED_OUT: "{who}が家を出ました。{other}がひとりになっていないか確かめる。",
    LifeKind.SCHOOL: "{who}が学校に行けていません。{other}の様子も確かめる。",
}
CHILD_CARES = "{other}（{age}歳）が、家のことや世話を負っていないか確かめる（ヤングケアラー）。"
CARE_EVENTS = frozenset({LifeKind.HOSPITAL, LifeKind.CARE, LifeKind.BIRTH, LifeKind.HOME_AGAIN})


def words_for(kind: LifeKind, *, who: Person, other: Person) -> str:
    """The proposal for one of the others at home."""
    age = other.age
    text = FOR_OTHERS[kind].format(who=who.called, other=other.called)
    if kind in CARE_EVENTS and age is not None and age < CHILD:
        text += CHILD_CARES.format(other=other.called, age=age)
    return text


@dataclass(frozen=True)
class Hint:
    name: str
    words: str


def hints(members: Iterable[HouseholdMember]) -> list[Hint]:
    """8050, double care and young carers, as the ages at home suggest. Never stored, never counted."""
    ages = [
        (member.person.age, member.person)
        for member in members
        if member.lives_here and member.person.died_on is None and member.person.age is not None
    ]
    old = [person for age, person in ages if age is not None and age >= OLD]
    grown = [person for age, person in ages if age is not None and GROWN <= age < OLD]
    children = [person for age, person in ages if age is not None and age < CHILD]
    found = []
    if old and grown and not children:
        found.append(Hint("8050かもしれません", "親の介護と、子の暮らしを、世帯として見てください。"))
    if old and children:
        found.append(Hint("ダブルケアかもしれません", "子育てと介護が重なっていないか、たしかめてください。"))
    if children and not grown and not [1 for age, _ in ages if age is not None and CHILD <= age < GROWN]:
        found.append(
            Hint("ヤングケアラーかもしれません", "子どもが家のことを負っていないか、たしかめてください。")
        )
    return found
