"""Who reads a praise, whatever its giver and its receiver do in whatever order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from dengta.domains.communication.services.culture import show_praise, take_back_praise
from dengta.domains.people.models import Employee
from dengta.domains.recognition.selectors import praise as selectors
from dengta.domains.recognition.selectors.wall import Asked, for_outside, items, kept, places
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.machines import FEW, Workflow, run
from tests.recognition.adopting import account
from tests.recognition.praising import choose, praise

pytestmark = pytest.mark.django_db


@dataclass
class Cast:
    """Who takes part; `beside` works in another team of the same client."""

    leader: Employee
    agent: Employee
    peer: Employee
    beside: Employee


class Sharing(Workflow):
    """What its giver and its receiver do with one praise."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.row, self.is_back, self.now = praise(self.cast.leader, self.cast.agent), False, NOW
        self.said, self.for_team = "private", False

    def later(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    @rule(seen_by=st.sampled_from(["private", "team", "wall", "outside"]))
    def choose(self, seen_by: str) -> None:
        if self.is_back:
            with pytest.raises(NotAllowed):
                choose(self.cast.agent, "praise", self.row.pk, seen_by)
        else:
            choose(self.cast.agent, "praise", self.row.pk, seen_by, now=self.later())
            self.said, self.for_team = seen_by, seen_by == "team"

    @precondition(lambda self: not self.is_back)
    @rule()
    def show_it_on_the_other_page(self) -> None:
        show_praise(praise_id=self.row.pk, show=True, by=account(self.cast.agent), now=self.later())
        self.said = "outside" if self.said == "outside" else "wall"

    @precondition(lambda self: not self.is_back)
    @rule()
    def hide_it_on_the_other_page(self) -> None:
        show_praise(praise_id=self.row.pk, show=False, by=account(self.cast.agent), now=self.later())
        self.said = "team" if self.for_team else "private"

    @rule()
    def somebody_else_tries(self) -> None:
        with pytest.raises(NotAllowed):
            choose(self.cast.peer, "praise", self.row.pk, "wall")

    @rule()
    def take_back(self) -> None:
        take_back_praise(praise_id=self.row.pk, by=account(self.cast.leader), now=NOW)
        self.is_back = True

    @invariant()
    def is_read_as_far_as_was_said(self) -> None:
        far = "private" if self.is_back else self.said
        assert selectors.cases(account(self.cast.peer)).exists() == (far != "private")
        assert selectors.cases(account(self.cast.beside)).exists() == (far in {"wall", "outside"})
        of = kept(account(self.cast.peer), Asked())
        found = items(of, places(of))
        assert bool(found) == (far in {"wall", "outside"})
        assert bool(for_outside(found)) == (far == "outside")


@pytest.mark.covers("R-085")
def test_nobody_ever_reads_more_than_the_receiver_said_last(
    leader: Employee, agent: Employee, peer: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    Sharing.cast = Cast(leader, agent, peer, hire("何雨", tree.aftersales_2))
    run(Sharing, more=settings(FEW, stateful_step_count=5))
