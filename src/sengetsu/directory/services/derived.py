"""What follows from the words of an entry: which kinds of service it is, and when it is open.

Part of writing an entry; the actions of services, of imports and of confirmations call it inside theirs.
"""

from collections.abc import Sequence

from sengetsu.directory.matching.shelves import entry_text, expert
from sengetsu.directory.schedules.models import Schedule
from sengetsu.directory.schedules.reading import rules_in

from .models import Service

BATCH = 500


def infer_kinds(services: Sequence[Service]) -> None:
    """What the entries are by their own words; an open category is that of the likeliest kind."""
    if not services:
        return
    knowing = expert()
    kinds = list(knowing.taxonomy.kinds.values())
    shares = knowing.kinds_of([entry_text(one) for one in services])
    for service, row in zip(services, shares, strict=True):
        likely = {kind.code: round(float(share), 3) for kind, share in zip(kinds, row, strict=True) if share}
        service.inferred = {"version": knowing.taxonomy.version, "kinds": likely}
        if not service.category:
            service.category = kinds[int(row.argmax())].category


def write_schedules(services: Sequence[Service]) -> None:
    """Renew the rules of when services are open from the words of their times."""
    Schedule.objects.filter(service__in=[one.pk for one in services]).delete()
    Schedule.objects.bulk_create(
        (
            Schedule(
                service=service,
                frequency=rule.frequency,
                byday=rule.byday,
                opens_at=rule.opens_at,
                closes_at=rule.closes_at,
            )
            for service in services
            for rule in rules_in(service.times)
        ),
        batch_size=BATCH,
    )
