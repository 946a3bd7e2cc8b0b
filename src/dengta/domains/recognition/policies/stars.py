"""Whoever works for a client sees its stars, tiers and contests; what a person reached, they and who leads them.

A row belongs to the client's unit: it is read from below, and written or decided from there or above. Nobody decides
about themselves: `services` asks that of each decision.
"""

from dengta.domains.people.models import Unit
from dengta.domains.recognition.models import Contest, StarCriteria, StarMonth, StarStanding, TierScheme
from dengta.domains.recognition.policies.shared import for_below, works_here
from dengta.foundation.access import Action, Actor, Permission, Reach, facts_of

__all__ = ["works_here"]

BELOW, ABOVE = Reach(unit=for_below), Reach(unit="unit_id")

see_months = Permission(
    "recognition.see_star_months", StarMonth, data_class="award", action=Action.READ, reach=BELOW
)  # fmt: skip
see_criteria = Permission(
    "recognition.see_star_criteria", StarCriteria, data_class="award", action=Action.READ, reach=BELOW
)
see_tiers = Permission("recognition.see_tiers", TierScheme, data_class="award", action=Action.READ, reach=BELOW)
see_contests = Permission("recognition.see_contests", Contest, data_class="award", action=Action.READ, reach=BELOW)
# What one person reached is a figure of that person.
see_standings = Permission(
    "recognition.see_standings", StarStanding, data_class="kpi_individual", action=Action.READ,
    reach=Reach(person="employee_id", unit="team_id"),
)  # fmt: skip
write_for = Permission(
    "recognition.write_awards", Unit, data_class="award", action=Action.WRITE, reach=Reach(unit="pk")
)
decide = Permission("recognition.decide_stars", StarMonth, data_class="award", action=Action.DECIDE, reach=ABOVE)
decide_tiers = Permission("recognition.decide_tiers", TierScheme, data_class="award", action=Action.DECIDE, reach=ABOVE)
decide_contests = Permission(
    "recognition.decide_contests", Contest, data_class="award", action=Action.DECIDE, reach=ABOVE
)


def takes_part(actor: Actor) -> bool:
    """Whether there is anything of it for somebody: whoever belongs to a team, or sees that of others."""
    facts = facts_of(actor)
    return works_here(actor) and (bool(facts.home_units) or see_months.beyond_own(actor))
