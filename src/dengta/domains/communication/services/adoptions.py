"""What comes of a suggestion: joining the same idea of others, naming its authors, being done, its effect."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Credit, Effect, Suggestion, Vote
from dengta.domains.communication.policies import suggestions as policies
from dengta.domains.communication.policies.floor import own_id
from dengta.domains.communication.policies.reach import beside
from dengta.domains.communication.selectors import shown_words
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.selectors.measures import Measure, Reading, measure_named
from dengta.domains.communication.selectors.suggestions import EFFECT_DAYS, to_measure, verdict_on
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.suggestions import ANSWER, CONSENT, DO, author_of, url_of
from dengta.domains.people.models import Account, Employee
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

Status = Suggestion.Status


@transaction.atomic
def join_suggestions(*, suggestion_id: int, into: int, by: Account, now: datetime) -> Suggestion:
    """Join an idea to one that says the same: votes and authors go along, the author of `into` stays the first."""
    locked = Suggestion.objects.select_for_update(of=("self",))
    # Both in one order, so that two leaders who join crosswise wait for each other.
    rows = {row.pk: row for row in locked.filter(pk__in=(suggestion_id, into)).order_by("pk")}
    if suggestion_id == into:
        raise RuleViolation("communication.join_itself")
    row, target = rows[suggestion_id], rows[into]
    policies.tend.require(by, row)
    policies.tend.require(by, target)
    if not Suggestion.objects.filter(beside(row.unit_id), pk=into).exists():
        raise RuleViolation("communication.join_other_client")
    if row.status != Status.OPEN or target.status not in (Status.OPEN, Status.ADOPTED):
        raise RuleViolation("communication.suggestion_decided", title=row.title)
    for credit in row.credits.all():
        Credit.objects.get_or_create(
            suggestion=target, employee_id=credit.employee_id, defaults={"hidden": credit.hidden}
        )
    authors = target.credits.values_list("employee_id", flat=True)
    votes = [Vote(suggestion=target, employee_id=one.employee_id, at=one.at) for one in row.votes.all()]
    Vote.objects.bulk_create(votes, ignore_conflicts=True)
    target.votes.filter(employee_id__in=list(authors)).delete()
    row.status, row.merged_into = Status.MERGED, target
    row.save(update_fields=["status", "merged_into"])
    todos.settle(kind=ANSWER, key=row.pk)
    people = Employee.objects.filter(pk__in=row.credits.values("employee_id")).select_related("account")
    told = _("Your suggestion was joined to one that says the same; it stays yours too")
    notify.send_many(to=people, broadcast=False, kind=ANSWER, title=told, body=target.title, url=url_of(target))
    record(by, "communication.suggestion_joined", row, into=target.pk)
    record(by, "communication.suggestion_took_in", target, joined=row.pk)
    return target


@transaction.atomic
def agree_to_be_named(*, suggestion_id: int, agree: bool, by: Account, now: datetime) -> Credit:
    """The author agrees that an adopted idea is praised by name, or does not; a yes can be taken back at any time."""
    row = Suggestion.objects.select_for_update(of=("self",)).get(pk=suggestion_id)
    credit = row.credits.filter(employee_id=own_id(by)).first()
    if credit is None:
        raise NotAllowed("not_allowed", right="communication.agree_to_be_named")
    if row.status not in (Status.ADOPTED, Status.DONE):
        raise RuleViolation("communication.not_adopted")
    if agree:
        shown_words.insist_on(row.title)
    credit.named_since = (credit.named_since or now) if agree else None
    credit.save(update_fields=["named_since"])
    todos.settle(kind=CONSENT, key=row.pk, of=[credit.employee_id])
    record(by, "communication.naming_agreed" if agree else "communication.naming_withdrawn", row)
    return credit


@transaction.atomic
def finish_suggestion(*, suggestion_id: int, by: Account, now: datetime) -> Suggestion:
    """It is put into practice: said by who does it, or by a leader. From now on its effect can be measured."""
    row = Suggestion.objects.select_for_update(of=("self",)).get(pk=suggestion_id)
    if row.doer_id != author_of(by).pk:
        policies.decide.require(by, row)
    if row.status != Status.ADOPTED:
        raise RuleViolation("communication.not_adopted")
    row.status, row.done_on = Status.DONE, day_of(now)
    row.save(update_fields=["status", "done_on"])
    todos.settle(kind=DO, key=row.pk)
    voters = row.votes.values("employee_id")
    people = Employee.objects.filter(pk__in=row.credits.values("employee_id").union(voters)).select_related("account")
    title = _("Put into practice")
    notify.send_many(to=people, broadcast=False, kind=ANSWER, title=title, body=row.title, url=url_of(row))
    record(by, "communication.suggestion_done", row, on=row.done_on)
    return row


@transaction.atomic
def measure_effects(*, now: datetime) -> int:
    """Compare the figure before and after what was done long enough ago, once each; the daily job calls it."""
    measured = 0
    rows = to_measure(day_of(now)).select_for_update(of=("self",)).select_related("decided_by")
    for row in rows.order_by("pk"):
        measure = measure_named(row.measure)
        if measure is not None:
            effect = _compare(row, measure, now=now)
            record(None, "communication.effect_measured", row, measure=measure.key, verdict=effect.verdict)
            measured += 1
    return measured


def _compare(row: Suggestion, measure: Measure, *, now: datetime) -> Effect:
    """As far as the leader who adopted it sees the figure: their team and what stands below it."""
    assert row.done_on is not None
    days, reader = timedelta(days=EFFECT_DAYS.on(row.done_on)), row.decided_by
    assert reader is not None
    day_after = row.done_on + timedelta(days=1)
    before = measure.read(reader, row.unit_id, row.done_on - days, row.done_on)
    after = measure.read(reader, row.unit_id, day_after, day_after + days)
    return Effect.objects.create(
        suggestion=row, measured_at=now, verdict=verdict_on(before, after, better=measure.better),
        **_columns("before", before), **_columns("after", after),
    )  # fmt: skip


def _columns(name: str, reading: Reading) -> dict[str, float | int | None]:
    return {name: reading.value, f"{name}_n": reading.n, f"{name}_low": reading.low, f"{name}_high": reading.high}
