"""What a page costs is the same for one row and for many. Both are measured within one test: two tests that compare
what they found could never fail where each of them runs in a process of its own."""

from collections.abc import Iterator

from django.db import transaction


def one_and_many() -> Iterator[int]:
    """How many rows there are to be: 1, then 25. What was written for the first is gone before the second."""
    for rows in (1, 25):
        with transaction.atomic():
            yield rows
            transaction.set_rollback(True)
