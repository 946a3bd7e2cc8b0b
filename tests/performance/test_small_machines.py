"""Coaching, plans, actions and self-reviews as machines: whoever tries what in whatever order, only the legal happens.

Refusals change nothing, and what is tried a second time does not happen a second time.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import (
    CauseAction,
    CauseAnalysis,
    QaCoaching,
    QaDraw,
    QaPlan,
    QaReview,
    SelfReview,
)
from dengta.domains.performance.selectors.qa_rhythm import due_plans
from dengta.domains.performance.selectors.self_reviews import readable
from dengta.domains.performance.services import (
    cause_actions,
    cause_analyses,
    qa_coaching,
    qa_rhythm,
    qa_sampling,
    self_reviews,
)
from dengta.domains.performance.services.peer_reviews import SELF
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.conftest import NOW
from tests.machines import FEW, Workflow, run
from tests.performance.causing import opened
from tests.performance.rating import start_peers
from tests.performance.reviewing import TODAY, Desk
from tests.service.centre import Centre

pytestmark = pytest.mark.django_db
QUICK = settings(FEW, max_examples=14, stateful_step_count=25)
WORDS = st.sampled_from(["", " ", "每天复盘"])
DAYS = st.sampled_from([-1, 0, 7])


def happened(decide: Callable[[], object]) -> bool:
    """Whether a decision was taken; a refusal leaves nothing behind."""
    try:
        with transaction.atomic():
            decide()
    except (NotAllowed, RuleViolation, ObjectDoesNotExist):
        return False
    return True


class Deciding(Workflow):
    """A workflow among people by their part in it, that counts what was decided."""

    people: ClassVar[dict[str, Employee]]
    verbs: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.decisions, self.written_before = 0, self.written()

    def by(self, who: str) -> Any:
        return self.people[who].account

    def written(self) -> int:
        return AuditEntry.objects.filter(verb__startswith=self.verbs).count()

    @invariant()
    def each_decision_is_written_down_and_no_refusal_is(self) -> None:
        assert self.written() - self.written_before == self.decisions


class Coachings(Deciding):
    """One item of one review: practised with somebody else until it is done, once."""

    verbs = "performance.qa_coaching_"
    desk: ClassVar[Desk]
    review: ClassVar[QaReview]
    who = st.sampled_from(["leader", "leader", "first", "agent", "peer", "other_leader"])
    # Training is written by who leads the team, and by quality.
    coaching: ClassVar[set[str]] = {"leader", "first"}

    def __init__(self) -> None:
        super().__init__()
        self.state, self.coach = "none", ""

    @rule(who=who, coach=who, steps=WORDS, days=DAYS)
    def start(self, who: str, coach: str, steps: str, days: int) -> None:
        done = happened(
            lambda: qa_coaching.start_coaching(
                review_id=self.review.pk, item=self.desk.keys[1], coach=self.people[coach].pk, steps=steps,
                due_on=TODAY + timedelta(days=days), by=self.by(who), now=NOW,
            )
        )  # fmt: skip
        whole = coach in ("leader", "peer") and bool(steps.strip()) and days >= 0
        assert done is (who in self.coaching and whole and self.state == "none")
        if done:
            self.state, self.coach, self.decisions = "open", coach, self.decisions + 1

    @rule(coach=st.sampled_from(["leader", "peer"]))
    def start_well(self, coach: str) -> None:
        self.start("leader", coach, "每天复盘", 7)

    @rule(who=st.sampled_from(["leader", "first", "peer"]))
    def finish_well(self, who: str) -> None:
        self.finish(who, "练了")

    @rule(who=who, note=WORDS)
    def finish(self, who: str, note: str) -> None:
        row = QaCoaching.objects.first()
        done = happened(
            lambda: qa_coaching.finish_coaching(coaching_id=row.pk if row else 0, note=note, by=self.by(who), now=NOW)
        )
        assert done is (who in self.coaching | {self.coach} and self.state == "open")
        if done:
            self.state, self.decisions = "done", self.decisions + 1

    @invariant()
    def it_waits_for_the_coach_until_it_is_done(self) -> None:
        row = QaCoaching.objects.first()
        assert (row.status if row else "none") == self.state
        assert (row is not None and row.done_on is not None) is (self.state == "done")
        waiting = Todo.objects.filter(kind=qa_coaching.COACH).values_list("employee", flat=True)
        assert list(waiting) == ([self.people[self.coach].pk] if self.state == "open" else [])


@pytest.mark.covers("G14")
def test_a_finding_is_coached_once_by_somebody_else_and_done_once(
    desk: Desk, peer: Employee, other_leader: Employee
) -> None:
    Coachings.desk, Coachings.review = desk, desk.reviewed()
    Coachings.people = {
        "leader": desk.leader, "first": desk.first, "agent": desk.agent, "peer": peer, "other_leader": other_leader,
    }  # fmt: skip
    run(Coachings, more=settings(QUICK, max_examples=10))


class Rhythms(Deciding):
    """A plan that draws each week: set, paused, resumed and ended by quality, drawn by the morning once a week."""

    verbs = "performance.qa_"
    desk: ClassVar[Desk]
    who = st.sampled_from(["first", "first", "first", "leader", "agent"])

    def __init__(self) -> None:
        super().__init__()
        self.row = self.desk.plan(per_agent=1)
        self.decisions += 1
        self.now, self.since = NOW, TODAY
        self.state, self.day = "by hand", 0
        self.drawn = set[date]()

    @rule(days=st.sampled_from([1, 4, 7]))
    def time_passes(self, days: int) -> None:
        # The contacts of the desk lie in these weeks; later ones have none.
        self.now = min(self.now + timedelta(days=days), NOW + timedelta(days=18))

    @rule(who=who, day=st.sampled_from([None, 0, 1, 3, 8]))
    def set_day(self, who: str, day: int | None) -> None:
        done = self.tried(who, qa_rhythm.set_rhythm, draw_day=day)
        assert done is (who == "first" and self.state != "ended" and day in (None, 1, 3))
        if done:
            self.state, self.day, self.since = "on" if day else "by hand", day or 0, self.now.date()

    @rule(day=st.sampled_from([1, 3]), weeks=st.integers(1, 2))
    def it_draws_for_some_weeks(self, day: int, weeks: int) -> None:
        self.set_day("first", day)
        for _week in range(weeks):
            self.time_passes(7)
            self.the_morning_comes()
            # Tried again, by a second worker, it draws nothing more.
            self.the_morning_comes()

    @rule(who=who)
    def pause(self, who: str) -> None:
        done = self.tried(who, qa_rhythm.pause_plan)
        assert done is (who == "first" and self.state == "on")
        self.state = "paused" if done else self.state

    @rule(who=who)
    def resume(self, who: str) -> None:
        done = self.tried(who, qa_rhythm.resume_plan)
        assert done is (who == "first" and self.state == "paused")
        if done:
            self.state, self.since = "on", self.now.date()

    @rule(day=st.sampled_from([1, 3]))
    def a_draw_day_falls_into_a_pause(self, day: int) -> None:
        self.set_day("first", day)
        self.pause("first")
        # Over the next day of the rhythm to another day of the week.
        self.time_passes(8)
        self.resume("first")
        self.the_morning_comes()

    @rule(who=st.sampled_from(["leader", "agent", "leader", "agent", "first"]))
    def end(self, who: str) -> None:
        done = self.tried(who, qa_sampling.end_plan)
        assert done is (who == "first" and self.state != "ended")
        self.state = "ended" if done else self.state

    @rule()
    def the_morning_comes(self) -> None:
        due = self.due()
        assert due_plans(now=self.now) == ([self.row.pk] if due else [])
        draw = qa_rhythm.draw_by_rhythm(plan_id=self.row.pk, now=self.now)
        assert (draw.first_day if draw else None) == due
        if draw:
            self.drawn.add(draw.first_day)
            self.decisions += 1

    def tried(self, who: str, decide: Callable[..., object], **told: object) -> bool:
        done = happened(lambda: decide(plan_id=self.row.pk, by=self.by(who), now=self.now, **told))
        self.decisions += done
        return done

    def due(self) -> date | None:
        """The first day of the week that is to be drawn now."""
        if self.state != "on":
            return None
        today = self.now.date()
        draw_day = today - timedelta(days=(today.isoweekday() - self.day) % 7)
        monday = draw_day - timedelta(days=draw_day.weekday() + 7)
        return monday if draw_day >= self.since and monday not in self.drawn else None

    @invariant()
    def it_stands_as_it_was_set_and_has_drawn_each_week_once(self) -> None:
        row = QaPlan.objects.get(pk=self.row.pk)
        if self.state != "ended":
            assert (row.draw_day or 0, row.paused_at is not None) == (self.day, self.state == "paused")
        assert (row.ended_at is not None) is (self.state == "ended")
        assert set(QaDraw.objects.values_list("first_day", flat=True)) == self.drawn
        assert QaReview.objects.count() == len(self.drawn)


@pytest.mark.covers("G2")
def test_a_plan_draws_only_while_its_rhythm_runs_and_each_week_once(desk: Desk) -> None:
    for week in range(4):
        desk.contact(f"N{week}", day=3 + 7 * week)
    Rhythms.desk = desk
    Rhythms.people = {"first": desk.first, "leader": desk.leader, "agent": desk.agent}
    run(Rhythms, more=QUICK)


class SelfReviews(Deciding):
    """The own look at the own work: a draft for as long as the round runs, handed in whole and once."""

    verbs = "performance.self_review_handed_in"
    row: ClassVar[SelfReview]
    questions: ClassVar[list[str]]
    who = st.sampled_from(["agent", "agent", "agent", "peer", "leader"])

    def __init__(self) -> None:
        super().__init__()
        self.now, self.state, self.words = NOW, "draft", ""

    @rule(days=st.sampled_from([1, 5]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(
        who=who, words=WORDS, answered=st.sampled_from([0, 1, 2]), value=st.sampled_from([0, 3, 5]), ends=st.booleans()
    )
    def write(self, who: str, words: str, answered: int, value: int, ends: bool) -> None:
        scores = dict.fromkeys(self.questions[:answered], value)
        done = happened(
            lambda: self_reviews.write_self_review(
                review_id=self.row.pk, went_well=words, mistakes=words, needs=words, scores=scores, hand_in=ends,
                by=self.by(who), now=self.now,
            )
        )  # fmt: skip
        free = who == "agent" and self.state == "draft" and self.now.date() <= self.row.until
        within = value > 0 or not scores
        assert done is (free and within and (not ends or (bool(words.strip()) and answered == 2)))
        if done:
            self.words, self.state = words.strip(), "handed_in" if ends else "draft"
            self.decisions += ends

    @rule()
    def hand_in_well(self) -> None:
        self.write("agent", "每天复盘", 2, 5, True)

    @invariant()
    def a_draft_is_the_writers_alone_and_what_is_handed_in_stays(self) -> None:
        row = SelfReview.objects.get(pk=self.row.pk)
        assert (row.status, row.went_well, row.mistakes, row.needs) == (self.state, *[self.words] * 3)
        assert readable(self.by("leader")).exists() is (self.state == "handed_in")
        assert not readable(self.by("peer")).exists()
        assert Todo.objects.filter(kind=SELF, employee=self.people["agent"]).exists() is (self.state == "draft")


@pytest.mark.covers("G2")
def test_a_self_review_is_handed_in_whole_and_once_and_read_only_then(
    tree: Tree, leader: Employee, agent: Employee, peer: Employee
) -> None:
    started = start_peers(tree.aftersales_1, by=leader)
    SelfReviews.row = SelfReview.objects.get(round=started, employee=agent)
    SelfReviews.questions = [str(question.pk) for question in started.questions.all()]
    SelfReviews.people = {"leader": leader, "agent": agent, "peer": peer}
    run(SelfReviews, more=QUICK)


class Actions(Deciding):
    """What is done about a cause: noted by who leads the analysis, finished once, late or in time."""

    verbs = "performance.cause_action_"
    analysis: ClassVar[CauseAnalysis]
    who = st.sampled_from(["leader", "agent", "peer", "supervisor", "stranger"])
    leading: ClassVar[set[str]] = {"leader", "supervisor"}

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        # By action: its owner, and whether it is done.
        self.actions = dict[int, tuple[str, bool]]()

    @rule()
    def a_week_passes(self) -> None:
        self.now += timedelta(days=7)

    @rule(who=who, owner=who, what=WORDS, days=DAYS)
    def add(self, who: str, owner: str, what: str, days: int) -> None:
        known = set(CauseAction.objects.values_list("pk", flat=True))
        due_on = self.now.date() + timedelta(days=days)
        done = happened(
            lambda: cause_actions.add_action(
                analysis_id=self.analysis.pk, what=what, owner=self.people[owner], due_on=due_on,
                by=self.by(who), now=self.now,
            )
        )  # fmt: skip
        assert done is (who in self.leading and owner != "stranger" and bool(what.strip()) and days >= 0)
        if done:
            (pk,) = set(CauseAction.objects.values_list("pk", flat=True)) - known
            self.actions[pk] = owner, False
            self.decisions += 1

    @rule(owner=st.sampled_from(["agent", "peer"]))
    def add_well(self, owner: str) -> None:
        self.add("leader", owner, "补话术", 0)

    @rule(who=who, note=WORDS, place=st.integers(0, 2))
    def finish(self, who: str, note: str, place: int) -> None:
        if place >= len(self.actions):
            return
        pk = sorted(self.actions)[place]
        owner, over = self.actions[pk]
        done = happened(lambda: cause_actions.finish_action(action_id=pk, note=note, by=self.by(who), now=self.now))
        assert done is (who in self.leading | {owner} and bool(note.strip()) and not over)
        if done:
            self.actions[pk] = owner, True
            self.decisions += 1

    @invariant()
    def each_waits_for_its_owner_until_it_is_done(self) -> None:
        found = {row.pk: row.done_at is not None for row in CauseAction.objects.all()}
        assert found == {pk: over for pk, (_owner, over) in self.actions.items()}
        waiting = Todo.objects.filter(kind=cause_analyses.ACT).values_list("employee", flat=True)
        assert sorted(waiting) == sorted(self.people[owner].pk for owner, over in self.actions.values() if not over)


def test_an_action_waits_for_its_owner_and_is_finished_once_also_late(  # noqa: PLR0917 - fixtures
    dropped: Centre, tree: Tree, leader: Employee, agent: Employee, peer: Employee, supervisor: Employee,
    stranger: Employee,
) -> None:  # fmt: skip
    Actions.analysis = opened(tree.aftersales_1, leader)
    Actions.people = {
        "leader": leader, "agent": agent, "peer": peer, "supervisor": supervisor, "stranger": stranger,
    }  # fmt: skip
    run(Actions, more=QUICK)
