"""Review items, new bases, deductions and the chain of a strategy as machines: only the legal happens.

Whatever is tried, in whatever order, by whomever, and as often as it is tried.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from dengta.domains.goals.models import ClientPenalty, GamingReview, GoalVersion, Rebase, StrategyStep
from dengta.domains.goals.selectors.strategy import ORDER
from dengta.domains.goals.services import gaming, penalties, replans, strategy
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals import test_penalties as ledger
from tests.goals.aiming import at, in_force, months_of, recorded
from tests.goals.test_machines import WHO, Machine, happened
from tests.machines import FEW, run

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
QUICK = settings(FEW, max_examples=14, stateful_step_count=25)
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

    @rule(who=st.sampled_from(["leader", "supervisor"]), outcome=st.sampled_from(GamingReview.Outcome.values))
    def close_well(self, who: str, outcome: str) -> None:
        self.close(who, outcome, "分单规则错了")

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


class NewBases(Machine):
    """A target that cannot be reached any more: who writes the goal asks, somebody else of management decides."""

    version: ClassVar[GoalVersion]
    now = at(2026, 12, 2)
    writers: ClassVar[set[str]] = {"supervisor", "executive"}
    who = st.sampled_from(["supervisor", "executive", "leader", "agent", "hr"])

    def __init__(self) -> None:
        super().__init__()
        self.asker, self.accepted, self.decided = "", False, 0

    @rule(who=who, proposed=st.sampled_from([72.0, 79.0]), reason=WORDS)
    def ask(self, who: str, proposed: float, reason: str) -> None:
        done = happened(
            lambda: replans.propose_rebase(
                goal_id=self.version.goal_id, proposed=proposed, reason=reason, by=self.by(who), now=self.now
            )
        )
        assert done is (who in self.writers and proposed == 72.0 and bool(reason.strip()) and not self.asker)
        self.asker = who if done else self.asker

    @rule(who=st.sampled_from(["supervisor", "executive"]))
    def ask_well(self, who: str) -> None:
        self.ask(who, 72.0, "旺季缺编 12 人")

    @rule(who=who, accept=st.booleans(), answer=WORDS)
    def decide(self, who: str, accept: bool, answer: str) -> None:
        row = Rebase.objects.order_by("-pk").first()
        if row is None:
            return
        done = happened(
            lambda: replans.decide_rebase(rebase_id=row.pk, accept=accept, answer=answer, by=self.by(who), now=self.now)
        )
        assert done is (who in self.writers - {self.asker} and bool(self.asker) and bool(answer.strip()))
        if done:
            self.asker, self.decided, self.accepted = "", self.decided + 1, self.accepted or accept

    @rule(accept=st.booleans())
    def the_other_decides(self, accept: bool) -> None:
        self.decide("executive" if self.asker == "supervisor" else "supervisor", accept, "同意")

    @invariant()
    def one_at_most_is_open_and_only_what_is_accepted_drafts_a_version(self) -> None:
        rows = Rebase.objects.all()
        assert [row.asked_by for row in rows if row.status == "asked"] == ([self.by(self.asker)] if self.asker else [])
        decided = [row for row in rows if row.status != "asked"]
        assert len(decided) == self.decided
        assert all(row.answer and row.decided_by_id not in (None, row.asked_by_id) for row in decided)
        drafts = GoalVersion.objects.filter(goal=self.version.goal_id, status="draft")
        assert [one.target for one in drafts] == ([72.0] if self.accepted else [])


def test_a_new_base_is_asked_by_one_and_decided_once_by_another(
    two_teams: GoalVersion, tree: Tree, supervisor: Employee
) -> None:
    NewBases.version = in_force(two_teams, supervisor)
    for position, month in enumerate(months_of()[:11]):
        recorded(tree.aftersales_1, month, satisfied=750 if position < 3 else 700, answers=1000)
    run(NewBases, more=settings(QUICK, max_examples=8))


class Lessons(Machine):
    """A deduction, and what is learnt from it: written by who leads the client, looked after by one, mended once."""

    writers: ClassVar[set[str]] = {"supervisor", "executive"}
    owners: ClassVar[set[str]] = {"supervisor", "executive"}

    def __init__(self) -> None:
        super().__init__()
        self.row = ledger.put(self.tree, self.cast["supervisor"])
        self.lesson, self.owner, self.done = "", "", False
        self.decisions = 1

    @rule(who=WHO, amount=st.sampled_from([0, 100]))
    def put(self, who: str, amount: int) -> None:
        done = happened(lambda: ledger.put(self.tree, self.cast[who], amount=Decimal(amount)))
        assert done is (who in self.writers and amount > 0)
        self.decisions += done

    @rule(who=WHO, owner=WHO, lesson=WORDS, days=st.sampled_from([-1, 0, 14]))
    def learn(self, who: str, owner: str, lesson: str, days: int) -> None:
        done = happened(
            lambda: penalties.learn(
                penalty_id=self.row.pk, lesson=lesson, owner=self.by(owner).pk, due_on=TODAY + timedelta(days=days),
                by=self.by(who), now=NOW,
            )
        )  # fmt: skip
        whole = owner in self.owners and bool(lesson.strip()) and days >= 0
        assert done is (who in self.writers and whole and not self.done)
        if done:
            self.lesson, self.owner, self.decisions = lesson, owner, self.decisions + 1

    @rule(who=st.sampled_from(["supervisor", "executive"]), owner=st.sampled_from(["supervisor", "executive"]))
    def learn_well(self, who: str, owner: str) -> None:
        self.learn(who, owner, "大促前两周与客户对一次预测", 14)

    @rule(who=WHO)
    def finish(self, who: str) -> None:
        done = happened(lambda: penalties.finish_lesson(penalty_id=self.row.pk, by=self.by(who), now=NOW))
        assert done is (who in self.writers and bool(self.lesson) and not self.done)
        self.done, self.decisions = self.done or done, self.decisions + done

    @invariant()
    def what_is_mended_does_not_change_any_more(self) -> None:
        row = ClientPenalty.objects.get(pk=self.row.pk)
        assert (row.lesson, row.lesson_done_on) == (self.lesson, TODAY if self.done else None)
        assert row.lesson_owner == (self.by(self.owner) if self.owner else None)
        verbs = ["goals.penalty_recorded", "goals.lesson_written", "goals.lesson_finished"]
        assert AuditEntry.objects.filter(verb__in=verbs).count() == self.decisions


@pytest.mark.covers("B11")
def test_a_lesson_is_written_by_who_leads_the_client_and_mended_once() -> None:
    run(Lessons, more=QUICK)


class Chain(Machine):
    """Links of a strategy: each hangs under an open one of the level above, written by who leads the branch."""

    writers: ClassVar[set[str]] = {"supervisor", "hr", "second", "executive"}
    kinds: ClassVar[list[str]] = [str(kind) for kind in ORDER]
    place = st.integers(0, 6)

    def __init__(self) -> None:
        super().__init__()
        # By link: its kind, what it hangs under, and what became of it.
        self.links = dict[int, tuple[str, int | None, str]]()
        self.decisions = 0

    @rule(who=WHO, kind=st.sampled_from(kinds), place=st.none() | place, title=WORDS, whole=st.booleans())
    def add(self, who: str, kind: str, place: int | None, title: str, whole: bool) -> None:
        parent = self.at(place)
        told: dict[str, Any] = {"owner": self.cast["agent"], "due_on": TODAY} if whole else {}
        known = set(self.links)
        done = happened(
            lambda: strategy.add_step(
                unit=self.tree.qinghe, kind=kind, title=title, parent=parent, by=self.by(who), now=NOW, **told
            )
        )
        whole = bool(title.strip()) and (kind != "action" or whole)
        assert done is (who in self.writers and whole and (parent is None or self.fits(kind, parent)))
        if done:
            (pk,) = set(StrategyStep.objects.values_list("pk", flat=True)) - known
            self.links[pk] = kind, parent, "open"
            self.decisions += 1

    @rule(kind=st.sampled_from(kinds))
    def add_well(self, kind: str) -> None:
        above = [place for place, pk in enumerate(sorted(self.links)) if self.fits(kind, pk)]
        self.add("supervisor", kind, above[0] if above else None, "把退款说清楚", True)

    @rule(who=WHO, place=place, under=place)
    def hang(self, who: str, place: int, under: int) -> None:
        pk, parent = self.at(place), self.at(under)
        if pk is None or parent is None:
            return
        kind, _parent, state = self.links[pk]
        done = happened(lambda: strategy.hang_step(step_id=pk, parent=parent, by=self.by(who), now=NOW))
        assert done is (who in self.writers and state == "open" and self.fits(kind, parent))
        if done:
            self.links[pk] = kind, parent, state
            self.decisions += 1

    @rule(who=WHO, place=place, reached=st.booleans())
    def close(self, who: str, place: int, reached: bool) -> None:
        pk = self.at(place)
        if pk is None:
            return
        done = happened(lambda: strategy.close_step(step_id=pk, done=reached, by=self.by(who), now=NOW))
        assert done is (who in self.writers and self.links[pk][2] == "open")
        if done:
            self.links[pk] = *self.links[pk][:2], "done" if reached else "given up"
            self.decisions += 1

    def at(self, place: int | None) -> int | None:
        pks = sorted(self.links)
        return pks[place] if place is not None and place < len(pks) else None

    def fits(self, kind: str, above: int) -> bool:
        over, _parent, state = self.links[above]
        return state == "open" and self.kinds.index(over) + 1 == self.kinds.index(kind)

    @invariant()
    def it_hangs_together_as_it_was_written(self) -> None:
        def state(row: StrategyStep) -> str:
            return "open" if row.closed_on is None else "done" if row.done_on else "given up"

        assert {row.pk: (row.kind, row.parent_id, state(row)) for row in StrategyStep.objects.all()} == self.links
        assert AuditEntry.objects.filter(verb__startswith="goals.strategy_step_").count() == self.decisions


@pytest.mark.covers("K16")
def test_a_chain_is_written_by_who_leads_and_hangs_under_the_level_above() -> None:
    run(Chain, more=QUICK)
