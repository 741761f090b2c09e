"""Errors as `application/problem+json` (RFC 9457). They say what is wrong with the question, in Japanese
and English, and nothing about the inside."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

JSON = "application/problem+json"
SAID = {
    400: "問い合わせの形が正しくありません。",
    404: "見つかりません。",
    405: "この住所は GET だけを受けつけます。",
    422: "問い合わせの値が正しくありません。",
    429: "問い合わせが多すぎます。しばらく待ってください。",
    503: "いまは答えられません。しばらく待ってください。",
}


def problem(status: int, detail: str = "", **more: Any) -> HttpResponse:
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or SAID.get(status, HTTPStatus(status).phrase),
        **more,
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=JSON)
