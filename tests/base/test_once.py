"""A form that is sent twice acts once."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection

from sengetsu.accounts.models import Agency, User
from sengetsu.base.models import OnceKey
from sengetsu.base.once import once


def found_agency() -> str:
    return f"/agencies/{Agency.objects.create(name=f'機関{Agency.objects.count()}').pk}/"


@pytest.mark.django_db
def test_the_second_sending_gets_the_first_answer(aoki: User) -> None:
    before = Agency.objects.count()
    answers = {once(key="k", by=aoki, act=found_agency) for _ in range(3)}
    assert len(answers) == 1
    assert Agency.objects.count() == before + 1


@pytest.mark.django_db
def test_another_key_another_person_and_no_key_act_again(aoki: User, mori: User) -> None:
    before = Agency.objects.count()
    for key, by in (("k", aoki), ("l", aoki), ("k", mori), ("k", None), ("", aoki), ("", aoki)):
        once(key=key, by=by, act=found_agency)
    assert Agency.objects.count() == before + 6


@pytest.mark.django_db
def test_an_act_that_fails_leaves_no_key_so_that_it_can_be_tried_again(aoki: User) -> None:
    def fail() -> str:
        found_agency()
        raise RuntimeError

    before = Agency.objects.count()
    with pytest.raises(RuntimeError):
        once(key="k", by=aoki, act=fail)
    assert (Agency.objects.count(), OnceKey.objects.count()) == (before, 0)
    once(key="k", by=aoki, act=found_agency)
    assert Agency.objects.count() == before + 1


@pytest.mark.django_db
def test_a_refusal_of_the_act_itself_is_not_taken_for_a_second_sending(aoki: User) -> None:
    Agency.objects.create(name="同じ名前")
    with pytest.raises(IntegrityError):
        once(key="k", by=aoki, act=lambda: str(Agency.objects.create(name="同じ名前").pk))


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["\x00", "x" * 9000, "😀", "\ud800"])
def test_a_forged_key_is_a_key_like_any_other(aoki: User, key: str) -> None:
    assert once(key=key, by=aoki, act=found_agency) == once(key=key, by=aoki, act=found_agency)


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_the_same_moment_act_once() -> None:
    start = Barrier(4)
    answers: list[str] = []

    def send() -> None:
        start.wait()
        try:
            answers.append(once(key="k", by=None, act=found_agency))
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert Agency.objects.count() == 1
