"""Gathers the rooms' models, where Django looks for them."""

from .confirmations.models import Confirmation
from .organizations.models import Organization
from .places.models import Place
from .schedules.models import Schedule
from .services.models import Service
from .taxonomies.models import Lesson, TaxonomyEdition
from .towns.models import Town

__all__ = [
    "Confirmation",
    "Lesson",
    "Organization",
    "Place",
    "Schedule",
    "Service",
    "TaxonomyEdition",
    "Town",
]
