"""A case as a machine: whoever tries whatever, in whatever order, at whatever time, nobody is measured unheard, nobody
decides about what they have a part in, and the log says what the row says."""

from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from dengta.domains.communication.selectors.todos import waits_for
from dengta.domains.people.models import Employee, RoleGrant
from dengta.domains.people.selectors.organisation import accounts_holding
from dengta.domains.recognition.models import Case, CaseStep, CoachingTalk, DeclaredTie, Measure, Protection
from dengta.domains.recognition.selectors.case_history import consistency_of
from dengta.domains.recognition.selectors.case_replay import differing
from dengta.domains.recognition.selectors.involvement import can_decide, can_handle, can_hear, involved_in
from dengta.domains.recognition.services import (
    case_deciding,
    case_delivery,
    case_ending,
    case_finding,
    case_hearing,
    case_opening,
    case_proposing,
    case_shield,
)
from dengta.domains.recognition.services.case_deadlines import pass_days
from dengta.domains.recognition.services.case_opening import HANDLE
from dengta.domains.recognition.services.case_proposing import Proposal, range_of
from dengta.domains.recognition.services.case_staffing import NOBODY
from dengta.domains.recognition.services.retaliation import is_protected
from dengta.foundation.access import Role, forget
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.conftest import NOW
from tests.machines import FEW, MANY, Workflow, run
from tests.recognition.adopting import account
from tests.recognition.casework import DAY, HAPPENED, Staff, for_safety

pytestmark = pytest.mark.django_db
State = Case.State
NAMES = ("agent", "leader", "supervisor", "hr", "head", "peer", "other_leader", "admin")
who = st.sampled_from(NAMES)
SMALL = settings(FEW, max_examples=8, stateful_step_count=22)
MEASURED = (State.DECIDED, State.DELIVERED, State.APPEALED, State.FINAL, State.EXECUTED, State.EXPIRED)


class Cases(Workflow):
    """One case at a time; every example opens the first one."""

    cast: dict[str, Employee]
    staff: Staff
    done: dict[str, int]

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.case: Case | None = None
        self.state = ""
        self.hard = False
        self.reporter = "peer"
        for one in self.cast.values():
            forget(account(one))

    def row(self) -> Case:
        assert self.case is not None
        return Case.objects.select_related("employee", "handler", "version__clause").get(pk=self.case.pk)

    def tried(self, decide: Any, **options: Any) -> bool:
        """Whether it was done; what was refused has changed nothing."""
        before = self.written()
        try:
            decide(**options, now=self.now)
        except (RuleViolation, NotAllowed, ObjectDoesNotExist):
            assert self.written() == before
            return False
        self.done[decide.__name__] = self.done.get(decide.__name__, 0) + 1
        return True

    def written(self) -> tuple[int, int, list[dict[str, Any]]]:
        return CaseStep.objects.count(), AuditEntry.objects.count(), list(Case.objects.values())

    def at(self, by: str, **more: Any) -> dict[str, Any]:
        return {"case_id": self.row().pk, "by": account(self.cast[by]), **more}

    def name_of(self, employee_id: int | None) -> str:
        return next((name for name, one in self.cast.items() if one.pk == employee_id), "agent")

    @precondition(lambda self: self.case is None)
    @rule(by=who, handler=who, clause=st.sampled_from(["KQ03", "JL05"]),
          source=st.sampled_from(["attendance", "complaint", "checklist"]))  # fmt: skip
    def open_one(self, by: str, handler: str, clause: str, source: str) -> None:
        self.open(by, handler, clause, source)

    @initialize(
        clause=st.sampled_from(["KQ03", "JL05"]), complaint=st.booleans(), handler=st.sampled_from(["leader", "hr"]),
        steps=st.integers(0, 10), hard=st.booleans(), ending=st.sampled_from(["", "", "silence", "close", "appeal"]),
    )  # fmt: skip
    def some_of_its_way(
        self, clause: str, handler: str, steps: int, ending: str, *, complaint: bool, hard: bool
    ) -> None:  # fmt: skip
        """An example begins anywhere between nothing and a measure that is delivered, or with one of the rare ways."""
        self.hard = hard
        if steps or ending:
            self.open("supervisor", handler, clause, "complaint" if complaint else "attendance")
        if ending == "silence":
            self.notice(handler)
            self.time_passes(8)
            self.close_hearing(handler)
        elif ending == "close":
            self.tried(case_ending.ask_to_close, **self.at(handler, closing="no_breach", words="没有"))
            self.close(self.name_of(self.row().decider_id), "no_breach")
        for _each in range(6 if ending == "appeal" else steps - 1):
            self.go_on()
        if ending == "appeal":
            self.appeal("agent", "upheld")

    def open(self, by: str, handler: str, clause: str, source: str) -> None:
        contact = "T-1" if source == "complaint" else ""
        fact = self.staff.fact(
            clause=clause, source=source, contact=contact, reported_by=self.cast["peer"], happened_on=HAPPENED
        )
        options = {"fact": fact, "handler": self.cast[handler], "by": account(self.cast[by])}
        if self.tried(case_opening.open_case, **options):
            assert source != "checklist"
            self.case = Case.objects.latest("pk")
            self.state = State.OPENED

    @precondition(lambda self: self.case is not None)
    @rule(by=who)
    def notice(self, by: str) -> None:
        handler = self.row().handler_id
        if self.tried(case_hearing.serve_notice, **self.at(by, words="请说明")):
            assert self.cast[by].pk == handler

    @precondition(lambda self: self.case is not None)
    @rule(by=st.sampled_from(["agent", "agent", "leader", "hr"]), silent=st.booleans())
    def answer(self, by: str, *, silent: bool) -> None:
        if silent:
            done = self.tried(case_hearing.decline_statement, **self.at(by))
        else:
            done = self.tried(case_hearing.give_statement, **self.at(by, words="我这样看"))
        assert not done or by == "agent"

    @precondition(lambda self: self.case is not None)
    @rule(by=who)
    def close_hearing(self, by: str) -> None:
        due = self.row().statement_due
        if self.tried(case_hearing.close_hearing, **self.at(by, words="未答复")):
            assert due is not None
            assert self.now.date() > due

    @precondition(lambda self: self.case is not None)
    @rule(by=who, kind=st.sampled_from(["record", "witness"]))
    def prove(self, by: str, kind: str) -> None:
        witness, before = self.cast["head"] if kind == "witness" else None, self.row()
        piece = {"kind": kind, "reference": "记录", "words": "", "witness": witness}
        if self.tried(case_hearing.add_evidence, **self.at(by, **piece)) and by != "agent":
            assert self.row().state == (State.OPENED if before.state == State.OPENED else State.NOTIFIED)
            assert self.cast[by].pk not in involved_in(before, self.now.date())
        self.tried(case_hearing.review_contact, **self.at(by, words="已听"))

    @precondition(lambda self: self.case is not None)
    @rule(by=who, outcome=st.sampled_from(["shielded", "refused"]))
    def good_faith(self, by: str, outcome: str) -> None:
        if not self.tried(case_shield.claim_good_faith, **self.at(by, words="想帮忙", trial_id=None)):
            self.tried(case_shield.review_good_faith, **self.at(by, outcome=outcome, exclusion="", words="看过"))

    @precondition(lambda self: self.case is not None)
    @rule(by=who, cause=st.sampled_from(["agent", "agent", "process"]), evidence=st.sampled_from([("E1",), ()]))
    def find(self, by: str, cause: str, evidence: tuple[str, ...]) -> None:
        words = {"words": "晚到", "cause": cause, "evidence": evidence, "mitigating": "", "harm": False}
        if self.tried(case_finding.record_finding, **self.at(by, **words)):
            row = self.row()
            assert row.heard_at is not None
            assert evidence
            assert row.source != "complaint" or row.contact_reviewed_at is not None

    @precondition(lambda self: self.case is not None)
    @rule(by=who, measure=st.sampled_from([0, 1, 2, 3, 6]), leniency=st.sampled_from(["", "repaired", "good_figures"]))
    def propose(self, by: str, measure: int, leniency: str) -> None:
        row = self.row()
        seen = [str(one.facts.key) for one in consistency_of(row, proposed=measure, reader=row.handler_id).precedents]
        proposal = Proposal(measure=measure, words="按幅度", seen=seen, leniency=leniency)
        if self.tried(case_proposing.propose_measure, **self.at(by, proposal=proposal)):
            allowed = range_of(self.row())
            assert measure <= allowed.most
            assert measure >= allowed.least or leniency == "repaired"

    @precondition(lambda self: self.case is not None)
    @rule(by=who, ground=st.sampled_from(["hr", "leniency", "precedent", "next_level"]))
    def approve(self, by: str, ground: str) -> None:
        self.tried(case_deciding.approve_measure, **self.at(by, ground=ground, words="同意"))

    @precondition(lambda self: self.case is not None)
    @rule(by=who)
    def send_back(self, by: str) -> None:
        self.tried(case_deciding.send_back, **self.at(by, words="再看"))

    @precondition(lambda self: self.case is not None)
    @rule(by=who, to=who)
    def hand_over(self, by: str, to: str) -> None:
        self.tried(case_opening.hand_over_case, **self.at(by, to=self.cast[to], reason="休假"))
        self.tried(case_deciding.name_decider, **self.at(by, person=self.cast[to], reason="休假"))

    @precondition(lambda self: self.case is not None)
    @rule(by=who)
    def decide(self, by: str) -> None:
        row = self.row()
        if self.tried(case_deciding.decide_case, **self.at(by, words="清楚")):
            me = self.cast[by].pk
            assert me == row.decider_id != row.proposed_by_id
            assert me not in involved_in(row, self.now.date())
            assert not row.approvals.filter(digest=row.digest, given_at=None).exists()
            assert not is_protected(row.employee_id, self.now.date()) or self.next_level_agreed(row)

    def next_level_agreed(self, row: Case) -> bool:
        return row.approvals.filter(digest=row.digest, ground="next_level", given_at__isnull=False).exists()

    @precondition(lambda self: self.case is not None)
    @rule(by=who)
    def deliver(self, by: str) -> None:
        self.tried(case_delivery.deliver_decision, **self.at(by, delivery="signed", words="签收"))

    @precondition(lambda self: self.case is not None)
    @rule(by=who, outcome=st.sampled_from(["upheld", "milder", "lifted"]))
    def appeal(self, by: str, outcome: str) -> None:
        row = self.row()
        if self.tried(case_delivery.file_appeal, **self.at(by, words="太重")):
            assert by == "agent"
            return
        measure = 0 if outcome == "milder" else None
        if self.tried(case_delivery.decide_appeal, **self.at(by, outcome=outcome, measure=measure, words="看过")):
            assert self.cast[by].pk not in (row.decider_id, row.proposed_by_id, row.handler_id, row.employee_id)

    @precondition(lambda self: self.case is not None)
    @rule(by=who)
    def execute(self, by: str) -> None:
        row = self.row()
        if self.tried(case_ending.execute_measure, **self.at(by, words="谈过")):
            assert row.appeal_until is not None
            if row.is_for_safety:
                return
            assert row.state == State.FINAL
            assert self.now.date() > row.appeal_until or row.steps.filter(kind="appeal_decided").exists()

    @precondition(lambda self: self.case is not None and self.row().state == State.DELIVERED)
    @rule(measure_now=st.booleans())
    def waiting_is_dangerous(self, *, measure_now: bool) -> None:
        for_safety(self.row())
        if measure_now:
            self.execute(self.name_of(self.row().handler_id))

    @precondition(lambda self: self.case is not None)
    @rule(by=who, closing=st.sampled_from(["no_breach", "withdrawn", "shielded", "other_cause", "too_late"]))
    def close(self, by: str, closing: str) -> None:
        row = self.row()
        if self.tried(case_ending.close_case, **self.at(by, closing=closing, words="说明")):
            assert (self.cast[by].pk == row.handler_id) == (closing == "shielded")
            assert row.cause != "agent" or closing in ("shielded", "too_late")

    @precondition(lambda self: self.case is not None)
    @rule()
    def go_on(self) -> None:
        """The next lawful step, by whom it is for."""
        row = self.row()
        handler = self.name_of(row.handler_id)
        steps = {
            State.OPENED: lambda: self.notice(handler),
            # In this order: what is brought after the answer asks for another one.
            State.NOTIFIED: lambda: (self.prove(handler, "record"), self.answer("agent", silent=False)),
            State.HEARD: lambda: self.find(handler, "agent", ("E1",)),
            State.FOUND: lambda: self.propose(
                handler, int(range_of(row).most if self.hard else range_of(row).least), ""
            ),
            State.PROPOSED: self.agree_and_decide,
            State.DECIDED: lambda: self.deliver(handler),
            State.FINAL: lambda: self.execute(handler),
            State.APPEALED: lambda: self.appeal(self.name_of(row.appeal.hearer_id), "upheld"),
        }
        steps.get(State(row.state), lambda: None)()

    def agree_and_decide(self) -> None:
        row = self.row()
        # The second time it was asked what came up since it was proposed.
        for _each in range(2):
            for approval in row.approvals.filter(digest=row.digest, given_at=None):
                self.approve(self.name_of(approval.asked_id), approval.ground)
            if self.row().state == State.PROPOSED:
                self.decide(self.name_of(row.decider_id))

    @rule(days=st.sampled_from([0, 1, 3, 8, 40, 400]))
    def time_passes(self, days: int) -> None:
        self.now += days * DAY
        pass_days(now=self.now)
        if self.case is not None:
            self.insist_that_somebody_has_it(self.row())

    def insist_that_somebody_has_it(self, row: Case) -> None:
        """Whoever has it can go on, or HR was told that nobody can."""
        today = self.now.date()
        able = {"handler": (row.handler_id, can_handle(row.unit_id, today, left_out=involved_in(row, today)))}
        if row.state == State.PROPOSED and not waits_for(HANDLE, row.pk):
            able["decider"] = (row.decider_id, can_decide(row, today, beyond=[row.proposed_by_id]))
        if row.state == State.APPEALED:
            able["hearer"] = (row.appeal.hearer_id, can_hear(row, today))
        others = accounts_holding(Role.HR, Role.EXECUTIVE, above=None, day=today)
        if row.state in (State.EXECUTED, State.EXPIRED, State.CLOSED) or waits_for(NOBODY, row.pk) or not others:
            return
        for duty, (who_has_it, people) in able.items():
            assert who_has_it in {one.pk for one in people}, duty

    @rule(name=st.sampled_from(["leader", "supervisor", "hr", "head"]), lost=st.sampled_from([False] * 5 + [True]))
    def somebody_loses_the_role_or_has_it_again(self, name: str, *, lost: bool) -> None:
        until = NOW.date() if lost else None
        RoleGrant.objects.filter(account=account(self.cast[name])).update(valid_to=until)
        forget(account(self.cast[name]))

    @rule(complains=st.sampled_from([False] * 5 + [True]))
    def the_person_complains(self, *, complains: bool) -> None:
        if complains:
            defaults = {"since": self.now.date(), "until": self.now.date() + 90 * DAY}
            Protection.objects.get_or_create(employee=self.cast["agent"], source="grievance:1", defaults=defaults)

    @rule(on=st.booleans())
    def a_tie_is_declared(self, *, on: bool) -> None:
        one, other = self.cast["supervisor"], self.cast["peer"]
        DeclaredTie.objects.get_or_create(
            one=one, other=other, kind="close", defaults={"declared_on": self.now.date() if on else NOW.date()}
        )

    @invariant()
    def the_state_moves_only_along_the_map_and_the_log_replays_to_it(self) -> None:
        if self.case is None:
            return
        row, at = self.row(), self.state
        for step in row.steps.order_by("number"):
            assert step.kind == "opened" or step.state
        path = [step.state for step in row.steps.order_by("number")]
        for one, other in pairwise(path):
            assert one == other or other in Case.NEXT[one]
        assert not differing(row), at
        assert AuditEntry.objects.filter(object_type="recognition.case", object_id=str(row.pk)).count() == len(path)
        self.state = row.state

    @invariant()
    def what_was_carried_out_is_done_once_nothing_can_be_appealed_any_more(self) -> None:
        if self.case is None:
            return
        row = self.row()
        if row.executed_on is not None:
            assert row.state in (State.DELIVERED, State.APPEALED, State.EXECUTED, State.EXPIRED)
        if row.state in (State.CLOSED, State.FINAL):
            assert row.executed_on is None
            assert row.counts_until is None
            assert not CoachingTalk.objects.filter(case=row).exists()

    @invariant()
    def nobody_is_measured_unheard_nor_by_who_has_a_part(self) -> None:
        if self.case is None:
            return
        row = self.row()
        if row.state in MEASURED:
            assert row.heard_at is not None
            assert row.found_at is not None
            assert row.evidence.exists()
            assert row.measure in Measure.values
            assert row.decider_id not in (row.employee_id, row.proposed_by_id, self.cast[self.reporter].pk)
        if row.state == State.PROPOSED:
            assert row.proposed_by_id != row.employee_id


@pytest.fixture
def players(staff: Staff, peer: Employee, other_leader: Employee, admin: Employee, tree: Tree) -> dict[str, Employee]:
    return {
        "agent": staff.agent, "leader": staff.handler, "supervisor": staff.decider, "hr": staff.hr, "head": staff.head,
        "peer": peer, "other_leader": other_leader, "admin": admin,
    }  # fmt: skip


@pytest.mark.covers("H2", "L-66")
def test_whoever_tries_whatever_nobody_is_measured_unheard(staff: Staff, players: dict[str, Employee]) -> None:
    done: dict[str, int] = {}
    run(type("Cases", (Cases,), {"cast": players, "staff": staff, "done": done}), more=SMALL)
    assert done.keys() >= {"open_case", "serve_notice", "give_statement", "record_finding", "propose_measure"}
    assert "decide_case" in done


@pytest.mark.sweep
@pytest.mark.covers("H2", "L-66")
def test_two_hundred_lives_of_fifty_steps(staff: Staff, players: dict[str, Employee]) -> None:
    done: dict[str, int] = {}
    run(type("Cases", (Cases,), {"cast": players, "staff": staff, "done": done}), more=MANY)
    assert {"decide_appeal", "execute_measure", "close_case", "close_hearing", "approve_measure"} <= set(done)
