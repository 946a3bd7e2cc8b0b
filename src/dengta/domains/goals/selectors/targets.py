"""Targets of a version as tables: teams × months, and the people of a team."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dengta.domains.goals.models import GoalVersion, PlanAgent, PlanGroup, Target
from dengta.domains.goals.policies import goals as policies
from dengta.engines.goals.ramps import weighted_mean
from dengta.foundation.access import Actor

Cells = Mapping[date, Target]


@dataclass(frozen=True)
class Table:
    """Some teams of a version beside the whole; `sums` is what all teams together make, for whoever sees them all."""

    months: Sequence[date]
    whole: Cells | None
    teams: Mapping[int, Cells]
    sums: Sequence[float | None]

    def cells_of(self, cells: Cells | None) -> list[Target | None]:
        """The cells of a row in the order of the months."""
        return [cells.get(month) if cells else None for month in self.months]


def teams_in(actor: Actor, version: GoalVersion) -> QuerySet[PlanGroup]:
    """The teams of a version that the reader may see, by name."""
    seen = Target.objects.filter(version=version, employee=None, is_whole=False)
    units = policies.see_team_targets.scope(actor, seen).values("unit")
    return version.groups.filter(unit__in=units).select_related("unit").order_by("unit__name", "unit")


def table_of(actor: Actor, version: GoalVersion, units: Collection[int]) -> Table:
    """The targets of these teams and of the whole, and what all teams make up. Three queries."""
    months = list(version.months.values_list("month", flat=True))
    rows = list(version.targets.filter(policies.visible_targets(actor), employee=None))
    whole = {row.month: row for row in rows if row.is_whole}
    teams: dict[int, dict[date, Target]] = defaultdict(dict)
    parts: dict[date, list[Target]] = defaultdict(list)
    for row in rows:
        if not row.is_whole:
            parts[row.month].append(row)
            if row.unit_id in units:
                teams[row.unit_id][row.month] = row
    everybody = {row.unit_id for row in rows if not row.is_whole}
    sees_all = version.groups.filter(weight__gt=0).exclude(unit__in=everybody).count() == 0
    sums = [_mean(parts.get(month, [])) if sees_all else None for month in months]
    return Table(months, whole or None, teams, sums)


def _mean(parts: Sequence[Target]) -> float | None:
    volumes = [part.volume for part in parts]
    return weighted_mean([part.value for part in parts], volumes) if sum(volumes) > 0 else None


def people_in(actor: Actor, version: GoalVersion, *, unit: int | None) -> QuerySet[PlanAgent]:
    """People of a version whose own figures the reader may see, of one team where one is asked for."""
    rows = policies.see_people.scope(actor, PlanAgent.objects.filter(version=version))
    rows = rows if unit is None else rows.filter(unit=unit)
    return rows.select_related("employee", "unit")


def targets_of(
    version: GoalVersion, employees: Collection[int], *, month: date | None
) -> dict[int, tuple[Target | None, float | None]]:
    """Of these people the target of one month, and the mean of all. One query."""
    by_person: dict[int, list[Target]] = defaultdict(list)
    for target in version.targets.filter(employee__in=employees):
        by_person[target.employee_id or 0].append(target)
    return {
        person: (next((one for one in targets if one.month == month), None), _mean(targets))
        for person, targets in by_person.items()
    }


def months_of(version: GoalVersion) -> list[date]:
    """The months of a version that it plans."""
    return list(version.months.filter(is_closed=False).values_list("month", flat=True))


def month_asked(version: GoalVersion, asked: str, *, today: date) -> date | None:
    """The month that the reader chose ("2026-03"); else this month, or the first that is planned."""
    months = months_of(version)
    chosen = next((month for month in months if f"{month:%Y-%m}" == asked), None)
    now = next((month for month in months if month == today.replace(day=1)), None)
    return chosen or now or (months[0] if months else None)


def team_name(rows: Sequence[PlanAgent], unit: str) -> str:
    """The team that the list is about, where it is about one."""
    return rows[0].unit.name if rows and unit else ""
