"""The honour wall: nothing without consent, nothing that corrects, and gone at one word."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Praise, Story, StoryPerson
from dengta.domains.communication.services import adoptions, suggestions
from dengta.domains.communication.services.culture import show_praise
from dengta.domains.communication.services.stories import publish_story
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import OutsideConsent, Reward
from dengta.domains.recognition.selectors.wall import Asked, WallItem, for_outside, items, kept, places
from dengta.domains.recognition.selectors.wall_words import measures_named
from dengta.domains.recognition.services.granting import Given, grant_reward, take_back_reward
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.praising import choose, praise, thank

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
Browser = Callable[[Employee], Client]


def on_wall(reader: Employee, **asked: str) -> list[WallItem]:
    of = kept(account(reader), Asked(**asked))
    return items(of, places(of))


def keys(reader: Employee, **asked: str) -> list[tuple[str, int]]:
    return [(one.source.value, one.key) for one in on_wall(reader, **asked)]


def reward(who: Employee, by: Employee, **other: str) -> Reward:
    said = {"title": "服务之星", "reason": "十一月客户评价样本最多也最好", **other}
    given = Given(
        form=Reward.Form.HONOUR, source=Reward.Source.SERVICE_STAR, key="2026-11", known_on=TODAY,
        amount=Decimal(0), **said,
    )  # fmt: skip
    return grant_reward(employee=who, given=given, by=account(by), now=NOW)


def story(author: Employee, shown: Employee, tree: Tree, *, text: str = "一通四十分钟的电话") -> Story:
    row = Story.objects.create(
        unit=tree.aftersales_1, author=author, title="暴雨那天", text=text, written_at=NOW, published_at=NOW
    )
    StoryPerson.objects.create(story=row, employee=shown)
    return row


def idea(author: Employee, leader: Employee, *, title: str = "退款页带出预计到账日") -> int:
    row = suggestions.submit_suggestion(title=title, body="少问一遍", hidden=True, by=account(author), now=NOW)
    suggestions.adopt_suggestion(
        suggestion_id=row.pk, answer="好", steps="表单带出", doer=leader.pk, until=TODAY + timedelta(days=7),
        by=account(leader), now=NOW,
    )  # fmt: skip
    return row.pk


# --- R-085 -----------------------------------------------------------------------------------------------


@pytest.mark.covers("R-085", "K13")
def test_the_wall_shows_the_four_only_with_consent_and_drops_each_at_one_word(
    *, leader: Employee, agent: Employee, peer: Employee, stranger: Employee, tree: Tree
) -> None:
    case, given = praise(leader, agent), reward(agent, leader)
    told, adopted = story(peer, agent, tree), idea(agent, leader)
    assert on_wall(peer) == [], "nobody has said yes to anything"

    everything = {("praise", case.pk), ("reward", given.pk), ("story", told.pk), ("idea", adopted)}
    for source, key in everything:
        choose(agent, source, key, "wall")
    assert set(keys(peer)) == everything
    assert keys(stranger) == [], "the wall is of one client"

    for source, key in sorted(everything):
        choose(agent, source, key, "private")
        everything.discard((source, key))
        assert set(keys(peer)) == everything
    for source, key in (("praise", case.pk), ("reward", given.pk), ("story", told.pk), ("idea", adopted)):
        with pytest.raises(NotAllowed):
            choose(leader, source, key, "wall")


@pytest.mark.covers("R-084")
def test_an_adopted_idea_is_praised_on_the_wall_by_name_with_the_consent_of_its_author(
    leader: Employee, agent: Employee, peer: Employee
) -> None:
    adopted = idea(agent, leader)
    assert keys(peer) == []
    adoptions.agree_to_be_named(suggestion_id=adopted, agree=True, by=account(agent), now=NOW)
    assert [(one.names, one.words) for one in on_wall(peer)] == [((agent.name,), "退款页带出预计到账日")]


def test_a_reward_stands_there_without_its_amount_and_goes_when_it_is_taken_back(
    leader: Employee, agent: Employee, peer: Employee, hr: Employee
) -> None:
    given = reward(agent, leader)
    Reward.objects.filter(pk=given.pk).update(amount=88888)
    choose(agent, "reward", given.pk, "wall")
    assert "88888" not in str(on_wall(peer))
    take_back_reward(reward_id=given.pk, reason="名单写错了", by=account(hr), now=NOW)
    assert on_wall(peer) == []


# --- K13: outside the house ------------------------------------------------------------------------------


@pytest.mark.covers("R-085", "K13")
def test_the_file_for_the_official_account_holds_what_was_agreed_to_a_second_time_and_no_more(
    *, leader: Employee, agent: Employee, peer: Employee, signed_in: Browser
) -> None:
    case = praise(leader, agent, contact="T-778")
    other = praise(leader, peer, did="只给同事看的那件好事情")
    choose(agent, "praise", case.pk, "outside")
    choose(peer, "praise", other.pk, "wall")
    browser, address = signed_in(leader), reverse("wall:export")

    def file(kind: str) -> str:
        answer = browser.get(address, {"format": kind})
        assert answer["Content-Disposition"].endswith(f'.{kind}"')
        return answer.content.decode()

    for kind in ("txt", "html"):
        taken = file(kind)
        assert agent.name in taken
        assert "客户当天收到退款" in taken
        assert "只给同事看的那件好事情" not in taken
        assert leader.name not in taken, "who gave it has not been asked"
        assert "T-778" not in taken
    assert "<script" not in file("html")

    choose(agent, "praise", case.pk, "wall")
    assert agent.name not in file("txt"), "withdrawn for outside, still on the wall"
    assert len(on_wall(peer)) == 2
    choose(agent, "praise", case.pk, "outside")
    show_praise(praise_id=case.pk, show=False, by=account(agent), now=NOW)
    assert agent.name not in file("html"), "off the wall is out of the file, however it was taken off"
    assert AuditEntry.objects.filter(verb="exports.taken").count() == 5
    assert signed_in(peer).get(address, {"format": "txt"}).status_code == 404
    assert browser.get(address, {"format": "exe"}).status_code == 404


def test_whoever_comes_back_to_the_wall_is_not_told_outside_again_without_a_new_yes(
    leader: Employee, agent: Employee, peer: Employee
) -> None:
    case = praise(leader, agent)
    choose(agent, "praise", case.pk, "outside")
    for show, minutes in ((False, 1), (True, 2)):
        later = NOW + timedelta(minutes=minutes)
        show_praise(praise_id=case.pk, show=show, by=account(agent), now=later)
    assert keys(peer) == [("praise", case.pk)]
    assert for_outside(on_wall(leader)) == []
    choose(agent, "praise", case.pk, "outside", now=NOW + timedelta(minutes=3))
    assert len(for_outside(on_wall(leader))) == 1


def test_a_story_goes_outside_once_everybody_in_it_agrees(
    agent: Employee, peer: Employee, leader: Employee, tree: Tree
) -> None:
    told = story(leader, agent, tree)
    StoryPerson.objects.create(story=told, employee=peer)
    choose(agent, "story", told.pk, "outside")
    choose(peer, "story", told.pk, "wall")
    assert for_outside(on_wall(leader)) == []
    choose(peer, "story", told.pk, "outside")
    assert [one.key for one in for_outside(on_wall(leader))] == [told.pk]
    assert OutsideConsent.objects.count() == 2


# --- R-107 -----------------------------------------------------------------------------------------------


@pytest.mark.covers("R-107")
@pytest.mark.parametrize("source", ["sanction", "case", "talk", "measure"])
def test_a_sanction_or_anything_of_a_case_cannot_be_posted_to_the_wall(
    source: str, agent: Employee, signed_in: Browser
) -> None:
    with refused("recognition.wall_takes_no_measures"):
        choose(agent, source, 1, "wall")
    answer = signed_in(agent).post(reverse("praise:readers", args=[source, 1]), {"seen_by": "wall"})
    assert answer.status_code == 422
    assert "墙" in answer.content.decode()


@pytest.mark.covers("R-107")
def test_words_of_a_measure_are_refused_wherever_they_would_reach_the_wall(
    *, leader: Employee, agent: Employee, peer: Employee, tree: Tree
) -> None:
    with refused("recognition.wall_names_measure"):
        praise(leader, agent, happened="上个月他受过书面警告，这个月完全变了")
    thanks = thank(peer, agent, text="记过之后反而更认真，帮我接了电话")
    for seen_by in ("team", "wall"):
        with refused("recognition.wall_names_measure"):
            choose(agent, "praise", thanks.pk, seen_by)
    with refused("recognition.wall_names_measure"):
        show_praise(praise_id=thanks.pk, show=True, by=account(agent), now=NOW)
    given = reward(agent, leader, reason="处分期满后的进步")
    with refused("recognition.wall_names_measure"):
        choose(agent, "reward", given.pk, "wall")
    told = story(peer, agent, tree, text="他被通报批评以后")
    Story.objects.filter(pk=told.pk).update(published_at=None)
    StoryPerson.objects.filter(story=told).update(answer="agreed")
    with refused("recognition.wall_names_measure"):
        publish_story(story_id=told.pk, by=account(leader), now=NOW)
    assert on_wall(peer) == []
    assert not Praise.objects.filter(case__isnull=False).exists()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("客户警告说要投诉，她没有慌", []),
        ("她把规则记过来又讲给大家听", ["记过"]),
        ("After a written warning he changed; no sanction followed.", ["written warning", "sanction"]),
        ("A fine example of how to listen", []),
        ("被罚款、降薪又辞退", ["罚款", "降薪", "辞退"]),
    ],
)
def test_the_linter_names_measures_and_lets_ordinary_words_pass(text: str, named: list[str]) -> None:
    assert measures_named(text) == named


# --- the page --------------------------------------------------------------------------------------------


@pytest.mark.covers("K13")
def test_the_wall_can_be_narrowed_printed_and_leads_to_what_stands_there(
    *, leader: Employee, agent: Employee, peer: Employee, tree: Tree, signed_in: Browser
) -> None:
    case, given, told = praise(leader, agent), reward(agent, leader), story(peer, agent, tree)
    for source, key in (("praise", case.pk), ("reward", given.pk), ("story", told.pk)):
        choose(agent, source, key, "wall")
    assert keys(peer, source="story") == [("story", told.pk)]
    assert keys(peer, tag="help") == [("praise", case.pk)]
    assert keys(peer, unit=str(tree.aftersales_2.pk)) == []

    browser = signed_in(peer)
    page = browser.get(reverse("wall:wall")).content.decode()
    for address in (reverse("praise:case", args=[case.pk]), reverse("culture:story", args=[told.pk])):
        assert f'href="{address}"' in page
    assert "服务之星" in page
    assert "暴雨那天" not in browser.get(reverse("wall:wall"), {"kind": "praise"}).content.decode()
    assert "暴雨那天" in browser.get(reverse("wall:wall"), {"kind": "nonsense"}).content.decode()
    assert "暴雨那天" in browser.get(reverse("wall:printed")).content.decode()
    choose(agent, "story", told.pk, "private")
    for name in ("wall:wall", "wall:printed"):
        assert "暴雨那天" not in browser.get(reverse(name)).content.decode()
