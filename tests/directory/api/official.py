"""The official HSDS 3.1 schemas, made strict, where the machine has them beside the repository."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "hsds"


def strict(schema: Any) -> Any:
    """An unknown key fails, everywhere."""
    if isinstance(schema, dict):
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
        for part in schema.values():
            strict(part)
    elif isinstance(schema, list):
        for part in schema:
            strict(part)
    return schema


def _read(name: str) -> Any:
    compiled = FOLDER / "compiled" / f"{name}.json"
    file = compiled if compiled.exists() else FOLDER / f"{name}.json"
    return strict(json.loads(file.read_text(encoding="utf-8")))


def faults(name: str, entry: Any) -> list[str]:
    """What the schema `name` says against an entry."""
    taxonomy = DRAFT202012.create_resource(_read("taxonomy"))
    registry: Registry[Any] = Registry().with_resource("taxonomy.json", taxonomy)
    check = Draft202012Validator(
        _read(name), registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [f"{list(one.path)}: {one.message}" for one in check.iter_errors(entry)]
