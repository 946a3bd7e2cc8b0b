"""A case is seen by the person it is about, once told, and by those who deal with it. Nobody deals with their own."""

from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from dengta.domains.people.models import Unit
from dengta.domains.recognition.models import Case, CaseAppeal, CaseApproval, CaseStep, ShieldReview
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach, Role, facts_of

# Whose right to a case can hang on having been given it by name.
DEALING = (Role.TEAM_LEAD, Role.SUPERVISOR, Role.HR, Role.EXECUTIVE)
OVER = (Case.State.EXPIRED, Case.State.CLOSED)
# So long after its end whoever dealt with a case can still look up what they did.
KEPT = timedelta(days=30)


def _given_to(actor: Actor, facts: ActorFacts) -> Q:
    """By name: who handles it, who is to decide, to approve the proposal that stands, to hear the appeal, to look at
    the good faith. It lasts as long as the duty, and the role that reaches where it happened (R-107)."""
    me = facts.employee_id or 0
    asked = CaseApproval.objects.filter(asked=me, digest=F("case__digest"))
    named = (
        Q(handler_id=me) | Q(decider_id=me) | Q(pk__in=asked.values("case"))
        | Q(pk__in=CaseAppeal.objects.filter(hearer=me).values("case"))
        | Q(pk__in=ShieldReview.objects.filter(reviewer=me).values("case"))
    )  # fmt: skip
    lately = timezone.localdate() - KEPT
    lasting = ~Q(state__in=OVER) | Q(closed_at__date__gt=lately) | Q(state=Case.State.EXPIRED, counts_until__gt=lately)
    return named & lasting & _within_reach(facts)


def _within_reach(facts: ActorFacts) -> Q:
    """Where somebody holds a role by which a case can be given to them."""
    held = [one for one in facts.roles if one.role in DEALING]
    if any(one.whole for one in held):
        return Q()
    return Q(unit__in=frozenset[int]().union(*(one.tree for one in held)))


# Working on one and deciding it are nobody's by being the person: without a person in the reach.
OF_CASE = Reach(person="employee_id", unit="unit_id", assigned=_given_to)
OF_OTHERS = Reach(unit="unit_id", assigned=_given_to)

see = Permission("recognition.see_cases", Case, data_class="discipline_case", action=Action.READ, reach=OF_CASE)
work = Permission("recognition.work_on_cases", Case, data_class="discipline_case", action=Action.WRITE, reach=OF_OTHERS)
decide = Permission("recognition.decide_cases", Case, data_class="discipline_case", action=Action.DECIDE,
                    reach=OF_OTHERS)  # fmt: skip
export = Permission("recognition.export_cases", Case, data_class="discipline_case", action=Action.EXPORT,
                    reach=OF_OTHERS)  # fmt: skip
hear_appeals = Permission("recognition.hear_case_appeals", Case, data_class="appeal", action=Action.DECIDE,
                          reach=OF_OTHERS)  # fmt: skip
prove_separation = Permission("recognition.prove_separation", Case, data_class="dismissal_decision",
                              action=Action.WRITE, reach=OF_OTHERS)  # fmt: skip
# Units, as places where a case may be opened: the same right, asked of the tree.
open_in = Permission("recognition.open_cases_in", Unit, data_class="discipline_case", action=Action.WRITE,
                     reach=Reach(unit="pk"))  # fmt: skip


def own_id(actor: Actor) -> int:
    """The employee behind the account; nobody's for an account without one, and for the contact of a client."""
    facts = facts_of(actor)
    return 0 if facts.holds(Role.CLIENT) else facts.employee_id or 0


def visible(actor: Actor) -> QuerySet[Case]:
    """The cases this person may open: the own ones once they were told, and those the right reaches."""
    return see.scope(actor, Case.objects.all()).exclude(employee_id=own_id(actor), noticed_at=None)


def others(actor: Actor) -> QuerySet[Case]:
    """Of these, those about somebody else: what is worked on. The own ones stand on a page of their own."""
    return visible(actor).exclude(employee_id=own_id(actor))


def own(actor: Actor) -> QuerySet[Case]:
    """Those about the person themselves, once told."""
    return visible(actor).filter(employee_id=own_id(actor))


def steps(actor: Actor, case: Case) -> QuerySet[CaseStep]:
    """What this person reads of a case: everything, or, where it is about them, what was served on them and what they
    did themselves; a decision is served by its letter."""
    rows = CaseStep.objects.filter(case=case)
    if case.employee_id != own_id(actor):
        return rows
    if case.delivered_on is None:
        rows = rows.exclude(kind=CaseStep.Kind.DECIDED)
    return rows.filter(Q(is_served=True) | Q(by=actor.pk))


def deals_with(actor: Actor) -> bool:
    """Whether somebody can have cases of others at all; for the menu. No query beyond the facts about them."""
    return decide.anywhere(actor) or facts_of(actor).holds(Role.TEAM_LEAD, Role.EXECUTIVE, Role.AUDITOR)
