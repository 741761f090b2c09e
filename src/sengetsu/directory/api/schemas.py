"""The shapes of the API's answers, for the description. Entries follow the official HSDS 3.1 schemas, which
this repository does not copy; a key that is not named here is described there."""

from typing import Any, Literal

from ninja import Field, Schema

Entry = dict[str, Any]


class Root(Schema):
    version: Literal["3.1"]
    profile: str
    openapi_url: str


class Page(Schema):
    """One page of a list. `contents` are HSDS entries."""

    total_items: int = Field(ge=0)
    total_pages: int = Field(ge=0)
    page_number: int = Field(ge=1)
    size: int = Field(ge=0, description="How many entries this page has")
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[Entry]


class Problem(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    model_config = {"extra": "allow"}
