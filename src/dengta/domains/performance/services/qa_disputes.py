"""Disputes: what an agent sees otherwise, and the decision of somebody who had no part in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import is_worked, last_day
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.todos import keys_waiting
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import QaDispute, QaDisputedItem, QaReview
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_deciders import asked_to_name, deciders, may_be_named, naming_is_open
from dengta.domains.performance.selectors.qa_items import Item
from dengta.domains.performance.selectors.qa_parameters import DECIDE_DAYS, OPEN_DISPUTES
from dengta.domains.performance.selectors.qa_reviews import answers_of, items_of, may_decide, open_disputes_of, result
from dengta.domains.performance.services.qa_reviews import REVIEWED, url_of
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

Status = QaReview.Status
Verdict = QaDisputedItem.Verdict
DECIDE, DECIDED, NAME = "performance.qa_dispute", "performance.qa_decided", "performance.qa_name_reviewer"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided about one disputed item: the points that count from now on; None: it does not apply."""

    points: int | None


@transaction.atomic
def dispute_review(*, review_id: int, reasons: Mapping[str, str], by: Account, now: datetime) -> QaDispute:
    """The agent disputes some items, each with a reason, within the time and the number printed on the page."""
    row, today = _locked(review_id, by=by), day_of(now)
    if row.agent_id != policies.own_id(by):
        raise NotAllowed("not_allowed", right=policies.read.name)
    if row.status != Status.SUBMITTED:
        raise RuleViolation("performance.qa_not_waiting")
    if row.answer_by is not None and today > row.answer_by:
        raise RuleViolation("performance.qa_too_late", day=row.answer_by)
    # Locked, so that of two disputes sent at once the second sees the first.
    Employee.objects.select_for_update(of=("self",)).get(pk=row.agent_id)
    most = OPEN_DISPUTES.on(today)
    if open_disputes_of(row.agent_id, today) >= most:
        raise RuleViolation("performance.qa_too_many_disputes", most=most)
    answers = answers_of(row)
    asked = {key: reason.strip() for key, reason in reasons.items() if reason.strip() and key in answers}
    if not asked:
        raise RuleViolation("performance.qa_dispute_without_reason")
    holder = next(iter(may_decide(row, today)), None)
    dispute = QaDispute.objects.create(
        review=row, opened_at=now, holder=holder, due_on=last_day(today, DECIDE_DAYS.on(today)),
        earned_before=row.earned or 0, possible_before=row.possible or 0,
    )  # fmt: skip
    QaDisputedItem.objects.bulk_create(
        QaDisputedItem(dispute=dispute, answer=answers[key], reason=reason) for key, reason in asked.items()
    )
    row.status, row.seen_at = Status.DISPUTED, row.seen_at or now
    row.save(update_fields=["status", "seen_at"])
    todos.settle(kind=REVIEWED, key=row.pk)
    _hand_to(dispute, holder, now=now)
    record(by, "performance.qa_disputed", row, items=len(asked), due_on=dispute.due_on)
    return dispute


@transaction.atomic
def decide_dispute(
    *, review_id: int, rulings: Mapping[str, Ruling], reason: str, by: Account, now: datetime
) -> QaDispute:
    """The second reviewer decides every disputed item, with a reason; the score is worked out anew."""
    row, today, me = _locked(review_id, by=by), day_of(now), policies.own_id(by)
    dispute = QaDispute.objects.select_for_update(of=("self",)).filter(review=row).first()
    if dispute is None or dispute.named_id != me:
        policies.rule.require(by, row)
    if dispute is None or row.status != Status.DISPUTED:
        raise RuleViolation("performance.qa_nothing_disputed")
    if me not in {one.pk for one in deciders(row, dispute, today)}:
        raise RuleViolation("performance.qa_not_second_reviewer")
    if not reason.strip():
        raise RuleViolation("performance.qa_decision_without_reason")
    items = {item.key: item for item in items_of(row)}
    for disputed in dispute.items.select_related("answer"):
        _rule(disputed, items[disputed.answer.item], rulings)
    _score_anew(row)
    dispute.decided_at, dispute.decided_by_id, dispute.reason = now, me, reason.strip()
    dispute.overturned = dispute.items.filter(verdict=Verdict.UPHELD).exists()
    dispute.save()
    todos.settle(kind=DECIDE, key=row.pk)
    todos.settle(kind=NAME, key=row.pk)
    _tell_both(row)
    record(
        by, "performance.qa_decided", row, subject=row.agent_id, overturned=dispute.overturned, earned=row.earned,
        possible=row.possible, reason=dispute.reason,
    )  # fmt: skip
    return dispute


@transaction.atomic
def name_reviewer(*, review_id: int, person: Employee, by: Account, now: datetime) -> QaDispute:
    """Name who decides a dispute that nobody who reviews for the team may decide, or did in time. The agent, the person
    named and the record learn who named whom; the days to decide begin anew."""
    row, today = _locked(review_id, by=by), day_of(now)
    if not policies.may_name(by, row):
        raise NotAllowed("not_allowed", right=policies.name_decider.name)
    (policies.name_decider if policies.name_decider.allows(by, row) else policies.rule).require(by, row)
    dispute = QaDispute.objects.select_for_update(of=("self",)).filter(review=row).first()
    if dispute is None or row.status != Status.DISPUTED:
        raise RuleViolation("performance.qa_nothing_disputed")
    if not naming_is_open(row, dispute, today):
        raise RuleViolation("performance.qa_reviewer_there")
    if person.pk == dispute.holder_id:
        raise RuleViolation("performance.qa_reviewer_too_slow", name=person.name)
    if person.pk == policies.own_id(by) or not may_be_named(row, today).filter(pk=person.pk).exists():
        raise RuleViolation("performance.qa_reviewer_involved", name=person.name)
    dispute.named, dispute.named_by, dispute.named_at = person, by, now
    dispute.holder, dispute.due_on = person, last_day(today, DECIDE_DAYS.on(today))
    dispute.save(update_fields=["named", "named_by", "named_at", "holder", "due_on"])
    for kind in (NAME, DECIDE):
        todos.settle(kind=kind, key=row.pk)
    _hand_to(dispute, person, now=now)
    title = format_lazy(_("{name} decides what you dispute"), name=person.name)
    notify.send(to=row.agent, kind=DECIDED, title=title, body=row.version.form.name, url=url_of(row))
    record(by, "performance.qa_reviewer_named", row, subject=row.agent_id, person=person.name, due_on=dispute.due_on)
    return dispute


@transaction.atomic
def escalate_disputes(*, now: datetime) -> int:
    """Hand what was not decided in time to another second reviewer, once each; where nobody is left, whoever leads
    above the team is told to name one. The daily job calls it; answers how many."""
    today = day_of(now)
    if not is_worked(today):
        return 0
    fresh = Q(escalated_at=None) | Q(named_at__gt=F("escalated_at"))
    rows = QaDispute.objects.select_for_update(of=("self",)).filter(fresh, decided_at=None)
    late = list(rows.filter(due_on__lt=today).select_related("review__version__form").order_by("pk"))
    for dispute in late:
        others = [one for one in may_decide(dispute.review, today) if one.pk != dispute.holder_id]
        dispute.escalated_at = now
        dispute.holder = next(iter(others), dispute.holder)
        dispute.save(update_fields=["escalated_at", "holder"])
        _hand_to(dispute, next(iter(others), None), now=now)
        record(None, "performance.qa_dispute_escalated", dispute.review, due_on=dispute.due_on)
    return len(late)


@transaction.atomic
def let_lapse(*, now: datetime) -> int:
    """What no agent answered in time waits no longer for them. It counts as seen where it was seen, never as agreed."""
    today = day_of(now)
    late = Q(status=Status.SUBMITTED, answer_by__lt=today, seen_at__isnull=False)
    rows = list(QaReview.objects.filter(late, pk__in=keys_waiting(REVIEWED)).order_by("pk"))
    for row in rows:
        todos.settle(kind=REVIEWED, key=row.pk)
        record(None, "performance.qa_review_lapsed", row, subject=row.agent_id, answer_by=row.answer_by)
    return len(rows)


def _locked(review_id: int, *, by: Account) -> QaReview:
    rows = policies.visible(by).select_for_update(of=("self",))
    return rows.select_related("version__form", "agent", "reviewer").get(pk=review_id)


def _rule(disputed: QaDisputedItem, item: Item, rulings: Mapping[str, Ruling]) -> None:
    if item.key not in rulings:
        raise RuleViolation("performance.qa_undecided", item=item.text)
    points, answer = rulings[item.key].points, disputed.answer
    fits = item.optional if points is None else 0 <= points <= item.most
    if not fits:
        raise RuleViolation("performance.qa_points_out_of_range", item=item.text, most=item.most)
    if points is not None and answer.points is not None and points < answer.points:
        raise RuleViolation("performance.qa_worse_by_dispute", item=item.text)
    disputed.verdict = Verdict.REJECTED if points == answer.points else Verdict.UPHELD
    disputed.save(update_fields=["verdict"])
    answer.ruled, answer.ruled_points = True, points
    answer.save(update_fields=["ruled", "ruled_points"])


def _score_anew(row: QaReview) -> None:
    anew = result(row, answers_of(row))
    if not anew.possible:
        raise RuleViolation("performance.qa_nothing_applies")
    if anew.earned * (row.possible or 0) < (row.earned or 0) * anew.possible:
        raise RuleViolation("performance.qa_worse_as_a_whole")
    row.earned, row.possible, row.fatal, row.status = anew.earned, anew.possible, anew.fatal, Status.DECIDED
    row.save(update_fields=["earned", "possible", "fatal", "status"])


def _hand_to(dispute: QaDispute, holder: Employee | None, *, now: datetime) -> None:
    """Let it wait for the second reviewer; where there is none, tell the nearest leader above the team lead."""
    row = dispute.review
    if holder is not None:
        title, url = _("A dispute to decide"), url_of(row)
        today = day_of(now)
        due_at = end_of(max(dispute.due_on, last_day(today, 1)))
        todos.put(kind=DECIDE, key=row.pk, to=[holder.pk], title=title, url=url, now=now, due_at=due_at)
        notify.send(to=holder, kind=DECIDE, title=title, body=row.version.form.name, url=url)
        return
    asked = asked_to_name(row, day_of(now))
    if asked is not None:
        title, url = _("A dispute about a quality review has no second reviewer: please name one"), _naming_url(row)
        todos.put(kind=NAME, key=row.pk, to=[asked.pk], title=title, url=url, now=now)
        notify.send(to=asked, kind=DECIDE, title=title, body=row.version.form.name, url=url)


def _naming_url(row: QaReview) -> str:
    return reverse("qa:name_reviewer", args=[row.pk])


def _tell_both(row: QaReview) -> None:
    title, url = _("A dispute about a quality review is decided"), url_of(row)
    people = Employee.objects.filter(pk__in=[row.agent_id, row.reviewer_id]).select_related("account")
    notify.send_many(to=people, broadcast=False, kind=DECIDED, title=title, body=row.version.form.name, url=url)
