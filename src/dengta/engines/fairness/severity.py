"""R-102: a leader who often measures severely thinks about the own part first, and somebody above decides with them."""

import math
from dataclasses import dataclass

from dengta.engines.metrics import Interval, rate_interval

SEVERE = 2
PER_AGENTS = 20
TIMES_THE_COMPANY = 2.0


@dataclass(frozen=True, slots=True)
class Severity:
    """Severe measures of a leader in a quarter. `starts_at` is the number that starts the reflection, by whichever of
    the two limits is reached first; `company` what the rate of all others would give with so many agents; `interval`
    that of the own number, since few events say little."""

    severe: int
    agents: int
    starts_at: int
    company: float | None
    interval: Interval
    reflect: bool

    @property
    def next_level(self) -> bool:
        """Whether a further severe measure needs somebody above."""
        return self.reflect


def severity(
    severe: int,
    agents: int,
    *,
    company_severe: int,
    company_agents: int,
    at_least: int = SEVERE,
    per_agents: int = PER_AGENTS,
    times: float = TIMES_THE_COMPANY,
) -> Severity:
    """Judge a quarter. `company_…` are all others of the company: a leader is not held against the own number.

    The first limit is `at_least` for every `per_agents` agents begun; the second, more than `times` what the company's
    rate would give, counts from the second severe measure on: one alone is no habit, whatever the rate of the others.
    """
    by_size = at_least * max(1, math.ceil(agents / per_agents))
    company = company_severe / company_agents * agents if company_agents else None
    by_company = math.inf if company is None else max(2, math.floor(times * company) + 1)
    starts_at = int(min(by_size, by_company))
    return Severity(
        severe=severe,
        agents=agents,
        starts_at=starts_at,
        company=company,
        interval=rate_interval(severe, 1, per=1),
        reflect=severe >= starts_at,
    )
