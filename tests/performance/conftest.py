"""What the tests of the performance room share."""

import pytest

from tests.cast import Tree
from tests.service.centre import Centre, build


@pytest.fixture
def centre(tree: Tree) -> Centre:
    """The queues, topics and source of the small centre; nothing has happened yet."""
    return build(tree)
