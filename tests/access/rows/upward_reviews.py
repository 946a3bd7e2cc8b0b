"""Upward reviews: the leader, the next level and HR read what enough people said; nobody reads who said it."""

from dengta.domains.performance.models import UpwardResult, UpwardToken
from dengta.domains.performance.services import upward_closing
from tests.access.frame import STAFF, House, Row
from tests.conftest import NOW
from tests.performance.rating import A_MONTH_AGO, answer_upward, prepare_upward, start_upward

BOTH = {"GET", "POST"}
READERS = {"leader", "supervisor", "hr", "executive"}


def furnish(house: House) -> None:
    team, hr = house.tree.aftersales_1, house.hr
    past = start_upward(team, by=hr, now=A_MONTH_AGO, quarter=3)
    said = house.plant("what people say about the leader", seen_by=READERS)
    for token in UpwardToken.objects.filter(round=past).select_related("rater__account"):
        answer_upward(token, comment=said, now=A_MONTH_AGO)
    upward_closing.close_due_rounds(now=NOW)
    house["upward_result"] = UpwardResult.objects.get(round=past, leader=house.leader)

    row = start_upward(team, by=hr)
    tokens = {token.rater_id: token for token in UpwardToken.objects.filter(round=row).select_related("rater__account")}
    hidden = house.plant("what is said in an open upward review", seen_by=set())
    answer_upward(tokens[house.peer.pk], comment=hidden)
    house["upward_round"], house["token"] = row, tokens[house.agent.pk]
    house["upward_draft"] = prepare_upward(house.tree.ticketing, by=hr)


def one(name: str) -> "object":
    return lambda house: {"pk": house[name].pk}


ROWS = [
    Row("upward_reviews:list", STAFF, faces=("agent", "leader", "hr")),
    Row("upward_reviews:prepare", {"hr"}, methods=BOTH),
    Row("upward_reviews:answer", {"agent"}, methods=BOTH, args=one("token")),
    Row("upward_reviews:round", {"hr"}, args=one("upward_round")),
    Row("upward_reviews:round", {"hr"}, args=one("upward_draft")),
    Row("upward_reviews:start", {"hr"}, methods=BOTH, args=one("upward_draft")),
    Row("upward_reviews:cancel", {"hr"}, methods={"POST"}, args=one("upward_round")),
    Row("upward_reviews:result", READERS, args=one("upward_result"), faces=("leader",)),
]
