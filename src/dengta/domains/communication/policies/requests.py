"""Who sees a request: whoever asked, whoever is asked, and supervisors of the unit it comes from.

With a move to another client the own words stay readable to whoever wrote them, and whoever leads the unit finishes
what was left behind.
"""

from django.db.models import Q

from dengta.domains.communication.models import MonthlyStatement, WeeklyReport, WorkRequest
from dengta.domains.communication.policies.floor import own_id, works_here
from dengta.domains.communication.policies.reach import asker_is_gone, inside_the_wall
from dengta.domains.people.models import Unit
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach, Role, any_of, facts_of

LEADING = (Role.TEAM_LEAD, Role.SUPERVISOR)


def _asked(actor: Actor, facts: ActorFacts) -> Q:
    me = facts.employee_id or 0
    asked = (Q(addressee_id=me) | Q(escalated_to_id=me)) & inside_the_wall(facts)
    return asked | _left_behind(actor, facts)


def _left_behind(actor: Actor, facts: ActorFacts) -> Q:
    """Requests whose asker is gone, for whoever leads the unit they came from: they finish them."""
    led = [held for held in facts.roles if held.role in LEADING]
    if not led:
        return Q(pk__in=())
    where = Q() if any(held.whole for held in led) else Q(unit_id__in={unit for held in led for unit in held.tree})
    return where & asker_is_gone()


def _received(actor: Actor, facts: ActorFacts) -> Q:
    return Q(recipient_id=facts.employee_id or 0) & inside_the_wall(facts)


see = Permission(
    "communication.see_requests", WorkRequest, data_class="work_request", action=Action.READ,
    reach=Reach(person="employee_id", unit="unit_id", assigned=_asked, wall=inside_the_wall),
)  # fmt: skip
write = Permission(
    "communication.write_requests", WorkRequest, data_class="work_request", action=Action.WRITE,
    reach=Reach(person="employee_id", unit="unit_id", assigned=_asked, wall=inside_the_wall),
)  # fmt: skip
# Following it up to its end: taking it back, closing it, links for people outside.
follow_up = Permission(
    "communication.follow_up_requests", WorkRequest, data_class="work_request", action=Action.WRITE,
    reach=Reach(person="employee_id", unit="unit_id", assigned=_left_behind, wall=inside_the_wall),
)  # fmt: skip
see_reports = Permission(
    "communication.see_weekly_reports", WeeklyReport, data_class="work_request", action=Action.READ,
    reach=Reach(person="author_id", unit="unit_id", assigned=_received, wall=inside_the_wall),
)  # fmt: skip
see_statements = Permission(
    "communication.see_statements", MonthlyStatement, data_class="work_request", action=Action.READ,
    reach=Reach(person="author_id", unit="unit_id", wall=inside_the_wall),
)  # fmt: skip
watch_groups = Permission(
    "communication.watch_groups", Unit, data_class="work_request", action=Action.READ, reach=Reach(unit="pk")
)


def takes_part(actor: Actor) -> bool:
    """Whether somebody may ask and be asked: whoever works here, in a team or by a role they hold."""
    facts = facts_of(actor)
    return works_here(actor) and bool(facts.home_units or facts.roles)


def readable(actor: Actor) -> Q:
    """Requests that somebody reads, whole or in part: of one they left behind with a move to another client it is their
    own text and its answer, and no more."""
    return any_of(see.condition(actor), Q(employee_id=own_id(actor)))


def readable_reports(actor: Actor) -> Q:
    """The same for weekly reports, of which the remark is all that somebody wrote."""
    return any_of(see_reports.condition(actor), Q(author_id=own_id(actor)) & ~Q(remark=""))


def readable_statements(actor: Actor) -> Q:
    """The same for risks and asks, all of which are the author's own words."""
    return any_of(see_statements.condition(actor), Q(author_id=own_id(actor)))


def may_add_asks(actor: Actor, statement: MonthlyStatement) -> bool:
    """Whether somebody may add an ask: whoever wrote the risks, until they work for another client."""
    return statement.author_id == own_id(actor) and see_statements.allows(actor, statement)
