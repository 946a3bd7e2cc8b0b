"""What chat servers send back: is it theirs, is it fresh, what does it say. Protocols are theirs, SHA-1 included."""

import base64
import hashlib
import hmac
import json
import secrets
import struct
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

FRESH_FOR = timedelta(minutes=5)
WECOM_BLOCK, AES_BLOCK, RANDOM, LENGTH = 32, 16, 16, 4


class NotTheirs(Exception):
    """A call that the chat server did not make, or not now."""


def insist_on_fresh(moment: str, *, now: datetime) -> None:
    """Raise NotTheirs unless `moment` (seconds) is about now."""
    if (
        not moment.isascii()
        or not moment.isdigit()
        or abs(now.timestamp() - int(moment[:12])) > FRESH_FOR.total_seconds()
    ):
        raise NotTheirs


# --- WeCom --------------------------------------------------------------------------------------------


def wecom_signature(token: str, moment: str, nonce: str, encrypted: str) -> str:
    """SHA-1 over the four, sorted."""
    return hashlib.sha1("".join(sorted((token, moment, nonce, encrypted))).encode(), usedforsecurity=False).hexdigest()


def insist_on_wecom(*, token: str, moment: str, nonce: str, encrypted: str, signature: str) -> None:
    """Raise NotTheirs unless the signature fits."""
    expected = wecom_signature(token, moment, nonce, encrypted)
    if not hmac.compare_digest(expected.encode(), signature.encode()):
        raise NotTheirs


def wecom_open(encrypted: str, *, key: str, receiver: str) -> str:
    """What WeCom encrypted for us: random bytes, the length, the message, and who it is for."""
    raw = _decrypted(encrypted, _wecom_key(key), iv=_wecom_key(key)[:AES_BLOCK], block=WECOM_BLOCK)
    if len(raw) < RANDOM + LENGTH:
        raise NotTheirs
    (length,) = struct.unpack(">I", raw[RANDOM : RANDOM + LENGTH])
    message, meant_for = raw[RANDOM + LENGTH :][:length], raw[RANDOM + LENGTH + length :]
    if not hmac.compare_digest(meant_for, receiver.encode()):
        raise NotTheirs
    return _text(message)


def wecom_seal(message: str, *, key: str, receiver: str) -> str:
    """An answer as WeCom can read it."""
    raw = message.encode()
    plain = secrets.token_bytes(RANDOM) + struct.pack(">I", len(raw)) + raw + receiver.encode()
    return _encrypted(plain, _wecom_key(key), iv=_wecom_key(key)[:AES_BLOCK], block=WECOM_BLOCK)


def _wecom_key(key: str) -> bytes:
    try:
        raw = base64.b64decode(f"{key}=")
    except ValueError:
        raw = b""
    if len(raw) != WECOM_BLOCK:
        raise NotTheirs
    return raw


# --- Feishu -------------------------------------------------------------------------------------------


def feishu_signature(key: str, moment: str, nonce: str, body: bytes) -> str:
    """SHA-256 over moment, nonce, Encrypt Key and the body as it came."""
    return hashlib.sha256(f"{moment}{nonce}{key}".encode() + body).hexdigest()


def insist_on_feishu(*, key: str, moment: str, nonce: str, body: bytes, signature: str) -> None:
    """Raise NotTheirs unless the signature fits."""
    if not hmac.compare_digest(feishu_signature(key, moment, nonce, body).encode(), signature.encode()):
        raise NotTheirs


def feishu_open(encrypted: str, *, key: str) -> dict[str, Any]:
    """What Feishu encrypted for us: the first block is the initial vector."""
    try:
        raw = base64.b64decode(encrypted, validate=True)
    except ValueError:
        raise NotTheirs from None
    plain = _decrypted(
        base64.b64encode(raw[AES_BLOCK:]).decode(), _feishu_key(key), iv=raw[:AES_BLOCK], block=AES_BLOCK
    )
    try:
        said = json.loads(plain)
    except ValueError:
        raise NotTheirs from None
    if not isinstance(said, dict):
        raise NotTheirs
    return said


def feishu_seal(said: dict[str, Any], *, key: str) -> str:
    """The same the other way round: what Feishu does, for tests and trials."""
    iv = secrets.token_bytes(AES_BLOCK)
    sealed = _encrypted(json.dumps(said).encode(), _feishu_key(key), iv=iv, block=AES_BLOCK)
    return base64.b64encode(iv + base64.b64decode(sealed)).decode()


def _feishu_key(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


# --- both ---------------------------------------------------------------------------------------------


def _decrypted(encrypted: str, key: bytes, *, iv: bytes, block: int) -> bytes:
    try:
        raw = base64.b64decode(encrypted, validate=True)
        opener = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        padded = opener.update(raw) + opener.finalize()
    except ValueError:
        raise NotTheirs from None
    padding = padded[-1] if padded else 0
    if not 1 <= padding <= block or padded[-padding:] != bytes([padding]) * padding or len(padded) < RANDOM:
        raise NotTheirs
    return padded[:-padding]


def _encrypted(plain: bytes, key: bytes, *, iv: bytes, block: int) -> str:
    padding = block - len(plain) % block
    sealer = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return base64.b64encode(sealer.update(plain + bytes([padding]) * padding) + sealer.finalize()).decode()


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise NotTheirs from None
