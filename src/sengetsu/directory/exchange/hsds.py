"""Entries in the words of the Human Services Data Specification 3.1 (HSDS): what the API and an export say.

Only keys that the official schema knows, and none without a value. A confidential place has no address and
no position. Ids are ours; where an entry came from a file with UUIDs, they are the file's.
"""

import uuid
from typing import Any

from sengetsu.directory.models import Organization, Place, Schedule, Service
from sengetsu.directory.services.choices import Accepting, Category
from sengetsu.directory.taxonomies.files import Taxonomy
from sengetsu.directory.towns.models import Town

from .terms import KINDS, category_term, kind_term

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:sengetsu:hsds")
STATUS = {
    Accepting.ACTIVE: "active",
    Accepting.FULL: "temporarily closed",
    Accepting.CLOSED: "inactive",
}
LANGUAGES = {"日本語": "ja", "やさしい日本語": "ja", "英語": "en", "中国語": "zh", "ポルトガル語": "pt"}
JAPAN = "JP"
INFERRED = "inferred"  # read from the words of the entry; nobody chose it
Facts = dict[str, Any]


def made_id(*parts: object) -> str:
    """The id of something that has no row of its own, the same on every machine and in every answer."""
    return str(uuid.uuid5(NAMESPACE, "/".join(str(part) for part in parts)))


def filled(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def organization(entry: Organization) -> Facts:
    """As it stands in a list."""
    return {
        "id": str(entry.pk),
        "name": entry.name,
        "description": entry.description or entry.get_kind_display(),
        **filled({"alternate_name": entry.name_kana, "email": entry.email, "website": entry.website}),
    }


def organization_in_full(entry: Organization, services: list[Service], town: Town) -> Facts:
    places = {one.place.pk: one.place for one in services if one.place}
    return {
        **organization(entry),
        **filled(
            {
                "phones": phones(entry.phone, "organization", entry.pk),
                "locations": [location(place, town) for place in places.values()],
                "services": [service_basic(one) for one in services],
            }
        ),
    }


def phones(number: str, thing: str, pk: object) -> list[Facts]:
    if not number:
        return []
    return [{"id": made_id("phone", thing, pk), f"{thing}_id": str(pk), "number": number, "type": "voice"}]


def service_basic(entry: Service) -> Facts:
    """A service without what hangs on it."""
    return {
        "id": str(entry.pk),
        "organization_id": str(entry.organization_id),
        "name": entry.name,
        "status": STATUS[Accepting(entry.accepting)],
        **filled(
            {
                "alternate_name": entry.alternate_names or entry.name_kana,
                "description": entry.description,
                "url": entry.website,
                "email": entry.email,
                "application_process": entry.how_to_apply,
                "fees_description": entry.cost or ("無料" if entry.is_free else ""),
                "eligibility_description": "。".join(
                    one for one in (entry.target, entry.household, entry.condition) if one
                ),
                "minimum_age": entry.minimum_age,
                "maximum_age": entry.maximum_age,
                "assured_date": entry.assured_on.isoformat() if entry.assured_on else "",
                "last_modified": entry.changed_at.isoformat(timespec="seconds"),
            }
        ),
    }


def service_in_list(entry: Service) -> Facts:
    return {**service_basic(entry), "organization": organization(entry.organization)}


def service_in_full(entry: Service, taxonomy: Taxonomy, town: Town) -> Facts:
    """With schedules, phones, places and what it is; a keeper's choice goes before what was inferred."""
    shares = dict.fromkeys(entry.kinds, 1.0) or entry.inferred.get("kinds", {})
    rules = list(entry.schedules.all())
    return {
        **service_basic(entry),
        "organization": organization(entry.organization),
        **filled(
            {
                "phones": phones(entry.phone_to_call, "service", entry.pk),
                "schedules": [schedule(one) for one in rules] or _said_times(entry),
                "service_areas": areas(entry),
                "languages": languages(entry),
                "cost_options": costs(entry),
                "contacts": contacts(entry),
                "service_at_locations": at_location(entry, town),
                "attributes": attributes(entry, taxonomy, shares),
            }
        ),
    }


def schedule(entry: Schedule) -> Facts:
    return {
        "id": made_id("schedule", entry.service_id, entry.byday, entry.opens_at, entry.closes_at),
        "service_id": str(entry.service_id),
        "freq": entry.frequency,
        "interval": 1,
        "byday": entry.byday,
        "wkst": "MO",
        "timezone": 9,
        **filled(
            {
                "opens_at": entry.opens_at.strftime("%H:%M") if entry.opens_at else "",
                "closes_at": entry.closes_at.strftime("%H:%M") if entry.closes_at else "",
                "description": entry.service.times,
            }
        ),
    }


def _said_times(entry: Service) -> list[Facts]:
    """Times that are words and no rule still reach the reader."""
    if not entry.times:
        return []
    return [{"id": made_id("times", entry.pk), "service_id": str(entry.pk), "description": entry.times}]


def areas(entry: Service) -> list[Facts]:
    names = [one.strip() for one in entry.districts.split("、") if one.strip()]
    return [
        {"id": made_id("area", entry.pk, name), "service_id": str(entry.pk), "name": name} for name in names
    ]


def languages(entry: Service) -> list[Facts]:
    names = [one.strip() for one in entry.languages.split("、") if one.strip()]
    return [
        {
            "id": made_id("language", entry.pk, name),
            "service_id": str(entry.pk),
            "name": name,
            **filled({"code": LANGUAGES.get(name, "")}),
        }
        for name in names
    ]


def costs(entry: Service) -> list[Facts]:
    if not entry.is_free and not entry.cost:
        return []
    option: Facts = {"id": made_id("cost", entry.pk), "service_id": str(entry.pk), "currency": "JPY"}
    if entry.is_free:
        option["amount"] = 0
    return [{**option, "amount_description": entry.cost or "無料"}]


def contacts(entry: Service) -> list[Facts]:
    if not entry.contact:
        return []
    return [{"id": made_id("contact", entry.pk), "service_id": str(entry.pk), "name": entry.contact}]


def at_location(entry: Service, town: Town) -> list[Facts]:
    if not entry.place:
        return []
    return [{**service_at_location_basic(entry), "location": location(entry.place, town)}]


def service_at_location_basic(entry: Service) -> Facts:
    return {
        "id": made_id("service_at_location", entry.pk, entry.place_id),
        "service_id": str(entry.pk),
        "location_id": str(entry.place_id),
    }


def location_basic(entry: Place) -> Facts:
    facts: Facts = {
        "id": str(entry.pk),
        "location_type": "physical",
        "organization_id": str(entry.organization_id),
        "name": entry.name,
    }
    if not entry.confidential and entry.latitude is not None and entry.longitude is not None:
        facts |= {"latitude": float(entry.latitude), "longitude": float(entry.longitude)}
    return {**facts, **filled({"alternate_name": entry.name_kana})}


def location(entry: Place, town: Town) -> Facts:
    return {
        **location_basic(entry),
        **filled({"addresses": addresses(entry, town), "accessibility": _accessibility(entry)}),
    }


def addresses(entry: Place, town: Town) -> list[Facts]:
    if entry.confidential or not entry.street:
        return []
    return [
        {
            "id": made_id("address", entry.pk),
            "location_id": str(entry.pk),
            "address_1": entry.street,
            **filled({"address_2": entry.building, "region": entry.district}),
            "city": entry.city or town.name,
            "state_province": entry.prefecture or town.prefecture,
            "postal_code": entry.postal_code or "",
            "country": JAPAN,
            "address_type": "physical",
        }
    ]


def _accessibility(entry: Place) -> list[Facts]:
    if not entry.accessibility:
        return []
    return [
        {
            "id": made_id("accessibility", entry.pk),
            "location_id": str(entry.pk),
            "description": entry.accessibility,
        }
    ]


def attributes(entry: Service, taxonomy: Taxonomy, kinds: dict[str, float]) -> list[Facts]:
    terms = [category_term(Category(entry.category))]
    terms += [kind_term(taxonomy.kinds[code]) for code in likely(kinds) if code in taxonomy.kinds]
    return [
        {
            "id": made_id("attribute", entry.pk, term["id"]),
            "link_id": str(entry.pk),
            "link_entity": "service",
            "taxonomy_term_id": term["id"],
            "taxonomy_term": term,
            **({"value": INFERRED} if term["taxonomy_id"] == KINDS and not entry.kinds else {}),
        }
        for term in terms
    ]


SHOWN = 0.5  # a share from which an entry is said to be of a kind


def likely(kinds: dict[str, float]) -> list[str]:
    return [code for code, share in sorted(kinds.items(), key=lambda one: -one[1]) if share >= SHOWN][:3]
