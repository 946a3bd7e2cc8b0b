"""Who sees an appraisal and when: before the talk nobody sees their own score, and nobody ever decides about theirs."""

from django.db.models import Q, QuerySet

from dengta.domains.people.models import Account, Unit
from dengta.domains.performance.models import Appeal, Appraisal, Cycle, Objection
from dengta.domains.performance.policies.reach import own_id
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach, Role, any_of, facts_of

State = Appraisal.State
# What is not yet said to the person stands here.
UNRELEASED = (State.WAITING, State.SECOND, State.SCORED)


def _given_to(actor: Actor, facts: ActorFacts) -> Q:
    """By name: the leader who scores (whoever leads supervisors has them alone), the second reader, who hears."""
    me = facts.employee_id or 0
    return Q(leader_id=me) | Q(second_reader_id=me) | Q(appeal__handler_id=me)


OF_APPRAISAL = Reach(person="employee_id", unit="unit_id", assigned=_given_to)
OF_CYCLE = Reach(unit="unit_id")

see = Permission("performance.see_appraisals", Appraisal, data_class="appraisal_score", action=Action.READ,
                 reach=OF_APPRAISAL)  # fmt: skip
score = Permission("performance.score", Appraisal, data_class="appraisal_score", action=Action.WRITE,
                   reach=OF_APPRAISAL)  # fmt: skip
decide = Permission("performance.decide_appraisals", Appraisal, data_class="appraisal_score", action=Action.DECIDE,
                    reach=OF_APPRAISAL)  # fmt: skip
export = Permission("performance.export_appraisals", Appraisal, data_class="appraisal_score", action=Action.EXPORT,
                    reach=OF_APPRAISAL)  # fmt: skip
see_cycles = Permission("performance.see_cycles", Cycle, data_class="appraisal_score", action=Action.READ,
                        reach=OF_CYCLE)  # fmt: skip
run_cycles = Permission("performance.run_cycles", Cycle, data_class="appraisal_score", action=Action.DECIDE,
                        reach=OF_CYCLE)  # fmt: skip
# Units, as places where a cycle may be run: the same right, asked of the tree.
run_in = Permission("performance.run_cycles_in", Unit, data_class="appraisal_score", action=Action.DECIDE,
                    reach=Reach(unit="pk"))  # fmt: skip
hear_objections = Permission(
    "performance.hear_objections", Objection, data_class="appraisal_score", action=Action.DECIDE,
    reach=Reach(person="appraisal__employee_id", unit="appraisal__unit_id"),
)  # fmt: skip


def _appeal_given(actor: Actor, facts: ActorFacts) -> Q:
    return Q(handler_id=facts.employee_id or 0)


hear_appeals = Permission(
    "performance.hear_appeals", Appeal, data_class="appeal", action=Action.DECIDE,
    reach=Reach(unit="appraisal__unit_id", assigned=_appeal_given),
)  # fmt: skip


def visible(actor: Actor) -> QuerySet[Appraisal]:
    """The appraisals this person may open: those the right reaches, an appeal given to them, the own one once it is
    released. A second reader opens what they are asked to read."""
    me = own_id(actor)
    reached = any_of(see.condition(actor), Q(appeal__handler_id=me), Q(second_reader_id=me))
    return Appraisal.objects.filter(reached).exclude(employee_id=me, state__in=UNRELEASED)


def appraises(actor: Actor) -> bool:
    """Whether somebody can have people to appraise at all; for the menu and the list of cycles."""
    return see_cycles.anywhere(actor) or facts_of(actor).holds(Role.EXECUTIVE)


def visible_cycles(actor: Actor) -> QuerySet[Cycle]:
    """The cycles this person runs, and those in which they appraise somebody. The own appraisal opens no cycle."""
    others = see.scope(actor, Appraisal.objects.exclude(employee_id=own_id(actor)))
    return Cycle.objects.filter(any_of(see_cycles.condition(actor), Q(pk__in=others.values("cycle_id"))))


def may_score(actor: Account, appraisal: Appraisal) -> bool:
    """The leader of the appraisal, as long as they hold the right over it, and nobody about themselves."""
    me = own_id(actor)
    return me == appraisal.leader_id and me != appraisal.employee_id and score.allows(actor, appraisal)


def judged_by(appraisal: Appraisal) -> set[int]:
    """The person, their leader, and those who scored them: nobody of them answers an objection."""
    people = (appraisal.employee_id, appraisal.leader_id, appraisal.scored_by_id, appraisal.second_reader_id)
    return {one for one in people if one is not None}


def kept_from_answering(appraisal: Appraisal, key: str) -> set[int]:
    """Who does not answer an objection to this number: those who judged, whoever changed it (calibration does), and
    whoever is to decide the appeal, who must not have had a part in anything. Two queries."""
    changed = appraisal.changes.filter(key=key).values_list("by__employee", flat=True)
    hearing = Appeal.objects.filter(appraisal=appraisal, state=Appeal.State.OPEN).values_list("handler", flat=True)
    return judged_by(appraisal) | {one for one in (*changed, *hearing) if one is not None}


def took_part(appraisal: Appraisal) -> set[int]:
    """The employees who had a part in the result: nobody of them hears the appeal. Two queries."""
    changed = appraisal.changes.values_list("by__employee", flat=True)
    answered = appraisal.objections.exclude(decided_by=None).values_list("decided_by__employee", flat=True)
    return judged_by(appraisal) | {one for one in (*changed, *answered) if one is not None}
