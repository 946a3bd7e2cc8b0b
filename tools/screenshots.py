"""Write a picture of every page in the four variants (all eight with --all) into a folder, for people to look at.

tools/screenshots.py FOLDER [--all] [-k PAGE]
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="all eight variants")
    parser.add_argument("-k", default="", help="only pages whose name fits, as in pytest")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    wanted = ["-m", "gate or sweep"] if options.all else ["-m", "gate"]
    names = ["-k", options.k] if options.k else []
    environment = {**os.environ, "DENGTA_SCREENSHOTS": str(options.folder.resolve()), "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "pytest", "tests/e2e/test_gate.py", *wanted, *names]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
