"""The directory as a file: HSDS JSON, CSV or xlsx. What an import reads, an export writes."""

import csv
import io
import json

from sengetsu.base.spreadsheet import safe_cell
from sengetsu.directory.models import Service
from sengetsu.directory.taxonomies.queries import taxonomy
from sengetsu.directory.towns.queries import town

from . import hsds
from .queries import services_in_full
from .spreadsheets import COLUMNS


def as_hsds(services: list[Service] | None = None) -> bytes:
    """A list of full services."""
    entries = services if services is not None else list(services_in_full())
    knowing, here = taxonomy(), town()
    told = [hsds.service_in_full(one, knowing, here) for one in entries]
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def row(service: Service) -> list[str]:
    place = service.place
    where = "" if place is None else ("（所在地は非公開）" if place.confidential else place.name)
    return [
        service.public_id,
        service.name,
        service.name_kana,
        service.own_category or service.category_in_japanese(),
        service.organization.name,
        service.description,
        service.target,
        service.cost,
        service.times,
        where,
        service.contact or service.phone_to_call,
    ]


def as_csv() -> bytes:
    """UTF-8 with BOM; no cell is a formula."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([safe_cell(cell) for cell in row(one)] for one in services_in_full())
    return out.getvalue().encode("utf-8-sig")


def as_xlsx() -> bytes:
    """All cells are text: nothing in them is run."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("資源")
    sheet.freeze_panes = "C2"
    for cells in [list(COLUMNS), *(row(one) for one in services_in_full())]:
        written = []
        for text in cells:
            cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
            cell.data_type = "s"
            written.append(cell)
        sheet.append(written)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
