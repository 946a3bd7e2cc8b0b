"""Who is acting: the facts about a person that decide what they may see.

Foundation defines the protocol; the people room supplies the facts at start-up through `provide`.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from dengta.foundation.access.matrix import Role


class Actor(Protocol):
    """Anything that can act: an account, or the anonymous visitor."""

    pk: Any

    @property
    def is_authenticated(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role held today at a unit; `tree` holds that unit and all below it. `whole`: held at the root, it reaches
    everything, and `tree` is not read out."""

    role: Role
    unit_id: int
    tree: frozenset[int]
    whole: bool = False
    # Of a role that was lent: the only rights that it gives, by name.
    only: frozenset[str] | None = None
    loan: int = 0
    # The employee who lent it, where the lender is one.
    lender: int | None = None

    @property
    def is_lent(self) -> bool:
        """Whether somebody else holds it, and lent some of its rights for a time."""
        return self.only is not None


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """Everything access needs to know of the acting person, today."""

    employee_id: int | None = None
    home_units: frozenset[int] = frozenset()
    # Units of the own branch: a client of an outsourcer never sees another one. None: no such wall, all units.
    branch: frozenset[int] | None = frozenset()
    roles: tuple[RoleHeld, ...] = ()
    # Roles of others of which some rights were lent: only `Permission` may look here.
    lent: tuple[RoleHeld, ...] = ()

    def holds(self, *roles: Role) -> bool:
        """Whether any of these roles is held anywhere. Who was lent some rights of a role does not hold it."""
        return any(held.role in roles for held in self.roles)

    @property
    def own(self) -> "ActorFacts":
        """The same without what was lent."""
        return replace(self, lent=())


NOBODY = ActorFacts()
_provider: Callable[[Actor], ActorFacts] | None = None


def provide(provider: Callable[[Actor], ActorFacts]) -> None:
    """Install the function that looks the facts up. Called once, by the people room."""
    global _provider  # noqa: PLW0603 - the one place where the rooms plug in
    _provider = provider


Holders = Callable[[Collection[Role]], Iterable[Actor]]
_holders: Holders | None = None


def provide_holders(holders: Holders) -> None:
    """Install the function that finds who holds a role today. Called once, by the people room."""
    global _holders  # noqa: PLW0603 - the same for the other way round
    _holders = holders


def holders_of(roles: Collection[Role]) -> list[Actor]:
    """The open accounts that hold any of these roles today."""
    return list(_holders(roles)) if _holders is not None else []


def facts_of(actor: Actor) -> ActorFacts:
    """The facts about `actor`, looked up once per request (kept on the account object)."""
    if not actor.is_authenticated or _provider is None:
        return NOBODY
    known: ActorFacts | None = getattr(actor, "_access_facts", None)
    if known is None:
        known = _provider(actor)
        actor._access_facts = known  # type: ignore[attr-defined]
    return known


Use = Callable[[int], int]
_use: Use | None = None


def provide_use(use: Use) -> None:
    """Install the function that counts one more use of what was lent and answers whose it is. Called once."""
    global _use  # noqa: PLW0603 - the same for what is done on behalf of somebody
    _use = use


def acts_by(actor: Actor, loan: int) -> None:
    """Note by what `actor` does what comes next: the loan that gives the right, 0 for the own rights."""
    actor._acts_by = loan  # type: ignore[attr-defined]


def on_behalf_of(actor: Actor | None) -> int | None:
    """The account on whose behalf `actor` has just decided, and one use of the loan counted; None for themselves.

    Asked once per decision, by whoever writes it down.
    """
    loan = getattr(actor, "_acts_by", 0)
    return _use(loan) if loan and _use is not None else None


def forget(actor: Actor) -> None:
    """Drop the kept facts, after a change of roles inside one request or test."""
    if hasattr(actor, "_access_facts"):
        del actor._access_facts
