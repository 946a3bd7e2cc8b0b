"""Whether the teams of a leader meet as often as they should: stand-ups and meetings in one look."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, F, Value

from dengta.domains.communication.selectors import standups
from dengta.domains.communication.selectors.meeting_warnings import LACK, Held, Overlooked, held_or_called, overlooked
from dengta.domains.communication.selectors.standups import LOOKED_BACK, Overview
from dengta.foundation.access import Actor

STANDUP = "standup"


@dataclass(frozen=True)
class TeamRhythm:
    """What the teams of a reader have not met for."""

    standups: Overview
    overlooked: list[Overlooked]

    @property
    def keeps_time(self) -> bool:
        """Nothing is missing and nothing waits."""
        return not (self.standups.waiting or self.standups.missing or self.overlooked)


def team_rhythm(actor: Actor, today: date) -> TeamRhythm:
    """What the teams that the reader answers for have not met for (R-026, R-028, R-154). Four queries however many
    teams there are; one for whoever leads none."""
    seen = standups.teams_seen(actor)
    teams = standups.led_among(seen)
    if not teams:
        return TeamRhythm(Overview([], []), [])
    held = _held(actor, today)
    met = {(one.unit, one.day) for one in held if one.kind == STANDUP}
    return TeamRhythm(standups.overview(actor, seen, today=today, held=met), overlooked(teams, held, today))


def _held(actor: Actor, today: date) -> list[Held]:
    """Everything that the teams of the reader have met for lately, or will this week or month. One query."""
    kind, nothing = (Value(word, output_field=CharField()) for word in (STANDUP, ""))
    first = today - timedelta(days=LOOKED_BACK)
    stood = standups.that_count(actor, since=first, today=today).values_list("unit_id", kind, "day", nothing)
    meetings = held_or_called(actor, today).order_by().values_list("unit_id", F("kind"), "held_on", LACK)
    return [Held(*row) for row in stood.order_by().union(meetings)]
