"""Suggestions from the first word to the answer: submitting, voting, a yes with a plan, a no with an alternative."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.events import SuggestionAdopted
from dengta.domains.communication.models import Credit, Suggestion, Vote
from dengta.domains.communication.policies import suggestions as policies
from dengta.domains.communication.policies.floor import own_id, works_here
from dengta.domains.communication.selectors.answering import is_worked, last_day, who_answers, who_can_do_it
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.measures import measure_named
from dengta.domains.communication.selectors.suggestions import R_084
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.passing_up import Matter, pass_up
from dengta.domains.communication.services.refusals import R_043
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import team_on
from dengta.foundation import events, notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.settings.parameters import Parameter

Status = Suggestion.Status
ANSWER, DO, CONSENT = "communication.suggestion", "communication.suggestion_doing", "communication.suggestion_consent"
ANSWER_DAYS = Parameter(
    "communication.suggestion_days",
    10,
    _("Working days within which a suggestion gets its answer"),
    unit="working days",
    check=lambda days: 1 <= days <= 60,
)


@transaction.atomic
def submit_suggestion(*, title: str, body: str, hidden: bool, by: Account, now: datetime) -> Suggestion:
    """Hand an idea to the nearest leader. `hidden`: peers read “a colleague” until the person agrees to be named."""
    author, today = author_of(by), day_of(now)
    if not title.strip() or not body.strip():
        raise RuleViolation("communication.suggestion_empty")
    if Suggestion.objects.filter(author=author, status=Status.OPEN, title=title.strip(), body=body.strip()).exists():
        raise RuleViolation("communication.sent_already", title=title.strip())
    team = team_on([author.pk], today).get(author.pk)
    unit_id = team or Unit.objects.filter(kind=Unit.Kind.COMPANY).values_list("pk", flat=True)[0]
    row = Suggestion.objects.create(
        author=author, unit_id=unit_id, title=title.strip(), body=body.strip(), created_at=now,
        holder=who_answers(unit_id, today, beyond=(author.pk,)), due_on=last_day(today, ANSWER_DAYS.on(today)),
    )  # fmt: skip
    Credit.objects.create(suggestion=row, employee=author, is_first=True, hidden=hidden)
    if row.holder is not None:
        due_at = end_of(row.due_on)
        todos.put(kind=ANSWER, key=row.pk, to=[row.holder.pk], title=row.title, url=url_of(row), now=now, due_at=due_at)
        notify.send(to=row.holder, kind=ANSWER, title=_("A new suggestion"), body=row.title, url=url_of(row))
    record(by, "communication.suggestion_submitted", row, hidden=hidden, due_on=row.due_on)
    return row


@transaction.atomic
def withdraw_suggestion(*, suggestion_id: int, by: Account, now: datetime) -> Suggestion:
    """The author takes it back before it is answered."""
    row = _seen(suggestion_id, by=by)
    if row.author_id != author_of(by).pk:
        raise NotAllowed("not_allowed", right="communication.withdraw_suggestion")
    _still_open(row)
    row.status = Status.WITHDRAWN
    row.save(update_fields=["status"])
    todos.settle(kind=ANSWER, key=row.pk)
    record(by, "communication.suggestion_withdrawn", row)
    return row


@transaction.atomic
def vote(*, suggestion_id: int, by: Account, now: datetime, on: bool = True) -> None:
    """Stand behind somebody's suggestion, once; or take the vote back. Nobody votes for their own."""
    voter = author_of(by)
    row = policies.visible(by).select_for_update(of=("self",)).get(pk=suggestion_id)
    if row.status not in (Status.OPEN, Status.ADOPTED):
        raise RuleViolation("communication.suggestion_decided", title=row.title)
    if row.credits.filter(employee=voter).exists():
        raise RuleViolation("communication.vote_for_own")
    if on:
        Vote.objects.get_or_create(suggestion=row, employee=voter, defaults={"at": now})
    else:
        Vote.objects.filter(suggestion=row, employee=voter).delete()
    record(by, "communication.suggestion_voted" if on else "communication.suggestion_unvoted", row)


@transaction.atomic
def take_up(*, suggestion_id: int, by: Account, now: datetime) -> Suggestion:
    """The leader looks into it: the author sees that it is not lying about."""
    row = _seen(suggestion_id, by=by)
    _insist(row, by=by)
    if row.taken_up_at is None:
        row.taken_up_at = now
        row.save(update_fields=["taken_up_at"])
        _tell_authors(row, _("Your suggestion is being looked into"))
        record(by, "communication.suggestion_taken_up", row)
    return row


@transaction.atomic
def adopt_suggestion(
    *, suggestion_id: int, answer: str, steps: str, doer: int, until: date, by: Account, now: datetime,
    reward: str = "", measure: str = "",
) -> Suggestion:  # fmt: skip
    """Yes: who does what until when, what the author gets for it, and by which figure one will see what it did."""
    row, today = _seen(suggestion_id, by=by), day_of(now)
    _insist(row, by=by)
    person = who_can_do_it(row.unit_id, today).filter(pk=doer).select_related("account").first()
    if person is None:
        raise RuleViolation("communication.doer_unknown")
    if until < today:
        raise RuleViolation("communication.until_in_the_past")
    if not answer.strip() or not steps.strip():
        raise RuleViolation("communication.adoption_empty")
    if measure and measure_named(measure) is None:
        raise RuleViolation("communication.measure_unknown")
    row.status, row.doer, row.until, row.steps = Status.ADOPTED, person, until, steps.strip()
    row.reward, row.measure = reward.strip(), measure
    _decide(row, answer, by=by, now=now)
    due_at = end_of(until)
    todos.put(kind=DO, key=row.pk, to=[person.pk], title=row.title, url=url_of(row), now=now, due_at=due_at)
    authors = list(row.credits.values_list("employee_id", flat=True))
    decide_by = end_of(last_day(today, ANSWER_DAYS.on(today)))
    todos.put(kind=CONSENT, key=row.pk, to=authors, title=row.title, url=url_of(row), now=now, due_at=decide_by)
    _tell_authors(row, _("Your suggestion is adopted"))
    notify.send(to=person, kind=DO, title=_("You put a suggestion into practice"), body=row.title, url=url_of(row))
    events.publish(SuggestionAdopted(row.pk, row.unit_id, row.title, tuple(authors), row.reward, by.pk, now))
    record(by, "communication.suggestion_adopted", row, doer=person.pk, until=until, reward=row.reward, measure=measure)
    return row


@transaction.atomic
def decline_suggestion(*, suggestion_id: int, answer: str, alternative: str, by: Account, now: datetime) -> Suggestion:
    """No, with the reason and with what could be done instead (R-043)."""
    row = _seen(suggestion_id, by=by)
    _insist(row, by=by)
    R_043.refuse(when=not answer.strip(), code="communication.no_needs_reason")
    R_043.refuse(when=not alternative.strip(), code="communication.no_needs_alternative")
    row.status, row.alternative = Status.DECLINED, alternative.strip()
    _decide(row, answer, by=by, now=now)
    _tell_authors(row, _("Your suggestion is answered"))
    record(by, "communication.suggestion_declined", row, answer=row.answer, alternative=row.alternative)
    return row


def _decide(row: Suggestion, answer: str, *, by: Account, now: datetime) -> None:
    row.answer, row.decided_by, row.decided_at = answer.strip(), by, now
    row.save()
    todos.settle(kind=ANSWER, key=row.pk)


@transaction.atomic
def escalate_suggestions(*, now: datetime) -> int:
    """Hand what was not answered in time to the next level, once each; the daily job calls it. Answers how many."""
    today = day_of(now)
    if not is_worked(today):
        return 0
    late = Suggestion.objects.select_for_update(of=("self",)).filter(status=Status.OPEN, escalated_at=None)
    passed = 0
    for row in late.filter(due_on__lt=today).order_by("pk") if R_084.applies else ():
        matter = Matter(
            ANSWER, row.title, url_of(row), _("A suggestion waits beyond its time"),
            "communication.suggestion_escalated", policies.decide,
        )  # fmt: skip
        passed += pass_up(row, matter, author_id=row.author_id, now=now)
    return passed


def author_of(by: Account) -> Employee:
    """The employee who speaks; whoever does not work here does not. Locked: of two taps in a row, the second waits and
    finds what the first one wrote."""
    if not works_here(by):
        raise NotAllowed("not_allowed", right="communication.speak")
    rows = Employee.objects.select_for_update(of=("self",)).select_related("account")
    return rows.get(pk=own_id(by))


def url_of(row: Suggestion) -> str:
    """Where it stands."""
    return reverse("suggestions:suggestion", args=[row.pk])


def _seen(suggestion_id: int, *, by: Account) -> Suggestion:
    """The row, locked, of whoever may read it: to anybody else not even its state is told."""
    rows = policies.visible(by).select_for_update(of=("self",))
    return rows.select_related("unit").get(pk=suggestion_id)


def _still_open(row: Suggestion) -> None:
    if row.status != Status.OPEN:
        raise RuleViolation("communication.suggestion_decided", title=row.title)


def _insist(row: Suggestion, *, by: Account) -> None:
    """Deciding is for leaders of the unit it came from, while it is open, and never about one's own idea."""
    policies.decide.require(by, row)
    _still_open(row)
    if row.credits.filter(employee_id=own_id(by)).exists():
        raise RuleViolation("communication.own_suggestion")


def _tell_authors(row: Suggestion, title: str | Promise) -> None:
    people = Employee.objects.filter(pk__in=row.credits.values("employee_id")).select_related("account")
    notify.send_many(to=people, broadcast=False, kind=ANSWER, title=title, body=row.title, url=url_of(row))
