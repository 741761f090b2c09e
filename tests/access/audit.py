from .table import AUDITOR, Row

ROWS = [
    Row("audit_list", AUDITOR),
    Row("audit_export", AUDITOR),
    Row("audit_verify_page", AUDITOR, "POST"),
]
