from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sengetsu.base.form_pages import add_refusal, posted

from .entrance import enter
from .forms import NewAccountForm, PasswordForm
from .queries import LinkDead, living


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = living(token)
    except LinkDead:
        return _dead(request)
    kind = PasswordForm if invitation.for_user else NewAccountForm
    form = kind(posted(request), user=invitation.for_user)
    if form.is_bound and form.is_valid():
        try:
            return _enter(request, token, form)
        except LinkDead:
            return _dead(request)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    page = {"form": form, "invitation": invitation}
    return render(request, "accounts/invitations/accept.html", page)


def _enter(request: HttpRequest, token: str, form: PasswordForm) -> HttpResponse:
    user = enter(request, token=token, given=form.cleaned_data)
    return redirect("mfa_index" if user.needs_second_factor else "account_home")


def _dead(request: HttpRequest) -> HttpResponse:
    """One page for a link that ran out, was used, was taken back, or was made up."""
    return render(request, "accounts/invitations/dead.html", status=410)
