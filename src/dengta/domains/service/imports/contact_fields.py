"""The fields of a contact in a file, and the names under which other programs export them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.service.imports.fields import AGENT, CHANNEL, QUEUE, SHIFT_WORDS, SUBTYPE, TEAM, TYPE
from dengta.foundation.imports import Field

CONTACT_FIELDS = (
    Field(
        "external_id",
        _("Number"),
        required=True,
        max_length=80,
        synonyms=(
            "id",
            "call_id",
            "case_id",
            "ticket_id",
            "conversation_id",
            "contact_id",
            "工单号",
            "会话ID",
            "通话ID",
        ),
    ),
    CHANNEL,
    QUEUE,
    TYPE,
    SUBTYPE,
    Field(
        "created_at",
        _("Began"),
        "datetime",
        required=True,
        synonyms=(
            "created",
            "reported_at",
            "call_date",
            "date",
            "start_time",
            "创建时间",
            "来电时间",
            "进线时间",
            "开始时间",
        ),
        time_synonyms=("call_time", "time", "时间"),
    ),
    Field(
        "first_reply_at",
        _("First reply"),
        "datetime",
        next_day_after="created_at",
        synonyms=(
            "responded_at",
            "time_answered",
            "answered_at",
            "first_response_at",
            "首响时间",
            "接听时间",
            "首次响应时间",
        ),
    ),
    Field("resolved_at", _("Resolved"), "datetime", synonyms=("solved_at", "解决时间")),
    Field("closed_at", _("Closed"), "datetime", synonyms=("ended_at", "end_time", "关闭时间", "结束时间", "挂机时间")),
    Field("reopened_at", pgettext_lazy("when", "Reopened"), "datetime", synonyms=("重开时间",)),
    AGENT,
    TEAM,
    Field("answered", _("Answered"), "boolean", synonyms=("answered (y/n)", "是否接通", "是否接起")),
    Field(
        "wait_s", _("Waiting time"), "duration", synonyms=("wait", "speed of answer in seconds", "等待时长", "排队时长")
    ),
    Field(
        "handle_s",
        _("Handling time"),
        "duration",
        synonyms=("handling_s", "handle_time", "talk_time", "avgtalkduration", "处理时长", "通话时长", "服务时长"),
    ),
    Field("hold_s", _("Time on hold"), "duration", synonyms=("hold", "hold_time", "保持时长")),
    Field("wrap_s", _("After-contact work"), "duration", synonyms=("acw", "acw_s", "wrap", "话后时长", "话后处理时长")),
    Field(
        "next_s",
        _("Longest wait for a later reply"),
        "duration",
        synonyms=("next_reply_s", "max_next_response", "最长后续响应时长", "后续响应时长"),
    ),
    Field(
        "paused_s",
        _("Clock stopped"),
        "duration",
        synonyms=("paused", "on_hold_s", "sla_paused", "暂停时长", "挂起时长"),
    ),
    Field("transfers", pgettext_lazy("how often", "Transfers"), "integer", synonyms=("transfer_count", "转接次数")),
    Field(
        "customer",
        _("Customer"),
        max_length=120,
        synonyms=("customer_id", "user_id", "phone", "客户", "客户ID", "买家"),
    ),
    Field("emotional", _("Upset customer"), "boolean", synonyms=("upset", "情绪", "是否激动")),
    Field("shift", _("Shift"), "choice", choices=SHIFT_WORDS, synonyms=("agent shift", "班次")),
    Field(
        "csat",
        _("Satisfaction, 1 to 5"),
        "integer",
        synonyms=("csat score", "satisfaction rating", "rating", "满意度", "评分"),
    ),
    Field("survey_at", _("Survey sent"), "datetime", synonyms=("survey_date", "survey_response_date", "评价时间")),
)
