"""Invented contact centres of any size, for measuring and testing: the same words and seed, the same problem.

The words (`CentreSpec.parse`), with what they are where nobody says otherwise:

- `agents=200`, `days=28` (any number; the first day is a Monday), `skills=5` (1 to 40), `replicas=1` (the whole centre
  so many times over, see `transform.replicate`).
- `minutes=30`: the interval of the demand, 15, 30 or 60. `level=yes`: the need is the same throughout every stretch in
  which no template begins or ends, since nobody could come or go there; so `merging.merge_intervals` loses nothing.
- `hours=24`, or an opening time in full hours such as `8-22`. `night=0.08`: the share of the demand between 23 and 7
  o'clock; it counts only where the centre never closes.
- `shifts=12`: templates. Eight hours early, day, late and at night, at staggered starts; some of four or six hours for
  part-timers; and split ones where there are many templates. `part_time=0.15`: the share of agents with a contract of
  20 or 30 hours a week.
- `tightness=1.05`: hours that people can work, their leave taken off, for each hour that is needed.
- `holidays=0`: statutory holidays, in one run, with less demand.
- `history=yes`: what everybody worked before the first day. `fairness=no`: nights, weekend days and holidays are to be
  shared fairly, with what is carried over. `seats=none`, or the share of agents who find a seat: never more at a time.
- `mentors=0`: pairs of a trainee and those who look after them. `breaks=no`: a lunch and pauses within the shifts.

What is true of every centre: full-timers work five days of eight hours a week, at most six days and four nights in a
row, at least two days in a row; two days off follow a block of nights; eleven hours of rest lie between shifts, and
nobody goes back to an earlier band on the next day. Single days off, weekends beyond half of them, too few hours, and
everybody missing or superfluous in an interval cost something. There are five kinds of contract at most. Nobody must
be there at all, so the hard rules can always be met: by an empty roster, and by five days on and two off.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

import numpy as np

from dengta.engines.rostering.centre import demand as demands
from dengta.engines.rostering.centre import people
from dengta.engines.rostering.centre.demand import Demand
from dengta.engines.rostering.centre.people import Staff
from dengta.engines.rostering.centre.shifts import FULL, templates
from dengta.engines.rostering.centre.spec import CentreSpec
from dengta.engines.rostering.problem import SATURDAY, WEEK, Limit, Pairing, Presence, Problem, Share, Shift
from dengta.engines.rostering.transform import replicate

__all__ = ["CentreSpec", "generate"]

UNPAIRED = 50
UNFAIR = 3
CARRIED_OVER = 1
"""The most burdens that somebody has had too many or too few of in earlier periods."""
MOST_MENTORS = 2


def generate(spec: CentreSpec, seed: int) -> Problem:
    """The centre that these words and this seed stand for. Raises ValueError where the hours hold too few templates."""
    chance = np.random.default_rng(seed).spawn(4)
    shifts = templates(spec)
    staff = people.draw(spec, shifts, chance[0])
    demand = demands.draw(spec, shifts, staff.hours(spec) / spec.tightness, chance[1])
    problem = Problem(
        spec.days,
        shifts,
        staff.agents,
        demands.covers(spec, demand, people.skill_names(spec)),
        name=f"centre {seed}",
        presences=tuple(_seats(spec, demand)),
        pairings=tuple(_pairings(spec, staff, chance[2])),
        shares=tuple(_shares(spec, staff, shifts, demand, chance[3])) if spec.fairness else (),
    )
    return replicate(problem, spec.replicas) if spec.replicas > 1 else problem


def _seats(spec: CentreSpec, demand: Demand) -> Iterator[Presence]:
    """Everybody there needs a seat. Who is there changes only from one stretch to the next."""
    if spec.seats is not None:
        limit = Limit(0, ceil(spec.seats * spec.agents))
        for day in range(spec.days):
            for start, end in demand.blocks:
                yield Presence(day, limit, start=start, end=end)


def _pairings(spec: CentreSpec, staff: Staff, rng: np.random.Generator) -> Iterator[Pairing]:
    """Trainees, each with one or two mentors of their own: alike in skill and contract as far as there are any."""
    free = list(rng.permutation(spec.agents)) if spec.mentors else []
    trainees, free = free[: spec.mentors], free[spec.mentors :]
    for left, trainee in zip(range(spec.mentors, 0, -1), trainees, strict=True):
        free.sort(
            key=lambda at: (staff.kinds[at] is not staff.kinds[trainee], staff.primary[at] != staff.primary[trainee])
        )
        number = min(MOST_MENTORS, len(free) - left + 1)
        mentors, free = free[:number], free[number:]
        keys = frozenset(staff.agents[at].key for at in mentors)
        yield Pairing(staff.agents[trainee].key, keys, UNPAIRED)


def _shares(
    spec: CentreSpec, staff: Staff, shifts: Sequence[Shift], demand: Demand, rng: np.random.Generator
) -> Iterator[Share]:
    """What each ought to have of nights, weekend days and holidays: as much as their hours are of everybody's."""
    workdays = {agent.key: kind.week / FULL * spec.weeks for agent, kind in zip(staff.agents, staff.kinds, strict=True)}
    able = [agent.key for agent, kind in zip(staff.agents, staff.kinds, strict=True) if kind.nights]
    nights = frozenset(shift.code for shift in shifts if shift.night)
    if nights and able:
        each = sum(workdays.values()) * demand.share_at_night / len(able)
        yield _share("nights", nights, dict.fromkeys(able, each), rng)
    codes = frozenset(shift.code for shift in shifts)
    weekends = frozenset(day for day in range(spec.days) if day % WEEK >= SATURDAY)
    for name, days in (("weekend days", weekends), ("holidays", demand.holidays)):
        if days:
            share = demand.share_on(days)
            yield _share(name, codes, {key: number * share for key, number in workdays.items()}, rng, days)


def _share(
    name: str,
    codes: frozenset[str],
    due: Mapping[str, float],
    rng: np.random.Generator,
    days: frozenset[int] = frozenset(),
) -> Share:
    """The burden parted in whole ones, with what is carried over from earlier periods."""
    total = sum(due.values())
    number = people.shared_out([one / total for one in due.values()], round(total)) if total else [0] * len(due)
    carried = rng.integers(-CARRIED_OVER, CARRIED_OVER + 1, len(due)).tolist()
    whole = {key: max(0, one + more) for key, one, more in zip(due, number, carried, strict=True)}
    return Share(name, codes, whole, UNFAIR, days)
