"""The taxonomies of the directory in the words of HSDS: categories, and kinds of service below them."""

import uuid
from typing import Any

from sengetsu.directory.services.choices import Category
from sengetsu.directory.taxonomies.files import Kind, Taxonomy

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:sengetsu:taxonomy")
CATEGORIES = str(uuid.uuid5(NAMESPACE, "categories"))
KINDS = str(uuid.uuid5(NAMESPACE, "kinds"))
Facts = dict[str, Any]


def taxonomies(edition: str) -> list[Facts]:
    return [
        {
            "id": CATEGORIES,
            "name": "資源の分野",
            "description": "相談受付・申込票の内容を細かくした、資源台帳の分野。",
            "version": edition,
        },
        {
            "id": KINDS,
            "name": "資源の種類",
            "description": "分野の下の、支援や場の種類。ニーズと結びついている。",
            "version": edition,
        },
    ]


def category_id(code: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"category/{code}"))


def kind_id(code: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"kind/{code}"))


def category_term(category: Category) -> Facts:
    label = _label(category)
    return {
        "id": category_id(category.value),
        "code": category.value,
        "name": label,
        "description": f"{label}に関わる資源。",
        "taxonomy": "資源の分野",
        "taxonomy_id": CATEGORIES,
        "language": "ja",
    }


def _label(category: Category) -> str:
    from django.utils import translation

    with translation.override("ja"):
        return str(category.label)


def kind_term(kind: Kind) -> Facts:
    return {
        "id": kind_id(kind.code),
        "code": kind.code,
        "name": kind.label,
        "description": f"{kind.label}。",
        "parent_id": category_id(kind.category),
        "taxonomy": "資源の種類",
        "taxonomy_id": KINDS,
        "language": "ja",
    }


def all_terms(taxonomy: Taxonomy) -> list[Facts]:
    return [*(category_term(one) for one in Category), *(kind_term(one) for one in taxonomy.kinds.values())]
