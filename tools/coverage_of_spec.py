"""What of the specification is proven: per area, the ids that a passing test covers, and those still missing.

python tools/coverage_of_spec.py [pytest arguments]    run the suite, then print the table and what is missing
python tools/coverage_of_spec.py --prove               switch each registered rule off in turn: its tests must notice
"""

import re
import sys
from collections import Counter, defaultdict
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SPECIFICATION = ROOT / "docs" / "specification"
ROW = re.compile(r"\| ([A-N]\d+|[RL]-\d+) \|")
AREA = re.compile(r"## (.+)")
# What ./dengta test runs when nobody asks for more.
EVERYDAY = "not sweep and not gate"


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
    code = pytest.main(["-n", "2", "-m", EVERYDAY, *arguments], plugins=[seen])
    print(f"\nproven by a passing test / in the specification\n{table(seen.passed - seen.failed, catalogue())}")
    return int(code)


class Witness:
    """A pytest plugin that counts, for each rule switched off, the tests that ran without it and those that noticed."""

    def __init__(self) -> None:
        self.ran: Counter[str] = Counter()
        self.noticed: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test notices when it fails; how it is set up and cleared away does not count."""
        rule_id = dict(report.user_properties).get("switched_off")
        if rule_id and report.when == "call":
            self.ran[str(rule_id)] += 1
            self.noticed[str(rule_id)] += report.failed


def prove() -> int:
    """Without its rule, at least one of the tests that cover it must fail."""
    seen, witness = Recorder(), Witness()
    with redirect_stdout(StringIO()):
        pytest.main(["--collect-only", "-m", EVERYDAY], plugins=[seen])
    rules = registered()
    covering = sorted({test for rule in rules for test in seen.tests[rule]})
    if not covering or _quietly(covering) != 0:
        sys.exit("The tests that cover rules must exist and pass before this can prove anything.")
    _quietly([*sorted({test.split("[")[0] for test in covering}), "--switch-off-each"], witness)
    unnoticed = [rule for rule in rules if not witness.noticed[rule]]
    for rule in rules:
        verdict = "FAIL" if rule in unnoticed else "ok  "
        print(f"{verdict} {rule}: {witness.noticed[rule]} of {witness.ran[rule]} covering tests notice")
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


def _quietly(arguments: list[str], *plugins: object) -> int:
    with redirect_stdout(StringIO()):
        return int(pytest.main(["-n", "2", "-m", EVERYDAY, "--tb=no", *arguments], plugins=list(plugins)))


if __name__ == "__main__":
    if {"-h", "--help"} & set(sys.argv[1:]):
        sys.exit(__doc__)
    sys.exit(prove() if "--prove" in sys.argv[1:] else measure(sys.argv[1:]))
