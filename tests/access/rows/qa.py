"""Quality reviews: agents read their own, leaders those of their people, quality makes them; calibrations stay with
those who score; nobody else knows that there is one."""

from datetime import timedelta

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import QaDispute, QaDraw, QaPlan, QaReview
from dengta.domains.performance.selectors.qa_items import items_from
from dengta.domains.performance.services import (
    qa_calibration,
    qa_coaching,
    qa_disputes,
    qa_reviews,
    qa_rhythm,
    qa_sampling,
)
from dengta.domains.performance.services.qa_reviews import Given
from dengta.foundation.access import Role
from tests.access.frame import STAFF, House, Row
from tests.cast import join
from tests.conftest import NOW
from tests.performance.reviewing import make_form
from tests.service.centre import at, build

BOTH = {"GET", "POST"}
# Whoever reads reviews of others, beside the agent.
READERS = {"leader", "supervisor", "quality"}
MAKERS = {"quality"}
SEE_PLANS = {"leader", "supervisor", "quality"}
WORK = STAFF


def furnish(house: House) -> None:
    other = join(house.tree, "白露", house.tree.aftersales_2, number="M97001", role=Role.QUALITY, at=house.tree.qinghe)
    quality, tree = house.quality, house.tree
    centre = build(tree)
    numbers = ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6")
    for number in numbers:
        centre.add(centre.contact(number, agent=house.agent.pk, created_at=at(10, 10), handle_s=300))
    form = make_form(quality, tree.aftersales_1.pk)
    house["form"], house["version"] = form, form.versions.get()
    keys = [item.key for item in items_from(form.draft)]
    house["key"] = keys[0]
    note = house.plant("why a point was lost", seen_by={"agent", *READERS})
    words = house.plant("words of a customer", seen_by={"agent", "leader", "supervisor", "hr", "quality"})

    def begin(number: str, by: object) -> QaReview:
        return qa_reviews.begin_review(number=number, form_id=form.pk, by=by.account, now=NOW)  # type: ignore[attr-defined]

    def submit(row: QaReview, by: object) -> QaReview:
        qa_reviews.keep_words(review_id=row.pk, words=f"0:00 {words}", recording_url="", by=by.account)  # type: ignore[attr-defined]
        answers = {key: Given(points, note=note, second=65) for key, points in zip(keys, (1, 2, 1), strict=True)}
        return qa_reviews.submit_review(
            review_id=row.pk, answers=answers, summary=note, by=by.account, now=NOW  # type: ignore[attr-defined]
        )  # fmt: skip

    house["draft"] = begin("Q1", quality)
    house["review"] = submit(begin("Q2", quality), quality)
    disputed = submit(begin("Q3", other), other)
    _dispute_and_follow(house, disputed, keys, other, note)


def _dispute_and_follow(house: House, disputed: QaReview, keys: list[str], other: Employee, note: str) -> None:
    form, quality, tree = house["form"], house.quality, house.tree
    qa_disputes.dispute_review(review_id=disputed.pk, reasons={keys[1]: note}, by=house.agent.account, now=NOW)
    house["disputed"] = disputed
    # Who could decide it had the time, and did not.
    late = _late(house, keys, other)
    QaDispute.objects.filter(review=late).update(due_on=NOW.date() - timedelta(days=1))
    house["late"] = late
    house["session"] = qa_calibration.open_session(
        title=house.plant("a calibration", seen_by=MAKERS), number="Q4", form_id=form.pk,
        reviewers=[quality.pk, other.pk], closes_on=NOW.date(), by=quality.account, now=NOW,
    )  # fmt: skip
    house["coaching"] = qa_coaching.start_coaching(
        review_id=house["review"].pk, item=keys[1], coach=house.leader.pk,
        steps=house.plant("what is practised", seen_by={"agent", *READERS}), due_on=NOW.date() + timedelta(days=7),
        by=house.leader.account, now=NOW,
    )  # fmt: skip
    house["plan"] = qa_sampling.make_plan(
        unit_id=tree.aftersales_1.pk, form_id=form.pk, name="每周抽检", method="stratified", period="week", per_agent=2,
        by=quality.account, now=NOW,
    )  # fmt: skip
    qa_rhythm.set_rhythm(plan_id=house["plan"].pk, draw_day=1, by=quality.account, now=NOW)
    drawn = QaPlan.objects.create(
        unit=tree.aftersales_1, form=form, name="上周", method="random", period="week", per_agent=1, created_at=NOW
    )
    qa_sampling.draw_sample(plan_id=drawn.pk, seed=1, by=quality.account, now=NOW)
    house["draw"], house["drawn"] = QaDraw.objects.get(), drawn


def _late(house: House, keys: list[str], other: Employee) -> QaReview:
    row = qa_reviews.begin_review(number="Q6", form_id=house["form"].pk, by=other.account, now=NOW)
    answers = {key: Given(points, note="x", second=65) for key, points in zip(keys, (1, 2, 1), strict=True)}
    qa_reviews.submit_review(review_id=row.pk, answers=answers, summary="", by=other.account, now=NOW)
    qa_disputes.dispute_review(review_id=row.pk, reasons={keys[1]: "x"}, by=house.agent.account, now=NOW)
    return row


def about(thing: str) -> object:
    return lambda house: {"pk": house[thing].pk}


def item(house: House) -> dict[str, object]:
    return {"pk": house["form"].pk, "key": house["key"]}


def reviewer(house: House) -> dict[str, int]:
    return {"pk": house.quality.pk}


ROWS = [
    Row("qa:list", WORK, faces=("agent", "leader")),
    Row("qa:list", {"supervisor", "quality"}, query="?format=csv"),
    Row("qa:begin", MAKERS, methods=BOTH),
    Row("qa:review", {"agent", *READERS}, args=about("review"), faces=("agent", "leader")),
    Row("qa:review", MAKERS, args=about("draft")),
    Row("qa:review", {"agent", *READERS}, args=about("disputed"), faces=("agent",)),
    Row("qa:score", MAKERS, methods=BOTH, args=about("draft")),
    Row("qa:words", MAKERS, methods=BOTH, args=about("draft")),
    Row("qa:machine", MAKERS, methods={"POST"}, args=about("draft")),
    Row("qa:acknowledge", {"agent"}, methods={"POST"}, args=about("review")),
    Row("qa:dispute", {"agent"}, methods=BOTH, args=about("review")),
    Row("qa:decide", MAKERS, methods=BOTH, args=about("disputed")),
    Row("qa:review", {"agent", *READERS}, args=about("late"), faces=("supervisor",)),
    Row("qa:name_reviewer", {"supervisor", "quality"}, methods=BOTH, args=about("late")),
    Row("qa:coach", READERS, methods=BOTH, args=about("review")),
    Row("qa:forms", MAKERS),
    Row("qa:form_new", MAKERS, methods=BOTH),
    Row("qa:form", MAKERS, args=about("form")),
    Row("qa:preview", MAKERS, methods=BOTH, args=about("form")),
    Row("qa:publish", MAKERS, methods={"POST"}, args=about("form")),
    Row("qa:item_new", MAKERS, methods=BOTH, args=about("form")),
    Row("qa:item", MAKERS, methods=BOTH, args=item),
    Row("qa:item_drop", MAKERS, methods={"POST"}, args=item),
    Row("qa:item_up", MAKERS, methods={"POST"}, args=item),
    Row("qa:version", MAKERS, methods=BOTH, args=about("version")),
    Row("qa:plans", SEE_PLANS | {"other_leader"}),
    Row("qa:plan_new", MAKERS, methods=BOTH),
    Row("qa:plan", SEE_PLANS, args=about("drawn")),
    Row("qa:plan", SEE_PLANS, args=about("plan"), faces=("quality",)),
    Row("qa:plan_draw", MAKERS, methods={"POST"}, args=about("plan")),
    Row("qa:plan_rhythm", MAKERS, methods=BOTH, args=about("plan")),
    Row("qa:plan_pause", MAKERS, methods={"POST"}, args=about("plan")),
    Row("qa:plan_resume", MAKERS, methods={"POST"}, args=about("plan")),
    Row("qa:plan_end", MAKERS, methods={"POST"}, args=about("plan")),
    Row("qa:draw", SEE_PLANS, args=about("draw"), faces=("quality",)),
    Row("qa:sessions", MAKERS),
    Row("qa:course", MAKERS),
    Row("qa:session_new", MAKERS, methods=BOTH),
    Row("qa:session", MAKERS, args=about("session")),
    Row("qa:session_score", MAKERS, methods=BOTH, args=about("session")),
    Row("qa:session_close", MAKERS, methods={"POST"}, args=about("session")),
    Row("qa:session_cancel", MAKERS, methods=BOTH, args=about("session")),
    Row("qa:session_agree", MAKERS, methods=BOTH, args=about("session")),
    Row("qa:coaching", WORK),
    Row("qa:coaching_one", {"agent", *READERS}, args=about("coaching")),
    Row("qa:coaching_done", READERS, methods=BOTH, args=about("coaching")),
    Row("qa:reviewers", {"leader", "other_leader", "supervisor", "quality"}),
    Row("qa:reviewer", {"leader", "supervisor", "quality"}, args=reviewer),
]
