from uuid import UUID

from sengetsu.link_work.cases.models import Case

from .models import Contact


def contact_of(case: Case, contact_id: UUID) -> Contact | None:
    """A contact of this case that no later correction replaced."""
    return Contact.objects.current().filter(case=case, public_id=contact_id).first()
