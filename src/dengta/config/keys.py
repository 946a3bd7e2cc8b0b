"""Keys of this installation, made at first start and kept readable by the owner only."""

import os
import secrets
from pathlib import Path


def installation_key(path: Path) -> str:
    """The key in `path`; a new random one is written there when the file does not exist."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    key = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key
