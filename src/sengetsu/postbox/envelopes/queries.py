"""What others may know of an envelope: that it is there and how it ended, never what is in it."""

from sengetsu.postbox.sealing import Content, question_address, reply_address

from .choices import EnvelopeKind
from .models import Envelope, EnvelopeQuerySet


def question_at(token: str) -> Envelope | None:
    """The question of a link; its `state_now` tells waiting, read, answered, withdrawn or expired."""
    return Envelope.objects.filter(kind=EnvelopeKind.QUESTION, address=question_address(token)).first()


def replies_to(receipt: str) -> EnvelopeQuerySet:
    """All replies to the letter with this receipt, oldest first, dead ones too."""
    return Envelope.objects.filter(kind=EnvelopeKind.REPLY, address=reply_address(receipt)).order_by("put_at")


def as_rows(content: Content) -> list[tuple[str, list[str]]]:
    """A question's content as its page lists it: a label and its texts; a single text may stand alone.
    `ask` is no text: it says which answers fit (see `forms.answer_form`)."""
    told = {label: texts for label, texts in content.items() if label != "ask"}
    return [(label, [texts] if isinstance(texts, str) else list(texts)) for label, texts in told.items()]
