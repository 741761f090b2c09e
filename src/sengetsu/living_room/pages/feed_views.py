"""Feeds for calendar programs: asked for again and again, so an unchanged one costs a line."""

import hashlib
from datetime import time
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from sengetsu.living_room.spaces.queries import listed_places, place_of

from .feeds import Feed
from .published import activity_feed, space_feed, venue_feed
from .queries import published_activities

FRESH = 15 * 60  # seconds


@login_not_required
@require_safe
def calendar_ics(request: HttpRequest) -> HttpResponseBase:
    here = place_of(request)
    if here is None:
        raise Http404
    return _answer(request, venue_feed(here.venue))


@login_not_required
@require_safe
def calendar_ics_space(request: HttpRequest, space_id: int) -> HttpResponseBase:
    spaces = [space for here in listed_places() for space in here.spaces if space.pk == space_id]
    if not spaces:
        raise Http404
    return _answer(request, space_feed(spaces[0]))


@login_not_required
@require_safe
def calendar_ics_activity(request: HttpRequest, activity_id: UUID) -> HttpResponseBase:
    return _answer(request, activity_feed(get_object_or_404(published_activities(), public_id=activity_id)))


def _answer(request: HttpRequest, feed: Feed) -> HttpResponseBase:
    with translation.override("ja"):
        text = feed.text()
    # Its content decides. For a program that only knows dates it changes at midnight, too: what a title or a
    # page of an activity changes has no time of its own.
    etag = quote_etag(hashlib.sha256(text).hexdigest()[:32])
    here = timezone.localtime()
    midnight = timezone.make_aware(here.combine(here.date(), time.min))
    changed = int(max([midnight, *feed.changes]).timestamp())
    whole = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer = get_conditional_response(request, etag=etag, last_modified=changed, response=whole) or whole
    answer["ETag"], answer["Last-Modified"] = etag, http_date(changed)
    answer["Cache-Control"] = f"public, max-age={FRESH}"
    return answer
