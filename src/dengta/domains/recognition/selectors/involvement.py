"""Who has a part in a case, and who has none and may decide it."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from dengta.domains.communication.selectors.answering import hr_over
from dengta.domains.communication.selectors.chain import over
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Employee, RoleGrant, UnitClosure
from dengta.domains.people.selectors.organisation import LEADING_ROLES, leading
from dengta.domains.recognition.models import Case, CaseApproval, CaseStep, DeclaredTie
from dengta.foundation.access import Role

# Who decides about measures by the access matrix; a team lead works on a case and decides none.
DECIDING = (Role.SUPERVISOR, Role.EXECUTIVE)
Ground = CaseApproval.Ground
# Steps that make nobody a part of what was decided: opening it, and what hearers and HR do about an appeal.
NO_PART = (CaseStep.Kind.OPENED, CaseStep.Kind.HANDED_OVER, CaseStep.Kind.EXTENDED, CaseStep.Kind.APPEAL_DECIDED)
BY_NEXT_LEVEL = frozenset({Ground.PROTECTED, Ground.OFTEN_SEVERE})


def tied_to(people: Collection[int], day: date, *, case: Case | None = None) -> set[int]:
    """Everybody who declared a tie with one of these that holds on a day. What the person of a case declares once it is
    open binds nobody: it would choose their judge; HR can give the decision to another. One query."""
    rows = DeclaredTie.objects.filter(Q(one__in=people) | Q(other__in=people), declared_on__lte=day)
    if case is not None:
        rows = rows.exclude(one=case.employee_id, declared_on__gte=day_of(case.opened_at))
    pairs = rows.filter(Q(ended_on=None) | Q(ended_on__gt=day)).values_list("one", "other")
    return {one for pair in pairs for one in pair} - set(people)


def involved_in(case: Case, day: date) -> set[int]:
    """The person, who reported or complained, who bears witness, and everybody tied to one of them. Two queries."""
    parties = {case.employee_id, case.reported_by_id, case.complainant_id}
    parties |= set(case.evidence.exclude(witness=None).values_list("witness", flat=True))
    named = {one for one in parties if one is not None}
    return named | tied_to(named, day, case=case)


def took_part(case: Case) -> set[int]:
    """Who handled, looked into, proposed, approved or decided it, now or before: nobody of them hears the appeal. One
    query."""
    acted = case.steps.exclude(kind__in=NO_PART).exclude(by=None).values_list("by__employee", flat=True)
    people = {case.handler_id, case.proposed_by_id, case.decider_id, case.found_by_id, *acted}
    return {one for one in people if one is not None}


def can_decide(
    case: Case, day: date, *, beyond: Collection[int | None] = (), over_them: Collection[int | None] = ()
) -> list[Employee]:
    """Who may decide about it, nearest first: leaders over the person (and over all of `over_them`), then HR; none who
    is involved, none of `beyond`."""
    left_out = involved_in(case, day) | {one for one in beyond if one is not None}
    above = over([case.employee_id, *over_them], leading(case.unit_id, day))
    leaders = [one.employee for one in above if Role(one.role) in DECIDING]
    return _each_once([*leaders, *hr_over(case.unit_id, day)], left_out)


def can_close(case: Case, day: date) -> list[Employee]:
    """Who may end it without a measure: whoever may decide, but who handles it."""
    return can_decide(case, day, beyond=[case.handler_id])


def can_hear(case: Case, day: date) -> list[Employee]:
    """Who may hear an appeal: who leads the house or HR (the access matrix lets nobody else), had no part in it, and
    was not led by who decided when they did. Whoever opened it comes last."""
    left_out = involved_in(case, day) | took_part(case)
    above = leading(case.unit_id, day)
    height = _height_of(case.decider_id, case.unit_id, day if case.decided_at is None else day_of(case.decided_at))
    below = {one.employee.pk for one in above if one.depth < height}
    heads = [one.employee for one in above if one.role == Role.EXECUTIVE]
    found = _each_once([*heads, *hr_over(case.unit_id, day)], left_out | below)
    opener = case.steps.filter(number=1).values_list("by__employee", flat=True).first()
    return sorted(found, key=lambda one: one.pk == opener)


def can_handle(case_unit: int, day: date, *, left_out: Collection[int]) -> list[Employee]:
    """To whom a case can be given: whoever leads there and HR; not who leads the house, whom the access matrix lets
    decide one and not work on it. Four queries."""
    leaders = [one.employee for one in leading(case_unit, day) if one.role != Role.EXECUTIVE]
    return _each_once([*leaders, *hr_over(case_unit, day)], left_out)


def can_approve(case: Case, ground: str, day: date) -> list[Employee]:
    """Who may agree on a ground, the one to ask first: the next level over who proposed and who decides, or HR, or
    who leads the house; none of these two, nor who is involved."""
    if ground in BY_NEXT_LEVEL:
        had_it = [case.proposed_by_id, case.decider_id]
        return can_decide(case, day, beyond=had_it, over_them=had_it)
    left_out = involved_in(case, day) | {case.proposed_by_id or 0, case.decider_id or 0}
    heads = [one.employee for one in leading(case.unit_id, day) if one.role == Role.EXECUTIVE]
    if ground == Ground.SEPARATION:
        return _each_once(heads, left_out - {case.decider_id or 0})
    higher = over([case.employee_id], leading(case.unit_id, day))
    deciding = [one.employee for one in higher if one.role == Role.SUPERVISOR]
    return _each_once([*hr_over(case.unit_id, day), *heads, *deciding], left_out)


def _height_of(employee_id: int | None, unit_id: int, day: date) -> int:
    """How many levels above a unit somebody led on a day, also who is gone since. Two queries."""
    depths = dict(UnitClosure.objects.on(day).filter(descendant=unit_id).values_list("ancestor_id", "depth"))
    held = RoleGrant.objects.on(day).filter(account__employee=employee_id or 0, role__in=LEADING_ROLES)
    return max((depths[unit] for unit in held.filter(unit__in=depths).values_list("unit_id", flat=True)), default=0)


def _each_once(people: Iterable[Employee], left_out: Collection[int]) -> list[Employee]:
    return list({one.pk: one for one in people if one.pk not in left_out}.values())
