"""What the rules of a problem are written on: a CP-SAT model, its booleans, and what the soft rules cost.

One boolean for each agent, day and shift that is possible at all, and one for each worked day.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ortools.sat.python.cp_model import BoolVarT, Constraint, CpModel, IntVar, LinearExpr

from dengta.engines.rostering.problem import OFF, Agent, Limit, Problem, Roster

Bools = Sequence[BoolVarT]


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A hard rule where it applies: in a contract, on somebody's day, or in a need, told by its number in the problem.

    `rule` is the name of the problem's own field. Rules of a contract bind as one, on whichever day.
    """

    rule: str
    agent: str = ""
    day: int | None = None
    number: int | None = None


class Sheet:
    """The model while it is written.

    `shift[n][d]`: the boolean of each code that agent n may work on day d; `works[n][d]`.

    A guarded sheet holds hard rules only. `guards`: the literal that switches each of them on; that of `relaxed` may be
    broken at a price of 1 for each unit instead, and `short` and `over` are what is given up of it. `only`: hard rules
    beside these are left out.
    """

    def __init__(
        self,
        problem: Problem,
        *,
        guarded: bool = False,
        relaxed: Fact | None = None,
        only: Collection[Fact] | None = None,
    ) -> None:
        self.problem = problem
        self.guarded = guarded
        self.only = None if only is None else frozenset(only)
        self.relaxed = relaxed
        self.model = CpModel()
        self.short: list[LinearExpr] = []
        self.over: list[LinearExpr] = []
        self.guards: dict[Fact, BoolVarT] = {}
        self.never: BoolVarT = self.model.new_constant(0)
        self.always: BoolVarT = self.model.new_constant(1)
        self.shift: list[list[dict[str, IntVar]]] = []
        self.works: list[list[BoolVarT]] = []
        self._flags: dict[tuple[int, int, frozenset[str]], BoolVarT] = {}
        self._priced: list[LinearExpr] = []
        self._prices: list[int] = []
        for agent in problem.agents:
            self._open(agent)

    def _open(self, agent: Agent) -> None:
        days = []
        for day in range(self.problem.days):
            codes = [one.code for one in self.problem.shifts if self.guarded or (day, one.code) not in agent.barred]
            days.append({code: self.model.new_bool_var("") for code in codes})
        self.shift.append(days)
        self.works.append([self.model.new_bool_var("") for _day in days])
        for shifts, works in zip(days, self.works[-1], strict=True):
            self.model.add(LinearExpr.sum(list(shifts.values())) == works)

    def of(self, agent: int, day: int, codes: Collection[str]) -> list[BoolVarT]:
        """The booleans of these shifts; at most one of them is true."""
        return [one for code, one in self.shift[agent][day].items() if code in codes]

    def flag(self, agent: int, day: int, codes: Collection[str]) -> BoolVarT:
        """Whether one of these shifts is worked, as one literal."""
        possible = frozenset(self.shift[agent][day].keys() & codes)
        if not possible:
            return self.never
        if len(possible) == len(self.shift[agent][day]):
            return self.works[agent][day]
        if (key := (agent, day, possible)) not in self._flags:
            several = self.of(agent, day, possible)
            self._flags[key] = several[0] if len(several) == 1 else self.model.new_bool_var("")
            if len(several) > 1:
                self.model.add(LinearExpr.sum(several) == self._flags[key])
        return self._flags[key]

    def either(self, one: BoolVarT, other: BoolVarT) -> BoolVarT:
        """True where at least one of the two is."""
        both = self.model.new_bool_var("")
        self.model.add_bool_or([one, other, ~both])
        self.model.add_implication(one, both)
        self.model.add_implication(other, both)
        return both

    def bind(self, constraint: Constraint, fact: Fact) -> None:
        """A constraint that holds as long as its rule is switched on."""
        if self.guarded:
            if fact not in self.guards:
                self.guards[fact] = self.model.new_bool_var("")
            constraint.only_enforce_if(self.guards[fact])

    def forbid(
        self, together: Bools, fact: Fact, price: int | None = None, units: int = 1, *, short: bool = False
    ) -> None:
        """All of these are never true together, or at a price for so many units; `short`: too few of something."""
        clause = [~one for one in together]
        if (price := self._price(price, fact)) is None:
            self._bind(self.model.add_bool_or(clause), fact)
        elif price and units:
            broken = self.model.new_bool_var("")
            self.model.add_bool_or([*clause, broken])
            self._pay(price, units * broken, short=short)

    def hold(
        self, found: LinearExpr, highest: int, limit: Limit, fact: Fact, before: int = 0, *, owed: bool = True
    ) -> None:
        """A number between 0 and `highest`, after so much before the first day, held to a limit as the checker does."""
        if owed and limit.least > before:
            self._hold_least(found, limit.least - before, self._price(limit.below, fact), fact)
        room = highest if limit.most is None else max(limit.most, before) - before
        if room < highest:
            self._hold_most(found, highest, room, self._price(limit.above, fact), fact)

    def _hold_least(self, found: LinearExpr, least: int, price: int | None, fact: Fact) -> None:
        if price is None:
            self._bind(self.model.add(found >= least), fact)
        elif price:
            missing = self.model.new_int_var(0, least, "")
            self.model.add(found + missing >= least)
            self._pay(price, missing, short=True)

    def _hold_most(self, found: LinearExpr, highest: int, room: int, price: int | None, fact: Fact) -> None:
        if price is None:
            self._bind(self.model.add(found <= room), fact)
        elif price:
            surplus = self.model.new_int_var(0, highest - room, "")
            self.model.add(found - surplus <= room)
            self._pay(price, surplus, short=False)

    def _price(self, price: int | None, fact: Fact) -> int | None:
        """On a guarded sheet nothing costs anything but what is relaxed."""
        if not self.guarded:
            return price
        if price is not None or (self.only is not None and fact not in self.only):
            return 0
        return 1 if fact == self.relaxed else None

    def _bind(self, constraint: Constraint, fact: Fact) -> None:
        """A constraint that holds as long as its rule is switched on."""
        if self.guarded:
            if fact not in self.guards:
                self.guards[fact] = self.model.new_bool_var("")
            constraint.only_enforce_if(self.guards[fact])

    def _pay(self, price: int, units: LinearExpr, *, short: bool) -> None:
        (self.short if short else self.over).append(units)
        self.charge(price, units)

    def charge(self, price: int, what: LinearExpr) -> None:
        """Add so much for each unit to what is minimised."""
        if price:
            self._priced.append(what)
            self._prices.append(price)

    def minimise(self) -> None:
        """Ask for the lowest cost. Everything has to be charged before."""
        if self._priced:
            self.model.minimize(LinearExpr.weighted_sum(self._priced, self._prices))

    def switch(self, facts: Collection[Fact], *, assumed: bool = False) -> None:
        """On a guarded sheet: these rules hold, firmly or as assumptions that the solver can name, and no others."""
        self.model.clear_assumptions()
        for fact, guard in self.guards.items():
            domain = self.model.proto.variables[guard.index].domain
            domain[0], domain[1] = int(fact in facts and not assumed), int(fact in facts)
            if fact in facts and assumed:
                self.model.add_assumption(guard)

    def suggest(self, roster: Roster) -> None:
        """A roster from which the search may begin, complete or not clean as it may be."""
        for shifts, works, codes in zip(self.shift, self.works, roster, strict=True):
            for of_day, at_work, code in zip(shifts, works, codes, strict=True):
                self.model.add_hint(at_work, code != OFF)
                for each, one in of_day.items():
                    self.model.add_hint(one, each == code)
