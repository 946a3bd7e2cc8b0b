"""The figures of this room in the weekly report of a team, as they are read."""

from dengta.domains.communication.selectors.weekly import Kept, Line, WeeklyFigures, register_weekly_figures
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.domains.service.selectors.weekly import weekly_values
from dengta.domains.service.views import words


def line(kept: Kept) -> Line:
    """One figure of a report, with the week before and the sample it rests on."""
    kpi = kpi_named(kept["kpi"])
    value, before = (words.text(kpi.unit, kept[name]) for name in ("value", "before"))
    return Line(label=kpi.name, value=value, before=before, n=kept["n"], few=kept["few"])


def register() -> None:
    """Called once, by `apps.ready()`."""
    register_weekly_figures(WeeklyFigures("service", weekly_values, line))
