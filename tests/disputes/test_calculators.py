"""The calculators: the law's own steps on the page, nothing kept unless somebody keeps it, and then for them alone."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.disputes.forms.calculators import CALCULATORS
from dengta.domains.disputes.models import Calculation
from dengta.domains.people.models import Employee
from dengta.engines.labour_law.china.severance import NPlusOneFacts, SeveranceFacts, n_plus_one, severance
from dengta.engines.labour_law.law import Law
from tests.cast import Tree
from tests.conftest import NOW
from tests.disputes import reckoning
from tests.disputes.reckoning import post

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Employee], Client]
SEVERANCE = "/calculators/severance/"

# One sensible case for each calculator, and what the headline must say of it.
CASES: list[tuple[str, dict[str, str], str]] = [
    ("overtime", {"contract_monthly_wage": "8700", "worktime_system": "standard", "rest_day_hours": "8"}, "800.00"),
    (
        "comprehensive-hours",
        {"approved": "on", "monthly_base": "8700", "cycle": "quarter", "cycle_standard_hours": "496",
         "actual_hours": "506"},
        "750.00",
    ),
    (
        "annual-leave",
        {"cumulative_years": "4", "continuous_12_months": "on", "situation": "whole_year", "unused_days": "2",
         "wage": "8700"},
        "1,600.00",
    ),
    ("severance", reckoning.severance(), "32,600.00"),
    ("double-wage", {"hired": "2026-03-01", "signed": "2026-06-01", "monthly_wage": "5000"}, "10,000.00"),
    (
        "probation",
        {"contract_form": "fixed", "contract_months": "12", "full_wage": "5000", "probation_months_served": "3"},
        "5,000.00",
    ),
    (
        "deduction",
        {"basis": "contract_loss_clause", "month_wage": "5000", "loss": "900", "employee_fault": "on"},
        "900.00",
    ),
    ("medical-period", {"total_work_years": "11", "unit_years": "6"}, "9 months"),
    ("limitation", {"claim": "overtime_pay", "employment_end": "2026-03-31"}, "31 March 2027"),
    ("procedure", {"event": "filed", "day": "2026-03-02"}, "9 March 2026"),
]  # fmt: skip


@pytest.fixture
def browser(agent: Employee, signed_in: SignedIn) -> Client:
    return signed_in(agent)


def test_every_calculator_is_tried() -> None:
    assert {key for key, _data, _said in CASES} == set(CALCULATORS)


@pytest.mark.covers("L3", "L4", "L6")
@pytest.mark.parametrize(("key", "data", "said"), CASES, ids=[key for key, _data, _said in CASES])
def test_each_calculator_says_its_result_with_steps_articles_and_the_date_of_the_rule(
    browser: Client, key: str, data: dict[str, str], said: str
) -> None:
    page = post(browser, key, data)

    assert page.status_code == 200, page.context["form"].errors
    sheet = page.context["sheet"]
    assert said in sheet["headline"]["en"]
    for decision in sheet["decisions"]:
        assert decision["steps"]
        assert decision["articles"]
        assert date.fromisoformat(decision["since"]) <= NOW.date()
        assert decision["steps"][-1]["zh"] != decision["steps"][-1]["en"]


@pytest.mark.covers("L3")
def test_the_steps_on_the_page_are_those_of_the_engine_to_the_cent(browser: Client) -> None:
    page = post(browser, "severance", reckoning.severance(avg_wage_12m="8123.45", last_month_wage="8600.05"))

    facts = SeveranceFacts(
        start=date(2023, 6, 1), last_day=date(2026, 5, 31), avg_wage_12m=Decimal("8123.45"),
        local_min_wage=Decimal(2540),
    )  # fmt: skip
    law = Law(region="CN-BJ")
    once = severance(facts, on=NOW.date(), law=law)
    more = n_plus_one(
        NPlusOneFacts(months=Decimal(3), avg_wage_12m=Decimal("8123.45"), last_month_wage=Decimal("8600.05")),
        on=NOW.date(), law=law,
    )  # fmt: skip
    shown = page.context["sheet"]["decisions"]
    assert [step["en"] for step in shown[1]["steps"]] == [step.said("en") for step in once.steps]
    assert [step["en"] for step in shown[2]["steps"]] == [step.said("en") for step in more.steps]
    assert once.value.amount == Decimal("24370.35")
    assert "Severance N = 3 × 8,123.45 = 24,370.35" in page.content.decode()
    assert "32,970.40" in page.content.decode()


@pytest.mark.covers("L3")
def test_facts_that_cannot_be_are_refused_at_their_field_in_the_language_of_the_reader(browser: Client) -> None:
    data = {"region": "CN-BJ", **reckoning.severance(last_day="2023-05-31")}

    page = browser.post(SEVERANCE, data, HTTP_ACCEPT_LANGUAGE="zh-hans")

    assert page.status_code == 422
    assert page.context["form"].errors["last_day"] == [
        "最后工作日 2023 年 5 月 31 日早于入职日 2023 年 6 月 1 日，请检查两个日期。"
    ]


def test_the_figures_of_the_region_are_taken_where_none_was_given(browser: Client) -> None:
    beijing = post(browser, "medical-period", {"total_work_years": "11", "unit_years": "6"})
    elsewhere = post(browser, "medical-period", {"total_work_years": "11", "unit_years": "6", "region": "CN-SC"})

    assert "2,032.00" in beijing.context["sheet"]["headline"]["en"]
    assert len(elsewhere.context["sheet"]["decisions"]) == 1


def test_a_figure_that_is_needed_and_not_known_is_asked_for(browser: Client) -> None:
    page = post(
        browser,
        "overtime",
        {"region": "CN-SC", "contract_monthly_wage": "6000", "worktime_system": "standard", "weekday_hours": "2"},
    )

    assert page.status_code == 422
    assert "not known for the region" in str(page.context["form"].errors["local_min_wage"])


def test_the_form_is_filled_in_from_the_own_record(browser: Client, agent: Employee, tree: Tree) -> None:
    tree.shanghai.region = "CN-BJ"
    tree.shanghai.save()

    known = browser.get(SEVERANCE).context["form"].initial

    assert (known["start"], known["region"]) == (agent.hired_on, "CN-BJ")
    assert known["local_min_wage"] == 2540


def test_hr_fills_it_in_from_the_record_of_somebody_else_and_a_leader_does_not(
    agent: Employee, hr: Employee, leader: Employee, signed_in: SignedIn
) -> None:
    address = reverse("calculators:about", args=["severance", agent.pk])

    assert agent.name in signed_in(hr).get(address).content.decode()
    assert signed_in(leader).get(address).status_code == 404


def test_a_calculator_that_is_not_there_is_not_found(browser: Client) -> None:
    assert browser.get("/calculators/lottery/").status_code == 404


def test_the_pdf_is_made_on_the_spot_and_stored_nowhere(browser: Client) -> None:
    pytest.importorskip("weasyprint", exc_type=OSError)

    made = post(browser, "severance", reckoning.severance(do="pdf"))

    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF-")
    assert not Calculation.objects.exists()


def test_without_the_means_of_a_pdf_the_print_view_stands_in(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dengta.domains.disputes.views.calculators.pdf_of", lambda _html, *, stylesheet: None)

    page = post(browser, "severance", reckoning.severance(do="pdf"))

    assert "disputes/print" in page.content.decode()
    assert "32,600.00" in page.content.decode()


def test_a_text_is_looked_through_and_each_clause_gets_a_lawful_wording(browser: Client) -> None:
    rules = "员工迟到一次罚款 50 元。员工有权拒绝违法加班。"

    page = browser.post(reverse("calculators:text"), {"text": rules}, HTTP_ACCEPT_LANGUAGE="en")

    clauses = page.context["clauses"]
    assert len(clauses) == 1
    assert "罚款" in clauses[0].excerpt
    assert clauses[0].instead.said("en").rstrip(".") in page.content.decode().replace("&#x27;", "'")


def test_a_text_that_names_nothing_unlawful_is_told_so_without_praise(browser: Client) -> None:
    page = browser.post(reverse("calculators:text"), {"text": "上班请佩戴工牌。"}, HTTP_ACCEPT_LANGUAGE="en")

    assert "No unlawful clause seen" in page.content.decode()
    assert "looks for words, not for meaning" in page.content.decode()


@pytest.mark.covers("L4", "L-34")
def test_who_joined_and_left_in_one_year_has_leave_for_the_days_between(browser: Client) -> None:
    page = post(
        browser,
        "annual-leave",
        {"cumulative_years": "10", "continuous_12_months": "on", "situation": "leaving", "join_date": "2026-05-01",
         "exit_date": "2026-06-30", "taken": "0", "wage": "6525"},
    )  # fmt: skip

    assert "1 day, paid with 600.00 yuan more" in page.context["sheet"]["headline"]["en"]


def test_more_unused_days_than_the_year_gave_are_asked_about(browser: Client) -> None:
    page = post(
        browser,
        "annual-leave",
        {"cumulative_years": "3", "continuous_12_months": "on", "situation": "whole_year", "unused_days": "6",
         "wage": "6525"},
    )  # fmt: skip

    assert page.context["form"].errors["unused_days"] == ["More unused days than the 5 days of the year. Please check."]


@pytest.mark.covers("L-45", "L-47")
def test_a_second_probation_is_none_and_every_month_of_it_is_compensated(browser: Client) -> None:
    page = post(
        browser,
        "probation",
        {"contract_form": "fixed", "contract_months": "36", "second_probation": "on", "full_wage": "5000",
         "probation_months_agreed": "2", "probation_months_served": "2"},
    )  # fmt: skip

    headline = page.context["sheet"]["headline"]["en"]
    assert headline == "No probation may be agreed; damages for what went beyond: 10,000.00 yuan"


@pytest.mark.covers("L-58", "L-59")
def test_a_capped_wage_is_said_to_be_capped_in_every_step(browser: Client) -> None:
    page = post(
        browser, "severance", reckoning.severance(avg_wage_12m="50000", last_month_wage="50000", local_avg_wage="12000")
    )

    decisions = page.context["sheet"]["decisions"]
    assert all("No local average wage" not in taken["en"] for one in decisions for taken in one["assumptions"])
    assert all(any("three times" in step["en"] for step in one["steps"]) for one in decisions[1:])
    assert "158,000.00" in page.context["sheet"]["headline"]["en"]  # 3 × 36,000 + 50,000


@pytest.mark.covers("L-75")
def test_a_claim_that_arises_with_the_end_does_not_run_before_it(browser: Client) -> None:
    page = post(
        browser,
        "limitation",
        {"claim": "illegal_dismissal_compensation", "knew": "2026-03-02", "employment_end": "2026-06-30"},
    )

    assert "30 June 2027" in page.context["sheet"]["headline"]["en"]


@pytest.mark.covers("L-75", "R-130")
def test_a_date_that_has_passed_is_said_to_have_passed_and_reminds_of_nothing(browser: Client) -> None:
    page = post(browser, "limitation", {"claim": "other", "knew": "2024-03-01"})

    sheet = page.context["sheet"]
    assert sheet["headline"]["en"].startswith("The year ended on 3 March 2025")
    assert sheet["due_on"] is None


@pytest.mark.covers("L-73")
def test_an_employer_has_a_final_award_set_aside_within_thirty_days(browser: Client) -> None:
    data = {"event": "award", "day": "2026-11-02", "party": "employer"}

    open_one = post(browser, "procedure", {**data, "final": "no"}).context["sheet"]
    final = post(browser, "procedure", {**data, "final": "yes"}).context["sheet"]

    assert (open_one["due_on"], final["due_on"]) == (
        None if NOW.date() > date(2026, 11, 17) else "2026-11-17",
        "2026-12-02",
    )


@pytest.mark.parametrize(
    ("key", "data", "field"),
    [
        ("overtime", {"contract_monthly_wage": "6000", "worktime_system": "standard"}, "weekday_hours"),
        (
            "overtime",
            {"contract_monthly_wage": "6000", "worktime_system": "standard", "rest_day_hours": "8", "lieu_hours": "9"},
            "lieu_hours",
        ),
        ("limitation", {"claim": "other", "knew": "2026-03-02", "interrupted_on": "2026-05-05"}, "interruption"),
        ("procedure", {"event": "filed", "day": "9999-12-31"}, "day"),
        ("severance", reckoning.severance(avg_wage_12m="0"), "avg_wage_12m"),
        ("probation", {"contract_form": "fixed", "contract_months": "12", "probation_months_served": "6"}, "full_wage"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    browser: Client, key: str, data: dict[str, str], field: str
) -> None:
    page = post(browser, key, data)

    assert page.status_code == 422
    assert field in page.context["form"].errors


def test_enter_calculates_and_never_keeps(browser: Client) -> None:
    page = post(browser, "medical-period", {"total_work_years": "12", "unit_years": "3"}).content.decode()

    assert page.index('value="answer"') < page.index('value="keep"')


def test_the_standard_of_a_cycle_need_not_be_known(browser: Client) -> None:
    week = {"approved": "on", "monthly_base": "8700", "cycle": "week", "actual_hours": "50"}

    assert "750.00" in post(browser, "comprehensive-hours", week).context["sheet"]["headline"]["en"]
