"""Why a day is closed, in the visitor's language: the library names the holidays in Japanese only."""

from django.utils.translation import gettext, gettext_noop

# As the national law has them; gathered here so that the catalogs hold them.
NAMES = (
    gettext_noop("元日"),
    gettext_noop("成人の日"),
    gettext_noop("建国記念の日"),
    gettext_noop("天皇誕生日"),
    gettext_noop("春分の日"),
    gettext_noop("昭和の日"),
    gettext_noop("憲法記念日"),
    gettext_noop("みどりの日"),
    gettext_noop("こどもの日"),
    gettext_noop("海の日"),
    gettext_noop("山の日"),
    gettext_noop("敬老の日"),
    gettext_noop("秋分の日"),
    gettext_noop("スポーツの日"),
    gettext_noop("文化の日"),
    gettext_noop("勤労感謝の日"),
    gettext_noop("国民の休日"),
)
IN_LIEU = " 振替休日"  # as the library ends the name of a day that is taken in lieu


def said_reason(reason: str) -> str:
    """A holiday's name in the visitor's language; words of the town's own stay as they are."""
    if reason.endswith(IN_LIEU):
        return gettext("振替休日")
    return gettext(reason) if reason in NAMES else reason
