"""What the parts of the floor ask in common: whether somebody works here, and in which team."""

from dengta.foundation.access import Actor, Role, facts_of


def works_here(actor: Actor) -> bool:
    """Whether somebody is of the house: the contact of a client is a guest who reads sums."""
    facts = facts_of(actor)
    return facts.employee_id is not None and not facts.holds(Role.CLIENT)


def has_team(actor: Actor) -> bool:
    """Whether somebody stands in a team today: whoever serves customers does."""
    return works_here(actor) and bool(facts_of(actor).home_units)


def own_id(actor: Actor) -> int:
    """The employee behind the account; nobody's for an account without one."""
    return facts_of(actor).employee_id or 0
