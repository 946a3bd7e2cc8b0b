"""How the tests of announcements write one, and bring it to everybody."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from dengta.domains.communication.models import Announcement, Receipt
from dengta.domains.communication.services import announcements, publishing, receipts
from dengta.domains.communication.services.announcements import Frame, Words
from dengta.domains.communication.services.short_tests import QuestionText, save_question
from dengta.domains.people.models import Account, Employee, Unit
from dengta.foundation.errors import RuleViolation
from tests.conftest import NOW

DAY = timedelta(days=1)
QUESTIONS = (
    QuestionText("拆封商品几天内可以退?", ("7 天", "14 天", "30 天"), 1, "新规则把拆封商品的退货期改为 14 天。"),
    QuestionText("退款多久到账?", ("3 个工作日", "7 个工作日"), 0, "承诺是 3 个工作日。"),
    QuestionText("运费由谁承担?", ("顾客", "商家"), 1, "质量问题由商家承担运费。"),
)


def account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def draft(
    by: Employee,
    *units: Unit,
    kind: str = "policy",
    title: str = "退换货规则调整",
    body: str = "拆封商品的退货期由 7 天改为 14 天。",
    effective_at: datetime | None = NOW + 3 * DAY,
    confirm_by: datetime | None = None,
    needs_confirmation: bool = True,
    audience: Mapping[str, Sequence[str]] | None = None,
    **frame: Any,
) -> Announcement:
    """A draft of `by` for these units."""
    return announcements.draft_announcement(
        words=Words(title, body, confirm_by=confirm_by, effective_at=effective_at),
        frame=Frame(
            kind=kind, units=[unit.pk for unit in units], audience=audience or {},
            needs_confirmation=needs_confirmation, **frame,
        ),
        by=account(by), now=NOW,
    )  # fmt: skip


def with_test(announcement: Announcement, by: Employee) -> Announcement:
    for question in QUESTIONS:
        save_question(announcement_id=announcement.pk, question=question, by=account(by))
    return announcement


def publish(announcement: Announcement, by: Employee, *, now: datetime = NOW) -> Announcement:
    publishing.publish_announcement(announcement_id=announcement.pk, by=account(by), now=now)
    announcement.refresh_from_db()
    return announcement


def announce(by: Employee, *units: Unit, **what: Any) -> Announcement:
    """Written and published."""
    return publish(draft(by, *units, **what), by)


def receipt_of(announcement: Announcement, employee: Employee) -> Receipt:
    return Receipt.objects.get(announcement=announcement, employee=employee)


def confirm(announcement: Announcement, employee: Employee, *, signature: str = "", now: datetime = NOW) -> Receipt:
    return receipts.confirm_announcement(
        announcement_id=announcement.pk, signature=signature, by=account(employee), now=now
    )


@contextmanager
def refuses(code: str) -> Iterator[None]:
    """What happens inside is refused for this reason."""
    with pytest.raises(RuleViolation) as refusal:
        yield
    assert refusal.value.code == f"communication.{code}"


def names(rows: Any) -> list[str]:
    return sorted(row.employee.name for row in rows)
