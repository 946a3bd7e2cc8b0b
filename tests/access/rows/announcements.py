"""Announcements: what went to a team, a draft the staff is asked about; who sees names, answers, opinions."""

from datetime import timedelta

from django.db import transaction

from dengta.domains.communication.models import Receipt
from dengta.domains.communication.services import announcements, publishing, receipts, staff_consultations
from dengta.domains.communication.services.announcements import Frame, Words
from dengta.domains.communication.services.short_tests import QuestionText, save_question, take_test
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

DAY = timedelta(days=1)
TEAM = {"agent", "peer", "leader", "mentor", "trainer", "planner", "quality"}
READERS = TEAM | {"supervisor", "hr", "executive", "auditor"}
# Who may write to the team, and who may write to anybody.
AUTHORS = {"leader", "planner", "supervisor", "hr", "quality", "executive"}
WRITERS = AUTHORS | {"other_leader"}
# Who sees by name who has confirmed.
OVERSEERS = {"leader", "supervisor", "hr", "executive", "auditor"}
OWN = {"leader"}
BOTH = {"GET", "POST"}
BODY = "拆封商品的退货期由 7 天改为 14 天。\n\n请在接待时先核对订单的签收日期。"


def furnish(house: House) -> None:
    with transaction.atomic():
        _published(house)
        _drafted(house)


def _frame(house: House, **more: object) -> Frame:
    units = [house.tree.aftersales_1.pk]
    return Frame(kind="policy", units=units, needs_confirmation=True, gates_queue=True, **more)  # type: ignore[arg-type]


def _published(house: House) -> None:
    """Out, changed once, with a test that the agent has failed."""
    leader, agent = house.leader.account, house.agent.account
    for body in (BODY, house.plant("text of an announcement", seen_by=READERS) + BODY):
        words = Words("退换货规则调整", body, change_note="写得更清楚", effective_at=NOW + DAY)
        if "announcement" in house._things:
            announcements.edit_announcement(
                announcement_id=house["announcement"].pk, words=words, frame=None, by=leader, now=NOW
            )
        else:
            house["announcement"] = announcements.draft_announcement(
                words=words, frame=_frame(house), by=leader, now=NOW
            )
            explanation = house.plant("explanation of a missed question", seen_by={"agent"})
            question = QuestionText("拆封商品几天内可以退?", ("7 天", "14 天", "30 天"), 1, explanation)
            save_question(announcement_id=house["announcement"].pk, question=question, by=leader)
        publishing.publish_announcement(announcement_id=house["announcement"].pk, by=leader, now=NOW)
    receipt = Receipt.objects.get(announcement=house["announcement"], employee=house.agent)
    receipts.open_announcement(receipt_id=receipt.pk, by=agent, now=NOW)
    version = house["announcement"].versions.get(number=2)
    wrong = {question.pk: 0 for question in version.questions.all()}
    take_test(receipt_id=receipt.pk, answers=wrong, by=agent, now=NOW)
    house["receipt"] = receipt


def _drafted(house: House) -> None:
    """Being consulted about; one of those asked has said something."""
    leader = house.leader.account
    body = house.plant("text of a draft", seen_by=TEAM) + BODY
    house["draft"] = draft = announcements.draft_announcement(
        words=Words("夜班餐补调整", body, effective_at=NOW + 9 * DAY), frame=_frame(house, staff_interest=True),
        by=leader, now=NOW,
    )  # fmt: skip
    question = QuestionText("餐补几元?", ("15 元", "20 元"), 1, "见正文第二段。")
    house["question"] = save_question(announcement_id=draft.pk, question=question, by=leader)
    staff_consultations.open_consultation(
        announcement_id=draft.pk, closes_on=(NOW + 3 * DAY).date(), by=leader, now=NOW
    )
    text = house.plant("opinion on a draft", seen_by={"agent", "leader"})
    house["opinion"] = staff_consultations.say_opinion(
        announcement_id=draft.pk, text=text, by=house.agent.account, now=NOW
    )


def _of(name: str, **more: str):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk, **{key: house[thing].pk for key, thing in more.items()}}


OUT, DRAFT = _of("announcement"), _of("draft")

ROWS = [
    Row("announcements:list", EVERYBODY, faces=("agent", "leader")),
    Row("announcements:board", WRITERS),
    Row("announcements:unready", OVERSEERS | {"other_leader"}),
    Row("announcements:new", WRITERS, methods=BOTH),
    Row("announcements:one", READERS, args=OUT, faces=("agent", "leader")),
    Row("announcements:one", set(), args=DRAFT),
    Row("announcements:confirm", TEAM, methods={"POST"}, args=OUT),
    Row("announcements:test", TEAM, methods=BOTH, args=OUT),
    Row("announcements:edit", AUTHORS, methods=BOTH, args=OUT),
    Row("announcements:edit", OWN, methods=BOTH, args=DRAFT),
    Row("announcements:publish", OWN, methods=BOTH, args=DRAFT),
    Row("announcements:discard", OWN, methods={"POST"}, args=DRAFT),
    Row("announcements:withdraw", AUTHORS, methods=BOTH, args=OUT),
    Row("announcements:standing", AUTHORS | OVERSEERS, args=OUT),
    Row("announcements:missing", OVERSEERS, args=OUT),
    Row("announcements:missing", {"supervisor", "hr"}, args=OUT, query="?format=csv"),
    Row("announcements:mail", {"supervisor", "hr", "executive"}, methods=BOTH, args=_of("receipt")),
    Row("announcements:question_new", OWN, methods=BOTH, args=DRAFT),
    Row("announcements:question", OWN, methods=BOTH, args=_of("draft", question_id="question")),
    Row("announcements:question_drop", OWN, methods={"POST"}, args=_of("draft", question_id="question")),
    Row("announcements:consultation", OWN, args=DRAFT),
    Row("announcements:consultation_open", OWN, methods=BOTH, args=DRAFT),
    Row("announcements:negotiation", OWN, methods=BOTH, args=DRAFT),
    Row("announcements:opinion_answer", OWN, methods=BOTH, args=_of("draft", opinion_id="opinion")),
    Row("announcements:opinion", TEAM, methods=BOTH, args=DRAFT),
]
