"""What the forms that anybody may send to the living room have in common (see `base.open_forms`).

A view reads::

    @open_page                                     # or @secret_page, when the address holds a token
    def wish_new(request):
        form = WishForm(posted(request))           # an OpenForm: {{ form }} prints the trap too
        if form.is_bound and form.is_valid() and admit(request, form, what="wish", limit=20):
            ...
        return render(request, "…", {"form": form}, status=status_of(form))
"""

from django import forms
from django.http import HttpRequest

from sengetsu.accounts.sign_in.address import client_address
from sengetsu.base.open_forms import Line, OpenForm, Story, admit_address, open_page, secret_page, status_of

__all__ = ["Line", "OpenForm", "Story", "admit", "open_page", "secret_page", "status_of"]


def admit(request: HttpRequest, form: forms.BaseForm, *, what: str, limit: int) -> bool:
    """Whether this address may send one more `what` (its own word: `"sign-up"`) within the hour. If not, the
    form says so and keeps everything."""
    return admit_address(client_address(request), form, what=what, limit=limit)
