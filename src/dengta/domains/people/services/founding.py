"""The first company, and whoever looks after it: before anybody can sign in, nobody can give a right."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from dengta.domains.people.models import Account, Unit
from dengta.domains.people.services.accounts import invitation_of
from dengta.domains.people.services.employment import hire_employee
from dengta.domains.people.services.organisation import found_unit
from dengta.domains.people.services.roles import grant_role
from dengta.foundation.access import Role
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

CODE = "HQ"


@dataclass(frozen=True)
class Founder:
    """Who is there first. `leads`: they lead the centre themself, beside looking after accounts and staff."""

    number: str
    name: str
    email: str
    leads: bool = False


@transaction.atomic
def found_house(*, company: str, time_zone: str, since: date, founder: Founder, today: date) -> str:
    """A company that is there since `since`, so that older facts find it, and its first account, from today; the answer
    is the token of the invitation.

    The founder gets administration and HR: nobody may give a role to themself, so whoever lacked one of the two could
    not hire the first colleague. From the shell of the server, once.
    """
    if Unit.objects.exists() or Account.objects.exists():
        raise RuleViolation("people.founded_already")
    unit = found_unit(
        kind=Unit.Kind.COMPANY, code=CODE, name=company, parent=None, on=since, time_zone=time_zone, by=None
    )
    account = Account.objects.create_user(username=founder.number.lower(), email=founder.email)
    person = hire_employee(
        number=founder.number, name=founder.name, team=None, on=today, by=None, email=founder.email, account=account
    )
    for role in (Role.ADMIN, Role.HR, *([Role.SUPERVISOR] if founder.leads else [])):
        grant_role(account_id=account.pk, role=role, unit=unit, on=today, by=None)
    record(None, "account.invited", account, subject=person.pk)
    return invitation_of(account)
