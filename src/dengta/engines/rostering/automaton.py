"""The rules about runs of days, as an automaton: which day may follow which, and what it costs.

A contract's rules on runs look only at the last days. So they are compiled once into states and steps, by asking for
every state that can be reached what each kind of day leads to. The search of one agent's roster then walks a table.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.problem import OFF, Contract, History, Limit, Shift

NEVER = -1
"""No step: the day may not follow."""
REST = -1
"""The class of a day off."""
BORDER = -2
"""The class of the day before the first, where nothing is known of it."""

Run = tuple[int, bool]
"""Days in a row, and whether they may have begun before a border behind which nothing is known."""


@dataclass(frozen=True, slots=True)
class ShiftClass:
    """Shifts alike to all rules on runs. `member`: in the i-th limited run; `rest`: in the i-th that needs rest."""

    not_before: frozenset[str]
    member: tuple[bool, ...]
    rest: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class State:
    """What the rules remember: yesterday's class, the run it ends, the limited runs of shifts, and days off owed."""

    cls: int
    run: Run
    runs: tuple[Run, ...]
    owed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Automaton:
    """Tables by state s. `off[s]`: the state after a day off; `work[s, c]`: after a shift of class c; NEVER: barred.

    `off_price[s]`, `work_price[s, c]`: what that step costs. `cls[s]`: the last shift's class, REST after a day off.
    `start[h]`: where the h-th history begins. `of_shift[k]`: the class of shift k.
    """

    off: NDArray[np.int32]
    off_price: NDArray[np.int32]
    work: NDArray[np.int32]
    work_price: NDArray[np.int32]
    cls: NDArray[np.int32]
    start: tuple[int, ...]
    classes: tuple[ShiftClass, ...]
    of_shift: tuple[int, ...]


def build(contract: Contract, shifts: Sequence[Shift], histories: Iterable[History | None]) -> Automaton:
    """The automaton of a contract, with one starting state for each history."""
    histories = list(histories)
    classes, of_shift = _classes(contract, shifts)
    class_of = {shift.code: cls for shift, cls in zip(shifts, of_shift, strict=True)}
    worked = len(classes)
    classes = _with_unknown(contract, classes, class_of, histories)
    rules = _Rules(contract, classes)
    numbers: dict[State, int] = {}
    waiting: deque[State] = deque()

    def number(state: State) -> int:
        if state not in numbers:
            numbers[state] = len(numbers)
            waiting.append(state)
        return numbers[state]

    start = tuple(number(rules.start(history, class_of)) for history in histories)
    rows = []
    while waiting:
        state = waiting.popleft()
        steps = [rules.step(state, cls) for cls in range(REST, worked)]
        rows.append([(NEVER, 0) if step is None else (number(step[0]), step[1]) for step in steps])
    table = np.array(rows, dtype=np.int32)
    return Automaton(
        off=np.ascontiguousarray(table[:, 0, 0]),
        off_price=np.ascontiguousarray(table[:, 0, 1]),
        work=np.ascontiguousarray(table[:, 1:, 0]),
        work_price=np.ascontiguousarray(table[:, 1:, 1]),
        cls=np.array([max(state.cls, REST) for state in numbers], dtype=np.int32),
        start=start,
        classes=classes,
        of_shift=of_shift,
    )


def _classes(contract: Contract, shifts: Sequence[Shift]) -> tuple[tuple[ShiftClass, ...], tuple[int, ...]]:
    """The classes of the shifts under this contract, and the class of each shift."""
    found: dict[ShiftClass, int] = {}
    of_shift = []
    for shift in shifts:
        cls = _class_of(contract, shift.code, shift.not_before)
        of_shift.append(found.setdefault(cls, len(found)))
    return tuple(found), tuple(of_shift)


def _with_unknown(
    contract: Contract,
    classes: tuple[ShiftClass, ...],
    class_of: dict[str, int],
    histories: Iterable[History | None],
) -> tuple[ShiftClass, ...]:
    """The classes, and behind them those of last shifts that no longer exist: anything may follow these."""
    for code in sorted({history.last_shift for history in histories if history is not None} - {OFF, *class_of}):
        class_of[code] = len(classes)
        classes += (_class_of(contract, code, frozenset()),)
    return classes


def _class_of(contract: Contract, code: str, not_before: frozenset[str]) -> ShiftClass:
    return ShiftClass(
        not_before,
        tuple(code in one.codes for one in contract.runs),
        tuple(code in one.codes for one in contract.rest_after),
    )


class _Rules:
    """The contract's rules on runs, asked one day at a time."""

    def __init__(self, contract: Contract, classes: tuple[ShiftClass, ...]) -> None:
        self.contract = contract
        self.classes = classes

    def start(self, history: History | None, class_of: dict[str, int]) -> State:
        """The state before the first day."""
        none, no_debt = tuple((0, False) for _ in self.contract.runs), tuple(0 for _ in self.contract.rest_after)
        if history is None:
            return State(BORDER, (0, False), none, no_debt)
        if history.last_shift == OFF:
            return State(REST, _kept(self.contract.rest_run, (history.run, False)), none, no_debt)
        cls = class_of[history.last_shift]
        run = (history.shift_run, False)
        runs = tuple(
            _kept(one.limit, run) if isin else (0, False)
            for one, isin in zip(self.contract.runs, self.classes[cls].member, strict=True)
        )
        owed = tuple(
            one.limit.least if isin else 0
            for one, isin in zip(self.contract.rest_after, self.classes[cls].rest, strict=True)
        )
        return State(cls, _kept(self.contract.work_run, (history.run, False)), runs, owed)

    def step(self, state: State, cls: int) -> tuple[State, int] | None:
        """The state after one more day of this class, and its price; None where it may not be."""
        prices = [
            *self._prices_of_run(state, cls),
            *self._prices_of_runs(state, cls),
            *self._prices_of_rest(state, cls),
        ]
        if None in prices:
            return None
        first = state.cls == BORDER
        run = _kept(self._limit(cls), _longer(state.run, goes_on=_kind(state.cls) == _kind(cls), first=first))
        runs = tuple(
            _kept(one.limit, _longer(before, goes_on=True, first=first)) if self._member(cls, i) else (0, False)
            for i, (one, before) in enumerate(zip(self.contract.runs, state.runs, strict=True))
        )
        owed = tuple(
            one.limit.least if self._needs_rest(cls, i) else max(0, debt - 1) if cls == REST else 0
            for i, (one, debt) in enumerate(zip(self.contract.rest_after, state.owed, strict=True))
        )
        return State(cls, run, runs, owed), sum(price or 0 for price in prices)

    def _prices_of_run(self, state: State, cls: int) -> list[int | None]:
        limit = self._limit(cls)
        if _kind(state.cls) == _kind(cls):
            return [_going_on(limit, state.run)]
        return [_ending(self._limit(state.cls), state.run), _going_on(limit, (0, False))]

    def _limit(self, cls: int) -> Limit:
        return self.contract.work_run if cls >= 0 else self.contract.rest_run

    def _prices_of_runs(self, state: State, cls: int) -> list[int | None]:
        return [
            _going_on(one.limit, before) if self._member(cls, i) else _ending(one.limit, before)
            for i, (one, before) in enumerate(zip(self.contract.runs, state.runs, strict=True))
        ]

    def _prices_of_rest(self, state: State, cls: int) -> list[int | None]:
        """Work before the rest that a run of shifts asks for has been given."""
        if cls == REST:
            return []
        return [
            0
            if not debt or (self._needs_rest(state.cls, i) and self._needs_rest(cls, i))
            else Limit(debt, None, one.limit.below).price(0)
            for i, (one, debt) in enumerate(zip(self.contract.rest_after, state.owed, strict=True))
        ]

    def _member(self, cls: int, run: int) -> bool:
        return cls >= 0 and self.classes[cls].member[run]

    def _needs_rest(self, cls: int, rule: int) -> bool:
        return cls >= 0 and self.classes[cls].rest[rule]


def _kind(cls: int) -> int:
    return min(cls, 0)


def _longer(run: Run, *, goes_on: bool, first: bool) -> Run:
    length, is_open = run
    if not goes_on or length == 0:
        return 1, first
    return length + 1, is_open


def _kept(limit: Limit, run: Run) -> Run:
    """As much of a run as anybody will ask for, so that there are few states."""
    length, is_open = run
    longest = max(limit.least, limit.most or 0, 1)
    return min(length, longest), is_open and length < limit.least


def _going_on(limit: Limit, run: Run) -> int | None:
    """The price of one day more: only what it adds."""
    length, _ = run
    if limit.most is None or length < limit.most:
        return 0
    return limit.above


def _ending(limit: Limit, run: Run) -> int | None:
    length, is_open = run
    if length == 0 or is_open or length >= limit.least:
        return 0
    return Limit(limit.least, None, limit.below).price(length)
