"""The archive: a tar file with the database, the media, and a signed manifest of what belongs into it."""

import hashlib
import hmac
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from dengta.foundation.errors import RuleViolation

FORMAT = 1
MANIFEST = "manifest.json"
MEDIA = "media"
ANCHOR = "audit-seals.log"


def write(target: Path, *, manifest: Mapping[str, Any], members: Mapping[str, Path]) -> None:
    """Write the archive; only the owner may read it, and it appears under its name when it is complete."""
    partial = target.with_name(f".{target.name}.partial")
    described = {name: {"bytes": path.stat().st_size, "sha256": _digest(path)} for name, path in members.items()}
    body = json.dumps({"format": FORMAT, **manifest, "members": described}, ensure_ascii=False, indent=1).encode()
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as tar:
        _add(tar, MANIFEST, body)
        _add(tar, f"{MANIFEST}.signature", _signature(body).encode())
        for name, path in members.items():
            tar.add(path, arcname=name, recursive=False)
    partial.replace(target)


@contextmanager
def opened(path: Path, into: Path) -> Iterator[dict[str, Any]]:
    """Unpack an archive into a folder of its own, and answer its manifest once everything in it is proven intact."""
    try:
        with tarfile.open(path, mode="r:gz") as tar:
            for entry in tar:
                _unpack(tar, entry, into)
    except (tarfile.TarError, EOFError, OSError) as damage:
        raise RuleViolation("backup_unreadable", file=path.name, said=str(damage)) from damage
    manifest = _proven_manifest(path, into)
    for name, described in manifest["members"].items():
        if not (into / name).is_file() or _digest(into / name) != described["sha256"]:
            raise RuleViolation("backup_member_differs", member=name)
    yield manifest


def key_marks() -> list[str]:
    """Marks by which keys are recognised without telling them: an archive is of no use without its keys."""
    keys = [settings.AUDIT_KEY, *settings.KEY_RING]
    return [hashlib.sha256(b"dengta key mark" + key.encode()).hexdigest()[:16] for key in keys]


def _proven_manifest(path: Path, folder: Path) -> dict[str, Any]:
    try:
        body = (folder / MANIFEST).read_bytes()
        signature = (folder / f"{MANIFEST}.signature").read_text()
        manifest: dict[str, Any] = json.loads(body)
    except (OSError, ValueError) as damage:
        raise RuleViolation("backup_unreadable", file=path.name, said=str(damage)) from damage
    if not set(manifest.get("keys", [])) <= set(key_marks()):
        raise RuleViolation("backup_keys_missing")
    if not hmac.compare_digest(signature, _signature(body)):
        raise RuleViolation("backup_member_differs", member=MANIFEST)
    if manifest["format"] > FORMAT:
        raise RuleViolation("backup_from_newer_version", version=manifest["version"])
    return manifest


def _unpack(tar: tarfile.TarFile, entry: tarfile.TarInfo, into: Path) -> None:
    """Plain files inside the folder; links, devices and paths that lead out of it are damage."""
    target = (into / entry.name).resolve()
    content = tar.extractfile(entry) if entry.isreg() and target.is_relative_to(into.resolve()) else None
    if content is None:
        message = f"{entry.name} is no file of a backup"
        raise tarfile.ReadError(message)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        shutil.copyfileobj(content, file)


def _add(tar: tarfile.TarFile, name: str, body: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(body), 0o600
    tar.addfile(entry, io.BytesIO(body))


def _signature(body: bytes) -> str:
    return hmac.new(settings.AUDIT_KEY.encode(), b"dengta backup" + body, hashlib.sha256).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
