"""`./dengta bench roster FILE…`: rosters for public instances, as cheap as can be found in the time.

Every cost is the checker's. Beside ours, a plain CP-SAT model may run on the same instance for the same processor time.
Best-known costs are read from a `best_known.json` beside or above the files, for the printed ratio alone: the search
never sees them.
"""

import json
import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from dengta.engines.rostering import Problem, Result, Stop, solve
from dengta.engines.rostering.anchor import plain_cp_sat
from dengta.engines.rostering.formats import Unreadable, read_file
from dengta.engines.rostering.generator import CentreSpec, generate
from dengta.engines.rostering.merging import merge_intervals
from dengta.engines.rostering.transform import replicate

HELP = "rosters of public or invented instances against the best known and a plain CP-SAT model"
BEST_KNOWN = "best_known.json"
Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One instance measured. `cost` and `cpsat_cost` as the checker counts; none: no roster was found."""

    instance: str
    cost: int | None
    hard_violations: int | None
    bound: float | None
    first_feasible_s: float | None
    cpu_s: float
    wall_s: float
    cpsat_cost: int | None
    seed: int
    best_known: int | None
    load: float


def add_arguments(parser: ArgumentParser) -> None:
    """What may be asked on the command line."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="instances in a public format")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each instance (60)")
    parser.add_argument("--workers", type=int, default=2, help="processes that search together (2)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="a list of objects on standard output instead of the table")
    parser.add_argument("--versus", choices=["cpsat"], help="a plain CP-SAT model beside, for the same processor time")
    parser.add_argument("--generate", help="an invented centre, such as agents=600,days=28,skills=8,minutes=30")
    parser.add_argument("--times", type=int, default=1, help="every instance so many times side by side")


def run(options: Mapping[str, Any], *, say: Say) -> bool:
    """Measure each instance; whether every one has a roster that breaks nothing."""
    if not 0 < options["seconds"] < float("inf") or options["workers"] < 1 or options["times"] < 1:
        message = "--seconds must be above 0, --workers and --times at least 1."
        raise CommandError(message)
    problems = list(_problems(options))
    if not problems:
        message = "Say which instances: ./dengta bench roster FILE…, or --generate agents=600,days=28"
        raise CommandError(message)
    _compile()
    rows = []
    if not options["json"]:
        say(HEADING)
    for name, problem, best_known in problems:
        row = measure(name, problem, best_known, options)
        rows.append(row)
        if not options["json"]:
            say(line(row))
    if options["json"]:
        say(json.dumps([asdict(row) for row in rows], indent=1))
    else:
        for text in summary(rows):
            say(text)
    return all(row.cost is not None and not row.hard_violations for row in rows)


def _compile() -> None:
    """Let the search be compiled before anything is measured: it is done once, and kept."""
    spec = CentreSpec.parse("agents=12,days=14,skills=3,minutes=60,hours=8-22")
    solve(merge_intervals(generate(spec, 1)), stop=Stop(work=5), workers=1)


def _problems(options: Mapping[str, Any]) -> Iterator[tuple[str, Problem, int | None]]:
    times = options["times"]
    for path in options["files"]:
        try:
            problem = read_file(path)
        except (Unreadable, OSError) as refused:
            raise CommandError(str(refused)) from refused
        known = _best_known(path)
        yield _named(path.name, times), replicate(problem, times), None if known is None else known * times
    if options["generate"]:
        try:
            problem = merge_intervals(generate(CentreSpec.parse(options["generate"]), options["seed"]))
        except ValueError as refused:
            raise CommandError(str(refused)) from refused
        yield _named(options["generate"], times), replicate(problem, times), None


def _named(name: str, times: int) -> str:
    return name if times == 1 else f"{name} × {times}"


def _best_known(path: Path) -> int | None:
    """The cost beside or above the file; ours is compared with it and never told of it."""
    for folder in path.resolve().parents[:3]:
        if (folder / BEST_KNOWN).exists():
            sets: dict[str, Any] = json.loads((folder / BEST_KNOWN).read_text(encoding="utf-8"))
            costs = [
                some[name]
                for some in sets.values()
                if isinstance(some, dict)
                for name in (path.name, path.stem)
                if name in some
            ]
            return costs[0] if costs else None
    return None


def measure(name: str, problem: Problem, best_known: int | None, options: Mapping[str, Any]) -> Row:
    """Solve one instance, and let the plain model have all the processor time that ours could have had."""
    result: Result = solve(
        problem, stop=Stop(seconds=options["seconds"]), seed=options["seed"], workers=options["workers"]
    )
    plain = None
    if options["versus"] == "cpsat":
        cpu = options["seconds"] * options["workers"]
        plain = plain_cp_sat(problem, cpu=cpu, workers=options["workers"], seed=options["seed"])
    return Row(
        instance=name,
        cost=result.cost,
        hard_violations=None if result.roster is None else len(result.breaches),
        bound=round(result.bound, 2) if result.bound > float("-inf") else None,
        first_feasible_s=None if result.first_feasible is None else round(result.first_feasible, 2),
        cpu_s=round(result.cpu, 1),
        wall_s=round(result.seconds, 1),
        cpsat_cost=None if plain is None else plain.cost,
        seed=options["seed"],
        best_known=best_known,
        load=round(os.getloadavg()[0], 1),
    )


HEADING = (
    f"{'instance':28} {'cost':>8} {'broken':>6} {'bound':>9} {'first s':>8} {'cpu s':>7} {'wall s':>7} "
    f"{'best known':>10} {'ratio':>6} {'CP-SAT':>8} {'to it':>6} {'load':>5}"
)


def line(row: Row) -> str:
    """One line of the table."""
    return (
        f"{row.instance:28} {_or_none(row.cost):>8} {_or_none(row.hard_violations):>6} {_or_none(row.bound):>9} "
        f"{_or_none(row.first_feasible_s):>8} {row.cpu_s:7.1f} {row.wall_s:7.1f} {_or_none(row.best_known):>10} "
        f"{_or_none(_ratio(row.cost, row.best_known)):>6} {_or_none(row.cpsat_cost):>8} "
        f"{_or_none(_ratio(row.cost, row.cpsat_cost)):>6} {row.load:5.1f}"
    )


def _or_none(value: float | None) -> str:
    return "–" if value is None else str(value)


def _ratio(cost: int | None, other: int | None) -> float | None:
    return round(cost / other, 3) if cost is not None and other else None


def summary(rows: Iterable[Row]) -> Iterator[str]:
    """Geometric means over the instances that have both figures."""
    for words, other in (("best known", "best_known"), ("plain CP-SAT", "cpsat_cost")):
        ratios = [ratio for row in rows if (ratio := _ratio(row.cost, getattr(row, other))) is not None]
        if ratios:
            product = 1.0
            for ratio in ratios:
                product *= ratio
            yield f"Geometric mean of cost ÷ {words} over {len(ratios)}: {product ** (1 / len(ratios)):.3f}"
