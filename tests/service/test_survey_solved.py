"""What customers answer when a survey asks whether their matter was solved: it comes in, counts and is shown."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.service.models import Contact, Survey
from dengta.domains.service.services.surveys import NewSurvey, add_surveys
from dengta.foundation.imports import staging, target_named
from dengta.foundation.imports.mapping import ColumnMap
from dengta.foundation.imports.models import Import
from dengta.foundation.imports.publishing import publish
from dengta.foundation.imports.services import confirm, map_columns
from tests.cast import Tree
from tests.foundation.importing import Quiet, counts, imported, uploaded
from tests.service.centre import Centre, at, rated, served

HEAD, SENT = "编号,工单号,发送时间,满意度,问题是否解决\n", "2026-11-16 10:00"
CONTACTS, SURVEYS = target_named("service.contacts"), target_named("service.csat")


@pytest.fixture
def contact(tree: Tree, agent: Employee) -> None:
    """A contact with a rating in its own row, so with a survey of the same number."""
    imported("工单号,创建时间,坐席,满意度\nA1,2026-11-16 09:00,K10002,3\n", CONTACTS)


def answers() -> dict[str, bool | None]:
    return dict(Survey.objects.values_list("external_id", "solved"))


def without_the_question(text: str) -> Import:
    """A file of surveys that asks nothing about being solved, matched anew."""
    job = uploaded(text, SURVEYS)
    columns = ColumnMap.from_json(job.mapping)
    left = {name: headings for name, headings in columns.columns.items() if name != "solved"}
    map_columns(job=job, columns=replace(columns, columns=left), by=None)
    staging.stage(job.pk, Quiet())
    confirm(job=job, by=None)
    publish(job.pk, Quiet())
    job.refresh_from_db()
    return job


@pytest.mark.covers("B3", "C1")
def test_the_answer_comes_in_as_the_trade_writes_it(contact: None) -> None:
    said = {
        "S1": "已解决",
        "S2": "未解决",
        "S3": "是",
        "S4": "0",
        "S5": "",
        "S6": "yes",
        "S7": "Not solved",
        "A1": "否",
    }
    lines = "".join(f"{number},A1,{SENT},4,{answer}\n" for number, answer in said.items())
    job = imported(f"{HEAD}{lines}S8,A1,{SENT},4,也许\n", SURVEYS)

    assert (counts(job)["new"], counts(job)["changed"], counts(job)["quarantined"]) == (7, 1, 1)
    yes, no = dict.fromkeys(("S1", "S3", "S6"), True), dict.fromkeys(("S2", "S4", "S7", "A1"), False)
    assert answers() == {**yes, **no, "S5": None}
    english = f"number,contact,sent_at,rating,resolved_by_customer\nE1,A1,{SENT},5,resolved\n"
    imported(english, SURVEYS, source="English desk")
    assert answers()["E1"] is True


@pytest.mark.covers("C7")
def test_a_file_without_the_question_takes_no_answer_away(contact: None) -> None:
    imported(f"{HEAD}S1,A1,{SENT},4,是\nS2,A1,{SENT},4,否\nA1,A1,{SENT},3,否\n", SURVEYS)
    again = without_the_question(f"编号,工单号,发送时间,满意度\nS1,A1,{SENT},4\nS2,A1,{SENT},1\n")
    imported("工单号,创建时间,坐席,满意度\nA1,2026-11-16 09:00,K10002,2\n", CONTACTS)

    assert (counts(again)["duplicate"], counts(again)["changed"]) == (1, 1)
    assert answers() == {"S1": True, "S2": False, "A1": False}
    assert dict(Survey.objects.values_list("external_id", "csat")) == {"S1": 4, "S2": 1, "A1": 2}


@pytest.mark.covers("B3", "C6")
def test_what_customers_say_stands_beside_satisfaction_where_they_were_asked(
    *,
    centre: Centre,
    leader: Employee,
    agent: Employee,
    signed_in: Callable[[Employee], Client],
    recount: Callable[[], int],
) -> None:
    served(centre, agent, n=40)
    rated(centre, agent, satisfied=30, answers=40, sent=40)
    recount()
    client, address = signed_in(leader), f"{reverse('service:csat')}?period=7d&by=agent"

    def read(url: str) -> str:
        return client.get(url, headers={"accept-language": "en"}).content.decode()

    assert "Solved, say customers" not in read(address)

    told = {"sent_at": at(16, 12), "answered_at": at(16, 13), "csat": 5}
    number = "{}-{}".format
    asked = [
        NewSurvey(external_id=f"Q{n}", contact=number(agent.number, n), solved=n < 32, **told)  # type: ignore[arg-type]
        for n in range(40)
    ]
    add_surveys(source=centre.source, surveys=asked, origin="test")
    recount()
    page = read(address)
    assert "Solved, say customers" in page
    found = re.search(r'href="([^"]*kpi=fcr_survey[^"]*)" data-n="40"[^>]*>80.0%', page)
    assert found is not None
    rows = read(found.group(1).replace("&amp;", "&"))
    assert "5 of 5, not solved" in rows
    pk = Contact.objects.get(external_id=number(agent.number, 39)).pk
    assert "The customer says: not solved" in read(reverse("service:contact", args=[pk]))
