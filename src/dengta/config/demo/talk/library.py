"""Fifteen rules and procedures of the centre, most of them in several versions."""

from datetime import datetime, timedelta

from numpy.random import default_rng

from dengta.config.demo.world import SEED
from dengta.domains.communication.models import Clause, DocumentReading, DocumentVersion, LibraryDocument, Todo
from dengta.domains.communication.policies.reach import client_of
from dengta.domains.people.models import Employee, Unit

# Number, title, kind, unit, owner, days until the review, versions as lists of clauses with what changed.
RULES = (
    ("HD-GZ-01", "考勤与请假规定", "rule", "HD", "D90003", 120, (
        "上班前十分钟到岗，完成设备检查。", "请假提前一天申请，突发情况当天电话告知组长。",
        "迟到由系统记录，当事人可在五个工作日内提出申诉。")),
    ("HD-GZ-02", "客户信息保密规定", "rule", "HD", "D90003", 60, (
        "不得用个人设备拍摄、抄录客户信息。", "离开工位锁屏。", "发现泄露一小时内报告，主动报告者从轻处理。")),
    ("HD-GZ-03", "服务用语规范", "rule", "HD", "D90004", 200, (
        "先问好，再确认称呼。", "不打断客户，听完后复述一次诉求。", "不使用“你应该”“这不归我管”。")),
    ("HD-GZ-04", "投诉受理与升级规定", "rule", "HD", "D90004", -4, (
        "任何渠道收到投诉均须登记。", "一小时内首次联系客户。", "客户要求升级时不得拒绝，转交主管并说明已做的工作。")),
    ("HD-GZ-05", "奖励与纠正措施规定", "rule", "HD", "D90003", 150, (
        "奖励与纠正措施公开、可以申诉。", "纠正措施前须听取本人陈述。", "不得以罚款作为管理手段。")),
    ("HD-GZ-06", "工位与着装要求", "rule", "HD", "D90001", 90, (
        "工位保持整洁，私人物品入柜。", "接待来访日着工装，其余日期整洁得体。", "检查为团队清单，不作处分依据。")),
    ("HD-GZ-07", "设备与账号使用规定", "rule", "HD", "D90003", 30, (
        "账号不得借用。", "设备故障当班报修。", "离职当天交回全部设备。")),
    ("QH-SOP-01", "退款时效处理流程", "sop", "QH", "D80002", 45, (
        "先核对支付渠道与退款状态。", "答复预计到账日，不作绝对承诺。", "超过预计日两天主动回访。")),
    ("QH-SOP-02", "退换货受理流程", "sop", "QH", "D80002", 110, (
        "确认商品状态与购买日期。", "说明运费承担方。", "生成取件单并告知取件时间段。")),
    ("QH-SOP-03", "物流异常安抚流程", "sop", "QH", "D90001", -12, (
        "先致歉，再说明当前位置。", "给出下一次更新的时间。", "三天无更新转物流专席。")),
    ("QH-SOP-04", "投诉升级处理流程", "sop", "QH", "D90001", 75, (
        "记录诉求、已做处理与客户期望。", "十五分钟内由组长接手。", "结案后三天回访。")),
    ("QH-SOP-05", "在线多会话接待流程", "sop", "QH", "D80003", 25, (
        "同时接待不超过两位客户。", "离开会话前告知等待时间。", "结束前确认是否还有问题。")),
    ("YF-SOP-01", "改签退票处理流程", "sop", "YF", "D90002", 140, (
        "核对舱位与改签规则。", "先报费用，再操作。", "操作后短信发送新行程。")),
    ("YF-SOP-02", "航班延误应对流程", "sop", "YF", "D90002", 8, (
        "先说明延误原因与预计时间。", "主动告知退改政策。", "批量延误时启用统一口径。")),
    ("AT-SOP-01", "上门预约与改期流程", "sop", "AT", "D80006", 95, (
        "确认地址、故障现象与可上门时段。", "改期至少提前两小时。", "上门后次日回访。")),
)  # fmt: skip
CHANGES = ("补充时限，口径统一。", "按上季度复盘更新。", "根据一线反馈改写，更好执行。")


def fill(now: datetime) -> None:
    """Documents, versions, clauses, and who has read them; the newest of the personas' client is still to be read."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    people = {one.number: one for one in Employee.objects.select_related("account")}
    versions: list[tuple[DocumentVersion, tuple[str, ...]]] = []
    for position, (number, title, kind, unit, owner, days, texts) in enumerate(RULES):
        document = LibraryDocument.objects.create(
            number=number, title=title, kind=kind, unit=units[unit],
            client_id=client_of(units[unit].pk), owner=people[owner],
            review_on=now.date() + timedelta(days=days),
        )  # fmt: skip
        last = 1 + position % 3
        for version in range(1, last + 1):
            age = 20 + 110 * (last - version) + 9 * position if number != "QH-SOP-01" else 3 + 110 * (last - version)
            row = DocumentVersion(
                document=document, version=version, changes=CHANGES[(position + version) % 3] if version > 1 else "",
                current=version == last, published_at=now - timedelta(days=age), published_by=people[owner].account,
            )  # fmt: skip
            versions.append((row, _as_of(texts, version, last)))
    DocumentVersion.objects.bulk_create(row for row, _texts in versions)
    Clause.objects.bulk_create(
        Clause(version=row, code=f"{at + 1}.1", text=text, position=at)
        for row, texts in versions
        for at, text in enumerate(texts)
    )
    _read([row for row, _texts in versions if row.current], now)


def _as_of(texts: tuple[str, ...], version: int, last: int) -> tuple[str, ...]:
    """Earlier versions said less: the last clause came later, and the first was longer-winded."""
    if version == last:
        return texts
    return (texts[0].replace("。", "，如有疑问请咨询组长。"), *texts[1 : 1 + version])


def _read(current: list[DocumentVersion], now: datetime) -> None:
    """Most people have read most of them; whoever has not has it waiting."""
    draw = default_rng(SEED + 32)
    readings, todos = [], []
    for version in current:
        below = version.document.unit.below.filter(valid_to=None).values("descendant")
        people = Employee.objects.filter(memberships__unit__in=below, memberships__valid_to=None)
        fresh = version.published_at > now - timedelta(days=10)
        for person in people:
            read = version.published_at + timedelta(hours=float(draw.uniform(1, 150)))
            if read < now and draw.random() < (0.6 if fresh else 0.96):
                readings.append(DocumentReading(version=version, employee=person, read_at=read))
            elif fresh:
                todos.append(_todo(version, person, now))
    DocumentReading.objects.bulk_create(readings, batch_size=2000)
    Todo.objects.bulk_create(todos, ignore_conflicts=True)


def _todo(version: DocumentVersion, person: Employee, now: datetime) -> Todo:
    document = version.document
    return Todo(
        employee=person, kind="library.read", key=str(document.pk), title=str(document), since=version.published_at,
        url=f"/library/{document.pk}/", due_at=version.published_at + timedelta(days=7),
    )  # fmt: skip
