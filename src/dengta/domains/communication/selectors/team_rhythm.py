"""Whether the teams of a leader meet as often as they should: stand-ups and meetings in one look."""

from dataclasses import dataclass
from datetime import date

from dengta.domains.communication.selectors import standups
from dengta.domains.communication.selectors.meeting_warnings import LACK, Held, Overlooked, held_or_called, overlooked
from dengta.domains.communication.selectors.standups import Overview
from dengta.foundation.access import Actor


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
    """What the teams that the reader answers for have not met for (R-026, R-028, R-154). Five queries however many
    teams there are; one for whoever leads none."""
    seen = standups.teams_seen(actor)
    teams = standups.led_among(seen)
    if not teams:
        return TeamRhythm(Overview([], []), [])
    meetings = held_or_called(actor, today).order_by().values_list("unit_id", "kind", "held_on", LACK)
    held = [Held(*row) for row in meetings]
    return TeamRhythm(standups.overview(actor, seen, today=today), overlooked(teams, held, today))
