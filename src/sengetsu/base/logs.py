"""Logs that carry no personal content: where and what kind of fault, never its words."""

import logging
import traceback


class QuietFormatter(logging.Formatter):
    """Writes level, logger, reference and, for a fault, its type and the lines of code it passed."""

    def format(self, record: logging.LogRecord) -> str:
        reference = getattr(getattr(record, "request", None), "reference", "-")
        parts = [f"{record.levelname} {record.name} ref={reference}"]
        if record.exc_info and record.exc_info[0]:
            parts[0] += f" {record.exc_info[0].__name__}"
            parts += [
                f"  {frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        elif not hasattr(record, "request"):
            parts[0] += f" {record.getMessage()}"
        return "\n".join(parts)
