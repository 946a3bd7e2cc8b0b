"""Ready for queue: every room names what must be fulfilled before somebody takes contacts.

This room asks for the onboarding; growth, recognition and communication add their own through `register_gate`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True)
class GateResult:
    """Whether a condition is met, and what is missing in words the person can act on."""

    ok: bool
    reason: str | Promise = ""


Check = Callable[[Collection[int], date], Mapping[int, GateResult]]


@dataclass(frozen=True)
class Gate:
    """A condition. `check` answers for many people at once; who is left out of its answer passes."""

    name: str
    label: str | Promise
    check: Check


@dataclass(frozen=True)
class Missing:
    """A gate somebody does not pass."""

    gate: Gate
    reason: str | Promise


_gates: dict[str, Gate] = {}


def register_gate(name: str, label: str | Promise, check: Check) -> None:
    """Add a condition; called in `apps.ready()`. The same name twice is a bug."""
    if name in _gates:
        message = f"there is a gate {name!r} already"
        raise ValueError(message)
    _gates[name] = Gate(name, label, check)


def registered_gates() -> tuple[Gate, ...]:
    """All conditions, in the order of their registration."""
    return tuple(_gates.values())


def ready_for_queue(employee_ids: Collection[int], on: date) -> dict[int, list[Missing]]:
    """For each of these people what keeps them out of the queue on a day; an empty list means ready."""
    missing: dict[int, list[Missing]] = {employee_id: [] for employee_id in employee_ids}
    for gate in registered_gates():
        for employee_id, result in gate.check(employee_ids, on).items():
            if not result.ok:
                missing[employee_id].append(Missing(gate, result.reason))
    return missing
