"""The Service Star: criteria before the month, the best by the lower bound, a secret vote, a second person, consent."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import override_settings

from dengta.domains.communication.selectors.todos import waits_for
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Reward, StarBallot, StarMonth, StarStanding
from dengta.domains.recognition.selectors import stars as selectors
from dengta.domains.recognition.services import star_criteria, star_decisions, star_months, star_rhythm
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.starring import (
    COUNTED,
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    TAKEN,
    ZONE,
    approved,
    counted,
    criteria,
    did,
    taken,
    terms,
    vote,
)

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]
State = StarMonth.State


@pytest.fixture
def second(hire: Hire, tree: Tree) -> Employee:
    """钱进, a second person of HR."""
    return hire("钱进", None, number="K90009", role=Role.HR, at=tree.company)


@pytest.fixture
def voting(tree: Tree, hr: Employee, agent: Employee, peer: Employee, leader: Employee) -> StarMonth:
    """October: 李佳怡 190 of 200, 陈浩然 180 of 200; 周敏 votes with them."""
    criteria(tree.qinghe, hr)
    did(agent, tree.aftersales_1, (190, 200))
    did(peer, tree.aftersales_1, (180, 200))
    return taken(tree.qinghe)


@pytest.mark.covers("R-079")
def test_criteria_edited_on_the_20th_apply_from_the_next_month(tree: Tree, hr: Employee) -> None:
    old = criteria(tree.qinghe, hr, month=NOVEMBER)
    the_20th = NOW + timedelta(days=2)
    written = {"unit": tree.qinghe, "by": account(hr), "why": "多看一次解决", "now": the_20th}

    with refused("recognition.criteria_in_the_month"):
        star_criteria.set_criteria(terms=terms(csat_weight=40), applies_from=NOVEMBER, **written)  # type: ignore[arg-type]
    new = star_criteria.set_criteria(terms=terms(csat_weight=40), **written)  # type: ignore[arg-type]

    assert new.applies_from == DECEMBER
    assert selectors.criteria_for(tree.qinghe.pk, NOVEMBER) == old
    assert selectors.criteria_for(tree.qinghe.pk, DECEMBER) == new


@pytest.mark.covers("R-079")
def test_tiers_are_published_before_their_month_too(tree: Tree, hr: Employee) -> None:
    with refused("recognition.criteria_in_the_month"):
        star_criteria.set_tiers(
            unit=tree.qinghe, lines=[star_criteria.Line("铜", "", Decimal(50), 0)], why="w", applies_from=NOVEMBER,
            by=account(hr), now=NOW,
        )  # fmt: skip


def test_criteria_are_of_a_client_and_written_by_who_answers_for_it(
    tree: Tree, hr: Employee, leader: Employee
) -> None:  # fmt: skip
    with refused("recognition.star_of_a_client"):
        criteria(tree.shanghai, hr)
    with pytest.raises(NotAllowed):
        criteria(tree.qinghe, leader)


@pytest.mark.covers("R-080")
def test_190_of_200_come_before_5_of_5(tree: Tree, hr: Employee, agent: Employee, peer: Employee) -> None:
    with refused("recognition.star_sample_small"):
        criteria(tree.qinghe, hr, min_answers=5)
    criteria(tree.qinghe, hr)
    did(peer, tree.aftersales_1, (5, 5))
    did(agent, tree.aftersales_1, (190, 200))

    month = taken(tree.qinghe)

    assert [one.employee for one in selectors.candidates(month)] == [agent]
    few = month.standings.get(employee=peer)
    assert (few.score, few.is_candidate, few.answers) == (None, False, 5)
    assert selectors.top_list(month) == []


@pytest.mark.covers("R-080")
def test_nothing_is_approved_that_does_not_follow_from_the_frozen_data(
    voting: StarMonth, hr: Employee, agent: Employee, peer: Employee, second: Employee
) -> None:
    vote(voting, peer, agent)
    month = counted(voting)
    assert selectors.recount(month, with_today=True) == selectors.Recount(True, True, 2, True)
    StarStanding.objects.filter(month=month, employee=agent).update(is_winner=False)
    StarStanding.objects.filter(month=month, employee=peer).update(is_winner=True)

    with refused("recognition.star_not_reproducible"):
        approved(month, second)

    StarStanding.objects.filter(month=month, employee=peer).update(is_winner=False)
    StarStanding.objects.filter(month=month, employee=agent).update(is_winner=True)
    rows = [[*row[:3], row[3] - 1, row[4]] for row in month.rows]
    StarMonth.objects.filter(pk=month.pk).update(rows=rows)
    with refused("recognition.star_not_reproducible"):
        approved(month, second)


@pytest.mark.covers("R-080")
def test_figures_that_are_corrected_later_change_no_award(
    voting: StarMonth, tree: Tree, agent: Employee, peer: Employee
) -> None:
    did(peer, tree.aftersales_1, (0, 200), work="late")
    did(agent, tree.aftersales_1, (0, 200), work="late")
    found = selectors.recount(voting, with_today=True)

    assert found.holds
    assert found.people == 2


@pytest.mark.covers("R-080")
def test_who_takes_the_hard_contacts_does_not_lose_by_it(tree: Tree, hr: Employee, hire: Hire) -> None:
    criteria(tree.qinghe, hr, places=2)
    team = [hire(f"同事{n}", tree.aftersales_1, number=f"Z{n}") for n in range(6)]
    for one in team:
        did(one, tree.aftersales_1, (90, 100))
        did(one, tree.aftersales_1, (60, 100), work="hard")
    easy, hard = hire("易", tree.aftersales_1), hire("难", tree.aftersales_1)
    did(easy, tree.aftersales_1, (180, 200))
    did(hard, tree.aftersales_1, (140, 200), work="hard")

    month = taken(tree.qinghe)

    scores = {one.employee: one.score for one in month.standings.select_related("employee")}
    assert scores[hard] > scores[easy]
    assert hard in [one.employee for one in selectors.candidates(month)]


@pytest.mark.covers("H10")
def test_a_star_goes_from_the_shortlist_over_vote_and_approval_to_publication_and_a_bonus_line(
    voting: StarMonth, agent: Employee, peer: Employee, leader: Employee, second: Employee
) -> None:
    assert waits_for("recognition.vote_for_star", voting.pk) == {agent.pk, peer.pk, leader.pk}
    writer = Employee.objects.get(number="K90001")
    vote(voting, leader, peer)
    vote(voting, agent, peer)
    vote(voting, peer, agent)
    month = counted(voting)
    assert month.standings.get(is_winner=True).employee == peer
    # Who wrote the criteria does not approve what follows from them.
    assert waits_for("recognition.approve_star", month.pk) == {second.pk}
    with refused("recognition.star_decided_by_the_writer"):
        approved(month, writer)
    approved(month, second)

    given = Reward.objects.filter(source=Reward.Source.SERVICE_STAR)
    assert {(one.employee, one.form, one.amount) for one in given} == {
        (peer, "honour", Decimal(0)), (peer, "cash", Decimal(600)), (peer, "points", Decimal(100)),
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        star_decisions.say_whether_named(month_id=month.pk, named=True, by=account(agent), now=COUNTED)
    star_decisions.say_whether_named(month_id=month.pk, named=True, by=account(peer), now=COUNTED)
    month.refresh_from_db()
    assert (month.state, month.published_on) == (State.PUBLISHED, COUNTED.date())
    assert Notice.objects.filter(kind="recognition.stars", title__contains=peer.name).count() == 3
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"recognition.star_approved", "recognition.star_published", "recognition.star_votes_counted"} <= verbs


@pytest.mark.covers("H10")
def test_without_consent_it_is_published_without_the_name_and_the_reward_is_the_same(
    voting: StarMonth, agent: Employee, peer: Employee, second: Employee
) -> None:
    vote(voting, peer, agent)
    month = approved(counted(voting), second)
    assert month.answer_until == date(2026, 11, 10)
    with refused("recognition.star_may_still_answer"):
        star_decisions.publish_unanswered(month_id=month.pk, now=datetime(2026, 11, 10, 9, tzinfo=ZONE))

    star_rhythm.follow(now=datetime(2026, 11, 11, 7, tzinfo=ZONE))

    month.refresh_from_db()
    assert month.state == State.PUBLISHED
    assert not Notice.objects.filter(kind="recognition.stars", title__contains=agent.name).exists()
    assert Reward.objects.filter(employee=agent, form="cash", amount=600).exists()
    assert waits_for("recognition.name_the_star", month.pk) == set()


@pytest.mark.covers("H10")
def test_a_vote_is_secret_one_each_not_for_oneself_and_of_the_own_client(
    voting: StarMonth, agent: Employee, peer: Employee, stranger: Employee, supervisor: Employee
) -> None:
    with refused("recognition.vote_for_oneself"):
        vote(voting, agent, agent)
    vote(voting, agent, peer)
    with refused("recognition.voted_already"):
        vote(voting, agent, peer)
    with pytest.raises(NotAllowed):
        vote(voting, stranger, peer)

    # Of a vote only that it was cast is kept, and the sum.
    assert {field.name for field in StarBallot._meta.get_fields()} == {"id", "month", "employee"}
    entry = AuditEntry.objects.get(verb="recognition.star_voted")
    assert str(entry.facts) in ("{}", "")
    with refused("recognition.vote_is_over"):
        vote(voting, supervisor, peer, now=COUNTED)
    with refused("recognition.vote_not_over"):
        counted(voting, now=TAKEN)


@pytest.mark.covers("H10", "R-080")
def test_equal_votes_are_decided_by_the_data_and_equal_data_share_the_star(
    tree: Tree, hr: Employee, agent: Employee, peer: Employee, second: Employee
) -> None:
    criteria(tree.qinghe, hr)
    did(agent, tree.aftersales_1, (190, 200))
    did(peer, tree.aftersales_1, (190, 200))
    month = counted(taken(tree.qinghe))
    assert {one.employee for one in month.standings.filter(is_winner=True)} == {agent, peer}

    approved(month, second)

    cash = Reward.objects.filter(source=Reward.Source.SERVICE_STAR, form="cash")
    assert {(one.employee, one.amount) for one in cash} == {(agent, Decimal(300)), (peer, Decimal(300))}


@override_settings(LANGUAGE_CODE="en")
def test_two_stars_are_listed_as_the_language_of_the_house_lists_names(
    tree: Tree, hr: Employee, agent: Employee, peer: Employee, second: Employee
) -> None:
    criteria(tree.qinghe, hr)
    did(agent, tree.aftersales_1, (190, 200))
    did(peer, tree.aftersales_1, (190, 200))
    month = approved(counted(taken(tree.qinghe)), second)
    for winner in (agent, peer):
        star_decisions.say_whether_named(month_id=month.pk, named=True, by=account(winner), now=COUNTED)

    title = Notice.objects.get(kind="recognition.stars", account=account(agent)).title
    assert title.endswith(", ".join(sorted((agent.name, peer.name))))


def test_nobody_decides_about_themselves(
    tree: Tree, hr: Employee, supervisor: Employee, agent: Employee, leader: Employee
) -> None:
    criteria(tree.qinghe, hr)
    did(supervisor, tree.aftersales_2, (190, 200))
    did(agent, tree.aftersales_1, (150, 200))
    month = counted(taken(tree.qinghe))

    with refused("recognition.star_decided_by_a_candidate"):
        approved(month, supervisor)
    with pytest.raises(NotAllowed):
        approved(month, leader)


def test_a_star_may_be_declined_with_a_reason_and_nobody_is_told_whose_it_was(
    voting: StarMonth, second: Employee
) -> None:
    month = counted(voting)
    with refused("recognition.text_missing"):
        star_decisions.decline_star(month_id=month.pk, why=" ", by=account(second), now=COUNTED)
    star_decisions.decline_star(month_id=month.pk, why="数据还在核对", by=account(second), now=COUNTED)
    month.refresh_from_db()

    assert month.state == State.DECLINED
    assert not Notice.objects.filter(kind="recognition.stars").exists()
    assert not Reward.objects.exists()
    with refused("recognition.star_not_now"):
        approved(month, second)


def test_a_late_approval_says_why(voting: StarMonth, second: Employee) -> None:
    month = counted(voting)
    late = datetime(2026, 11, 17, 9, tzinfo=ZONE)
    with refused("recognition.reward_late"):
        approved(month, second, now=late)
    approved(month, second, now=late, late_because="等待数据核对")

    assert Reward.objects.filter(late_because="等待数据核对").count() == 3


def test_the_rhythm_takes_the_month_on_its_first_working_day_and_counts_when_the_vote_is_over(
    tree: Tree, hr: Employee, agent: Employee
) -> None:
    criteria(tree.qinghe, hr)
    did(agent, tree.aftersales_1, (190, 200))

    sunday = star_rhythm.follow(now=datetime(2026, 11, 1, 7, tzinfo=ZONE))
    monday = star_rhythm.follow(now=TAKEN)
    again = star_rhythm.follow(now=TAKEN)
    thursday = star_rhythm.follow(now=COUNTED)

    assert (sunday["months"], monday["months"], again["months"]) == (0, 1, 0)
    assert (monday["counted"], thursday["counted"]) == (0, 1)
    month = StarMonth.objects.get()
    assert (month.state, month.closes_on) == (State.CHOSEN, date(2026, 11, 4))


def test_a_month_in_which_nobody_can_be_compared_has_no_star(tree: Tree, hr: Employee, agent: Employee) -> None:
    criteria(tree.qinghe, hr)
    did(agent, tree.aftersales_1, (5, 5))

    assert taken(tree.qinghe).state == State.NOBODY
    with pytest.raises(ObjectDoesNotExist):
        star_months.vote(month_id=0, for_id=0, by=account(agent), now=TAKEN)
    with refused("recognition.month_not_over"):
        taken(tree.qinghe, month=NOVEMBER)
    assert star_months.take_month(unit=tree.yunfan, month=OCTOBER, now=TAKEN) is None
