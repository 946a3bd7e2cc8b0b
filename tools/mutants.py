"""Changes the law engine in small ways, one at a time, and counts the changes that its tests notice (mutation testing).

python tools/mutants.py             severance, overtime and leave, with the money and periods beneath them
python tools/mutants.py MODULE …    only these modules, such as `overtime_pay`

It works in a copy of the engine and its tests, without Django, so that nothing of the repository is changed. Each
change runs the tests that pass through its function. Prints every change that was not noticed, and the share of those
that were, by module; ends with 1 below 90 %. Changes that nobody can notice, and why: docs/for-developers/mutants.md.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENGINE = Path("src/dengta/engines/labour_law")
MODULES = {
    name: ENGINE / folder / f"{name}.py"
    for folder, names in {
        "": ["money", "periods"],
        "china": [
            "annual_leave", "daily_wage", "hourly", "leave_pay", "maternity", "midnight", "overtime_base",
            "overtime_caps", "overtime_pay", "plan", "severance", "shifts", "sickness", "special_hours",
        ],
    }.items()
    for name in names
}  # fmt: skip
# Tests of what is not changed here, which lean on more than the copy holds.
ELSEWHERE = ("test_lint.py", "test_resemblance.py")
# What the copy needs: the engine, its tests, and the little that these lean on.
COPIED = [
    "src/dengta/__init__.py", "src/dengta/engines", "src/dengta/foundation/__init__.py",
    "src/dengta/foundation/calendar/__init__.py", "src/dengta/foundation/calendar/china.py",
    "src/dengta/foundation/calendar/data", "tests/architecture/__init__.py", "tests/architecture/source.py",
    "tests/architecture/test_catalogues.py", "tests/engines/__init__.py", "tests/engines/labour_law",
]  # fmt: skip
NEEDS_DJANGO = "tests/engines/labour_law/test_cases.py"
NOTICED = frozenset({"killed", "timeout"})
ENOUGH = 0.9
# Properties are tried with fewer examples, always the same ones, and last: a change is mostly noticed long before.
ALL_EXAMPLES, FEW_EXAMPLES = "max_examples=200", "max_examples=20"
CONFTEST = """\
from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "mutants", derandomize=True, database=None, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutants")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: hasattr(item.obj, "hypothesis"))
"""
SETTINGS = """\
[tool.pytest.ini_options]
addopts = "-p no:cacheprovider"
pythonpath = ["."]
markers = ["covers(*ids)"]

[tool.mutmut]
source_paths = ["src"]
only_mutate = {modules}
pytest_add_cli_args_test_selection = ["tests/engines/labour_law"]
use_git_change_detection = false
"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: its name as mutmut gives it (dotted module, function, number) and what became of it."""

    name: str
    status: str

    @property
    def module(self) -> str:
        return self.name.split(".")[-2]

    @property
    def noticed(self) -> bool:
        return self.status in NOTICED


# --- the copy --------------------------------------------------------------------------------------


def prepare(folder: Path, modules: Collection[str]) -> None:
    """The engine and its tests in `folder`, set so that mutmut changes these modules."""
    for place in COPIED:
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / place).is_dir():
            shutil.copytree(
                ROOT / place, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", *ELSEWHERE)
            )
        else:
            shutil.copy2(ROOT / place, target)
    (folder / NEEDS_DJANGO).unlink()
    for file in (folder / "tests").rglob("*.py"):
        file.write_text(file.read_text(encoding="utf-8").replace(ALL_EXAMPLES, FEW_EXAMPLES), encoding="utf-8")
    (folder / "tests" / "__init__.py").touch()
    (folder / "tests" / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    paths = json.dumps([str(MODULES[name]) for name in modules])
    (folder / "pyproject.toml").write_text(SETTINGS.format(modules=paths), encoding="utf-8")


def mutmut(folder: Path, *words: str, quiet: bool = True) -> str:
    """What mutmut says in the copy; a run that it breaks off ends this program with its words."""
    shell = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment = {**shell, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    output = subprocess.PIPE if quiet else None
    command = [str(Path(sys.executable).with_name("mutmut")), *words]
    done = subprocess.run(command, cwd=folder, env=environment, stdout=output, text=True, check=False)
    if done.returncode:
        sys.exit(f"mutmut {words[0]} failed:\n{done.stdout or ''}")
    return done.stdout or ""


# --- what came out ---------------------------------------------------------------------------------


def outcomes(folder: Path) -> Iterator[Mutant]:
    """Every change and what became of it."""
    for line in mutmut(folder, "results", "--all", "true").splitlines():
        name, _colon, status = line.strip().partition(": ")
        yield Mutant(name, status)


def table(mutants: Collection[Mutant]) -> Iterator[str]:
    """Per module and in all: how many changes there were, how many were noticed, and their share."""
    total, noticed = Counter(one.module for one in mutants), Counter(one.module for one in mutants if one.noticed)
    yield f"{'module':<16}{'changes':>9}{'noticed':>9}{'not':>6}{'share':>9}"
    for module in [*sorted(total), "all"]:
        of = total.total() if module == "all" else total[module]
        seen = noticed.total() if module == "all" else noticed[module]
        yield f"{module:<16}{of:>9}{seen:>9}{of - seen:>6}{seen / of:>9.1%}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", metavar="MODULE", choices=[*MODULES, []])
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dengta-mutants-") as temporary:
        folder = Path(temporary)
        prepare(folder, options.modules or MODULES)
        mutmut(folder, "run", "--max-children", "2", quiet=False)
        mutants = list(outcomes(folder))
        missed = [one for one in mutants if not one.noticed]
        print(*(mutmut(folder, "show", one.name) for one in missed), sep="\n")
    print(*table(mutants), f"{time.monotonic() - started:.0f} s", sep="\n")
    return int(len(missed) > (1 - ENOUGH) * len(mutants))


if __name__ == "__main__":
    sys.exit(main())
