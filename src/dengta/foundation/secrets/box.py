"""Sealing and opening one value: AES-256-GCM, bound to the place where it stands.

Format `v1:<key id>:<nonce>:<ciphertext>`. The place (`people.privatedata.phone:<pk>`) is authenticated with it, so a
ciphertext copied into another row or column does not open.
"""

import base64
import binascii
import hmac
import secrets
import unicodedata
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dengta.foundation.secrets.ring import Key, ring

VERSION = "v1"
NONCE_BYTES = 12
# Written differently by different people, and never part of a number or name: "138 0013-8000" is one phone.
IGNORED_IN_INDEX = str.maketrans("", "", " -_.()/\t\r\n")


class CannotOpen(Exception):
    """A sealed value does not open: moved, changed, or sealed with a key that is not in the ring."""


class Sealed(str):
    """A value as it lies in the database. Its repr is silent, so that it may stand in a traceback."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<Sealed>"

    @property
    def key_id(self) -> str:
        """The id of the key it was sealed with."""
        return self.split(":", 2)[1] if self.count(":") == 3 else ""


def seal(plain: str, *, place: str) -> Sealed:
    """`plain`, readable only with the ring and only at `place`."""
    key, nonce = ring()[0], secrets.token_bytes(NONCE_BYTES)
    ciphertext = AESGCM(key.sealing).encrypt(nonce, plain.encode(), place.encode())
    return Sealed(f"{VERSION}:{key.id}:{_text(nonce)}:{_text(ciphertext)}")


def unseal(sealed: str, *, place: str) -> str:
    """What was sealed at `place`. Raises CannotOpen, without the value in its message."""
    try:
        version, key_id, nonce, ciphertext = sealed.split(":")
        key = next(key for key in ring() if key.id == key_id and version == VERSION)
        return AESGCM(key.sealing).decrypt(_bytes(nonce), _bytes(ciphertext), place.encode()).decode()
    except StopIteration:
        message = f"{place}: sealed with a key that is not in the ring"
        raise CannotOpen(message) from None
    except (ValueError, binascii.Error, InvalidTag):
        message = f"{place}: the sealed value was changed or moved"
        raise CannotOpen(message) from None


def sealed_prefix() -> str:
    """How every value begins that is sealed with the newest key."""
    return f"{VERSION}:{ring()[0].id}:"


def blind_index(plain: str, *, purpose: str) -> str:
    """What stands beside a sealed value so that it can be found exactly; the newest key's."""
    return _index(ring()[0], plain, purpose)


def blind_indexes(plain: str, *, purpose: str) -> list[str]:
    """The same under every key of the ring, for rows that have not been rotated yet."""
    return [_index(key, plain, purpose) for key in ring()]


def _index(key: Key, plain: str, purpose: str) -> str:
    normal = unicodedata.normalize("NFKC", plain).translate(IGNORED_IN_INDEX).casefold()
    return hmac.new(key.indexing, f"{purpose}\0{normal}".encode(), sha256).hexdigest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    raw = base64.b64decode(text.encode(), altchars=b"-_", validate=True)
    if _text(raw) != text:  # the last letter has bits that decode to nothing
        raise ValueError
    return raw
