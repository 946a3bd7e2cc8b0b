"""Who gets in, how long they stay, and how they are put out."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import identify_hasher
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from pytest_django import Settings

from dengta.config import settings as product
from dengta.config.passwords import NothingOfOurs
from dengta.config.sign_in import SecondFactorAdapter
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.services import accounts as services
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree

PASSWORD = "correct horse battery"
Browser = Callable[[Employee], Client]


@pytest.fixture
def with_password() -> Callable[[Employee], Employee]:
    """Give somebody a password."""

    def with_password(employee: Employee) -> Employee:
        employee.account.set_password(PASSWORD)
        employee.account.save()
        return employee

    return with_password


def log_in(login: str, password: str = PASSWORD) -> Client:
    browser = Client()
    browser.post(reverse("account_login"), {"login": login, "password": password})
    return browser


def is_in(browser: Client) -> bool:
    """Whether a page of one's own opens."""
    return browser.get(reverse("accounts:opened")).status_code == 200


def test_whoever_has_no_password_is_led_from_changing_it_to_the_one_time_link(agent: Employee) -> None:
    agent.account.set_unusable_password()
    agent.account.save()
    browser = Client()
    browser.force_login(agent.account)

    answer = browser.get(reverse("account_change_password"), follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == reverse("account_reset_password")


def test_one_signs_in_by_user_name_or_by_e_mail(agent: Employee, with_password: Callable[..., Employee]) -> None:
    with_password(agent)

    assert is_in(log_in("k10002"))
    assert is_in(log_in("k10002@example.com"))
    assert not is_in(log_in("k10002", "wrong horse battery"))


def test_passwords_are_hashed_with_argon2(
    agent: Employee, with_password: Callable[..., Employee], settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS  # tests have a quick one of their own
    hashed = with_password(agent).account.password

    assert identify_hasher(hashed).algorithm == "argon2"
    assert hashed.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")


def test_signing_in_is_on_record(agent: Employee, with_password: Callable[..., Employee]) -> None:
    with_password(agent)
    log_in("k10002")

    assert AuditEntry.objects.get(verb="account.signed_in").subject_id == agent.pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "3rdparty/",
        "3rdparty/signup/",
        "social/signup/",
        "login/code/",
        "2fa/webauthn/signup/",
        "oidc/sso/login/",
    ],
)
def test_nobody_signs_up_and_what_we_do_not_use_does_not_exist(path: str) -> None:
    assert Client().get("/account/" + path).status_code == 404
    assert Client().post("/account/" + path).status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "socialaccount_signup", "socialaccount_connections", "mfa_trust"])
def test_the_library_offers_more_than_our_addresses_do(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


# --- invitations -----------------------------------------------------------------------------------


@pytest.fixture
def newcomer(tree: Tree) -> Employee:
    """方宁 has started; nobody made an account yet."""
    return Employee.objects.create(number="K77001", name="方宁")


def test_hr_invites_and_the_link_opens_the_account_once(newcomer: Employee, hr: Employee, signed_in: Browser) -> None:
    page = signed_in(hr).post(reverse("accounts:invite", args=[newcomer.pk])).content.decode()
    link = re.search(r"http://testserver(/account/invitation/[^<\s]+)", page).group(1)

    visitor = Client()
    assert visitor.get(link).status_code == 200
    assert visitor.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert is_in(log_in("k77001"))
    assert visitor.get(link).status_code == 404
    assert (
        visitor.post(link, {"password": "another horse battery", "again": "another horse battery"}).status_code == 404
    )
    assert is_in(log_in("k77001"))


def test_an_invitation_expires(newcomer: Employee, hr: Employee, settings: Settings) -> None:
    token = services.invite(employee_id=newcomer.pk, by=hr.account)

    with time_machine.travel(timezone.now() + timedelta(days=settings.INVITATION_DAYS, minutes=1)):
        assert Client().get(reverse("accounts:invitation", args=[token])).status_code == 404


@pytest.mark.django_db
def test_a_made_up_invitation_opens_nothing() -> None:
    with pytest.raises(RuleViolation, match=r"used|邀请"):
        services.invited("eyJhY2NvdW50IjoxfQ:1:forged")


def test_a_weak_password_is_refused_and_the_invitation_stays(newcomer: Employee, hr: Employee) -> None:
    link = reverse("accounts:invitation", args=[services.invite(employee_id=newcomer.pk, by=hr.account)])

    assert Client().post(link, {"password": "short", "again": "short"}).status_code == 422
    assert Client().post(link, {"password": PASSWORD, "again": "not the same at all"}).status_code == 422
    assert Client().get(link).status_code == 200


def test_a_leader_makes_no_accounts(newcomer: Employee, leader: Employee) -> None:
    with pytest.raises(NotAllowed):
        services.invite(employee_id=newcomer.pk, by=leader.account)
    assert not Account.objects.filter(username="k77001").exists() or not newcomer.account


def test_somebody_who_has_an_open_account_is_not_invited_again(
    agent: Employee, hr: Employee, with_password: Callable[..., Employee]
) -> None:
    with pytest.raises(RuleViolation):
        services.invite(employee_id=with_password(agent).pk, by=hr.account)


# --- passwords ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password",
    [
        "huadongkefuzhongxin1",
        "lijiayi-is-my-name",
        "my-k10002-secret!",
        "华东客服中心的密码好长",
        "李佳怡的密码好长好长",
        "the dengta lighthouse",
    ],
)
def test_a_password_with_the_company_the_own_name_or_number_is_refused(password: str, agent: Employee) -> None:
    with pytest.raises(ValidationError):
        NothingOfOurs().validate(password, agent.account)


@pytest.mark.parametrize("password", ["correct horse battery", "十二个字以上就是好密码了", "seven with one blow"])
def test_any_other_long_password_is_fine_without_digits_or_signs(password: str, agent: Employee) -> None:
    services.validate_password(password, agent.account)


@pytest.mark.parametrize(
    "password", ["elevenchars", "123456789012", "password123456", "abcabcabcabc", "qwertyuiopas", "aaaaaaaaaaaaaa"]
)
def test_short_common_and_patterned_passwords_are_refused(password: str, agent: Employee) -> None:
    with pytest.raises(ValidationError):
        services.validate_password(password, agent.account)


# --- the second factor -------------------------------------------------------------------------------


@pytest.mark.covers("N2")
def test_hr_without_a_second_factor_reaches_nothing_but_setting_one_up(
    hr: Employee, with_password: Callable[..., Employee]
) -> None:
    with_password(hr)
    browser = log_in("k90001")

    for name in ("accounts:list", "accounts:opened"):
        assert browser.get(reverse(name)).headers["Location"] == reverse("mfa_index")
    assert browser.post(reverse("accounts:disable", args=[1])).headers["Location"] == reverse("mfa_index")
    assert browser.get(reverse("accounts:list"), headers={"HX-Request": "true"}).headers["HX-Redirect"]
    assert browser.get(reverse("mfa_index")).status_code == 200


@pytest.mark.covers("N2")
def test_an_agent_needs_no_second_factor(agent: Employee, with_password: Callable[..., Employee]) -> None:
    with_password(agent)

    assert is_in(log_in("k10002"))


@pytest.mark.covers("N2")
def test_with_an_authenticator_the_password_alone_opens_nothing_and_a_code_works_once(
    hr: Employee, with_password: Callable[..., Employee]
) -> None:
    with_password(hr)
    secret = "JBSWY3DPEHPK3PXP"
    data = {"secret": SecondFactorAdapter().encrypt(secret)}
    Authenticator.objects.create(user=hr.account, type="totp", data=data)
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    browser = log_in("k90001")
    assert not is_in(browser)
    browser.post(reverse("mfa_authenticate"), {"code": "000000" if code != "000000" else "111111"})
    assert not is_in(browser)
    browser.post(reverse("mfa_authenticate"), {"code": code})
    assert is_in(browser)

    again = log_in("k90001")
    again.post(reverse("mfa_authenticate"), {"code": code})
    assert not is_in(again)


@pytest.mark.covers("N2")
def test_the_secret_of_a_factor_lies_encrypted(agent: Employee) -> None:
    sealed = SecondFactorAdapter().encrypt("JBSWY3DPEHPK3PXP")

    assert sealed.startswith("v1:")
    assert SecondFactorAdapter().decrypt(sealed) == "JBSWY3DPEHPK3PXP"


@pytest.mark.covers("N2")
def test_the_last_factor_stays_where_the_role_needs_one(hr: Employee, agent: Employee) -> None:
    needed = Authenticator.objects.create(user=hr.account, type="totp", data={})
    Authenticator.objects.create(user=hr.account, type="recovery_codes", data={})
    own_choice = Authenticator.objects.create(user=agent.account, type="totp", data={})

    assert not SecondFactorAdapter().can_delete_authenticator(needed)
    assert SecondFactorAdapter().can_delete_authenticator(own_choice)


@pytest.mark.covers("N2")
def test_setting_up_a_factor_asks_who_one_is_again(agent: Employee, with_password: Callable[..., Employee]) -> None:
    with_password(agent)
    browser = log_in("k10002")

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        for name in ("mfa_activate_totp", "mfa_add_webauthn", "account_email"):
            answer = browser.post(reverse(name), {"email": "new@example.com", "action_add": ""})
            assert answer.headers.get("Location", "").startswith(reverse("account_reauthenticate")), name


# --- how long a session lasts ----------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "stays"), [(14, True), (16, False)])
def test_a_session_of_hr_ends_after_a_quarter_of_an_hour_without_a_click(
    minutes: int, stays: bool, hr: Employee, signed_in: Browser
) -> None:
    browser = signed_in(hr)
    assert is_in(browser)

    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        assert is_in(browser) is stays


def test_an_agents_session_lasts_a_shift_but_no_session_lasts_twelve_hours(agent: Employee, signed_in: Browser) -> None:
    browser = signed_in(agent)
    begun = timezone.now()
    stays = []
    for hours in (0.1, 7, 11.9, 12.1):
        with time_machine.travel(begun + timedelta(hours=hours)):
            stays.append(is_in(browser))

    assert stays == [True, True, True, False]


def test_reading_on_within_a_minute_writes_no_session(agent: Employee, signed_in: Browser) -> None:
    browser = signed_in(agent)
    is_in(browser)
    before = browser.session["guard"]
    is_in(browser)

    assert browser.session["guard"] == before


def test_closing_an_account_ends_its_sessions_at_once(
    agent: Employee, hr: Employee, with_password: Callable[..., Employee]
) -> None:
    with_password(agent)
    browser = log_in("k10002")
    assert is_in(browser)

    services.disable(account_id=agent.account.pk, by=hr.account)

    assert not is_in(browser)
    assert not is_in(log_in("k10002"))
    assert not UserSession.objects.filter(user=agent.account).exists()


def test_nobody_closes_the_own_account_and_nobody_that_of_another_branch(
    hr: Employee, agent: Employee, hire, tree
) -> None:
    chengdu = hire("程渝", None, number="K99001", role=Role.HR, at=tree.chengdu)

    with pytest.raises(RuleViolation, match=r".*"):
        services.disable(account_id=hr.account.pk, by=hr.account)
    with pytest.raises(NotAllowed):
        services.disable(account_id=agent.account.pk, by=chengdu.account)
    assert Account.objects.filter(is_active=False).count() == 0


def test_one_sees_the_own_sessions_and_ends_the_others(agent: Employee, with_password: Callable[..., Employee]) -> None:
    with_password(agent)
    here, elsewhere = log_in("k10002"), log_in("k10002")

    assert UserSession.objects.filter(user=agent.account).count() == 2
    here.post(reverse("usersessions_list"))
    assert is_in(here)
    assert not is_in(elsewhere)


def test_signing_out_clears_the_browser_and_kills_the_session(agent: Employee, signed_in: Browser) -> None:
    browser = signed_in(agent)
    stolen = browser.cookies.copy()
    answer = browser.post(reverse("account_logout"))

    assert "cache" in answer.headers["Clear-Site-Data"]
    thief = Client()
    thief.cookies = stolen
    assert not is_in(thief)


# --- guessing ------------------------------------------------------------------------------------------


def test_after_ten_wrong_passwords_the_right_one_has_to_wait(
    agent: Employee, peer: Employee, with_password: Callable[..., Employee]
) -> None:
    with_password(agent), with_password(peer)
    for _attempt in range(10):
        log_in("k10002", "wrong horse battery")

    assert not is_in(log_in("k10002"))
    assert is_in(log_in("k10003")), "another account from the same address still gets in"
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert is_in(log_in("k10002"))


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(agent: Employee) -> None:
    answers = [
        Client().post(reverse("account_reset_password"), {"email": address})
        for address in ("k10002@example.com", "nobody@example.com")
    ]

    assert [answer.headers.get("Location") for answer in answers] == [reverse("account_reset_password_done")] * 2
    assert [message.to for message in mail.outbox] == [["k10002@example.com"]]
