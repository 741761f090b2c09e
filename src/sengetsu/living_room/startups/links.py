"""The link of a wisher: whoever holds it reads the answer, writes back, withdraws. No account is needed.

The token is made from the wish's id with the house's secret key, so it can be given out again, and no table
holds it; the table holds its hash. A new secret key makes new links, the old ones stay good.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from uuid import UUID

from django.conf import settings


def token_of(public_id: UUID) -> str:
    said = f"living_room.wish:{public_id}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(token: str) -> str:
    # A forged token may hold signs that no encoding takes; its hash is simply nobody's.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
