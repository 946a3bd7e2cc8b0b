"""What the reviews by people ask in common: whether somebody works here, and who they are."""

from dengta.foundation.access import Actor, Role, facts_of


def works_here(actor: Actor) -> bool:
    """Whether somebody is of the house: the contact of a client is a guest."""
    facts = facts_of(actor)
    return facts.employee_id is not None and not facts.holds(Role.CLIENT)


def own_id(actor: Actor) -> int:
    """The employee behind the account; nobody's for an account without one."""
    return facts_of(actor).employee_id or 0
