"""Histograms of replies, waits and handling, per team × day × queue × channel and agent × week; the mix of teams."""

from collections import defaultdict
from typing import Any

import numpy as np
from django.db.models import Q

from dengta.domains.service.models import AgentWeekShape, Contact, TeamDayShape, TeamMixWeek
from dengta.domains.service.selectors.mix import PARTS, pack
from dengta.domains.service.services.bulk import insert
from dengta.domains.service.services.rollups.results import results_by
from dengta.domains.service.services.rollups.scope import Round, chunks
from dengta.engines.metrics import grouped_histograms

_SECONDS = ("reply_s", "reply_open_s", "wait_s", "handle_s", "wrap_s")
_SHAPES = ("reply", "reply_open", "wait", "handle", "wrap")
_TEAM_DAY = ("unit_id", "day", "queue_id", "channel")
_MIX = ("unit_id", "type_id", "channel", "shift")


def recount_units(scope: Round) -> None:
    """Write histograms and mix of the units of this round anew."""
    for units in chunks(sorted(scope.units)):
        which = Q(unit_id__in=units)
        TeamDayShape.objects.filter(which, day__in=scope.unit_days).delete()
        facts = Q(which, business_day__in=scope.unit_days)
        shapes = _shapes(("unit_id", "business_day", "queue_id", "channel"), facts)
        insert(TeamDayShape, (*_TEAM_DAY, *_SHAPES), ((*key, *packed) for key, packed in shapes))
        TeamMixWeek.objects.filter(which, week=scope.week).delete()
        mix: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for (unit, *kind), sums in results_by(_MIX, which, scope.week_days).items():
            mix[unit].append((*kind, *sums))
        packed = ((unit, pack(rows)) for unit, rows in mix.items())
        # Where no figure has a sample there is nothing to compare, and nothing that a step back could keep.
        kept = ((unit, scope.week, *parts) for unit, parts in packed if any(parts))
        insert(TeamMixWeek, ("unit_id", "week", *PARTS), kept)


def recount_agent_weeks(scope: Round) -> None:
    """Write the weekly histograms of the agents of this round anew."""
    for agents in chunks(sorted(scope.agents - {0})):
        which = Q(agent_id__in=agents)
        AgentWeekShape.objects.filter(which, week=scope.week).delete()
        shapes = _shapes(("agent_id", "unit_id"), Q(which, business_day__range=scope.week_days))
        insert(
            AgentWeekShape,
            ("agent_id", "unit_id", "week", *_SHAPES),
            ((*key, scope.week, *packed) for key, packed in shapes),
        )


def _shapes(key: tuple[str, ...], which: Q) -> list[tuple[tuple[Any, ...], tuple[bytes, ...]]]:
    """Key → packed histograms of the contacts selected; what gave up at once is left out. One query."""
    contacts = Contact.objects.filter(which).exclude(outcome=Contact.Outcome.SHORT_ABANDON)
    rows = list(contacts.order_by().values_list(*key, *_SECONDS))
    places: dict[tuple[Any, ...], int] = {}
    width = len(key)
    groups = np.array([places.setdefault(row[:width], len(places)) for row in rows], dtype=np.int64)
    # An absent duration becomes NaN, which the histogram leaves out.
    seconds = np.array([row[width:] for row in rows], dtype=float).reshape(len(rows), len(_SECONDS))
    parts = [grouped_histograms(groups, seconds[:, column], len(places)) for column in range(len(_SECONDS))]
    return [(place, tuple(part[at].to_bytes() for part in parts)) for place, at in places.items()]
