"""Whatever anybody tries, in whatever order and how often: an appraisal only goes where it may."""

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import connection
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import Appeal, Appraisal, Cycle, FrozenScore, Objection, ScoreChange
from dengta.domains.performance.selectors import appraisals as selectors
from dengta.domains.performance.services import appraisals, cycles, handing_over, objections
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation
from dengta.foundation.notify.models import Notice
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
NAMES = ["agent", "agent", "agent", "leader", "boss", "hr", "head", "peer", "stranger"]
WHO = st.sampled_from(NAMES)
# Mostly those who may, or a machine walks nowhere.
OWNER = st.sampled_from(["agent", "agent", "agent", "agent", "peer", "leader"])
CHIEF = st.sampled_from(["boss", "boss", "hr", "hr", "head", "leader", "agent", "stranger"])
# What the person alone does, and what only whoever is in charge of the cycle does.
OWN = {"sign", "object_to", "appeal_against"}
IN_CHARGE = {"calibrate", "close_appraisal", "hand_over", "answer_objection"}
TABLES = (Cycle, Appraisal, FrozenScore, ScoreChange, Objection, Appeal, Todo, Notice)
# Read without the ORM: it is asked for hundreds of times.
ROWS = [f"SELECT * FROM {table._meta.db_table} ORDER BY id" for table in TABLES]
ROWS.append(f"SELECT count(*) FROM {AuditEntry._meta.db_table}")
WORDS = st.sampled_from(["有依据。", "有依据。", "有依据。", "有依据。", ""])
KEYS = st.sampled_from(["kpi", "qa", "leader", "leader", "horoscope"])


class Cycles(Workflow):
    """One cycle, seven people, any action by any of them."""

    people: ClassVar[dict[str, Employee]] = {}
    tree: ClassVar[Tree]

    @initialize(further=st.sampled_from([False, True, True]), calibrates=st.sampled_from(["boss", "hr", ""]))
    def begin(self, further: bool, calibrates: str) -> None:
        self.now = NOW
        self.stage = Cycle.State.SCORING
        boss = self.people["boss"]
        self.cycle = frozen(planned(self.tree.qinghe, account(boss)), account(boss))
        self.pk = of(self.cycle, self.people["agent"]).pk
        self.frozen = dict(FrozenScore.objects.values_list("pk", "first_score"))
        self.seen = State.WAITING
        # By appraisal: who calibrated or answered, who of them calibrated, and who scored it or read it a second time.
        self.judged: dict[int, set[int]] = defaultdict(set)
        self.calibrated: dict[int, set[int]] = defaultdict(set)
        self.led: dict[int, set[int]] = defaultdict(set)
        self.rows: object = None
        if further:
            self.all_goes_well(calibrates)
            self.stage, self.seen = Cycle.State.TALKS, State.TALK

    def attempt(self, who: str, action: Callable[..., object], **facts: Any) -> None:
        """Try it. A refusal of the house is fine, as long as nothing of it stays; anything else is a bug."""
        before = self.rows = self.rows or snapshot()
        try:
            action(by=account(self.people[who]), now=self.now, **facts)
        except RuleViolation:
            assert snapshot() == before, (who, action.__name__)
        else:
            self.rows = None
            self.was_theirs_to_do(self.people[who].pk, action.__name__, facts)

    def was_theirs_to_do(self, me: int, action: str, facts: dict[str, Any]) -> None:
        """Whoever got it done was the one whose it is: never the person about themselves, never who had a part."""
        if "cycle_id" in facts:
            assert me in {self.people[name].pk for name in ("boss", "hr")}
            return
        row = appraisal_of(facts)
        assert me not in self.barred(row, action, facts)
        assert me in self.whose(row, action)
        if action in ("give_score", "read_as_second"):
            self.led[row.pk].add(me)
        if action in ("calibrate", "answer_objection"):
            self.judged[row.pk].add(me)
        if action == "calibrate":
            self.calibrated[row.pk].add(me)

    def whose(self, row: Appraisal, action: str) -> set[int | None]:
        """Those of whom one may do it."""
        if action in OWN:
            return {row.employee_id}
        if action in IN_CHARGE:
            return {self.people[name].pk for name in ("boss", "hr")}
        others: dict[str, set[int | None]] = {
            "give_score": {row.leader_id}, "read_as_second": {row.second_reader_id},
            "write_part": {row.employee_id, row.leader_id},
            "decide_appeal": {self.people[name].pk for name in ("hr", "head")},
        }  # fmt: skip
        return others[action]

    def barred(self, row: Appraisal, action: str, facts: dict[str, Any]) -> set[int]:
        """Who may not, whatever else they are: the person, and for what they object to whoever had a part in it."""
        own = set() if action in (*OWN, "write_part") else {row.employee_id}
        if action == "decide_appeal":
            return own | self.judged[row.pk] | self.led[row.pk] | {row.leader_id}
        if action == "answer_objection":
            of_score = Objection.objects.get(pk=facts["objection_id"]).key == selectors.LEADER
            return own | self.led[row.pk] | {row.leader_id} | (self.calibrated[row.pk] if of_score else set())
        return own

    @rule(who=WHO, score=SCORE, words=WORDS)
    def score(self, who: str, score: float, words: str) -> None:
        for pk in Appraisal.objects.filter(cycle=self.cycle).values_list("pk", flat=True):
            self.attempt(who, appraisals.give_score, appraisal_id=pk, score=score, words=words)

    @precondition(lambda self: self.stage == Cycle.State.SCORING)
    @rule(score=SCORE)
    def everybody_scores(self, score: float) -> None:
        for who in ("leader", "boss", "head"):
            self.score(who, score, "有依据。")
        for row in Appraisal.objects.filter(cycle=self.cycle, state=State.SECOND):
            for who in ("boss", "head"):
                self.attempt(who, appraisals.read_as_second, appraisal_id=row.pk, score=score, words="同意。")

    def all_goes_well(self, calibrates: str) -> None:
        """Straight on to the talks, so that what comes after them is walked as well."""
        self.everybody_scores(85.0)
        self.move("boss", "calibrate")
        if calibrates:
            self.calibrate(calibrates, 80.0, "有依据。")
        self.move("boss", "release")

    @rule(who=CHIEF, step=st.sampled_from(["freeze", "calibrate", "calibrate", "release", "close"]))
    def move(self, who: str, step: str) -> None:
        action = {
            "freeze": cycles.begin_freezing, "calibrate": cycles.begin_calibration, "release": cycles.release_cycle,
            "close": cycles.close_cycle,
        }[step]  # fmt: skip
        self.attempt(who, action, cycle_id=self.cycle.pk)

    @rule(who=CHIEF, score=SCORE, reason=WORDS)
    def calibrate(self, who: str, score: float, reason: str) -> None:
        self.attempt(who, appraisals.calibrate, appraisal_id=self.pk, score=score, reason=reason)

    @rule(who=st.sampled_from(["boss", "boss", "hr", "leader", "agent"]), to=CHIEF, reason=WORDS)
    def hand_over(self, who: str, to: str, reason: str) -> None:
        self.attempt(who, handing_over.hand_over, appraisal_id=self.pk, leader=self.people[to], reason=reason)
        leads = {self.people[name].pk for name in ("leader", "boss", "head")}
        assert Appraisal.objects.get(pk=self.pk).leader_id in leads

    @rule(gone=st.sampled_from(["boss", "hr", "head"]))
    def the_day_begins(self, gone: str) -> None:
        """Somebody is on long leave while what waits is given again, and back afterwards."""
        person = Employee.objects.filter(pk=self.people[gone].pk)
        person.update(status=Employee.Status.SUSPENDED)
        handing_over.give_again(now=self.now)
        self.rows = None
        for appeal in Appeal.objects.filter(state=Appeal.State.OPEN):
            assert appeal.handler_id not in self.judged[appeal.appraisal_id] | self.led[appeal.appraisal_id]
        person.update(status=Employee.Status.ACTIVE)

    @rule(who=WHO, words=WORDS)
    def write(self, who: str, words: str) -> None:
        self.attempt(who, appraisals.write_part, appraisal_id=self.pk, words=words, ability_plan="学习。")

    @rule(who=OWNER, agrees=st.booleans())
    def sign(self, who: str, agrees: bool) -> None:
        self.attempt(who, appraisals.sign, appraisal_id=self.pk, agrees=agrees)

    @rule(who=OWNER, key=KEYS, words=WORDS)
    def object(self, who: str, key: str, words: str) -> None:
        self.attempt(who, objections.object_to, appraisal_id=self.pk, key=key, words=words)

    @rule(who=CHIEF, upheld=st.booleans(), score=SCORE, words=WORDS)
    def answer(self, who: str, upheld: bool, score: float, words: str) -> None:
        for pk in Objection.objects.values_list("pk", flat=True):
            self.attempt(who, objections.answer_objection, objection_id=pk, upheld=upheld, answer=words, score=score)

    @rule(who=OWNER, words=WORDS)
    def appeal(self, who: str, words: str) -> None:
        self.attempt(who, objections.appeal_against, appraisal_id=self.pk, words=words)

    @rule(who=CHIEF, granted=st.booleans(), score=SCORE, words=WORDS, key=KEYS)
    def decide(self, who: str, granted: bool, score: float, words: str, key: str) -> None:
        for pk in Appeal.objects.values_list("pk", flat=True):
            self.attempt(
                who, objections.decide_appeal, appeal_id=pk, granted=granted, reason=words, score=score, key=key
            )

    # Only what leads on is kept to its stage; single steps are tried at any.
    @precondition(lambda self: self.stage == Cycle.State.TALKS)
    @rule(order=st.permutations(["agent", "leader", "boss", "hr", "head"]), key=KEYS, yes=st.booleans(), score=SCORE)
    def it_is_contested(self, order: list[str], key: str, yes: bool, score: float) -> None:
        """The person objects and appeals, and everybody tries to answer and to decide, one after the other."""
        self.object("agent", key, "有依据。")
        for who in order:
            self.answer(who, yes, score, "有依据。")
        self.appeal("agent", "有依据。")
        for who in order:
            self.decide(who, yes, score, "有依据。", key)

    @precondition(lambda self: self.stage == Cycle.State.TALKS)
    @rule(order=st.permutations(["leader", "boss", "hr", "head"]), key=KEYS, yes=st.booleans())
    def all_is_said(self, order: list[str], key: str, yes: bool) -> None:
        """The person objects and appeals, both sides write, and the person signs."""
        self.it_is_contested(order, key, yes, 85.0)
        for who in ("agent", "leader", "boss"):
            self.write(who, "有依据。")
        self.sign("agent", agrees=False)

    @rule(who=CHIEF)
    def close(self, who: str) -> None:
        for pk in Appraisal.objects.filter(cycle=self.cycle).values_list("pk", flat=True):
            self.attempt(who, appraisals.close_appraisal, appraisal_id=pk)

    @rule(days=st.sampled_from([1, 1, 7, 30]))
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
        changes = ScoreChange.objects.order_by("at", "pk").values_list("appraisal", "key", "after")
        last = {(appraisal, key): after for appraisal, key, after in changes}
        for score in FrozenScore.objects.all():
            assert score.score == last.get((score.appraisal_id, score.key), score.first_score)

    @invariant()
    def the_own_score_is_read_after_the_release_alone(self) -> None:
        me = account(self.people["agent"])
        seen = selectors.appraisals(me).filter(pk=self.pk).exists()
        assert seen == (self.stage in (Cycle.State.TALKS, Cycle.State.CLOSED))
        assert not selectors.appraisals(account(self.people["stranger"])).exists()


def snapshot() -> list[object]:
    """All rows that an action may touch, and how long the record is."""
    with connection.cursor() as cursor:
        found = []
        for statement in ROWS:
            cursor.execute(statement)
            found.append(cursor.fetchall())
        return found


def appraisal_of(facts: dict[str, Any]) -> Appraisal:
    """What an action was about, as it stands after it."""
    for name, rows in (("objection_id", Objection.objects), ("appeal_id", Appeal.objects)):
        if name in facts:
            return rows.get(pk=facts[name]).appraisal
    return Appraisal.objects.get(pk=facts["appraisal_id"])


@pytest.mark.covers("G9")
def test_an_appraisal_only_goes_where_it_may_whoever_tries_what(
    tree: Tree, house: dict[str, Employee], supervisor: Employee, stranger: Employee, hire: Callable[..., Employee]
) -> None:
    head = hire("秦岚", None, number="K90009", role=Role.EXECUTIVE, at=tree.company)
    Cycles.tree, Cycles.people = tree, {**house, "boss": supervisor, "stranger": stranger, "head": head}
    run(Cycles)
