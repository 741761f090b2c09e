"""Reading HSDS JSON: a list, a page (`contents`) or one full service."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sengetsu.directory.services.choices import Accepting, Category

from .drafts import ImportRefused, Problem, ServiceDraft
from .hsds import INFERRED

MOST_BYTES = 60_000_000
MOST_SERVICES = 20_000
STATUS = {
    "active": Accepting.ACTIVE,
    "temporarily closed": Accepting.FULL,
    "inactive": Accepting.CLOSED,
    "defunct": Accepting.CLOSED,
}
Facts = dict[str, Any]


def read_hsds(file: Path) -> tuple[list[ServiceDraft], list[str]]:
    """Raises `ImportRefused`; a problem's line is the place of the service in the file, from 1."""
    services = _services(file)
    problems: list[Problem] = []
    drafts = []
    seen: set[str] = set()
    for number, facts in enumerate(services, 1):
        draft = _read(facts, number, problems)
        if draft is None:
            continue
        if draft.external_id in seen:
            problems.append(Problem(number, "id", "同じ id がもう一度あります。"))
        seen.add(draft.external_id)
        drafts.append(draft)
    if problems:
        raise ImportRefused(problems)
    return drafts, []


def _services(file: Path) -> list[Any]:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ImportRefused([Problem(0, "", f"大きすぎます。{MOST_BYTES // 1_000_000} MB までです。")])
        told = json.loads(file.read_bytes())
    except OSError as trouble:
        raise ImportRefused([Problem(0, "", "開けません。名前と場所を確かめてください。")]) from trouble
    except (ValueError, RecursionError) as trouble:
        raise ImportRefused([Problem(0, "", "JSON として読めません。")]) from trouble
    if isinstance(told, dict):
        told = told.get("contents") or told.get("services") or [told]
    if not isinstance(told, list) or not told:
        raise ImportRefused([Problem(0, "", "サービスがひとつもありません。")])
    if len(told) > MOST_SERVICES:
        raise ImportRefused([Problem(0, "", f"多すぎます。一度に {MOST_SERVICES:,} 件までです。")])
    return told


def _read(facts: Any, number: int, problems: list[Problem]) -> ServiceDraft | None:
    if not isinstance(facts, dict):
        problems.append(Problem(number, "", "サービスの形ではありません。"))
        return None
    before = len(problems)
    for name in ("id", "name", "status"):
        if not isinstance(facts.get(name), str) or not facts[name].strip():
            problems.append(Problem(number, name, "空です。"))
    if facts.get("status") not in STATUS and len(problems) == before:
        problems.append(Problem(number, "status", f"知らない値です。{' / '.join(STATUS)} のどれかです。"))
    if len(problems) > before:
        return None
    try:
        return ServiceDraft(facts["id"], _facts(facts), _provider(facts), _place(facts), number)
    except (TypeError, ValueError, AttributeError, KeyError, ArithmeticError):
        problems.append(Problem(number, "", "値の形が HSDS と違います。"))
        return None


def _text(facts: Facts, name: str, most: int) -> str:
    value = facts.get(name) or ""
    if not isinstance(value, str):
        raise TypeError(name)
    return value.replace("\x00", "").strip()[:most]


def _first(facts: Facts, name: str) -> Facts:
    found = facts.get(name) or []
    if not isinstance(found, list):
        raise TypeError(name)
    return found[0] if found and isinstance(found[0], dict) else {}


def _facts(facts: Facts) -> Facts:
    cost, fees = _first(facts, "cost_options"), _text(facts, "fees_description", 300)
    codes = _codes(facts)
    categories = [code for code in codes if code in Category.values]
    assured = _text(facts, "assured_date", 10)
    return {
        "name": _text(facts, "name", 120),
        "alternate_names": _text(facts, "alternate_name", 300),
        "description": _text(facts, "description", 2000),
        "category": categories[0] if categories else "",
        "kinds": [code for code in codes if code not in categories],
        "target": _text(facts, "eligibility_description", 300),
        "minimum_age": _age(facts, "minimum_age"),
        "maximum_age": _age(facts, "maximum_age"),
        "how_to_apply": _text(facts, "application_process", 1000),
        "cost": fees or _text(cost, "amount_description", 300),
        "is_free": cost.get("amount") == 0 or fees.startswith("無料"),
        "times": _text(_first(facts, "schedules"), "description", 300),
        "districts": "、".join(_names(facts, "service_areas"))[:300],
        "languages": "、".join(_names(facts, "languages"))[:200],
        "phone": _text(_first(facts, "phones"), "number", 40),
        "email": _text(facts, "email", 254),
        "website": _text(facts, "url", 200),
        "contact": _text(_first(facts, "contacts"), "name", 300),
        "accepting": STATUS[facts["status"]],
        "assured_on": date.fromisoformat(assured) if assured else None,
    }


def _age(facts: Facts, name: str) -> int | None:
    value = facts.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 130:  # noqa: PLR2004 - years
        raise ValueError(name)
    return int(value)


def _names(facts: Facts, name: str) -> list[str]:
    return [str(one["name"]) for one in facts.get(name) or [] if one.get("name")]


def _codes(facts: Facts) -> list[str]:
    """Codes of our own taxonomies that an attribute names; other taxonomies are not known here."""
    from sengetsu.directory.taxonomies.files import shipped

    told = [one for one in facts.get("attributes") or [] if one.get("value") != INFERRED]
    terms = [one.get("taxonomy_term") or {} for one in told]
    codes = [str(term.get("code", "")) for term in terms]
    return [code for code in codes if code in shipped().kinds or code in Category.values]


def _provider(facts: Facts) -> Facts:
    told = facts.get("organization") or {}
    if not told:
        return {"name": _text(facts, "name", 120)}
    return {
        "external_id": _text(told, "id", 200),
        "name": _text(told, "name", 120) or _text(facts, "name", 120),
        "description": _text(told, "description", 2000),
        "email": _text(told, "email", 254),
        "website": _text(told, "website", 200),
    }


def _place(facts: Facts) -> Facts | None:
    told = _first(facts, "service_at_locations").get("location") or {}
    if not told:
        return None
    address = _first(told, "addresses")
    place: Facts = {
        "external_id": _text(told, "id", 200),
        "name": _text(told, "name", 120) or _text(address, "address_1", 120) or "場所",
        "street": _text(address, "address_1", 160),
        "building": _text(address, "address_2", 120),
        "city": _text(address, "city", 60),
        "prefecture": _text(address, "state_province", 20),
        "postal_code": _text(address, "postal_code", 8),
        "district": _text(address, "region", 60),
        "accessibility": _text(_first(told, "accessibility"), "description", 600),
    }
    if told.get("latitude") is not None and told.get("longitude") is not None:
        place["latitude"] = Decimal(str(round(float(told["latitude"]), 6)))
        place["longitude"] = Decimal(str(round(float(told["longitude"]), 6)))
    return place
