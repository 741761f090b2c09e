"""Households of the synthetic town: who lives together, and what is known of each."""

from dataclasses import dataclass, field
from datetime import date

from sengetsu.base.eras import wareki
from sengetsu.link_work.people.choices import Relationship, Sex
from sengetsu.link_work.people.models import Household, HouseholdMember, Person

from .words import Words

R = Relationship


@dataclass(frozen=True)
class Role:
    """A place in a household: relationship, sex, age at the beginning, and whether the case is about them."""

    relationship: Relationship
    sex: str
    ages: tuple[int, int]
    client: bool = True
    share: float = 1.0  # how often there is somebody in this place


@dataclass(frozen=True)
class Kind:
    weight: int
    title: str
    topics: tuple[str, ...]
    roles: tuple[Role, ...]


KINDS: tuple[Kind, ...] = (
    Kind(
        22, "{family}さん宅（8050）", ("hikikomori", "income", "care", "loneliness"),
        (Role(R.SELF, "either", (48, 59)), Role(R.MOTHER, "female", (76, 89)),
         Role(R.FATHER, "male", (78, 91), share=0.4),
         Role(R.SISTER, "female", (46, 60), client=False, share=0.3)),
    ),
    Kind(
        18, "{family}さん", ("hikikomori", "ibasho", "job_search", "family"),
        (Role(R.SELF, "either", (17, 39)), Role(R.MOTHER, "female", (44, 66), client=False),
         Role(R.FATHER, "male", (46, 70), client=False, share=0.6)),
    ),
    Kind(
        20, "{family}さん（一人暮らし）", ("loneliness", "daily_life", "health", "transport"),
        (Role(R.SELF, "either", (68, 90)), Role(R.DAUGHTER, "female", (40, 62), client=False, share=0.4)),
    ),
    Kind(
        14, "{family}さん", ("income", "rent", "debt", "food", "job_search"),
        (Role(R.SELF, "either", (30, 62)), Role(R.SPOUSE, "either", (30, 62), share=0.3)),
    ),
    Kind(
        12, "{family}さん親子", ("child_rearing", "food", "learning", "income"),
        (Role(R.SELF, "female", (24, 45)), Role(R.SON, "male", (2, 16)),
         Role(R.DAUGHTER, "female", (1, 17), share=0.6)),
    ),
    Kind(
        8, "{family}さん夫婦", ("care", "health", "loneliness"),
        (Role(R.SELF, "male", (74, 90)), Role(R.SPOUSE, "female", (70, 88))),
    ),
    Kind(
        6, "{family}さん（学校のこと）", ("hikikomori", "learning", "family"),
        (Role(R.SELF, "either", (9, 18)), Role(R.MOTHER, "female", (33, 50)),
         Role(R.GRANDPARENT, "female", (66, 84), client=False, share=0.4)),
    ),
)  # fmt: skip
UNNAMED, ABROAD = 0.08, 0.04  # shares of households nobody can name yet, or come from abroad


@dataclass
class Home:
    """A household with its people, not saved yet."""

    household: Household
    kind: Kind
    members: list[HouseholdMember] = field(default_factory=list)
    clients: list[Person] = field(default_factory=list)
    title: str = ""

    @property
    def people(self) -> list[Person]:
        return [member.person for member in self.members]


def make_home(words: Words, opened: date) -> Home:
    kind = words.dice.choices(KINDS, weights=[kind.weight for kind in KINDS])[0]
    family = words.family()
    unnamed = words.chance(UNNAMED)
    address = words.landmark() if unnamed else words.address()
    household = Household(public_id=words.uuid(), address=address)
    home = Home(household, kind)
    for place, role in enumerate(kind.roles):
        if words.chance(role.share) and not (unnamed and place):
            person = _person(words, role, family, opened, unnamed=unnamed, address=address)
            _put(home, person, role, key=place == 1)
    first = home.people[0]
    home.title = first.name if unnamed or not first.family_name else kind.title.format(family=family[0])
    household.label = home.title
    return home


def _put(home: Home, person: Person, role: Role, *, key: bool) -> None:
    home.members.append(
        HouseholdMember(
            household=home.household,
            person=person,
            relationship=role.relationship,
            lives_here=role.client or role.relationship in {R.MOTHER, R.FATHER},
            key_person=key,
        )
    )
    if role.client:
        home.clients.append(person)


def _person(
    words: Words, role: Role, family: tuple[str, str], opened: date, *, unnamed: bool, address: str
) -> Person:
    sex = words.dice.choice(["female", "male"]) if role.sex == "either" else role.sex
    born = words.day_between(
        date(opened.year - role.ages[1], 1, 1), date(opened.year - role.ages[0] - 1, 12, 31)
    )
    person = Person(
        public_id=words.uuid(), sex=Sex(sex), birth_said_on=opened, birth=_birth(words, born, opened)
    )
    if unnamed:
        person.description = words.unnamed()
        return person
    _name(person, words, family, sex, born.year)
    person.phone = words.phone() if words.chance(0.6) else ""
    person.address = address if words.chance(0.8) else ""
    person.address_protected = words.chance(0.01)
    person.note = words.one("notes", "general") if words.chance(0.2) else ""
    return person


def _name(person: Person, words: Words, family: tuple[str, str], sex: str, born: int) -> None:
    if words.chance(ABROAD):
        person.family_name, person.family_kana, person.other_names = words.from_abroad()
        return
    person.family_name, person.family_kana = family
    if words.chance(0.05):
        return  # only the family name is known
    person.given_name, person.given_kana = words.given(sex=sex, born=born)
    if words.chance(0.04):
        person.other_names = words.family()[0]


def _birth(words: Words, born: date, said: date) -> str:
    """As it is said: in either calendar, a guess, a decade, or nothing."""
    age = said.year - born.year
    ways = {
        wareki(born): 50,
        born.isoformat(): 15,
        f"{age}歳くらい": 25,
        f"{max(age // 10, 1) * 10}代": 6,
        "": 4,
    }
    return words.dice.choices(list(ways), weights=list(ways.values()))[0]
