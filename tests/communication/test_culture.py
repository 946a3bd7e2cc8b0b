"""What the house stands for, and praise between colleagues."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Aspect, CultureLine, CultureValue, Praise, PraiseTag
from dengta.domains.communication.selectors import culture as selectors
from dengta.domains.communication.services import culture as services
from dengta.domains.people.models import Account, Employee, OnboardingItem, OnboardingStep
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
MOST_QUERIES = 12
Browser = Callable[[Employee], Client]


def account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def refused(code: str) -> Any:
    return pytest.raises(RuleViolation, match=r".", check=lambda raised: raised.code == f"communication.{code}")


# --- K16: from the vision to what a team does -----------------------------------------------------------


@pytest.fixture
def vision(tree: Tree, hr: Employee) -> CultureLine:
    return services.add_line(level="vision", unit=tree.company, text="让客户放心再来", serves=None, by=account(hr))


def line(level: str, unit: Any, serves: CultureLine | None, by: Employee) -> CultureLine:
    return services.add_line(level=level, unit=unit, text="一次办好", serves=serves, by=account(by))


@pytest.mark.covers("K16")
def test_vision_strategy_and_team_actions_stand_below_each_other_for_whom_they_hold(
    *, vision: CultureLine, tree: Tree, hr: Employee, leader: Employee, agent: Employee, stranger: Employee
) -> None:
    strategy = line("strategy", tree.company, vision, hr)
    action = line("action", tree.aftersales_1, strategy, leader)

    def seen(by: Employee) -> list[Any]:
        return [(top.line, [(mid.line, [low.line for low in mid.below]) for mid in top.below])
                for top in selectors.vision(account(by))]  # fmt: skip

    assert seen(agent) == seen(hr) == [(vision, [(strategy, [action])])]
    assert seen(stranger) == [(vision, [(strategy, [])])], "what a team of another client does is theirs"


@pytest.mark.covers("K16")
def test_every_line_serves_the_one_above_and_is_not_taken_off_under_others(
    vision: CultureLine, tree: Tree, hr: Employee, leader: Employee
) -> None:
    with refused("vision_serves_nothing"):
        line("vision", tree.company, vision, hr)
    for serves in (None, vision):
        with refused("line_serves_above"):
            line("action", tree.aftersales_1, serves, leader)
    strategy = line("strategy", tree.company, vision, hr)
    with pytest.raises(NotAllowed):
        line("action", tree.ticketing, strategy, leader)
    with refused("line_is_served"):
        services.end_line(line_id=vision.pk, by=account(hr), now=NOW)
    with pytest.raises(NotAllowed):
        services.end_line(line_id=strategy.pk, by=account(leader), now=NOW)
    services.end_line(line_id=strategy.pk, by=account(hr), now=NOW)
    services.end_line(line_id=vision.pk, by=account(hr), now=NOW)
    assert selectors.vision(account(hr)) == []


@pytest.mark.covers("K16")
def test_the_onboarding_item_about_our_culture_leads_to_the_page(agent: Employee, signed_in: Browser) -> None:
    for code, kind in (("c", "culture"), ("t", "tools")):
        item = OnboardingItem.objects.create(code=code, kind=kind, name=f"事项 {code}", position=1)
        OnboardingStep.objects.create(employee=agent, item=item, due_on=TODAY)

    page = signed_in(agent).get(reverse("people:me")).content.decode()
    first_weeks = page[page.index("事项 c") - 400 :]
    assert first_weeks.count(f'<a href="{reverse("culture:home")}">') == 1


# --- R-119 ----------------------------------------------------------------------------------------------


@pytest.mark.covers("R-119")
def test_values_that_name_only_the_customer_are_warned_of_with_what_is_missing(
    tree: Tree, hr: Employee, agent: Employee, signed_in: Browser
) -> None:
    def missing() -> list[Aspect]:
        return selectors.missing_aspects(selectors.values(account(hr)))

    def add(aspect: str) -> CultureValue:
        return services.add_value(
            unit=tree.company, aspect=aspect, name=f"价值 {aspect}", meaning="先听完再答", by=account(hr)
        )

    assert missing() == [], "a set that is not begun lacks nothing yet"
    add("customer")
    assert missing() == [Aspect.HELP, Aspect.GROWTH, Aspect.INNOVATION]
    assert "价值观还缺" in signed_in(hr).get(reverse("culture:home")).content.decode()
    assert "价值观还缺" not in signed_in(agent).get(reverse("culture:home")).content.decode()
    add("help")
    growth = add("growth")
    assert missing() == [Aspect.INNOVATION]
    add("innovation")
    assert missing() == []
    services.end_value(value_id=growth.pk, by=account(hr), now=NOW)
    assert missing() == [Aspect.GROWTH]


def test_a_value_says_what_it_means_and_is_named_by_who_answers_for_the_unit(
    tree: Tree, hr: Employee, agent: Employee
) -> None:
    with refused("value_needs_meaning"):
        services.add_value(unit=tree.company, aspect="help", name="互助", meaning=" ", by=account(hr))
    with pytest.raises(NotAllowed):
        services.add_value(unit=tree.aftersales_1, aspect="help", name="互助", meaning="有问必答", by=account(agent))


# --- K24: praise ----------------------------------------------------------------------------------------


def thank(giver: Employee, receiver: Employee, tags: tuple[str, ...] = ("help",), text: str = "") -> Praise:
    text = text or "替我接了最难的一通电话"
    return services.give_praise(receiver=receiver, text=text, tags=tags, by=account(giver), now=NOW)


@pytest.mark.covers("K24")
def test_praise_says_what_for_and_what_it_shows(
    agent: Employee, peer: Employee, stranger: Employee, hire: Callable[..., Employee]
) -> None:
    praise = thank(peer, agent, ("help", "belonging"))
    assert set(praise.tags.values_list("tag", flat=True)) == {"help", "belonging"}
    assert Notice.objects.filter(account=agent.account, kind="communication.praise").count() == 1
    with refused("praise_yourself"):
        thank(agent, agent)
    with refused("praise_says_what_for"):
        thank(peer, agent, text="谢谢！")
    for tags in ((), ("help", "growth", "innovation", "customer"), ("charm",)):
        with refused("praise_tags"):
            thank(peer, agent, tags)
    with pytest.raises(NotAllowed):
        thank(peer, stranger)
    with pytest.raises(IntegrityError), transaction.atomic():
        Praise.objects.filter(pk=praise.pk).update(giver=agent)


@pytest.mark.covers("R-085", "K24")
def test_praise_is_read_by_colleagues_only_once_the_receiver_puts_it_on_the_wall(
    *, agent: Employee, peer: Employee, leader: Employee, stranger: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    third = hire("第三人", tree.aftersales_1)
    praise = thank(peer, agent)

    def readers() -> set[Employee]:
        people = (agent, peer, leader, third, stranger)
        return {one for one in people if selectors.praise(account(one)).exists()}

    def on_the_wall() -> bool:
        return selectors.on_the_wall(account(third)).exists()

    assert readers() == {agent, peer, leader}
    with pytest.raises(NotAllowed):
        services.show_praise(praise_id=praise.pk, show=True, by=account(peer), now=NOW)
    services.show_praise(praise_id=praise.pk, show=True, by=account(agent), now=NOW)
    assert readers() == {agent, peer, leader, third}
    assert on_the_wall()
    services.show_praise(praise_id=praise.pk, show=False, by=account(agent), now=NOW)
    assert not on_the_wall(), "taken off at once"
    with pytest.raises(NotAllowed):
        services.take_back_praise(praise_id=praise.pk, by=account(agent), now=NOW)
    services.take_back_praise(praise_id=praise.pk, by=account(peer), now=NOW)
    assert readers() == set()


@pytest.mark.covers("K24")
def test_what_praise_shows_is_told_by_team_and_month_with_its_number_and_grey_where_it_is_few(
    agent: Employee, peer: Employee, leader: Employee, stranger: Employee, tree: Tree
) -> None:
    def month(day: date, number: int, tag: str) -> None:
        for _one in range(number):
            praise = Praise.objects.create(
                giver=peer, receiver=agent, unit=tree.aftersales_1, text="谢谢", given_on=day, given_at=NOW
            )
            PraiseTag.objects.create(praise=praise, tag=tag)

    month(date(2026, 11, 2), 9, "help")
    month(date(2026, 10, 31), 5, "help")
    month(date(2026, 10, 1), 5, "innovation")
    month(date(2026, 5, 31), 3, "help")

    seen = selectors.trend(account(leader), unit_id=tree.aftersales_1.pk, today=TODAY)
    assert [(one.month, one.n, one.few) for one in seen[:2]] == [
        (date(2026, 11, 1), 9, True),
        (date(2026, 10, 1), 10, False),
    ]
    assert len(seen) == 6
    assert {aspect: share for aspect, _n, share in seen[1].shares if share} == {"help": 50, "innovation": 50}
    assert sum(one.n for one in seen) == 19, "May lies before the six months"
    other = selectors.trend(account(leader), unit_id=tree.aftersales_2.pk, today=TODAY)
    assert sum(one.n for one in other) == 0
    assert sum(one.n for one in selectors.trend(account(stranger), unit_id=None, today=TODAY)) == 0


def test_the_list_of_praise_costs_the_same_for_one_and_for_twenty_five(
    agent: Employee, peer: Employee, signed_in: Browser, request: pytest.FixtureRequest
) -> None:
    costs = set()
    for rows in one_and_many():
        for _one in range(rows):
            thank(peer, agent)
        browser = signed_in(agent)
        browser.get(reverse("culture:praise"))
        with request.getfixturevalue("django_assert_max_num_queries")(MOST_QUERIES) as spent:
            page = browser.get(reverse("culture:praise"))
        assert len(page.context["page"].rows) == rows
        costs.add(len(spent))
    assert len(costs) == 1, costs


def test_a_colleague_is_named_by_name_or_number_and_praised_in_the_browser(
    *,
    agent: Employee,
    peer: Employee,
    stranger: Employee,
    signed_in: Browser,
    hire: Callable[..., Employee],
    tree: Tree,
) -> None:
    browser = signed_in(peer)
    said = {"text": "替我接了最难的一通电话", "tags": ["help"]}
    for name in ("赵磊", "查无此人", "李佳怡、周敏"):
        assert browser.post(reverse("culture:praise_new"), {**said, "receiver": name}).status_code == 422, name
    assert browser.post(reverse("culture:praise_new"), {**said, "receiver": "李佳怡"}).status_code == 302
    namesake = hire("李佳怡", tree.aftersales_1, number="K10077")
    assert browser.post(reverse("culture:praise_new"), {**said, "receiver": "李佳怡"}).status_code == 422
    assert browser.post(reverse("culture:praise_new"), {**said, "receiver": "k10077"}).status_code == 302
    assert list(Praise.objects.order_by("pk").values_list("receiver", flat=True)) == [agent.pk, namesake.pk]
    assert browser.get(reverse("culture:trend"), {"team": tree.aftersales_1.pk}).status_code == 200
    assert Praise.objects.latest("pk").given_on + timedelta(0) == TODAY
