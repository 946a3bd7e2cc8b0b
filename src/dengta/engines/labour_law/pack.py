"""What every jurisdiction must be able to answer: the interface that rosters, attendance and disputes ask.

A pack is data and small pure functions. What it does not settle itself (a directive leaves much to national law) it
answers with `Unknown`, never with a silent default. `classify` gets the whole window, because overtime may be counted
by the day, the week or a reference period; findings carry their own look-back.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol

from dengta.engines.labour_law.articles import Article
from dengta.engines.labour_law.calendar import WEEKEND, DayKind
from dengta.engines.labour_law.decision import Decision
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.params import Parameter, Switch, Unknown
from dengta.engines.labour_law.rules import Rule
from dengta.engines.labour_law.text import Text


class WorktimeSystem(Enum):
    """How hours are counted: by the day, over an approved cycle, or not at all (approved posts)."""

    STANDARD = "standard"
    COMPREHENSIVE = "comprehensive"
    IRREGULAR = "irregular"


class Severity(Enum):
    """Whether a roster may be published in spite of a finding."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


class Origin(Enum):
    """Whether the law or the house asks for it: never mixed up before people."""

    LAW = "law"
    HOUSE = "house"


class PayKind(Enum):
    """At which rate minutes are paid, beside the ordinary wage."""

    NORMAL = "normal"
    WORKDAY_OVERTIME = "workday_overtime"
    REST_DAY_OVERTIME = "rest_day_overtime"
    STATUTORY_HOLIDAY = "statutory_holiday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Work from `start` to `end`, local time. `overtime`: beyond the roster, by order of the employer."""

    start: datetime
    end: datetime
    unpaid_break_minutes: int = 0
    overtime: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was agreed: monthly wage that overtime is reckoned with, system of hours, weekly days of rest."""

    monthly_wage: Decimal
    system: WorktimeSystem = WorktimeSystem.STANDARD
    rest_days: frozenset[int] = WEEKEND


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """What of a person decides what may be rostered. Every field that is not stated protects nobody."""

    age: int | None = None
    gestation_months: int | None = None
    child_age_months: int | None = None
    infants: int = 0
    over_retirement_age: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidSegment:
    """Minutes of one calendar day that are paid alike. `premium`: multiple of the hourly wage, on top of the wage."""

    day: date
    kind: PayKind
    minutes: int
    premium: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What stands against a roster, or deserves a look: which rule, how grave, why, and the facts."""

    rule: str
    articles: tuple[Article, ...]
    severity: Severity
    origin: Origin
    text: Text
    facts: Mapping[str, Any] = field(default_factory=dict)
    switch: Switch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPolicy:
    """How a kind of personal data may be handled: ground, consent, years it is kept at least, what is required."""

    allowed: bool
    consent_needed: bool
    required: tuple[str, ...] = ()
    min_retention_years: int | None = None


class RulePack(Protocol):
    """One jurisdiction. `rules` holds every rule by id; the methods are what other rooms ask most."""

    @property
    def code(self) -> str: ...
    @property
    def parent(self) -> str | None: ...
    @property
    def version(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def rules(self) -> Mapping[str, Rule[Any, Any]]: ...
    @property
    def parameters(self) -> Sequence[Parameter]: ...
    @property
    def switches(self) -> Sequence[Switch]: ...

    def day_type(self, day: date, rest_days: Collection[int], *, law: Law) -> DayKind | Unknown:
        """What kind of day it is to somebody who rests on these weekdays."""

    def classify(self, shifts: Sequence[Shift], terms: Terms, *, law: Law) -> Sequence[PaidSegment] | Unknown:
        """The minutes worked, by day and rate; every minute of work in exactly one segment."""

    def overtime_pay(
        self, segments: Sequence[PaidSegment], terms: Terms, *, on: date, law: Law
    ) -> Decision[Decimal] | Unknown:
        """What the segments earn on top of the monthly wage."""

    def check_roster(
        self, worker: Worker, shifts: Sequence[Shift], terms: Terms, *, on: date, law: Law
    ) -> Sequence[Finding]:
        """What stands against these shifts. Whoever calls hands in the look-back that the averages need."""

    def leave_entitlement(self, years: Decimal, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """Paid annual leave by years of work."""

    def leave_payout(self, facts: Any, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """What unused leave is paid with."""

    def severance(self, facts: Any, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """What is owed when employment ends."""

    def notice(self, facts: Any, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """How long before the end it must be said, or what is paid in place of that."""

    def deduction_limit(self, facts: Any, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """How much may be held back from wages."""

    def limitation(self, facts: Any, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """Until when a claim can be brought."""

    def dispute_steps(self, filed: date, *, on: date, law: Law) -> Sequence[Decision[Any]] | Unknown:
        """The latest dates of a procedure that was begun on `filed`, in their order."""

    def data_policy(self, facts: Any, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """Whether and how personal data may be handled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackData:
    """What a pack states of itself. A pack is this and the functions of `RulePack`."""

    code: str
    version: str
    valid_from: date
    rules: Mapping[str, Rule[Any, Any]]
    parent: str | None = None
    valid_to: date | None = None
    parameters: tuple[Parameter, ...] = ()
    switches: tuple[Switch, ...] = ()
