"""Gathers the rooms' models for Django."""

from .activities.models import RegularActivity, Rhythm
from .spaces.models import OpeningHours, Space, SpecialDay, Venue, VenueText, YearlyClosure

__all__ = [
    "OpeningHours",
    "RegularActivity",
    "Rhythm",
    "Space",
    "SpecialDay",
    "Venue",
    "VenueText",
    "YearlyClosure",
]
