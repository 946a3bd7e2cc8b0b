"""The rules of one agent as tables: what the totals of a roster cost, and the weeks."""

from dataclasses import dataclass
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.automaton import Automaton
from dengta.engines.rostering.kernels.cheapest import INF, WEEK, Ints, Tables
from dengta.engines.rostering.problem import ANY, SATURDAY, Agent, Contract, History, Limit, Problem

NOTHING = np.zeros(1, dtype=np.int32)
"""The price of a total that is not counted."""


@dataclass(frozen=True, slots=True)
class Person:
    """What the search of one agent's roster needs. `limited[l, k]`, `most[l]`: sets of shifts with a hard most.

    `weekend_so_far`, `amount_so_far`: the prices of these totals within the horizon, while nothing is owed yet.
    """

    tables: Tables
    limited: NDArray[np.bool_]
    most: Ints
    weekend_so_far: Ints
    amount_so_far: Ints


@dataclass(frozen=True, slots=True)
class _Total:
    """What each shift adds to a total, and the price of every total; `so_far`: that price while nothing is owed."""

    step: list[int]
    price: Ints
    so_far: Ints


def person(problem: Problem, agent: Agent, automaton: Automaton, start: int) -> Person:
    """The tables of an agent who begins in this state of the automaton of their contract."""
    contract, history = agent.contract, agent.history or History()
    units, weekends = _working_time(problem, contract, history), _weekends(problem, contract, history)
    amount, week = _amounts(problem, contract, history), _week(problem, agent)
    groups: dict[tuple[int, int, int, int], int] = {}
    steps = zip(automaton.of_shift, units.step, week.step, amount.step, strict=True)
    group = [groups.setdefault(key, len(groups)) for key in steps]
    cls, units_of, week_of, amount_of = _twins(list(groups), len(amount.price))
    tables = Tables(
        **_states(problem, automaton),
        group=np.array(group, dtype=np.int32),
        cls=cls,
        units=units_of,
        week=week_of,
        amount=amount_of,
        unit_price=units.price,
        weekend_price=weekends.price,
        week_price=week.price,
        amount_price=amount.price,
        half=contract.half_weekend,
        weekend=int(contract.weekends != ANY),
        weekday=problem.first_weekday,
        begins=0,
        horizon=problem.days,
        start=start,
        share=0,
    )
    limited, most = _limited(problem, contract, history)
    return Person(tables, limited, most, weekends.so_far, amount.so_far)


def _states(problem: Problem, automaton: Automaton) -> dict[str, Any]:
    """What the tables say of each state of the automaton."""
    allowed = [[shift.code not in cls.not_before for shift in problem.shifts] for cls in automaton.classes]
    resting = automaton.cls < 0
    return {
        "off": automaton.off,
        "off_price": automaton.off_price,
        "work": automaton.work,
        "work_price": automaton.work_price,
        "resting": resting,
        "before": np.where(resting, len(allowed), automaton.cls).astype(np.int32),
        "allowed": np.array([*allowed, [True] * len(problem.shifts)], dtype=np.bool_),
        "end_price": np.zeros(len(automaton.off), dtype=np.int32),
        "end_weekends": np.zeros(len(automaton.off), dtype=np.int32),
    }


def _twins(groups: list[tuple[int, int, int, int]], stride: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Class, working time, share of the week and amount of each group and then of its twin."""
    features = np.array(groups, dtype=np.int32).reshape(-1, 4).T
    cls, units, week, amount = (np.concatenate([row, row]).astype(np.int32) for row in features)
    amount[len(groups) :] += stride
    return cls, units, week, amount


def _by_sets(limit: Limit) -> bool:
    """A plain hard most is let go at first and counted only where it is exceeded; anything else is always counted."""
    return limit.least == 0 and limit.above is None and limit.most is not None


def _limited(problem: Problem, contract: Contract, history: History) -> tuple[NDArray[np.bool_], Ints]:
    """The sets of shifts with a plain hard most, and how many of them are left."""
    limited = [one for one in contract.counts if _by_sets(one.limit)]
    members = [[shift.code in one.codes for shift in problem.shifts] for one in limited]
    most = [_left(one.limit, history, one.codes).most for one in limited]
    return np.array(members, dtype=np.bool_).reshape(-1, len(problem.shifts)), np.array(most, dtype=np.int32)


def _left(limit: Limit, history: History, codes: frozenset[str]) -> Limit:
    return limit.less(sum(count for code, count in history.counts.items() if code in codes))


def _free(limit: Limit) -> Limit:
    """The limit while nothing is owed."""
    return Limit(0, limit.most, None, limit.above)


def _prices(limit: Limit, most: int, step: int = 1) -> Ints:
    """The price of 0 to `most` of something that counts `step` each; shorter where more is not allowed anyway."""
    if limit.most is not None and limit.above is None:
        most = min(most, limit.most // step)
    prices = [limit.price(amount * step) for amount in range(most + 1)]
    return np.array([INF if price is None else price for price in prices], dtype=np.int32)


def _weekends(problem: Problem, contract: Contract, history: History) -> _Total:
    """The price of each number of weekends, up to as many as the days touch."""
    if contract.weekends == ANY:
        return _Total([], NOTHING, NOTHING)
    ends = [day for day in range(problem.days) if problem.weekday(day) >= SATURDAY]
    most = len({day - problem.weekday(day) for day in ends})
    limit = contract.weekends.less(history.weekends)
    return _Total([], _prices(limit, most), _prices(_free(limit), most))


def _working_time(problem: Problem, contract: Contract, history: History) -> _Total:
    """Units of working time for each shift and the price of each total; units of days where only these are limited."""
    if contract.minutes != ANY:
        step, units = _in_units(problem)
        price = _prices(contract.minutes.less(history.minutes), problem.days * max(units), step)
        return _Total(units, price, price)
    if contract.days != ANY:
        price = _prices(contract.days.less(history.days), problem.days)
        return _Total([1] * len(problem.shifts), price, price)
    return _Total([0] * len(problem.shifts), NOTHING, NOTHING)


def _in_units(problem: Problem) -> tuple[int, list[int]]:
    """The largest step in minutes in which every shift can be counted, and the shifts in such steps."""
    step = gcd(*(shift.minutes for shift in problem.shifts)) or 1
    return step, [shift.minutes // step for shift in problem.shifts]


def _amounts(problem: Problem, contract: Contract, history: History) -> _Total:
    """What is counted beside the working time, in one number: days, and sets of shifts with a least or a price."""
    counted = [(one.codes, _left(one.limit, history, one.codes)) for one in contract.counts if not _by_sets(one.limit)]
    if ANY not in {contract.days, contract.minutes}:
        counted.append((frozenset(shift.code for shift in problem.shifts), contract.days.less(history.days)))
    amount = [0] * len(problem.shifts)
    price = so_far = NOTHING
    for codes, limit in counted:
        stride = len(price)
        amount = [old + stride * (shift.code in codes) for old, shift in zip(amount, problem.shifts, strict=True)]
        price, so_far = _beside(price, limit, problem.days), _beside(so_far, _free(limit), problem.days)
    return _Total(amount, price, so_far)


def _beside(price: Ints, limit: Limit, days: int) -> Ints:
    """The prices of two numbers in one: that which was there, and one more of 0 to `days`."""
    each = [limit.price(count) for count in range(days + 1)]
    further = np.array([INF if one is None else one for one in each], dtype=np.int64)
    both: NDArray[np.int64] = np.minimum(further[:, None] + price[None, :], INF)
    return both.ravel().astype(np.int32)


def _week(problem: Problem, agent: Agent) -> _Total:
    """What a shift adds to its week, and the prices of a week's total; minutes and days stand in one number.

    Four rows of prices: a whole week; the first, after what the history had of it, and the last, whose least does not
    bind where the border cuts them (the first: only if nothing is known of the days before); and one that goes on.
    """
    contract, history = agent.contract, agent.history or History()
    amount, prices = [0] * len(problem.shifts), np.zeros((4, 1), dtype=np.int64)
    if contract.week_days != ANY:
        amount = [1] * len(problem.shifts)
        prices = _of_week(problem, agent, contract.week_days, history.week_days, (WEEK, 1))
    if contract.week_minutes != ANY:
        step, units = _in_units(problem)
        if contract.week_days != ANY:
            # Room for every number of days, so that they never run over into the minutes.
            prices = np.pad(prices, ((0, 0), (0, WEEK + 1 - prices.shape[1])), constant_values=INF)
        size = WEEK * max(units), step
        of_minutes = _of_week(problem, agent, contract.week_minutes, history.week_minutes, size)
        amount = [old + prices.shape[1] * unit for old, unit in zip(amount, units, strict=True)]
        prices = np.minimum((of_minutes[:, :, None] + prices[:, None, :]).reshape(4, -1), INF)
    return _Total(amount, prices.astype(np.int32), NOTHING)


def _of_week(problem: Problem, agent: Agent, limit: Limit, had: int, size: tuple[int, int]) -> NDArray[np.int64]:
    """The four rows of prices of one limit. `had`: of the first week before the first day. `size`: most units, step."""
    single = problem.days + problem.first_weekday <= WEEK
    first = agent.history is not None or problem.first_weekday == 0
    last = problem.weekday(problem.days - 1) == WEEK - 1
    of_first = limit.less(had)
    of_last = of_first if single else limit
    rows = [
        limit,
        of_first if first else _free(of_first),
        of_last if last and (first or not single) else _free(of_last),
        _free(limit),
    ]
    prices = [_prices(one, *size) for one in rows]
    width = max(len(one) for one in prices)
    return np.array([np.pad(one, (0, width - len(one)), constant_values=INF) for one in prices], dtype=np.int64)
