"""The keys of a house: files in `settings.KEYS`, readable by their owner only, never in the database.

`seal.keys`        one Fernet key per line, newest first: sealed fields
`blind.key`        32 bytes in hex: search tokens. Never rotated: tokens would no longer meet
`audit.key`        32 bytes in hex: the chain of the trail
`letters.private`  X25519, base64: opens letters. Only where the confidential wing runs
`letters.public`   X25519, base64: seals letters. All that the open wing needs
`papers.pem`       private key and certificate, PEM: signs decided plans. A town may put its own here
"""

import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils import timezone
from nacl.public import PrivateKey

PAPER_KEY_LIFE = timedelta(days=3653)
SIGNS = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def directory() -> Path:
    return Path(settings.KEYS)


def file_of(name: str) -> Path:
    return directory() / name


def write_key_file(file: Path, text: str, *, replace: bool = False) -> bool:
    """Write a key file at once and whole, 0600. Without `replace` an existing file wins: returns False."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as stream:
            stream.write(text.rstrip("\n") + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        if replace:
            partial.replace(file)
        else:
            os.link(partial, file)  # atomic: of two first starts one wins, and both read the same key
    except FileExistsError:
        return False
    finally:
        partial.unlink(missing_ok=True)
    return True


def _create(name: str, make: Callable[[], str]) -> list[str]:
    file = file_of(name)
    if file.exists():
        return []
    return [name] if write_key_file(file, make()) else []


def create_seal_keys() -> list[str]:
    return _create("seal.keys", lambda: Fernet.generate_key().decode())


def create_blind_key() -> list[str]:
    return _create("blind.key", lambda: secrets.token_hex(32))


def create_audit_key() -> list[str]:
    return _create("audit.key", lambda: secrets.token_hex(32))


def create_letter_keys() -> list[str]:
    """The pair that seals letters. A public key alone (an open wing) is left alone: a new private key
    would not open what the old public one has sealed."""
    private = file_of("letters.private")
    if settings.OPEN_WING_ONLY or (file_of("letters.public").exists() and not private.exists()):
        return []
    made = _create("letters.private", lambda: b64encode(bytes(PrivateKey.generate())).decode())
    return made + _create("letters.public", lambda: _public_of(private))


def _public_of(private: Path) -> str:
    pair = PrivateKey(b64decode(private.read_text()))
    return b64encode(bytes(pair.public_key)).decode()


def create_paper_key() -> list[str]:
    """The signature of papers: P-256 with a certificate of its own making, for ten years."""
    return [] if settings.OPEN_WING_ONLY else _create("papers.pem", _paper_key)


def _paper_key() -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sengetsu")])
    now = timezone.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + PAPER_KEY_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(SIGNS, critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return (private + certificate.public_bytes(pem)).decode()


def create_missing() -> list[str]:
    """Make the keys that are not there yet; returns the names of the files made. Existing ones stay."""
    return [
        *create_seal_keys(),
        *create_blind_key(),
        *create_audit_key(),
        *create_letter_keys(),
        *create_paper_key(),
    ]


def needed() -> list[str]:
    """The key files that this house needs to run."""
    opened = [] if settings.OPEN_WING_ONLY else ["letters.private", "papers.pem"]
    return ["seal.keys", "blind.key", "audit.key", "letters.public", *opened]


def missing() -> list[str]:
    return [name for name in needed() if not file_of(name).is_file()]


def open_to_others() -> list[str]:
    """Files beside the keys, or their directory ("."), that the owner's group or the world may read."""
    inside = sorted(file.name for file in directory().glob("*") if file.is_file())
    found = [name for name in [".", *inside] if file_of(name).exists()]
    return [name for name in found if file_of(name).stat().st_mode & 0o077]


def pair_fits() -> bool:
    """Whether `letters.public` belongs to `letters.private` (true if one of them is not here)."""
    public, private = file_of("letters.public"), file_of("letters.private")
    if not (public.is_file() and private.is_file()):
        return True
    return _public_of(private) == public.read_text().strip()
