"""Walks the chain from a row to its head, in constant memory, and names the first thing that is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Max

from sengetsu.base.sealed import SealBroken

from . import chain
from .choices import Fault
from .models import ChainHead, Entry

CHUNK = 2000
# A row that the database driver itself cannot read (SQLite stores any text in any column).
UNREADABLE = (SealBroken, ValueError, TypeError, AttributeError)


@dataclass(frozen=True)
class Report:
    """`fault` is None when every row from `start` to the head is as it was written.

    `head` is `count:hash`; whoever notes it down outside the database can later prove by `known` that the
    whole database was not set back to an older state.
    """

    start: int
    checked: int
    head: str
    fault: Fault | None = None
    sequence: int = 0

    @property
    def sentence(self) -> str:
        if self.fault:
            return str(self.fault.label) % {"sequence": self.sequence}
        if not self.checked:
            return "記録はまだありません"
        return f"{self.start}番から{self.start + self.checked - 1}番まで、すべて書いたときのままです"


@dataclass
class _Walk:
    """Where the walk stands: the row expected next, and the hash that it must point back to."""

    expected: int
    previous: str
    checked: int = field(default=0)


class _Broken(Exception):
    def __init__(self, fault: Fault, sequence: int) -> None:
        self.fault, self.sequence = fault, sequence


def verify(*, start: int = 1, known: str = "") -> Report:
    """Check all rows from `start` (with the one before it as given) to the head.

    `known`: a `head` of an earlier report. Raises `chain.TrailKeyMissing`; ValueError for a malformed
    `known`. New entries may be written meanwhile: those after the head that was read are left alone.
    """
    top = Entry.objects.aggregate(top=Max("sequence"))["top"] or 0
    head = ChainHead.objects.first()  # read after `top`: an honest head can then only be further on
    walk = _Walk(expected=max(start, 1), previous=chain.GENESIS)
    begin = walk.expected
    try:
        _check_known(known)
        _check_rows(walk, head.count if head else top)
        _check_head(walk, head, top)
    except _Broken as broken:
        return Report(begin, walk.checked, str(head or ""), broken.fault, broken.sequence)
    return Report(begin, walk.checked, str(head))


def _check_known(known: str) -> None:
    if not known:
        return
    count, _, noted = known.partition(":")
    if not count.isdecimal() or not noted:
        raise ValueError("known is COUNT:HASH, as an earlier report printed it")
    found = Entry.objects.filter(sequence=int(count)).values_list("hash", flat=True).first()
    if not chain.same(found or (chain.GENESIS if count == "0" else ""), noted):
        raise _Broken(Fault.ROLLED_BACK, int(count))


def _check_rows(walk: _Walk, last: int) -> None:
    if walk.expected > 1:
        before = Entry.objects.filter(sequence=walk.expected - 1).values_list("hash", flat=True).first()
        if before is None and walk.expected <= last:
            raise _Broken(Fault.REMOVED, walk.expected - 1)
        walk.previous = before or ""
    rows = _rows(walk.expected, last)
    while True:
        try:
            entry = next(rows, None)
            if entry is None:
                return
            _check_row(walk, entry, last)
        except UNREADABLE as unreadable:
            raise _Broken(Fault.ALTERED, walk.expected) from unreadable
        walk.expected, walk.previous = entry.sequence + 1, entry.hash
        walk.checked += 1


def _rows(first: int, last: int) -> Iterator[Entry]:
    rows = Entry.objects.filter(sequence__gte=first, sequence__lte=last).order_by("sequence")
    return rows.with_reason_sealed().iterator(chunk_size=CHUNK)


def _check_row(walk: _Walk, entry: Entry, last: int) -> None:
    if entry.sequence != walk.expected:
        raise _Broken(Fault.REMOVED, walk.expected)
    entry.reason = entry.unseal_token()
    if not chain.same(entry.hash, chain.link_hash(entry)):
        raise _Broken(_why(entry, last), entry.sequence)
    if not chain.same(entry.previous_hash, walk.previous):
        raise _Broken(Fault.ALTERED, entry.sequence - 1)


def _why(entry: Entry, last: int) -> Fault:
    """Whether a row that does not fit here is whole elsewhere: then rows were moved or taken out."""
    for place in range(1, last + 2):
        if chain.same(entry.hash, chain.link_hash(entry, sequence=place)):
            predecessor = Entry.objects.filter(hash=entry.previous_hash).exists()
            return Fault.REORDERED if predecessor or place == 1 else Fault.REMOVED
    return Fault.ALTERED


def _check_head(walk: _Walk, head: ChainHead | None, top: int) -> None:
    if head is None or not is_sealed(head):
        raise _Broken(Fault.HEAD, head.count if head else 0)
    if walk.expected <= head.count:
        raise _Broken(Fault.CUT, walk.expected)
    if walk.checked and not chain.same(walk.previous, head.hash):
        raise _Broken(Fault.ALTERED, head.count)
    if top > head.count:
        raise _Broken(Fault.FORGED, head.count + 1)


def is_sealed(head: ChainHead) -> bool:
    """Whether our key made this head; the head of a trail that was never written to needs none."""
    if head.count == 0 and head.hash == chain.GENESIS:
        return True
    return chain.same(head.seal, chain.head_seal(count=head.count, last_hash=head.hash))
