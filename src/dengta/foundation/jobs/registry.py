"""Which function does which kind of job. Rooms register in their `tasks.py`, which is found by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.utils.functional import Promise

if TYPE_CHECKING:
    from dengta.foundation.jobs.models import Job

Queue = Literal["light", "heavy"]
QUEUES: tuple[Queue, ...] = ("light", "heavy")
# Called as function(run, **arguments); what it returns becomes the job's result.
Function = Callable[..., dict[str, Any] | None]


@dataclass(frozen=True)
class Handler:
    """How one kind of job is done."""

    kind: str
    function: Function
    queue: Queue
    attempts: int
    title: str | Promise
    page: Callable[..., str] | None = None


_handlers: dict[str, Handler] = {}
_finish_receivers: list[Callable[["Job"], None]] = []


def handler(
    kind: str,
    *,
    queue: Queue = "light",
    attempts: int = 3,
    title: str | Promise = "",
    page: Callable[..., str] | None = None,
) -> Callable[[Function], Function]:
    """Register the decorated function for jobs of this kind.

    `queue` is "heavy" for solvers and other work of minutes, so that light work never waits behind it; `attempts`
    counts how often a job may be started in all; `title` is what people read (the kind where it is missing);
    `page(**arguments)` answers the address of what the job is about.
    """

    def register(function: Function) -> Function:
        if kind in _handlers:
            message = f"job kind {kind!r} has a handler already"
            raise ValueError(message)
        _handlers[kind] = Handler(kind, function, queue, attempts, title, page)
        return function

    return register


def handler_of(kind: str) -> Handler | None:
    """The handler of this kind, or None: a job of a version that knew more than this one."""
    return _handlers.get(kind)


def when_finished(receiver: Callable[["Job"], None]) -> None:
    """Call `receiver(job)` in the transaction that ends a job, however it ends."""
    _finish_receivers.append(receiver)


def tell_finished(job: "Job") -> None:
    """Tell everybody who asked that this job has ended."""
    for receiver in _finish_receivers:
        receiver(job)
