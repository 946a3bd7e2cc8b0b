"""Satisfaction before and after grades every change of rules, measures and rewards."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.people.models import Employee, Unit
from dengta.domains.recognition.models import BenefitList, ClauseVersion, PolicyChange, RewardBudget, RuleBook
from dengta.domains.recognition.selectors.policy_changes import BeforeAndAfter, before_and_after
from dengta.domains.recognition.services import drafts
from dengta.domains.recognition.services.policy_changes import note_change, note_editions, note_source, note_sources
from dengta.engines.fairness import Doubt, Outcome
from dengta.foundation.errors import NotAllowed
from dengta.foundation.settings.models import ParameterValue
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.recognition.adopting import TODAY, account, adopt, begin, refused, reward_words
from tests.recognition.giving import plan_since
from tests.recognition.judging import WEEK, crowd, decided, satisfied
from tests.recognition.starring import DECEMBER, NOVEMBER, OCTOBER, criteria, tiers

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]
# A Monday, with twelve weeks on either side that are over by now.
SINCE = date(2026, 8, 17)
START = SINCE - 12 * WEEK
STEADY = (0.80, 0.81, 0.79)


def changed(unit: Unit, *, title: str = "处理从严", since: date = SINCE) -> PolicyChange:
    return PolicyChange.objects.create(kind="other", title=title, unit=unit, since=since, noted_at=NOW)


def judged(reader: Employee, change: PolicyChange) -> BeforeAndAfter:
    [found] = before_and_after(account(reader), [change], TODAY)
    return found


def answers(tree: Tree, *, after: tuple[float, ...], a_week: int = 1000) -> None:
    """售后一组 goes another way after the change, 售后二组 goes on as before."""
    satisfied(tree.aftersales_1, since=START, weeks=12, shares=STEADY, answers=a_week)
    satisfied(tree.aftersales_1, since=SINCE, weeks=12, shares=after, answers=a_week)
    satisfied(tree.aftersales_2, since=START, weeks=24, shares=STEADY, answers=a_week)


@pytest.mark.covers("R-103", "H17")
def test_half_as_many_measures_again_and_three_points_less_satisfaction_is_reported_as_a_failure(
    tree: Tree, published: ClauseVersion, hr: Employee, head: Employee, signed_in: Browser
) -> None:
    people = crowd(tree.aftersales_1, 40, prefix="A")
    answers(tree, after=(0.77, 0.78, 0.76))
    decided(people[:12], published, tree.aftersales_1, on=SINCE - 5 * WEEK, by=(head, hr))
    decided(people[12:30], published, tree.aftersales_1, on=SINCE + 5 * WEEK, by=(head, hr))
    change = changed(tree.aftersales_1)

    found = judged(hr, change)

    assert found.judgement.outcome is Outcome.WORSE
    assert found.judgement.effect == pytest.approx(-0.03, abs=0.005)
    assert found.judgement.interval is not None
    assert found.judgement.interval.high < 0
    assert found.measured is not None
    assert found.measured.change == pytest.approx(0.5)
    assert found.compared == {tree.aftersales_2.pk}
    assert found.failed
    page = signed_in(hr).get(reverse("judged:change", args=[change.pk])).content.decode()
    assert "+50" in page
    assert "−3.0" in page
    assert signed_in(hr).get(reverse("judged:changes")).context["rows"][0]["status"] == "bad"
    report = signed_in(hr).get(reverse("judged:report") + "?quarter=2026-07-01")
    assert [one["row"] for one in report.context["changes"]] == [change]


@pytest.mark.covers("R-103")
def test_nothing_that_customers_notice_is_no_failure(tree: Tree, hr: Employee) -> None:
    answers(tree, after=STEADY)
    found = judged(hr, changed(tree.aftersales_1))
    assert found.judgement.outcome in (Outcome.UNCHANGED, Outcome.CANNOT_TELL)
    assert not found.failed


@pytest.mark.covers("R-103", "H17")
def test_the_report_refuses_to_conclude_and_says_why(tree: Tree, hr: Employee) -> None:
    answers(tree, after=(0.70,))
    young = judged(hr, changed(tree.aftersales_1, since=TODAY - timedelta(days=20), title="刚开始"))
    assert young.judgement.outcome is Outcome.CANNOT_TELL
    assert Doubt.FEW_PERIODS in young.judgement.doubts

    PolicyChange.objects.all().delete()
    change = changed(tree.aftersales_1)
    changed(tree.aftersales_2, title="同时改了奖金", since=SINCE + 3 * WEEK)
    assert Doubt.OTHER_CHANGE in judged(hr, change).judgement.doubts


def test_a_change_for_everybody_is_held_against_the_trend_and_says_so(tree: Tree, hr: Employee) -> None:
    answers(tree, after=(0.70, 0.71, 0.69))
    satisfied(tree.aftersales_2, since=START - 5 * WEEK, weeks=1, shares=(0.5,))
    found = judged(hr, changed(tree.company))
    assert not found.compared
    assert Doubt.NO_COMPARISON in found.judgement.doubts


def test_the_week_in_which_it_changed_counts_on_neither_side(tree: Tree, hr: Employee) -> None:
    found = judged(hr, changed(tree.aftersales_1, since=SINCE + timedelta(days=2)))
    assert SINCE not in found.weeks
    assert found.weeks[found.at] == SINCE + WEEK


@pytest.mark.covers("R-103", "H17")
def test_a_published_edition_is_noted_by_itself_with_what_it_changes(
    published: ClauseVersion, book: RuleBook, hr: Employee, head: Employee
) -> None:
    note_editions(now=NOW)
    first = PolicyChange.objects.get()
    assert (first.kind, first.since, first.edition) == ("rules", date(2026, 11, 1), published.edition)

    edition = begin(book, hr, summary="服务之星")
    drafts.add_clause(
        edition_id=edition.pk, code="JL01", kind="reward", category="reward", words=reward_words(), by=account(hr),
        now=NOW,
    )  # fmt: skip
    adopt(edition, hr, head, effective_on=date(2026, 12, 1), now=NOW)
    note_editions(now=NOW)
    assert note_editions(now=NOW) == 0
    assert PolicyChange.objects.get(edition=edition).kind == "rewards"


def test_hr_notes_what_no_part_of_the_house_knows_of_and_others_do_not(
    tree: Tree, hr: Employee, leader: Employee, signed_in: Browser
) -> None:
    said = {"kind": "rewards", "title": "按解决率发奖", "unit": tree.qinghe.pk, "since": "2026-11-02"}
    address = reverse("judged:note")
    assert signed_in(hr).post(address, {**said, "since": "2026-12-01"}).status_code == 422
    assert signed_in(hr).post(address, said).status_code == 302
    assert PolicyChange.objects.get().noted_by == hr.account
    assert signed_in(leader).get(address).status_code == 404
    with pytest.raises(NotAllowed):
        note_change(kind="other", title="x", unit=tree.qinghe, since=TODAY, by=account(leader), now=NOW)
    with refused("recognition.text_missing"):
        note_change(kind="other", title=" ", unit=tree.qinghe, since=TODAY, by=account(hr), now=NOW)


def test_what_another_part_changed_is_noted_once(tree: Tree) -> None:
    for _again in range(2):
        note_source(
            source="bonus:1", kind=PolicyChange.Kind.REWARDS, title="奖金方案", unit_id=tree.company.pk, since=TODAY,
            now=NOW,
        )  # fmt: skip
    assert PolicyChange.objects.count() == 1


def test_another_client_neither_sees_a_change_nor_its_figures(
    tree: Tree, stranger: Employee, agent: Employee, signed_in: Browser
) -> None:
    change = changed(tree.qinghe)
    address = reverse("judged:change", args=[change.pk])
    assert signed_in(agent).get(address).status_code == 200
    assert signed_in(stranger).get(address).status_code == 404
    assert not signed_in(stranger).get(reverse("judged:changes")).context["rows"]


def test_the_list_of_changes_costs_the_same_for_one_and_for_many(tree: Tree, hr: Employee, signed_in: Browser) -> None:
    answers(tree, after=STEADY)
    browser, costs = signed_in(hr), set()
    for rows in one_and_many():
        for number in range(rows):
            changed(tree.aftersales_1, since=SINCE + timedelta(days=number), title=f"变化{number}")
        browser.get(reverse("judged:changes"))
        with CaptureQueriesContext(connection) as queries:
            assert len(browser.get(reverse("judged:changes")).context["rows"]) == rows
        costs.add(len(queries))
    assert len(costs) == 1, costs


@pytest.mark.covers("R-103", "H17")
def test_every_scheme_of_rewards_and_every_parameter_that_changes_is_noted_once_it_holds(
    tree: Tree, supervisor: Employee, hr: Employee
) -> None:
    criteria(tree.qinghe, supervisor, month=OCTOBER)
    tiers(tree.qinghe, supervisor, month=OCTOBER)
    criteria(tree.qinghe, supervisor, month=NOVEMBER, csat_weight=80)
    criteria(tree.qinghe, supervisor, month=DECEMBER, csat_weight=90)
    plan_since(date(2026, 1, 1))
    for month, amount in ((9, 10_000), (10, 11_000), (11, 20_000)):
        RewardBudget.objects.create(unit=tree.qinghe, month=date(2026, month, 1), amount=amount, set_at=NOW)
    ParameterValue.objects.create(name="recognition.talks_before_separation", value=3, valid_from=SINCE, reason="试")
    ParameterValue.objects.create(name="recognition.audit_ratio", value="1.3", valid_from=SINCE, reason="看法")

    noted = note_sources(now=NOW)

    assert note_sources(now=NOW) == 0
    found = {(one.source.split(":")[0], one.kind, one.unit, one.since) for one in PolicyChange.objects.all()}
    assert found == {
        ("stars", "rewards", tree.qinghe, OCTOBER), ("stars", "rewards", tree.qinghe, NOVEMBER),
        ("tiers", "rewards", tree.qinghe, OCTOBER), ("loyalty", "rewards", tree.company, date(2026, 1, 1)),
        ("budget", "rewards", tree.qinghe, NOVEMBER), ("parameter", "rules", tree.company, SINCE),
    }  # fmt: skip
    assert noted == len(found)


@pytest.mark.covers("R-103")
def test_what_is_written_anew_and_alike_is_no_change_nor_is_the_same_gift_another_year(
    tree: Tree, supervisor: Employee, hr: Employee
) -> None:
    criteria(tree.qinghe, supervisor, month=OCTOBER)
    criteria(tree.qinghe, supervisor, month=NOVEMBER)
    for day, cost in ((date(2024, 9, 17), 100), (date(2025, 10, 6), 100), (date(2026, 9, 25), 168)):
        BenefitList.objects.create(
            unit=tree.qinghe, occasion="mid_autumn", title="月饼", form="gift", quantity=1, unit_cost=cost,
            counts_on=day, give_until=day, state="drawn", created_at=NOW, created_by=account(hr), fixed_at=NOW,
            fixed_by=account(hr),
        )  # fmt: skip

    note_sources(now=NOW)

    assert set(PolicyChange.objects.values_list("since", flat=True)) == {OCTOBER, date(2026, 9, 25)}
