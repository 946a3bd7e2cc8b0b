"""What moves a goal, estimated from the weeks of its teams: what goes together, not what causes what (rules 5.9)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dengta.domains.goals.models import Goal
from dengta.domains.goals.selectors.baselines import teams_below
from dengta.domains.goals.selectors.goal_measures import measured
from dengta.domains.service.selectors.samples import Each, samples
from dengta.engines.goals.drivers import Effect, fit_drivers
from dengta.engines.goals.errors import Impossible

WEEKS = 26
# Fewer answers in a week make it noise.
SOLID = 20


def effects_of(goal: Goal, drivers: Sequence[str], *, today: date) -> Mapping[str, Effect]:
    """The effect of each driver on the goal, all fitted together; nothing where the weeks do not tell. A query each.

    What cannot be summed (a percentile) has no weeks to fit to.
    """
    if not drivers:
        return {}
    units = [unit.pk for unit in teams_below(goal.unit_id, today)]
    start = today - timedelta(weeks=WEEKS)
    weeks = {}
    for key in (goal.kpi, *drivers):
        measure = measured(key)
        if measure.kpi.percentile is not None:
            return {}
        found = samples(measure.kpi, start=start, end=today, units=units, by=[Each.UNIT, Each.WEEK])
        weeks[key] = {place: (measure.of(one), one.denominator) for place, one in found.items() if one.denominator}
    places = [place for place, (_value, n) in weeks[goal.kpi].items() if n >= SOLID]
    places = sorted(place for place in places if all(place in weeks[key] for key in drivers))
    if not places:
        return {}
    try:
        model = fit_drivers(
            [weeks[goal.kpi][place][0] or 0.0 for place in places],
            {key: [weeks[key][place][0] or 0.0 for place in places] for key in drivers},
            [float(weeks[goal.kpi][place][1]) for place in places],
        )
    except Impossible:
        return {}
    return {effect.name: effect for effect in model.effects}
