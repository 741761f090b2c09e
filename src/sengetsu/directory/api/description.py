"""`/api/openapi.json`: everything that the public may fetch as data, in OpenAPI 3.1."""

from typing import Any

from .endpoints import api

MEDIA = {
    "csv": ("text/csv", {"type": "string"}),
    "json": ("application/json", {}),
    "ics": ("text/calendar", {"type": "string"}),
}
# Files of other rooms; this room names only their addresses.
FILES = {
    "/open-data/facilities.csv": ("公共施設一覧（UTF-8、BOM つき）", "csv"),
    "/open-data/facilities.json": ("公共施設一覧", "json"),
    "/open-data/events.csv": ("イベント一覧（UTF-8、BOM つき）", "csv"),
    "/open-data/events.json": ("イベント一覧", "json"),
    "/open-data/directory-hsds.json": ("資源台帳のすべて（HSDS 3.1 のサービスのリスト）", "json"),
    "/open-data/columns.json": ("列の対応表（版つき）", "json"),
    "/calendar.ics": ("まちのリビングルームの予定", "ics"),
}


def described() -> dict[str, Any]:
    told: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="/api/"))
    for path in told["paths"].values():
        for operation in path.values():
            _problems(operation)
    told["paths"] |= {address: _file(words, kind) for address, (words, kind) in FILES.items()}
    told["servers"] = [{"url": "/"}]
    return told


def _problems(operation: dict[str, Any]) -> None:
    """Errors have their own media type."""
    for status, answer in operation["responses"].items():
        if str(status) != "200" and "application/json" in answer.get("content", {}):
            answer["content"] = {"application/problem+json": answer["content"]["application/json"]}


def _file(words: str, kind: str) -> dict[str, Any]:
    media, schema = MEDIA[kind]
    answer = {"description": words, "content": {media: {"schema": schema}}}
    return {"get": {"summary": words, "tags": ["open data"], "responses": {"200": answer}}}
