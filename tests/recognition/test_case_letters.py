"""A letter that was served stays what it was, in both languages, and lies encrypted like the other words of a case."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Case, CaseAppeal, ServedLetter
from dengta.domains.recognition.selectors.letters import APPEAL, DECISION, NOTICE, Letter, draw_up, letter_of
from dengta.domains.recognition.services import case_delivery, case_opening
from dengta.domains.recognition.views import cases_papers
from tests.conftest import NOW
from tests.recognition.adopting import account
from tests.recognition.casework import DAY, Staff, add_evidence, appeal, reload

pytestmark = pytest.mark.django_db
LANGUAGES = [language for language, _name in settings.LANGUAGES]


def printed(case: Case, kind: str, of: Callable[[Case, str], Letter] = letter_of) -> dict[str, Letter]:
    """In each language, from the database as it is now."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = of(Case.objects.get(pk=case.pk), kind)
    return found


def renamed(*people: Employee) -> None:
    for one in people:
        Employee.objects.filter(pk=one.pk).update(name=f"{one.name}改")


@pytest.mark.covers("H18")
def test_a_notice_says_what_it_said_when_it_was_served_whatever_comes_later(staff: Staff) -> None:
    case = staff.notified()
    served = printed(case, NOTICE)
    assert served == printed(case, NOTICE, draw_up), "the control: kept as it was drawn up"
    assert len(served) == 2

    add_evidence(reload(case), by=staff.handler, now=NOW + 2 * DAY)
    case_opening.hand_over_case(
        case_id=case.pk, to=staff.hr, reason="休假", by=account(staff.decider), now=NOW + 2 * DAY
    )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(statement_due=NOW.date() + 30 * DAY)
    renamed(staff.agent)
    assert printed(case, NOTICE) == served
    now = printed(case, NOTICE, draw_up)
    assert all(now[language] != served[language] for language in LANGUAGES), "the control"


@pytest.mark.covers("H18")
def test_a_decision_and_that_of_an_appeal_stay_what_they_were(staff: Staff) -> None:
    case = staff.decided(3, clause="JL05")
    served = printed(case, DECISION)
    case_delivery.deliver_decision(
        case_id=case.pk, delivery="signed", words="本人签收", by=account(staff.handler), now=NOW
    )  # fmt: skip
    hearer = appeal(reload(case))
    case_delivery.decide_appeal(
        case_id=case.pk, outcome="milder", measure=2, words="从轻", by=account(hearer), now=NOW + DAY
    )  # fmt: skip
    assert printed(case, DECISION) == served, "handing it over and an appeal change no word of it"
    heard = printed(case, APPEAL)
    assert heard == printed(case, APPEAL, draw_up)

    renamed(staff.decider, hearer)
    CaseAppeal.objects.filter(case=case).update(measure=1)
    assert (printed(case, DECISION), printed(case, APPEAL)) == (served, heard)
    assert printed(case, APPEAL, draw_up) != heard, "the control"


def test_the_page_prints_the_letter_that_was_kept_and_draws_up_an_older_one(
    staff: Staff, signed_in: Callable[[Employee], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases_papers, "pdf_of", lambda *_page, **_style: None)
    case = staff.notified()
    add_evidence(reload(case), by=staff.handler)
    address = reverse("cases:letter", args=[case.pk, NOTICE])
    browser = signed_in(staff.agent)
    assert "打卡 11-16 09:05" not in browser.get(address).content.decode()

    ServedLetter.objects.all().delete()
    assert "打卡 11-16 09:05" in browser.get(address).content.decode(), "served before letters were kept"


def test_a_kept_letter_lies_encrypted(staff: Staff) -> None:
    case = staff.notified()
    assert "请说明" in case.letters.get().content
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM recognition_servedletter")
        (raw,) = cursor.fetchone()
    assert staff.agent.name not in raw
    assert "请说明" not in raw
