"""What no centre is without: an hour whose file comes late, an agent nobody knows, objections that wait."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from dengta.config.demo.outcomes import Call
from dengta.domains.people.models import Account, Employee
from dengta.domains.service.models import Contact
from dengta.domains.service.services.contests import answer_contest, open_contest

LATE_QUEUE, LATE_HOUR = "QH-CHAT", 15
STRANGER = "K99017"
OBJECTING, ANSWERING = ("K10020", "K10021"), "d90001"


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
    """Two agents object to a contact of theirs; one objection has been answered, one waits for the leader."""
    waiting, settled = (Employee.objects.select_related("account").get(number=number) for number in OBJECTING)
    leader = Account.objects.filter(username=ANSWERING).first()
    reasons = (
        ("aht", "系统卡顿三分钟，不应计入我的处理时长。"),
        ("transfer_rate", "客户主动要求转给投诉专员，并非我推单。"),
    )
    opened = []
    for employee, (kpi, reason) in zip((waiting, settled), reasons, strict=True):
        contact = Contact.objects.filter(agent=employee, created_at__lt=now).order_by("-created_at", "-pk").first()
        if contact is None or employee.account is None:
            return
        at = now - timedelta(hours=20 if employee is settled else 2)
        opened.append(
            open_contest(
                kpi=kpi, day=contact.business_day, contact_id=contact.pk, reason=reason, at=at, by=employee.account
            )
        )
    if leader is not None:
        answer = "听了录音，情况属实。这一条会按规定更正。"
        answer_contest(contest_id=opened[1].pk, upheld=True, answer=answer, at=now - timedelta(hours=1), by=leader)
