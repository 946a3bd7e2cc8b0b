"""The arithmetic of the chain: canonical facts and keyed hashes.

The key lies outside the database, so somebody who can write tables cannot forge entries.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

GENESIS = "0" * 64


def canonical(facts: Mapping[str, Any]) -> str:
    """Facts as JSON with sorted keys: equal facts give equal text."""
    return json.dumps(facts, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def keyed_hash(parts: Iterable[object]) -> str:
    """HMAC-SHA256 over the parts; lengths are written too, so that no two lists of parts read the same."""
    digest = hmac.new(settings.AUDIT_KEY.encode(), digestmod=hashlib.sha256)
    for part in parts:
        text = str(part).encode()
        digest.update(len(text).to_bytes(8, "big"))
        digest.update(text)
    return digest.hexdigest()


def moment(at: datetime) -> str:
    """A point in time as it is hashed: UTC, microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
