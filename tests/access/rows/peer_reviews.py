"""Peer reviews: nobody but the rater finds an invitation, nobody but the person reads comments."""

from datetime import date, timedelta

from dengta.domains.performance.models import PeerInvitation, PeerResult, PeerRound, SelfReview
from dengta.domains.performance.services import peer_closing, self_reviews
from tests.access.frame import STAFF, House, Row
from tests.conftest import NOW
from tests.performance.rating import A_MONTH_AGO, answer_peer, start_peers

BOTH = {"GET", "POST"}
STARTERS = {"leader", "supervisor", "other_leader"}
RUNNERS = {"leader", "supervisor"}
# appraisal_score: those who lead the team and HR read that there is a round; scores of the sums HR, executives and
# auditors as well.
SEE_ROUNDS = {"leader", "supervisor", "hr"}
READ_SCORES = {"agent", "leader", "supervisor", "hr", "executive", "auditor"}


def furnish(house: House) -> None:
    team = house.tree.aftersales_1
    past = start_peers(
        team, by=house.leader, now=A_MONTH_AGO, title="二季度同事互评", first_day=date(2026, 4, 1),
        last_day=date(2026, 6, 30),
    )  # fmt: skip
    said = house.plant("what colleagues say", seen_by={"agent"})
    for invitation in past.invitations.select_related("rater__account", "round"):
        about_agent = invitation.rated_id == house.agent.pk
        answer_peer(invitation, comment=said if about_agent else "", now=A_MONTH_AGO)
    own = SelfReview.objects.get(round=past, employee=house.agent)
    house["handed_in"] = write(
        house, own, hand_in=True, words="own words", seen_by={"agent", "leader", "supervisor", "hr"}
    )
    peer_closing.close_due_rounds(now=NOW)
    house["result"] = PeerResult.objects.get(round=past, rated=house.agent)
    house["past"] = past

    row = start_peers(team, by=house.leader)
    invitations = list(PeerInvitation.objects.filter(round=row, rater=house.agent).select_related("rater__account"))
    hidden = house.plant("what is said in an open round", seen_by=set())
    answer_peer(invitations[0], comment=hidden)
    house["invitation"], house["round"] = invitations[1], PeerRound.objects.get(pk=row.pk)
    draft = SelfReview.objects.get(round=row, employee=house.agent)
    house["draft"] = write(house, draft, hand_in=False, words="a draft", seen_by={"agent"})


def write(house: House, row: SelfReview, *, hand_in: bool, words: str, seen_by: set[str]) -> SelfReview:
    canary = house.plant(words, seen_by=seen_by)
    scores = {str(question.pk): 4 for question in row.round.questions.all()}
    return self_reviews.write_self_review(
        review_id=row.pk, went_well=canary, mistakes="漏回一次电话", needs="多练一次", scores=scores, hand_in=hand_in,
        by=house.agent.account, now=A_MONTH_AGO if hand_in else NOW + timedelta(minutes=1),
    )  # fmt: skip


def one(name: str) -> "object":
    return lambda house: {"pk": house[name].pk}


ROWS = [
    Row("peer_reviews:list", STAFF, faces=("agent", "leader")),
    Row("peer_reviews:start", STARTERS, methods=BOTH),
    Row("peer_reviews:answer", {"agent"}, methods=BOTH, args=one("invitation")),
    Row("peer_reviews:round", SEE_ROUNDS, args=one("round")),
    Row("peer_reviews:round", SEE_ROUNDS, args=one("past")),
    Row("peer_reviews:close", RUNNERS, methods={"POST"}, args=one("round")),
    Row("peer_reviews:cancel", RUNNERS, methods={"POST"}, args=one("round")),
    Row("peer_reviews:result", READ_SCORES, args=one("result"), faces=("agent", "leader")),
    Row("self_reviews:list", STAFF, faces=("agent", "leader")),
    Row("self_reviews:one", {"agent", "leader", "supervisor", "hr"}, args=one("handed_in"), faces=("agent", "leader")),
    Row("self_reviews:one", {"agent"}, args=one("draft")),
    Row("self_reviews:write", {"agent"}, methods=BOTH, args=one("draft")),
    Row("self_reviews:write", set(), methods=BOTH, args=one("handed_in")),
]
