"""Legal data: figures with region, dates and source; open questions; the notice that is missing."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.disputes.services.legal_data import answer_question, enter_figure
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.labour_law import law_at, region_of
from dengta.engines.labour_law.calendar import DayKind
from dengta.engines.labour_law.china.parameters import MINIMUM_WAGE
from dengta.engines.labour_law.china.switches.severance import PRE2008_CAP
from dengta.engines.labour_law.params import DatedValue, Unknown
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.calendar.services import load_notice
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.settings.models import RegionalValue
from tests.cast import Tree
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Employee], Client]
TODAY = NOW.date()


@pytest.fixture
def keeper(hr: Employee) -> Account:
    assert hr.account is not None
    return hr.account


def enter(keeper: Account, value: str = "2690", **other: object) -> RegionalValue:
    what = {
        "parameter": "minimum_wage", "region": "CN-SH", "value": Decimal(value), "valid_from": date(2026, 7, 1),
        "valid_to": None, "source": "沪人社规〔2026〕1 号",
    }  # fmt: skip
    return enter_figure(**{**what, **other}, by=keeper)  # type: ignore[arg-type]


def minimum(region: str, on: date) -> Decimal | None:
    found = law_at(region, on=on).value(MINIMUM_WAGE, on=on)
    return None if isinstance(found, Unknown) else found.value


@pytest.mark.covers("L9")
def test_a_figure_holds_from_its_day_in_its_region_and_the_cities_within(keeper: Account) -> None:
    enter(keeper)

    assert minimum("CN-SH", date(2026, 6, 30)) is None
    assert minimum("CN-SH", date(2026, 7, 1)) == 2690
    assert minimum("CN-SH-PD", date(2026, 7, 1)) == 2690
    assert minimum("CN-ZJ", date(2026, 7, 1)) is None
    assert minimum("CN-BJ", date(2025, 9, 1)) == 2540  # as shipped
    assert minimum("CN-BJ", date(2025, 8, 31)) is None


def test_a_later_figure_takes_over_and_an_end_is_an_end(keeper: Account) -> None:
    enter(keeper, valid_to=date(2027, 1, 1))
    enter(keeper, "2740", valid_from=date(2026, 10, 1), valid_to=date(2026, 12, 1))

    assert minimum("CN-SH", date(2026, 9, 30)) == 2690
    assert minimum("CN-SH", date(2026, 10, 1)) == 2740
    assert minimum("CN-SH", date(2026, 12, 1)) == 2690
    assert minimum("CN-SH", date(2027, 1, 1)) is None


def test_the_source_comes_with_the_figure_and_the_entry_is_on_record(keeper: Account) -> None:
    enter(keeper)
    enter(keeper, "2700")

    found = law_at("CN-SH", on=TODAY).value(MINIMUM_WAGE, on=TODAY)
    assert isinstance(found, DatedValue)
    assert (found.value, found.source) == (2700, "沪人社规〔2026〕1 号")
    entry = AuditEntry.objects.filter(verb="disputes.figure_entered").latest("pk")
    facts = json.loads(entry.facts)
    assert (facts["before"], facts["after"]) == ("2690", "2700")


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"parameter": "luck"}, "disputes.unknown_figure"),
        ({"region": "CN-XX"}, "disputes.unknown_region"),
        ({"value": Decimal(0)}, "disputes.figure_not_positive"),
        ({"valid_to": date(2026, 7, 1)}, "disputes.dates_turned"),
        ({"source": "  "}, "disputes.source_missing"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_and_nothing_is_written(
    keeper: Account, other: dict[str, object], code: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        enter(keeper, **other)

    assert refused.value.code == code
    assert not RegionalValue.objects.exists()


def test_only_hr_enters_figures_and_answers_questions(leader: Employee) -> None:
    assert leader.account is not None
    with pytest.raises(NotAllowed):
        enter(leader.account)
    with pytest.raises(NotAllowed):
        answer_question(
            switch=PRE2008_CAP.key, region="CN", answer="all_service", valid_from=TODAY, reason="x", by=leader.account
        )


@pytest.mark.covers("L9", "L-61")
def test_the_answer_of_the_house_holds_from_its_day_and_the_nearest_region_decides(keeper: Account) -> None:
    for region, answer in (("CN", "all_service"), ("CN-GD", "from_2008")):
        answer_question(
            switch=PRE2008_CAP.key, region=region, answer=answer, valid_from=TODAY, reason="法务意见", by=keeper
        )

    assert law_at("CN-BJ", on=TODAY).answer(PRE2008_CAP) == "all_service"
    assert law_at("CN-GD-SZ", on=TODAY).answer(PRE2008_CAP) == "from_2008"
    assert law_at("CN-BJ", on=date(2026, 11, 17)).answer(PRE2008_CAP) == PRE2008_CAP.default


def test_an_answer_that_is_none_of_the_question_is_refused(keeper: Account) -> None:
    with pytest.raises(RuleViolation) as refused:
        answer_question(switch=PRE2008_CAP.key, region="CN", answer="perhaps", valid_from=TODAY, reason="x", by=keeper)

    assert refused.value.code == "disputes.unknown_answer"


def test_the_region_of_somebody_is_that_of_the_nearest_unit_that_names_one(agent: Employee, tree: Tree) -> None:
    assert region_of(agent, on=TODAY) == "CN"
    for unit, region in ((tree.company, "CN-BJ"), (tree.shanghai, "CN-SH")):
        unit.region = region
        unit.save()

    assert region_of(agent, on=TODAY) == "CN-SH"


@pytest.mark.covers("L-14")
def test_a_year_without_notice_is_pointed_out_until_somebody_enters_it(
    keeper: Account, hr: Employee, agent: Employee, signed_in: SignedIn
) -> None:
    address = reverse("legal_data:figures")
    assert "2027" in signed_in(agent).get(address, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    swapped = date(2027, 10, 4)
    assert law_at("CN", on=TODAY).calendar.kind(swapped) is DayKind.WORKDAY

    signed_in(hr).post(
        reverse("legal_data:notice_new"),
        {"year": "2027", "rest": "2027-10-04\n2027-10-05", "makeup": "2027-10-09", "source": "国办发明电"},
    )

    page = signed_in(agent).get(address, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "is not loaded" not in page
    calendar = law_at("CN", on=TODAY).calendar
    assert calendar.kind(swapped) is DayKind.REST
    assert calendar.is_makeup(date(2027, 10, 9))


def test_a_word_that_is_no_day_is_named_in_the_form_and_nothing_is_entered(hr: Employee, signed_in: SignedIn) -> None:
    page = signed_in(hr).post(
        reverse("legal_data:notice_new"),
        {"year": "2027", "rest": "2027-10-04, 2027-13-05", "makeup": "", "source": "国办发明电"},
        HTTP_ACCEPT_LANGUAGE="en",
    )

    assert page.status_code == 422
    assert "2027-13-05 is not a day" in page.content.decode()


def test_hr_enters_a_figure_and_answers_a_question_on_the_pages(hr: Employee, signed_in: SignedIn) -> None:
    browser = signed_in(hr)
    browser.post(
        reverse("legal_data:figure_new"),
        {"parameter": "minimum_wage", "region": "CN-SH", "value": "2740.00", "valid_from": "2026-07-01", "valid_to": "",
         "source": "沪人社规"},
    )  # fmt: skip
    browser.post(
        reverse("legal_data:question_answer", args=[PRE2008_CAP.key]),
        {"answer": "all_service", "region": "CN", "valid_from": "2026-11-18", "reason": "法务意见"},
    )

    assert minimum("CN-SH", TODAY) == 2740
    figures = browser.get(reverse("legal_data:figures")).content.decode()
    assert "2,740" in figures
    assert "沪人社规" in figures
    assert "法务意见" in browser.get(reverse("legal_data:questions")).content.decode()
    assert browser.get(reverse("legal_data:question_answer", args=["no.such"])).status_code == 404


def test_the_pages_cost_the_same_whatever_was_entered(
    keeper: Account, hr: Employee, signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = signed_in(hr)
    for month in range(1, 13):
        enter(keeper, valid_from=date(2026, month, 1))

    for page in ("figures", "questions"):
        with django_assert_max_num_queries(14):
            assert browser.get(reverse(f"legal_data:{page}")).status_code == 200


def test_a_notice_of_another_year_is_refused(keeper: Account) -> None:
    with pytest.raises(RuleViolation):
        load_notice(year=2027, rest=[date(2026, 10, 5)], makeup=[], source="x", by=keeper)
