"""How strengths are shown: raw, drawn towards the peers, with interval, and a word only where chance is excluded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dengta.domains.service.models import Strength
from dengta.domains.service.selectors.kpis import Good, Kpi, kpi_named
from dengta.domains.service.selectors.strength import measured_weeks
from dengta.domains.service.views import words
from dengta.domains.service.views.drawing import Drawn, Judged
from dengta.domains.service.views.grouped import Cell


@dataclass(frozen=True)
class Line:
    """One topic of a profile."""

    strength: Strength
    kpi: Kpi
    topic: str
    value: str
    peers: str
    cell: Cell
    judged: Judged


def lines_of(strengths: Sequence[Strength]) -> list[Line]:
    """Every measured topic, with what may be said about it."""
    return [_line(strength) for strength in strengths]


def _line(strength: Strength) -> Line:
    kpi = kpi_named(strength.kpi)
    limit = max(strength.high, strength.peers) * 1.1 or 1.0
    drawn = Drawn(strength.low, strength.shrunk, strength.high, strength.peers, limit)
    value = words.text(kpi.unit, strength.shrunk)
    return Line(
        strength=strength,
        kpi=kpi,
        topic=strength.type.name,
        value=value,
        peers=words.text(kpi.unit, strength.peers),
        cell=Cell(_("Result"), value, not strength.reliable, strength.n, _rows_url(strength), None),
        judged=Judged(drawn, words.interval_text(kpi.unit, strength.low, strength.high), *_verdict(strength, kpi)),
    )


def _rows_url(strength: Strength) -> str:
    """The facts of the whole weeks in which this was measured."""
    first, end = measured_weeks(strength.measured_on)
    asked: dict[str, Any] = {
        "kpi": strength.kpi,
        "agent": strength.agent_id,
        "type": strength.type_id,
        "period": "custom",
    }
    asked |= {"start": first.isoformat(), "end": (end - timedelta(days=1)).isoformat()}
    return f"{reverse('service:rows')}?{urlencode(asked)}"


def _verdict(strength: Strength, kpi: Kpi) -> tuple[str, str]:
    if not strength.reliable:
        return "mute", _("Too few to say")
    if strength.low <= strength.peers <= strength.high:
        return "mute", _("As peers, within chance")
    above = strength.low > strength.peers
    if kpi.good is Good.NEITHER:
        return "info", _("Higher than peers") if above else _("Lower than peers")
    better = above is (kpi.good is Good.UP)
    return ("good", _("A strength")) if better else ("info", _("Room to learn"))
