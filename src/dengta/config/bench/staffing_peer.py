"""The same sizes by pyworkforce, in an environment of its own: it asks for a newer Python than we do."""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "pyworkforce==0.5.4"
NEEDS = (3, 12)
NAMES = ("python3.14", "python3.13", "python3.12", "python3")
INSTALL_SECONDS = 300
SIZE_SECONDS = 600

# Reads bands of loads, prints for each the agents and the seconds of CPU, and one service level of Erlang A.
SCRIPT = """
import json, sys, time
from pyworkforce.queuing import ErlangA, ErlangC
asked = json.load(sys.stdin)
bands = {}
for name, loads in asked["bands"].items():
    begun = time.process_time()
    agents = [
        ErlangC(transactions=load * asked["interval"] / asked["aht"], aht=asked["aht"], asa=asked["within"],
                interval=asked["interval"]).required_positions(service_level=asked["level"])["raw_positions"]
        for load in loads
    ]
    bands[name] = [time.process_time() - begun, agents]
level = ErlangA(transactions=200, aht=0.5, asa=4, interval=1, patience=1).service_level(100)
print(json.dumps({"bands": bands, "level": level}))
"""


class NotCompared(Exception):
    """Why there is nothing to compare with, in a sentence."""


@dataclass(frozen=True, slots=True)
class Peer:
    """By band: seconds of CPU, and the agents for each load. `level`: the service level of the case that the package
    reckons wrong."""

    seconds: Mapping[str, float]
    agents: Mapping[str, Sequence[int]]
    level: float


def measure(
    bands: Mapping[str, Sequence[float]],
    *,
    handle_seconds: float,
    interval_seconds: float,
    within_seconds: float,
    level: float,
) -> Peer:
    """Size these loads, band by band. Raises NotCompared where the package cannot be had."""
    asked = {
        "bands": bands, "aht": handle_seconds, "interval": interval_seconds, "within": within_seconds, "level": level,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        python = _installed(Path(folder))
        answer = json.loads(_run([str(python), "-c", SCRIPT], seconds=SIZE_SECONDS, told=json.dumps(asked)))
    return Peer(
        {name: seconds for name, (seconds, _agents) in answer["bands"].items()},
        {name: agents for name, (_seconds, agents) in answer["bands"].items()},
        answer["level"],
    )


def newer_python() -> str | None:
    """A Python that is new enough and really starts (those of a version manager often do not)."""
    for candidate in _candidates():
        words = [candidate, "-c", f"import sys, venv; sys.exit(sys.version_info < {NEEDS})"]
        with contextlib.suppress(OSError):
            if subprocess.run(words, capture_output=True, check=False).returncode == 0:  # noqa: S603 - an interpreter
                return candidate
    return None


def _candidates() -> Iterator[str]:
    yield from (path for name in NAMES if (path := shutil.which(name)))
    homes = [Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"]
    homes.append(Path(os.environ.get("UV_PYTHON_INSTALL_DIR", Path.home() / ".local/share/uv/python")))
    for home in homes:
        yield from (str(path) for path in sorted(home.glob("*/bin/python3"), reverse=True))


def _installed(folder: Path) -> Path:
    found = newer_python()
    if found is None:
        raise NotCompared(f"no Python {NEEDS[0]}.{NEEDS[1]} or newer is here")
    python = folder / "bin" / "python"
    try:
        _run([found, "-m", "venv", str(folder)], seconds=INSTALL_SECONDS)
        _run([str(python), "-m", "pip", "install", "--quiet", PACKAGE], seconds=INSTALL_SECONDS)
    except NotCompared as failed:
        raise NotCompared(f"{PACKAGE} could not be installed") from failed
    return python


def _run(words: list[str], *, seconds: float, told: str = "") -> str:
    # Our own path must not reach the other Python.
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    try:
        done = subprocess.run(  # noqa: S603 - an interpreter that was found here
            words, input=told, env=env, capture_output=True, text=True, check=True, timeout=seconds
        )
    except (OSError, subprocess.SubprocessError) as failed:
        raise NotCompared(f"{PACKAGE} did not answer") from failed
    return done.stdout
