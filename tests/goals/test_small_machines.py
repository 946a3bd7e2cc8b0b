"""Review items, new bases, deductions and the chain of a strategy as machines: only the legal happens.

Whatever is tried, in whatever order, by whomever, and as often as it is tried.
"""

from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from dengta.domains.goals.models import GamingReview
from dengta.domains.goals.services import gaming
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.test_machines import WHO, Machine, happened
from tests.machines import FEW, run

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
QUICK = settings(FEW, max_examples=8, stateful_step_count=15)
WORDS = st.sampled_from(["", " ", "分单规则错了"])


@pytest.fixture(autouse=True)
def cast(  # noqa: PLR0917 - fixtures
    tree: Tree, hire: Callable[..., Employee], supervisor: Employee, hr: Employee, leader: Employee, agent: Employee
) -> dict[str, Employee]:
    """The cast of the machines."""
    Machine.tree = tree
    Machine.cast = {
        "supervisor": supervisor, "hr": hr, "leader": leader, "agent": agent,
        "second": hire("张悦", None, number="K90011", role="hr", at=tree.company),
        "executive": hire("高远", None, number="K90021", role="executive", at=tree.qinghe),
    }  # fmt: skip
    return Machine.cast


class ReviewItems(Machine):
    """A figure that stood out: the person says what it was, a human who leads them closes it, once."""

    closers: ClassVar[set[str]] = {"leader", "supervisor"}
    about: ClassVar[str] = "agent"

    def __init__(self) -> None:
        super().__init__()
        self.row = GamingReview.objects.create(
            employee=self.cast[self.about], unit=self.tree.aftersales_1, kind="transfers", kpi="transfer_rate",
            start=TODAY, end=TODAY, figures={}, n=200, rows_url="/", opened_at=NOW,
        )  # fmt: skip
        self.reply, self.outcome, self.closer, self.decisions = "", "", "", 0

    @rule(who=WHO, reply=WORDS)
    def answer(self, who: str, reply: str) -> None:
        done = happened(lambda: gaming.answer_review(review_id=self.row.pk, reply=reply, by=self.by(who), now=NOW))
        assert done is (who == self.about and bool(reply.strip()))
        if done:
            self.reply, self.decisions = reply, self.decisions + 1

    @rule(who=WHO, outcome=st.sampled_from(["", "penalty", *GamingReview.Outcome.values]), note=WORDS)
    def close(self, who: str, outcome: str, note: str) -> None:
        done = happened(
            lambda: gaming.close_review(review_id=self.row.pk, outcome=outcome, note=note, by=self.by(who), now=NOW)
        )
        right = who in self.closers - {self.about} and outcome in GamingReview.Outcome.values and bool(note.strip())
        assert done is (right and not self.outcome)
        if done:
            self.outcome, self.closer, self.decisions = outcome, who, self.decisions + 1

    @invariant()
    def it_stands_as_it_was_answered_and_closed(self) -> None:
        row = GamingReview.objects.get(pk=self.row.pk)
        assert (row.reply, row.outcome) == (self.reply, self.outcome)
        assert row.closed_by == (self.by(self.closer) if self.closer else None)
        assert AuditEntry.objects.filter(verb__startswith="goals.review_").count() == self.decisions


class ReviewItemsOfTheLeader(ReviewItems):
    """The same about whoever leads the team: never closed by themselves."""

    about = "leader"


@pytest.mark.covers("B5")
@pytest.mark.parametrize("machine", [ReviewItems, ReviewItemsOfTheLeader])
def test_a_review_item_is_closed_once_by_a_human_who_it_is_not_about(machine: type[ReviewItems]) -> None:
    run(machine, more=QUICK)
