"""Appraisals: the person once it is released, the leaders above, HR, and whoever an appeal is given to."""

from datetime import date

from dengta.domains.goals.selectors.like_with_like import LikeWithLike
from dengta.domains.performance.models import Appeal, Cycle, SelfReview
from dengta.domains.performance.selectors.evidence import Piece
from dengta.domains.performance.selectors.frozen_pieces import to_freeze
from dengta.domains.performance.selectors.self_reviews import questions_of
from dengta.domains.performance.services import appraisals, objections, self_reviews
from tests.access.frame import STAFF, House, Row
from tests.conftest import NOW
from tests.performance import appraising
from tests.performance.appraising import account, frozen, of, planned, released, scored

BOTH = {"GET", "POST"}
# One compared like with like, one that cannot be, one of too small a sample.
LIKE = LikeWithLike(
    n=80, raw=0.75, expected=0.712, centre=0.802, weight=0.39, value=0.817, low=0.768, high=0.866, comparable=0.71,
    people=12,
)  # fmt: skip
ROWS_OF = "/service/rows/"
FIGURES = [
    Piece("满意度", 58.5, 40, 80, ROWS_OF, "csat", 1, value=0.75, low=0.645, high=0.832, minimum=30, adjusted=LIKE),
    Piece("投诉率", 60, 30, 820, ROWS_OF, "complaint_rate_agent", 1, value=2.0, low=0.4, high=5.1, minimum=300),
    Piece("平均处理时长", None, 30, 12, ROWS_OF, "aht", 1, value=412, low=310, high=514, minimum=30),
]
LEADERS = {"leader", "supervisor", "hr"}
RUNNERS = {"supervisor", "hr"}
APPRAISED = {"agent", "peer", "leader", "mentor", "trainer", "planner", "quality", "supervisor"}


def furnish(house: House) -> None:
    """One cycle under way, one still being scored with a second reader, one only planned."""
    boss = account(house.supervisor)
    everybody = [one.pk for one in house.people.values()]
    scores: dict[str, dict[int, float | None]] = {
        "kpi": dict.fromkeys(everybody, 80.0), "qa": dict.fromkeys(everybody, 88.0),
        "peer": dict.fromkeys(everybody, 90.0),
    }  # fmt: skip
    with appraising.sources(scores):
        talks = frozen(planned(house.tree.qinghe, boss), boss)
        _look_at_oneself(talks, house)
        scored(talks, 86.0)
        released(talks, boss)
        waiting = frozen(planned(house.tree.aftersales_1, boss), boss)
        house["planned"] = planned(house.tree.aftersales_2, boss, ends_on=date(2026, 11, 19))
    house["talks"], house["waiting"] = talks, waiting
    _talk(house)
    words = house.plant("what a leader wrote before the release", seen_by=LEADERS)
    row = of(waiting, house.agent)
    row = appraisals.give_score(appraisal_id=row.pk, score=20, words=words, by=account(house.leader), now=NOW)
    assert row.second_reader == house.supervisor
    house["unreleased"] = row


def _look_at_oneself(cycle: Cycle, house: House) -> None:
    row = SelfReview.objects.get(cycle=cycle, employee=house.agent)
    self_reviews.write_self_review(
        review_id=row.pk, went_well="退款解释清楚了", mistakes="漏回一次电话", needs="想学报表", hand_in=True,
        scores={key: 4 for key, *_words in questions_of(row)}, by=account(house.agent), now=NOW,
    )  # fmt: skip


def _talk(house: House) -> None:
    """The agent wrote, objected to one number and appealed against the whole of another."""
    row, me = of(house["talks"], house.agent), account(house.agent)
    own = house.plant("what somebody wrote for the talk", seen_by={"agent", *LEADERS})
    appraisals.write_part(appraisal_id=row.pk, words=own, by=me, now=NOW)
    appraisals.write_part(
        appraisal_id=row.pk, words="进步明显。", ability_plan="跟听退款专席。", by=account(house.leader), now=NOW
    )
    words = house.plant("why somebody objects", seen_by={"agent", *LEADERS})
    row.scores.filter(key="kpi").update(pieces=to_freeze(FIGURES))
    house["appraisal"] = row
    house["objection"] = objections.object_to(appraisal_id=row.pk, key="qa", words=words, by=me, now=NOW)
    other = of(house["talks"], house.peer)
    house["appealed"] = other
    house["appeal"] = Appeal.objects.create(
        appraisal=other, words=house.plant("why somebody appeals", seen_by={"peer", *LEADERS}), made_at=NOW,
        due_on=date(2026, 11, 25), handler=house.hr,
    )  # fmt: skip


def _pk(name: str):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk}


ROWS = [
    Row("appraisals:mine", STAFF, faces=("agent",)),
    Row("appraisals:cycles", {*LEADERS, "other_leader", "executive"}, faces=("supervisor", "other_leader")),
    Row("appraisals:new_cycle", RUNNERS, methods=BOTH),
    Row("appraisals:cycle", {*LEADERS, "executive"}, args=_pk("talks"), faces=("supervisor", "leader")),
    Row("appraisals:cycle", LEADERS, args=_pk("waiting"), faces=("leader",)),
    Row("appraisals:cycle", RUNNERS, args=_pk("planned"), faces=("hr",)),
    Row("appraisals:hand_factors", RUNNERS, methods=BOTH, args=_pk("talks")),
    Row("appraisals:own", APPRAISED, args=_pk("talks")),
    Row("appraisals:freeze", RUNNERS, methods={"POST"}, args=_pk("planned")),
    Row("appraisals:calibration", RUNNERS, methods={"POST"}, args=_pk("waiting")),
    Row("appraisals:release", RUNNERS, methods={"POST"}, args=_pk("waiting")),
    Row("appraisals:close_cycle", RUNNERS, methods={"POST"}, args=_pk("talks")),
    Row("appraisals:appraisal", {"agent", *LEADERS}, args=_pk("appraisal"), faces=("agent", "leader", "supervisor")),
    Row("appraisals:appraisal", {"peer", *LEADERS}, args=_pk("appealed"), faces=("hr", "peer")),
    # Before the release the person finds nothing.
    Row("appraisals:appraisal", LEADERS, args=_pk("unreleased"), faces=("leader", "supervisor")),
    Row("appraisals:score", {"leader"}, methods=BOTH, args=_pk("unreleased")),
    Row("appraisals:hand_over", RUNNERS, methods=BOTH, args=_pk("unreleased")),
    Row("appraisals:second", {"supervisor"}, methods=BOTH, args=_pk("unreleased")),
    Row("appraisals:calibrate", RUNNERS, methods=BOTH, args=_pk("unreleased")),
    Row("appraisals:part", {"agent", "leader"}, methods=BOTH, args=_pk("appraisal")),
    Row("appraisals:sign", {"agent"}, methods={"POST"}, args=_pk("appraisal")),
    Row("appraisals:object", {"agent"}, methods=BOTH, args=_pk("appraisal")),
    Row("appraisals:appeal", {"agent"}, methods=BOTH, args=_pk("appraisal")),
    Row("appraisals:close", RUNNERS, methods={"POST"}, args=_pk("appraisal")),
    Row("appraisals:answer", RUNNERS, methods=BOTH, args=_pk("objection")),
    Row("appraisals:decide_appeal", {"hr"}, methods=BOTH, args=_pk("appeal")),
]
