"""A digital signature on a PDF (PAdES basis: ISO 32000, adbe.pkcs7.detached), with the key `papers.pem`.

It says that the file came from this house and was not changed since. Whose house it is, a reader's program
knows only if it trusts the certificate: one of the town's own (LGPKI) may stand in the key file (ADR 0018).
"""

from io import BytesIO

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sengetsu.base.keys import file_of

KEY = "papers.pem"
FIELD = "Sengetsu"


def certificates() -> list[Certificate]:
    """Of the key file: the signing one first, then those that vouch for it."""
    found = x509.load_pem_x509_certificates(file_of(KEY).read_bytes())
    return [Certificate.load(one.public_bytes(serialization.Encoding.DER)) for one in found]


def _signer() -> SimpleSigner:
    key = serialization.load_pem_private_key(file_of(KEY).read_bytes(), password=None)
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    own, *others = certificates()
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([own, *others])
    return SimpleSigner(signing_cert=own, signing_key=PrivateKeyInfo.load(private), cert_registry=store)


def sign(pdf: bytes, *, reason: str, place: str) -> bytes:
    """The same PDF, signed now. `reason` and `place` stand in the signature, readable by whoever has the
    file. Raises `FileNotFoundError` if the house has lost its key."""
    about = PdfSignatureMetadata(field_name=FIELD, reason=reason, location=place, md_algorithm="sha256")
    signed = sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), about, signer=_signer())
    return bytes(signed.getvalue())
