"""`/api/hsds/`: the directory in HSDS 3.1. Everybody may read; nothing can be written here."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import is_naive, make_aware
from ninja import NinjaAPI, Path, Query, Router, Schema
from pydantic import Field

from sengetsu.directory.exchange import hsds, terms
from sengetsu.directory.exchange.queries import (
    narrowed,
    public_organizations,
    public_services,
    services_in_full,
)
from sengetsu.directory.taxonomies.queries import taxonomy
from sengetsu.directory.towns.queries import town

from .pages import MOST_PAGE, MOST_PER_PAGE, PER_PAGE, page_of
from .schemas import Entry, Page, Problem, Root
from .terms_asked import asked_terms

PROFILE = "https://docs.openreferral.org/en/3.1/"
LONGEST_SEARCH = 200
ERRORS = {404: Problem, 422: Problem, 429: Problem}
api = NinjaAPI(
    title="Sengetsu",
    version="3.1",
    description="まちの資源台帳（HSDS 3.1）とオープンデータ。だれでも読めます。",
    docs_url=None,
    openapi_url=None,
    urls_namespace="hsds",
)
router = Router(tags=["HSDS"])


class Paging(Schema):
    page: Annotated[int, Field(ge=1, le=MOST_PAGE)] = 1
    per_page: Annotated[int, Field(ge=1, le=MOST_PER_PAGE)] = PER_PAGE


class ServiceQuestion(Paging):
    """All filters together. `minimal`: ids, names and states only; `full`: with all that hangs on it."""

    search: Annotated[str, Field(max_length=LONGEST_SEARCH)] = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: datetime | date | None = None
    minimal: bool = False
    full: bool = False


class OrganizationQuestion(Paging):
    search: Annotated[str, Field(max_length=LONGEST_SEARCH)] = ""


class TermQuestion(Paging):
    taxonomy_id: UUID | None = None


def _moment(told: datetime | date | None) -> datetime | None:
    """In UTC: a database refuses offsets that Python allows."""
    if told is None:
        return None
    moment = told if isinstance(told, datetime) else datetime.combine(told, time())
    try:
        return (make_aware(moment) if is_naive(moment) else moment).astimezone(UTC)
    except OverflowError:  # the edge of the calendar: before everything, or after
        first, last = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
        return first if moment.year == first.year else last


def _minimal(entry: Any) -> dict[str, Any]:
    told = hsds.service_basic(entry)
    return {name: told[name] for name in ("id", "name", "status")}


@router.get("/", response={200: Root, 429: Problem}, url_name="hsds_root", by_alias=True)
def root(request: HttpRequest) -> Any:
    """The version that is spoken here."""
    return {
        "version": "3.1",
        "profile": PROFILE,
        "openapi_url": f"{settings.PUBLIC_URL}/api/openapi.json",
    }


@router.get("/services", response={200: Page, **ERRORS}, url_name="hsds_services")
def services(request: HttpRequest, asked: Query[ServiceQuestion]) -> Any:
    """Services, in the order of their readings."""
    category, kind = asked_terms(asked.taxonomy_term_id, asked.taxonomy_id)
    found = narrowed(
        services_in_full() if asked.full else public_services(),
        search=asked.search.replace("\x00", " "),
        category=category,
        kind=kind,
        organization_id=str(asked.organization_id or ""),
        modified_after=_moment(asked.modified_after),
    )
    knowing, here = taxonomy(), town()
    written: Callable[[Any], dict[str, Any]] = hsds.service_in_list
    if asked.minimal:
        written = _minimal
    elif asked.full:
        written = lambda one: hsds.service_in_full(one, knowing, here)  # noqa: E731
    return page_of(found, page=asked.page, per_page=asked.per_page, written=written)


@router.get("/services/{service_id}", response={200: Entry, **ERRORS}, url_name="hsds_service")
def service(request: HttpRequest, service_id: Path[UUID]) -> Any:
    """One service in full."""
    entry = get_object_or_404(services_in_full(), pk=service_id)
    return hsds.service_in_full(entry, taxonomy(), town())


@router.get("/organizations", response={200: Page, **ERRORS}, url_name="hsds_organizations")
def organizations(request: HttpRequest, asked: Query[OrganizationQuestion]) -> Any:
    found = public_organizations(asked.search.replace("\x00", " "))
    return page_of(found, page=asked.page, per_page=asked.per_page, written=hsds.organization)


@router.get("/organizations/{organization_id}", response={200: Entry, **ERRORS}, url_name="hsds_organization")
def organization(request: HttpRequest, organization_id: Path[UUID]) -> Any:
    """One organization with its services and places."""
    entry = get_object_or_404(public_organizations(), pk=organization_id)
    offered = list(public_services().filter(organization=entry))
    return hsds.organization_in_full(entry, offered, town())


@router.get("/taxonomies", response={200: Page, **ERRORS}, url_name="hsds_taxonomies")
def taxonomies(request: HttpRequest, asked: Query[Paging]) -> Any:
    found = terms.taxonomies(taxonomy().edition)
    return page_of(found, page=asked.page, per_page=asked.per_page, written=dict)


@router.get("/taxonomies/{taxonomy_id}", response={200: Entry, **ERRORS}, url_name="hsds_taxonomy")
def one_taxonomy(request: HttpRequest, taxonomy_id: Path[UUID]) -> Any:
    return _one(terms.taxonomies(taxonomy().edition), taxonomy_id)


@router.get("/taxonomy_terms", response={200: Page, **ERRORS}, url_name="hsds_taxonomy_terms")
def taxonomy_terms(request: HttpRequest, asked: Query[TermQuestion]) -> Any:
    found = terms.all_terms(taxonomy())
    if asked.taxonomy_id:
        found = [one for one in found if one["taxonomy_id"] == str(asked.taxonomy_id)]
    return page_of(found, page=asked.page, per_page=asked.per_page, written=dict)


@router.get("/taxonomy_terms/{term_id}", response={200: Entry, **ERRORS}, url_name="hsds_taxonomy_term")
def taxonomy_term(request: HttpRequest, term_id: Path[UUID]) -> Any:
    return _one(terms.all_terms(taxonomy()), term_id)


@router.get("/service_at_locations", response={200: Page, **ERRORS}, url_name="hsds_service_at_locations")
def service_at_locations(request: HttpRequest, asked: Query[ServiceQuestion]) -> Any:
    """Which service is held at which place."""
    category, kind = asked_terms(asked.taxonomy_term_id, asked.taxonomy_id)
    found = narrowed(
        public_services().exclude(place=None),
        search=asked.search.replace("\x00", " "),
        category=category,
        kind=kind,
        organization_id=str(asked.organization_id or ""),
        modified_after=_moment(asked.modified_after),
    )
    return page_of(found, page=asked.page, per_page=asked.per_page, written=_held)


def _held(entry: Any) -> dict[str, Any]:
    return {
        **hsds.service_at_location_basic(entry),
        "location": hsds.location_basic(entry.place),
        "service": hsds.service_in_list(entry),
    }


@router.get(
    "/service_at_locations/{held_id}", response={200: Entry, **ERRORS}, url_name="hsds_service_at_location"
)
def service_at_location(request: HttpRequest, held_id: Path[UUID]) -> Any:
    here = town()
    for entry in public_services().exclude(place=None):
        told = hsds.service_at_location_basic(entry)
        if told["id"] == str(held_id) and entry.place:
            return {
                **told,
                "location": hsds.location(entry.place, here),
                "service": hsds.service_in_list(entry),
            }
    raise Http404


def _one(entries: list[dict[str, Any]], asked: UUID) -> dict[str, Any]:
    for entry in entries:
        if entry["id"] == str(asked):
            return entry
    raise Http404


api.add_router("/hsds", router)
