"""Problems drawn at random over every kind of rule, hard and priced; the same seed draws the same problem."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from dengta.engines.rostering.checker import check
from dengta.engines.rostering.problem import (
    OFF,
    WEEK,
    Agent,
    Contract,
    Cover,
    History,
    Limit,
    Pairing,
    Presence,
    Problem,
    Roster,
    Share,
    Shift,
    ShiftLimit,
    Wish,
)
from tests.engines.rostering.rosters import EARLY, LATE, NIGHT

SPLIT = Shift("S", 420, 480, 1200, parts=((480, 720), (960, 1140)))
KINDS = (EARLY, LATE, NIGHT, SPLIT)
SLOTS = ((0, 60), (360, 390), (600, 660), (700, 720), (810, 870), (1000, 1030), (1350, 1410))
SKILLS = ("gold", "mail")


class Draw:
    """One problem. `hard`: how often a limit has no price."""

    def __init__(self, seed: int, *, agents: int, days: int, shifts: int, hard: float = 0.3) -> None:
        self.rng = random.Random(seed)
        self.hard, self.days = hard, days
        kinds = self.rng.sample(KINDS, shifts)
        self.codes = [shift.code for shift in kinds]
        self.shifts = tuple(
            replace(shift, not_before=shift.not_before & set(self.codes) if self.maybe(0.5) else frozenset())
            for shift in sorted(kinds, key=lambda shift: shift.start)
        )
        self.keys = [f"A{number}" for number in range(agents)]

    def maybe(self, share: float) -> bool:
        return self.rng.random() < share

    def price(self) -> int | None:
        return None if self.maybe(self.hard) else self.rng.randint(0, 9)

    def some_codes(self) -> frozenset[str]:
        return frozenset(self.rng.sample(self.codes, self.rng.randint(1, len(self.codes))))

    def limit(self, high: int, *, often: float = 0.5, step: int = 1) -> Limit:
        if not self.maybe(often):
            return Limit()
        least = self.rng.randint(0, high // 2) if self.maybe(0.6) else 0
        most = self.rng.randint(max(least, high // 2), high) if self.maybe(0.7) else None
        scale = 0 if most is None else most * step
        return Limit(least * step, None if most is None else scale, self.price(), self.price())

    def shift_limits(self, high: int) -> tuple[ShiftLimit, ...]:
        return tuple(ShiftLimit(self.some_codes(), self.limit(high, often=1)) for _ in range(self.rng.randint(0, 2)))

    def contract(self) -> Contract:
        weeks = -(-self.days // WEEK)
        return Contract(
            minutes=self.limit(self.days, step=240),
            days=self.limit(self.days),
            weekends=self.limit(weeks),
            week_minutes=self.limit(min(self.days, WEEK), step=240),
            week_days=self.limit(min(self.days, WEEK)),
            work_run=self.limit(5),
            rest_run=self.limit(4),
            counts=self.shift_limits(4),
            runs=self.shift_limits(3),
            half_weekend=self.rng.randint(0, 9) if self.maybe(0.5) else 0,
            rest_after=self.shift_limits(3),
        )

    def history(self) -> History | None:
        if self.maybe(0.4):
            return None
        run, code = self.rng.randint(1, 4), self.rng.choice([OFF, *self.codes])
        numbers = [self.rng.randint(0, 3) for _ in range(5)]
        return History(
            code, run, self.rng.randint(1, run) if code else 0, numbers[0] * 240, numbers[1], numbers[2],
            numbers[3] * 240, numbers[4], {one: self.rng.randint(0, 2) for one in self.codes},
        )  # fmt: skip

    def agent(self, key: str) -> Agent:
        rng, days, free = self.rng, self.days, 0.5 * self.hard / self.days
        return Agent(
            key,
            self.contract(),
            skills=frozenset(skill for skill in SKILLS if self.maybe(0.5)),
            days_off=frozenset(day for day in range(days + 1) if self.maybe(free)),
            barred=frozenset(day for day in product(range(days + 1), self.codes) if self.maybe(free)),
            fixed={day: rng.choice([OFF, *self.codes]) for day in range(days) if self.maybe(free)},
            wishes=tuple(
                Wish(rng.randint(-1, days), rng.choice([OFF, *self.codes]), rng.randint(1, 9), self.maybe(0.5))
                for _ in range(rng.randint(0, 3))
            ),
            history=self.history(),
            busy=frozenset((rng.randrange(days), *span) for span in ((590, 640), (1380, 1500)) if self.maybe(0.3)),
        )

    def time(self) -> dict[str, object]:
        skill = self.rng.choice(["", *SKILLS])
        if self.maybe(0.5):
            return {"code": self.rng.choice(self.codes), "skill": skill}
        start, end = self.rng.choice(SLOTS)
        return {"start": start, "end": end, "skill": skill}

    def covers(self, day: int) -> list[Cover]:
        found = []
        for _ in range(self.rng.randint(1, 3)):
            time = self.time()
            for _skill in range(self.rng.randint(1, 3)):
                time["skill"] = self.rng.choice(["", *SKILLS])
                least = int(self.maybe(0.2 * self.hard))
                worse = tuple((at, self.rng.randint(1, 5)) for at in (1, 2) if self.maybe(0.3))
                needed, (under, over) = self.rng.randint(0, 3), (self.rng.randint(0, 9) for _ in range(2))
                found.append(Cover(day, needed, under, over, least=least, worse=worse, **time))  # type: ignore[arg-type]
        return found

    def presence(self) -> Presence:
        return Presence(self.rng.randrange(self.days), self.limit(3, often=1), **self.time())  # type: ignore[arg-type]

    def pairing(self) -> Pairing:
        trainee, *others = self.rng.sample(self.keys, len(self.keys))
        return Pairing(trainee, frozenset(others[: self.rng.randint(1, len(others))]), self.price())

    def share(self) -> Share:
        due = {key: self.rng.randint(-1, 4) for key in self.keys if self.maybe(0.8)}
        days = frozenset(day for day in range(self.days) if self.maybe(0.4))
        return Share("burden", self.some_codes(), due, self.rng.randint(0, 4), days)

    def problem(self) -> Problem:
        return Problem(
            self.days,
            self.shifts,
            tuple(self.agent(key) for key in self.keys),
            tuple(cover for day in range(self.days) for cover in self.covers(day)),
            first_weekday=self.rng.randrange(WEEK),
            presences=tuple(self.presence() for _ in range(self.rng.randint(0, 2))),
            pairings=tuple(self.pairing() for _ in range(self.rng.randint(0, 1))),
            shares=tuple(self.share() for _ in range(self.rng.randint(0, 2))),
        )


def lowest_cost(problem: Problem) -> int | None:
    """What the cheapest of all rosters costs, as the checker counts it; None where every one breaks something.

    Rosters whose people alone already cost as much as the best so far are passed over.
    """
    best: int | None = None
    for alone, roster in sorted((sum(costs), rows) for costs, rows in _clean_rows(problem)):
        if best is not None and alone >= best:
            break
        verdict = check(problem, roster)
        if not verdict.breaches:
            best = verdict.cost if best is None else min(best, verdict.cost)
    return best


def _clean_rows(problem: Problem) -> Iterator[tuple[tuple[int, ...], Roster]]:
    """Every roster in which nobody breaks a rule of their own, with what each costs alone."""
    codes = [OFF, *(shift.code for shift in problem.shifts)]
    clean: list[list[tuple[int, tuple[str, ...]]]] = []
    for agent in problem.agents:
        alone = replace(problem, agents=(agent,), covers=(), presences=(), pairings=(), shares=())
        verdicts = ((check(alone, (row,)), row) for row in product(codes, repeat=problem.days))
        clean.append([(verdict.cost, row) for verdict, row in verdicts if not verdict.breaches])
    for rows in product(*clean):
        yield tuple(cost for cost, _row in rows), tuple(row for _cost, row in rows)
