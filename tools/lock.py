"""Pins every package anew: `*.txt` from `*.in`, with hashes and without the names of registries."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]


def main(arguments: list[str]) -> int:
    """Pass `--upgrade` or `--upgrade-package NAME` on; without, pins change only as far as they must."""
    uv = Path(sys.executable).parent / "uv"
    # dev.in is held to the versions of app.txt, so that one comes first.
    for name in ("app", "dev", "node", "uv"):
        words = [
            uv,
            "pip",
            "compile",
            *OPTIONS,
            *arguments,
            f"requirements/{name}.in",
            "-o",
            f"requirements/{name}.txt",
        ]
        subprocess.run(words, cwd=ROOT, check=True, env={**os.environ, "VIRTUAL_ENV": sys.prefix})
    subprocess.run(["npm", "install", "--package-lock-only"], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
