"""Attacks on reviews and visits: every page of the rows, search, notices, to-dos, the record and every table."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import PeerPack, UpwardPack
from dengta.domains.performance.selectors.packs import read_pack
from tests.access import frame
from tests.access.frame import PERSONAS, House
from tests.access.rows import peer_reviews, shopper, upward_reviews
from tests.access.sealed import found_in_tables
from tests.cast import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.covers("G6", "G7", "G8", "N3")]
# Pages of the rest of the house where a word could come up.
ELSEWHERE = (
    "notify:list", "todos:inbox", "todos:overdue", "accounts:opened", "accounts:record", "search", "peer_reviews:list",
    "self_reviews:list", "upward_reviews:list", "shopper:list", "shopper:results", "notify:messages",
)  # fmt: skip


@pytest.fixture
def house(hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]) -> House:
    return frame.move_in(hire, tree, signed_in)


@pytest.mark.parametrize("room", [peer_reviews, upward_reviews, shopper])
def test_nobody_finds_anywhere_what_is_not_for_them(room: object, house: House) -> None:
    room.furnish(house)  # type: ignore[attr-defined]
    found = []
    for persona in PERSONAS[1:]:
        hidden = [word for word, seen_by in house.canaries.items() if persona not in seen_by]
        for name in ELSEWHERE:
            for query in ({}, {"q": "canary"}):
                with transaction.atomic():
                    text = house.browsers[persona].get(reverse(name), query).content.decode(errors="replace")
                    transaction.set_rollback(True)
                found += [(persona, name, word) for word in hidden if word in text]

    assert found == []


def test_what_people_said_lies_in_no_table_that_can_be_read(house: House) -> None:
    peer_reviews.furnish(house)
    upward_reviews.furnish(house)
    said = list(house.canaries)

    assert len(said) == 6
    assert found_in_tables(said) == []
    kept = [read_pack(pack.content).comments for model in (PeerPack, UpwardPack) for pack in model.objects.all()]
    assert sum(len(comments) for comments in kept) == 2, "the control: it is there, sealed"


def test_while_a_visit_is_open_the_shopper_stands_in_no_page_of_anybody_but_the_planners(house: House) -> None:
    shopper.furnish(house)
    house.stranger.name = "canary-shopper"
    house.stranger.save()
    known = shopper.SEE | {"stranger", "hr", "admin"}
    for persona in sorted(set(PERSONAS[1:]) - known):
        for name in ("accounts:record", "accounts:opened", "notify:list", "todos:inbox", "shopper:results"):
            page = house.browsers[persona].get(reverse(name)).content.decode(errors="replace")
            assert "canary-shopper" not in page, (persona, name)
