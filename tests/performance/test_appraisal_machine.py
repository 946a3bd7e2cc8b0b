"""Whatever anybody tries, in whatever order and how often: an appraisal only goes where it may."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import Appeal, Appraisal, Cycle, FrozenScore, Objection, ScoreChange
from dengta.domains.performance.selectors import appraisals as selectors
from dengta.domains.performance.services import appraisals, cycles, objections
from dengta.foundation.errors import RuleViolation
from tests.cast import Tree
from tests.conftest import NOW
from tests.machines import Workflow, run
from tests.performance.appraising import account, frozen, of, planned

State = Appraisal.State
# Where each stage may lead; to stay is always possible.
NEXT = {
    State.WAITING: {State.SCORED, State.SECOND},
    State.SECOND: {State.SCORED},
    State.SCORED: {State.SECOND, State.TALK},
    State.TALK: {State.TALKED, State.CLOSED},
    State.TALKED: {State.SIGNED, State.CLOSED},
    State.SIGNED: {State.CLOSED},
    State.CLOSED: set(),
}
STAGES = list(Cycle.State)
SCORE = st.sampled_from([0.0, 40.0, 85.0, 100.0])
WHO = st.sampled_from(["agent", "agent", "agent", "leader", "boss", "hr", "peer", "stranger"])
WORDS = st.sampled_from(["有依据。", "有依据。", ""])
KEYS = st.sampled_from(["kpi", "qa", "leader", "horoscope"])


class Cycles(Workflow):
    """One cycle, six people, any action by any of them."""

    people: ClassVar[dict[str, Employee]] = {}
    tree: ClassVar[Tree]

    @initialize(further=st.sampled_from([False, True, True]))
    def begin(self, further: bool) -> None:
        self.now = NOW
        self.stage = Cycle.State.SCORING
        boss = self.people["boss"]
        self.cycle = frozen(planned(self.tree.qinghe, account(boss)), account(boss))
        self.pk = of(self.cycle, self.people["agent"]).pk
        self.frozen = dict(FrozenScore.objects.values_list("pk", "first_score"))
        self.seen = State.WAITING
        if further:
            self.all_goes_well()
            self.stage, self.seen = Cycle.State.TALKS, State.TALK

    def attempt(self, who: str, action: Callable[..., object], **facts: object) -> None:
        """Try it; a refusal of the house is fine, anything else is a bug."""
        try:
            action(by=account(self.people[who]), now=self.now, **facts)
        except RuleViolation:
            return

    @rule(who=WHO, score=SCORE, words=WORDS)
    def score(self, who: str, score: float, words: str) -> None:
        for pk in Appraisal.objects.filter(cycle=self.cycle).values_list("pk", flat=True):
            self.attempt(who, appraisals.give_score, appraisal_id=pk, score=score, words=words)

    @rule(score=SCORE)
    def everybody_scores(self, score: float) -> None:
        for who in ("leader", "boss"):
            self.score(who, score, "有依据。")
        for row in Appraisal.objects.filter(cycle=self.cycle, state=State.SECOND):
            for who in ("leader", "boss", "hr"):
                self.attempt(who, appraisals.read_as_second, appraisal_id=row.pk, score=score, words="同意。")

    def all_goes_well(self) -> None:
        """Straight on to the talks, so that what comes after them is walked as well."""
        self.everybody_scores(85.0)
        for step in ("calibrate", "release"):
            self.move("boss", step)

    @rule(who=WHO, step=st.sampled_from(["freeze", "calibrate", "release", "close"]))
    def move(self, who: str, step: str) -> None:
        action = {
            "freeze": cycles.begin_freezing, "calibrate": cycles.begin_calibration, "release": cycles.release_cycle,
            "close": cycles.close_cycle,
        }[step]  # fmt: skip
        self.attempt(who, action, cycle_id=self.cycle.pk)

    @rule(who=WHO, score=SCORE, reason=WORDS)
    def calibrate(self, who: str, score: float, reason: str) -> None:
        self.attempt(who, appraisals.calibrate, appraisal_id=self.pk, score=score, reason=reason)

    @rule(who=WHO, words=WORDS)
    def write(self, who: str, words: str) -> None:
        self.attempt(who, appraisals.write_part, appraisal_id=self.pk, words=words, ability_plan="学习。")

    @rule(who=WHO, agrees=st.booleans())
    def sign(self, who: str, agrees: bool) -> None:
        self.attempt(who, appraisals.sign, appraisal_id=self.pk, agrees=agrees)

    @rule(who=WHO, key=KEYS, words=WORDS)
    def object(self, who: str, key: str, words: str) -> None:
        self.attempt(who, objections.object_to, appraisal_id=self.pk, key=key, words=words)

    @rule(who=WHO, upheld=st.booleans(), score=SCORE, words=WORDS)
    def answer(self, who: str, upheld: bool, score: float, words: str) -> None:
        for pk in Objection.objects.values_list("pk", flat=True):
            self.attempt(who, objections.answer_objection, objection_id=pk, upheld=upheld, answer=words, score=score)

    @rule(who=WHO, words=WORDS)
    def appeal(self, who: str, words: str) -> None:
        self.attempt(who, objections.appeal_against, appraisal_id=self.pk, words=words)

    @rule(who=WHO, granted=st.booleans(), score=SCORE, words=WORDS)
    def decide(self, who: str, granted: bool, score: float, words: str) -> None:
        for pk in Appeal.objects.values_list("pk", flat=True):
            self.attempt(who, objections.decide_appeal, appeal_id=pk, granted=granted, reason=words, score=score)

    @rule()
    def all_is_said(self) -> None:
        """Both sides write, and the person signs."""
        for who in ("agent", "leader"):
            self.write(who, "有依据。")
        self.sign("agent", agrees=False)

    @rule(who=WHO)
    def close(self, who: str) -> None:
        for pk in Appraisal.objects.filter(cycle=self.cycle).values_list("pk", flat=True):
            self.attempt(who, appraisals.close_appraisal, appraisal_id=pk)

    @rule(days=st.sampled_from([1, 7, 30]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @invariant()
    def it_goes_only_where_it_may(self) -> None:
        cycle = Cycle.objects.get(pk=self.cycle.pk)
        assert STAGES.index(Cycle.State(cycle.state)) >= STAGES.index(self.stage)
        self.stage = Cycle.State(cycle.state)
        state = State(Appraisal.objects.get(pk=self.pk).state)
        assert state in NEXT[self.seen] | {self.seen} | {one for between in NEXT[self.seen] for one in NEXT[between]}
        self.seen = state

    @invariant()
    def what_is_closed_waits_for_nobody(self) -> None:
        closed = Appraisal.objects.filter(state=State.CLOSED)
        assert not Objection.objects.filter(appraisal__in=closed, state=Objection.State.OPEN).exists()
        assert not Appeal.objects.filter(appraisal__in=closed, state=Appeal.State.OPEN).exists()
        if self.stage == Cycle.State.CLOSED:
            assert closed.count() == Appraisal.objects.filter(cycle=self.cycle).count()

    @invariant()
    def what_was_frozen_stands_or_its_change_is_on_record(self) -> None:
        assert dict(FrozenScore.objects.values_list("pk", "first_score")) == self.frozen
        for score in FrozenScore.objects.all():
            changes = ScoreChange.objects.filter(appraisal=score.appraisal_id, key=score.key).order_by("-at", "-pk")
            last = changes.first()
            assert score.score == (last.after if last else score.first_score)

    @invariant()
    def nobody_judges_themselves_or_hears_what_they_judged(self) -> None:
        for change in ScoreChange.objects.select_related("appraisal", "by__employee"):
            assert change.by.employee.pk != change.appraisal.employee_id
            if change.kind != ScoreChange.Kind.CALIBRATION:
                assert change.by.employee.pk != change.appraisal.leader_id

    @invariant()
    def the_own_score_is_read_after_the_release_alone(self) -> None:
        me = account(self.people["agent"])
        seen = selectors.appraisals(me).filter(pk=self.pk).exists()
        assert seen == (self.stage in (Cycle.State.TALKS, Cycle.State.CLOSED))
        assert not selectors.appraisals(account(self.people["stranger"])).exists()


@pytest.mark.covers("G9")
def test_an_appraisal_only_goes_where_it_may_whoever_tries_what(
    tree: Tree, house: dict[str, Employee], supervisor: Employee, stranger: Employee
) -> None:
    Cycles.tree, Cycles.people = tree, {**house, "boss": supervisor, "stranger": stranger}
    run(Cycles)
