"""A whole race against a running server, from the entry to the verdict; afterwards nothing is left of it."""

from sengetsu.living_room.spaces.models import Venue

from .actions import enter, leave
from .browser import at_home, runner, sign_in, sign_out
from .laps import laps
from .referee import Result, judge
from .runners import run


def hold(url: str, venue: Venue, *, clients: int, slots: int, series: bool) -> Result:
    """Raises ValueError for a server that is not on this machine, `laps.NoRoom`, `browser.Elsewhere`."""
    origin = at_home(url)
    course = laps(venue, slots, series=series)
    entrants = enter(by=None, number=clients)
    cookies = [sign_in(one.user) for one in entrants]
    try:
        runners = [runner(origin, one, cookie) for one, cookie in zip(entrants, cookies, strict=True)]
        return judge(course, run(course, runners))
    finally:
        for cookie in cookies:
            sign_out(cookie)
        leave(by=None)
