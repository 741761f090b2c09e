"""The team of a case sees who looked, at what, and why."""

from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.models import Case
from tests.people import SignIn

WHY = "北部の集まりで、同じご家族の話が出たため"


def test_the_team_reads_who_looked_at_what_and_why(
    kitagawa: Case, aoki: User, kitano: User, sign_in: SignIn
) -> None:
    stranger = sign_in(kitano)
    page = reverse("case_page", args=[kitagawa.public_id])
    asked = stranger.get(page)
    answer = stranger.post(asked["Location"], {"reason": WHY})
    assert answer.status_code == 302
    assert stranger.get(page).status_code == 200
    shown = sign_in(aoki).get(reverse("case_trail", args=[kitagawa.public_id])).content.decode()
    assert kitano.display_name in shown
    assert "ケース：見ました" in shown
    assert WHY in shown
