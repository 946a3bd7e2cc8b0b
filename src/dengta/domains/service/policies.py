"""Who may see which figures, and which rows behind them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from dengta.domains.people.models import Employee, Membership, Unit, UnitClosure
from dengta.domains.service.models import (
    AgentDay,
    AgentState,
    AgentWeekShape,
    Complaint,
    Contact,
    Contest,
    Queue,
    QueueInterval,
    QueueSlot,
    QueueTeam,
    Source,
    StateDay,
    Strength,
    Survey,
    TeamDay,
    TeamDayShape,
    TeamMixWeek,
    UnitDay,
)
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach

OF_TEAM = Reach(unit="unit_id")
OF_AGENT = Reach(person="agent_id", unit="unit_id")


def _handled_by_actor(actor: Actor, facts: ActorFacts) -> Q:
    return Q(agent_id=facts.employee_id) if facts.employee_id is not None else Q(pk__in=())


def _queues_of(unit_ids: frozenset[int]) -> Q:
    """Queues these units own, or have taken contacts from: their leaders see how the whole queue is doing."""
    served = QueueTeam.objects.filter(unit_id__in=unit_ids).values("queue_id")
    return Q(unit_id__in=unit_ids) | Q(pk__in=served)


def _sources_of(unit_ids: frozenset[int]) -> Q:
    """Sources of these units, and of those above them: a leader depends on the telephone system of the whole house."""
    above = UnitClosure.objects.filter(descendant_id__in=unit_ids, valid_to__isnull=True).values("ancestor_id")
    return Q(unit_id__in=unit_ids) | Q(unit_id__in=above)


def _with_client() -> "QuerySet[Any]":
    """Units with `client`: in whose branch they stand today, or none."""
    above = UnitClosure.objects.on(timezone.localdate()).filter(
        descendant=OuterRef("pk"), ancestor__kind=Unit.Kind.CLIENT
    )
    return Unit.objects.annotate(client=Subquery(above.order_by("depth").values("ancestor")[:1]))


def _of_their_clients(unit_ids: frozenset[int], path: str) -> Q:
    """Rows whose client (behind `path`) is one these units work for; rows of no client for units of none.

    A shared queue is one thing to everybody who serves it, but no client may see what the others' customers do (R17).
    """
    own = _with_client().filter(pk__in=unit_ids)
    of_none = Q(Exists(own.filter(client=None)), **{f"{path}__isnull": True})
    return Q(**{f"{path}__in": own.exclude(client=None).values("client")}) | of_none


def _slots_of(unit_ids: frozenset[int]) -> Q:
    return _of_their_clients(unit_ids, "client")


def _beside(unit_ids: frozenset[int]) -> "QuerySet[Any]":
    """Units that no wall between clients stands before."""
    return _with_client().filter(_slots_of(unit_ids))


def _work_beside(unit_ids: frozenset[int]) -> Q:
    return Q(unit__in=_beside(unit_ids).values("pk"))


def _reported_of(unit_ids: frozenset[int]) -> Q:
    """What a telephone system says of a whole queue cannot be divided: it needs a queue of one client alone."""
    shared = QueueTeam.objects.exclude(unit__in=_beside(unit_ids).values("pk")).values("queue_id")
    return Q(queue__unit__in=_beside(unit_ids).values("pk")) & ~Q(queue_id__in=shared)


# A ticket is assigned to whoever handled it.
TICKET = Reach(unit="unit_id", assigned=_handled_by_actor)

see_team_figures = Permission(
    "service.see_team_figures", TeamDay, data_class="kpi_team", action=Action.READ, reach=OF_TEAM
)
see_unit_figures = Permission(
    "service.see_unit_figures", UnitDay, data_class="kpi_team", action=Action.READ, reach=OF_TEAM
)
see_team_shapes = Permission(
    "service.see_team_shapes", TeamDayShape, data_class="kpi_team", action=Action.READ, reach=OF_TEAM
)
see_team_states = Permission(
    "service.see_team_states", StateDay, data_class="kpi_team", action=Action.READ, reach=OF_TEAM
)
see_state_sums = Permission(
    "service.see_state_sums", AgentState, data_class="kpi_team", action=Action.READ, reach=OF_TEAM
)
see_team_mix = Permission("service.see_team_mix", TeamMixWeek, data_class="kpi_team", action=Action.READ, reach=OF_TEAM)
see_open_sums = Permission("service.see_open_sums", Contact, data_class="kpi_team", action=Action.READ, reach=OF_TEAM)
see_agent_open_sums = Permission(
    "service.see_agent_open_sums", Contact, data_class="kpi_individual", action=Action.READ, reach=OF_AGENT
)
see_queues = Permission(
    "service.see_queues", Queue, data_class="kpi_team", action=Action.READ, reach=Reach(unit=_queues_of)
)
see_sources = Permission(
    "service.see_sources", Source, data_class="kpi_team", action=Action.READ, reach=Reach(unit=_sources_of)
)
see_slots = Permission(
    "service.see_slots", QueueSlot, data_class="kpi_team", action=Action.READ, reach=Reach(unit=_slots_of)
)
see_reported_intervals = Permission(
    "service.see_reported_intervals",
    QueueInterval,
    data_class="kpi_team",
    action=Action.READ,
    reach=Reach(unit=_reported_of),
)
see_days_of_queues = Permission(
    "service.see_days_of_queues", TeamDay, data_class="kpi_team", action=Action.READ, reach=Reach(unit=_work_beside)
)

see_agent_figures = Permission(
    "service.see_agent_figures", AgentDay, data_class="kpi_individual", action=Action.READ, reach=OF_AGENT
)
see_agent_shapes = Permission(
    "service.see_agent_shapes", AgentWeekShape, data_class="kpi_individual", action=Action.READ, reach=OF_AGENT
)
see_agent_states = Permission(
    "service.see_agent_states", StateDay, data_class="kpi_individual", action=Action.READ, reach=OF_AGENT
)
see_state_rows = Permission(
    "service.see_state_rows", AgentState, data_class="kpi_individual", action=Action.READ, reach=OF_AGENT
)
see_strengths = Permission(
    "service.see_strengths", Strength, data_class="kpi_individual", action=Action.READ, reach=OF_AGENT
)
see_contests = Permission(
    "service.see_contests", Contest, data_class="kpi_individual", action=Action.READ, reach=OF_AGENT
)

see_contacts = Permission(
    "service.see_contacts", Contact, data_class="customer_ticket", action=Action.READ, reach=TICKET
)
# How many contacts lack something: counted from the sums, for those who may open the contacts.
count_contacts = Permission(
    "service.count_contacts", UnitDay, data_class="customer_ticket", action=Action.READ, reach=OF_TEAM
)
see_surveys = Permission("service.see_surveys", Survey, data_class="customer_ticket", action=Action.READ, reach=TICKET)
see_complaints = Permission(
    "service.see_complaints", Complaint, data_class="customer_ticket", action=Action.READ, reach=TICKET
)

# Facts come in for the units that one leads.
import_facts = Permission(
    "service.import_facts", Unit, data_class="customer_ticket", action=Action.WRITE, reach=Reach(unit="pk")
)
# Changing what already counts is for those above the team lead.
correct_figures = Permission(
    "service.correct_figures", Contact, data_class="kpi_individual", action=Action.WRITE, reach=OF_TEAM
)
classify_complaints = Permission(
    "service.classify_complaints", Complaint, data_class="kpi_individual", action=Action.WRITE, reach=OF_TEAM
)
answer_contests = Permission(
    "service.answer_contests", Contest, data_class="kpi_individual", action=Action.WRITE, reach=OF_TEAM
)

# What is promised for a queue is for those above the team lead, in the unit that owns it.
manage_queues = Permission(
    "service.manage_queues", Queue, data_class="kpi_team", action=Action.WRITE, reach=Reach(unit="unit_id")
)

# A link for the television takes sums out of the house without a sign-in, so it needs the right to take them along.
share_board = Permission(
    "service.share_board", Unit, data_class="kpi_team", action=Action.EXPORT, reach=Reach(unit="pk")
)
# Whole tables leave as files only with the right to export, which the matrix keeps apart from reading.
export_team_figures = Permission(
    "service.export_team_figures", TeamDay, data_class="kpi_team", action=Action.EXPORT, reach=OF_TEAM
)
export_queues = Permission(
    "service.export_queues", Queue, data_class="kpi_team", action=Action.EXPORT, reach=Reach(unit=_queues_of)
)
export_slots = Permission(
    "service.export_slots", QueueSlot, data_class="kpi_team", action=Action.EXPORT, reach=Reach(unit=_slots_of)
)
export_reported_intervals = Permission(
    "service.export_reported_intervals",
    QueueInterval,
    data_class="kpi_team",
    action=Action.EXPORT,
    reach=Reach(unit=_reported_of),
)
export_agent_figures = Permission(
    "service.export_agent_figures", AgentDay, data_class="kpi_individual", action=Action.EXPORT, reach=OF_AGENT
)
export_contacts = Permission(
    "service.export_contacts", Contact, data_class="customer_ticket", action=Action.EXPORT, reach=OF_AGENT
)

export_surveys = Permission(
    "service.export_surveys", Survey, data_class="customer_ticket", action=Action.EXPORT, reach=OF_AGENT
)
export_complaints = Permission(
    "service.export_complaints", Complaint, data_class="customer_ticket", action=Action.EXPORT, reach=OF_AGENT
)
export_state_rows = Permission(
    "service.export_state_rows", AgentState, data_class="kpi_individual", action=Action.EXPORT, reach=OF_AGENT
)
export_contests = Permission(
    "service.export_contests", Contest, data_class="kpi_individual", action=Action.EXPORT, reach=OF_AGENT
)

# The units one may choose in a filter.
see_units = Permission("service.see_units", Unit, data_class="kpi_team", action=Action.READ, reach=Reach(unit="pk"))


def _member_today(unit_ids: frozenset[int]) -> Q:
    return Q(pk__in=Membership.objects.on(timezone.localdate()).filter(unit_id__in=unit_ids).values("employee_id"))


# Whose own figures and profile one may open.
see_person_figures = Permission(
    "service.see_person_figures",
    Employee,
    data_class="kpi_individual",
    action=Action.READ,
    reach=Reach(person="pk", unit=_member_today),
)
