"""Reviews and visits as machines: whatever people try, in whatever order and how often, what is promised holds."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import (
    PeerInvitation,
    PeerPack,
    PeerResult,
    PeerRound,
    ShopperVisit,
    UpwardPack,
    UpwardResult,
    UpwardRound,
    UpwardToken,
)
from dengta.domains.performance.selectors import shopper as visits
from dengta.domains.performance.selectors.packs import read_pack
from dengta.domains.performance.services import (
    peer_closing,
    peer_reviews,
    shopper,
    shopper_results,
    upward_closing,
    upward_reviews,
)
from dengta.foundation.access import Role
from dengta.foundation.errors import RuleViolation
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance.rating import account, plan_of, scenario, start_peers, start_upward, visit_to

pytestmark = pytest.mark.django_db
SETTINGS = settings(max_examples=12, stateful_step_count=14, deadline=None)
REFUSED = (RuleViolation, ObjectDoesNotExist)
WHO = st.sampled_from(["agent", "peer", "third", "fourth", "fifth", "leader", "supervisor", "hr", "stranger"])
Cast = dict[str, Employee]
who = WHO


class Machine(RuleBasedStateMachine):
    """Everything happens inside a transaction that is rolled back at the end."""

    cast: Cast
    tree: Tree

    def __init__(self) -> None:
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.now: datetime = NOW
        self.begin()

    def begin(self) -> None:
        """What there is before anybody acts."""

    def tried(self, action: Callable[[], object]) -> bool:
        """Whether it was allowed; a refusal changes nothing."""
        try:
            with transaction.atomic():
                action()
        except REFUSED:
            return False
        return True

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)


@pytest.fixture
def cast(  # noqa: PLR0917 - a scene with several people
    agent: Employee, peer: Employee, leader: Employee, supervisor: Employee, hr: Employee, stranger: Employee,
    hire: Callable[..., Employee], tree: Tree,
) -> Cast:  # fmt: skip
    more = {name: hire(name, tree.aftersales_1) for name in ("third", "fourth", "fifth")}
    hire("sixth", tree.aftersales_1)
    quality = hire("曹颖", None, role=Role.QUALITY, at=tree.company)
    return {
        "agent": agent, "peer": peer, "leader": leader, "supervisor": supervisor, "hr": hr, "stranger": stranger,
        "quality": quality, **more,
    }  # fmt: skip


class Peers(Machine):
    """A round of peer reviews in which people answer, repeat themselves, answer for others and close at wrong times."""

    def begin(self) -> None:
        self.row = start_peers(self.tree.aftersales_1, by=self.cast["leader"])
        self.keys = [str(question.pk) for question in self.row.questions.all()]
        self.invited = list(self.row.invitations.order_by("rater_id", "rated_id").values_list("pk", "rater", "rated"))
        self.answered: dict[int, int] = Counter()
        self.done: set[object] = set()

    @rule(by=who, number=st.integers(0, 99), value=st.integers(0, 6))
    def answer(self, by: str, number: int, value: int) -> None:
        pk, rater, rated = self.invited[number % len(self.invited)]
        person = self.cast[by]
        allowed = self.tried(
            lambda: peer_reviews.answer(
                invitation_id=pk, scores=dict.fromkeys(self.keys, value), comment="", by=account(person), now=self.now
            )
        )
        right = rater == person.pk and pk not in self.done and 1 <= value <= 5 and self._is_open()
        assert allowed == right
        if allowed:
            self.answered[rated] += 1
            self.done.add(pk)

    @rule(by=who)
    def close(self, by: str) -> None:
        was_open = PeerRound.objects.get().status == "open"
        complete = len(self.done) == len(self.invited)
        allowed = self.tried(
            lambda: peer_closing.close_round(round_id=self.row.pk, by=account(self.cast[by]), now=self.now)
        )
        assert allowed == (was_open and complete and by in ("leader", "supervisor"))

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        peer_closing.close_due_rounds(now=self.now)

    @precondition(lambda self: len(self.done) > 6)
    @rule(by=who)
    def cancel(self, by: str) -> None:
        was_open = PeerRound.objects.get().status == "open"
        allowed = self.tried(
            lambda: peer_reviews.cancel_round(round_id=self.row.pk, by=account(self.cast[by]), now=self.now)
        )
        assert allowed == (was_open and by in ("leader", "supervisor"))

    def _is_open(self) -> bool:
        row = PeerRound.objects.get()
        return row.status == "open" and self.now.date() <= row.closes_on

    @invariant()
    def what_is_promised_holds(self) -> None:
        row = PeerRound.objects.get()
        if row.status == "open":
            assert not PeerResult.objects.exists()
            for pack in PeerPack.objects.all():
                assert read_pack(pack.content).n == self.answered[pack.rated_id]
            return
        assert not PeerPack.objects.exists()
        assert not PeerInvitation.objects.exists()
        assert not Todo.objects.filter(kind="performance.peer_review").exists()
        for result in PeerResult.objects.all():
            answers = self.answered[result.rated_id]
            assert (result.score is None) == (answers < 3)
            assert result.n == (answers if answers >= 3 else 0)


class Upwards(Machine):
    """An upward review in which everybody tries everything; only the clock closes it."""

    def begin(self) -> None:
        self.row = start_upward(self.tree.qinghe, by=self.cast["hr"])
        self.keys = [str(item.pk) for item in self.row.items.all()]
        self.asked = list(UpwardToken.objects.order_by("rater_id").values_list("pk", "rater"))
        self.done: set[object] = set()
        self.cancelled = False

    @rule(by=who, number=st.integers(0, 99), own=st.booleans())
    def answer(self, by: str, number: int, own: bool) -> None:
        person = self.cast[by]
        mine = [pk for pk, rater in self.asked if rater == person.pk]
        pk = mine[0] if own and mine else self.asked[number % len(self.asked)][0]
        allowed = self.tried(
            lambda: upward_reviews.answer(
                token_id=pk, scores=dict.fromkeys(self.keys, 3), comment="", by=account(person), now=self.now
            )
        )
        assert allowed == (pk in mine and pk not in self.done and self._is_open())
        self.done |= {pk} if allowed else set()

    @rule(by=who)
    def start_again(self, by: str) -> None:
        until = self.now.date() + timedelta(days=30)
        assert not self.tried(
            lambda: upward_reviews.start_round(
                round_id=self.row.pk, closes_on=until, by=account(self.cast[by]), now=self.now
            )
        )

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        upward_closing.close_due_rounds(now=self.now)

    @precondition(lambda self: len(self.done) > 3)
    @rule(by=who)
    def cancel(self, by: str) -> None:
        was_open = UpwardRound.objects.get().status == "open"
        allowed = self.tried(
            lambda: upward_reviews.cancel_round(round_id=self.row.pk, by=account(self.cast[by]), now=self.now)
        )
        assert allowed == (was_open and by == "hr")

    def _is_open(self) -> bool:
        row = UpwardRound.objects.get()
        assert row.closes_on is not None
        return row.status == "open" and self.now.date() <= row.closes_on

    @invariant()
    def what_is_promised_holds(self) -> None:
        row = UpwardRound.objects.get()
        assert row.threshold == 5
        if row.status == "open":
            assert read_pack(UpwardPack.objects.get().content).n == len(self.done)
            assert not UpwardResult.objects.exists()
            return
        assert not UpwardPack.objects.exists()
        assert not UpwardToken.objects.exists()
        for result in UpwardResult.objects.all():
            assert result.is_shown == (len(self.done) >= 5)


class Visits(Machine):
    """A visit that everybody tries to see, make, close, call off, object to and decide."""

    everybody = st.sampled_from(["agent", "peer", "leader", "supervisor", "hr", "stranger", "quality"])

    def begin(self) -> None:
        by = self.cast["supervisor"]
        self.visit = visit_to(
            self.cast["agent"], shopper_is=self.cast["stranger"], plan=plan_of(self.tree.qinghe, by=by),
            of=scenario(self.tree.qinghe, by=by), by=by,
        )  # fmt: skip
        self.closer = ""

    @property
    def row(self) -> ShopperVisit:
        return ShopperVisit.objects.get()

    @rule(by=everybody)
    def hand_in(self, by: str) -> None:
        status = self.row.status
        allowed = self.tried(
            lambda: shopper.hand_in(
                visit_id=self.visit.pk, answers=[4, None], report="好", visited_on=NOW.date(),
                by=account(self.cast[by]), now=self.now,
            )
        )  # fmt: skip
        assert allowed == (status == "planned" and by == "stranger")

    @rule(by=everybody)
    def close(self, by: str) -> None:
        status = self.row.status
        allowed = self.tried(
            lambda: shopper.close_visit(visit_id=self.visit.pk, by=account(self.cast[by]), now=self.now)
        )
        assert allowed == (status == "handed_in" and by in ("supervisor", "quality"))
        self.closer = by if allowed else self.closer

    @precondition(lambda self: self.row.status != "planned")
    @rule(by=everybody)
    def cancel(self, by: str) -> None:
        status = self.row.status
        allowed = self.tried(
            lambda: shopper.cancel_visit(visit_id=self.visit.pk, by=account(self.cast[by]), now=self.now)
        )
        assert allowed == (status == "handed_in" and by in ("supervisor", "quality"))

    @rule(by=everybody)
    def object_to(self, by: str) -> None:
        row = self.row
        allowed = self.tried(
            lambda: shopper_results.object_to_visit(
                visit_id=self.visit.pk, text="不对", by=account(self.cast[by]), now=self.now
            )
        )
        in_time = row.closed_on is not None and (self.now.date() - row.closed_on).days <= 10
        assert allowed == (row.status == "closed" and row.objection == "none" and by == "agent" and in_time)

    @rule(by=everybody, upheld=st.booleans())
    def decide(self, by: str, upheld: bool) -> None:
        row = self.row
        allowed = self.tried(
            lambda: shopper_results.decide_objection(
                visit_id=self.visit.pk, upheld=upheld, decision="核实", by=account(self.cast[by]), now=self.now
            )
        )
        assert allowed == (row.objection == "open" and by in {"supervisor", "quality"} - {self.closer})

    @rule(days=st.integers(1, 6))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @invariant()
    def only_a_closed_visit_is_known(self) -> None:
        closed = self.row.status == "closed"
        for persona, reads in {"agent": True, "leader": True, "hr": True, "peer": False}.items():
            assert visits.results(account(self.cast[persona])).exists() == (closed and reads)
            assert not visits.visit(account(self.cast[persona])).exists()


@pytest.mark.parametrize(
    "machine",
    [
        pytest.param(Peers, marks=pytest.mark.covers("R-012", "G7")),
        pytest.param(Upwards, marks=pytest.mark.covers("R-132", "G8")),
        pytest.param(Visits, marks=pytest.mark.covers("R-013", "G6")),
    ],
)
def test_whatever_people_try_what_is_promised_holds(machine: type[Machine], cast: Cast, tree: Tree) -> None:
    bound = type(machine.__name__, (machine,), {"cast": cast, "tree": tree})
    run_state_machine_as_test(bound, settings=SETTINGS)
