"""A year of weekly and monthly meetings."""

from datetime import date, datetime, time, timedelta

from numpy.random import Generator, default_rng

from dengta.config.demo.talk.people import Crew, at, crews, mondays
from dengta.config.demo.world import SEED
from dengta.domains.communication.models import (
    CaseReader,
    Meeting,
    MeetingAction,
    MeetingAward,
    MeetingCase,
    Statement,
    Todo,
)
from dengta.domains.communication.services.open_minutes import ask_for_minutes

WEEKS = 52
TOPICS = (
    "退款时效答复口径", "大促前的话术准备", "重复进线怎么减少", "转接规则复习", "差评回访经验", "知识库更新进度",
    "夜间在线服务衔接", "物流异常的安抚方法", "新版工单备注要求", "客户情绪升级的处理", "邀评时机", "新人带教安排",
)  # fmt: skip
CASES = (
    ("主动回访救回一单",
     "客户第二次来电仍未收到退款，客服没有重复流程，而是当场联系财务确认到账日并约好回访时间，次日准时回电。",
     "先给确定的时间，再给解释；约了回访就准时。"),
    ("一句话让客户平静下来",
     "客户连续三次被转接，情绪激动。客服先复述了客户的经历，承认我们让他多跑了三次，再说接下来由自己跟到底。",
     "先承认，再接手，不急着解释原因。"),
    ("替老人把地址改对", "老人不会在手机上修改地址，客服逐步念给他听，并在工单写明已电话核对，避免派件再次失败。",
     "多花三分钟，少三次来电。"),
    ("发现系统重复扣款", "两位客户描述相同，客服没有当作个案，核对后上报，当天修复，主动联系了其余受影响的客户。",
     "两次相同就值得上报。"),
    ("拒绝得让人接受", "客户要求超出规则的赔偿，客服说明规则来由，给出两个可选方案，客户选了其中一个并给了五分。",
     "说不的时候，同时给出能做的。"),
    ("把长备注写成三行", "交接时客服把客户诉求、已承诺、下一步写成三行，接手同事两分钟看懂，客户不用再讲一遍。",
     "备注写给下一位同事看。"),
    ("雨天的配送安抚", "暴雨导致延误，客服在客户来问之前先发了说明和预计时间，当天重复进线明显减少。",
     "先说，比等人来问更省力。"),
    ("陪新人接完难电话", "新人遇到投诉升级，老同事旁听并用便签提示，让新人自己完成了安抚和方案确认。",
     "在旁边，但不抢话筒。"),
)  # fmt: skip
ACTIONS = (
    "整理退款到账日对照表", "更新物流异常话术", "和财务确认周末打款规则", "给新人排三次跟听",
    "汇总上周重复进线前五的原因",
    "把工单备注模板发到群里", "请产品确认改址入口位置", "补充大促常见问题二十条", "试行先复述再解答两周",
    "回访上月差评客户十位",
)  # fmt: skip
OUTCOMES = ("已完成，下周起使用。", "完成，效果看下月重复进线。", "已更新到知识库。", "完成，组内反馈好用。")
RESULTS = ("一次解决率比上月高了一些，物流类问题答得更快。", "满意度稳定，差评回访完成八位。",
"学会了改签规则，能独立处理。",
           "重复进线少了，备注写得更全。")  # fmt: skip
MISTAKES = ("有两次漏看备注，让客户重复说明，原因是接得太急。", "一次承诺了到账日却没核对，客户又来电。",
            "高峰时转接过多，没有先试着自己查。", "一次语气偏硬，事后回听才发现。")  # fmt: skip
ANALYSES = ("接起前先看十秒备注。", "没有核对过的时间不说死。", "转接前先问一次同事。", "高峰前先喝口水，放慢第一句。")
AWARDS = (("服务之星", "客户两次点名感谢，并主动整理了话术。"), ("互助之星", "带两位新人接完第一周。"),
          ("进步之星", "一次解决率连续三个月提高。"), ("金点子", "提出的备注模板已全组使用。"))  # fmt: skip


def fill(now: datetime) -> None:
    """Meetings of three teams; this week's monthly one is being prepared."""
    draw = default_rng(SEED + 31)
    teams = crews()
    meetings = [meeting for crew in teams for meeting in _of_team(crew, now, draw)]
    waiting = _left_open(meetings, teams[0], now)
    Meeting.objects.bulk_create(meetings)
    by_unit = {crew.unit.pk: crew for crew in teams}
    cases: list[MeetingCase] = []
    for position, meeting in enumerate(meetings):
        crew = by_unit[meeting.unit_id]
        if meeting.state == Meeting.State.PUBLISHED:
            cases.append(_case(meeting, crew, position, draw))
    MeetingCase.objects.bulk_create(cases)
    CaseReader.objects.bulk_create(_readers(cases, by_unit, now, draw), batch_size=2000)
    _decided(meetings, by_unit, now, draw)
    _own_words(meetings, by_unit, now, draw)
    _points_without_minutes(waiting, teams[0])
    ask_for_minutes(now=now)


def _left_open(meetings: list[Meeting], crew: Crew, now: datetime) -> Meeting:
    """The last weekly meeting of the team of the personas, whose minutes nobody has published yet."""
    past = [one for one in meetings if one.unit == crew.unit and one.kind == "weekly" and one.held_on < now.date()]
    waiting = max(past, key=lambda one: one.held_on)
    waiting.state, waiting.minutes, waiting.published_at, waiting.published_by = Meeting.State.OPEN, "", None, None
    return waiting


def _points_without_minutes(meeting: Meeting, crew: Crew) -> None:
    """They write the draft by themselves."""
    title, what, lesson = CASES[0]
    praised, owner = crew.agents[:2]
    MeetingCase.objects.create(meeting=meeting, kind="praised", title=title, what=what, lesson=lesson, employee=praised)
    due = meeting.held_on + timedelta(days=10)
    MeetingAction.objects.create(meeting=meeting, what=ACTIONS[0], owner=owner, due_on=due)


def _of_team(crew: Crew, now: datetime, draw: Generator) -> list[Meeting]:
    found = []
    days = mondays(now, WEEKS)
    for number, monday in enumerate(days):
        found.append(_meeting(crew, "weekly", monday, time(9, 30), now, topic=TOPICS[number % len(TOPICS)]))
        next_monday = monday + timedelta(weeks=1)
        if next_monday.month != monday.month:
            friday = monday + timedelta(days=4)
            found.append(_meeting(crew, "monthly", friday, time(16, 0), now, topic=f"{friday.month} 月总结与改进"))
    if not any(one.kind == "monthly" and one.starts_at > now for one in found):
        soon = now.date() + timedelta(days=3)
        found.append(_meeting(crew, "monthly", soon, time(16, 0), now, topic=f"{soon.month} 月总结与改进"))
    return found


def _meeting(crew: Crew, kind: str, day: date, clock: time, now: datetime, *, topic: str) -> Meeting:
    starts = at(day, clock, now)
    over = starts < now - timedelta(hours=2)
    return Meeting(
        unit=crew.unit, kind=kind, held_on=day, starts_at=starts, minutes_long=30 if kind == "weekly" else 60,
        place="三楼会议室", topic=topic, called_by=crew.leader.account,
        minutes=_minutes(topic, kind) if over else "",
        state=Meeting.State.PUBLISHED if over else Meeting.State.OPEN,
        published_at=starts + timedelta(hours=2) if over else None,
        published_by=crew.leader.account if over else None,
    )  # fmt: skip


def _minutes(topic: str, kind: str) -> str:
    lead = "回顾了上次行动的进展。" if kind == "weekly" else "每位同事讲了本月的成绩、失误与原因。"
    then = "大家同意先试行两周，再看重复进线与满意度的变化。"
    return f"{lead}\n\n重点讨论：{topic}。{then}\n\n表扬案例已分享，行动见下。"


def _case(meeting: Meeting, crew: Crew, position: int, draw: Generator) -> MeetingCase:
    title, what, lesson = CASES[(position + int(draw.integers(3))) % len(CASES)]
    praised = crew.agents[int(draw.integers(len(crew.agents)))]
    weekly = meeting.kind == "weekly"
    return MeetingCase(
        meeting=meeting, kind="praised", title=title, what=what, lesson=lesson, employee=praised,
        learning_since=meeting.published_at if weekly else None,
    )  # fmt: skip


def _readers(cases: list[MeetingCase], by_unit: dict[int, Crew], now: datetime, draw: Generator) -> list[CaseReader]:
    found, todos = [], []
    for case in cases:
        if case.learning_since is None:
            continue
        recent = case.learning_since > now - timedelta(days=10)
        for person in by_unit[case.meeting.unit_id].agents:
            if person.pk == case.employee_id:
                continue
            read = case.learning_since + timedelta(hours=float(draw.uniform(2, 120)))
            is_read = read < now and draw.random() < (0.7 if recent else 0.97)
            found.append(CaseReader(case=case, employee=person, read_at=read if is_read else None))
            if recent and not is_read:
                todos.append(
                    Todo(
                        employee=person, kind="meetings.case", key=str(case.pk), title=case.title, since=now,
                        url=f"/meetings/learning/{case.pk}/", due_at=case.learning_since + timedelta(days=7),
                    )
                )  # fmt: skip
    Todo.objects.bulk_create(todos, ignore_conflicts=True)
    return found


def _decided(meetings: list[Meeting], by_unit: dict[int, Crew], now: datetime, draw: Generator) -> None:
    """One or two actions each; the newest are still open, one of an older week as well. Awards at monthly meetings."""
    actions, awards = [], []
    for position, meeting in enumerate(meetings):
        crew = by_unit[meeting.unit_id]
        if meeting.state != Meeting.State.PUBLISHED:
            continue
        for extra in range(int(draw.integers(1, 3))):
            owner = crew.agents[int(draw.integers(len(crew.agents)))]
            due = meeting.held_on + timedelta(days=int(draw.integers(5, 14)))
            done = at(due, time(11), now) - timedelta(days=int(draw.integers(0, 4)))
            is_done = done < now - timedelta(days=6)
            actions.append(
                MeetingAction(
                    meeting=meeting, what=ACTIONS[(position * 3 + extra) % len(ACTIONS)], owner=owner, due_on=due,
                    done_at=done if is_done else None,
                    done_note=OUTCOMES[position % len(OUTCOMES)] if is_done else "",
                )
            )  # fmt: skip
        if meeting.kind == "monthly":
            title, reason = AWARDS[position % len(AWARDS)]
            honoured = crew.agents[int(draw.integers(len(crew.agents)))]
            awards.append(MeetingAward(meeting=meeting, employee=honoured, title=title, reason=reason))
    MeetingAction.objects.bulk_create(actions)
    MeetingAward.objects.bulk_create(awards)


def _own_words(meetings: list[Meeting], by_unit: dict[int, Crew], now: datetime, draw: Generator) -> None:
    """What people said of their months; for the one that comes, some have not written yet and it waits for them."""
    rows, todos = [], []
    for meeting in meetings:
        if meeting.kind != "monthly":
            continue
        for number, person in enumerate(by_unit[meeting.unit_id].agents):
            offered = min(meeting.starts_at - timedelta(days=6), now - timedelta(hours=3))
            written = meeting.state == Meeting.State.PUBLISHED or number % 3 == 1
            said = {
                "results": RESULTS[int(draw.integers(len(RESULTS)))],
                "mistakes": MISTAKES[int(draw.integers(len(MISTAKES)))],
                "analysis": ANALYSES[int(draw.integers(len(ANALYSES)))],
                "written_at": offered + timedelta(hours=2),
                "presents": number % 4 == 0,
                "shared": number % 3 == 0,
            }
            rows.append(Statement(meeting=meeting, employee=person, offered_at=offered, **(said if written else {})))
            if not written:
                todos.append(
                    Todo(
                        employee=person, kind="meetings.statement", key=str(meeting.pk), since=offered,
                        title=f"请写会议自述，用于 {meeting.held_on:%m-%d} 的会议", due_at=meeting.starts_at,
                        url=f"/meetings/{meeting.pk}/statement/",
                    )
                )  # fmt: skip
    Statement.objects.bulk_create(rows, batch_size=1000)
    Todo.objects.bulk_create(todos, ignore_conflicts=True)
