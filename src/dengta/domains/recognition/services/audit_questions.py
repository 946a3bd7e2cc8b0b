"""Whatever stands out in the equality audit is looked into by somebody, who says what they found (R-088, H6)."""

import math
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.house_words import in_house_words
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import AuditQuestion
from dengta.domains.recognition.policies import judged as policies
from dengta.domains.recognition.selectors.audit_questions import Apart, looking, named_leader, standing_out
from dengta.domains.recognition.selectors.equality import R_088
from dengta.domains.recognition.selectors.judged_days import closed_quarters, year_to
from dengta.domains.recognition.services.judged_notices import AUDIT, AUDIT_TOLD
from dengta.foundation import notify
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

ANSWER_WITHIN = timedelta(days=30)


@transaction.atomic
def ask_about_audit(*, now: datetime) -> int:
    """Let every group that stands out in the four quarters before wait for somebody who looks into it, and tell them
    that there are some. Once for each quarter; answers how many were new."""
    today = day_of(now)
    start = closed_quarters(today)[0]
    asked: dict[int, int] = {}
    found = [one for one in standing_out(year_to(start)) if R_088.warns(when=True)]
    new = [row for row in (_ask(one, start, now=now) for one in found) if row is not None]
    for row in new:
        for person in looking(row.word, row.cut, row.group, today):
            asked[person] = asked.get(person, 0) + 1
    for employee in Employee.objects.filter(pk__in=asked).order_by("pk"):
        notify.send(
            to=employee, kind=AUDIT_TOLD, url=reverse("judged:looked"),
            title=format_lazy(_("Equality audit: {count} groups to look into"), count=asked[employee.pk]),
        )  # fmt: skip
    return len(new)


def _ask(one: Apart, start: date, *, now: datetime) -> AuditQuestion | None:
    line, label = one.line, in_house_words(_("All others together") if one.label is None else one.label)
    row, is_new = AuditQuestion.objects.get_or_create(
        quarter=start, asked=one.asked.value, cut=one.cut.name, group=line.key,
        defaults={
            "label": label[:120], "word": line.word.value, "people": line.people, "events": line.events,
            "ratio": line.ratio if math.isfinite(line.ratio) else None, "asked_at": now,
        },
    )  # fmt: skip
    if not is_new:
        return None
    record(None, "recognition.audit_asked", row, asked=row.asked, cut=row.cut, word=row.word)
    today = day_of(now)
    todos.put(
        kind=AUDIT, key=row.pk, to=looking(row.word, row.cut, row.group, today),
        title=format_lazy(_("{group} stands out: {what}"), group=row.label, what=AuditQuestion.Asked(row.asked).label),
        url=reverse("judged:look", args=[row.pk]), now=now, due_at=end_of(today + ANSWER_WITHIN),
    )  # fmt: skip
    return row


@transaction.atomic
def answer_audit(*, question_id: int, answer: str, by: Account, now: datetime) -> AuditQuestion:
    """Say what was found behind a difference. Kept with who said it and when; what is to change is done elsewhere."""
    row = AuditQuestion.objects.select_for_update(of=("self",)).get(pk=question_id)
    me = facts_of(by).employee_id
    if not policies.looks_into(by) or me is None or me == named_leader(row.cut, row.group):
        raise NotAllowed("not_allowed", right="recognition.answer_audit_question")
    if row.answered_by is not None:
        raise RuleViolation("recognition.audit_answered", name=row.answered_by.name)
    if not answer.strip():
        raise RuleViolation("recognition.text_missing")
    row.answer, row.answered_by_id, row.answered_at = answer.strip(), me, now
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    todos.settle(kind=AUDIT, key=row.pk)
    record(by, "recognition.audit_looked_into", row)
    return row
