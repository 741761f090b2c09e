from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from sengetsu.living_room.bookings.models import Booking

from .models import Helper, HygieneSheet, PhotoConsent


def sheets_of(booking: Booking) -> QuerySet[HygieneSheet]:
    """The newest first; the others are what it corrected."""
    return HygieneSheet.objects.filter(booking=booking).select_related("by").order_by("-version")


def helpers_of(booking: Booking) -> QuerySet[Helper]:
    return Helper.objects.on(booking)


def consents_of(booking: Booking) -> QuerySet[PhotoConsent]:
    return PhotoConsent.objects.filter(booking=booking)


def helper_or_404(booking: Booking, helper_id: UUID) -> Helper:
    return get_object_or_404(Helper.objects.on(booking), public_id=helper_id)


def consent_or_404(booking: Booking, consent_id: UUID) -> PhotoConsent:
    return get_object_or_404(consents_of(booking), public_id=consent_id)
