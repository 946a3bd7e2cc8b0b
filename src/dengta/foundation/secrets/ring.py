"""The key ring: newest key first, older ones are still read.

A key of the ring is any long random text. What encrypts and what indexes are derived from it, so that one does not
help against the other; the key's id is derived too, so that nobody has to invent or remember ids.
"""

from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# 32 characters of base64 are 192 bits: shorter texts look like pass-phrases, which can be guessed off-line.
SHORTEST_KEY = 32


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """One key of the ring, with what is derived from it."""

    id: str
    sealing: bytes
    indexing: bytes


def ring() -> list[Key]:
    """All keys, the newest (which seals) first."""
    if not settings.KEY_RING:
        message = "KEY_RING is empty: encrypted fields need at least one key"
        raise ImproperlyConfigured(message)
    return [_key(text) for text in settings.KEY_RING]


@lru_cache(maxsize=32)
def _key(text: str) -> Key:
    if len(text) < SHORTEST_KEY:
        message = f"KEY_RING: a key has fewer than {SHORTEST_KEY} characters"
        raise ImproperlyConfigured(message)
    return Key(
        id=_derived(text, "id", length=4).hex(), sealing=_derived(text, "seal"), indexing=_derived(text, "index")
    )


def _derived(text: str, purpose: str, *, length: int = 32) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=length, salt=None, info=f"dengta field {purpose} v1".encode())
    return kdf.derive(text.encode())
