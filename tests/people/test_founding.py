"""The first company and the first account: from the shell of the server, once, before anybody can sign in."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from dengta.domains.people import policies
from dengta.domains.people.models import Account, Employee, RoleGrant, Unit
from dengta.domains.people.services import accounts
from dengta.domains.people.services.employment import hire_employee
from dengta.domains.people.services.founding import Founder, found_house
from dengta.domains.people.services.organisation import found_unit
from dengta.domains.people.services.roles import grant_role
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
LAN = Founder(number="H001", name="周岚", email="lan@example.com")
GIVEN = ["--company", "海岸客服", "--name", "周岚", "--number", "H001", "--email", "lan@example.com"]


def found(founder: Founder = LAN) -> str:
    return found_house(
        company="海岸客服", time_zone="Asia/Shanghai", since=date(2023, 1, 1), founder=founder, today=TODAY
    )


def test_the_founder_opens_their_account_and_hires_and_empowers_the_first_colleague() -> None:
    token = found()
    lan = accounts.accept_invitation(token=token, password="maple river copper lamp 7")
    company = Unit.objects.get()
    assert (company.kind, company.name, company.time_zone) == ("company", "海岸客服", "Asia/Shanghai")

    team = found_unit(kind="team", code="T1", name="一组", parent=company, on=date(2024, 1, 1), by=lan)
    colleague = hire_employee(number="H002", name="何雨", team=team, on=TODAY, by=lan, email="yu@example.com")
    accounts.invite(employee_id=colleague.pk, by=lan)
    colleague.refresh_from_db()
    assert colleague.account is not None
    grant_role(account_id=colleague.account.pk, role=Role.TEAM_LEAD, unit=team, on=TODAY, by=lan)
    assert policies.see_organisation.allows(colleague.account, team)


@pytest.mark.parametrize(("leads", "roles"), [(False, {"admin", "hr"}), (True, {"admin", "hr", "supervisor"})])
def test_they_look_after_accounts_and_staff_and_lead_only_where_they_say_so(leads: bool, roles: set[str]) -> None:
    found(Founder(number="H001", name="周岚", email="lan@example.com", leads=leads))

    assert set(RoleGrant.objects.values_list("role", flat=True)) == roles
    assert set(RoleGrant.objects.values_list("unit__kind", "valid_from")) == {("company", TODAY)}


def test_it_happens_once_and_stands_in_the_record() -> None:
    found()
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        "people.unit_founded", "people.hired", "people.role_granted", "people.role_granted", "account.invited"
    ]  # fmt: skip

    with pytest.raises(RuleViolation, match=r"已有公司"):
        found(Founder(number="H009", name="赵磊", email="lei@example.com"))
    assert (Unit.objects.count(), Account.objects.count(), AuditEntry.objects.count()) == (1, 1, len(verbs))


def test_the_command_prints_the_link_that_opens_the_account(client: Client) -> None:
    said = StringIO()
    call_command("found", *GIVEN, "--no-leads", "--address", "https://dengta.example.com/", stdout=said)

    link = next(line for line in said.getvalue().splitlines() if line.startswith("https://dengta.example.com/account/"))
    page = client.get(link.removeprefix("https://dengta.example.com"))
    assert page.status_code == 200
    assert "h001" in page.content.decode()
    assert Unit.objects.get().name == "海岸客服"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (GIVEN[:-2], "--email"),
        ([*GIVEN[:-1], "lan"], "--email"),
        ([*GIVEN, "--time-zone", "Asia/Atlantis"], "Asia/Atlantis"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_is_founded(given: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("found", *given, stdout=StringIO())
    assert not Unit.objects.exists()
    assert not Employee.objects.exists()


def test_in_a_terminal_it_asks_until_there_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["", "海岸客服", "周岚", "H001", "lan@example.com", "maybe", "y"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    call_command("found", stdout=StringIO())

    assert RoleGrant.objects.filter(role="supervisor").count() == 1


def test_the_login_page_says_how_to_begin_while_nobody_can_sign_in(client: Client) -> None:
    begin = "./dengta found"
    assert begin in client.get(reverse("account_login")).content.decode()
    found()
    assert begin not in client.get(reverse("account_login")).content.decode()
