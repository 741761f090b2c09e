"""Needs to browse by, under the headings of the intake sheet, in its order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sengetsu.directory.taxonomies.files import Need
from sengetsu.directory.taxonomies.queries import taxonomy

HEADINGS: dict[str, Promise | str] = {
    "food": _("食べるもの"),
    "income": _("お金・生活費"),
    "rent": _("家賃・ローン"),
    "taxes": _("税金・公共料金"),
    "debt": _("借金"),
    "housing": _("住まい"),
    "job_search": _("仕事をさがす"),
    "work_trouble": _("仕事の悩み"),
    "health": _("からだ・こころ・障害"),
    "care": _("介護・年をとること"),
    "child_rearing": _("子育て"),
    "learning": _("学び"),
    "hikikomori": _("ひきこもり・不登校"),
    "family": _("家族"),
    "violence": _("暴力・虐待"),
    "loneliness": _("ひとり・孤独"),
    "community": _("近所・地域"),
    "ibasho": _("居場所・出番"),
    "transport": _("移動・買い物"),
    "daily_life": _("暮らしの手伝い"),
    "rights": _("手続き・権利"),
    "other": _("そのほか"),
}


@dataclass(frozen=True)
class Heading:
    label: Promise | str
    needs: list[Need]


def headings() -> list[Heading]:
    """Every heading that has needs. One query."""
    needs = taxonomy().needs.values()
    found = [Heading(label, [one for one in needs if one.intake == code]) for code, label in HEADINGS.items()]
    return [one for one in found if one.needs]
