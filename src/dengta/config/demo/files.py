"""The days of the demo as the files a telephone system and a help desk would export: Chinese headers, CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from dengta.config.demo.outcomes import Call
from dengta.config.demo.shifts import State

CHANNELS = {"phone": "电话", "chat": "在线", "email": "邮件"}
CAUSES = {"product": "产品", "process": "流程", "policy": "政策", "agent": "坐席"}
STATES = {"available": "空闲", "handling": "通话", "break": "小休", "meal": "用餐", "training": "培训"}

CONTACT_HEADERS = (
    "工单号", "渠道", "队列", "类型", "客户ID", "情绪", "创建时间", "首响时间", "解决时间", "结束时间", "坐席工号",
    "是否接通", "等待时长", "处理时长", "保持时长", "话后时长", "转接次数", "最长后续响应时长", "暂停时长",
)  # fmt: skip
SURVEY_HEADERS = ("编号", "会话ID", "发送时间", "评价时间", "满意度", "问题是否解决")
SOLVED = {True: "已解决", False: "未解决", None: ""}
COMPLAINT_HEADERS = ("编号", "会话ID", "投诉时间", "投诉原因")
STATE_HEADERS = ("坐席工号", "状态", "进入时间", "结束时间")


def contacts(calls: Iterable[Call]) -> bytes:
    """One line per contact."""
    return _file(CONTACT_HEADERS, (_contact(call) for call in calls))


def surveys(calls: Iterable[Call], *, now: datetime) -> bytes:
    """One line per survey sent, with the rating where it has come in by now."""
    return _file(SURVEY_HEADERS, (_survey(call, now) for call in calls if call.invited))


def complaints(calls: Iterable[Call]) -> bytes:
    """One line per complaint."""
    lines = (
        (f"T{call.external_id}", call.external_id, _moment(call.closed_at), CAUSES[call.complaint])
        for call in calls
        if call.complaint
    )
    return _file(COMPLAINT_HEADERS, lines)


def states(states: Iterable[State]) -> bytes:
    """One line per stretch of time."""
    lines = ((state.agent, STATES[state.kind], _moment(state.start), _moment(state.end)) for state in states)
    return _file(STATE_HEADERS, lines)


def _contact(call: Call) -> Sequence[Any]:
    answered, done = call.agent is not None, call.agent is not None and not call.is_open
    written = call.queue.channel == "email"
    return (
        call.external_id,
        CHANNELS[call.queue.channel],
        call.queue.name,
        call.topic,
        call.customer,
        "是" if call.upset else "否",
        _moment(call.created_at),
        _moment(call.answered_at if done else None),
        _moment(call.closed_at if call.resolved else None),
        _moment(None if call.is_open else call.closed_at),
        call.agent or "",
        "是" if answered else "否",
        "" if written else call.wait_s,
        *((call.handle_s, call.hold_s, call.wrap_s) if done else ("", "", "")),
        call.transfers,
        "" if call.next_s is None else call.next_s,
        call.paused_s if done and call.paused_s is not None else "",
    )


def _survey(call: Call, now: datetime) -> Sequence[Any]:
    rated = call.rated_at is not None and call.rated_at <= now
    return (
        f"S{call.external_id}",
        call.external_id,
        _moment(call.closed_at),
        _moment(call.rated_at if rated else None),
        call.rating if rated else "",
        SOLVED[call.said_solved if rated else None],
    )


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}" if at is not None else ""


def _file(headers: Sequence[str], lines: Iterator[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headers)
    writer.writerows(lines)
    return text.getvalue().encode("utf-8-sig")
