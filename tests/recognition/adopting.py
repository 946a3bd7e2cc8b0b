"""How the tests of the rule book write an edition and lead it through its adoption."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile

from dengta.config.demo.recognition.minutes import MINUTES
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import ClauseVersion, Edition, RuleBook, Signature
from dengta.domains.recognition.services import adoption, drafts, publishing, signing
from dengta.foundation.errors import RuleViolation
from tests.conftest import NOW

TODAY = NOW.date()
ONE_DAY = timedelta(days=1)


def account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def refused(code: str) -> "pytest.RaisesExc[RuleViolation]":
    return pytest.raises(RuleViolation, check=lambda refusal: refusal.code == code)


def words(**other: Any) -> drafts.Words:
    """Lawful words of a standard."""
    return drafts.Words(
        **{
            "title": "按班表到岗", "standard": "按已发布的班表到岗；晚到请先告知组长。", "plain": "晚到先说一声。",
            "evidence": "考勤记录与本人说明", "why": "第一版", "title_en": "On time",
            "plain_en": "Tell us first.",
            "standard_en": "Be at work as the roster says; tell your leader first.", "evidence_en": "Records",
            "severity": 1, "least": 1, "most": 3, "counts_months": 12, **other,
        }
    )  # fmt: skip


def reward_words(**other: Any) -> drafts.Words:
    """Words of a reward."""
    none: dict[str, Any] = {"severity": None, "least": None, "most": None, "counts_months": None}
    return words(**{**none, "title": "服务之星", "title_en": "Service star", **other})


def begin(book: RuleBook, by: Employee, *, summary: str = "考勤", now: datetime = NOW) -> Edition:
    return drafts.begin_edition(book_id=book.pk, summary=summary, by=account(by), now=now)


def add(edition: Edition, by: Employee, code: str = "KQ03", *, now: datetime = NOW, **other: Any) -> ClauseVersion:
    return drafts.add_clause(
        edition_id=edition.pk, code=code, kind="conduct", category="attendance", words=words(**other), by=account(by),
        now=now,
    )  # fmt: skip


def change(
    edition: Edition, version: ClauseVersion, by: Employee, *, now: datetime = NOW, **other: Any
) -> ClauseVersion:  # fmt: skip
    return drafts.change_clause(
        edition_id=edition.pk, clause_id=version.clause_id, words=words(**other), by=account(by), now=now
    )


def consult(edition: Edition, by: Employee, *, now: datetime = NOW, days: int = 3) -> Edition:
    return adoption.open_consultation(
        edition_id=edition.pk, closes_on=now.date() + days * ONE_DAY, by=account(by), now=now
    )


def settle(edition: Edition, by: Employee, *, now: datetime, **other: Any) -> Edition:
    said = {
        "procedure": "representatives", "held_on": now.date(), "participants": 12, "union_opinion": "同意",
        "minutes": ContentFile(MINUTES, "纪要.pdf"), **other,
    }  # fmt: skip
    return adoption.settle_edition(edition_id=edition.pk, by=account(by), now=now, **said)


def publish(edition: Edition, first: Employee, second: Employee, *, now: datetime, effective_on: date) -> Edition:
    """Two people let it out."""
    publishing.put_forward(edition_id=edition.pk, effective_on=effective_on, by=account(first), now=now)
    return publishing.publish_edition(edition_id=edition.pk, by=account(second), now=now)


def adopt(
    edition: Edition, first: Employee, second: Employee, *, effective_on: date, now: datetime | None = None
) -> Edition:  # fmt: skip
    """Everything from the draft to the publication, out a day before it holds (or at `now`)."""
    out = now or NOW + (effective_on - TODAY - ONE_DAY)
    consult(edition, first, now=out - 6 * ONE_DAY)
    settle(edition, first, now=out - ONE_DAY)
    return publish(edition, first, second, now=out, effective_on=effective_on)


def sign(edition: Edition, who: Employee, *, now: datetime = NOW) -> Signature:
    return signing.sign_edition(edition_id=edition.pk, signature=who.name, by=account(who), now=now)
