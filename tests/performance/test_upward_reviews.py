"""Upward reviews: every conduct has its item, no answer knows its author, and below five nothing is shown."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from dengta.domains.communication.models import Todo
from dengta.domains.communication.selectors import todos
from dengta.domains.people.models import Employee, RoleGrant
from dengta.domains.performance.models import (
    Conduct,
    UpwardItem,
    UpwardPack,
    UpwardResult,
    UpwardRound,
    UpwardToken,
)
from dengta.domains.performance.selectors import upward_reviews as selectors
from dengta.domains.performance.selectors.packs import Answers, read_pack
from dengta.domains.performance.selectors.upward_results import over_leaders, upward_sum
from dengta.domains.performance.services import upward_closing, upward_reviews
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance.rating import (
    TODAY,
    account,
    answer_upward,
    close_upward,
    prepare_upward,
    refused,
    start_upward,
)

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]
Browser = Callable[[Employee], Client]


@pytest.fixture
def team(leader: Employee, agent: Employee, peer: Employee, hire: Hire, tree: Tree) -> list[Employee]:
    """Six people whom 周敏 leads."""
    return [agent, peer, *(hire(name, tree.aftersales_1) for name in ("王芳", "刘洋", "徐静", "马丽"))]


@pytest.fixture
def row(team: list[Employee], supervisor: Employee, hr: Employee, tree: Tree) -> UpwardRound:
    return start_upward(tree.qinghe, by=hr)


def tokens(row: UpwardRound, leader: Employee) -> list[UpwardToken]:
    asked = UpwardToken.objects.filter(round=row, leader=leader, answered_on=None).select_related("rater__account")
    return list(asked.order_by("rater_id"))


# --- the form ------------------------------------------------------------------------------------------


@pytest.mark.covers("R-144", "G17")
@pytest.mark.parametrize("conduct", Conduct.values)
def test_a_form_that_leaves_out_one_conduct_cannot_start(
    conduct: str, team: list[Employee], hr: Employee, tree: Tree
) -> None:
    row = prepare_upward(tree.qinghe, by=hr, **{conduct: " "})
    with refused("performance.upward_conduct_missing") as refusal:
        upward_reviews.start_round(round_id=row.pk, closes_on=TODAY + timedelta(days=14), by=account(hr), now=NOW)
    assert refusal.value.facts["missing"] == Conduct(conduct).label


@pytest.mark.covers("R-144", "G17")
def test_the_form_offers_a_sentence_for_each_of_the_eleven_conducts() -> None:
    assert len(Conduct.values) == 11
    assert set(selectors.SENTENCES) == set(Conduct.values)


def test_hr_alone_prepares_and_only_until_it_begins(
    row: UpwardRound, leader: Employee, supervisor: Employee, hr: Employee, tree: Tree
) -> None:
    for rated in (leader, supervisor):
        with pytest.raises(NotAllowed):
            prepare_upward(tree.ticketing, by=rated)
        with pytest.raises(UpwardRound.DoesNotExist):
            upward_reviews.cancel_round(round_id=row.pk, by=account(rated), now=NOW)
    with refused("performance.upward_begun_already"):
        prepare_upward(tree.qinghe, by=hr)
    with refused("performance.upward_begun_already"):
        upward_reviews.start_round(round_id=row.pk, closes_on=TODAY + timedelta(days=9), by=account(hr), now=NOW)


# --- who is asked ----------------------------------------------------------------------------------------


@pytest.mark.covers("G8")
def test_people_are_asked_about_the_nearest_leader_and_not_where_fewer_than_five_are_led(
    row: UpwardRound, team: list[Employee], leader: Employee, supervisor: Employee
) -> None:
    asked = set(UpwardToken.objects.values_list("rater_id", "leader_id"))

    assert asked == {(one.pk, leader.pk) for one in team}, "林涛 leads 周敏 alone: nobody could answer in confidence"
    assert UpwardPack.objects.get().above_id == RoleGrant.objects.get(account=supervisor.account).unit_id


def test_a_unit_where_nobody_leads_five_people_has_no_review(
    leader: Employee, agent: Employee, hr: Employee, tree: Tree
) -> None:
    with refused("performance.upward_teams_too_small"):
        start_upward(tree.qinghe, by=hr)


@pytest.mark.covers("G8")
def test_whoever_is_notified_can_answer_and_reads_the_threshold_first(
    row: UpwardRound, agent: Employee, leader: Employee, signed_in: Browser
) -> None:
    browser = signed_in(agent)
    notice = Notice.objects.get(account=agent.account, kind="performance.upward_review")
    token = UpwardToken.objects.get(rater=agent)
    form = reverse("upward_reviews:answer", args=[token.pk])
    assert form in browser.get(notice.url).content.decode()
    shown = browser.get(form).content.decode()
    answers = {f"q{item.pk}": "4" for item in row.items.all()}

    assert "保密" in shown
    assert "5 " in shown
    assert browser.post(form, {**answers, "comment": "谢谢"}).status_code == 302
    assert browser.post(form, answers).status_code == 404, "once"
    assert not Todo.objects.filter(employee=agent, kind="performance.upward_review").exists()


# --- without an author -------------------------------------------------------------------------------------


@pytest.mark.covers("G8", "R-132")
def test_a_dump_of_every_table_shows_no_answer_beside_a_person_an_order_or_a_time(
    row: UpwardRound, team: list[Employee], leader: Employee
) -> None:
    said = {}
    for minutes, token in enumerate(tokens(row, leader)):
        said[token.rater_id] = f"canary-{minutes}"
        answer_upward(token, 1 + minutes % 5, comment=said[token.rater_id], now=NOW + timedelta(minutes=minutes))
    dump = _dump()

    assert not [word for word in said.values() if word in dump], "the pack is sealed"
    pack = UpwardPack.objects.get(leader=leader)
    kept = json.loads(pack.content)
    assert set(kept) == {"n", "scores", "comments"}
    assert all(values == sorted(values) for values in kept["scores"].values())
    assert kept["comments"] == sorted(kept["comments"])
    assert {token.answered_on for token in UpwardToken.objects.filter(round=row)} == {TODAY}
    times = {
        field.name for field in UpwardPack._meta.fields + UpwardToken._meta.fields if "Time" in type(field).__name__
    }
    assert times == set()


def _dump() -> str:
    tables = [model for model in apps.get_models() if model._meta.managed]
    return "".join(serializers.serialize("json", model._default_manager.all()) for model in tables)


@pytest.mark.covers("G8")
def test_the_tables_are_the_same_to_the_letter_whoever_said_what_and_in_which_order(
    row: UpwardRound, team: list[Employee], leader: Employee
) -> None:
    asked = tokens(row, leader)
    values = [1, 2, 3, 4, 5, 5]
    dumps = []
    for order in (list(zip(asked, values, strict=True)), list(zip(reversed(asked), values, strict=True))):
        with transaction.atomic():
            for token, value in order:
                answer_upward(UpwardToken.objects.get(pk=token.pk), value, comment=f"说{value}")
            dumps.append((UpwardPack.objects.get(leader=leader).content, _rows("performance_upwardtoken")))
            transaction.set_rollback(True)

    assert dumps[0] == dumps[1]


def _rows(table: str) -> list[tuple[object, ...]]:
    """In the order in which the database keeps them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id")
        return list(cursor.fetchall())


@pytest.mark.covers("G8")
def test_neither_the_record_nor_a_leader_sees_who_took_part(
    row: UpwardRound, team: list[Employee], leader: Employee, supervisor: Employee
) -> None:
    before = AuditEntry.objects.count()
    for token in tokens(row, leader)[:3]:
        answer_upward(token)
    late = NOW + timedelta(days=30)

    assert AuditEntry.objects.count() == before
    for reader in (leader, supervisor):
        kinds = todos.overdue(account(reader), late).values_list("kind", flat=True)
        assert "performance.upward_review" not in kinds


# --- hidden below five ---------------------------------------------------------------------------------------


@pytest.mark.covers("R-132", "G8")
def test_four_answers_are_hidden_and_five_are_shown(
    row: UpwardRound, leader: Employee, agent: Employee, signed_in: Browser
) -> None:
    for answered, shown in ((4, False), (5, True)):
        with transaction.atomic():
            for token in tokens(row, leader)[:answered]:
                answer_upward(token, 4, comment="敢担当")
            close_upward(row)
            result = UpwardResult.objects.get(leader=leader)
            page = signed_in(leader).get(reverse("upward_reviews:result", args=[result.pk])).content.decode()

            assert (result.is_shown, result.n, result.score) == ((True, 5, 75) if shown else (False, 0, None))
            assert ("敢担当" in page, "75.0" in page) == (shown, shown)
            assert not UpwardPack.objects.exists()
            assert not UpwardToken.objects.exists()
            transaction.set_rollback(True)


@pytest.mark.covers("R-132")
def test_the_threshold_is_fixed_at_launch_and_the_database_knows_its_floor(row: UpwardRound) -> None:
    assert row.threshold == 5
    with pytest.raises(ValueError, match="out of range"):
        upward_reviews.THRESHOLD.read(4)
    with pytest.raises(IntegrityError), transaction.atomic():
        UpwardRound.objects.filter(pk=row.pk).update(threshold=4)


answers = st.lists(st.integers(1, 5), max_size=8).map(sorted)


@given(shown=st.lists(st.integers(1, 5), min_size=5, max_size=9), hidden=answers, others=answers)
def test_an_item_that_is_hidden_leaves_no_trace_in_the_score(
    shown: list[int], hidden: list[int], others: list[int]
) -> None:
    first, second = (
        upward_sum(Answers(len(shown), {"a": shown, "b": few[:4]}), threshold=5) for few in (hidden, others)
    )

    assert first == second


@given(packs=st.lists(answers, max_size=6), data=st.data())
def test_the_sum_over_leaders_says_nothing_about_a_hidden_one_nor_about_one_of_two(
    packs: list[list[int]], data: st.DataObject
) -> None:
    changed = [values if len(values) >= 5 else data.draw(answers)[:4] for values in packs]
    first, second = (
        over_leaders([upward_sum(Answers(len(one), {"a": one}), threshold=5).by_item or {} for one in many])
        for many in (packs, changed)
    )

    assert first == second
    assert bool(first) == (sum(len(values) >= 5 for values in packs) >= 3)


# --- who reads -------------------------------------------------------------------------------------------------


def test_the_leader_reads_the_own_result_the_next_level_too_and_nobody_beside(  # noqa: PLR0917 - a scene with several people
    row: UpwardRound, leader: Employee, supervisor: Employee, hr: Employee, hire: Hire, tree: Tree
) -> None:
    beside = hire("另一组长", tree.aftersales_2, role=Role.TEAM_LEAD)
    for token in tokens(row, leader):
        answer_upward(token)
    close_upward(row)
    read = {one.name: selectors.results(account(one)).count() for one in (leader, supervisor, hr, beside)}

    assert read == {"周敏": 1, "林涛": 1, "孙丽": 1, "另一组长": 0}


# --- every quarter -----------------------------------------------------------------------------------------------


@pytest.mark.covers("G8")
def test_the_review_comes_again_by_itself_in_the_last_month_of_each_quarter(row: UpwardRound) -> None:
    close_upward(row)
    november, march = NOW, datetime(2027, 3, 2, 9, 0, tzinfo=NOW.tzinfo)

    assert upward_closing.start_due_rounds(now=november) == 0
    assert upward_closing.start_due_rounds(now=march) == 1
    again = UpwardRound.objects.get(year=2027, quarter=1)
    assert (again.status, again.threshold, again.closes_on) == ("open", 5, (march + timedelta(days=14)).date())
    assert set(again.items.values_list("conduct", flat=True)) == set(Conduct.values)
    assert upward_closing.start_due_rounds(now=march) == 0, "once"


def test_a_draft_that_is_not_complete_waits_for_hr(row: UpwardRound, hr: Employee, tree: Tree) -> None:
    close_upward(row)
    march = datetime(2027, 3, 2, 9, 0, tzinfo=NOW.tzinfo)
    draft = UpwardRound.objects.create(unit=tree.qinghe, year=2027, quarter=1)
    UpwardItem.objects.create(round=draft, conduct="care", position=1, text="会问一句")

    assert upward_closing.start_due_rounds(now=march) == 0
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_answers_of_a_round_that_is_called_off_are_deleted_unread(
    row: UpwardRound, leader: Employee, hr: Employee
) -> None:
    answer_upward(tokens(row, leader)[0])
    assert read_pack(UpwardPack.objects.get().content).n == 1
    upward_reviews.cancel_round(round_id=row.pk, by=account(hr), now=NOW)

    assert not UpwardPack.objects.exists()
    assert not UpwardToken.objects.exists()
    assert upward_closing.close_due_rounds(now=NOW + timedelta(days=60)) == 0
