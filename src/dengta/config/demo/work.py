"""Splits an agent's time on queue into handling and waiting, by the contacts that were served in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from dengta.config.demo.outcomes import Call
from dengta.config.demo.shifts import HANDLING, ON_QUEUE, State

Span = tuple[datetime, datetime]


def with_work(states: Iterable[State], calls: Iterable[Call], *, exact: bool) -> Iterator[State]:
    """The states, with the time on queue split. Not `exact`: one block of handling and one of waiting, right in sum.

    Two chats at a time are one stretch of handling: an agent is in one state at a time.
    """
    served: dict[str, list[Span]] = defaultdict(list)
    for call in calls:
        if call.agent and call.answered_at:
            served[call.agent].append((call.answered_at, call.closed_at + timedelta(seconds=call.wrap_s)))
    for state in states:
        if state.kind != ON_QUEUE:
            yield state
            continue
        busy = list(_within(state, sorted(served[state.agent])))
        if not exact and busy:
            total = sum((end - start for start, end in busy), timedelta())
            busy = [(state.start, state.start + total)]
        yield from _alternating(state, busy)


def _within(state: State, spans: list[Span]) -> Iterator[Span]:
    """The union of the spans, clipped to the state."""
    begun = reached = state.start
    for start, end in spans:
        begins, ends = max(start, state.start), min(end, state.end)
        if begins >= ends:
            continue
        if begins > reached:
            if begun < reached:
                yield begun, reached
            begun = begins
        reached = max(reached, ends)
    if begun < reached:
        yield begun, reached


def _alternating(state: State, busy: list[Span]) -> Iterator[State]:
    here = state.start
    for start, end in busy:
        if here < start:
            yield State(state.agent, ON_QUEUE, here, start)
        yield State(state.agent, HANDLING, start, end)
        here = end
    if here < state.end:
        yield State(state.agent, ON_QUEUE, here, state.end)
