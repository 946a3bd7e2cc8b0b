"""What comes next in a case, in a sentence for whoever reads it: who acts, until when, and what is in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.models import Case
from dengta.domains.recognition.selectors.case_actions import part_of
from dengta.domains.recognition.selectors.case_clock import Clock
from dengta.domains.recognition.selectors.case_reading import Reading
from dengta.domains.recognition.views.days import on

State = Case.State
Said = tuple[str | Promise, str | Promise]
CLOSED: Said = (_("Closed without a measure: {closing}"), _("Nothing of it counts."))
EXPIRED: Said = (_("It counts no more"), _("A new matter would be the first one again."))
HALF = _("It counts until {counts}; after half of that time without another breach it can be forgotten early.")
NEXT_LEVEL = _("By {execute}; after that the next level is told.")

# To the person: what they can do first, then how far it is.
OWN_DOING: Mapping[str, Said] = {
    "decline": (
        _("You can say how you see it until {statement}"),
        _("Nothing is found yet. Read what is said and what it rests on; saying nothing counts against nobody."),
    ),
    "appeal": (
        _("You can appeal until {appeal}"),
        _(
            "Somebody who had no part in it looks again. It can become milder or be lifted, never worse; until then "
            "it is not carried out."
        ),
    ),
}
OWN: Mapping[str, Said] = {
    State.NOTIFIED: (_("The days to answer are over"), _("You can still say how you see it until it is decided.")),
    State.HEARD: (
        _("What you said is on record"),
        _("The handler looks at both sides. You can add to it until it is decided."),
    ),
    State.FOUND: (
        _("There is a finding; it is not decided yet"),
        _("Somebody who did not look into it decides. You can add to what you said until then."),
    ),
    State.DELIVERED: (_("The days to appeal are over"), _("It becomes final by itself.")),
    State.APPEALED: (_("Your appeal is being heard"), _("By somebody who had no part in it.")),
    State.FINAL: (_("It is final"), _("It is carried out next, and told to you.")),
    State.EXECUTED: (_("Carried out"), HALF),
    State.EXPIRED: EXPIRED,
    State.CLOSED: CLOSED,
}
# To whoever deals with it: what they have to do, the most urgent first.
DOING: Mapping[str, Said] = {
    "review_good_faith": (
        _("Please look whether it was an attempt in good faith"),
        _("Nothing can be found before you have."),
    ),
    "approve": (
        _("You are asked to agree, or to send it back"),
        _("You agree with these very words; a changed proposal asks anew."),
    ),
    "decide": (_("Please decide, or send it back"), "{decide}"),
    "hear": (_("Please decide the appeal"), _("Uphold it, make it milder, or lift it; never worse.")),
    "notice": (_("Please tell the person: facts, clause, rights"), _("The days to answer run from the notice.")),
    "find": (_("Please record what is found"), _("Read what the person says first. {decide}")),
    "propose": (_("Please propose a measure inside the table"), "{decide}"),
    "close_hearing": (
        _("The days to answer are over"),
        _("Record how the person was reached, and go on without a statement."),
    ),
    "deliver": (_("Please deliver the letter with proof"), _("From that day the days to appeal run.")),
    "execute": (_("Please carry it out and write how"), NEXT_LEVEL),
}
WAITS: Mapping[str, Said] = {
    State.OPENED: (_("Waits for the notice by {handler}"), "{decide}"),
    State.NOTIFIED: (_("{person} can answer until {statement}"), "{decide}"),
    State.HEARD: (_("Waits for the finding by {handler}"), "{decide}"),
    State.FOUND: (_("Waits for the proposal by {handler}"), "{decide}"),
    State.PROPOSED: (_("Waits for those who agree, and the decision by {decider}"), "{decide}"),
    State.DECIDED: (_("Decided; the letter is to be delivered by {handler}"), ""),
    State.DELIVERED: (
        _("Delivered; {person} can appeal until {appeal}"),
        _("It is carried out after that, or after the appeal."),
    ),
    State.APPEALED: (
        _("Appealed; it is heard by {hearer}"),
        _("Due by {hear}. Nothing is carried out until then."),
    ),
    State.FINAL: (_("Final; to be carried out by {handler}"), NEXT_LEVEL),
    State.EXECUTED: (_("Carried out"), HALF),
    State.EXPIRED: EXPIRED,
    State.CLOSED: CLOSED,
}
OTHER_CAUSE: Said = (_("It came from something else than the person: to be closed by {handler}"), "{decide}")
OVER = (State.CLOSED, State.EXPIRED, State.EXECUTED)


@dataclass(frozen=True)
class Next:
    """An alert at the head of the page."""

    tone: str
    title: str
    hint: str


def next_of(reading: Reading, clock: Clock, can: frozenset[str], today: date) -> Next:
    """What the reader can or has to do now, else whom the case waits for; and since when it is overdue."""
    facts = _facts(reading.case, clock)
    title, hint = (str(one).format(**facts) for one in _said(reading, can))
    if clock.is_late and not reading.is_mine:
        since = clock.due if clock.due is not None and clock.due < today else clock.decide_by
        over = gettext("Overdue since {day}.").format(day=on(since))
        return Next("warn", title, f"{over} {hint}")
    return Next("good" if reading.state in OVER else "info", title, hint)


def _said(reading: Reading, can: frozenset[str]) -> Said:
    doing, waiting = (OWN_DOING, OWN) if reading.is_mine else (DOING, WAITS)
    for action, said in doing.items():
        if action in can:
            return said
    case = reading.case
    if not reading.is_mine and case.state == State.FOUND and case.cause != Case.Cause.AGENT:
        return OTHER_CAUSE
    return waiting[reading.state]


def _facts(case: Case, clock: Clock) -> dict[str, str]:
    appeal = part_of(case, "appeal")
    hearer = appeal.hearer if appeal is not None else None
    decide = gettext("Decision due by {day}.").format(day=on(clock.decide_by)) if clock.decide_by else ""
    return {
        "person": case.employee.name,
        "handler": case.handler.name,
        "decider": case.decider.name if case.decider else "–",
        "hearer": hearer.name if hearer is not None else gettext("nobody yet"),
        "statement": on(case.statement_due),
        "appeal": on(case.appeal_until),
        "execute": on(case.execute_by),
        "counts": on(case.counts_until),
        "hear": on(appeal.due_on if appeal is not None else None),
        "closing": case.get_closing_display(),
        "decide": decide,
    }
