"""The checklist of the first weeks: opened on hiring, signed by the person, ticked by whoever leads them."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import ngettext

from dengta.domains.people import policies
from dengta.domains.people.models import Account, Employee, OnboardingItem, OnboardingStep, RoleGrant
from dengta.domains.people.services.four_eyes import not_about_oneself
from dengta.domains.people.services.gates import GateResult
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation


@transaction.atomic
def open_onboarding(*, employee_id: int, on: date, by: Account | None) -> list[OnboardingStep]:
    """Give somebody the checklist for their roles; items they have already are left alone."""
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    policies.insist(policies.edit_training, by, employee)
    roles = RoleGrant.objects.on(on).filter(account__employee=employee).values("role")
    items = OnboardingItem.objects.filter(Q(role="") | Q(role__in=roles), retired_on=None)
    known = set(OnboardingStep.objects.filter(employee=employee).values_list("item__code", flat=True))
    steps = OnboardingStep.objects.bulk_create(
        OnboardingStep(employee=employee, item=item, due_on=on + timedelta(days=item.days))
        for item in items
        if item.code not in known
    )
    if steps:
        record(by, "people.onboarding_opened", employee, subject=employee.pk, items=len(steps), on=on)
    return steps


@transaction.atomic
def sign_step(*, step_id: int, signature: str, by: Account, now: datetime) -> OnboardingStep:
    """Read and signed, by the person themself, with their own name."""
    step = _open_step(step_id)
    if step.employee.account_id != by.pk or not step.item.signed:
        raise NotAllowed("not_allowed", right="people.sign_step")
    if "".join(signature.split()) != "".join(step.employee.name.split()):
        raise RuleViolation("people.signature_differs", name=step.employee.name)
    return _finish(step, signature=signature.strip(), by=by, now=now)


@transaction.atomic
def tick_step(*, step_id: int, by: Account, now: datetime) -> OnboardingStep:
    """Whoever leads the person confirms that an item is done; what must be signed only the person can close."""
    step = _open_step(step_id)
    policies.tick_onboarding.require(by, step)
    if step.item.signed:
        raise RuleViolation("people.only_the_person_signs", item=step.item.label)
    not_about_oneself(step.employee, by=by)
    return _finish(step, signature="", by=by, now=now)


def check_onboarding(employee_ids: Collection[int], on: date) -> Mapping[int, GateResult]:
    """The gate: whoever has open items that keep the queue closed is not ready. One query."""
    unfinished = OnboardingStep.objects.filter(employee__in=employee_ids, done_at=None, item__blocks=True)
    rows = unfinished.values_list("employee_id").annotate(Count("pk")).order_by()
    return {employee_id: GateResult(ok=False, reason=_still_open(count)) for employee_id, count in rows}


def _still_open(count: int) -> str:
    return ngettext("{count} onboarding item is still open", "{count} onboarding items are still open", count).format(
        count=count
    )


def check_status(employee_ids: Collection[int], on: date) -> Mapping[int, GateResult]:
    """The gate: only who works here and is not on a long leave. One query."""
    away = Employee.objects.filter(pk__in=employee_ids).exclude(status=Employee.Status.ACTIVE)
    return {employee.pk: GateResult(ok=False, reason=employee.get_status_display()) for employee in away}


def _open_step(step_id: int) -> OnboardingStep:
    rows = OnboardingStep.objects.select_for_update(of=("self",)).select_related("employee", "item")
    step = rows.get(pk=step_id)
    if step.done_at is not None:
        raise RuleViolation("people.done_already", item=step.item.label)
    return step


def _finish(step: OnboardingStep, *, signature: str, by: Account, now: datetime) -> OnboardingStep:
    step.done_at, step.done_by, step.signature = now, by, signature
    step.save(update_fields=["done_at", "done_by", "signature"])
    verb = "people.onboarding_signed" if signature else "people.onboarding_ticked"
    record(by, verb, step, subject=step.employee_id, item=step.item.name)
    return step
