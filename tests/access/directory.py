from sengetsu.directory.confirmations.actions import ask_to_confirm
from sengetsu.directory.exchange.hsds import service_at_location_basic
from sengetsu.directory.exchange.terms import CATEGORIES, category_id
from sengetsu.directory.models import Organization, Place, Service

from .table import LINK_WORK, PARTNER, PUBLIC, Row, Subject, Town

HSDS = (
    "root",
    "services",
    "service",
    "organizations",
    "organization",
    "taxonomies",
    "taxonomy",
    "taxonomy_terms",
    "taxonomy_term",
    "service_at_locations",
    "service_at_location",
)
ROWS = [
    Row("directory_home", PUBLIC, query="q=食堂"),
    Row("service_detail", PUBLIC),
    Row("service_card", PUBLIC),
    Row("organization_detail", PUBLIC),
    Row("story_tell", PUBLIC, "GET POST"),
    Row("confirmation_answer", PUBLIC, "GET POST", keys={"token": "confirm_token"}),
    Row("stale_list", LINK_WORK),
    Row("town_edit", LINK_WORK, "GET POST"),
    Row("confirmation_ask", LINK_WORK, "POST"),
    Row("taxonomy_list", LINK_WORK),
    Row("taxonomy_edit", LINK_WORK, "GET POST"),
    Row("taxonomy_return", LINK_WORK, "POST", keys={"number": "edition_number"}),
    Row("openapi_json", PUBLIC),
    *(Row(f"hsds_{name}{again}", PUBLIC) for name in HSDS for again in ("", "_again")),
    Row("service_new", LINK_WORK, "GET POST"),
    Row("service_edit", LINK_WORK, "GET POST"),
    Row("service_assure", LINK_WORK, "POST"),
    Row("organization_new", LINK_WORK, "GET POST"),
    Row("organization_edit", LINK_WORK, "GET POST"),
    Row("organization_own", PARTNER, "GET POST", keys={"organization_id": "kept_id"}),
    Row("place_new", LINK_WORK, "GET POST"),
    Row("place_edit", LINK_WORK, "GET POST"),
]


def furnish(town: Town) -> None:
    soramame = Organization.objects.create(name="そらまめ食堂")
    own = Organization.objects.create(name="つぼみ", agency=town.people["sato"].grants_now[0].agency)
    town.put(Subject.OWN, kept_id=own.pk)
    town.put(Subject.OTHER, kept_id=soramame.pk)
    place = Place.objects.create(organization=soramame, name="織月", street="西高尾4-198-5")
    service = Service.objects.create(organization=soramame, place=place, name="そらまめ食堂", category="food")
    town.put(Subject.OWN, confirm_token=ask_to_confirm(by=town.people["aoki"], service=service))
    town.put(Subject.OWN, need_code="young_carer", edition_number=0)
    town.put(Subject.OWN, taxonomy_id=CATEGORIES, term_id=category_id("food"))
    town.put(Subject.OWN, held_id=service_at_location_basic(service)["id"])
    town.put(Subject.OWN, organization_id=soramame.pk, place_id=place.pk, service_id=service.pk)
