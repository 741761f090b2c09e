"""What all pages of the letter box have in common: open to anybody, kept by no browser, told to nobody."""

from django import forms
from django.http import HttpRequest

from sengetsu.accounts.sign_in.address import client_address
from sengetsu.base.open_forms import Line, OpenForm, Story, admit_address, secret_page, status_of

__all__ = ["Line", "OpenForm", "Story", "admit", "letter_box_page", "status_of"]

# Tries within an hour.
LETTERS_PER_ADDRESS = 20
WORDS_PER_ADDRESS = 30
WORDS_PER_RECEIPT = 10

letter_box_page = secret_page


def admit(request: HttpRequest, form: forms.BaseForm) -> bool:
    """Whether this address may put in one more letter. If not, the form says so and keeps everything."""
    return admit_address(client_address(request), form, what="letter", limit=LETTERS_PER_ADDRESS)
