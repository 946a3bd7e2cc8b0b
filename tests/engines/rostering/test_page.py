"""The page for developers shows what runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT

PAGE = ROOT / "docs/for-developers/rostering.md"


def test_the_example_of_the_page_runs_as_a_script(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    script = tmp_path / "example.py"
    script.write_text(example, encoding="utf-8")

    # A process of its own: the lanes load the script again, and it loads OR-Tools.
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert len(re.findall(r"^\w+ +[EL.]( [EL.]){13}$", done.stdout, flags=re.MULTILINE)) == 8


def test_the_page_names_only_modules_that_are_there() -> None:
    words = re.findall(r"`((?:cpsat/|kernels/)?[a-z_]+\.py)`", PAGE.read_text(encoding="utf-8"))
    engine, tests = ROOT / "src/dengta/engines/rostering", ROOT / "tests/engines/rostering"

    assert len(words) > 10
    assert [word for word in words if not (engine / word).exists() and not (tests / word).exists()] == []
