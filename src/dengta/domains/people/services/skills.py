"""The skill catalogue, and who can do what how well."""

from datetime import date
from typing import Any

from django.db import transaction

from dengta.domains.people import policies
from dengta.domains.people.models import Account, AgentSkill, Employee, Skill
from dengta.domains.people.services.four_eyes import not_about_oneself
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@transaction.atomic
def save_skill(
    *,
    code: str,
    name: str,
    category: str,
    by: Account | None,
    name_en: str = "",
    needs_certificate: bool = False,
    retired_on: date | None = None,
) -> Skill:
    """Put a skill into the catalogue, or change the one of this code; a retired one is no longer given to anybody."""
    facts: dict[str, Any] = {
        "name": name,
        "name_en": name_en,
        "category": category,
        "needs_certificate": needs_certificate,
        "retired_on": retired_on,
    }
    skill, _created = Skill.objects.update_or_create(code=code, defaults=facts)
    policies.insist(policies.edit_catalogue, by, skill)
    record(by, "people.skill_saved", skill, subject=None, **facts)
    return skill


@transaction.atomic
def set_skill(
    *,
    employee_id: int,
    skill: Skill,
    level: int,
    evidence: str,
    on: date,
    by: Account | None,
    certificate: str = "",
    expires_on: date | None = None,
) -> AgentSkill:
    """Give somebody a level in a skill from `on`, with what shows it; the level before ends there."""
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    policies.insist(policies.edit_training, by, employee)
    not_about_oneself(employee, by=by)
    if not evidence.strip():
        raise RuleViolation("people.evidence_missing")
    if skill.needs_certificate and not (certificate.strip() and expires_on):
        raise RuleViolation("people.certificate_missing", skill=skill.label)
    if skill.retired_on is not None and skill.retired_on <= on:
        raise RuleViolation("people.skill_retired", skill=skill.label)
    _end(employee, skill, on=on)
    held = AgentSkill.objects.create(
        employee=employee,
        skill=skill,
        level=level,
        evidence=evidence,
        certificate=certificate,
        expires_on=expires_on,
        valid_from=on,
    )
    record(by, "people.skill_set", employee, subject=employee.pk, skill=skill.name, level=level, evidence=evidence)
    return held


@transaction.atomic
def drop_skill(*, employee_id: int, skill: Skill, on: date, reason: str, by: Account | None) -> None:
    """Somebody no longer has a skill from `on`."""
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    policies.insist(policies.edit_training, by, employee)
    not_about_oneself(employee, by=by)
    if not reason.strip():
        raise RuleViolation("people.reason_missing")
    _end(employee, skill, on=on)
    record(by, "people.skill_dropped", employee, subject=employee.pk, skill=skill.name, reason=reason)


def _end(employee: Employee, skill: Skill, *, on: date) -> None:
    levels = AgentSkill.objects.filter(employee=employee, skill=skill)
    if levels.filter(valid_from__gt=on).exists():
        raise RuleViolation("people.later_change_planned", name=employee.name)
    levels.filter(valid_from=on).delete()
    AgentSkill.objects.overlapping(on, None).filter(employee=employee, skill=skill).update(valid_to=on)
