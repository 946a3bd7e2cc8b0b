"""Sends a notice, and makes a message, for tests of both the outbox and its pages."""

from django.db import transaction

from dengta.domains.people.models import Employee
from dengta.foundation import notify
from dengta.foundation.notify.models import Notice, OutboxMessage


def tell(who: Employee, title: str = "李佳怡申请请假", *, urgent: bool = False, url: str = "/") -> Notice | None:
    with transaction.atomic():
        return notify.send(to=who, kind="test.leave", title=title, body="11 月 20 日", url=url, urgent=urgent)


def a_message(channel: str = "test") -> OutboxMessage:
    return OutboxMessage.objects.create(channel=channel, address="a@example.com", subject="x", body="x")
