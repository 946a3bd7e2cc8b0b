"""A centre of any size, quickly: the tree through its services, people in bulk, facts through the bulk path."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from dengta.config.bench import talk
from dengta.config.bench.pages import ADMIN, HR, SUPERVISOR
from dengta.domains.people.models import Account, Employee, Membership, RoleGrant, Unit
from dengta.domains.people.services.employment import hire_employee
from dengta.domains.people.services.organisation import found_unit
from dengta.domains.people.services.roles import grant_role
from dengta.domains.service.models import Channel, ContactType, Queue, Source
from dengta.domains.service.services.facts import NewContact, add_contacts
from dengta.domains.service.services.rollups import refresh_rollups
from dengta.domains.service.services.surveys import NewSurvey, add_surveys
from dengta.foundation.access import Role

SEED = 20261118
BATCH = 20_000
DAYS = 91
TEAM_SIZE = 25
CLIENTS = 10
STAFF = ((SUPERVISOR, Role.SUPERVISOR), (HR, Role.HR), (ADMIN, Role.ADMIN))
CHANNELS = (Channel.VOICE, Channel.CHAT, Channel.EMAIL)
Say = Callable[[str], None]


@dataclass(frozen=True)
class Centre:
    """What facts refer to."""

    source: Source
    agents: list[int]
    # The queues of each client, one per channel; who answers, and which client each of them works for.
    queues: list[list[int]]
    clients: list[int]
    types: list[int]


def build(*, agents: int, contacts: int, now: datetime, say: Say) -> None:
    """The whole centre, once. An installation with people in it is refused: this is no place for invented ones."""
    if Employee.objects.exists():
        message = "The bench builds its own database and this one has people in it."
        raise RuntimeError(message)
    centre = _found(agents, now)
    say(f"{len(centre.agents)} agents")
    done = 0
    for batch in _contacts(centre, contacts, now):
        add_contacts(source=centre.source, contacts=batch, origin="bench")
        add_surveys(source=centre.source, surveys=_surveys(batch), origin="bench")
        done += len(batch)
        say(f"{done:,} contacts")
    refresh_rollups(now=now, today=timezone.localdate(now), progress=lambda marks: say(f"{marks:,} sums"))
    talk.fill(now)
    say("four weeks of communication")


@transaction.atomic
def _found(agents: int, now: datetime) -> Centre:
    founded = timezone.localdate(now) - timedelta(days=1000)
    company = _unit("company", "B", "测试中心", None, founded)
    site = _unit("site", "BS", "上海", company, founded)
    clients = [_unit("client", f"BC{number}", f"客户{number}", site, founded) for number in range(CLIENTS)]
    teams = [
        _unit("team", f"BT{number}", f"{number + 1}组", clients[number % CLIENTS], founded)
        for number in range(max(1, agents // TEAM_SIZE))
    ]
    for number, role in STAFF:
        _hire_staff(number, role, company, founded)
    queues = [
        [
            Queue.objects.create(code=f"Q{client.code}-{channel}", name=f"{client.name}-{channel.name}", unit=client).pk
            for channel in CHANNELS
        ]
        for client in clients
    ]
    types = [ContactType.objects.create(code=f"T{number}", name=f"业务{number}") for number in range(12)]
    source = Source.objects.create(name="bench", unit=company, tracks_open=True)
    people = _hire_many("A", "坐席", agents, teams, founded)
    _hire_leads(teams, founded)
    served = [position % len(teams) % CLIENTS for position in range(len(people))]
    return Centre(source, people, queues, served, [kind.pk for kind in types])


def _unit(kind: str, code: str, name: str, parent: Unit | None, on: date) -> Unit:
    zone = "" if parent else "Asia/Shanghai"
    return found_unit(kind=kind, code=code, name=name, parent=parent, on=on, time_zone=zone, by=None)


def _hire_staff(number: str, role: Role, company: Unit, on: date) -> None:
    """Somebody who may open everything of their trade, with the second factor it asks for."""
    account = Account.objects.create_user(username=number.lower(), email=f"{number.lower()}@example.com")
    hire_employee(number=number, name=role.name.title(), team=None, on=on, by=None, account=account)
    grant_role(account_id=account.pk, role=role, unit=company, on=on, by=None)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": ""})


def _hire_many(letter: str, title: str, count: int, teams: list[Unit], on: date) -> list[int]:
    """So many people, dealt out over the teams; their ids."""
    numbers = [f"{letter}{position:05d}" for position in range(count)]
    nobody = make_password(None)
    accounts = Account.objects.bulk_create(
        [Account(username=number.lower(), email=f"{number.lower()}@example.com", password=nobody) for number in numbers]
    )
    people = Employee.objects.bulk_create(
        [
            Employee(number=number, name=f"{title}{number}", pinyin=f"zuoxi{number} zx", hired_on=on, account=account)
            for number, account in zip(numbers, accounts, strict=True)
        ]
    )
    Membership.objects.bulk_create(
        [
            Membership(employee=employee, unit=teams[position % len(teams)], valid_from=on)
            for position, employee in enumerate(people)
        ]
    )
    return [employee.pk for employee in people]


def _hire_leads(teams: list[Unit], on: date) -> None:
    """One for each team."""
    people = _hire_many("L", "组长", len(teams), teams, on)
    accounts = Account.objects.filter(employee__in=people).order_by("employee")
    RoleGrant.objects.bulk_create(
        RoleGrant(account=account, role=Role.TEAM_LEAD, unit=team, valid_from=on)
        for account, team in zip(accounts, teams, strict=True)
    )


def _contacts(centre: Centre, count: int, now: datetime) -> Iterator[list[NewContact]]:
    """Contacts of thirteen weeks up to now, in order of time, in batches."""
    draw = np.random.default_rng(SEED)
    seconds = np.sort(draw.integers(1, DAYS * 86_400, count))[::-1]
    for start in range(0, count, BATCH):
        moments = [now - timedelta(seconds=int(second)) for second in seconds[start : start + BATCH]]
        size = len(moments)
        # An agent serves the queues of one client.
        people = draw.integers(0, len(centre.agents), size)
        channels = draw.integers(0, len(CHANNELS), size)
        types = draw.choice(centre.types, size)
        customers = draw.integers(0, max(count // 4, 1), size)
        waits = draw.exponential(25, size).astype(int)
        handles = draw.gamma(4, 75, size).astype(int) + 20
        answered = draw.random(size) < 0.95
        yield [
            NewContact(
                external_id=f"b{start + position}",
                queue=centre.queues[centre.clients[people[position]]][channels[position]],
                channel=CHANNELS[channels[position]],
                created_at=moments[position],
                answered=bool(answered[position]),
                agent=centre.agents[people[position]],
                type=int(types[position]),
                customer=f"c{customers[position]}",
                wait_s=int(waits[position]),
                handle_s=int(handles[position]),
                resolved_at=min(moments[position] + timedelta(seconds=int(handles[position])), now),
                closed_at=min(moments[position] + timedelta(seconds=int(handles[position])), now),
            )
            for position in range(size)
        ]


def _surveys(batch: list[NewContact]) -> list[NewSurvey]:
    """Every fifth answered contact was asked, and answered."""
    return [
        NewSurvey(
            external_id=f"s-{contact.external_id}",
            contact=contact.external_id,
            sent_at=contact.created_at,
            answered_at=contact.created_at,
            csat=5 - (position % 7 == 0) * 3,
        )
        for position, contact in enumerate(batch[::5])
        if contact.answered
    ]
