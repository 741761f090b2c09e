"""Canary proof: no answer shows anything of a case without an entry of the trail that names the case.

Promise 5. Everybody walks every address about every case, as a page, a fragment and a form that is wrong;
what is shown is found by a word that stands in every sealed field (see `canaries.py`).
"""

from typing import ClassVar

from django.test import TestCase

from sengetsu.link_work.cases import doors
from tests.access.walk import people

from .canaries import OTHER, OWN, RESTRICTED, Bird, birds, silent_fields
from .looking import OPEN_TO_ITS_WRITER, Looking, Shown

# By what a case of another team is told apart before a reason is given: it is called, the person is called.
CALLED = {"title", "family_name", "given_name", "family_kana", "given_kana", "description"}
DISCLOSED = {"reason", "recipient", "what", "why"}
MAY_READ = {
    OWN: {"aoki", "mori", "hoshi"},
    OTHER: {"kitano"},
    RESTRICTED: {"aoki", "hoshi"},
}
MAY_KNOW_OF = {
    OWN: {*MAY_READ[OWN], "kitano", "ogawa"},
    OTHER: {*MAY_READ[OTHER], "aoki", "mori", "hoshi", "ogawa"},
    RESTRICTED: MAY_READ[RESTRICTED],
}


class EveryLook(TestCase):
    town: ClassVar[dict[str, Bird]]
    seen: ClassVar[list[Shown]]

    @classmethod
    def setUpTestData(cls) -> None:
        everybody = people()
        cls.town = birds(everybody)
        looking = Looking(everybody, cls.town)
        cls.seen = [one for who in looking.clients for one in looking.everywhere(who)]

    def kept(self) -> list[Shown]:
        return [one for one in self.seen if one.address not in OPEN_TO_ITS_WRITER]

    def uninvited(self) -> list[Shown]:
        """Without the one page on which a manager must look at what is not theirs: an emergency, and of it
        the disclosure alone."""
        return [
            one
            for one in self.kept()
            if not (one.address == "disclosure_review" and one.who == "ogawa" and one.fields <= DISCLOSED)
        ]

    def assert_none(self, found: list[Shown]) -> None:
        assert sorted({str(one) for one in found})[:30] == []

    def test_every_sealed_field_sings(self) -> None:
        assert list(silent_fields()) == []

    def test_what_is_shown_is_in_the_trail(self) -> None:
        self.assert_none([one for one in self.kept() if not one.traced])

    def test_without_a_reason_another_team_learns_what_it_is_called_and_no_more(self) -> None:
        strangers = [one for one in self.uninvited() if one.who not in MAY_READ[one.song]]
        self.assert_none([one for one in strangers if one.fields - CALLED])

    def test_who_may_not_know_of_a_case_sees_nothing_of_it(self) -> None:
        self.assert_none([one for one in self.uninvited() if one.who not in MAY_KNOW_OF[one.song]])

    def test_the_walk_saw_much(self) -> None:
        """Data that could leak exists, and the owner sees it on most pages."""
        mine = {one.address for one in self.seen if one.who == "aoki" and one.song == OWN}
        assert len(mine) > 35
        fields = {field for one in self.seen if one.who == "aoki" for field in one.fields}
        assert len(fields) > 30


class AForgottenTrace(TestCase):
    def test_a_page_that_forgets_its_trace_is_found(self) -> None:
        everybody = people()
        looking = Looking(everybody, birds(everybody))
        page = next(one for one in looking.addresses if one.name == "case_page")
        path = f"/cases/{looking.birds[OWN].whole.case.public_id}/"
        assert all(one.traced for one in looking.look("aoki", page, "GET", path, {}))
        kept = doors.leave_trace
        doors.leave_trace = lambda *_, **__: None
        try:
            assert not any(one.traced for one in looking.look("aoki", page, "GET", path, {}))
        finally:
            doors.leave_trace = kept
