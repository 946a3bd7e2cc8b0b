"""The pages of a case: who sees what and why, each decision behind its form, each no in place, letters and file."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import Case, Signature
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_circle import circle_of
from dengta.domains.recognition.selectors.letters import draw_up, letter_of
from dengta.domains.recognition.views.presenting_cases import in_a_sentence
from dengta.engines.fairness.precedents import Consistency, Facts, Precedent
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.recognition.casework import DAY, HAPPENED, TODAY, Staff, appeal, reload, seen

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]


def at(name: str, case: Case, **more: object) -> str:
    return reverse(f"cases:{name}", kwargs={"pk": case.pk, **more})


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


@pytest.mark.covers("R-100", "R-089", "R-108", "H2")
def test_four_people_lead_a_complaint_through_the_pages_and_each_no_is_said_in_place(
    staff: Staff, signed_in: Browser
) -> None:
    opener, handler, person, hr = (signed_in(one) for one in (staff.decider, staff.handler, staff.agent, staff.hr))
    case = _opened(staff, opener)
    assert person.get(at("case", case)).status_code == 404

    handler.post(at("notice", case), {"words": "客户说没有回电，请说明"})
    assert "客户说没有回电，请说明" in text(person, at("case", case))
    handler.post(at("evidence", case), {"kind": "recording", "reference": "录音 03:10", "words": "没有回拨"})
    # On the first day nothing can be found: nobody was heard, and the page has no such form.
    finding = {"words": "没有回电", "cause": "agent", "evidence": ["E1"]}
    assert handler.post(at("find", case), finding).status_code == 404

    person.post(at("statement", case), {"words": "我打了两次，无人接听"})
    early = handler.post(at("find", case), finding)
    assert early.status_code == 422
    assert "客户一方" in early.content.decode()
    handler.post(at("contact", case), {"words": "录音听过，确无回拨"})
    assert handler.post(at("find", case), finding).status_code == 302

    none = {"measure": 0, "words": "这次算了", "seen": " ".join(seen(reload(case)))}
    refused = handler.post(at("propose", case), none)
    assert refused.status_code == 422
    assert "第二" in refused.content.decode()
    assert handler.post(at("propose", case), {**none, "measure": 1, "words": "首次，按表"}).status_code == 302
    assert "客户说没有回电" in text(hr, at("case", case))
    assert handler.post(at("decide", case), {"words": "我来"}).status_code == 404
    assert opener.post(at("decide", case), {"words": "事实清楚"}).status_code == 302
    assert handler.post(at("deliver", case), {"delivery": "signed", "words": "本人签收"}).status_code == 302
    # On the second day it cannot be carried out: the days to appeal run.
    waits = handler.post(at("execute", case), {"words": "已谈"})
    assert waits.status_code == 422
    assert "须等申诉期" in waits.content.decode()
    assert at("execute", case) not in text(handler, at("case", case))
    assert person.post(at("appeal", case), {"words": "我确实打过电话"}).status_code == 302
    case = Case.objects.get()
    assert case.state == "appealed"
    assert case.appeal.hearer not in (staff.decider, staff.handler)


def _opened(staff: Staff, opener: Client) -> Case:
    form = {
        "clause": staff.version.clause.code, "happened_on": HAPPENED, "known_on": HAPPENED, "source": "complaint",
        "contact": "C-77", "words": "客户说没有回电", "handler": staff.handler.pk,
    }  # fmt: skip
    opened = opener.post(reverse("cases:open", args=[staff.agent.pk]), form)
    assert opened.status_code == 302, opened.content.decode()
    return Case.objects.get()


def test_the_badge_names_exactly_those_who_can_open_the_case(staff: Staff, peer: Employee) -> None:
    for case in (staff.open(), staff.delivered(3, clause="SJ01", happened_on=HAPPENED - DAY), appealed(staff)):
        can = {
            account.employee.pk
            for account in Account.objects.filter(employee__isnull=False).select_related("employee")
            if policies.visible(account).filter(pk=case.pk).exists()
        }
        circle = circle_of(reload(case), TODAY)
        assert {one.employee.pk for one in circle} == can
        assert peer.pk not in can
        assert all(one.why for one in circle)


def appealed(staff: Staff) -> Case:
    case = staff.delivered(1, happened_on=HAPPENED - 2 * DAY)
    appeal(case)
    return reload(case)


def test_the_person_reads_what_was_told_and_nothing_of_the_inside(staff: Staff, signed_in: Browser) -> None:
    case = staff.proposed(3, clause="SJ01", words="9:00 的班 9:40 到岗")
    page = text(signed_in(staff.agent), at("case", case))

    for told in ("请说明", "地铁故障", "晚到五分钟", "打卡 11-16"):
        assert told in page
    for inside in ("9:00 的班 9:40 到岗", "按规章幅度", "书面警告", "会签人"):
        assert inside not in page
    assert signed_in(staff.agent).get(at("printed", case)).status_code == 404


@pytest.mark.covers("R-089")
def test_the_proposal_shows_the_range_the_similar_cases_and_who_has_to_agree(staff: Staff, signed_in: Browser) -> None:
    for days in range(3, 6):
        staff.executed(1, happened_on=HAPPENED - days * DAY, known_on=HAPPENED)
    Case.objects.update(counts_until=TODAY - 30 * DAY)
    case = staff.found()
    handler = signed_in(staff.handler)
    page = text(handler, at("propose", case))

    assert all(number in page for number in seen(case))
    assert staff.hr.name in page
    assert staff.decider.name in page
    stale = handler.post(at("propose", case), {"measure": 1, "words": "按表", "seen": "2020-0001"})
    assert stale.status_code == 422
    assert Case.objects.get(pk=case.pk).state == "found"


@pytest.mark.covers("H18")
def test_the_letter_of_a_warning_says_clause_facts_measure_appeal_and_who_signed_with_it(staff: Staff) -> None:
    case = staff.delivered(3, clause="SJ01")
    letter = letter_of(reload(case), "decision")
    said = "\n".join(line for section in letter.sections for line in section.lines)

    assert letter.title == "书面警告"
    for part in ("按已发布的班表到岗", "晚到五分钟", "地铁故障", "事实清楚"):
        assert part in said
    assert case.appeal_until is not None
    assert "申诉" in said
    assert ("人事会签", staff.hr.name) in letter.signed_by
    assert len(letter.receipt) == 4


@pytest.mark.covers("H18")
def test_a_letter_says_on_which_day_the_rule_was_signed_and_claims_no_signature_that_is_not_there(staff: Staff) -> None:
    case = staff.notified()

    def clause() -> list[str]:
        letter = draw_up(reload(case), "notice")
        return list(next(section for section in letter.sections if "KQ03" in section.heading).lines)

    assert clause()[1:] == [
        "规则手册第 1 版，自 2026 年 9 月 1 日 起生效。",
        "李佳怡已于 2026 年 9 月 4 日 签收规则手册第 1 版。",
    ]
    Signature.objects.filter(employee=staff.agent).delete()
    assert clause()[1:] == ["规则手册第 1 版，自 2026 年 9 月 1 日 起生效。"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_letters_are_taken_in_both_languages_and_that_is_on_record(
    staff: Staff, signed_in: Browser, language: str
) -> None:
    case = staff.delivered(1)
    for kind in ("notice", "decision"):
        answer = signed_in(staff.agent).get(at("letter", case, kind=kind), {"lang": language})
        assert answer.status_code == 200
    assert AuditEntry.objects.filter(verb="recognition.case_letter_taken").count() == 2
    assert signed_in(staff.agent).get(at("letter", case, kind="notice"), {"lang": "xx"}).status_code == 404


def test_the_lists_cost_the_same_for_one_case_and_for_many(staff: Staff, signed_in: Browser) -> None:
    first = staff.notified()
    lists = (("cases:list", staff.decider), ("cases:deadlines", staff.decider), ("cases:mine", staff.agent))
    for name, reader in lists:
        costs = set()
        for rows in one_and_many():
            for number in range(rows - 1):
                Case.objects.create(
                    number=f"2026-9{number:03}", employee=staff.agent, unit=first.unit, version=staff.version,
                    happened_on=HAPPENED, known_on=HAPPENED, source="qa", handler=staff.handler, state="notified",
                    opened_at=NOW, noticed_at=NOW, statement_due=TODAY + DAY,
                )  # fmt: skip
            browser, address = signed_in(reader), reverse(name)
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                page = browser.get(address)
            assert len(page.context["page"].rows) == rows
            costs.add(len(queries))
        assert len(costs) == 1, (name, costs)


def test_choosing_whom_a_case_is_about_costs_the_same_for_one_and_for_many(
    staff: Staff, signed_in: Browser, hire: Callable[..., Employee], tree: Tree
) -> None:
    browser, costs = signed_in(staff.decider), set()
    for rows in one_and_many():
        for number in range(rows):
            hire(f"员工{rows}{number}", tree.aftersales_1, number=f"K7{rows:02}{number:02}")
        browser.get(reverse("cases:choose"))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("cases:choose")).status_code == 200
        costs.add(len(queries))
    assert len(costs) == 1, costs


@pytest.mark.covers("H4")
def test_the_deadlines_mark_what_is_overdue_and_search_finds_numbers_alone(staff: Staff, signed_in: Browser) -> None:
    case = staff.heard(words="9:00 的班 9:05 到岗")
    browser = signed_in(staff.decider)
    assert "已逾期" not in text(browser, reverse("cases:deadlines"))
    Case.objects.update(known_on=TODAY - 40 * DAY, happened_on=TODAY - 41 * DAY)
    assert "已逾期" in text(browser, reverse("cases:deadlines"))
    found = text(browser, reverse("search") + f"?q={case.number}")
    assert at("case", case) in found
    assert case.number not in text(browser, reverse("search") + "?q=到岗")
    assert at("case", case) not in text(signed_in(staff.head), reverse("search") + f"?q={case.number}")


@pytest.mark.covers("H15")
def test_repetition_talks_and_results_stand_beside_each_other_and_offset_nothing(
    staff: Staff, signed_in: Browser
) -> None:
    case = staff.executed(1)
    page = text(signed_in(staff.hr), at("combined", case))

    assert "业绩不抵违规" in page
    assert "已谈话" in page
    assert signed_in(staff.handler).get(at("combined", case)).status_code == 404


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-hans", "1 例同类个案：辅导谈话 1 例。不足三例，没有约束力。"),
        ("en", "1 similar case: 1 × Coaching talk. Fewer than three bind nobody."),
    ],
)
def test_similar_cases_are_told_in_whole_sentences(language: str, said: str) -> None:
    one = Precedent(Facts("2026-0007", "KQ03", "attendance", 1, 0, grade=1), likeness=1.0, differs_in=())
    with override(language):
        assert in_a_sentence(Consistency((one,), 1, 1, 1, proposed=1, enough=False)) == said
