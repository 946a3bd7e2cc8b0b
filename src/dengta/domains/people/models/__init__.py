"""The vocabulary every room shares: accounts, units, employees."""

from dengta.domains.people.models.accounts import Account, RoleGrant
from dengta.domains.people.models.employees import Employee, Membership
from dengta.domains.people.models.organisation import Unit, UnitClosure, UnitLink

__all__ = ["Account", "Employee", "Membership", "RoleGrant", "Unit", "UnitClosure", "UnitLink"]
