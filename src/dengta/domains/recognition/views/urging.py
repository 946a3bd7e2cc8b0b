"""What comes next in a case, in a sentence for whoever reads it: who acts, until when, and what is in the way."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dengta.domains.recognition.models import Case
from dengta.domains.recognition.selectors.case_clock import Clock
from dengta.domains.recognition.selectors.case_reading import Reading
from dengta.domains.recognition.views.days import on

State = Case.State


@dataclass(frozen=True)
class Next:
    """An alert at the head of the page."""

    tone: str
    title: str
    hint: str


def next_of(reading: Reading, clock: Clock, can: frozenset[str], today: date) -> Next:
    """What the reader can or has to do now, else whom the case waits for."""
    told = _to_the_person(reading, can) if reading.is_mine else _to_others(reading, clock, can)
    late = clock.is_late and not reading.is_mine
    if not late:
        return told
    over = _("Overdue since {day}.").format(day=on(clock.due if clock.due and clock.due < today else clock.decide_by))
    return Next("warn", told.title, f"{over} {told.hint}")


def _to_the_person(reading: Reading, can: frozenset[str]) -> Next:
    case = reading.case
    if "decline" in can:
        return Next(
            "info", _("You can say how you see it until {day}").format(day=on(case.statement_due)),
            _("Nothing is found yet. Read what is said and what it rests on; saying nothing counts against nobody."),
        )  # fmt: skip
    if "appeal" in can:
        return Next(
            "info", _("You can appeal until {day}").format(day=on(case.appeal_until)),
            _("Somebody who had no part in it looks again. It can become milder or be lifted, never worse; until then "
              "it is not carried out."),
        )  # fmt: skip
    words = {
        State.HEARD: (_("What you said is on record"), _("The handler looks at both sides. You can add to it until it is decided.")),
        State.FOUND: (_("There is a finding; it is not decided yet"), _("Somebody who did not look into it decides. You can add to what you said until then.")),
        State.DELIVERED: (_("The days to appeal are over"), _("It becomes final by itself.")),
        State.APPEALED: (_("Your appeal is being heard"), _("By somebody who had no part in it.")),
        State.FINAL: (_("It is final"), _("It is carried out next, and told to you.")),
        State.EXECUTED: (_("Carried out"), _("It counts until {day}; after half of that time without another breach it can be forgotten early.").format(day=on(case.counts_until))),
        State.EXPIRED: (_("It counts no more"), _("A new matter would be the first one again.")),
        State.CLOSED: (_("Closed without a measure: {ground}").format(ground=case.get_closing_display()), _("Nothing of it counts.")),
    }  # fmt: skip
    title, hint = words.get(State(reading.state), (str(State(reading.state).label), ""))
    return Next("good" if reading.state in (State.CLOSED, State.EXPIRED) else "info", title, hint)


def _to_others(reading: Reading, clock: Clock, can: frozenset[str]) -> Next:
    case = reading.case
    decide = _("Decision due by {day}.").format(day=on(clock.decide_by)) if clock.decide_by else ""
    handler, person = case.handler.name, case.employee.name
    decider = case.decider.name if case.decider else "–"
    appeal = getattr(case, "appeal", None)
    hearer = appeal.hearer.name if appeal and appeal.hearer else _("nobody yet")
    for action, title, hint in (
        ("review_good_faith", _("Please look whether it was an attempt in good faith"), _("Nothing can be found before you have.")),
        ("approve", _("You are asked to agree, or to send it back"), _("You agree with these very words; a changed proposal asks anew.")),
        ("decide", _("Please decide, or send it back"), decide),
        ("hear", _("Please decide the appeal"), _("Uphold it, make it milder, or lift it; never worse.")),
        ("notice", _("Please tell the person: facts, clause, rights"), _("The days to answer run from the notice.")),
        ("find", _("Please record what is found"), _("Read what the person says first. {decide}").format(decide=decide)),
        ("propose", _("Please propose a measure inside the table"), decide),
        ("close_hearing", _("The days to answer are over"), _("Record how the person was reached, and go on without a statement.")),
        ("deliver", _("Please deliver the letter with proof"), _("From that day the days to appeal run.")),
        ("execute", _("Please carry it out and write how"), _("By {day}; after that the next level is told.").format(day=on(case.execute_by))),
    ):  # fmt: skip
        if action in can:
            return Next("info", title, hint)
    words = {
        State.OPENED: (_("Waits for the notice by {name}").format(name=handler), decide),
        State.NOTIFIED: (_("{name} can answer until {day}").format(name=person, day=on(case.statement_due)), decide),
        State.HEARD: (_("Waits for the finding by {name}").format(name=handler), decide),
        State.FOUND: (_("Waits for the proposal by {name}").format(name=handler) if case.cause == Case.Cause.AGENT else _("It came from something else than the person: to be closed by {name}").format(name=handler), decide),
        State.PROPOSED: (_("Waits for those who agree, and the decision by {name}").format(name=decider), decide),
        State.DECIDED: (_("Decided; the letter is to be delivered by {name}").format(name=handler), ""),
        State.DELIVERED: (_("Delivered; {name} can appeal until {day}").format(name=person, day=on(case.appeal_until)), _("It is carried out after that, or after the appeal.")),
        State.APPEALED: (_("Appealed; it is heard by {name}").format(name=hearer), _("Due by {day}. Nothing is carried out until then.").format(day=on(appeal.due_on if appeal else None))),
        State.FINAL: (_("Final; to be carried out by {name}").format(name=handler), _("By {day}; after that the next level is told.").format(day=on(case.execute_by))),
        State.EXECUTED: (_("Carried out; counts until {day}").format(day=on(case.counts_until)), _("After half of that time without another breach it can be forgotten early.")),
        State.EXPIRED: (_("It counts no more"), ""),
        State.CLOSED: (_("Closed without a measure: {ground}").format(ground=case.get_closing_display()), ""),
    }  # fmt: skip
    title, hint = words[State(case.state)]
    return Next("good" if case.state in (State.CLOSED, State.EXPIRED, State.EXECUTED) else "info", title, hint)
