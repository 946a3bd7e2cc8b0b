"""What the tests of the recognition room begin with."""

from collections.abc import Callable
from datetime import date

import pytest

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import ClauseVersion, Edition, RuleBook
from dengta.domains.recognition.services import drafts
from dengta.foundation.access import Role
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition import adopting
from tests.recognition.judging import Scene


@pytest.fixture
def head(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """高慧 leads the house."""
    return hire("高慧", None, number="K90006", role=Role.EXECUTIVE, at=tree.company)


@pytest.fixture
def book(tree: Tree, hr: Employee) -> RuleBook:
    """The rule book of the company, still empty."""
    return drafts.found_book(unit=tree.company, by=adopting.account(hr), now=NOW)


@pytest.fixture
def draft(book: RuleBook, hr: Employee) -> Edition:
    """Its first edition, a draft without a clause."""
    return adopting.begin(book, hr)


@pytest.fixture
def published(draft: Edition, hr: Employee, head: Employee) -> ClauseVersion:
    """KQ03, out since 31 October and in force since 1 November."""
    version = adopting.add(draft, hr)
    adopting.adopt(draft, hr, head, effective_on=date(2026, 11, 1))
    version.refresh_from_db()
    return version


@pytest.fixture
def scene(tree: Tree, published: ClauseVersion, hr: Employee, head: Employee) -> Scene:
    """The house with KQ03 in force."""
    return Scene(tree, published, hr, head)
