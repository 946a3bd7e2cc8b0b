"""Plans and draws: how many contacts of whom, found how, given to which reviewer."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import last_day
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import QaDraw, QaFormVersion, QaPlan, QaReview
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors import qa_sampling as selectors
from dengta.domains.performance.selectors.qa_drawing import Candidate, Drawn, digest_of, draw, shared_out, shares
from dengta.domains.performance.selectors.qa_parameters import DECIDE_DAYS
from dengta.domains.performance.services.qa_forms import latest_version
from dengta.domains.service.selectors.names import names_of
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

TO_SCORE = "performance.qa_to_score"
MOST_PER_AGENT = 50


@transaction.atomic
def make_plan(
    *, unit_id: int, form_id: int, name: str, method: str, period: str, per_agent: int, by: Account, now: datetime
) -> QaPlan:
    """Say how many contacts of each agent are reviewed, how often, and how they are found."""
    if not name.strip():
        raise RuleViolation("performance.qa_plan_nameless")
    if not 1 <= per_agent <= MOST_PER_AGENT:
        raise RuleViolation("performance.qa_plan_out_of_range", most=MOST_PER_AGENT)
    if latest_version(form_id) is None:
        raise RuleViolation("performance.qa_form_not_published")
    row = QaPlan.objects.create(
        unit_id=unit_id, form_id=form_id, name=name.strip(), method=method, period=period, per_agent=per_agent,
        created_at=now,
    )  # fmt: skip
    policies.plan.require(by, row)
    record(by, "performance.qa_plan_made", row, method=method, per_agent=per_agent)
    return row


@transaction.atomic
def end_plan(*, plan_id: int, by: Account, now: datetime) -> QaPlan:
    """No more draws from it; what was drawn stays."""
    row = planned(plan_id, by=by)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    record(by, "performance.qa_plan_ended", row)
    return row


@transaction.atomic
def draw_sample(*, plan_id: int, seed: int, by: Account, now: datetime) -> QaDraw:
    """Draw the last whole period and give each contact to a reviewer: never their own, and to whoever has least to do.

    A period is drawn once: drawing until one likes the sample is no sample.
    """
    plan = planned(plan_id, by=by)
    first, last = selectors.period_before(plan.period, day_of(now))
    return draw_period(plan=plan, first=first, last=last, seed=seed, by=by, now=now)


@transaction.atomic
def draw_period(
    *, plan: QaPlan, first: date, last: date, seed: int, by: Account | None, now: datetime
) -> QaDraw:  # fmt: skip
    """Draw these days from a plan that is locked; nobody's hand where the plan draws by its rhythm."""
    today, version = day_of(now), latest_version(plan.form_id)
    if QaDraw.objects.filter(plan=plan, first_day=first).exists():
        raise RuleViolation("performance.qa_drawn_already", first=first, last=last)
    candidates = selectors.candidates(by, plan, first, last)
    sample = draw(candidates, method=plan.method, per_agent=plan.per_agent, seed=seed)
    if not sample or version is None:
        raise RuleViolation("performance.qa_nothing_to_draw", first=first, last=last)
    given = _given_out(sample, seed, today)
    row = _write_draw(plan, candidates, sample, days=(first, last), seed=seed, by=by, now=now)
    row.unassigned = sum(reviewer is None for reviewer in given.values())
    row.save(update_fields=["unassigned"])
    _write_reviews(row, version, sample, given, now=now)
    _tell(row, [reviewer for reviewer in given.values() if reviewer is not None], now=now)
    record(by, "performance.qa_drawn", plan, seed=seed, drawn=row.drawn, population=row.population)
    return row


def planned(plan_id: int, *, by: Account) -> QaPlan:
    """The plan, locked, that `by` may change and that has not ended."""
    row = QaPlan.objects.select_for_update(of=("self",)).select_related("unit", "form").get(pk=plan_id)
    policies.plan.require(by, row)
    if row.ended_at is not None:
        raise RuleViolation("performance.qa_plan_over", name=row.name)
    return row


def _given_out(sample: Sequence[Drawn], seed: int, today: date) -> dict[int, int | None]:
    """The reviewer of each contact. In an order by chance, so that nobody gets all contacts of one agent."""
    who = selectors.reviewers_of({one.candidate.unit for one in sample}, today)
    load = selectors.load_of({pk for people in who.values() for pk in people})
    rows = [
        (one.candidate.pk, [pk for pk in who[one.candidate.unit] if pk != one.candidate.agent]) for one in sample
    ]  # fmt: skip
    random.Random(seed).shuffle(rows)  # noqa: S311 - to be repeated, not to be secret
    return shared_out(rows, load)


def _write_draw(
    plan: QaPlan, candidates: Sequence[Candidate], sample: Sequence[Drawn], *, days: tuple[date, date], seed: int,
    by: Account | None, now: datetime,
) -> QaDraw:  # fmt: skip
    totals = Counter(one.agent for one in candidates)
    return QaDraw.objects.create(
        plan=plan, first_day=days[0], last_day=days[1], method=plan.method, per_agent=plan.per_agent, seed=seed,
        digest=digest_of(candidates), drawn_at=now, drawn_by=by, population=len(candidates), drawn=len(sample),
        agents=len(totals), short=sum(n < plan.per_agent for n in totals.values()), cells=_cells(candidates, sample),
    )  # fmt: skip


def _cells(candidates: Sequence[Candidate], sample: Sequence[Drawn]) -> list[dict[str, object]]:
    found = shares(candidates, sample)
    contact: Any = QaReview._meta.get_field("contact").related_model
    topics = {one.cell[0] for one in found if one.cell[0] is not None}
    names = names_of(contact._meta.get_field("type").related_model, topics, known={})
    return [
        {
            "topic": names.get(one.cell[0] or 0, ""), "channel": one.cell[1], "population": one.population,
            "expected": round(one.expected, 4), "drawn": one.drawn,
        }
        for one in found
    ]  # fmt: skip


def _write_reviews(
    row: QaDraw, version: QaFormVersion, sample: Sequence[Drawn], given: dict[int, int | None], *, now: datetime
) -> None:
    QaReview.objects.bulk_create(
        QaReview(
            contact_id=one.candidate.pk, agent_id=one.candidate.agent, unit_id=one.candidate.unit,
            day=date.fromisoformat(one.candidate.day), reviewer_id=reviewer, version=version, draw=row,
            origin=row.method, weight=one.weight, signs=list(one.candidate.signs), assigned_at=now,
        )
        for one in sample
        if (reviewer := given[one.candidate.pk]) is not None
    )  # fmt: skip


def _tell(row: QaDraw, reviewers: Sequence[int], *, now: datetime) -> None:
    """Each reviewer has one thing waiting for the whole draw."""
    url = reverse("qa:list") + "?whose=mine&status=draft"
    people = Employee.objects.filter(pk__in=set(reviewers)).select_related("account")
    today = day_of(now)
    due_at = end_of(last_day(today, DECIDE_DAYS.on(today)))
    title = _("Contacts to review")
    todos.put(kind=TO_SCORE, key=row.pk, to=sorted(set(reviewers)), title=title, url=url, now=now, due_at=due_at)
    notify.send_many(to=people, broadcast=False, kind=TO_SCORE, title=title, body=row.plan.name, url=url)
