"""Who may open which page of culture."""

from datetime import date, timedelta
from typing import Any

from dengta.domains.communication.models import CultureLine, CultureValue, Praise, PraiseTag, Story, StoryPerson
from dengta.domains.communication.services import adoptions, suggestions
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

DAY = date(2026, 11, 18)
# Those with a branch or a house around them; a guest of the client has none of ours.
SEES = EVERYBODY - {"client", "stranger", "other_leader"}
WRITERS = {"leader", "other_leader", "supervisor", "hr", "executive"}
LEADERS = {"leader", "supervisor", "hr", "executive"}
IN_TEAMS = {
    "agent", "peer", "stranger", "leader", "other_leader", "mentor", "trainer", "planner", "supervisor", "quality",
}  # fmt: skip
BOTH = {"GET", "POST"}


def furnish(house: House) -> None:
    """A vision with what serves it, values, praise on and off the wall, a story that is shown and one that is not."""
    tree = house.tree
    vision = CultureLine.objects.create(level="vision", unit=tree.company, text="让客户放心再来")
    strategy = CultureLine.objects.create(level="strategy", unit=tree.company, text="一次把事情办好", serves=vision)
    action = house.plant("action of the team", seen_by=SEES)
    house["line"] = CultureLine.objects.create(
        level="action", unit=tree.aftersales_1, text=action, serves=strategy, position=1
    )
    house["value"] = CultureValue.objects.create(
        unit=tree.qinghe, aspect="customer", name="客户第一", meaning="先问客户要什么，再说我们能做什么"
    )
    house["praise"], house["shown_praise"] = (_praise(house, shown=shown) for shown in (False, True))
    house["story"] = _story(house, "一通电话救回一单", house.plant("text of a story", seen_by=SEES), agreed=True)
    seen = LEADERS | {"peer", "agent"}
    house["draft"] = _story(house, "深夜的一封感谢信", house.plant("story without consent", seen_by=seen), agreed=False)

    _idea(house)


def _idea(house: House) -> None:
    """An adopted idea on the wall, with the consent of whoever had it."""
    title = house.plant("adopted idea on the wall", seen_by=SEES - {"admin"})
    by_peer = {"by": house.peer.account, "now": NOW}
    idea = suggestions.submit_suggestion(title=title, body="少填一遍", hidden=True, **by_peer)
    suggestions.adopt_suggestion(
        suggestion_id=idea.pk, answer="好", steps="表单带出", doer=house.agent.pk, until=DAY + timedelta(days=7),
        by=house.leader.account, now=NOW,
    )  # fmt: skip
    adoptions.agree_to_be_named(suggestion_id=idea.pk, agree=True, **by_peer)


def _praise(house: House, *, shown: bool) -> Praise:
    readers = SEES if shown else LEADERS | {"agent", "peer"}
    praise = Praise.objects.create(
        giver=house.peer, receiver=house.agent, unit=house.tree.aftersales_1, given_on=DAY, given_at=NOW,
        text=house.plant("praise on the wall" if shown else "praise between two", seen_by=readers),
        shown_at=NOW if shown else None,
    )  # fmt: skip
    PraiseTag.objects.create(praise=praise, tag="help")
    return praise


def _story(house: House, title: str, text: str, *, agreed: bool) -> Story:
    story = Story.objects.create(
        unit=house.tree.aftersales_1, author=house.peer, title=title, text=text, written_at=NOW, published_at=NOW
    )
    answer = StoryPerson.Answer.AGREED if agreed else StoryPerson.Answer.ASKED
    StoryPerson.objects.create(story=story, employee=house.agent, answer=answer)
    return story


def _of(name: str, **more: Any):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk, **more}


ROWS = [
    Row("culture:home", EVERYBODY, faces=("agent", "hr")),
    Row("culture:line_new", WRITERS, methods=BOTH),
    Row("culture:line_end", LEADERS, methods={"POST"}, args=_of("line")),
    Row("culture:value_new", WRITERS, methods=BOTH),
    Row("culture:value_end", {"supervisor", "hr", "executive"}, methods={"POST"}, args=_of("value")),
    Row("culture:praise", EVERYBODY, faces=("agent", "peer")),
    Row("culture:praise_new", EVERYBODY, methods=BOTH),
    Row("culture:trend", EVERYBODY, faces=("leader",)),
    Row("culture:praise_show", {"agent"}, methods={"POST"}, args=_of("praise"), data={"verdict": "yes"}),
    Row("culture:praise_back", {"peer"}, methods={"POST"}, args=_of("praise")),
    Row("culture:wall", EVERYBODY, faces=("agent",)),
    Row("culture:story_new", IN_TEAMS, methods=BOTH),
    Row("culture:drafts", EVERYBODY, faces=("peer", "leader")),
    Row("culture:about_me", EVERYBODY, faces=("agent",)),
    Row("culture:story", SEES, args=_of("story"), faces=("agent", "leader")),
    Row("culture:story", set(), args=_of("draft")),
    Row("culture:answer", {"agent"}, methods={"POST"}, args=_of("draft"), data={"verdict": "yes"}),
    Row("culture:publish", LEADERS, methods={"POST"}, args=_of("draft")),
    Row("culture:take_down", LEADERS | {"peer"}, methods={"POST"}, args=_of("story")),
]
