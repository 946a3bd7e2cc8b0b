"""Who may see which figures, and which rows behind them."""

from django.db.models import Q
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
    QueueTeam,
    Source,
    StateDay,
    Strength,
    Survey,
    TeamDay,
    TeamDayShape,
    TeamMixWeek,
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


# A ticket is assigned to whoever handled it.
TICKET = Reach(unit="unit_id", assigned=_handled_by_actor)

see_team_figures = Permission(
    "service.see_team_figures", TeamDay, data_class="kpi_team", action=Action.READ, reach=OF_TEAM
)
see_team_shapes = Permission(
    "service.see_team_shapes", TeamDayShape, data_class="kpi_team", action=Action.READ, reach=OF_TEAM
)
see_team_states = Permission(
    "service.see_team_states", StateDay, data_class="kpi_team", action=Action.READ, reach=OF_TEAM
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
    "service.count_contacts", AgentDay, data_class="customer_ticket", action=Action.READ, reach=OF_TEAM
)
count_team_contacts = Permission(
    "service.count_team_contacts", TeamDay, data_class="customer_ticket", action=Action.READ, reach=OF_TEAM
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

# A link for the television takes sums out of the house without a sign-in, so it needs the right to take them along.
share_board = Permission(
    "service.share_board", Unit, data_class="kpi_team", action=Action.EXPORT, reach=Reach(unit="pk")
)
# Whole tables leave as files only with the right to export, which the matrix keeps apart from reading.
export_team_figures = Permission(
    "service.export_team_figures", TeamDay, data_class="kpi_team", action=Action.EXPORT, reach=OF_TEAM
)
export_agent_figures = Permission(
    "service.export_agent_figures", AgentDay, data_class="kpi_individual", action=Action.EXPORT, reach=OF_TEAM
)
export_contacts = Permission(
    "service.export_contacts", Contact, data_class="customer_ticket", action=Action.EXPORT, reach=OF_TEAM
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
