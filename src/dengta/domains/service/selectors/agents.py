"""Which agents a table is about: found page by page, so that five thousand cost no more than fifty."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from dengta.domains.people.models import Employee
from dengta.domains.service import policies
from dengta.domains.service.models import AgentDay, TeamMixWeek
from dengta.domains.service.selectors.figures import Figure, Group, figure_of
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.domains.service.selectors.slices import Slice
from dengta.foundation.access import Actor


def agents_with_figures(actor: Actor, where: Slice, *, to_take: bool = False) -> "QuerySet[Employee]":
    """Agents with any fact in this slice whose own figures `actor` may see, or `to_take` along as a file."""
    right = policies.export_agent_figures if to_take else policies.see_agent_figures
    days = right.scope(actor, AgentDay.objects.all())
    days = days.filter(where.days(), where.units(), where.people(), where.work(), agent_id=OuterRef("pk"))
    return Employee.objects.filter(Exists(days))


def satisfaction_by_topic(actor: Actor, where: Slice, *, minimum: int) -> list[Group]:
    """Satisfaction per topic. Kept by week: the period is rounded out to whole weeks. Two queries at most."""
    rows = policies.see_team_mix.aggregate_scope(actor, TeamMixWeek.objects.filter(where.weeks(), where.units("week")))
    if where.channel is not None:
        rows = rows.filter(channel=where.channel)
    summed = rows.filter(~Q(type=None)).order_by().values("type_id", "type__name")
    kpi = kpi_named("csat")
    groups = []
    for row in summed.annotate(good=Sum("satisfied"), n=Sum("answers")):
        sums = {"csat_5": row["good"], "csat_1": row["n"] - row["good"]}
        figure: Figure = figure_of(kpi, sums, minimum=minimum)
        groups.append(Group(row["type_id"], row["type__name"], {"csat": figure}))
    return sorted(groups, key=lambda group: (group.name, group.key))
