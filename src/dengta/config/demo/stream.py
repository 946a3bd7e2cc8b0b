"""The days of the demo as a live connector would deliver them: straight into the services of the service room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dengta.config.demo.outcomes import Call
from dengta.config.demo.shifts import State
from dengta.config.demo.world import TOPICS
from dengta.domains.people.models import Employee
from dengta.domains.service.models import AgentState, Channel, Complaint, Contact, ContactType, Queue, Source, Survey
from dengta.domains.service.services.complaints import NewComplaint, add_complaints
from dengta.domains.service.services.facts import NewContact, add_contacts, change_contacts
from dengta.domains.service.services.states import NewState, add_states
from dengta.domains.service.services.surveys import Answer, NewSurvey, add_surveys, record_answers

CHANNELS = {"phone": Channel.VOICE, "chat": Channel.CHAT, "email": Channel.EMAIL}
KINDS = {
    "available": AgentState.State.AVAILABLE,
    "handling": AgentState.State.HANDLING,
    "break": AgentState.State.BREAK,
    "meal": AgentState.State.MEAL,
    "training": AgentState.State.TRAINING,
}
ORIGIN = "demo"


@dataclass(frozen=True)
class Names:
    """Ids of what the demo's rows name."""

    source: Source
    agents: dict[str, int]
    queues: dict[str, int]
    types: dict[str, int]

    @classmethod
    def of(cls, source: Source) -> "Names":
        """Look everything up. Three queries."""
        return cls(
            source=source,
            agents=dict(Employee.objects.values_list("number", "pk")),
            queues=dict(Queue.objects.values_list("code", "pk")),
            types=dict(ContactType.objects.values_list("name", "pk")),
        )


def open_topics() -> None:
    """The topics of all clients, once."""
    names = sorted({topic.name for topics in TOPICS.values() for topic in topics})
    ContactType.objects.bulk_create([ContactType(code=name, name=name) for name in names], ignore_conflicts=True)


@transaction.atomic
def deliver(calls: Sequence[Call], states: Sequence[State], *, names: Names, now: datetime) -> None:
    """Add what a source would tell up to `now`; nothing of it may be there yet."""
    source = names.source
    add_contacts(source=source, contacts=[_contact(call, names) for call in calls], origin=ORIGIN)
    add_surveys(source=source, surveys=[_survey(call, now) for call in calls if call.invited], origin=ORIGIN)
    complaints = [_complaint(call, cause=call.complaint) for call in calls if call.complaint]
    add_complaints(source=source, complaints=complaints, origin=ORIGIN)
    add_states(source=source, states=[_state(state, names) for state in states], origin=ORIGIN)


@transaction.atomic
def catch_up(calls: Sequence[Call], states: Sequence[State], *, names: Names, since: datetime, now: datetime) -> int:
    """Deliver those of `calls` and `states` that are not there yet, and ratings that have come since; how many.

    None of them began before `since`.
    """
    source, first = names.source, since
    numbers = {call.external_id for call in calls}
    known = (
        set(Contact.objects.filter(source=source, created_at__gte=first).values_list("external_id", flat=True))
        & numbers
    )
    begun = set(AgentState.objects.filter(start_at__gte=first).values_list("agent_id", "start_at"))
    new = [call for call in calls if call.external_id not in known]
    over = _finished_since(calls, source, first)
    change_contacts(source=source, contacts=[_contact(call, names) for call in over], origin=ORIGIN)
    add_surveys(source=source, surveys=[_survey(call, now) for call in over if call.invited], origin=ORIGIN)
    fresh = [state for state in states if (names.agents[state.agent], state.start) not in begun]
    deliver(new, fresh, names=names, now=now)
    unanswered = set(
        Survey.objects.filter(source=source, sent_at__gte=first, answered_at=None).values_list("external_id", flat=True)
    )
    answers = {
        f"S{call.external_id}": Answer(answered_at=call.rated_at, csat=call.rating, solved=call.said_solved)
        for call in calls
        if call.rated_at and call.rated_at <= now and f"S{call.external_id}" in unanswered
    }
    record_answers(source=source, answers=answers, origin=ORIGIN)
    return len(new) + len(over) + len(fresh) + len(answers)


def _finished_since(calls: Sequence[Call], source: Source, first: datetime) -> list[Call]:
    """Letters that were open when they were delivered, and are answered now."""
    waiting = Contact.objects.filter(source=source, created_at__gte=first, outcome=Contact.Outcome.ANSWERED)
    numbers = set(waiting.filter(close_s=None, resolve_s=None).values_list("external_id", flat=True))
    return [call for call in calls if call.external_id in numbers and not call.is_open]


def _contact(call: Call, names: Names) -> NewContact:
    done = call.agent is not None and not call.is_open
    return NewContact(
        external_id=call.external_id,
        queue=names.queues[call.queue.code],
        channel=CHANNELS[call.queue.channel],
        created_at=call.created_at,
        answered=call.agent is not None,
        agent=names.agents[call.agent] if call.agent else None,
        type=names.types[call.topic],
        customer=call.customer,
        emotional=call.upset,
        # A letter stands in no queue: it is judged by its replies.
        wait_s=call.wait_s if call.queue.channel != "email" else None,
        handle_s=call.handle_s if done else None,
        hold_s=call.hold_s if done else None,
        wrap_s=call.wrap_s if done else None,
        next_s=call.next_s,
        paused_s=call.paused_s if done else None,
        first_reply_at=call.answered_at if call.queue.channel != "phone" and not call.is_open else None,
        resolved_at=call.closed_at if call.resolved else None,
        closed_at=None if call.is_open else call.closed_at,
        transfers=call.transfers,
    )


def _survey(call: Call, now: datetime) -> NewSurvey:
    rated = call.rated_at is not None and call.rated_at <= now
    return NewSurvey(
        external_id=f"S{call.external_id}",
        contact=call.external_id,
        sent_at=call.closed_at,
        answered_at=call.rated_at if rated else None,
        csat=call.rating if rated else None,
        solved=call.said_solved if rated else None,
    )


def _complaint(call: Call, *, cause: str) -> NewComplaint:
    return NewComplaint(
        external_id=f"T{call.external_id}",
        contact=call.external_id,
        received_at=call.closed_at,
        cause=Complaint.Cause(cause),
        justified=cause != "policy",
    )


def _state(state: State, names: Names) -> NewState:
    return NewState(agent=names.agents[state.agent], state=KINDS[state.kind], start_at=state.start, end_at=state.end)
