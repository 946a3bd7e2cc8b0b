"""`./dengta oracle law|goals|lint FILE`: worked cases and clauses of others against the engines."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.utils import timezone

from dengta.domains.people.selectors.labour_law import shipped_calendar
from dengta.engines.cases import Outcome
from dengta.engines.goals import oracle as goals
from dengta.engines.labour_law import china, european_union, oracle
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.lint import measure
from dengta.engines.labour_law.pack import RulePack
from dengta.engines.labour_law.rules import Rule

Run = Callable[[Mapping[str, Any]], Iterable[Outcome]]
PACKS: tuple[RulePack, ...] = (china.PACK, european_union.PACK)
# What the linter must reach: of what it names, and of what it should name.
ENOUGH = 0.9
SHAPE = 'expected {"cases": [{"id": …, "rule": …, "inputs": {…}, "expected": {…}}, …]}'
LINES = 'expected a line {"text": …, "language": "zh" or "en", "unlawful": true or false, "article": …} for each clause'


class Command(BaseCommand):
    """Run a file of cases through an engine."""

    help = "Checks an engine against a file: cases (law, goals) or clauses (lint). Exit 1 where it disagrees."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("what", choices=["law", "goals", "lint"])
        parser.add_argument("file", type=Path)

    def handle(self, **options: Any) -> None:
        """Print a line for each disagreement and close with the count."""
        path = options["file"]
        text = _read(path)
        agreed = self._lint(path, text) if options["what"] == "lint" else self._cases(path, text, RUNS[options["what"]])
        if not agreed:
            sys.exit(1)

    def _cases(self, path: Path, text: str, run: Run) -> bool:
        try:
            outcomes = list(run(json.loads(text)))
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError) as problem:
            raise CommandError(f"{path}: {type(problem).__name__}: {problem}; {SHAPE}") from problem
        wrong = [one for one in outcomes if one.differs]
        for one in wrong:
            self.stdout.write(f"{one.id} {one.rule}: {one.differs}")
        self.stdout.write(f"{len(outcomes) - len(wrong)} passed, {len(wrong)} failed")
        return not wrong

    def _lint(self, path: Path, text: str) -> bool:
        try:
            lines = [json.loads(line) for line in text.splitlines() if line.strip()]
            result = measure(lines)
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise CommandError(f"{path}: {type(problem).__name__}: {problem}; {LINES}") from problem
        for clause in result.wrong:
            self.stdout.write(clause)
        self.stdout.write(f"precision {result.precision:.3f}, recall {result.recall:.3f}, {len(lines)} clauses")
        return min(result.precision, result.recall) >= ENOUGH


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"{path}: {problem}") from problem


def _rules(region: str) -> Mapping[str, Rule[Any, Any]]:
    """The rules of the jurisdiction that a region belongs to ("CN-BJ": China)."""
    known = {pack.code: pack.rules for pack in PACKS}
    return known.get(region.partition("-")[0], {})


def _law(region: str) -> Law:
    return Law(region=region, calendar=shipped_calendar(), values=china.VALUES)


def _of_law(file: Mapping[str, Any]) -> Iterable[Outcome]:
    return oracle.run(file, rules=_rules, law=_law, today=timezone.localdate())


RUNS: Mapping[str, Run] = {"law": _of_law, "goals": goals.run}
