"""State machines over the database: every example begins from the same rows, and leaves none behind."""

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

FEW = settings(
    max_examples=12, stateful_step_count=20, deadline=None, derandomize=True,
    suppress_health_check=list(HealthCheck), print_blob=False,
)  # fmt: skip
# What `./dengta test --all` walks.
MANY = settings(FEW, max_examples=200, stateful_step_count=50)


class Workflow(RuleBasedStateMachine):
    """A machine whose example is one transaction, rolled back at its end."""

    def __init__(self) -> None:
        super().__init__()
        self._transaction = transaction.atomic()
        self._transaction.__enter__()

    def teardown(self) -> None:
        """Undo everything."""
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)


def run(machine: type[Workflow], *, more: settings = FEW) -> None:
    """Walk the machine; within a test that has a database."""
    run_state_machine_as_test(machine, settings=more)
