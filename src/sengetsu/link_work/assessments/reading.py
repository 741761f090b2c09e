"""The items of a sheet as text that a town can edit, and back."""

import re
from typing import Any

from .choices import SheetKind

ANSWER = re.compile(r"[-－ー・]\s*(\d{1,3})\s*(.+)")
MOST = 60  # items
Items = list[dict[str, Any]]


def as_text(items: Items) -> str:
    lines = []
    for item in items:
        lines.append("｜".join(filter(None, [item["label"], item.get("help", "")])))
        lines += [f"- {value} {words}" for value, words in item.get("choices", [])]
    return "\n".join(lines)


def read_items(text: str, *, kind: SheetKind, before: Items) -> Items:
    """Read what `as_text` wrote. An item keeps its code as long as its label stays, so that a line over time
    goes on. Raises `ValueError` with a sentence that names the line."""
    known = {item["label"]: item["code"] for item in before}
    taken = {item["code"] for item in before}
    items: Items = []
    for number, line in enumerate((one.strip() for one in text.split("\n")), start=1):
        if not line:
            continue
        if match := ANSWER.fullmatch(line):
            if not items:
                raise ValueError(f"{number}行目：答えの前に、項目の見出しを書いてください。")
            items[-1].setdefault("choices", []).append([int(match[1]), match[2].strip()])
            continue
        label, _, more = line.partition("｜")
        code = known.get(label.strip()) or _fresh(taken, len(items))
        taken.add(code)
        items.append({"code": code, "label": label.strip(), "help": more.strip()})
    _check(items, kind)
    return items


def _fresh(taken: set[str], place: int) -> str:
    number = place + 1
    while f"item{number}" in taken:
        number += 1
    return f"item{number}"


def _check(items: Items, kind: SheetKind) -> None:
    if not items:
        raise ValueError("項目をひとつは書いてください。")
    if len(items) > MOST:
        raise ValueError(f"項目は{MOST}までです。")
    labels = [item["label"] for item in items]
    if len(set(labels)) < len(labels):
        raise ValueError("同じ見出しが二つあります。")
    for item in items:
        values = [value for value, _ in item.get("choices", [])]
        if kind == SheetKind.MEASURE and len(values) < 2:  # noqa: PLR2004 - one answer asks nothing
            raise ValueError(f"「{item['label']}」に、答えを二つ以上書いてください。")
        if len(set(values)) < len(values):
            raise ValueError(f"「{item['label']}」に、同じ数の答えが二つあります。")
        if kind == SheetKind.DOMAINS and values:
            raise ValueError(f"「{item['label']}」：答えの数は、ものさしのときだけ書けます。")
