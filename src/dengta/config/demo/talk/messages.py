"""What rang in people's bells in the last month: the everyday ones, a busy Wednesday, and a few urgent ones."""

from datetime import datetime, timedelta

import numpy as np

from dengta.domains.people.models import Account
from dengta.foundation.notify.models import Notice

DAYS = 31
KIND = "demo.message"
BROADCASTS = (
    "新退换货规则下周一起执行，请先看第 3 条",
    "客服系统今晚 23:00 至 24:00 升级，期间工单可能变慢",
    "下月排班已发布，请在周五前确认",
    "双十一复盘会改到周四 16:00，二号会议室",
    "空调检修，周六 A 区请坐 B 区空位",
    "本周优秀录音三条，请在早会前听完",
    "新版开场白话术，明天起使用",
    "食堂本周加夜宵，22:00 至 23:30",
    "快递时效说明有更新，请按新口径答复",
    "年度体检预约开放，名额先到先得",
    "质检标准第 7 项有调整",
    "消防演练周三 15:00，请走西侧楼梯",
    "会员日活动口径汇总，请收藏",
    "工位卫生检查结果已公布",
    "新同事入职，午休时来认识一下",
)
URGENT = ("支付渠道异常，请统一按应急话术答复", "电话线路中断，先转在线渠道", "系统短时不可用，请用离线登记表")
PERSONAL = (
    "您的换班申请已通过",
    "本周质检结果已出",
    "有一条客户表扬提到了您",
    "请确认本月考勤",
    "培训课程还有 1 节未完成",
    "您提的问题有了答复",
    "一对一约在明天 14:30",
    "技能证书将在 30 天后到期",
)
# On that day before today everybody got more than is good for anybody.
BUSY_DAY = 6


def fill(now: datetime) -> None:
    """A month of notices for everybody with an account."""
    rng = np.random.default_rng(31)
    ids = list(
        Account.objects.filter(employee__isnull=False, is_active=True).order_by("pk").values_list("pk", flat=True)
    )
    rows: list[Notice] = []
    for back in range(DAYS - 1, -1, -1):
        noon = now - timedelta(days=back)
        titles = list(rng.permutation(BROADCASTS)[: 7 if back == BUSY_DAY else int(rng.integers(0, 4))])
        urgent = list(rng.permutation(URGENT)[: int(rng.random() < 0.1)])
        for account_id in ids:
            own = list(rng.permutation(PERSONAL)[: int(rng.poisson(0.8))])
            heard = [title for title in titles if rng.random() < 0.9]
            rows += _rung(account_id, noon, heard, now=now, broadcast=True)
            rows += _rung(account_id, noon, urgent, now=now, broadcast=True, urgent=True)
            rows += _rung(account_id, noon, own, now=now, broadcast=False)
    Notice.objects.bulk_create(rows, batch_size=1000)


def _rung(
    account_id: int, day: datetime, titles: list[str], *, now: datetime, broadcast: bool, urgent: bool = False
) -> list[Notice]:
    """Notices of one person on one day, about an hour apart, none of them later than now."""
    first = day.replace(hour=8, minute=40, second=0, microsecond=0)
    moments = [first + timedelta(hours=number, minutes=7 * len(title) % 50) for number, title in enumerate(titles)]
    facts = {"account_id": account_id, "kind": KIND, "broadcast": broadcast, "urgent": urgent, "day": day.date()}
    return [
        Notice(title=str(title), created_at=at, read_at=at + timedelta(minutes=18), **facts)
        for title, at in zip(titles, moments, strict=True)
        if at <= now
    ]
