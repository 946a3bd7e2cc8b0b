"""Founds the demo centre: units, people, accounts, roles and personas, through the services a user would use."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop as _
from numpy.random import default_rng

from dengta.config.demo import staff, world
from dengta.domains.people.models import Account, Employee, Skill, Unit
from dengta.domains.people.selectors.personas import DemoPersona
from dengta.domains.people.services.employment import Terms, hire_employee
from dengta.domains.people.services.organisation import found_unit
from dengta.domains.people.services.personas import register_personas
from dengta.domains.people.services.roles import grant_role
from dengta.domains.people.services.skills import save_skill, set_skill
from dengta.foundation.access import Role

AGE_DAYS = 3000

# What the card of a persona says in one sentence: a message id, translated where it is shown.
CARDS = {
    "D80002": _("Leads 24 people in after-sales"),
    "K10020": _("Serves customers in after-sales"),
    "D90001": _("Answers for all teams of one client"),
    "D90003": _("Contracts, interviews, changes of data"),
    "D90006": _("Sees the whole centre"),
    "D90008": _("Reads the sums of the own branch, no names"),
    "D90007": _("Accounts, background work, records"),
}

# Skills: code, category, Chinese and English name, share of agents who have it, whether it needs a certificate.
SKILLS = (
    ("phone", "channel", "电话接待", "Phone", 0.8, False),
    ("chat", "channel", "在线接待", "Chat", 0.6, False),
    ("refund", "product", "退换货政策", "Refund policy", 0.5, True),
    ("cantonese", "language", "粤语", "Cantonese", 0.12, True),
    ("english", "language", "英语", "English", 0.18, True),
    ("calming", "calming", "安抚激动客户", "Calming upset customers", 0.3, False),
)


@transaction.atomic
def found_organisation(*, today: date) -> None:
    """The tree and everybody in it."""
    founded = today - timedelta(days=AGE_DAYS)
    units = _found_units(founded)
    people = staff.everybody()
    hired = {number: _hire(person, units, today=today) for number, person in people.items()}
    _teach([employee for number, employee in hired.items() if employee and number.startswith("K")], today=today)
    register_personas([_persona(people[number]) for number in staff.PERSONAS])


def _found_units(on: date) -> dict[str, Unit]:
    code, name = world.COMPANY
    units = {
        code: found_unit(kind="company", code=code, name=name, parent=None, on=on, time_zone="Asia/Shanghai", by=None)
    }
    for code, name, region in world.SITES:
        units[code] = found_unit(
            kind="site", code=code, name=name, parent=units[world.COMPANY[0]], on=on, region=region, by=None
        )
    for code, name, site in world.CLIENTS:
        units[code] = found_unit(kind="client", code=code, name=name, parent=units[site], on=on, by=None)
    for team in world.TEAMS:
        units[team.code] = found_unit(
            kind="team", code=team.code, name=team.name, parent=units[team.client], on=on, by=None
        )
    return units


def _hire(person: staff.Person, units: dict[str, Unit], *, today: date) -> Employee | None:
    """An employee with a contract, and an account for leaders, office and personas; a client's visitor only that."""
    hired_on = today - timedelta(days=person.hired_days_ago)
    account = _account(person) if person.role is not None or person.number in staff.PERSONAS else None
    employee = None
    if person.role is not Role.CLIENT:
        employee = hire_employee(
            number=person.number,
            name=person.name,
            team=units.get(person.team),
            on=hired_on,
            grade=person.grade,
            account=account,
            terms=_terms(person, hired_on),
            by=None,
        )
    if person.role is not None and account is not None:
        grant_role(account_id=account.pk, role=person.role, unit=units[person.role_at], on=hired_on, by=None)
    return employee


def _account(person: staff.Person) -> Account:
    """Without a password: the persona card of the login page is the only way in."""
    name = person.number.lower()
    return Account.objects.create_user(username=name, email=f"{name}@demo.invalid")


def _terms(person: staff.Person, hired_on: date) -> Terms:
    """Three-year contracts with three months of probation; those who have been here longest have open ones."""
    if person.hired_days_ago > 2 * 3 * 365:
        return Terms(signed_on=hired_on)
    ends_on = hired_on + timedelta(days=3 * 365 * (person.hired_days_ago // (3 * 365) + 1) - 1)
    return Terms(term="fixed", signed_on=hired_on, ends_on=ends_on, probation_ends_on=hired_on + timedelta(days=90))


def _teach(agents: list[Employee], *, today: date) -> None:
    """Skills with levels; certificates run for a year, so that some expire soon and a few have."""
    draw = default_rng(world.SEED + 1)
    for code, category, name, name_en, share, certified in SKILLS:
        skill: Skill = save_skill(
            code=code, category=category, name=name, name_en=name_en, needs_certificate=certified, by=None
        )
        for agent in agents:
            if draw.random() > share or agent.hired_on is None:
                continue
            passed_on = max(agent.hired_on, today - timedelta(days=int(draw.integers(10, 380))))
            set_skill(
                employee_id=agent.pk,
                skill=skill,
                level=int(draw.integers(1, 6)),
                evidence="上岗考核",
                on=passed_on,
                certificate=f"C{draw.integers(10_000, 99_999)}" if certified else "",
                expires_on=passed_on + timedelta(days=365) if certified else None,
                by=None,
            )


def _persona(person: staff.Person) -> DemoPersona:
    return DemoPersona(
        username=person.number.lower(),
        name=person.name,
        role=person.role or Role.AGENT,
        sentence=CARDS[person.number],
    )
