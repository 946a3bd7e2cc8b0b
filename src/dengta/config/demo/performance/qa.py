"""Quality reviews of one team: a form, a drawn week with its answers, a dispute, a calibration, and coaching."""

from contextlib import suppress
from datetime import datetime, timedelta

from numpy.random import Generator, default_rng

from dengta.config.demo.world import SEED
from dengta.domains.people.models import Account, Employee, RoleGrant, Unit
from dengta.domains.performance.models import QaDraw, QaForm, QaReview
from dengta.domains.performance.selectors.qa_items import Item, items_from
from dengta.domains.performance.services import (
    qa_calibration,
    qa_coaching,
    qa_disputes,
    qa_forms,
    qa_reviews,
    qa_sampling,
)
from dengta.domains.performance.services.qa_disputes import Ruling
from dengta.domains.performance.services.qa_reviews import Given
from dengta.domains.service.selectors.contact import readable_contacts
from dengta.foundation.access import Role, forget
from dengta.foundation.errors import RuleViolation

QUALITY, SECOND, LEADER, AGENT = "D90004", "D80003", "D80002", "K10020"
ITEMS = (
    Item("", "开场", "报出姓名并核实订单", 1, 4, help="三句话以内完成，外呼同样适用"),
    Item("", "理解", "复述客户诉求，问清关键信息", 5, 2),
    Item("", "解决", "方案一次说清：做什么、谁来做、多久好", 5, 3),
    Item("", "解决", "工单记录完整，下一位同事看得懂", 5, 1),
    Item("", "语气", "先回应情绪，再谈规则", 5, 2),
    Item("", "收尾", "确认已解决，说明后续怎么找我们", 1, 3),
    Item("", "红线", "不承诺做不到的事，不泄露他人信息", 1, 0, fatal=True, optional=False),
)
LOST = {
    1: ("没有复述，直接查询", "那您等一下，我查查。"), 2: ("没有说到账时间", "退款会退的，您放心。"),
    3: ("备注只写了“已处理”", ""), 4: ("客户生气时直接念规则", "这个我们规定就是这样的。"), 5: ("没有确认是否解决", ""),
}  # fmt: skip
WORDS = """0:00 客服：您好，青禾电商，请问有什么可以帮您？
0:08 客户：我的退款三天了还没到账。
0:15 客服：那您等一下，我查查。
1:02 客服：退款会退的，您放心。
1:10 客户：到底什么时候到？
1:18 客服：原路退回一般三到五个工作日，我这边备注催一下。
1:40 客户：好吧。"""


def fill(now: datetime) -> None:
    """One team's week; the newest review of the persona waits for an answer."""
    people = {one.number: one for one in Employee.objects.filter(number__in=(QUALITY, SECOND, LEADER, AGENT))}
    team, client = Unit.objects.get(code="QH2"), Unit.objects.get(code="QH")
    first, second = (_account(people[number]) for number in (QUALITY, SECOND))
    RoleGrant.objects.create(account=second, role=Role.QUALITY, unit=client, valid_from=now.date() - timedelta(days=90))
    forget(second)
    form = _form(client, first, now - timedelta(days=60))
    draw, then = default_rng(SEED + 71), now - timedelta(days=7)
    plan = qa_sampling.make_plan(
        unit_id=team.pk, form_id=form.pk, name="售后二组每周抽检", method="stratified", period="week", per_agent=2,
        by=first, now=then,
    )  # fmt: skip
    drawn = _drawn(plan.pk, SEED, first, then)
    for row in (
        QaReview.objects.filter(draw=drawn, status="draft", draw__isnull=False)
        .select_related("reviewer__account", "version")
        .order_by("pk")[:24]
    ):
        _score(row, draw, now=then + timedelta(days=1))
    risk = qa_sampling.make_plan(
        unit_id=team.pk,
        form_id=form.pk,
        name="风险单复核",
        method="risk",
        period="week",
        per_agent=1,
        by=first,
        now=now,
    )
    _drawn(risk.pk, SEED + 1, first, now)
    _persona(people, form, first, now)
    _calibrate(people, form, first, second, now)


def _drawn(plan_id: int, seed: int, by: Account, now: datetime) -> QaDraw | None:
    """The draw of a plan; none where the centre is younger than the week that is drawn."""
    with suppress(RuleViolation):
        return qa_sampling.draw_sample(plan_id=plan_id, seed=seed, by=by, now=now)
    return None


def _account(person: Employee) -> Account:
    assert person.account is not None, "whoever leads or reviews can sign in"
    return person.account


def _form(client: Unit, by: Account, now: datetime) -> QaForm:
    form = qa_forms.create_form(unit_id=client.pk, name="售后服务评分表", by=by, now=now)
    for item in ITEMS:
        qa_forms.put_item(form_id=form.pk, item=item, by=by)
    qa_forms.publish_form(form_id=form.pk, by=by, now=now)
    form.refresh_from_db()
    return form


def _answers(items: list[Item], draw: Generator) -> dict[str, Given]:
    """Mostly good work, with a point lost here and there and why."""
    given = {}
    for place, item in enumerate(items):
        lost = place in LOST and draw.random() < 0.35
        points = max(0, item.most - int(draw.integers(1, 3))) if lost else item.most
        note, quote = LOST[place] if lost else ("", "")
        given[item.key] = Given(points, note=note, quote=quote, second=62 if quote else None)
    return given


def _score(row: QaReview, draw: Generator, *, now: datetime) -> None:
    by = _account(row.reviewer)
    answers = _answers(items_from(row.version.items), draw)
    qa_reviews.submit_review(review_id=row.pk, answers=answers, summary="", by=by, now=now)


def _persona(people: dict[str, Employee], form: QaForm, first: Account, now: datetime) -> None:
    """Two reviews of the persona: one disputed and decided, with coaching; one that waits for an answer."""
    mine = readable_contacts(first).filter(agent=people[AGENT], resolve_s__isnull=False).order_by("-created_at", "-pk")
    numbers = list(mine.values_list("external_id", flat=True)[:6])
    if len(numbers) < 2:
        return
    keys = [item.key for item in items_from(form.draft)]
    agent, leader = _account(people[AGENT]), _account(people[LEADER])
    for number, points, days in ((numbers[0], 3, 1), (numbers[1], 2, 6)):
        at = now - timedelta(days=days)
        row = qa_reviews.begin_review(number=number, form_id=form.pk, by=first, now=at)
        qa_reviews.keep_words(review_id=row.pk, words=WORDS, recording_url="", by=first)
        answers = {key: Given(item.most) for key, item in zip(keys, items_from(form.draft), strict=True)}
        answers[keys[1]] = Given(points, *LOST[1], 15)
        answers[keys[2]] = Given(points, *LOST[2], 62)
        said = "查询很快，语气稳。下一步：先说清到账时间，再结束通话。"
        qa_reviews.submit_review(review_id=row.pk, answers=answers, summary=said, by=first, now=at)
    reason = {keys[2]: "1:18 说了三到五个工作日，应算说清时限。"}
    qa_disputes.dispute_review(review_id=row.pk, reasons=reason, by=agent, now=now - timedelta(days=5))
    qa_disputes.decide_dispute(
        review_id=row.pk, rulings={keys[2]: Ruling(4)}, reason="时限在客户追问后才说，给 4 分。",
        by=_account(people[SECOND]), now=now - timedelta(days=3),
    )  # fmt: skip
    qa_coaching.start_coaching(
        review_id=row.pk, item=keys[1], coach=people[LEADER].pk, steps="每天听一通录音，先复述客户诉求，组长当天点评。",
        due_on=now.date() + timedelta(days=14), by=leader, now=now - timedelta(days=2),
    )  # fmt: skip


def _calibrate(people: dict[str, Employee], form: QaForm, first: Account, second: Account, now: datetime) -> None:
    """One calibration that was agreed, one in which one sheet is still missing."""
    free = readable_contacts(first).filter(unit__code="QH2", agent__isnull=False)
    free = free.exclude(pk__in=QaReview.objects.values("contact_id")).exclude(agent=people[AGENT])
    numbers = list(free.order_by("-created_at", "-pk").values_list("external_id", flat=True)[:2])
    items = items_from(form.draft)
    full = {item.key: Given(item.most) for item in items}
    strict = {**full, items[2].key: Given(3, note="没有说到账时间"), items[4].key: Given(4, note="少一句安抚")}
    reviewers, then = [people[QUALITY].pk, people[SECOND].pk], now - timedelta(days=10)
    for number, title, at in ((numbers[0], "退款进度咨询", then), (numbers[1], "换货改地址", now)):
        row = qa_calibration.open_session(
            title=title, number=number, form_id=form.pk, reviewers=reviewers,
            closes_on=at.date() + timedelta(days=3), by=first, now=at,
        )  # fmt: skip
        qa_calibration.hand_in_sheet(session_id=row.pk, answers=strict, by=second, now=at)
        if at == then:
            qa_calibration.hand_in_sheet(session_id=row.pk, answers=full, by=first, now=at)
            agreed = {item.key: Given(item.most, note="按评分说明，已做到") for item in items}
            agreed[items[2].key] = Given(4, note="时限说得晚，但说清了")
            qa_calibration.agree_answers(session_id=row.pk, answers=agreed, by=first, now=at)
