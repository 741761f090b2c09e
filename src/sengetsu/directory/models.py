"""Gathers the rooms' models, where Django looks for them."""

from .organizations.models import Organization
from .places.models import Place
from .services.models import Service

__all__ = ["Organization", "Place", "Service"]
