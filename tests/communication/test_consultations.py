"""Asking those whom a decision touches: when it should be, when it must be, and that they hear what became of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import Consultation, LibraryDocument
from dengta.domains.communication.selectors.consultations import consultations, consulted, hash_of_words, voices_of
from dengta.domains.communication.services import consultations as services
from dengta.domains.communication.services import library
from dengta.domains.communication.services.library import ClauseText
from dengta.domains.people.models import Employee, Unit
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.communication.talking import TODAY, SignedIn, account, at, inbox, told
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
KEY = "announcement:7"
UNTIL = date(2026, 11, 20)
Consult = Callable[..., Consultation]


@pytest.fixture
def consult(leader: Employee, agent: Employee, peer: Employee) -> Consult:
    """周敏 asks 李佳怡 and 陈浩然 about the late shift."""
    asked: dict[str, Any] = {
        "title": "晚班调整", "question": "哪种轮换更好？", "asked": [agent.pk, peer.pk], "until": UNTIL,
        "by": account(leader), "now": NOW, "subject_key": KEY,
    }  # fmt: skip
    return lambda **changed: services.consult(**{**asked, **changed})


def refused(code: str, call: Callable[[], Any]) -> None:
    with pytest.raises(RuleViolation) as refusal:
        call()
    assert refusal.value.code == f"communication.{code}"


WORDS = (("1", "两周一换"),)


def missing(**touches: Any) -> bool:
    return services.consultation_missing(**{"subject_key": KEY, "affected": 0, "day": TODAY, **touches})


@pytest.mark.covers("R-044")
def test_five_agents_need_no_consultation_and_six_do(leader: Employee) -> None:
    assert not missing(affected=5)
    assert missing(affected=6)


@pytest.mark.covers("R-044")
def test_another_department_is_asked_however_few_it_touches(leader: Employee) -> None:
    assert missing(affected=1, other_department=True)


@pytest.mark.covers("R-044")
def test_rules_of_staff_interest_are_blocked_until_the_staff_was_asked_and_told(
    consult: Consult, agent: Employee, peer: Employee, leader: Employee
) -> None:
    refused("consultation_needed", lambda: missing(affected=1, staff_interest=True))
    row = consult(until=at(21).date(), words_sha256=hash_of_words(WORDS))
    refused("consultation_needed", lambda: missing(affected=1, staff_interest=True))
    for one in (agent, peer):
        services.give_voice(consultation_id=row.pk, answer="两周一换", by=account(one), now=NOW)
    services.conclude(consultation_id=row.pk, conclusion="采用两周一换", by=account(leader), now=NOW)

    assert consulted(KEY)
    assert not missing(affected=60, staff_interest=True, clauses=WORDS)
    assert not consulted("announcement:8")


@pytest.mark.covers("R-044")
def test_who_was_asked_finds_it_in_the_inbox_and_hears_what_became_of_it(
    consult: Consult, agent: Employee, peer: Employee, leader: Employee
) -> None:
    row = consult()
    assert inbox(agent) == [("consultation.voice", "晚班调整")]
    services.give_voice(consultation_id=row.pk, answer="两周一换", by=account(agent), now=NOW)
    assert inbox(agent) == []
    assert [voice.employee for voice in voices_of(row, seen_by=account(leader))] == [agent, peer]
    refused(
        "consultation_running",
        lambda: services.conclude(consultation_id=row.pk, conclusion="好", by=account(leader), now=NOW),
    )

    services.conclude(consultation_id=row.pk, conclusion="采用两周一换", by=account(leader), now=at(21))

    assert inbox(peer) == []
    assert told(peer) == ["请您谈谈看法", "您的意见有了结果"]
    refused(
        "consultation_over",
        lambda: services.give_voice(consultation_id=row.pk, answer="晚了", by=account(peer), now=at(21)),
    )


def test_the_last_day_is_in_time_and_the_day_after_is_not(consult: Consult, agent: Employee) -> None:
    row = consult()
    services.give_voice(consultation_id=row.pk, answer="赶上了", by=account(agent), now=at(20, hour=23))
    refused(
        "consultation_over",
        lambda: services.give_voice(consultation_id=row.pk, answer="晚了", by=account(agent), now=at(21)),
    )


def test_who_was_not_asked_has_no_voice_and_only_the_asker_concludes(
    consult: Consult, agent: Employee, supervisor: Employee, other_leader: Employee
) -> None:
    row = consult()
    with pytest.raises(NotAllowed):
        services.give_voice(consultation_id=row.pk, answer="x", by=account(supervisor), now=NOW)
    with pytest.raises(NotAllowed):
        services.conclude(consultation_id=row.pk, conclusion="x", by=account(agent), now=at(21))
    assert list(consultations(account(other_leader))) == []


def test_bad_input_is_refused(consult: Consult, leader: Employee, agent: Employee, stranger: Employee) -> None:
    refused("consultation_question", lambda: consult(question=" "))
    refused("request_past", lambda: consult(until=date(2026, 11, 17)))
    for asked in ([], [leader.pk], [agent.pk, stranger.pk]):
        refused("consultation_whom", lambda asked=asked: consult(asked=asked))
    row = consult()
    refused(
        "consultation_answer",
        lambda: services.give_voice(consultation_id=row.pk, answer=" ", by=account(agent), now=NOW),
    )
    refused(
        "consultation_conclusion",
        lambda: services.conclude(consultation_id=row.pk, conclusion=" ", by=account(leader), now=at(21)),
    )


def test_the_page_asks_and_takes_a_voice(
    leader: Employee, agent: Employee, peer: Employee, signed_in: SignedIn
) -> None:
    form = {"title": "晚班", "question": "怎样轮换？", "asked": [agent.pk, peer.pk], "until": "2026-11-20"}
    assert signed_in(leader).post(reverse("consultations:new"), {**form, "asked": []}).status_code == 422
    assert signed_in(leader).post(reverse("consultations:new"), form).status_code == 302

    row = Consultation.objects.get()
    browser = signed_in(agent)
    assert browser.post(reverse("consultations:voice", args=[row.pk]), {"answer": "两周一换"}).status_code == 302
    assert "两周一换" in browser.get(reverse("consultations:one", args=[row.pk])).content.decode()


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_the_same_for_one_row_and_for_many(
    rows: int, leader: Employee, tree: Tree, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Consultation.objects.bulk_create(
        Consultation(
            employee=leader, unit=tree.aftersales_1, title=f"轮换方式 {n}", question="x", asked_at=NOW, until=UNTIL
        )
        for n in range(rows)
    )
    browser: Client = signed_in(leader)
    browser.get(reverse("consultations:list"))
    with django_assert_num_queries(7):
        answer = browser.get(reverse("consultations:list"))
    assert answer.content.decode().count("轮换方式 ") == rows


# --- a rule of the library -------------------------------------------------------------------------------------


@pytest.fixture
def crew(hire: Callable[..., Employee], tree: Tree, leader: Employee) -> list[Employee]:
    """售后一组 with six agents."""
    return [hire(name, tree.aftersales_1) for name in ("王芳", "刘洋", "赵静", "孙伟", "郑凯", "冯雪")]


def rule(by: Employee, unit: Unit, **changed: Any) -> LibraryDocument:
    said: dict[str, Any] = {
        "number": "KF-010", "title": "晚班轮换", "kind": "rule", "unit": unit, "owner": by,
        "review_on": date(2027, 5, 1), "clauses": [ClauseText("1", "两周一换")], "by": account(by), "now": NOW,
    }  # fmt: skip
    return library.issue_document(**{**said, **changed})


def ask_all(by: Employee, unit: Unit, version: int = 1, **changed: Any) -> Consultation:
    """Everybody whom KF-010 will touch is asked about its words, answers, and hears what became of it."""
    said: dict[str, Any] = {"until": at(21).date(), "clauses": WORDS, **changed}
    key = f"library:{unit.pk}:KF-010/{version}"
    row = services.consult_about(subject_key=key, title="晚班轮换", question="行吗？", by=account(by), now=NOW, **said)
    for voice in row.voices.select_related("employee__account"):
        services.give_voice(consultation_id=row.pk, answer="行", by=account(voice.employee), now=NOW)
    return services.conclude(consultation_id=row.pk, conclusion="两周一换", by=account(by), now=NOW)


def went_unasked(verb: str) -> bool:
    return '"without_consultation":true' in AuditEntry.objects.filter(verb=verb).latest("pk").facts.replace(" ", "")


@pytest.mark.covers("R-044")
def test_a_rule_for_many_that_goes_into_force_unasked_is_noted_and_an_asked_one_is_not(
    supervisor: Employee, crew: list[Employee], tree: Tree
) -> None:
    document = rule(supervisor, tree.aftersales_1)
    assert went_unasked("communication.document_issued")

    asked = ask_all(supervisor, tree.aftersales_1, version=2)
    assert {voice.employee for voice in asked.voices.all()} >= set(crew)
    assert supervisor not in {voice.employee for voice in asked.voices.all()}
    library.revise_document(
        document_id=document.pk, clauses=[ClauseText("1", "三周一换")], changes="三周", review_on=date(2027, 6, 1),
        by=account(supervisor), now=NOW,
    )  # fmt: skip
    assert not went_unasked("communication.document_revised")


@pytest.mark.covers("R-044")
def test_a_rule_for_the_few_one_works_with_needs_nobody_asked(supervisor: Employee, tree: Tree) -> None:
    rule(supervisor, tree.aftersales_2)

    assert not went_unasked("communication.document_issued")


@pytest.mark.covers("R-044")
def test_a_rule_on_the_interests_of_the_staff_is_neither_issued_nor_changed_before_they_were_asked(
    supervisor: Employee, crew: list[Employee], tree: Tree
) -> None:
    refused("consultation_needed", lambda: rule(supervisor, tree.aftersales_1, staff_interest=True))
    assert not LibraryDocument.objects.exists()
    ask_all(supervisor, tree.aftersales_1)
    document = rule(supervisor, tree.aftersales_1, staff_interest=True)

    change = {"clauses": [ClauseText("1", "三周一换")], "changes": "三周", "review_on": date(2027, 6, 1)}
    refused(
        "consultation_needed",
        lambda: library.revise_document(document_id=document.pk, by=account(supervisor), now=NOW, **change),
    )
    assert document.versions.get().version == 1


@pytest.mark.covers("R-044")
def test_the_staff_is_asked_about_the_very_words_that_will_hold_and_anew_about_others(
    supervisor: Employee, crew: list[Employee], tree: Tree
) -> None:
    asked = ask_all(supervisor, tree.aftersales_1)
    assert "1 两周一换" in asked.question, "they read what they are asked about"
    others = ([ClauseText("1", "四周一换")], [ClauseText("1", "两周一换"), ClauseText("2", "无补贴")], [])
    for clauses in others:
        refused(
            "consultation_other_words",
            lambda clauses=clauses: rule(supervisor, tree.aftersales_1, staff_interest=True, clauses=clauses),
        )
    rule(supervisor, tree.aftersales_1, staff_interest=True, clauses=[ClauseText("1", "两周\n一换")])


@pytest.mark.covers("R-044")
def test_a_consultation_about_no_words_or_overnight_lets_no_rule_on_the_staff_s_interests_through(
    supervisor: Employee, crew: list[Employee], tree: Tree
) -> None:
    ask_all(supervisor, tree.aftersales_1, clauses=())
    refused("consultation_other_words", lambda: rule(supervisor, tree.aftersales_1, staff_interest=True))
    refused("consultation_days", lambda: ask_all(supervisor, tree.aftersales_1, until=at(20).date()))

    overnight = ask_all(supervisor, tree.aftersales_1)
    Consultation.objects.filter(pk=overnight.pk).update(until=at(19).date())
    refused("consultation_other_words", lambda: rule(supervisor, tree.aftersales_1, staff_interest=True))
    Consultation.objects.filter(pk=overnight.pk).update(until=at(21).date())
    rule(supervisor, tree.aftersales_1, staff_interest=True)


@pytest.mark.covers("R-044")
def test_the_page_leads_to_asking_first_and_goes_on_without_on_the_second_word(
    supervisor: Employee, crew: list[Employee], tree: Tree, signed_in: SignedIn
) -> None:
    browser = signed_in(supervisor)
    form = {
        "number": "KF-010", "title": "晚班轮换", "kind": "rule", "unit": tree.aftersales_1.pk, "owner": supervisor.pk,
        "review_on": "2027-05-01", "clauses": "1 两周一换",
    }  # fmt: skip
    first = browser.post(reverse("library:new"), form)
    advice = first.context["advice"]
    assert (first.status_code, advice.people, advice.must) == (200, 7, False)
    assert not LibraryDocument.objects.exists()
    assert "KF-010" in browser.get(advice.url).context["form"].initial["title"]
    question = {"title": "晚班轮换", "question": "行吗？", "until": "2026-11-21"}
    assert browser.post(advice.url, question).status_code == 422, "without the text nobody can speak about it"
    assert browser.post(advice.url, {**question, "clauses": "1 两周一换"}).status_code == 302
    asked = Consultation.objects.get()
    assert asked.voices.count() == 7
    assert asked.words_sha256 == hash_of_words(WORDS)

    assert browser.post(reverse("library:new"), {**form, "unasked": "yes"}).status_code == 302
    assert went_unasked("communication.document_issued")


def test_nobody_asks_about_what_is_not_theirs_to_decide(
    supervisor: Employee, agent: Employee, other_leader: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    ours = f"library:{tree.aftersales_1.pk}:KF-010/1"
    page = reverse("consultations:new")
    for person, key, code in (
        (supervisor, ours, 200),
        (supervisor, f"library:{tree.ticketing.pk}:KF-010/1", 404),
        (supervisor, "library:x", 404),
        (supervisor, "payroll:1", 404),
        (agent, ours, 404),
        (other_leader, ours, 404),
    ):
        assert signed_in(person).get(page, {"about": key}).status_code == code, (person, key)
    with pytest.raises(NotAllowed):
        services.consult_about(
            subject_key=ours, title="x", question="x", until=UNTIL, by=account(other_leader), now=NOW
        )
