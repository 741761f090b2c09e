"""What others need to know of the letter box."""

from django.db.models import QuerySet

from .models import Letter


def uncollected() -> QuerySet[Letter]:
    """Letters that the link workers have not taken in yet, oldest first."""
    return Letter.objects.filter(collected_at=None).order_by("arrived_on", "pk")


def first_of_thread(receipt: str) -> Letter | None:
    """The letter that began a thread, if its writer asked for a reply by passphrase."""
    return Letter.objects.filter(receipt=receipt, in_reply_to="").exclude(reply_key=None).first()
