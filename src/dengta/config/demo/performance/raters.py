"""A closed peer review and an open one, two upward reviews, and mystery visits of which one waits for an objection.

Most agents of the demo have no account, so what they answered is put into packs here; results are made as the room
makes them.
"""

import json
from datetime import date, datetime, timedelta

from numpy.random import Generator, default_rng

from dengta.config.demo.talk.people import Crew, crews
from dengta.config.demo.world import SEED
from dengta.domains.communication.selectors.clock import end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import (
    Conduct,
    PeerInvitation,
    PeerPack,
    PeerQuestion,
    PeerResult,
    PeerRound,
    SelfReview,
    UpwardItem,
    UpwardResult,
    UpwardRound,
)
from dengta.domains.performance.selectors.packs import Answers
from dengta.domains.performance.selectors.peer_results import peer_sum
from dengta.domains.performance.selectors.upward_results import upward_sum
from dengta.domains.performance.services import shopper
from dengta.domains.performance.services.peer_reviews import REVIEW, SELF

QUESTIONS = (
    ("说到做到", "常常要追问", "不用追问也放心"),
    ("忙的时候互相帮忙", "只顾自己手上的", "主动看到哪里缺人"),
    ("该告知的及时告知", "碰巧才知道", "需要之前就已告知"),
    ("坦诚说出自己的失误", "遮遮掩掩", "拿出来让大家少走弯路"),
)
SENTENCES = {
    Conduct.EXAMPLE: "要求我们做到的，自己先做到", Conduct.STRENGTHS: "知道每个人的长处，并让其发挥",
    Conduct.CARE: "察觉有人状态不好，会主动问一句", Conduct.NO_AIRS: "说话像自己人，没有距离",
    Conduct.DELEGATION: "交任务时也给决定权", Conduct.ENCOURAGEMENT: "做得好会真心肯定",
    Conduct.CONTACT: "定期抽时间与我谈话", Conduct.NO_BOASTING: "把功劳留给真正做事的人",
    Conduct.BALANCE: "公平兼顾公司、客户和我们的利益", Conduct.RESPONSIBILITY: "出了问题先站出来承担",
    Conduct.EVEN_TEMPER: "遇到难事不发火",
}  # fmt: skip
COMMENTS = ("备注写得清楚，接手不用再问。", "高峰时会主动接一线。", "希望交接时多说一句进度。")
UPWARD_COMMENTS = (
    "忙的时候会和我们一起接线。",
    "授权后希望少过问细节。",
    "投诉升级时愿意先站出来。",
    "一对一有时会推迟。",
)
SHOPPED = (("先确认订单再回答", 1), ("说清到账日和到账方式", 3), ("结束前确认还有没有问题", 1))


def fill(now: datetime) -> None:
    """Everything, ending at `now`."""
    today, chance = now.date(), default_rng(SEED + 12)
    teams = crews()
    for crew in teams:
        _closed_peers(crew, today, chance)
    _open_peers(teams[0], today, now)
    _upward(teams, today, chance)
    _visits(teams[0], today, now)


def _round(crew: Crew, title: str, first: date, last: date, *, opened: date, **more: object) -> PeerRound:
    row = PeerRound.objects.create(
        unit=crew.unit, title=title, first_day=first, last_day=last, opened_on=opened, per_person=5, threshold=3,
        closes_on=opened + timedelta(days=14), seed=0, started_by=crew.leader.account, **more,
    )  # fmt: skip
    PeerQuestion.objects.bulk_create(
        PeerQuestion(round=row, position=place, text=text, low=low, high=high)
        for place, (text, low, high) in enumerate(QUESTIONS, start=1)
    )
    return row


def _answers(keys: list[str], many: int, middle: float, comments: tuple[str, ...], chance: Generator) -> Answers:
    pack = Answers()
    for number in range(many):
        scores = {key: int(min(5, max(1, round(float(chance.normal(middle, 0.8)))))) for key in keys}
        pack = pack.with_one(scores, comments[number % len(comments)] if number % 2 else "")
    return pack


def _closed_peers(crew: Crew, today: date, chance: Generator) -> None:
    last = today - timedelta(days=60)
    row = _round(
        crew, "上季度同事互评", last - timedelta(days=90), last, opened=last + timedelta(days=3), status="closed",
        closed_on=last + timedelta(days=18),
    )  # fmt: skip
    keys = [str(question.pk) for question in row.questions.all()]
    for place, agent in enumerate(crew.agents):
        many = 2 if place == len(crew.agents) - 1 else int(chance.integers(3, 6))
        made = peer_sum(_answers(keys, many, float(chance.normal(4, 0.4)), COMMENTS, chance), threshold=row.threshold)
        PeerResult.objects.create(
            round=row, rated=agent, unit=crew.unit, n=made.n, score=made.score, by_question=made.by_question or {},
            comments=json.dumps(made.comments, ensure_ascii=False) if made.comments else "",
        )  # fmt: skip


def _open_peers(crew: Crew, today: date, now: datetime) -> None:
    row = _round(
        crew, "本季度同事互评", today - timedelta(days=55), today, opened=today - timedelta(days=4), status="open"
    )
    agents = crew.agents
    PeerPack.objects.bulk_create(PeerPack(round=row, rated=agent) for agent in agents)
    size = len(agents)
    asked = [(agents[one], agents[(one + step) % size]) for one in range(size) for step in range(1, min(6, size))]
    PeerInvitation.objects.bulk_create(PeerInvitation(round=row, rater=rater, rated=rated) for rater, rated in asked)
    SelfReview.objects.bulk_create(SelfReview(round=row, employee=agent, unit=crew.unit) for agent in agents)
    people, due_at = [agent.pk for agent in agents], end_of(row.closes_on)
    todos.put(kind=REVIEW, key=row.pk, to=people, title=row.title, url="/peer-reviews/", now=now, due_at=due_at)
    todos.put(kind=SELF, key=row.pk, to=people, title=row.title, url="/self-reviews/", now=now, due_at=due_at)


def _upward(teams: list[Crew], today: date, chance: Generator) -> None:
    place = today.year * 4 + (today.month - 1) // 3 - 1
    year, quarter, closed = place // 4, place % 4 + 1, today - timedelta(days=50)
    for client in ("QH", "YF"):
        led = [crew for crew in teams if crew.unit.code.startswith(client)]
        above = led[0].unit.links_up.get(valid_to=None).parent
        row = UpwardRound.objects.create(
            unit=above, year=year, quarter=quarter, status="closed", opened_on=closed - timedelta(days=15),
            closes_on=closed - timedelta(days=1), closed_on=closed,
        )  # fmt: skip
        UpwardItem.objects.bulk_create(
            UpwardItem(round=row, conduct=conduct, text=text, position=number)
            for number, (conduct, text) in enumerate(SENTENCES.items(), start=1)
        )
        keys = [str(item.pk) for item in row.items.all()]
        for crew in led:
            pack = _answers(keys, min(9, len(crew.agents)), 3.9, UPWARD_COMMENTS, chance)
            made = upward_sum(pack, threshold=row.threshold)
            UpwardResult.objects.create(
                round=row, leader=crew.leader, unit=crew.unit, above=above, is_shown=made.is_shown, n=made.n,
                score=made.score, by_item=made.by_item or {}, comments=json.dumps(made.comments, ensure_ascii=False),
            )  # fmt: skip


def _visits(crew: Crew, today: date, now: datetime) -> None:
    office = {
        one.number: one for one in Employee.objects.filter(number__in=("D90001", "D90002")).select_related("account")
    }
    planner, stranger = office["D90001"].account, office["D90002"]
    assert planner is not None
    assert stranger.account is not None
    of = shopper.add_scenario(
        unit_id=crew.unit.pk, title="退款问到账", script="说上周退了一件外套，还没有收到钱，问几天能到、退到哪里。",
        criteria=SHOPPED, by=planner, now=now,
    )  # fmt: skip
    plan = shopper.make_plan(unit_id=crew.unit.pk, title="大促后退款抽查", by=planner, now=now)
    for place, agent in enumerate(crew.agents[:3]):
        visit = shopper.plan_visit(
            plan_id=plan.pk, scenario_id=of.pk, target_id=agent.pk, shopper_id=stranger.pk,
            visit_by=today + timedelta(days=7), by=planner, now=now,
        )  # fmt: skip
        if place:
            continue
        shopper.hand_in(
            visit_id=visit.pk, answers=[4, 3, None], visited_on=today, by=stranger.account, now=now,
            report="接起后先核对了订单，说三到五个工作日到账，没有主动说退回原支付方式，追问后说清楚了。",
        )  # fmt: skip
        shopper.close_visit(visit_id=visit.pk, by=planner, now=now)
