"""The command that changes the law engine and counts what its tests notice."""

import subprocess
import sys

import pytest
from tools import mutants

from tests.architecture.source import ROOT


def test_every_module_it_changes_is_there() -> None:
    assert [name for name, path in mutants.MODULES.items() if not (ROOT / path).is_file()] == []


def test_what_no_test_reached_or_nobody_noticed_counts_against_the_share() -> None:
    named = "dengta.engines.labour_law.china"
    found = [
        mutants.Mutant(f"{named}.plan.x_plan__mutmut_1", "killed"),
        mutants.Mutant(f"{named}.plan.x_plan__mutmut_2", "timeout"),
        mutants.Mutant(f"{named}.plan.x_plan__mutmut_3", "survived"),
        mutants.Mutant(f"{named}.hourly.xǁPremiumsǁof__mutmut_1", "no tests"),
    ]

    assert [line.split() for line in mutants.table(found)] == [
        ["module", "changes", "noticed", "not", "share"],
        ["hourly", "1", "0", "1", "0.0%"],
        ["plan", "3", "2", "1", "66.7%"],
        ["all", "4", "2", "2", "50.0%"],
    ]


@pytest.mark.sweep
def test_a_small_module_from_end_to_end() -> None:
    done = subprocess.run(
        [sys.executable, "tools/mutants.py", "daily_wage"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "100.0%" in done.stdout.splitlines()[-2]
