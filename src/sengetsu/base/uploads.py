"""How large a request with a file may be, before anything of it is written anywhere."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler

MOST_BYTES_SENT = (
    25_000_000  # whatever a form takes in one go, with room for a sentence about too large a file
)


class MeasuredUploadHandler(MemoryFileUploadHandler):
    """The first of the upload handlers: refuses by the announced length.

    Django limits the fields of a form but no file: anybody could fill the disk through any open address.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's own name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        if content_length > MOST_BYTES_SENT:
            raise RequestDataTooBig
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)
