"""Which agents a table is about: found page by page, so that five thousand cost no more than fifty."""

import numpy as np
from django.db.models import Exists, OuterRef, QuerySet

from dengta.domains.people.models import Employee
from dengta.domains.service import policies
from dengta.domains.service.models import AgentDay, ContactType
from dengta.domains.service.selectors.figures import Figure, Group, figure_of
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.domains.service.selectors.mix import NO_TYPE, team_mix
from dengta.domains.service.selectors.slices import Slice
from dengta.foundation.access import Actor


def agents_with_figures(actor: Actor, where: Slice, *, to_take: bool = False) -> "QuerySet[Employee]":
    """Agents with any fact in this slice whose own figures `actor` may see, or `to_take` along as a file."""
    right = policies.export_agent_figures if to_take else policies.see_agent_figures
    days = right.scope(actor, AgentDay.objects.all())
    days = days.filter(where.days(), where.units(), where.people(), where.work(), agent_id=OuterRef("pk"))
    return Employee.objects.filter(Exists(days))


def satisfaction_by_topic(actor: Actor, where: Slice, *, minimum: int) -> list[Group]:
    """Satisfaction per topic. Kept by week: the period is rounded out to whole weeks. Three queries at most."""
    mix, kpi = team_mix(actor, where, kpi="csat"), kpi_named("csat")
    types, place = np.unique(mix.type, return_inverse=True)
    answers, good = (np.bincount(place, sums).astype(int) for sums in (mix.n, mix.total))
    names = dict(ContactType.objects.filter(pk__in=types.tolist()).values_list("pk", "name"))
    groups = []
    for at, topic in enumerate(types.tolist()):
        if topic != NO_TYPE:
            sums = {"csat_5": int(good[at]), "csat_1": int(answers[at] - good[at])}
            figure: Figure = figure_of(kpi, sums, minimum=minimum)
            groups.append(Group(topic, names[topic], {"csat": figure}))
    return sorted(groups, key=lambda group: (group.name, group.key))
