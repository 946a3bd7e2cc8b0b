"""The invented centre as plain data: units, queues, what customers write about, and how many of them."""

from dataclasses import dataclass

SEED = 20260601
WEEKS = 13


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A team of the demo: `agents` people under one leader."""

    code: str
    name: str
    client: str
    agents: int


@dataclass(frozen=True, slots=True)
class QueuePlan:
    """A queue and its load.

    `per_day` is the mean number of contacts on an ordinary weekday, `handle_s` the mean handling time,
    `wrap_s` the mean after-contact work, `patience_s` how long customers wait (None: they do not have to),
    `slots` how many contacts one agent serves at a time.
    """

    code: str
    name: str
    channel: str
    team: str
    per_day: int
    handle_s: int
    wrap_s: int
    patience_s: int | None
    slots: int


@dataclass(frozen=True, slots=True)
class Topic:
    """What a contact is about.

    `share` of the client's contacts, `mood` added to the log-odds of a good rating, `length` multiplies the handling
    time, `upset` is the share of customers who are upset.
    """

    name: str
    share: float
    mood: float
    length: float
    upset: float


COMPANY = ("HD", "华东客服中心")
SITES = (("SH", "上海中心", "CN-SH"), ("CD", "成都中心", "CN-SC"))
CLIENTS = (("QH", "青禾电商", "SH"), ("YF", "云帆出行", "SH"), ("AT", "安泰家电", "CD"))

TEAMS = (
    TeamPlan("QH1", "售前咨询组", "QH", 18),
    TeamPlan("QH2", "售后一组", "QH", 24),
    TeamPlan("QH3", "售后二组", "QH", 22),
    TeamPlan("YF1", "票务组", "YF", 22),
    TeamPlan("YF2", "行程变更组", "YF", 14),
    TeamPlan("AT1", "报修组", "AT", 20),
)

QUEUES = (
    QueuePlan("QH-PRE", "青禾售前在线", "chat", "QH1", 290, 780, 45, 240, 2),
    QueuePlan("QH-TEL", "青禾售后热线", "phone", "QH2", 255, 610, 90, 130, 1),
    QueuePlan("QH-CHAT", "青禾售后在线", "chat", "QH3", 265, 900, 50, 260, 2),
    QueuePlan("QH-MAIL", "青禾邮件工单", "email", "QH2", 60, 840, 60, None, 1),
    QueuePlan("YF-TEL", "云帆票务热线", "phone", "YF1", 290, 520, 80, 120, 1),
    QueuePlan("YF-CHAT", "云帆行程在线", "chat", "YF2", 190, 880, 45, 240, 2),
    QueuePlan("AT-TEL", "安泰报修热线", "phone", "AT1", 270, 510, 85, 140, 1),
)

# What customers of each client write about.
TOPICS: dict[str, tuple[Topic, ...]] = {
    "QH": (
        Topic("物流查询", share=0.30, mood=0.25, length=0.80, upset=0.04),
        Topic("退换货", share=0.26, mood=-0.10, length=1.05, upset=0.10),
        Topic("退款时效", share=0.18, mood=-0.55, length=1.15, upset=0.22),
        Topic("商品咨询", share=0.17, mood=0.40, length=0.85, upset=0.01),
        Topic("投诉升级", share=0.09, mood=-1.05, length=1.55, upset=0.55),
    ),
    "YF": (
        Topic("出票查询", share=0.34, mood=0.30, length=0.80, upset=0.03),
        Topic("改签退票", share=0.33, mood=-0.30, length=1.20, upset=0.15),
        Topic("航班延误", share=0.15, mood=-0.75, length=1.25, upset=0.38),
        Topic("行程咨询", share=0.18, mood=0.35, length=0.90, upset=0.02),
    ),
    "AT": (
        Topic("预约上门", share=0.38, mood=0.25, length=0.85, upset=0.03),
        Topic("维修进度", share=0.27, mood=-0.25, length=0.95, upset=0.13),
        Topic("安装咨询", share=0.22, mood=0.30, length=1.05, upset=0.02),
        Topic("重复报修", share=0.13, mood=-0.95, length=1.40, upset=0.42),
    ),
}

# Monday to Sunday; and the shape of a day in half hours from 08:00 to 22:00.
WEEKDAY_LOAD = (1.12, 1.05, 1.02, 1.00, 1.03, 0.92, 0.86)
DAY_SHAPE = (
    0.35, 0.55, 0.80, 1.05, 1.30, 1.45, 1.40, 1.20, 0.90, 0.75, 0.80, 1.00, 1.20, 1.30, 1.28,
    1.20, 1.12, 1.05, 0.95, 0.85, 0.82, 0.90, 1.00, 1.02, 0.92, 0.75, 0.55, 0.35,
)  # fmt: skip
OPENS_AT_HOUR, CLOSES_AT_HOUR = 8, 22

# Shift code, start and end in minutes after midnight.
SHIFTS = (("早", 8 * 60, 16 * 60 + 30), ("中", 10 * 60 + 30, 19 * 60), ("晚", 13 * 60 + 30, 22 * 60))

SURNAMES = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = tuple(
    "佳怡 浩然 若曦 梓轩 雨桐 思远 欣妍 子涵 诗琪 俊杰 晓彤 天佑 春梅 建国 丽娜 志远 嘉豪 雅婷 宇航 静怡 "  # noqa: SIM905
    "晨曦 文博 梦瑶 泽宇 婉清 家明 慧敏 子墨 雪琴 立新 可欣 昊天 秋月 永康 语嫣 明哲 海燕 振宇 晓雯 国强".split()
)
