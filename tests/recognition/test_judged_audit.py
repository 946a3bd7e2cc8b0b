"""The equality audit: groups are measured and rewarded alike, or somebody looks."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee, RoleGrant
from dengta.domains.recognition.models import AuditQuestion, CaseAppeal, ClauseVersion, Measure
from dengta.domains.recognition.selectors.equality import Asked, Audit, Facts, judge_facts, judge_for, limits_of
from dengta.domains.recognition.selectors.judged_days import year_to
from dengta.domains.recognition.selectors.judged_groups import Cut, Group, People, cuts_of, people_of, register_trait
from dengta.domains.recognition.selectors.judged_groups import _traits as traits
from dengta.domains.recognition.services.audit_questions import answer_audit, ask_about_audit
from dengta.engines.fairness import Word
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import FOUNDED, Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.judging import Scene, crowd, decided, praise, reward

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]
QUARTER = date(2026, 7, 1)
SPAN = year_to(QUARTER)
DAY = date(2026, 8, 12)


def asked_of(reader: Employee, asked: Asked, by: str) -> tuple[Cut, Audit]:
    people = people_of(account(reader), SPAN)
    cuts = cuts_of(people)
    cut = next(one for one in cuts if one.name == by)
    return cut, judge_for(asked, people, SPAN, cuts)(cut)


@pytest.fixture
def two_teams(tree: Tree) -> tuple[list[Employee], list[Employee]]:
    """A hundred people in each of two teams of one client."""
    return crowd(tree.aftersales_1, 100, prefix="A"), crowd(tree.aftersales_2, 100, prefix="B")


@pytest.mark.covers("R-088", "H6")
def test_eight_against_four_in_a_hundred_is_looked_at(
    scene: Scene, two_teams: tuple[list[Employee], list[Employee]]
) -> None:
    tree, published, hr, head = scene
    one, two = two_teams
    decided(one[:8], published, tree.aftersales_1, on=DAY, by=(head, hr))
    decided(two[:4], published, tree.aftersales_2, on=DAY, by=(head, hr))

    _cut, found = asked_of(hr, Asked.MEASURES, "team")

    line, other = found.lines[str(tree.aftersales_1.pk)], found.lines[str(tree.aftersales_2.pk)]
    assert (line.people, line.events, line.share) == (100, 8, pytest.approx(8))
    assert line.ratio == pytest.approx(2)
    assert line.word is Word.LOOK_HERE
    assert other.word is Word.EVEN


@pytest.mark.covers("R-088", "H6")
def test_what_hardly_comes_by_chance_is_a_finding_and_one_person_is_one_voice(
    scene: Scene, two_teams: tuple[list[Employee], list[Employee]]
) -> None:
    tree, published, hr, head = scene
    one, two = two_teams
    decided(one[:30], published, tree.aftersales_1, on=DAY, by=(head, hr))
    decided(one[:30], published, tree.aftersales_1, on=date(2026, 9, 1), by=(head, hr))
    decided(two[:8], published, tree.aftersales_2, on=DAY, by=(head, hr))

    _cut, found = asked_of(hr, Asked.MEASURES, "team")

    assert found.lines[str(tree.aftersales_1.pk)].events == 30
    assert found.lines[str(tree.aftersales_1.pk)].word is Word.FINDING


def two_halves(name: str, people: People, first: frozenset[int]) -> Cut:
    halves = (Group("one", "one", first), Group("two", "two", people.all - first))
    return Cut(name, name, halves, frozenset(), 0)


@pytest.mark.covers("R-088", "H6")
def test_somebody_measured_by_many_rules_falls_on_a_group_as_one_person() -> None:
    """Six people of one half and two of the other broke twelve rules each: 72 measures against 24, and chance."""
    people = People(dict.fromkeys(range(200), 1), QUARTER)
    team = two_halves("team", people, frozenset(range(100)))
    whoever = frozenset([0, 1, 2, 3, 4, 5, 100, 101])
    several = Facts(dict.fromkeys(range(12), people.all), dict.fromkeys(range(12), whoever))
    single = Facts({1: people.all}, {1: frozenset(range(72)) | frozenset(range(100, 124))})

    few, many = (
        judge_facts([team], people, facts, limits_of(Asked.MEASURES), by_breach=False)(team).lines["one"]
        for facts in (several, single)
    )

    assert (few.events, few.ratio, few.word) == (72, 3, Word.LOOK_HERE)
    assert (many.events, many.ratio, many.word) == (72, 3, Word.FINDING)


def test_where_no_group_may_be_shown_the_sums_over_everybody_are() -> None:
    people = People(dict.fromkeys(range(12), 1), QUARTER)
    hidden = Cut("team", "team", (), people.all, 3)
    facts = Facts({1: people.all, 2: people.all}, {1: frozenset([1, 2]), 2: frozenset([1])})

    found = judge_facts([hidden], people, facts, limits_of(Asked.MEASURES), by_breach=False)(hidden)

    assert found.lines == {}
    assert found.total is not None
    assert found.total.events == 3


@pytest.mark.covers("R-088", "H6")
def test_what_would_stand_out_alone_is_no_finding_once_everybody_is_parted_by_many_traits() -> None:
    people = People(dict.fromkeys(range(400), 1), QUARTER)
    team = two_halves("team", people, frozenset(range(200)))
    others = [two_halves(f"trait {n}", people, frozenset(range(n, 400, 2))) for n in (0, 1) for _ in range(8)]
    others = [Cut(f"{cut.name} {n}", cut.label, cut.shown, cut.rest, 0) for n, cut in enumerate(others)]
    facts = Facts({1: people.all}, {1: frozenset(range(26)) | frozenset(range(200, 209))})

    alone, among = (
        judge_facts(cuts, people, facts, limits_of(Asked.MEASURES), by_breach=False)(team).lines["one"].word
        for cuts in ([team], [team, *others])
    )

    assert (alone, among) == (Word.FINDING, Word.LOOK_HERE)


@pytest.mark.covers("H6")
def test_a_rule_of_one_client_is_not_held_against_those_whom_it_binds(
    tree: Tree, published: ClauseVersion, hr: Employee, head: Employee,
) -> None:  # fmt: skip
    """云帆 has a rule of its own, and breaks it: nobody else could, so there is nobody to be compared with."""
    own = crowd(tree.ticketing, 60, prefix="C")
    others = crowd(tree.aftersales_1, 60, prefix="A")
    published.clause.book.unit = tree.yunfan
    published.clause.book.save()
    decided(own[:12], published, tree.ticketing, on=DAY, by=(head, hr))

    _cut, found = asked_of(hr, Asked.MEASURES, "team")

    assert others
    assert found.lines[str(tree.ticketing.pk)].events == 12
    assert found.lines[str(tree.ticketing.pk)].word is Word.EVEN


@pytest.mark.covers("H6")
def test_the_same_breach_is_compared_by_its_outcome_and_by_who_leads(
    scene: Scene, leader: Employee, supervisor: Employee, two_teams: tuple[list[Employee], list[Employee]]
) -> None:
    tree, published, hr, head = scene
    one, two = two_teams
    decided(one[:40], published, tree.aftersales_1, on=DAY, by=(head, hr), measure=Measure.WRITTEN_WARNING)
    decided(two[:10], published, tree.aftersales_2, on=DAY, by=(head, hr), measure=Measure.WRITTEN_WARNING)
    decided(two[10:40], published, tree.aftersales_2, on=DAY, by=(head, hr))

    cut, found = asked_of(hr, Asked.OUTCOMES, "leader")

    labels = {group.key: group.label for group in cut.shown}
    assert set(labels.values()) == {leader.name, supervisor.name}
    by_name = {labels[key]: line for key, line in found.lines.items()}
    assert by_name[leader.name].people == 40
    assert by_name[leader.name].share == pytest.approx(100)
    assert by_name[leader.name].word is not Word.EVEN
    assert by_name[supervisor.name].word is Word.EVEN


@pytest.mark.covers("H20", "R-088")
def test_rank_is_part_of_the_audit(
    tree: Tree, published: ClauseVersion, hr: Employee, head: Employee, hire: Callable[..., Employee]
) -> None:
    leads = [hire(f"组长{n}", tree.aftersales_1, number=f"L{n}", role=Role.TEAM_LEAD) for n in range(12)]
    agents = crowd(tree.aftersales_1, 40, prefix="A")
    decided(agents[:8], published, tree.aftersales_1, on=DAY, by=(head, hr))

    cut, found = asked_of(hr, Asked.MEASURES, "rank")

    assert leads
    assert {group.key for group in cut.shown} == {"agent", "lead"}
    assert (found.lines["lead"].people, found.lines["lead"].events) == (12, 0)


@pytest.mark.covers("H6", "R-088")
def test_a_group_below_ten_is_counted_with_the_others_and_no_difference_gives_it_away(
    tree: Tree, published: ClauseVersion, hr: Employee, head: Employee
) -> None:
    crowd(tree.aftersales_1, 40, prefix="A")
    crowd(tree.aftersales_2, 12, prefix="B")
    few = crowd(tree.ticketing, 4, prefix="C")
    decided(few[:1], published, tree.ticketing, on=DAY, by=(head, hr))

    cut, found = asked_of(hr, Asked.MEASURES, "team")

    assert [group.key for group in cut.shown] == [str(tree.aftersales_1.pk)]
    assert cut.hidden == 2
    assert found.lines["rest"].people == 16


def test_what_an_appeal_lifted_or_made_milder_does_not_count(
    tree: Tree, published: ClauseVersion, hr: Employee, head: Employee
) -> None:
    people = crowd(tree.aftersales_1, 20, prefix="A")
    crowd(tree.aftersales_2, 20, prefix="B")
    lifted, milder, _stands = decided(people[:3], published, tree.aftersales_1, on=DAY, by=(head, hr))
    lifted.state, lifted.closing, lifted.closed_at = "closed", "lifted", lifted.decided_at
    lifted.save()
    assert lifted.decided_at is not None
    CaseAppeal.objects.create(
        case=milder, filed_at=lifted.decided_at, due_on=DAY, hearer=head, decided_at=lifted.decided_at,
        outcome="milder", measure=Measure.COACHING_TALK,
    )  # fmt: skip

    _cut, found = asked_of(hr, Asked.MEASURES, "team")

    assert found.lines[str(tree.aftersales_1.pk)].events == 1


@pytest.mark.covers("H6")
def test_rewards_and_praise_reach_groups_alike_by_the_four_fifths_rule(
    tree: Tree, hr: Employee, head: Employee, two_teams: tuple[list[Employee], list[Employee]]
) -> None:
    one, two = two_teams
    reward([*one[:60], *two[:30]], tree.aftersales_1, on=DAY)
    praise([*one[:50], *two[:48]], tree.aftersales_1, on=DAY, by=head)

    rewards = asked_of(hr, Asked.REWARDS, "team")[1].lines[str(tree.aftersales_2.pk)]
    praised = asked_of(hr, Asked.PRAISE, "team")[1].lines[str(tree.aftersales_2.pk)]

    assert (rewards.share, rewards.ratio) == (pytest.approx(30), pytest.approx(0.5))
    assert rewards.word is Word.FINDING
    assert praised.word is Word.EVEN


def test_what_another_room_records_with_consent_is_audited_too(tree: Tree, hr: Employee) -> None:
    people = crowd(tree.aftersales_1, 30, prefix="A")
    women = {one.pk for one in people[:15]}
    register_trait(
        "gender", "性别", lambda ids, _day: {one: ("f", "女") if one in women else ("m", "男") for one in ids}
    )
    try:
        cut, found = asked_of(hr, Asked.MEASURES, "gender")
    finally:
        traits.clear()
    assert {group.key for group in cut.shown} == {"f", "m"}
    assert found.lines["f"].people == 15


@pytest.mark.covers("H6")
def test_leaders_read_their_own_tree_by_name_agents_read_sums_and_clients_nothing(
    scene: Scene,
    leader: Employee,
    hire: Callable[..., Employee],
    signed_in: Browser,
    two_teams: tuple[list[Employee], list[Employee]],
) -> None:
    tree, published, hr, head = scene
    decided(two_teams[0][:8], published, tree.aftersales_1, on=DAY, by=(head, hr))
    agent = hire("李佳怡", tree.aftersales_1)
    guest = hire("客户代表", None, number="G1", role=Role.CLIENT, at=tree.qinghe)
    address = reverse("judged:audit") + "?by=team&quarter=2026-07-01"

    whole, own, sums = (signed_in(one).get(address) for one in (hr, leader, agent))

    assert {line.label for line in whole.context["shown"].lines} >= {"售后一组", "售后二组"}
    assert {line.label for line in own.context["shown"].lines} == {"售后一组"}
    assert "team" not in {by for by, _label, _url in sums.context["bys"]}
    assert sums.context["shown"].total.events == 8
    assert signed_in(guest).get(address).status_code == 404


def test_the_report_of_a_quarter_says_what_stands_out(
    scene: Scene, signed_in: Browser, two_teams: tuple[list[Employee], list[Employee]]
) -> None:
    tree, published, hr, head = scene
    decided(two_teams[0][:30], published, tree.aftersales_1, on=DAY, by=(head, hr))

    page = signed_in(hr).get(reverse("judged:report") + "?quarter=2026-07-01")

    apart = [line.label for one in page.context["audits"] for _by, line in one["apart"]]
    assert "售后一组" in apart
    assert signed_in(hr).get(reverse("judged:audit") + "?quarter=2026-07-01&ask=praise").status_code == 200


def test_the_house_without_people_says_so(hr: Employee, signed_in: Browser) -> None:
    for name in ("audit", "climate", "severity", "questions", "changes", "report"):
        assert signed_in(hr).get(reverse(f"judged:{name}")).status_code == 200, name
    assert RoleGrant.objects.filter(valid_from=FOUNDED).exists()


def eight_against_four(scene: Scene, two_teams: tuple[list[Employee], list[Employee]]) -> None:
    tree, published, hr, head = scene
    decided(two_teams[0][:8], published, tree.aftersales_1, on=DAY, by=(head, hr))
    decided(two_teams[1][:4], published, tree.aftersales_2, on=DAY, by=(head, hr))


@pytest.mark.covers("R-088", "H6")
def test_whatever_stands_out_waits_once_for_hr_who_says_what_was_found(
    scene: Scene, two_teams: tuple[list[Employee], list[Employee]], signed_in: Browser
) -> None:
    _tree, _published, hr, head = scene
    eight_against_four(scene, two_teams)

    assert ask_about_audit(now=NOW) == 1
    assert ask_about_audit(now=NOW) == 0

    row = AuditQuestion.objects.get()
    assert (row.quarter, row.asked, row.word, row.people, row.events) == (QUARTER, "measures", "look_here", 100, 8)
    assert (row.cut, row.label) == ("team", "售后一组")
    assert [one.employee for one in Todo.objects.filter(kind="recognition.audit_question")] == [hr]
    notice = Notice.objects.get(kind="recognition.audit_asked")
    assert notice.account == hr.account
    assert "售后" not in notice.title

    look, page = reverse("judged:look", args=[row.pk]), reverse("judged:looked")
    assert signed_in(hr).post(look, {"answer": " "}).status_code == 422
    assert signed_in(hr).post(look, {"answer": "大促期间该组缺人；从下月起补班。"}).status_code == 302
    row.refresh_from_db()
    assert (row.answered_by, row.answer[:4], row.answered_at is not None) == (hr, "大促期间", True)
    assert not Todo.objects.filter(kind="recognition.audit_question").exists()
    assert "大促" in signed_in(head).get(page).content.decode()
    with refused("recognition.audit_answered"):
        answer_audit(question_id=row.pk, answer="再看", by=account(hr), now=NOW)
    entry = AuditEntry.objects.get(verb="recognition.audit_looked_into")
    assert "大促" not in str(entry.facts), "the record says that it was answered, not what"


@pytest.mark.covers("R-088")
def test_few_people_are_looked_at_and_never_a_finding_nor_are_one_or_two_measures(
    scene: Scene, two_teams: tuple[list[Employee], list[Employee]]
) -> None:
    tree, published, hr, head = scene
    few = crowd(tree.ticketing, 20, prefix="C")
    decided(few[:12], published, tree.ticketing, on=DAY, by=(head, hr))
    decided(two_teams[0][:2], published, tree.aftersales_1, on=DAY, by=(head, hr))

    assert ask_about_audit(now=NOW) == 1
    row = AuditQuestion.objects.get()
    assert (row.label, row.people, row.word) == ("成都", 20, "look_here")
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditQuestion.objects.update(word="finding")


def test_nobody_but_hr_and_who_leads_the_house_says_what_is_behind_it_and_nobody_about_themselves(
    scene: Scene, leader: Employee, supervisor: Employee, two_teams: tuple[list[Employee], list[Employee]]
) -> None:
    eight_against_four(scene, two_teams)
    ask_about_audit(now=NOW)
    row = AuditQuestion.objects.get()
    AuditQuestion.objects.update(cut="leader", group=str(scene.head.pk))
    for other in (leader, supervisor, scene.head):
        with pytest.raises(NotAllowed):
            answer_audit(question_id=row.pk, answer="没事", by=account(other), now=NOW)
