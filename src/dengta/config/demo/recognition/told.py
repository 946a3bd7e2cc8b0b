"""The stories behind the cases of the demo, as plain data; the oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass

TOLD = ("tell", "say")
FOUND = (*TOLD, "find")
DECIDED = (*FOUND, "propose", "agree", "decide")
DONE = (*DECIDED, "deliver", "final", "carry")


@dataclass(frozen=True, kw_only=True)
class Story:
    """What happened so many days `ago`, to which agent of the team (None: the persona), and which way it went."""

    ago: int
    who: int | None
    clause: str
    facts: str
    reference: str
    way: Sequence[str]
    shows: str = ""
    said: str = ""
    found: str = ""
    mitigating: str = ""
    measure: int = 1
    because: str = "首次适用本条，在对照表的范围内提出。"
    leniency: str = ""
    cause: str = "agent"
    source: str = "attendance"
    contact: str = ""
    done: str = "已在小会议室单独谈话，双方约定了改进做法。"
    closing: str = ""
    appeal: str = ""
    extras: Sequence[str] = ()


STORIES: tuple[Story, ...] = (
    Story(
        ago=205, who=0, clause="KQ01", way=DONE, facts="早班 8:00 开始，8:19 登录，6 个月内经核实第三次。",
        reference="登录记录 早班 08:19",
        shows="登录时间 8:19，班表 8:00。", said="出门晚了，没赶上班车。",
        found="晚到 19 分钟，没有提前告知，6 个月内经核实第三次。",
    ),
    Story(
        ago=190, who=1, clause="FW01", way=(*DONE, "forget"), source="qa",
        facts="质检核实：客户追问时说“刚才不是讲过了吗”，6 个月内第三次。",
        reference="质检单 3021", shows="录音 02:10 处可听到。", said="下一通已经在排队，我着急了。",
        found="对客户出言抢白，6 个月内经核实第三次。", mitigating="当天排队严重。",
    ),
    Story(
        ago=150, who=2, clause="KQ01", way=DONE, facts="晚班 14:00 开始，14:22 登录，6 个月内经核实第三次。",
        reference="登录记录 晚班 14:22",
        shows="登录时间 14:22。", said="午休睡过头了。", found="晚到 22 分钟，没有提前告知，6 个月内经核实第三次。",
    ),
    Story(
        ago=140, who=3, clause="KQ03", way=("tell", "silence", "find", "propose", "agree", "decide", "deliver", "final",
        "carry"), measure=2, facts="周日早班没有到岗，也没有联系组长。", reference="考勤记录 周日早班",
        shows="全天没有登录，没有请假。", found="缺勤一个班次，联系后 3 个工作日内没有合理说明。",
    ),
    Story(
        ago=120, who=4, clause="CX03", way=DONE, measure=3, source="qa",
        facts="回访单上写了已回访，通话记录里没有拨打。",
        reference="质检单 3377",
        shows="回访时间前后没有外呼记录。", said="那天太忙，想着下班前补打，后来忘了。",
        found="回访记录与事实不符，一单。", mitigating="发现后主动补打电话，没有造成损失。",
        because="记录不实，达到书面警告的条件。", done="当面宣读书面警告，约定两周内每天抽查一单。",
    ),
    Story(
        ago=80, who=5, clause="LC07", way=(*TOLD, "claim", "close"), source="figures",
        facts="试用新话术期间，一位客户等待超过两分钟。", reference="会话 55102", shows="按试验话术先道歉再核单。",
        said="我是按登记过的试验做的。", closing="shielded", done="试验已登记，善意尝试，予以保护并建议表扬。",
        extras=("trial",),
    ),
    Story(
        ago=75, who=None, clause="FW05", way=(*DECIDED, "deliver", "appeal", "hear"), measure=2, source="qa",
        facts="客户两次来电都被转到二线，没有跟进，6 个月内经核实第三次。", reference="工单 88231",
        shows="两次转接，没有回访记录。",
        said="当天组长要求这类问题先转二线。", found="两次转接后没有跟进，6 个月内经核实第三次。",
        appeal="当时组长在群里让我先转给二线，聊天记录可以证明。",
    ),
    Story(
        ago=60, who=6, clause="LC02", way=(*TOLD, "listen", "find", "close"), source="complaint", contact="YT-204417",
        facts="客户投诉没有按约定时间回访。", reference="工单 90455", shows="约定周三回访，系统没有生成任务。",
        said="系统里没有出现回访任务。", found="回访任务没有生成，原因在系统流程。",
        cause="process", closing="other_cause",
        done="原因在流程，已转流程改进，员工不作处理。",
    ),
    Story(
        ago=45, who=2, clause="KQ01", way=DONE, measure=2, facts="早班 8:00 开始，8:31 登录，6 个月内又满三次。",
        reference="登录记录 早班 08:31", shows="登录时间 8:31。", said="闹钟没响，起晚了。",
        found="晚到 31 分钟，没有提前告知；6 个月内又满三次，本条第二次适用。", mitigating="事后当天主动说明。",
        because="六个月内第二次，按对照表为书面提醒。",
    ),
    Story(
        ago=30, who=7, clause="KQ03", way=(*DECIDED, "deliver", "final"), measure=2,
        facts="周五晚班没有到岗，班前和班中都没有告知。", reference="考勤记录 周五晚班", shows="18:00 起没有登录。",
        said="看错了班表，以为那天休息。", found="缺勤一个班次，联系后 3 个工作日内没有合理说明。",
    ),
    Story(
        ago=20, who=8, clause="XX03", way=("tell", "say", "extend"), source="report",
        facts="下班后查询了三位与工单无关的客户资料。", reference="系统访问日志 编号 7712",
        shows="19:40–19:52 三次查询。",
        said="我在核对自己之前的回访名单。",
    ),
    Story(
        ago=12, who=None, clause="LC02", way=(*DECIDED, "deliver", "appeal"), source="qa",
        facts="与客户约定 15:00 回访，16:10 才联系，没有改约；6 个月内经核实第三次。", reference="工单 91207",
        shows="约定 15:00，外呼日志 16:10。", said="那天没有看到提醒，忙完手头的单子才想起来。",
        found="回访晚了 70 分钟，没有改约或者转交，6 个月内经核实第三次。", mitigating="当天补上了回访。",
        appeal="后来查到那天系统没有弹出提醒，有截图，请再看一次。",
    ),
    Story(
        ago=9, who=9, clause="FW06", way=(*FOUND, "propose"), measure=2, source="qa",
        facts="答应客户当天退款，实际需要三天，客户为此投诉；6 个月内经核实第二次。",
        reference="质检单 4102 录音 05:31", shows="录音中承诺当天到账。",
        said="我以为是极速退款的订单。", found="作出办不到的承诺，引起投诉，6 个月内经核实第二次。",
        extras=("protected",),
    ),
    Story(
        ago=7, who=10, clause="XX04", way=(*FOUND, "propose"), measure=3, source="report",
        facts="把带客户手机号的截图发到了团队以外的聊天群。", reference="聊天群截图 编号 7790",
        shows="截图中有一位客户的手机号。",
        said="我想请别的组帮忙看单，没注意截图里有号码。", found="外传一位客户的手机号，两分钟后撤回。",
        mitigating="主动撤回并报告，没有造成损失。", because="外传客户信息，按对照表为书面警告。",
    ),
    Story(
        ago=6, who=11, clause="FW03", way=(*DECIDED, "deliver"), measure=2, source="qa",
        facts="在线会话中途离开 12 分钟，没有告知客户，也没有交接；6 个月内经核实第二次。", reference="会话 61877",
        shows="12 分钟没有回复。",
        said="出去接了个私人电话，忘了请同事接手。",
        found="中断服务 12 分钟，没有告知，也没有交接，6 个月内经核实第二次。", mitigating="事后向客户致歉。",
    ),
    Story(
        ago=5, who=0, clause="XX02", way=FOUND, source="report", facts="把工作账号借给同班同事查单，没有报批。",
        reference="登录日志 编号 7801", shows="同一账号 10:02 在两台终端登录。",
        said="同事的账号被锁，客户在等，我就借了。", found="出借工作账号一次，未经信息安全值班批准。",
        mitigating="当时有客户在等，事后主动说明。",
    ),
    Story(
        ago=4, who=1, clause="CX02", way=DECIDED, measure=2, source="qa", facts="没有客户来电时，自拨专线三次。",
        reference="话务日志 编号 5530", shows="三次来电的主叫是本人分机。", said="想试试新耳机，没有用测试线路。",
        found="自拨来电三次，改变了接听数据。", mitigating="主动提出从统计中剔除。",
    ),
    Story(
        ago=2, who=None, clause="KQ05", way=("tell",),
        facts="周二与同事口头换班，没有在系统中确认，造成漏岗；6 个月内经核实第二次。",
        reference="班表与登录记录 周二", shows="班表为晚班，实际登录早班。",
    ),
    Story(
        ago=1, who=12, clause="CX02", way=(), source="qa", facts="两张工单的解决时间与通话记录不一致，等待核实。",
        reference="",
    ),
)  # fmt: skip
