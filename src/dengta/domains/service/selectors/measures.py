"""What a roll-up column counts, written once.

The refresh builds its SQL from this, drilling down filters the rows with it, and the test that compares both with
plain Python reads the same condition: a number and the rows behind it cannot drift apart.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import BigIntegerField, Count, F, Model, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce, Floor, Ln
from django.utils.translation import gettext_lazy as _

from dengta.domains.service.models import Channel, Complaint, Contact, Survey
from dengta.engines.metrics import LOG_UNIT
from dengta.foundation.rules import Rule

R_038 = Rule("R-038", _("A complaint counts against an agent only when its cause is found to be the agent"))


class Basis(Enum):
    """Which facts a column counts, and the date each counts on."""

    CREATED = "created"
    RESOLVED = "resolved"
    SENT = "sent"
    RECEIVED = "received"

    @property
    def model(self) -> type[Model]:
        """The fact."""
        return {Basis.SENT: Survey, Basis.RECEIVED: Complaint}.get(self, Contact)

    @property
    def day(self) -> str:
        """The field with the business day it counts on."""
        return {Basis.CREATED: "business_day", Basis.RESOLVED: "resolved_day"}.get(self, "day")


Condition = Callable[[], Q]


@dataclass(frozen=True)
class Measure:
    """One column: the facts it counts (`rows`), or whose `value` (its logarithm, squared, if so) it sums."""

    column: str
    basis: Basis
    rows: Condition
    value: str = ""
    squared: bool = False
    logarithm: bool = False

    def aggregate(self) -> Any:
        """The same as an expression for GROUP BY."""
        if not self.value:
            return Count("pk", filter=self.rows())
        # A whole number for each fact, so that sums are the same in any order and in either database.
        amount = Floor(Ln(self.value) * LOG_UNIT + 0.5) if self.logarithm else self.value
        # Cast before squaring: the square of a long handling time exceeds four bytes on PostgreSQL.
        wide = Cast(amount, BigIntegerField())
        return Sum(wide * wide if self.squared else wide, filter=self.rows(), default=0, output_field=BigIntegerField())

    def amount(self, row: Model) -> int:
        """What one of its rows adds to the column."""
        amount = int(getattr(row, self.value)) if self.value else 1
        amount = math.floor(math.log(amount) * LOG_UNIT + 0.5) if self.logarithm else amount
        return amount * amount if self.squared else amount


ANSWERED = Q(outcome=Contact.Outcome.ANSWERED)
ABANDONED = Q(outcome=Contact.Outcome.ABANDONED)
SHORT = Q(outcome=Contact.Outcome.SHORT_ABANDON)
# Contacts that stood in a queue: service level and abandonment say nothing about e-mail.
QUEUED = ~SHORT & (Q(wait_s__isnull=False) | ABANDONED)
HANDLED = ANSWERED & Q(handle_s__isnull=False)
# Nothing has no logarithm: what took less than a second is in no typical time.
TIMED = ANSWERED & Q(handle_s__gt=0)
WAITED = ANSWERED & Q(wait_s__isnull=False)
WRAPPED = ANSWERED & Q(wrap_s__isnull=False)
REPLIED = ANSWERED & Q(reply_s__isnull=False)
# Whose end is known; an open contact joins a promise only once it is late (`selectors.unfinished`).
ENDED = Q(resolve_s__isnull=False) | Q(close_s__isnull=False)
REPLY_PROMISED = ANSWERED & Q(queue__reply_target_s__isnull=False) & ~Q(channel__in=[Channel.VOICE, Channel.OUTBOUND])
REPLY_SETTLED = REPLY_PROMISED & (Q(reply_s__isnull=False) | ENDED)
NEXT_SETTLED = ANSWERED & Q(queue__next_target_s__isnull=False, next_s__isnull=False)
RESOLVE_SETTLED = ANSWERED & Q(queue__resolve_target_s__isnull=False) & ENDED
# First-contact resolution needs to know who came back, so contacts of unknown customers are left out of both sides.
FINISHED_KNOWN = ANSWERED & Q(customer__isnull=False) & ENDED
CLOCKED = ANSWERED & Q(resolve_s__isnull=False, paused_s__isnull=False)
JUSTIFIED = Q(justified=True)
WEEK_S = 7 * 24 * 3600


def counts_against_agent() -> Q:
    """Complaints that count against the agent: justified, and found to be the agent's doing (R-038)."""
    return JUSTIFIED & Q(cause=Complaint.Cause.AGENT) if R_038.applies else JUSTIFIED


def resolved_in_time() -> Q:
    """Resolved (or closed, where the source says no more) within the promise, not counting while the clock stood."""
    allowed = F("queue__resolve_target_s") + Coalesce(F("paused_s"), 0)
    return RESOLVE_SETTLED & (Q(resolve_s__lte=allowed) | Q(resolve_s__isnull=True, close_s__lte=allowed))


def _of(
    basis: Basis, column: str, rows: Q | Condition, value: str = "", *, squared: bool = False, logarithm: bool = False
) -> Measure:
    condition = rows if callable(rows) else (lambda kept=rows: kept)
    return Measure(column, basis, condition, value, squared, logarithm)


_C, _R, _S, _K = Basis.CREATED, Basis.RESOLVED, Basis.SENT, Basis.RECEIVED

MEASURES: tuple[Measure, ...] = (
    _of(_C, "offered", Q()),
    _of(_C, "answered", ANSWERED),
    _of(_C, "abandoned", ABANDONED),
    _of(_C, "short_abandons", SHORT),
    _of(_C, "queued", QUEUED),
    _of(_C, "in_target", ANSWERED & Q(wait_s__lte=F("queue__answer_target_s"))),
    _of(_C, "waits", WAITED),
    _of(_C, "wait_s", WAITED, "wait_s"),
    _of(_C, "wait_sq", WAITED, "wait_s", squared=True),
    _of(_C, "handles", HANDLED),
    _of(_C, "handle_s", HANDLED, "handle_s"),
    _of(_C, "handle_sq", HANDLED, "handle_s", squared=True),
    _of(_C, "handle_logs", TIMED),
    _of(_C, "handle_log", TIMED, "handle_s", logarithm=True),
    _of(_C, "handle_log_sq", TIMED, "handle_s", logarithm=True, squared=True),
    _of(_C, "wraps", WRAPPED),
    _of(_C, "wrap_s", WRAPPED, "wrap_s"),
    _of(_C, "wrap_sq", WRAPPED, "wrap_s", squared=True),
    _of(_C, "hold_s", HANDLED & Q(hold_s__isnull=False), "hold_s"),
    _of(_C, "transferred", ANSWERED & Q(transfers__gt=0)),
    _of(_C, "replies", REPLIED),
    _of(_C, "reply_s", REPLIED, "reply_s"),
    _of(_C, "reply_due", REPLY_SETTLED),
    _of(_C, "reply_met", REPLY_SETTLED & Q(reply_s__lte=F("queue__reply_target_s"))),
    _of(_C, "next_due", NEXT_SETTLED),
    _of(_C, "next_met", NEXT_SETTLED & Q(next_s__lte=F("queue__next_target_s"))),
    _of(_C, "resolve_due", RESOLVE_SETTLED),
    _of(_C, "resolve_met", resolved_in_time),
    _of(_C, "clocks", CLOCKED),
    _of(_C, "clock_s", CLOCKED, "resolve_s"),
    _of(_C, "paused_s", CLOCKED, "paused_s"),
    _of(_C, "known_customer", FINISHED_KNOWN),
    _of(_C, "solved_first", FINISHED_KNOWN & Q(repeat_s__isnull=True, transfers=0)),
    _of(_C, "repeated", FINISHED_KNOWN & Q(repeat_s__isnull=False)),
    _of(_C, "emotional", ANSWERED & Q(emotional=True)),
    _of(_C, "untyped", Q(type__isnull=True)),
    _of(_R, "resolved", Q(resolve_s__isnull=False)),
    _of(_R, "reopened", Q(resolve_s__isnull=False, reopen_s__lte=F("resolve_s") + WEEK_S)),
    _of(_S, "surveys", Q()),
    *(_of(_S, f"csat_{grade}", Q(csat=grade)) for grade in range(1, 6)),
    _of(_S, "promoters", Q(nps__gte=9)),
    _of(_S, "passives", Q(nps__in=[7, 8])),
    _of(_S, "detractors", Q(nps__lte=6)),
    _of(_S, "efforts", Q(ces__isnull=False)),
    _of(_S, "effort_sum", Q(ces__isnull=False), "ces"),
    _of(_S, "effort_sq", Q(ces__isnull=False), "ces", squared=True),
    _of(_S, "solved_answers", Q(solved__isnull=False)),
    _of(_S, "solved_yes", Q(solved=True)),
    _of(_K, "complaints", JUSTIFIED),
    _of(_K, "complaints_agent", counts_against_agent),
)
BY_COLUMN = {measure.column: measure for measure in MEASURES}


COLUMNS = tuple(BY_COLUMN)


def columns_of(basis: Basis) -> tuple[str, ...]:
    """The columns of one basis."""
    return tuple(measure.column for measure in MEASURES if measure.basis is basis)


def summed(rows: QuerySet[Any], columns: Iterable[str]) -> Iterator[dict[str, Any]]:
    """`rows` (grouped by `.values`) with these columns counted. One query, when read.

    In SQL the sums have names of their own: a sum called like the field it sums would be taken for the field.
    """
    wanted = list(columns)
    for row in rows.annotate(**{f"sum_{column}": BY_COLUMN[column].aggregate() for column in wanted}):
        yield row | {column: int(row.pop(f"sum_{column}")) for column in wanted}
