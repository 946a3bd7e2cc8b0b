"""Fields and questions that several files of the service room share, with the names they go by."""

from django.utils.translation import gettext_lazy as _

from dengta.domains.service.models import AgentState, Channel, Shift
from dengta.foundation.imports import Field, Question

CHANNELS = {
    "voice": Channel.VOICE,
    "chat": Channel.CHAT,
    "email": Channel.EMAIL,
    "social": Channel.SOCIAL,
    "outbound": Channel.OUTBOUND,
    "other": Channel.OTHER,
}
CHANNEL_WORDS = {
    "voice": ("phone", "call", "calls", "inbound", "telephone", "hotline", "电话", "呼入", "热线", "语音"),
    "chat": ("online", "webchat", "im", "livechat", "web_widget", "在线", "在线客服", "网页", "聊天"),
    "email": ("mail", "e-mail", "邮件", "电子邮件"),
    "social": ("wechat", "weibo", "whatsapp", "facebook", "微信", "微博", "公众号", "小程序", "抖音"),
    "outbound": ("outcall", "outbound call", "外呼", "呼出", "回访"),
    "other": ("其他", "ticket", "工单"),
}
SHIFTS = {
    "morning": Shift.MORNING,
    "afternoon": Shift.AFTERNOON,
    "evening": Shift.EVENING,
    "night": Shift.NIGHT,
    "split": Shift.SPLIT,
}
SHIFT_WORDS = {
    "morning": ("早班", "早", "day", "白班"),
    "afternoon": ("中班", "中", "下午班"),
    "evening": ("晚班", "晚"),
    "night": ("夜班", "夜", "大夜"),
    "split": ("两头班", "分段班"),
}
STATES = {
    "available": AgentState.State.AVAILABLE,
    "handling": AgentState.State.HANDLING,
    "wrap": AgentState.State.WRAP,
    "break": AgentState.State.BREAK,
    "meal": AgentState.State.MEAL,
    "training": AgentState.State.TRAINING,
    "meeting": AgentState.State.MEETING,
    "other": AgentState.State.OTHER,
}
STATE_WORDS = {
    "available": ("ready", "idle", "online", "示闲", "空闲", "就绪", "在线"),
    "handling": ("talking", "on call", "busy", "通话", "通话中", "服务中", "处理中"),
    "wrap": ("acw", "after call work", "wrap-up", "wrapup", "话后处理", "话后", "事后处理", "整理"),
    "break": ("short break", "rest", "小休", "休息"),
    "meal": ("lunch", "dinner", "用餐", "就餐", "午餐"),
    "training": ("coaching", "培训"),
    "meeting": ("会议", "开会", "班会"),
    "other": ("not ready", "away", "示忙", "忙碌", "其他", "离开"),
}

AGENT = Field(
    "agent",
    _("Agent"),
    max_length=80,
    synonyms=(
        "agent_id",
        "agent_name",
        "assignee",
        "owner",
        "坐席",
        "客服",
        "坐席工号",
        "工号",
        "客服工号",
        "接待客服",
    ),
    help=_("Staff number, mail or name"),
)
TEAM = Field(
    "team",
    _("Team"),
    max_length=80,
    synonyms=("supervisor", "team_leader", "group", "班组", "团队", "组别", "主管", "组长", "小组"),
    help=_("Only for agents who are created"),
)
QUEUE = Field(
    "queue",
    _("Queue"),
    max_length=60,
    synonyms=("skill", "skill_group", "inbox", "技能组", "队列", "业务线", "线路"),
)
CHANNEL = Field(
    "channel", _("Channel"), "choice", choices=CHANNEL_WORDS, synonyms=("channel_name", "渠道", "来源渠道", "接入渠道")
)
TYPE = Field(
    "type",
    _("Topic"),
    max_length=60,
    synonyms=("category", "topic", "outcome", "问题类型", "类型", "业务类型", "咨询类型", "分类", "主题"),
)
SUBTYPE = Field(
    "subtype", _("Topic below"), max_length=58, synonyms=("sub_category", "subtopic", "子类型", "二级分类", "小类")
)
CONTACT = Field(
    "contact",
    _("Contact number"),
    max_length=80,
    synonyms=("ticket_id", "conversation_id", "call_id", "case_id", "工单号", "会话ID"),
)

UNKNOWN_AGENTS = Question(
    "unknown_agents",
    _("Agents who are not in the organisation"),
    when="agent",
    choices=(("quarantine", _("Put these rows aside")), ("create", _("Create the agent as a placeholder"))),
)
BY_NAME = Question(
    "by_name",
    _("The file names agents"),
    when="agent",
    choices=(("no", _("By staff number or mail")), ("yes", _("By name, where only one person has it"))),
)
WHICH_CHANNEL = Question(
    "channel",
    _("Channel, where the file does not say"),
    choices=tuple((key, Channel(value).label) for key, value in CHANNELS.items()),
)
