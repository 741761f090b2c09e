from .envelopes.models import Envelope
from .letters.models import Letter

__all__ = ["Envelope", "Letter"]
