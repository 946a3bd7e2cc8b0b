"""What the pages of cases show: how far one is, what is due, why a measure, and who said what when."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dengta.domains.recognition.models import Case, CaseApproval, CaseStep, Measure
from dengta.domains.recognition.selectors.case_clock import Clock
from dengta.domains.recognition.selectors.case_history import consistency_of, counted_before
from dengta.domains.recognition.selectors.case_reading import Reading
from dengta.domains.recognition.selectors.clauses import Range
from dengta.domains.recognition.selectors.signatures import first_signature
from dengta.domains.recognition.services.case_proposing import range_of
from dengta.domains.recognition.views.days import on
from dengta.domains.recognition.views.presenting import in_words
from dengta.engines.fairness.precedents import Consistency
from dengta.web.figures import Moment, Step

State, Kind = Case.State, CaseStep.Kind
TONES = {
    State.OPENED: "info",
    State.NOTIFIED: "info",
    State.HEARD: "info",
    State.FOUND: "info",
    State.PROPOSED: "warn",
    State.DECIDED: "warn",
    State.DELIVERED: "warn",
    State.APPEALED: "warn",
    State.FINAL: "warn",
    State.EXECUTED: "good",
    State.EXPIRED: "mute",
    State.CLOSED: "mute",
}
# How many steps of the page are done in each state.
DONE = {
    State.OPENED: 1,
    State.NOTIFIED: 2,
    State.HEARD: 3,
    State.FOUND: 4,
    State.PROPOSED: 5,
    State.DECIDED: 6,
    State.DELIVERED: 6,
    State.APPEALED: 6,
    State.FINAL: 7,
    State.EXECUTED: 8,
    State.EXPIRED: 8,
}
ICONS: dict[str, str] = {
    Kind.EVIDENCE: "file-certificate",
    Kind.STATED: "message",
    Kind.NOTIFIED: "send",
    Kind.FOUND: "scale",
    Kind.DECIDED: "gavel",
    Kind.DELIVERED: "mail",
    Kind.APPEALED: "message-report",
    Kind.CLOSED: "circle-check",
}


@dataclass(frozen=True)
class ShownState:
    """How far a case is, in colour and word, and what is due."""

    tone: str
    word: str
    what: str
    due: date | None
    is_late: bool


def shown_state(case: Case, clock: Clock, *, told: str = "") -> ShownState:
    """A case in a line; `told`: the state as its reader knows it."""
    state = State(told or case.state)
    hidden = state != case.state
    what, due = (str(_("The decision")), None) if hidden else (str(clock.what), clock.due)
    return ShownState(TONES[state], str(state.label), what, due, clock.is_late and not hidden)


def case_steps(reading: Reading, clock: Clock) -> list[Step]:
    """The procedure: what is done and by whom, what is now, what comes."""
    case, mine = reading.case, reading.is_mine
    decided = case.decided_at if not mine or case.delivered_on else None
    again = case.state == State.NOTIFIED  # heard before, and asked once more
    heard = "" if again else f"{on(case.heard_at)} {case.get_heard_display()}".strip()
    statement = _("possible until {day}").format(day=on(case.statement_due)) if case.statement_due else ""
    decide = _("due by {day}").format(day=on(clock.decide_by)) if clock.decide_by else ""
    until = _("can be appealed until {day}").format(day=on(case.appeal_until)) if case.appeal_until else ""
    rows = [
        (_("Opened, handled by {name}").format(name=case.handler.name), on(case.opened_at)),
        (_("Notice of facts and rights"), on(case.noticed_at)),
        (_("The person is heard"), heard or statement),
        (_("Finding from evidence"), on(case.found_at)),
        (_("Proposal, and who agrees"), "" if mine else on(case.proposed_at)),
        (_("Decision by somebody else"), on(decided) or decide),
        (_("Letter and appeal"), " · ".join(one for one in (on(case.delivered_on), until) if one)),
        (
            _("Carrying it out"),
            on(case.executed_on) or (_("by {day}").format(day=on(case.execute_by)) if case.execute_by else ""),
        ),
    ]
    if case.state == State.CLOSED:
        return _closed(case, rows)
    reached = DONE[State(reading.state)]
    last = _("Counts until {day}, then it is forgotten").format(day=on(case.counts_until)) if case.counts_until else ""
    rows[-1] = (rows[-1][0], " · ".join(one for one in (rows[-1][1], last) if one))
    return [Step(title=title, note=note, state=_reached(n, reached)) for n, (title, note) in enumerate(rows, start=1)]


def _closed(case: Case, rows: list[tuple[str, str]]) -> list[Step]:
    moments: list[Any] = [
        case.opened_at,
        case.noticed_at,
        case.heard_at,
        case.found_at,
        case.proposed_at,
        case.decided_at,
        case.delivered_on,
    ]
    done = [Step(title=row[0], note=row[1], state="done") for row, at in zip(rows, moments, strict=False) if at]
    closing = _("Closed: {ground}").format(ground=case.get_closing_display())
    return [*done, Step(title=closing, note=on(case.closed_at), state="done")]


def _reached(place: int, done: int) -> str:
    if place <= done:
        return "done"
    return "now" if place == done + 1 else "later"


def shown_log(reading: Reading) -> list[Moment]:
    """Everything that was done, newest first, by whom; the words stand where they belong on the page."""
    return [
        Moment(
            at=date_format(timezone.localtime(step.at), "SHORT_DATETIME_FORMAT"),
            iso=step.at.isoformat(),
            text=str(step.get_kind_display()),
            by=who_of(step),
            icon=ICONS.get(step.kind, "file-text"),
        )
        for step in reversed(reading.steps)
    ]


def who_of(step: CaseStep) -> str:
    """By name; the days themselves where nobody did it."""
    employee = getattr(step.by, "employee", None) if step.by_id else None
    return employee.name if employee else _("by the days")


@dataclass(frozen=True)
class ShownPrecedent:
    """A similar case by its facts alone; which one it is stands nowhere."""

    key: str

    clause: str
    time: int
    decided: date | None
    measure: str
    likeness: int
    differs: str


@dataclass(frozen=True)
class Why:
    """Why a measure of this range: rule, version, signature, how often before, and what similar cases led to."""

    signed_on: datetime | None
    earlier: Sequence[Case]
    range: Range
    range_words: str
    similar: str
    precedents: Sequence[ShownPrecedent]
    found: Consistency

    @property
    def seen(self) -> str:
        """The keys of the similar cases on the screen."""
        return " ".join(one.key for one in self.precedents)


def why_of(case: Case, *, reader: int) -> Why:
    """As this employee may know it. Six queries."""
    allowed, found = range_of(case), consistency_of(case, proposed=case.measure or 0, reader=reader)
    signed = first_signature(case.employee_id, case.version.edition)
    first, rows = signed.signed_at if signed else None, [_precedent(one) for one in found.precedents]
    return Why(first, counted_before(case), allowed, in_words(allowed), in_a_sentence(found), rows, found)


def _differing(names: Sequence[str]) -> str:
    words = {
        "clause": _("clause"),
        "category": _("chapter"),
        "severity": _("severity"),
        "before": _("how often before"),
        "repetition": _("how often before"),
        "cause": _("cause"),
        "harm": _("harm"),
    }
    return _(", ").join(words.get(name, name) for name in names)


def _precedent(one: Any) -> ShownPrecedent:
    return ShownPrecedent(
        key=str(one.facts.key),
        clause=one.facts.clause,
        time=one.facts.before + 1,
        decided=one.facts.decided,
        measure=str(Measure(one.facts.grade or 0).label),
        likeness=round(one.likeness * 100),
        differs=_differing(one.differs_in),
    )


def in_a_sentence(found: Consistency) -> str:
    """In a sentence: what the similar cases led to, and how many there are."""
    count = len(found.precedents)
    if not count:
        return _("None decided yet: the table alone says what is possible.")
    led_to = Counter(one.facts.grade or 0 for one in found.precedents)
    parts = [
        _("{count} × {measure}").format(count=n, measure=Measure(grade).label) for grade, n in sorted(led_to.items())
    ]
    said = ngettext("{count} similar case: {list}.", "{count} similar cases: {list}.", count)
    if not found.enough:
        said = ngettext(
            "{count} similar case: {list}. Fewer than three bind nobody.",
            "{count} similar cases: {list}. Fewer than three bind nobody.",
            count,
        )
    return said.format(count=count, list=_(", ").join(parts))


@dataclass(frozen=True)
class ShownApproval:
    """Who has to agree, why, and whether they did."""

    name: str
    ground: str
    given_at: datetime | None
    url: str


def shown_approvals(case: Case, approvals: Sequence[CaseApproval], *, me: int) -> list[ShownApproval]:
    """Each, with the address of the form for whoever is asked. No query."""
    return [
        ShownApproval(
            one.asked.name,
            str(one.get_ground_display()),
            one.given_at,
            reverse("cases:approve", args=[case.pk, one.ground])
            if one.asked_id == me and one.given_at is None and case.state == State.PROPOSED
            else "",
        )
        for one in approvals
    ]
