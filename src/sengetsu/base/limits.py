"""How often something may be tried within an hour. Counted per digest: no address is kept in plain."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache

HOUR = 3600  # seconds


def take(what: str, who: str, *, limit: int) -> bool:
    """Count one try of `what` by `who`; False once there were more than `limit` within the hour."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{what}\x00{who}".encode(), hashlib.sha256).hexdigest()
    key = f"limits.{digest}"
    if cache.add(key, 1, timeout=HOUR):
        return True
    try:
        return cache.incr(key) <= limit
    except ValueError:  # it expired between the two lines
        return cache.add(key, 1, timeout=HOUR)
