"""SQLite as Django drives it, except that no connection keeps the others from writing.

SQLite has one writer and no queue: whoever waits looks again every tenth of a second, and gives up after twenty
seconds. A worker that begins its next transaction at once (a large import, news of a thousand newcomers) leaves the
lock free for a millisecond at a time, in which nobody looks; pages that had to write one row waited for half a minute
or failed. Each transaction of such a worker is short, so it is enough that it pauses between them.
"""

from functools import cached_property

from django.db.backends.sqlite3 import base

from dengta.config.sqlite3.turns import Turns


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that lets others write between its own transactions."""

    @cached_property
    def _turns(self) -> Turns:
        return Turns()

    def set_autocommit(
        self,
        autocommit: bool,  # noqa: FBT001 - Django's own signature
        force_begin_transaction_with_broken_autocommit: bool = False,  # noqa: FBT001, FBT002 - the same
    ) -> None:
        """Without autocommit a transaction begins and takes the write lock (see `transaction_mode`)."""
        if not autocommit:
            self._turns.before()
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit:
            self._turns.began()

    def commit(self) -> None:
        """The lock is free again; what is to happen after the commit comes later."""
        super().commit()
        self._turns.ended()

    def rollback(self) -> None:
        """The lock is free again."""
        super().rollback()
        self._turns.ended()
