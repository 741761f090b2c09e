from django.db import transaction
from django.http import HttpRequest

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action

from . import life
from .models import OpenSession


def close_other_sessions(*, by: User, request: HttpRequest) -> None:
    """One's own other devices are signed out; this one stays."""
    with transaction.atomic():
        life.close_all(by)
        request.session[life.EPOCH] = by.session_epoch
        OpenSession.objects.filter(pk=request.session[life.ROW]).update(ended_at=None)
        record(by=by, action=Action.SIGNED_OUT, thing="user", thing_id=by.pk, detail={"what": "others"})
