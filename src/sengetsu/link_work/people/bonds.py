"""What cannot be in a family: checked before a bond is written."""

from datetime import date

from django.core.exceptions import ValidationError

from sengetsu.base.births import parse_birth

from .choices import PARENTS, BondKind
from .models import Bond, Person

TWO = 2  # birth parents


def ancestors_of(person_id: int) -> set[int]:
    """Everybody above a person, however far; one query for each generation."""
    found: set[int] = set()
    level = {person_id}
    while level:
        rows = Bond.objects.filter(second_id__in=level, kind__in=PARENTS)
        level = set(rows.values_list("first_id", flat=True)) - found
        found |= level
    return found


def born(person: Person) -> tuple[date | None, int | None]:
    """The day of birth if it is known, and the year as far as it can be told."""
    if not person.birth:
        return None, None
    birth = parse_birth(person.birth, today=person.birth_said_on)
    return birth.day, birth.year or (birth.day.year if birth.day else None)


def _check_ages(parent: Person, child: Person) -> None:
    (first_day, first_year), (second_day, second_year) = born(parent), born(child)
    later = first_day and second_day and first_day >= second_day
    if later or (first_year and second_year and first_year > second_year):
        raise ValidationError(
            f"{child.name}さんのほうが、親の{parent.name}さんより年上です。生年月日をたしかめてください。"
        )


def check_bond(
    *, first: Person, second: Person, kind: BondKind, since: date | None = None, bond: Bond | None = None
) -> None:
    """Raise `ValidationError` with the sentence for the page: a circle, a third birth parent, a child older
    than its parent, a couple before one of them was born."""
    if first.pk == second.pk:
        raise ValidationError("同じ人どうしは、むすべません。")
    others = Bond.objects.exclude(pk=bond.pk) if bond else Bond.objects.all()
    if others.filter(first__in=[first, second], second__in=[first, second]).exists():
        raise ValidationError("この二人の間がらは、もう書かれています。直すときは、先に消してください。")
    if kind in PARENTS:
        if second.pk in ancestors_of(first.pk):
            raise ValidationError("家族の線が輪になります。親と子が逆でないか、たしかめてください。")
        _check_ages(first, second)
        parents = others.filter(second=second, kind=BondKind.BIRTH_PARENT)
        if kind == BondKind.BIRTH_PARENT and parents.count() >= TWO:
            raise ValidationError(f"{second.name}さんには、もう二人の生みの親がいます。")
    elif since and any(day and since < day for day, _ in (born(first), born(second))):
        raise ValidationError({"since": "どちらかが生まれる前の日です。"})


def check_life(*, birth: str, died_on: date | None) -> None:
    """Nobody dies before they are born."""
    if not birth or died_on is None:
        return
    known = parse_birth(birth)
    if (known.day and died_on < known.day) or (known.year and died_on.year < known.year):
        raise ValidationError({"died_on": "生まれた日より前です。"})
