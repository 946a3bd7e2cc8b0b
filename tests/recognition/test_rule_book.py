"""Writing an edition, putting it before the staff, settling and publishing it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.recognition.events import EditionPublished
from dengta.domains.recognition.models import Clause, ClauseVersion, Edition, Measure, RuleBook
from dengta.domains.recognition.selectors import clauses, editions
from dengta.domains.recognition.services import adoption, drafts, publishing
from dengta.foundation import doctor, events
from dengta.foundation.errors import NotAllowed, Warned, listening
from dengta.foundation.events import registry
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import (
    ONE_DAY,
    TODAY,
    account,
    add,
    adopt,
    begin,
    change,
    consult,
    publish,
    refused,
    reward_words,
    settle,
    words,
)

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 1)
LATER = NOW + 5 * ONE_DAY
# Worded like clauses that were judged unlawful; no topic names it.
RISKY = "迟到者须向全组检讨，名单张榜三天。"


# --- words ----------------------------------------------------------------------------------------------


@pytest.mark.covers("R-106", "L-69", "H8")
@pytest.mark.parametrize(
    ("field", "text", "lawful"),
    [
        ("standard", "上班迟到一次罚款50元。", "不扣钱"),
        ("standard_en", "Being late costs a fine of 50 yuan.", ""),
        ("plain", "迟到一次，罚款 50 元。", ""),
    ],
)
def test_a_clause_that_names_a_fine_is_refused_with_article_and_lawful_wording(
    draft: Edition, hr: Employee, field: str, text: str, lawful: str
) -> None:
    with refused("recognition.fine_in_clause") as refusal:
        add(draft, hr, **{field: text})

    facts = refusal.value.facts
    assert facts["articles"]
    assert facts["instead"]
    assert facts["excerpt"] in text
    assert not Clause.objects.exists()


@pytest.mark.covers("R-106", "H1")
def test_the_law_reads_the_subject_of_an_edition_as_well(book: RuleBook, hr: Employee) -> None:
    with refused("recognition.fine_in_clause") as refusal:
        begin(book, hr, summary="迟到一次罚款50元")
    assert refusal.value.facts["place"]
    assert not book.editions.exists()


@pytest.mark.covers("R-106", "H1")
def test_the_law_reads_everything_once_more_before_it_is_put_forward(draft: Edition, hr: Employee) -> None:
    """Words that were lawful when they were written need not be so when they are put forward."""
    version = add(draft, hr)
    ClauseVersion.objects.filter(pk=version.pk).update(plain="迟到一次，罚款 50 元。")
    consult(draft, hr)
    settle(draft, hr, now=LATER)

    with refused("recognition.fine_in_clause"):
        publishing.put_forward(edition_id=draft.pk, effective_on=DECEMBER, by=account(hr), now=LATER)


@pytest.mark.covers("R-106", "H8")
def test_no_measure_takes_money() -> None:
    assert [(one.value, one.name.lower()) for one in Measure] == [
        (0, "none"),
        (1, "coaching_talk"),
        (2, "reminder"),
        (3, "written_warning"),
        (4, "record"),
        (5, "transfer_of_duty"),
        (6, "separation_review"),
    ]
    with pytest.raises(ValueError, match="7"):
        Measure(7)


@pytest.mark.covers("H1", "H8", "L-06", "L-09", "L-67")
@pytest.mark.parametrize(
    "text",
    [
        "员工拒绝加班的，视为严重违纪。",
        "未经审批的加班一律不算加班，不支付加班费。",
        "员工造成损失的，从工资中全额扣除。",
    ],
)
def test_other_unlawful_words_are_refused_when_a_clause_is_saved(draft: Edition, hr: Employee, text: str) -> None:
    version = add(draft, hr)
    with refused("recognition.unlawful_words") as refusal:
        change(draft, version, hr, standard=text)

    assert refusal.value.facts["articles"]
    version.refresh_from_db()
    assert version.standard == words().standard


def test_what_hangs_on_its_use_is_said_once_to_whoever_writes(draft: Edition, hr: Employee) -> None:
    with listening(to_warnings=True), pytest.raises(Warned) as warned:
        add(draft, hr, standard=RISKY)
    assert warned.value.code == "recognition.risky_words"
    # Who has read it may write it all the same.
    assert add(draft, hr, standard=RISKY).standard == RISKY


@pytest.mark.covers("H1")
def test_a_standard_is_graded_and_a_reward_has_a_band(draft: Edition, hr: Employee) -> None:
    by = account(hr)
    with refused("recognition.conduct_needs_grades"):
        add(draft, hr, severity=None)
    with refused("recognition.measures_upside_down"):
        add(draft, hr, least=4, most=3)
    with refused("recognition.text_missing"):
        add(draft, hr, evidence=" ")
    reward: dict[str, Any] = {
        "edition_id": draft.pk,
        "code": "JL01",
        "kind": "reward",
        "category": "reward",
        "by": by,
        "now": NOW,
    }
    with refused("recognition.reward_has_no_measures"):
        drafts.add_clause(words=words(), **reward)
    with refused("recognition.band_upside_down"):
        drafts.add_clause(words=reward_words(band_low=Decimal(9), band_high=Decimal(3)), **reward)
    row = drafts.add_clause(words=reward_words(band_low=Decimal(3), band_high=Decimal(9)), **reward)
    assert (row.severity, row.band_high) == (None, Decimal(9))
    add(draft, hr)
    with refused("recognition.code_taken"):
        add(draft, hr, "kq03")


def test_the_table_is_proportionate_and_a_clause_may_allow_less_never_more(
    published: ClauseVersion, draft: Edition, hr: Employee
) -> None:
    matrix = clauses.matrix_on(published.clause.book_id, TODAY)
    assert [clauses.allowed(published, matrix, time).measures for time in (1, 2, 3)] == [
        [Measure.COACHING_TALK],
        [Measure.COACHING_TALK, Measure.REMINDER],
        [Measure.COACHING_TALK, Measure.REMINDER, Measure.WRITTEN_WARNING],
    ]
    # A clause that allows less than the table has the last word.
    published.severity = 4
    assert clauses.allowed(published, matrix, 1).measures == [Measure.WRITTEN_WARNING]
    assert clauses.allowed(published, matrix, 3).measures == [Measure.WRITTEN_WARNING]
    edition = begin(published.clause.book, hr)
    cells = dict(drafts.FIRST_MATRIX)
    cells[4, 1] = (1, 2)
    with refused("recognition.matrix_not_proportionate"):
        drafts.set_matrix(edition_id=edition.pk, cells=cells, by=account(hr), now=NOW)
    with refused("recognition.matrix_incomplete"):
        drafts.set_matrix(edition_id=edition.pk, cells={(1, 1): (0, 1)}, by=account(hr), now=NOW)


# --- adoption -------------------------------------------------------------------------------------------


@pytest.mark.covers("L-63", "R-044", "H1")
def test_an_edition_is_commented_on_answered_settled_and_published_by_two(
    draft: Edition, hr: Employee, head: Employee, agent: Employee, peer: Employee
) -> None:
    with refused("recognition.edition_empty"):
        consult(draft, hr)
    add(draft, hr)
    with refused("communication.consultation_days"):
        consult(draft, hr, days=1)
    consult(draft, hr)
    assert Todo.objects.filter(kind="recognition.comment_on_draft").count() == 4
    comment = adoption.comment_on(edition_id=draft.pk, text="先提醒一次好吗？", by=account(agent), now=NOW)
    assert not Todo.objects.filter(kind="recognition.comment_on_draft", employee=agent).exists()
    with refused("recognition.consultation_over"):
        adoption.comment_on(edition_id=draft.pk, text="晚了", by=account(peer), now=LATER)
    with refused("recognition.comments_unanswered"):
        settle(draft, hr, now=LATER)
    adoption.answer_comment(comment_id=comment.pk, answer="采纳", by=account(hr), now=NOW)
    with refused("recognition.procedure_day"):
        settle(draft, hr, now=LATER, held_on=TODAY)
    with refused("recognition.procedure_incomplete"):
        settle(draft, hr, now=LATER, union_opinion="")
    settle(draft, hr, now=LATER)
    with refused("recognition.edition_not_now"):
        add(draft, hr, "KQ04")
    with refused("recognition.edition_not_put_forward"):
        publishing.publish_edition(edition_id=draft.pk, by=account(head), now=LATER)
    publishing.put_forward(edition_id=draft.pk, effective_on=DECEMBER, by=account(hr), now=LATER)
    with refused("recognition.second_person_publishes"):
        publishing.publish_edition(edition_id=draft.pk, by=account(hr), now=LATER)
    with refused("recognition.put_forward_too_long_ago"):
        publishing.publish_edition(edition_id=draft.pk, by=account(head), now=LATER + 4 * ONE_DAY)
    publishing.publish_edition(edition_id=draft.pk, by=account(head), now=LATER)

    draft.refresh_from_db()
    assert draft.state == "published"
    assert draft.minutes is not None
    assert ClauseVersion.objects.get().in_force_from == DECEMBER


@pytest.mark.covers("R-109")
def test_an_edition_is_in_force_from_the_day_after_it_is_out_at_the_earliest(
    draft: Edition, hr: Employee, head: Employee
) -> None:
    add(draft, hr)
    consult(draft, hr)
    settle(draft, hr, now=LATER)
    tomorrow = LATER.date() + ONE_DAY

    for day in (LATER.date() - ONE_DAY, LATER.date()):
        with refused("recognition.in_force_before_out"):
            publish(draft, hr, head, now=LATER, effective_on=day)
    publishing.put_forward(edition_id=draft.pk, effective_on=tomorrow, by=account(hr), now=LATER)
    with refused("recognition.in_force_before_out"):
        publishing.publish_edition(edition_id=draft.pk, by=account(head), now=LATER + ONE_DAY)
    publishing.publish_edition(edition_id=draft.pk, by=account(head), now=LATER)


def test_words_that_changed_behind_the_staff_are_not_published(
    draft: Edition, hr: Employee, head: Employee, agent: Employee
) -> None:
    version = add(draft, hr)
    consult(draft, hr)
    settle(draft, hr, now=LATER)
    publishing.put_forward(edition_id=draft.pk, effective_on=DECEMBER, by=account(hr), now=LATER)
    ClauseVersion.objects.filter(pk=version.pk).update(most=6)
    with refused("recognition.words_differ_from_settled"):
        publishing.publish_edition(edition_id=draft.pk, by=account(head), now=LATER)

    adoption.back_to_draft(edition_id=draft.pk, why="改过措辞", by=account(hr))
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_by, draft.minutes, draft.digest) == ("draft", None, None, "")


def test_the_doctor_finds_published_words_that_were_changed(published: ClauseVersion) -> None:
    assert editions.differing() == []
    ClauseVersion.objects.filter(pk=published.pk).update(standard="另一句话")

    found = [one for one in doctor.examine(now=NOW, deep=True) if one.check.name == "recognition.words_as_settled"]
    assert len(found) == 1
    assert found[0].problems


@pytest.mark.covers("H1")
def test_a_new_version_takes_over_on_its_day_and_an_end_leaves_nothing(
    published: ClauseVersion, hr: Employee, head: Employee
) -> None:
    edition = begin(published.clause.book, hr, summary="修订")
    second = change(edition, published, hr, plain="晚到十分钟内说一声就好。", why="现场意见")
    adopt(edition, hr, head, effective_on=DECEMBER, now=NOW)
    row = published.clause

    assert clauses.version_on(row, DECEMBER - ONE_DAY) == published
    assert clauses.version_on(row, DECEMBER) == second
    assert clauses.version_on(row, date(2026, 10, 31)) is None
    last = begin(row.book, hr, summary="取消")
    drafts.end_clause(edition_id=last.pk, clause_id=row.pk, why="不再需要", by=account(hr), now=NOW)
    with refused("recognition.clause_ends_here"):
        change(last, published, hr)
    adopt(last, hr, head, effective_on=DECEMBER + 30 * ONE_DAY, now=NOW + 10 * ONE_DAY)
    assert clauses.version_on(row, DECEMBER + 30 * ONE_DAY) is None
    assert [one.after for one in editions.changes(last)] == [None]
    with refused("recognition.clause_not_in_force"):
        drafts.end_clause(
            edition_id=begin(row.book, hr).pk, clause_id=row.pk, why="再次", by=account(hr), now=NOW
        )  # fmt: skip


def test_only_a_draft_is_withdrawn_and_its_codes_are_free_again(draft: Edition, hr: Employee) -> None:
    add(draft, hr)
    with refused("recognition.edition_under_way"):
        begin(draft.book, hr)
    consult(draft, hr)
    withdraw: dict[str, Any] = {"edition_id": draft.pk, "why": "先不改", "by": account(hr), "now": NOW}
    with refused("recognition.edition_not_now"):
        adoption.withdraw_edition(**withdraw)
    adoption.back_to_draft(edition_id=draft.pk, why="再想想", by=account(hr))
    adoption.withdraw_edition(**withdraw)

    again = begin(draft.book, hr)
    assert (again.number, add(again, hr).number) == (2, 2)
    drafts.drop_change(edition_id=again.pk, clause_id=Clause.objects.get().pk, by=account(hr), now=NOW)
    assert not again.versions.exists()


def test_a_book_is_written_by_whoever_answers_for_its_unit(
    draft: Edition, tree: Tree, supervisor: Employee, leader: Employee, head: Employee
) -> None:  # fmt: skip
    hr = Employee.objects.get(number="K90001")
    for person in (supervisor, leader, head):
        with pytest.raises(NotAllowed):
            add(draft, person)
    branch = drafts.found_book(unit=tree.qinghe, by=account(supervisor), now=NOW)
    edition = begin(branch, supervisor)
    assert add(edition, supervisor, "QH01").clause.book == branch
    with refused("recognition.book_of_company_or_branch"):
        drafts.found_book(unit=tree.aftersales_1, by=account(hr), now=NOW)
    with refused("recognition.book_there_already"):
        drafts.found_book(unit=tree.qinghe, by=account(hr), now=NOW)


def test_the_rooms_above_hear_of_an_edition_that_is_out(draft: Edition, hr: Employee, head: Employee) -> None:
    heard: list[EditionPublished] = []
    events.subscribe(EditionPublished, "tests.edition_published", heard.append)
    try:
        add(draft, hr)
        adopt(draft, hr, head, effective_on=DECEMBER, now=NOW)
        events.deliver()
    finally:
        del registry._subscriptions["tests.edition_published"]

    assert [(one.clauses, one.effective_on) for one in heard] == [(("KQ03",), DECEMBER)]


@pytest.mark.covers("H1")
@pytest.mark.parametrize(
    "wrong",
    [
        {"severity": 5},
        {"least": None},
        {"least": 3, "most": 2},
        {"most": 7},
        {"severity": None, "least": None, "most": None, "counts_months": None, "band_low": 5},
        {"in_force_from": TODAY, "in_force_until": TODAY},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(draft: Edition, hr: Employee, wrong: dict[str, object]) -> None:
    version = add(draft, hr)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClauseVersion.objects.filter(pk=version.pk).update(**wrong)


def test_the_database_lets_nothing_out_that_was_not_settled_by_two(draft: Edition, hr: Employee) -> None:
    rows = Edition.objects.filter(pk=draft.pk)
    by = account(hr)
    for wrong in (
        {"state": "published"},
        {"state": "settled"},
        {"submitted_by": by, "published_by": by},
        {"state": "withdrawn"},
        {"published_at": NOW + timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
