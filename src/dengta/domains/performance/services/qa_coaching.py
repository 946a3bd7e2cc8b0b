"""Coaching that begins with a finding and ends with the next reviews of the same question."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import who_can_do_it
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account
from dengta.domains.performance.models import QaCoaching, QaReview
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_coaching import coachings
from dengta.domains.performance.selectors.qa_ports import courses_for
from dengta.domains.performance.selectors.qa_reviews import answers_of, items_of
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

COACH = "performance.qa_coaching"


@transaction.atomic
def start_coaching(
    *, review_id: int, item: str, coach: int, steps: str, due_on: date, by: Account, now: datetime, course: str = ""
) -> QaCoaching:
    """Work on one question of a review: who practises it with the agent, how, and until when."""
    review, today = policies.visible(by).select_for_update(of=("self",)).get(pk=review_id), day_of(now)
    policies.coach.require(by, review)
    if review.status == QaReview.Status.DRAFT or item not in answers_of(review):
        raise RuleViolation("performance.qa_no_finding")
    if coach == review.agent_id or not who_can_do_it(review.unit_id, today).filter(pk=coach).exists():
        raise RuleViolation("performance.qa_coach_unknown")
    if due_on < today:
        raise RuleViolation("performance.qa_day_passed")
    if not steps.strip():
        raise RuleViolation("performance.qa_coaching_without_steps")
    if QaCoaching.objects.filter(review=review, item=item).exists():
        raise RuleViolation("performance.qa_coached_already")
    asked = next(one for one in items_of(review) if one.key == item)
    offered = {one.key: one for one in courses_for(by, asked.text)}
    row = QaCoaching.objects.create(
        review=review, item=item, agent_id=review.agent_id, unit_id=review.unit_id, coach_id=coach,
        steps=steps.strip(), starts_on=today, due_on=due_on, course=course if course in offered else "",
        course_name=str(offered[course].name) if course in offered else "", created_at=now,
    )  # fmt: skip
    title, url = _("Coaching after a quality review"), url_of(row)
    to = [row.coach_id]
    todos.put(kind=COACH, key=row.pk, to=to, title=title, url=url, now=now, due_at=end_of(due_on))
    notify.send(to=row.agent, kind=COACH, title=title, body=asked.text[:200], url=url)
    record(by, "performance.qa_coaching_started", row, subject=row.agent_id, due_on=due_on)
    return row


@transaction.atomic
def finish_coaching(*, coaching_id: int, note: str, by: Account, now: datetime) -> QaCoaching:
    """It was practised. From here on the next reviews of the question show whether it helped."""
    row = coachings(by).select_for_update(of=("self",)).get(pk=coaching_id)
    if row.coach_id != policies.own_id(by) and not policies.coach.allows(by, row.review):
        raise NotAllowed("not_allowed", right=policies.coach.name)
    if row.status != QaCoaching.Status.OPEN:
        raise RuleViolation("performance.qa_coaching_over")
    row.status, row.done_on, row.done_note = QaCoaching.Status.DONE, day_of(now), note.strip()
    row.save(update_fields=["status", "done_on", "done_note"])
    todos.settle(kind=COACH, key=row.pk)
    record(by, "performance.qa_coaching_done", row, subject=row.agent_id)
    return row


def url_of(row: QaCoaching) -> str:
    """Where it stands."""
    return reverse("qa:coaching_one", args=[row.pk])
