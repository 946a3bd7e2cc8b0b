"""Who sees a request: whoever asked, whoever is asked, and supervisors of the unit it comes from."""

from django.db.models import Q

from dengta.domains.communication.models import MonthlyStatement, WeeklyReport, WorkRequest
from dengta.domains.communication.policies.floor import works_here
from dengta.domains.communication.policies.reach import inside_the_wall
from dengta.domains.people.models import Unit
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach, facts_of


def _asked(actor: Actor, facts: ActorFacts) -> Q:
    me = facts.employee_id or 0
    return (Q(addressee_id=me) | Q(escalated_to_id=me)) & inside_the_wall(facts)


def _received(actor: Actor, facts: ActorFacts) -> Q:
    return Q(recipient_id=facts.employee_id or 0) & inside_the_wall(facts)


see = Permission(
    "communication.see_requests", WorkRequest, data_class="work_request", action=Action.READ,
    reach=Reach(person="employee_id", unit="unit_id", assigned=_asked),
)  # fmt: skip
write = Permission(
    "communication.write_requests", WorkRequest, data_class="work_request", action=Action.WRITE,
    reach=Reach(person="employee_id", unit="unit_id", assigned=_asked),
)  # fmt: skip
see_reports = Permission(
    "communication.see_weekly_reports", WeeklyReport, data_class="work_request", action=Action.READ,
    reach=Reach(person="author_id", unit="unit_id", assigned=_received),
)  # fmt: skip
see_statements = Permission(
    "communication.see_statements", MonthlyStatement, data_class="work_request", action=Action.READ,
    reach=Reach(person="author_id", unit="unit_id"),
)  # fmt: skip
watch_groups = Permission(
    "communication.watch_groups", Unit, data_class="work_request", action=Action.READ, reach=Reach(unit="pk")
)


def takes_part(actor: Actor) -> bool:
    """Whether somebody may ask and be asked: whoever works here, in a team or by a role they hold."""
    facts = facts_of(actor)
    return works_here(actor) and bool(facts.home_units or facts.roles)
