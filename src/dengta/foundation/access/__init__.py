"""Who may do what to which rows: one permission object per right."""

from dengta.foundation.access.facts import (
    Actor,
    ActorFacts,
    RoleHeld,
    acts_by,
    facts_of,
    forget,
    holders_of,
    on_behalf_of,
    provide,
    provide_holders,
    provide_use,
)
from dengta.foundation.access.matrix import Action, Role
from dengta.foundation.access.permission import EVERY_ROW, Permission, Reach, any_of, registered_permissions, rights_on

__all__ = [
    "EVERY_ROW",
    "Action",
    "Actor",
    "ActorFacts",
    "Permission",
    "Reach",
    "Role",
    "RoleHeld",
    "acts_by",
    "any_of",
    "facts_of",
    "forget",
    "holders_of",
    "on_behalf_of",
    "provide",
    "provide_holders",
    "provide_use",
    "registered_permissions",
    "rights_on",
]
