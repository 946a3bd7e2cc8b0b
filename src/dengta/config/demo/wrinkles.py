"""What no centre is without: an hour whose file comes late, an agent nobody knows, objections that wait."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from dengta.config.demo.outcomes import Call
from dengta.domains.people.models import Account
from dengta.domains.service.models import Contact
from dengta.domains.service.services.contests import answer_contest, open_contest

LATE_QUEUE, LATE_HOUR = "QH-CHAT", 15
STRANGER = "K99017"
OBJECTING, ANSWERING = "k10020", "d90001"


def late_ones(calls: Sequence[Call], today: date) -> list[Call]:
    """The contacts of one queue in one hour of yesterday: they arrive when yesterday has been counted already."""
    day = today - timedelta(days=1)
    return [
        call
        for call in calls
        if call.queue.code == LATE_QUEUE and call.created_at.date() == day and call.created_at.hour == LATE_HOUR
    ]


def of_strangers(calls: Sequence[Call]) -> list[Call]:
    """A few more lines in the same file, about somebody who is in no team: the import holds them back."""
    return [replace(call, external_id=f"{call.external_id}-T", agent=STRANGER) for call in calls[:3]]


def object_to_figures(*, now: datetime) -> None:
    """An agent objects to two contacts: one objection has been answered, one waits for the leader."""
    agent, leader = (Account.objects.filter(username=name).first() for name in (OBJECTING, ANSWERING))
    served = Contact.objects.filter(agent__account=agent, created_at__lt=now - timedelta(days=1))
    contacts = list(served.order_by("-created_at", "-pk")[:2])
    if agent is None or leader is None or len(contacts) < 2:
        return
    waiting, settled = contacts
    answered = open_contest(
        kpi="transfer_rate",
        day=settled.business_day,
        contact_id=settled.pk,
        reason="客户主动要求转给投诉专员，并非我推单。",
        at=now - timedelta(hours=20),
        by=agent,
    )
    answer_contest(
        contest_id=answered.pk,
        upheld=True,
        answer="听了录音，情况属实。这一条会按规定更正。",
        at=now - timedelta(hours=3),
        by=leader,
    )
    open_contest(
        kpi="aht",
        day=waiting.business_day,
        contact_id=waiting.pk,
        reason="系统卡顿三分钟，不应计入我的处理时长。",
        at=now - timedelta(hours=2),
        by=agent,
    )
