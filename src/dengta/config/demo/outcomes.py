"""How a contact went: what it was about, how long it took, whether the customer rated or complained."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from dengta.config.demo.shifts import Agent
from dengta.config.demo.world import QueuePlan, Topic

Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Call:
    """One contact as it happened; times are aware. Without an agent the customer gave up after `wait_s`."""

    external_id: str
    queue: QueuePlan
    topic: str
    customer: str
    upset: bool
    created_at: datetime
    wait_s: int
    agent: str | None = None
    handle_s: int = 0
    hold_s: int = 0
    wrap_s: int = 0
    transfers: int = 0
    next_s: int | None = None
    paused_s: int | None = None
    # Taken and not finished yet.
    is_open: bool = False
    resolved: bool = False
    invited: bool = False
    rating: int | None = None
    said_solved: bool | None = None
    rated_at: datetime | None = None
    complaint: str | None = None

    @property
    def answered_at(self) -> datetime | None:
        """When an agent took it; None when the customer gave up."""
        return self.created_at + timedelta(seconds=self.wait_s) if self.agent else None

    @property
    def closed_at(self) -> datetime:
        """When it was over."""
        return self.created_at + timedelta(seconds=self.wait_s + self.handle_s)


def as_of(call: Call, *, now: datetime) -> Call | None:
    """The contact at `now`: over, or a letter that waits for its answer; of a call not over one knows nothing yet."""
    if call.closed_at <= now:
        return call
    if call.queue.channel != "email" or call.agent is None or call.created_at > now:
        return None
    open_call = replace(call, is_open=True, resolved=False, invited=False, complaint=None)
    return replace(open_call, rating=None, said_solved=None, rated_at=None)


def customer_of(queue: QueuePlan, chance: float) -> str:
    """A pseudonymous customer of the client; some come back."""
    return f"{queue.team[:2]}-{int(chance**1.3 * 60_000):06d}"


def served(call: Call, topic: Topic, agent: Agent, *, handle_s: int, wrap_s: int, chances: Chances) -> Call:
    """The contact after `agent` has served it: resolved or not, rated or not. `chances` are uniform in [0, 1)."""
    log_odds = 1.75 + topic.mood + agent.skill - 0.5 * call.upset - 0.4 * (call.wait_s > 90)
    good = float(1 / (1 + np.exp(-log_odds)))
    invited = bool(chances[3] < 0.42)
    rating = _rating(float(chances[5]), good) if invited and chances[4] < 0.40 else None
    done = replace(
        call,
        agent=agent.number,
        handle_s=handle_s,
        hold_s=int(handle_s * 0.12 * chances[6]) if call.queue.channel == "phone" else 0,
        wrap_s=wrap_s,
        transfers=int(chances[6] > 0.94),
        next_s=int(20 + 130 * chances[6]) if call.queue.channel == "chat" else None,
        paused_s=int(3600 * chances[5]) if call.queue.channel == "email" else None,
        resolved=bool(chances[6] < 0.90),
        invited=invited,
        rating=rating,
        complaint=_complaint(float(chances[1]), upset=call.upset),
    )
    return done if rating is None else replace(done, rated_at=done.closed_at + timedelta(minutes=3 + 40 * chances[5]))


def asked_whether_solved(call: Call, chances: Chances) -> Call:
    """The contact with the answer of who was also asked whether the matter was solved: three of five that rated.

    Whoever is content says so more often, and seldom of what was not resolved.
    """
    if call.rating is None or chances[0] >= 0.6:
        return call
    bound = (0.3, 0.4, 0.65, 0.88, 0.95)[call.rating - 1] - (0.0 if call.resolved else 0.25)
    return replace(call, said_solved=bool(chances[1] < bound))


def _rating(chance: float, good: float) -> int:
    """1 to 5: with probability `good` a four or a five."""
    if chance < good:
        return 5 if chance < good * 0.68 else 4
    left = (chance - good) / (1 - good)
    return 3 if left < 0.42 else 2 if left < 0.66 else 1


def _complaint(chance: float, *, upset: bool) -> str | None:
    """The cause class of a complaint, if there is one: mostly the product or the process, seldom the agent."""
    bound = 0.035 if upset else 0.0018
    if chance > bound:
        return None
    part = chance / bound
    return "product" if part < 0.34 else "process" if part < 0.68 else "policy" if part < 0.84 else "agent"
