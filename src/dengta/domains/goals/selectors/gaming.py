"""Where somebody's figures move in a way that a person should look at: found weekly, never judged here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from dengta.domains.goals.models import GamingReview
from dengta.domains.goals.policies import gaming as policies
from dengta.domains.goals.selectors.reckoning import month_end
from dengta.domains.goals.selectors.scoring import Reading, measurable, of_people, rows_url
from dengta.domains.people.models import Membership
from dengta.domains.service.selectors.conduct import Conduct, conduct_of
from dengta.domains.service.selectors.kpis import Good, Kpi
from dengta.engines.gaming import Finding, Share, easy_share, in_team
from dengta.engines.scoring.sources import Chase, Series, chase
from dengta.foundation.access import Actor

WEEKS, FORMER = 4, 6
Kind = GamingReview.Kind
# Behind each kind: the KPI whose rows show it.
ROWS: Mapping[str, str] = {
    "short": "aht",
    "transfers": "transfer_rate",
    "surveys": "csat_response",
    "cherries": "answered",
}


@dataclass(frozen=True)
class Noticed:
    """Something to be looked at: who, what, the figures in which it shows, and the rows behind them."""

    employee_id: int
    unit_id: int
    kind: str
    kpi: str
    start: date
    end: date
    figures: Mapping[str, Any]
    n: int
    rows_url: str


def reviews(actor: Actor) -> QuerySet[GamingReview]:
    """Those about oneself, and of the people one leads."""
    rows = policies.read.scope(actor, GamingReview.objects.select_related("employee", "unit", "closed_by__employee"))
    return rows.order_by("closed_at", "-opened_at", "-pk")


def in_weeks(today: date, *, short_s: int) -> list[Noticed]:
    """What stands out in the last four whole weeks, team by team. Three queries."""
    end = today - timedelta(days=today.weekday())
    start = end - timedelta(weeks=WEEKS)
    teams: dict[int, dict[int, Conduct]] = defaultdict(dict)
    for (unit, agent), conduct in conduct_of(start, end, short_s=short_s).items():
        teams[unit][agent] = conduct
    found = []
    for unit, people in sorted(teams.items()):
        for kind, shares in _shares(people).items():
            for agent, finding in sorted(in_team(kind, shares).items()):
                found.append(_noticed(unit, agent, finding, start, end - timedelta(days=1)))
    return found


def _shares(people: Mapping[int, Conduct]) -> dict[str, dict[int, Share]]:
    of_team: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in people.values():
        for topic, (count, seconds) in one.topics.items():
            of_team[topic] = (of_team[topic][0] + count, of_team[topic][1] + seconds)
    return {
        Kind.SHORT: {who: Share(one.short, one.timed) for who, one in people.items()},
        Kind.TRANSFERS: {who: Share(one.transferred, one.answered) for who, one in people.items()},
        Kind.SURVEYS: {who: Share(min(one.surveys, one.answered), one.answered) for who, one in people.items()},
        Kind.CHERRIES: {who: easy_share(one.topics, of_team) for who, one in people.items()},
    }


def _noticed(unit: int, agent: int, finding: Finding, start: date, end: date) -> Noticed:
    kpi = ROWS[finding.kind]
    figures = {
        "own": round(finding.own, 4), "low": round(finding.low, 4), "high": round(finding.high, 4),
        "others": round(finding.others, 4), "others_n": finding.others_n,
    }  # fmt: skip
    return Noticed(
        agent, unit, finding.kind, kpi, start, end, figures, finding.n, rows_url(kpi, start, end, agent=agent)
    )


def chases(today: date) -> list[Noticed]:
    """In the last whole month: a KPI clearly better than its own past, its counter-KPI clearly worse (R-010)."""
    last = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    months = [last]
    while len(months) <= FORMER:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    months.reverse()
    pairs = _pairs()
    kpis = sorted({key for kpi, counter in pairs for key in (kpi.key, counter.key)})
    teams = dict(Membership.objects.on(month_end(last)).values_list("employee_id", "unit_id"))
    read = [of_people(list(teams), kpis, month, month_end(month), today=today) for month in months]
    found = []
    for who, unit in sorted(teams.items()):
        for kpi, counter in pairs:
            known = [month.get(who, {}) for month in read]
            moved = _chase(kpi, counter, known)
            if moved is not None and moved.asked:
                found.append(_chasing(who, unit, kpi, counter, moved, known, last))
    return found


def _pairs() -> list[tuple[Kpi, Kpi]]:
    by_key = {kpi.key: kpi for kpi in measurable() if kpi.percentile is None}
    return [(kpi, by_key[kpi.counter]) for kpi in by_key.values() if kpi.counter in by_key]


def _chase(kpi: Kpi, counter: Kpi, known: Sequence[Mapping[str, Reading]]) -> Chase | None:
    series = []
    for one in (kpi, counter):
        values = [month[one.key].value if one.key in month and month[one.key].solid else None for month in known]
        if values[-1] is None:
            return None
        former = [value for value in values[:-1] if value is not None]
        series.append(Series(former, values[-1], high_is_good=one.good is Good.UP))
    return chase(*series)


def _chasing(  # noqa: PLR0917 - what was found, one by one
    who: int, unit: int, kpi: Kpi, counter: Kpi, moved: Chase, known: Sequence[Mapping[str, Reading]], month: date
) -> Noticed:
    now = known[-1]
    figures = {
        "own": now[kpi.key].value, "moved": round(moved.figure, 2), "counter": counter.key,
        "counter_own": now[counter.key].value, "counter_moved": round(moved.counter, 2),
    }  # fmt: skip
    url = rows_url(kpi.key, month, month_end(month), agent=who)
    return Noticed(who, unit, Kind.COUNTER, kpi.key, month, month_end(month), figures, now[kpi.key].n, url)
