"""Who may do what to which rows: one permission object per right."""

from dengta.foundation.access.facts import (
    Actor,
    ActorFacts,
    RoleHeld,
    facts_of,
    forget,
    holders_of,
    provide,
    provide_holders,
)
from dengta.foundation.access.matrix import Action, Role
from dengta.foundation.access.permission import Permission, Reach, registered_permissions, rights_on

__all__ = [
    "Action",
    "Actor",
    "ActorFacts",
    "Permission",
    "Reach",
    "Role",
    "RoleHeld",
    "facts_of",
    "forget",
    "holders_of",
    "provide",
    "provide_holders",
    "registered_permissions",
    "rights_on",
]
