"""Who has a part in a case, and who has none and may decide it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has a part in it and decides nothing; with whom a party alone says to be at odds; and who reports it by
    opening it, where nobody else does."""

    involved: frozenset[int]
    at_odds: frozenset[int]
    opener: int | None

    @property
    def last(self) -> frozenset[int]:
        """Who is asked to decide only where nobody else is left."""
        return self.at_odds | {self.opener or 0}


def tied_to(people: Collection[int], day: date) -> set[int]:
    """Everybody who declared a tie with one of these that holds on a day, or with whom one of these did. One query."""
    bound, at_odds = _ties(people, day)
    return bound | at_odds


def involved_in(case: Case, day: date) -> set[int]:
    """The person, who reported or complained, who bears witness, and everybody tied to one of them. Two queries."""
    named = parties_of(case)
    return named | _ties(named, day, since=day_of(case.opened_at))[0]


def parties_of(case: Case) -> set[int]:
    """The person, who reported or complained, and who bears witness. One query."""
    parties = {case.employee_id, case.reported_by_id, case.complainant_id}
    parties |= set(case.evidence.exclude(witness=None).values_list("witness", flat=True))
    return {one for one in parties if one is not None}


def standing_in(case: Case, day: date) -> Standing:
    """How everybody stands to it (R-087). Three queries."""
    named = parties_of(case)
    bound, at_odds = _ties(named, day, since=day_of(case.opened_at))
    return Standing(frozenset(named | bound), frozenset(at_odds), _opener_who_reports(case))


def _opener_who_reports(case: Case) -> int | None:
    """Who opened it, where nobody else, and no customer, reported it: what they decide they would have said themselves.
    One query, none where somebody else did."""
    if case.reported_by_id or case.complainant_id or case.source == Case.Source.COMPLAINT:
        return None
    return _opener_of(case)


def _opener_of(case: Case) -> int | None:
    return case.steps.filter(number=1).values_list("by__employee", flat=True).first()


def _ties(people: Collection[int], day: date, *, since: date | None = None) -> tuple[set[int], set[int]]:
    """Who is tied to one of these on a day, and with whom one of these alone says to be at odds: nobody takes everybody
    out of a case by a word of their own. What these themselves declare from `since` on binds nobody: it would choose
    who judges; HR can give the decision to another. One query."""
    rows = DeclaredTie.objects.filter(Q(one__in=people) | Q(other__in=people), declared_on__lte=day)
    if since is not None:
        rows = rows.exclude(one__in=people, declared_on__gte=since)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=day))
    bound: set[int] = set()
    at_odds: set[int] = set()
    for one, other, kind in rows.values_list("one", "other", "kind"):
        alone = one in people and kind == DeclaredTie.Kind.CONFLICT
        (at_odds if alone else bound).update((one, other))
    return bound - set(people), at_odds - set(people) - bound


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
    is involved, none of `beyond`; last whoever is asked only where nobody else is left."""
    known = standing_in(case, day)
    left_out = known.involved | {one for one in beyond if one is not None}
    above = over([case.employee_id, *over_them], leading(case.unit_id, day))
    leaders = [one.employee for one in above if Role(one.role) in DECIDING]
    return _each_once([*leaders, *hr_over(case.unit_id, day)], left_out, known.last)


def can_be_given_the_decision(case: Case, day: date) -> list[Employee]:
    """To whom a decision can be given: whoever may decide and neither proposed it nor agrees with it, but at the next
    level, where another is asked then. Whoever is asked only where nobody else is left is named only then. Four
    queries."""
    rows = case.approvals.filter(digest=case.digest).exclude(ground=Ground.NEXT_LEVEL)
    beyond = [case.proposed_by_id, case.decider_id, *rows.values_list("asked", flat=True)]
    able, last = can_decide(case, day, beyond=beyond), standing_in(case, day).last
    return [one for one in able if one.pk not in last] or able


def can_close(case: Case, day: date) -> list[Employee]:
    """Who may end it without a measure: whoever may decide, but who handles it."""
    return can_decide(case, day, beyond=[case.handler_id])


def can_hear(case: Case, day: date) -> list[Employee]:
    """Who may hear an appeal: who leads the house or HR (the access matrix lets nobody else), had no part in it, and
    was not led by who decided when they did. Whoever opened it comes last, and never where nobody else reported it."""
    known = standing_in(case, day)
    left_out = known.involved | took_part(case) | {known.opener or 0}
    above = leading(case.unit_id, day)
    height = _height_of(case.decider_id, case.unit_id, day if case.decided_at is None else day_of(case.decided_at))
    below = {one.employee.pk for one in above if one.depth < height}
    heads = [one.employee for one in above if one.role == Role.EXECUTIVE]
    return _each_once([*heads, *hr_over(case.unit_id, day)], left_out | below, known.at_odds | {_opener_of(case) or 0})


def can_handle(case_unit: int, day: date, *, left_out: Collection[int]) -> list[Employee]:
    """To whom a case can be given: whoever leads there and HR; not who leads the house, whom the access matrix lets
    decide one and not work on it. Four queries."""
    leaders = [one.employee for one in leading(case_unit, day) if one.role != Role.EXECUTIVE]
    return _each_once([*leaders, *hr_over(case_unit, day)], left_out)


def can_take_over(
    unit_id: int, day: date, *, parties: Collection[int], since: date | None = None, beyond: Collection[int] = ()
) -> list[Employee]:
    """To whom a case about these parties can be given: nobody tied to one of them, and who is at odds with one by that
    one's word alone only where nobody else is left. Five queries."""
    bound, at_odds = _ties(parties, day, since=since)
    able = can_handle(unit_id, day, left_out={*parties, *bound, *beyond})
    return [one for one in able if one.pk not in at_odds] or able


def can_approve(case: Case, ground: str, day: date) -> list[Employee]:
    """Who may agree on a ground, the one to ask first: the next level over who proposed and who decides, or HR, or
    who leads the house; none of these two, nor who is involved."""
    if ground == Ground.NEXT_LEVEL:
        had_it = [case.proposed_by_id, case.decider_id]
        return can_decide(case, day, beyond=had_it, over_them=had_it)
    known = standing_in(case, day)
    left_out = known.involved | {case.proposed_by_id or 0, case.decider_id or 0}
    heads = [one.employee for one in leading(case.unit_id, day) if one.role == Role.EXECUTIVE]
    if ground == Ground.SEPARATION:
        return _each_once(heads, left_out - {case.decider_id or 0}, known.at_odds)
    higher = over([case.employee_id], leading(case.unit_id, day))
    deciding = [one.employee for one in higher if one.role == Role.SUPERVISOR]
    return _each_once([*hr_over(case.unit_id, day), *heads, *deciding], left_out, known.at_odds)


def _height_of(employee_id: int | None, unit_id: int, day: date) -> int:
    """How many levels above a unit somebody led on a day, also who is gone since. Two queries."""
    depths = dict(UnitClosure.objects.on(day).filter(descendant=unit_id).values_list("ancestor_id", "depth"))
    held = RoleGrant.objects.on(day).filter(account__employee=employee_id or 0, role__in=LEADING_ROLES)
    return max((depths[unit] for unit in held.filter(unit__in=depths).values_list("unit_id", flat=True)), default=0)


def _each_once(
    people: Iterable[Employee], left_out: Collection[int], last: Collection[int] = frozenset()
) -> list[Employee]:
    found = {one.pk: one for one in people if one.pk not in left_out}
    return sorted(found.values(), key=lambda one: one.pk in last)
