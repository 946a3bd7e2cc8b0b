"""News between rooms are the machinery of the house: administrators look after them."""

from dengta.foundation.access import Action, Actor, Permission, Reach
from dengta.foundation.events.models import Delivery

see = Permission("events.see", Delivery, data_class="background_work", action=Action.READ, reach=Reach())
settle = Permission("events.settle", Delivery, data_class="background_work", action=Action.WRITE, reach=Reach())
export = Permission("events.export", Delivery, data_class="background_work", action=Action.EXPORT, reach=Reach())


def oversees(actor: Actor) -> bool:
    """Whether `actor` looks after the news between rooms."""
    return see.anywhere(actor)
