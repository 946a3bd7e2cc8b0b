"""Uploaded pictures, drawn anew from their pixels: no place, no device, no comment and no thumbnail comes along.

Decoders are the oldest way into a server, so a picture is never decoded in here: a child process does it, with little
memory and time, and is killed where that does not suffice.
"""

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path, PurePath
from typing import IO, Any

from django.core.files.base import ContentFile, File

from dengta.foundation.errors import RuleViolation
from dengta.foundation.files import drawing

PROGRAM = Path(drawing.__file__)
COMMAND = (sys.executable, "-I", str(PROGRAM))
# By the clock, where the machine is so busy that the child gets little of its CPU time.
SECONDS = 20.0
# How long an upload waits for the one before it.
PATIENCE = 10.0
# Segments of a JPEG that say something beside the pixels; the first of them may hold a thumbnail, and is longer then.
PLAIN_HEAD, PLAIN_HEAD_BYTES = 0xE0, 16
TELLING = {*range(0xE1, 0xF0), 0xFE}
# One picture at a time: many at once would take the memory that one may not.
one_at_a_time = threading.Lock()


def redrawn(source: IO[bytes] | File[Any], *, name: str, most_bytes: int) -> ContentFile[bytes]:
    """The picture as a JPEG of its pixels, upright and no larger than a screen, under a fitting name.

    Raises RuleViolation where it has too many bytes, pixels or passes, takes too long, or cannot be read.
    """
    source.seek(0)
    raw = source.read(most_bytes + 1)
    if len(raw) > most_bytes:
        raise RuleViolation("files.too_large", most=most_bytes // (1024 * 1024))
    if not one_at_a_time.acquire(timeout=PATIENCE):
        raise RuleViolation("files.pictures_busy")
    try:
        drawn = _drawn_outside(raw, name=name)
    finally:
        one_at_a_time.release()
    return ContentFile(drawn, name=str(PurePath(name).with_suffix(".jpg")))


def _drawn_outside(raw: bytes, *, name: str) -> bytes:
    """What the child draws. It gets nothing of our surroundings, where keys could stand."""
    try:
        done = subprocess.run(COMMAND, input=raw, capture_output=True, timeout=SECONDS, check=False, env={})  # noqa: S603 - our own program
    except subprocess.TimeoutExpired as late:
        raise RuleViolation("files.picture_too_slow", name=name) from late
    if done.returncode == drawing.REFUSED:
        facts = json.loads(done.stdout)
        raise RuleViolation(facts.pop("code"), **facts)
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise RuleViolation("files.picture_too_slow", name=name)
    if done.returncode != 0:
        raise RuleViolation("files.picture_unreadable", name=name)
    return done.stdout


def is_drawn(raw: bytes) -> bool:
    """Whether these bytes are a JPEG as we draw it: nothing in it, and nothing behind it, but what it shows."""
    if not raw.startswith(b"\xff\xd8\xff"):
        return False
    kind = at = 0
    for kind, at in drawing.segments(raw):
        has_more = kind in TELLING or (kind == PLAIN_HEAD and drawing.length_at(raw, at) > PLAIN_HEAD_BYTES)
        if has_more:
            return False
    return kind == drawing.END_OF_IMAGE and at == len(raw)
