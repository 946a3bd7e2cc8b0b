"""The short test after a policy change: written by the author, taken until it is passed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Receipt, TestQuestion, TestTry
from dengta.domains.communication.selectors.announcements import questions_of
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services.announcements import locked, writable_version
from dengta.domains.communication.services.receipts import own_receipt
from dengta.domains.people.models import Account
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.settings.parameters import Parameter

MOST_QUESTIONS, FEWEST_OPTIONS, MOST_OPTIONS = 10, 2, 4
WHOLE = 100
PASS_MARK = Parameter(
    "communication.pass_mark",
    80,
    _("Share of right answers that passes the short test after a policy change"),
    unit="%",
    check=lambda share: 0 < share <= WHOLE,
)


@dataclass(frozen=True)
class QuestionText:
    """A question as it is written; `right` is the place of the right answer, from 0."""

    text: str
    options: Sequence[str]
    right: int
    explanation: str


@transaction.atomic
def save_question(
    *, announcement_id: int, question: QuestionText, question_id: int | None = None, by: Account
) -> TestQuestion:
    """Add a question to the version in writing, or change it; what was published keeps its test."""
    announcement = locked(announcement_id, by=by)
    version = writable_version(announcement, by=by)
    options = [option.strip() for option in question.options if option.strip()]
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS or len(set(options)) != len(options):
        raise RuleViolation("communication.question_options")
    if not 0 <= question.right < len(options):
        raise RuleViolation("communication.question_right")
    if question_id is None and version.questions.count() >= MOST_QUESTIONS:
        raise RuleViolation("communication.question_too_many", most=MOST_QUESTIONS)
    row = version.questions.get(pk=question_id) if question_id is not None else TestQuestion(version=version)
    row.text, row.options, row.right = question.text.strip(), options, question.right
    row.explanation = question.explanation.strip()
    row.save()
    record(by, "communication.question_saved", announcement, question=row.text)
    return row


@transaction.atomic
def drop_question(*, announcement_id: int, question_id: int, by: Account) -> None:
    """Take a question out of the version in writing."""
    announcement = locked(announcement_id, by=by)
    question = TestQuestion.objects.get(pk=question_id, version__announcement=announcement, version__published_at=None)
    record(by, "communication.question_dropped", announcement, question=question.text)
    question.delete()


@transaction.atomic
def take_test(*, receipt_id: int, answers: Mapping[int, int], by: Account, now: datetime) -> TestTry:
    """One go: `answers` names for each question the place of the answer chosen. Whoever does not pass has the text
    before them again, unread, and may try again; only which questions were missed is kept, never what was chosen."""
    receipt = own_receipt(receipt_id, by=by)
    announcement = receipt.announcement
    if not announcement.is_published or receipt.confirmed_at is not None or receipt.passed_at is not None:
        raise RuleViolation("communication.test_over")
    if receipt.read_at is None:
        raise RuleViolation("communication.read_first")
    questions = questions_of(announcement)
    if not questions or set(answers) != {question.pk for question in questions}:
        raise RuleViolation("communication.test_incomplete")
    missed = [question.pk for question in questions if answers[question.pk] != question.right]
    right, total = len(questions) - len(missed), len(questions)
    passed = right >= needed(total, now=now)
    receipt.tries += 1
    receipt.passed_at, receipt.read_at = (now, receipt.read_at) if passed else (None, None)
    receipt.save(update_fields=["tries", "passed_at", "read_at"])
    go = TestTry.objects.create(
        receipt=receipt, version=announcement.asked_version, at=now, right=right, total=total, passed=passed,
        missed=missed,
    )  # fmt: skip
    verb = "communication.test_passed" if passed else "communication.test_failed"
    record(by, verb, receipt, subject=receipt.employee_id, go=receipt.tries)
    return go


def needed(total: int, *, now: datetime) -> int:
    """How many of `total` questions have to be right."""
    return math.ceil(total * PASS_MARK.on(day_of(now)) / WHOLE)


def in_turn(receipt: Receipt, questions: Sequence[TestQuestion]) -> list[tuple[TestQuestion, list[tuple[int, str]]]]:
    """The questions with their answers, in another order at each go; an answer keeps its place as its name."""
    shuffle = Random(f"{receipt.pk} {receipt.tries}")  # noqa: S311 - an order, not a secret
    ordered = shuffle.sample(list(questions), len(questions))
    return [(each, shuffle.sample(list(enumerate(each.options)), len(each.options))) for each in ordered]
