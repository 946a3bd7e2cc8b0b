"""Everything CI checks besides the tests: one line per step with its seconds, then what failed.

python tools/check.py            all steps, two at a time
python tools/check.py types …    only these
"""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PYTHON = sys.executable
AUDIT_SECONDS = 90
# What pip-audit says when its feed cannot be reached; being offline is no fault of the code.
OFFLINE = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "Max retries exceeded", "ServiceError", "HTTPError")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step ended: `note` stands on its line, `details` below when it failed."""

    passed: bool
    note: str = ""
    details: str = ""


def command(*words: str) -> Callable[[], Outcome]:
    """A step that passes when the command does."""

    def step() -> Outcome:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        return Outcome(done.returncode == 0, details=done.stdout + done.stderr)

    return step


def known_vulnerabilities() -> Outcome:
    """Known vulnerabilities of the locked packages, where the feed can be reached."""
    words = [str(BIN / "pip-audit"), "--progress-spinner=off", "--disable-pip", "--require-hashes"]
    words += ["--requirement=requirements/app.txt", "--timeout=10"]
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=AUDIT_SECONDS)
    except subprocess.TimeoutExpired:
        return Outcome(passed=True, note="not checked: the feed does not answer")
    if done.returncode and any(sign in done.stderr for sign in OFFLINE):
        return Outcome(passed=True, note="not checked: the feed cannot be reached from here")
    return Outcome(done.returncode == 0, note=done.stderr.strip().splitlines()[-1], details=done.stdout)


MIGRATIONS = (PYTHON, "-m", "dengta", "makemigrations", "--check", "--dry-run")
STEPS: dict[str, Callable[[], Outcome]] = {
    "types": command(str(BIN / "mypy"), "src/dengta"),
    "lint": command(str(BIN / "ruff"), "check", ".", "dengta"),
    "format": command(str(BIN / "ruff"), "format", "--check", ".", "dengta"),
    "imports": command(str(BIN / "lint-imports")),
    "templates": command(str(BIN / "djlint"), "src/dengta", "--lint", "--quiet"),
    "messages": command(PYTHON, "tools/messages.py", "--check"),
    "migrations": command(*MIGRATIONS),
    "deployment": command(PYTHON, "tools/deployment.py"),
    "architecture": command(PYTHON, "-m", "pytest", "tests/architecture"),
    "vulnerabilities": known_vulnerabilities,
}


def timed(name: str) -> tuple[str, Outcome]:
    """Do one step and print its line."""
    started = time.monotonic()
    outcome = STEPS[name]()
    verdict = "ok  " if outcome.passed else "FAIL"
    print(f"{verdict} {name:16} {time.monotonic() - started:6.1f} s  {outcome.note}", flush=True)
    return name, outcome


def main(names: Sequence[str]) -> int:
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        sys.exit(f"unknown step {unknown[0]!r}; there are: {', '.join(STEPS)}")
    started = time.monotonic()
    with ThreadPoolExecutor(max_workers=2) as two_cores:
        outcomes = dict(two_cores.map(timed, names or STEPS))
    failed = {name: outcome for name, outcome in outcomes.items() if not outcome.passed}
    for name, outcome in failed.items():
        print(f"\n--- {name}\n{outcome.details.strip()}")
    print(f"\n{len(outcomes) - len(failed)} passed, {len(failed)} failed in {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
