import json

from sengetsu.accounts.models import User

from .models import Draft


def draft_at(user: User, place: str) -> dict[str, list[str]]:
    """What `user` was typing at `place`: field name -> values. Empty when there is none."""
    draft = Draft.objects.filter(user=user, place=place).first()
    return dict(json.loads(draft.content)) if draft else {}
