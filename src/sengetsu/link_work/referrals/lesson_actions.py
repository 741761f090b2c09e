"""Teaching the directory which suggestions were taken: pairs of need and kind, never whose."""

from sengetsu.accounts.models import User
from sengetsu.audit.writing import writing
from sengetsu.directory.models import Service
from sengetsu.directory.queries import taken_or_declined
from sengetsu.directory.taxonomies.actions import remember
from sengetsu.link_work.needs.models import Need


@writing()
def remember_suggestion(*, by: User, need: Need, service: Service | None, accepted: bool) -> None:
    """Teach the directory that a kind of service was taken or declined for what these words say.

    Only pairs of need and kind are counted, outside the case: nobody can be found in them.
    """
    if service is None:  # a destination that is not in the directory
        return
    needs, kind = taken_or_declined(need.words, service)
    remember(by=by, needs=needs, kind=kind, accepted=accepted)
