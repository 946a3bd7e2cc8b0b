"""How the installation is, is for those who look after it."""

from dengta.foundation.access import Action, Actor, Permission, Reach
from dengta.foundation.doctor.models import Examination

see = Permission("doctor.see", Examination, data_class="background_work", action=Action.READ, reach=Reach())
examine = Permission("doctor.examine", Examination, data_class="background_work", action=Action.WRITE, reach=Reach())


def oversees(actor: Actor) -> bool:
    """Whether `actor` looks after the installation."""
    return see.anywhere(actor)


def may_examine(actor: Actor) -> bool:
    """Whether `actor` may have it examined now."""
    return examine.anywhere(actor)
