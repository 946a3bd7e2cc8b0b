"""Rewards: one's own, those of whom one leads; above the band with a second person; paid by those who may see pay."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from dengta.domains.recognition.models import (
    Bonus,
    CatalogueItem,
    ClauseVersion,
    Edition,
    PayoutList,
    Reward,
    RewardBudget,
    RuleBook,
    TakingBack,
)
from dengta.domains.recognition.selectors.payouts import digest_of as digest_of_list
from dengta.domains.recognition.services import points
from dengta.domains.recognition.services.bonuses import Offer, digest_of, give_bonus
from dengta.domains.recognition.services.payouts import _write_lines
from tests.access.frame import STAFF, House, Row
from tests.conftest import NOW
from tests.recognition.adopting import reward_words

BOTH = {"GET", "POST"}
LEADERS = {"leader", "supervisor", "hr"}
READERS = {"leader", "other_leader", "supervisor", "hr", "auditor"}
OCTOBER = date(2026, 10, 1)


def furnish(house: House) -> None:
    """A promise of the book, a bonus in each state, points, something to redeem, and lists in three states."""
    house["promise"] = _promise(house)
    secret = house.plant("why somebody is to be rewarded", seen_by={"leader", "supervisor", "hr", "auditor"})
    house["noted"] = _bonus(house, title=secret)
    house["proposed"] = _proposed(house)
    points.allot_points(
        unit_id=house.tree.company.pk, points=5000, token=uuid4(), by=_account(house.hr), now=NOW
    )  # fmt: skip
    given = _bonus(house, title="客户来信致谢")
    offer = Offer(Reward.Form.POINTS, Decimal(2000), "耐心帮老人改好了订单")
    house["given"] = give_bonus(bonus_id=given.pk, offer=offer, by=_account(house.leader), now=NOW)
    RewardBudget.objects.create(unit=house.tree.qinghe, month=NOW.date().replace(day=1), amount=3000, set_at=NOW)
    house["item"] = CatalogueItem.objects.create(
        unit=house.tree.company, title="半天弹性工作", title_en="Half a day off", form="flexible_work", points=500,
        stock=5, made_at=NOW,
    )  # fmt: skip
    house["star"] = star = Reward.objects.create(
        employee=house.agent, unit=house.tree.aftersales_1, form="honour", source="service_star", key="star-0",
        title="服务之星", facts_known_on=NOW.date(), granted_on=NOW.date(), granted_by=_account(house.hr),
    )  # fmt: skip
    why = house.plant("why a reward is to be taken back", seen_by={"supervisor", "hr", "executive"})
    TakingBack.objects.create(reward=star, reason=why, asked_by=_account(house.hr), asked_at=NOW)
    house["list"] = _list(house, OCTOBER, "prepared")
    house["approved"] = _list(house, date(2026, 9, 1), "approved")
    house["paid"] = _list(house, date(2026, 8, 1), "paid")
    house["asked"] = asked = _list(house, date(2026, 7, 1), "paid")
    why = house.plant("what is wrong with a payment", seen_by={"agent", "supervisor", "hr"})
    asked.lines.update(missing_said=why, missing_at=NOW)


def _account(employee: Any) -> Any:
    return employee.account


def _promise(house: House) -> ClauseVersion:
    known = ClauseVersion.objects.filter(clause__code="JL03").first()
    if known is not None:
        return known
    book, _new = RuleBook.objects.get_or_create(unit=house.tree.company, defaults={"created_at": NOW})
    edition = Edition.objects.create(
        book=book, number=60, summary="奖励", begun_at=NOW, state="withdrawn", withdrawn_at=NOW, withdrawn_why="x"
    )
    clause = book.clauses.create(code="JL03", kind="reward", category="reward")
    return ClauseVersion.objects.create(
        clause=clause, edition=edition, number=1, in_force_from=date(2026, 1, 1),
        **vars(reward_words(title="客户书面感谢", title_en="Thanks from a customer", band_low=100, band_high=300)),
    )  # fmt: skip


def _bonus(house: House, **other: Any) -> Bonus:
    facts = {"title": "客户来信", "known_on": NOW.date() - timedelta(days=2), **other}
    return Bonus.objects.create(
        employee=house.agent, unit=house.tree.aftersales_1, clause=house["promise"], noted_by=_account(house.leader),
        noted_at=NOW, **facts,
    )  # fmt: skip


def _proposed(house: House) -> Bonus:
    bonus = _bonus(
        house, form="cash", amount=1500, reason="带队通宵恢复", public_reason="系统故障当晚带队恢复服务",
        title="通宵恢复", proposed_by=_account(house.leader), proposed_at=NOW,
    )  # fmt: skip
    bonus.state, bonus.digest = "proposed", digest_of(bonus)
    bonus.save()
    return bonus


def _list(house: House, month: date, state: str) -> PayoutList:
    day = month + timedelta(days=10)
    reward = Reward.objects.create(
        employee=house.agent, unit=house.tree.aftersales_1, form="cash", source="bonus", key=f"list-{month}",
        title="客户致谢", amount=200, facts_known_on=day, granted_on=day, granted_by=_account(house.leader),
    )  # fmt: skip
    more: dict[str, Any] = {"approved_by": _account(house.hr), "approved_at": NOW} if state != "prepared" else {}
    payout = PayoutList.objects.create(
        unit=house.tree.qinghe, month=month, total=200, digest=digest_of_list(house.tree.qinghe.pk, month, [reward]),
        prepared_by=_account(house.supervisor), prepared_at=NOW, state=state,
        paid_on=NOW.date() if state == "paid" else None, **more,
    )  # fmt: skip
    _write_lines(payout, [reward])
    return payout


def _of(name: str):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk}


def _line(name: str):  # type: ignore[no-untyped-def]
    return lambda house: {"pk": house[name].lines.get().pk}


ROWS = [
    Row("bonuses:own", STAFF, faces=("agent", "supervisor")),
    Row("bonuses:points", STAFF, faces=("agent",)),
    Row("bonuses:catalogue", STAFF, faces=("agent", "hr")),
    Row("bonuses:redeem", STAFF, methods={"POST"}, args=_of("item"), data=lambda house: {"token": uuid4()}),
    Row("bonuses:published", STAFF),
    Row("bonuses:team", READERS, faces=("leader", "hr")),
    Row("bonuses:given", READERS, faces=("leader", "hr")),
    Row("bonuses:given", {"supervisor", "hr"}, query="format=csv"),
    Row("bonuses:take_back", {"supervisor", "hr"}, methods=BOTH, args=lambda house: {"pk": house["given"].reward_id}),
    Row("bonuses:take_back", {"supervisor", "hr", "executive"}, methods=BOTH, args=_of("star"), faces=("executive",)),
    Row("bonuses:mix", READERS | {"executive"}, faces=("leader", "executive")),
    Row("bonuses:waiting", READERS | {"executive"}, faces=("leader", "executive")),
    Row("bonuses:new", {"leader", "other_leader", "supervisor"}, methods=BOTH),
    Row("bonuses:bonus", {"leader", "supervisor", "hr", "auditor"}, args=_of("noted"), faces=("leader",)),
    Row(
        "bonuses:bonus",
        {"leader", "supervisor", "hr", "auditor", "executive"},
        args=_of("proposed"),
        faces=("leader", "supervisor"),
    ),
    Row("bonuses:give", {"leader", "supervisor"}, methods=BOTH, args=_of("noted")),
    Row("bonuses:propose", {"leader", "supervisor"}, methods=BOTH, args=_of("noted")),
    Row("bonuses:drop", {"leader", "supervisor"}, methods=BOTH, args=_of("noted")),
    Row("bonuses:approve", {"supervisor", "hr", "executive"}, methods={"POST"}, args=_of("proposed")),
    Row("bonuses:send_back", {"leader", "supervisor", "hr", "executive"}, methods=BOTH, args=_of("proposed")),
    Row("bonuses:allot", {"hr"}, methods=BOTH),
    Row("bonuses:budget", {"hr"}, methods=BOTH),
    Row("bonuses:items", {"supervisor", "hr"}, faces=("hr",)),
    Row("bonuses:new_item", {"supervisor", "hr"}, methods=BOTH),
    Row("bonuses:change_item", {"hr"}, methods=BOTH, args=_of("item")),
    Row("bonuses:payouts", {"supervisor", "hr"}),
    Row("bonuses:prepare", {"supervisor", "hr"}, methods=BOTH),
    Row("bonuses:payout", {"supervisor", "hr"}, args=_of("list"), faces=("supervisor", "hr")),
    Row("bonuses:payout", {"hr"}, args=_of("list"), query="format=csv"),
    Row("bonuses:payout", {"supervisor", "hr"}, args=_of("paid"), faces=("hr",)),
    Row("bonuses:approve_payout", {"hr"}, methods=BOTH, args=_of("list")),
    Row("bonuses:paid", {"supervisor", "hr"}, methods=BOTH, args=_of("approved")),
    Row("bonuses:received", {"agent"}, methods={"POST"}, args=_line("paid")),
    Row("bonuses:missing", {"agent"}, methods=BOTH, args=_line("paid")),
    Row("bonuses:payout", {"supervisor", "hr"}, args=_of("asked"), faces=("supervisor",)),
    Row("bonuses:answer_missing", {"supervisor", "hr"}, methods=BOTH, args=_line("asked")),
]
