from sengetsu.directory.models import Organization, Place, Service

from .table import LINK_WORK, PUBLIC, Row, Subject, Town

ROWS = [
    Row("directory_home", PUBLIC, query="q=食堂"),
    Row("service_detail", PUBLIC),
    Row("service_card", PUBLIC),
    Row("organization_detail", PUBLIC),
    Row("service_new", LINK_WORK, "GET POST"),
    Row("service_edit", LINK_WORK, "GET POST"),
    Row("service_assure", LINK_WORK, "POST"),
    Row("organization_new", LINK_WORK, "GET POST"),
    Row("organization_edit", LINK_WORK, "GET POST"),
    Row("place_new", LINK_WORK, "GET POST"),
    Row("place_edit", LINK_WORK, "GET POST"),
]


def furnish(town: Town) -> None:
    soramame = Organization.objects.create(name="そらまめ食堂")
    place = Place.objects.create(organization=soramame, name="織月", street="西高尾4-198-5")
    service = Service.objects.create(organization=soramame, place=place, name="そらまめ食堂", category="food")
    town.put(Subject.OWN, organization_id=soramame.pk, place_id=place.pk, service_id=service.pk)
