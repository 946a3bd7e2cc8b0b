"""A roster problem tightened to what the law and the house allow, with the article for every limit that was set.

A roster that keeps to the tightened problem has nothing against it that blocks; `law_checker.check_law` reads it again
as a whole. The limits are stricter than the law where a contract cannot say what the law says:

- Overtime of a month is parcelled out evenly over the weeks of the roster, and where single shifts hold more than an
  even share, half of it is kept for those.
- Statutory holidays that may be worked are taken off the overtime of the month before it is parcelled out.
- A limit of the law replaces a looser one and takes its price away; a tighter one with a price becomes one without.
- What the directive of the European Union asks on average (48 hours) is held week by week. That the weekly rest joins a
  daily one (35 hours on end) a contract cannot say, so that only the second reading finds it.
- Whoever may change shifts only so often in a week stays in a shift for so many days that more changes find no room.

The history of an agent and the look-back of the person must tell the same. A split shift whose later part lies beyond
midnight is read by the law as two days' work and has no such warrant.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal

from dengta.engines.labour_law.articles import citation
from dengta.engines.labour_law.china import STATUTES as CHINA
from dengta.engines.labour_law.china.hourly import HOURS_OF_A_DAY
from dengta.engines.labour_law.china.overtime_caps import MONTHLY_HOURS
from dengta.engines.labour_law.china.protected import Action, Assignment, NursingFacts, nursing_break
from dengta.engines.labour_law.china.roster_checks import verdicts
from dengta.engines.labour_law.china.segments import pieces
from dengta.engines.labour_law.china.switches.hours import CAP_SCOPE
from dengta.engines.labour_law.china.worktime import standard_hours
from dengta.engines.labour_law.european_union import STATUTES as EUROPE
from dengta.engines.labour_law.european_union.hours import WEEKLY_LIMIT
from dengta.engines.labour_law.pack import Finding, Origin, PayKind, WorktimeSystem
from dengta.engines.labour_law.periods import MONTHS_OF_A_YEAR
from dengta.engines.rostering.law import HOUR, Frame, Ground, Overtime, Person, bars, rest_between, works
from dengta.engines.rostering.overtime import WEEK_MINUTES, month_of, overtime
from dengta.engines.rostering.problem import OFF, WEEK, Agent, Contract, History, Limit, Problem, Shift, ShiftLimit
from dengta.engines.rostering.verdict import Rule

DAY_MINUTES = HOURS_OF_A_DAY * HOUR
MONTH_MINUTES = MONTHLY_HOURS * HOUR
EU_REST_HOURS = 11
STATUTES = {**EUROPE, **CHINA}
Bars = Mapping[tuple[int, str], Ground]


def legal_problem(
    problem: Problem, people: Mapping[str, Person], frame: Frame
) -> tuple[Problem, Mapping[str, tuple[Ground, ...]]]:
    """The problem tightened for everybody, and by agent why; who is not named is an adult on standard hours.

    Raises ValueError where the problem's weekdays are not those of the frame's dates, for a shift without times, and
    for comprehensive hours without a cycle that holds the whole roster.
    """
    if frame.first.weekday() != problem.first_weekday:
        message = f"the problem begins on weekday {problem.first_weekday}, {frame.first} is a {frame.first:%A}"
        raise ValueError(message)
    hours = max(frame.house.rest_hours or 0, EU_REST_HOURS if frame.pack.code == "EU" else 0)
    problem = replace(problem, shifts=rest_between(problem.shifts, hours) if hours else problem.shifts)
    known: dict[Person, Bars] = {}
    agents, grounds = [], {}
    for agent in problem.agents:
        person = people.get(agent.key, Person())
        if person not in known:
            known[person] = _bars(person, frame, problem)
        legal = _Legal(agent, person, frame, problem, known[person])
        grounds[agent.key] = (*legal.grounds(), *_once(known[person]))
        barred = agent.barred | known[person].keys()
        busy = agent.busy | nursing_time(person, frame, problem.days)
        agents.append(replace(agent, contract=legal.contract, barred=frozenset(barred), busy=busy))
    return replace(problem, agents=tuple(agents)), grounds


def legal_contract(agent: Agent, person: Person, frame: Frame, problem: Problem) -> tuple[Contract, tuple[Ground, ...]]:
    """The agent's contract tightened, and why. What they may not work at all is not in a contract: `bar_by_law`."""
    legal = _Legal(agent, person, frame, problem, _bars(person, frame, problem))
    return legal.contract, tuple(legal.grounds())


def bar_by_law(agent: Agent, person: Person, frame: Frame, problem: Problem) -> tuple[Agent, tuple[Ground, ...]]:
    """The agent without the shifts that the law keeps them from, day by day, and why."""
    found = _bars(person, frame, problem)
    return replace(agent, barred=agent.barred | found.keys()), _once(found)


def may_work_overtime(person: Person, frame: Frame) -> bool:
    """Whether overtime may be planned: agreed to, and nothing protects from it. People over retirement age normally
    work none (Order 56 of 2026 art. 9), so none is planned for them."""
    if person.overtime is Overtime.NONE or person.worker.over_retirement_age:
        return False
    against = verdicts(person.worker, Assignment.OVERTIME, frame.law)
    return all(verdict.action is not Action.BLOCK for verdict in against)


def nursing_time(person: Person, frame: Frame, days: int) -> frozenset[tuple[int, int, int]]:
    """The time for nursing on every day, as an agent is busy: an hour for each child, at the time that was agreed."""
    worker, at = person.worker, person.nursing_at
    if frame.pack.code != "CN" or at is None or worker.child_age_months is None:
        return frozenset()
    facts = NursingFacts(infants=max(1, worker.infants), child_age_months=Decimal(worker.child_age_months))
    minutes = nursing_break(facts, on=frame.first, law=frame.law).value.minutes_per_day
    return frozenset((day, at, at + minutes) for day in range(days) if minutes)


def _bars(person: Person, frame: Frame, problem: Problem) -> Bars:
    found = {
        (day, code): _of(finding, code) for day, code, finding in bars(person, frame, problem.shifts, problem.days)
    }
    if frame.pack.code == "CN":
        found |= _overtime_bars(person, frame, problem)
        found |= _holiday_bars(person, frame, problem, found)
    return found


def _once(barred: Bars) -> tuple[Ground, ...]:
    """Each shift and rule once, on however many days it is barred."""
    return tuple({(ground.found, ground.rule): ground for ground in barred.values()}.values())


def _of(finding: Finding, code: str) -> Ground:
    return Ground(Rule.BARRED, code, finding.rule, finding.articles, finding.origin)


def _ground(field: Rule, found: int | str, rule: str, article: str) -> Ground:
    origin = Origin.HOUSE if article == "HOUSE" else Origin.LAW
    return Ground(field, found, rule, (citation(article, STATUTES),), origin)


def _overtime_bars(person: Person, frame: Frame, problem: Problem) -> dict[tuple[int, str], Ground]:
    """Shifts that are overtime of themselves: too long for what was agreed, or on a fixed day of rest."""
    if person.terms.system is not WorktimeSystem.STANDARD:
        return {}
    extra = person.overtime.value * HOUR if may_work_overtime(person, frame) else 0
    found = {}
    for day in range(problem.days):
        for shift in problem.shifts:
            kinds = {piece.kind for piece in pieces(works(shift, frame.day(day)), person.terms, frame.law)}
            if shift.minutes > DAY_MINUTES + extra:
                found[day, shift.code] = _ground(Rule.BARRED, shift.code, "overtime.cap", "LL 41")
            elif PayKind.REST_DAY_OVERTIME in kinds:
                found[day, shift.code] = _ground(Rule.BARRED, shift.code, "rest.weekly", "LL 38")
    return found


def _holiday_bars(person: Person, frame: Frame, problem: Problem, barred: Bars) -> dict[tuple[int, str], Ground]:
    """Where holidays alone could fill the overtime of a month, the last of them are free."""
    found: dict[tuple[int, str], Ground] = {}
    used = overtime(person.before, person.terms, frame.law)
    for month, holidays in _Holidays.by_month(person, frame, problem).items():
        before = used[month].statutory if month in used else 0
        for last in sorted({day for day, _code in holidays.minutes}, reverse=True):
            if before + holidays.most({*barred, *found}) <= MONTH_MINUTES:
                break
            found |= {
                (day, code): _ground(Rule.BARRED, code, "overtime.cap", "LL 41")
                for day, code in holidays.minutes
                if day == last
            }
    return found


@dataclass(frozen=True, slots=True)
class _Holidays:
    """The minutes of statutory holidays in one month that each shift on each day holds."""

    problem: Problem
    minutes: Mapping[tuple[int, str], int]

    @classmethod
    def by_month(cls, person: Person, frame: Frame, problem: Problem) -> dict[str, "_Holidays"]:
        """Where holidays count toward the cap of a month at all."""
        if person.terms.system is WorktimeSystem.IRREGULAR or frame.law.answer(CAP_SCOPE) == "weekday_only":
            return {}
        months: dict[str, dict[tuple[int, str], int]] = {}
        for day in range(problem.days):
            for shift in problem.shifts:
                for piece in pieces(works(shift, frame.day(day)), person.terms, frame.law):
                    if piece.kind is PayKind.STATUTORY_HOLIDAY:
                        of_month = months.setdefault(month_of(piece.day), {})
                        of_month[day, shift.code] = of_month.get((day, shift.code), 0) + piece.minutes
        return {month: cls(problem, minutes) for month, minutes in months.items()}

    def most(self, barred: Collection[tuple[int, str]]) -> int:
        """The most that one person can work of them: the longest way through the days that keeps to the rest."""
        best = {OFF: 0}
        after = {shift.code: shift.not_before for shift in self.problem.shifts} | {OFF: frozenset()}
        for day in range(self.problem.days):
            reached = {OFF: max(best.values())}
            for shift in self.problem.shifts:
                ways = [value for code, value in best.items() if shift.code not in after[code]]
                if ways and (day, shift.code) not in barred:
                    reached[shift.code] = max(ways) + self.minutes.get((day, shift.code), 0)
            best = reached
        return max(best.values())


@dataclass(slots=True)
class _Legal:
    """One person's contract on its way to what the law allows."""

    agent: Agent
    person: Person
    frame: Frame
    problem: Problem
    barred: Bars
    contract: Contract = field(init=False)
    _grounds: list[Ground] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.contract = self.agent.contract
        self._house()
        self._cap(Rule.WEEK_DAYS, WEEK - 1, *(("rest.weekly", "LL 38") if self._china else ("eu.weekly_rest", "WTD 5")))
        if not self._china:
            self._cap(Rule.WEEK_MINUTES, WEEKLY_LIMIT * HOUR, "eu.weekly_average", "WTD 6")
        elif self.person.terms.system is WorktimeSystem.STANDARD:
            self._standard()
        elif self.person.terms.system is WorktimeSystem.COMPREHENSIVE:
            self._comprehensive()

    def grounds(self) -> Iterator[Ground]:
        """Why each limit was set."""
        yield from self._grounds

    @property
    def _china(self) -> bool:
        return self.frame.pack.code == "CN"

    @property
    def _seen(self) -> History:
        return self.agent.history or History()

    def _cap(self, rule: Rule, most: int, law_rule: str, article: str) -> None:
        limit: Limit = getattr(self.contract, rule.value)
        changes = {rule.value: at_most(limit, most)}
        self.contract = replace(self.contract, **changes)  # type: ignore[arg-type] # fields that are limits
        self._grounds.append(_ground(rule, most, law_rule, article))

    def _house(self) -> None:
        house, nights = self.frame.house, frozenset(shift.code for shift in self.problem.shifts if shift.night)
        runs = list(self.contract.runs)
        if house.days_in_a_row is not None:
            self._cap(Rule.WORK_RUN, house.days_in_a_row, "rest.consecutive_days", "HOUSE")
        if house.nights_in_a_row is not None and nights:
            runs.append(ShiftLimit(nights, Limit(0, house.nights_in_a_row)))
            self._grounds.append(_ground(Rule.RUNS, house.nights_in_a_row, "house.nights_in_a_row", "HOUSE"))
        if house.changes is not None and len(self.problem.shifts) > 1:
            least = days_between_changes(house.changes)
            runs += [ShiftLimit(frozenset({shift.code}), Limit(least)) for shift in self.problem.shifts]
            self._grounds.append(_ground(Rule.RUNS, least, "house.changes", "HOUSE"))
        self.contract = replace(self.contract, runs=tuple(runs))

    def _standard(self) -> None:
        """Forty hours a week, and what is left of the month's overtime where it was agreed to."""
        if not may_work_overtime(self.person, self.frame):
            self._cap(Rule.WEEK_MINUTES, WEEK_MINUTES, "worktime.standard", "O174 3")
            return
        left, weeks = self._left_of_month(), self._weeks()
        long = self._long_shifts()
        beyond = max((shift.minutes - DAY_MINUTES for shift in long), default=0)
        share = left // weeks
        if beyond * (WEEK - 1) > share:
            # Some days may be long, and then the weeks have the other half.
            share, often = left // 2 // weeks, left // 2 // beyond
            codes = frozenset(shift.code for shift in long)
            before = sum(self._seen.counts.get(code, 0) for code in codes)
            counts = (*self.contract.counts, ShiftLimit(codes, Limit(0, before + often)))
            self.contract = replace(self.contract, counts=counts)
            self._grounds.append(_ground(Rule.COUNTS, before + often, "overtime.cap", "LL 41"))
        self._cap(Rule.WEEK_MINUTES, WEEK_MINUTES + share, "overtime.cap", "LL 41")

    def _comprehensive(self) -> None:
        """What is left of the cycle: its standard hours, and thirty-six a month beyond where that was agreed to."""
        cycle, last = self.person.cycle, self.frame.day(self.problem.days - 1)
        if cycle is None or not cycle.first <= self.frame.first <= last < cycle.end:
            message = f"{self.agent.key} needs a cycle of comprehensive hours that holds {self.frame.first} to {last}"
            raise ValueError(message)
        before = [work for work in self.person.before if cycle.first <= work.start.date() < self.frame.first]
        minutes = sum(
            (work.end - work.start) // timedelta(minutes=1) - work.unpaid_break_minutes for work in before
        )  # fmt: skip
        allowed = int(standard_hours(cycle.period, self.frame.first) * HOUR)
        if may_work_overtime(self.person, self.frame):
            months = MONTH_MINUTES * MONTHS_OF_A_YEAR // cycle.period.parts
            statutory = sum(month.statutory for month in overtime(before, self.person.terms, self.frame.law).values())
            statutory += sum(one.most(self.barred) for one in self._holidays().values())
            allowed += max(0, months - statutory)
        self._cap(
            Rule.MINUTES, max(0, allowed - minutes) + self._seen.minutes, "overtime.comprehensive", "1994-503 5"
        )  # fmt: skip

    def _holidays(self) -> dict[str, _Holidays]:
        return _Holidays.by_month(self.person, self.frame, self.problem)

    def _left_of_month(self) -> int:
        """The overtime that may still be planned in that month of the roster which has least of it left."""
        used = overtime(self.person.before, self.person.terms, self.frame.law)
        taken = dict.fromkeys((month_of(self.frame.day(day)) for day in range(self.problem.days)), 0)
        for month in taken:
            if month in used:
                one = used[month]
                taken[month] += one.workday + one.beyond_week + one.statutory
        for month, holidays in self._holidays().items():
            taken[month] = taken.get(month, 0) + holidays.most(self.barred)
        return max(0, MONTH_MINUTES - max(taken.values()))

    def _weeks(self) -> int:
        return len({(day + self.problem.first_weekday) // WEEK for day in range(self.problem.days)})

    def _long_shifts(self) -> Sequence[Shift]:
        """Shifts beyond eight hours that may be worked on some day."""
        return [
            shift
            for shift in self.problem.shifts
            if shift.minutes > DAY_MINUTES
            and any((day, shift.code) not in self.barred for day in range(self.problem.days))
        ]


def at_most(limit: Limit, most: int) -> Limit:
    """The limit, never more than `most`, whatever it would have cost."""
    if limit.most is not None:
        most = min(most, limit.most)
    return replace(limit, least=min(limit.least, most), most=most, above=None)


def days_between_changes(changes: int) -> int:
    """How many days in a row a shift must be worked so that no calendar week holds more changes of shift.

    One change more has `changes` whole runs and a day on either side in one week.
    """
    if changes < 1:
        message = "a house whose people never change shifts needs shifts barred, not a limit"
        raise ValueError(message)
    return (WEEK - 2) // changes + 1
