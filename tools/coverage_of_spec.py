"""What of the specification is proven: per area, the ids that a passing test covers, and those still missing.

python tools/coverage_of_spec.py [pytest arguments]    run the suite, then print the table and what is missing
python tools/coverage_of_spec.py --prove               switch each registered rule off in turn: its tests must notice
"""

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SPECIFICATION = ROOT / "docs" / "specification"
ROW = re.compile(r"\| ([A-N]\d+|[RL]-\d+) \|")
AREA = re.compile(r"## (.+)")
NOTICED = 1  # pytest's exit code for "tests failed"


def catalogue() -> dict[str, list[str]]:
    """The ids of the specification by area, in the order of the documents."""
    areas: dict[str, list[str]] = defaultdict(list)
    for name in ("features", "rules", "law"):
        area = ""
        for line in (SPECIFICATION / f"{name}.md").read_text(encoding="utf-8").splitlines():
            if heading := AREA.match(line):
                area = heading[1] if name == "features" else f"{name}: {heading[1].lower()}"
            elif row := ROW.match(line):
                areas[area].append(row[1])
    return areas


class Recorder:
    """A pytest plugin that remembers which ids were covered by which tests, and how those ended."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = defaultdict(list)
        self.passed: set[str] = set()
        self.failed: set[str] = set()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Who covers what; with several processes only each of them knows, and the reports tell."""
        for item in session.items:
            for spec_id in dict(item.user_properties).get("covers", ()):
                self.tests[spec_id].append(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails in set-up or tear-down has failed, too."""
        ids = dict(report.user_properties).get("covers", ())
        if report.failed:
            self.failed.update(ids)
        elif report.when == "call" and report.passed:
            self.passed.update(ids)


def table(proven: set[str], areas: dict[str, list[str]]) -> str:
    """One line per area, then the ids without a passing test."""
    lines = []
    for area, ids in areas.items():
        missing = [spec_id for spec_id in ids if spec_id not in proven]
        lines.append(f"{len(ids) - len(missing):4} / {len(ids):3}  {area}")
        if missing:
            lines.append(f"{'':12}missing: {' '.join(missing)}")
    total = sum(map(len, areas.values()))
    lines.append(f"{len(proven & set().union(*areas.values())):4} / {total:3}  in all")
    return "\n".join(lines)


def measure(arguments: list[str]) -> int:
    """Run the suite and print the table."""
    seen = Recorder()
    code = pytest.main(["-n", "2", "-m", "not sweep", *arguments], plugins=[seen])
    print(f"\nproven by a passing test / in the specification\n{table(seen.passed - seen.failed, catalogue())}")
    return int(code)


def prove() -> int:
    """Without its rule, at least one of the tests that cover it must fail."""
    seen = Recorder()
    with redirect_stdout(StringIO()):
        pytest.main(["--collect-only", "-m", "not sweep"], plugins=[seen])
    rules = registered()
    covering = {test for rule in rules for test in seen.tests[rule]}
    if not covering or _pytest(covering) != 0:
        sys.exit("The tests that cover rules must exist and pass before this can prove anything.")
    unnoticed = []
    for rule in rules:
        noticed = bool(seen.tests[rule]) and _pytest(seen.tests[rule], "--switch-off", rule) == NOTICED
        print(f"{'ok  ' if noticed else 'FAIL'} {rule}: {len(seen.tests[rule])} covering tests", flush=True)
        unnoticed += [] if noticed else [rule]
    print(f"{len(rules) - len(unnoticed)} rules proven, {len(unnoticed)} not: {' '.join(unnoticed) or '-'}")
    return 1 if unnoticed else 0


def registered() -> list[str]:
    """The rules that the rooms enforce. Imported late: collecting the tests has set Django up by then."""
    from django.utils.module_loading import import_module  # noqa: PLC0415

    from dengta.foundation.rules import registered_rules  # noqa: PLC0415

    domains = ROOT / "src" / "dengta" / "domains"
    for file in sorted([*domains.glob("*/services/**/*.py"), *domains.glob("*/selectors/**/*.py")]):
        import_module(".".join(file.relative_to(ROOT / "src").with_suffix("").parts))
    return sorted(registered_rules())


def _pytest(tests: Iterable[str], *options: str) -> int:
    words = [sys.executable, "-m", "pytest", "-x", *options, *sorted(tests)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, check=False).returncode


if __name__ == "__main__":
    sys.exit(prove() if "--prove" in sys.argv[1:] else measure(sys.argv[1:]))
