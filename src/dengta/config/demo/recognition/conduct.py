"""What stands around the formal case in the demo: breaches in every ending, reminders with their answers, talks, two
trials, a tie, and a lesson that everybody can read."""

from datetime import date, datetime, time, timedelta

from dengta.config.demo.talk.bells import rung_at
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Membership, RoleGrant, Unit
from dengta.domains.people.selectors.organisation import leading
from dengta.domains.recognition.models import (
    Breach,
    Case,
    Clause,
    CoachingTalk,
    DeclaredTie,
    Lesson,
    Reminder,
    Trial,
)
from dengta.domains.recognition.selectors.clauses import version_on
from dengta.domains.recognition.services import breach_endings as endings
from dengta.domains.recognition.services import lessons
from dengta.domains.recognition.services.breaches import END, Seen, register_breach
from dengta.domains.recognition.services.case_ending import ask_to_close, close_case
from dengta.domains.recognition.services.reminders import REPLY
from dengta.foundation.access import Role

DAY = timedelta(days=1)
HR = "d90003"
# Days ago, what was seen, how it ended and why; of these the last ones are open, two of them for too long.
BREACHES = (
    (150, "早班晚到三十分钟，没有提前说。", "correction", "当天补了班，约好晚到先发消息。"),
    (131, "离开工位二十分钟没有切换状态。", "no_action", "当时在帮新同事处理辱骂来电，忘了切换，情有可原。"),
    (118, "换班只口头说了，系统里没有确认。", "correction", "两人补了系统确认，下次先确认再换。"),
    (97, "服务单只写了“已处理”，看不出做了什么。", "correction", "一起补写了三张单，讲了要写到什么程度。"),
    (84, "答应客户当天回电，隔天才回。", "correction", "已向客户致歉，设了回电提醒。"),
    (66, "未锁屏离开工位。", "no_action", "演练时统一离席，不算违规。"),
    (52, "先报了订单地址，后核实身份。", "correction", "重听录音，当面演练两次。"),
    (45, "转接三次，没有首问负责。", "correction", "梳理了转接清单，当周复查合格。"),
    (31, "班后借用同事账号查单。", "no_action", "权限已催办；信息安全值班当时口头批准，已补登记。"),
    (20, "晚到且没有告知，当月第二次。", "correction", "换到晚班，通勤更合适。"),
    (15, "承诺了办不到的退款时间。", "case", "客户损失较大，需要听双方说法再定。"),
    (13, "离席四十分钟没有告知。", "", ""),
    (11, "服务单漏记投诉。", "", ""),
    (2, "晚到二十分钟。", "", ""),
    (1, "未按约定回访两位客户。", "", ""),
)
REMINDERS = (
    ("一小时内回电", "昨天有位客户等了半天，今天先回它吧。", "已回，客户说没事了。"),
    ("离席切换状态", "午饭前切一下状态，排队数就准了。", "好的，设了提醒。"),
    ("先核实身份", "这通先报了地址，下次先核两项。", "明白，刚才急了。"),
    ("服务单写清楚", "写上改了什么，后面的人好接。", "收到，已补。"),
    ("锁屏", "去接水也锁一下，Win+L 就行。", ""),
)
TALKS = ("晚到先发消息，试两周", "先核实再报信息，一起听了两通", "回电设提醒，周五看一次", "转接前先问清，自己跟到底")
LESSON = lessons.Story(
    "着急的时候，先把时间说准",
    "客户催得紧，人会想先让对方安心，于是说出一个自己也没把握的时间。时间到了没办成，客户更着急，后面的同事更难解释。\n谁都可能遇到：系统慢、流程多、又想帮忙。",
    "只说查得到的时间；查不到就说“我去确认，几点前给您答复”，并设好提醒。拿不准就请组长一起听。",
)
QUESTION = ("查不到准确时间时怎么说？", "说清去确认、几点前答复", "先说一个大概的时间", "请客户自己再问")


def fill(now: datetime) -> None:
    """Everything, ending at `now`."""
    teams = list(Unit.objects.filter(kind=Unit.Kind.TEAM).order_by("code"))[:3]
    codes = list(
        Clause.objects.filter(versions__in_force_from__lte=now.date(), kind="conduct").order_by("code").distinct()[:6]
    )
    for place in range(len(BREACHES)):
        _breach(teams[place % len(teams)], codes[place % len(codes)], place, now)
    for place, team in enumerate(teams):
        _talked(team, codes, place, now)
    _tried(teams[0], now)
    _tie(teams[1], now)
    _lesson(now)


def _at(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(9, 40), now.tzinfo)


def _people(team: Unit, day: date) -> list[Employee]:
    """Those who lead nobody, by number."""
    leaders = RoleGrant.objects.on(day).values("account")
    inside = Membership.objects.on(day).filter(unit=team).values("employee")
    return list(Employee.objects.filter(pk__in=inside).exclude(account__in=leaders).order_by("number"))


def _lead(team: Unit, day: date) -> Employee:
    return next(one.employee for one in leading(team.pk, day) if one.role == Role.TEAM_LEAD)


def _breach(team: Unit, clause: Clause, place: int, now: datetime) -> None:
    ago, words, ending, why = BREACHES[place]
    day = now.date() - ago * DAY
    who = _people(team, day)[place]
    if version_on(clause, day) is None:
        return
    moment = _at(day + DAY, now) if ago > 1 else now
    with rung_at(moment, now=now):
        row = register_breach(
            seen=Seen(
                employee=who, happened_on=day, known_on=day, source=Case.Source.REPORT, words=words, clause=clause.pk
            ),
            by=_lead(team, day).account, now=moment,
        )  # fmt: skip
    if ending and row.handler is not None:
        with rung_at(moment + 2 * DAY, now=now):
            endings.end_breach(breach_id=row.pk, ending=ending, why=why, by=row.handler.account, now=moment + 2 * DAY)
        todos.settle(kind=END, key=row.pk)


def _talked(team: Unit, codes: list[Clause], place: int, now: datetime) -> None:
    """Reminders of the last weeks, most of them answered, and the talks of half a year."""
    lead, people = _lead(team, now.date()), _people(team, now.date())
    rows = []
    for number in range(7):
        standard, text, reply = REMINDERS[(number + place) % len(REMINDERS)]
        sent = _at(now.date() - (3 + 9 * number + place) * DAY, now)
        rows.append(
            Reminder(
                employee=people[number], sender=lead, standard=standard, text=text, sent_at=sent, reply=reply,
                replied_at=sent + timedelta(hours=2) if reply else None,
            )
        )  # fmt: skip
    for row in Reminder.objects.bulk_create(rows):
        todos.settle(kind=REPLY, key=row.pk)
    CoachingTalk.objects.bulk_create(
        CoachingTalk(
            employee=people[number + 2], unit=team, clause=codes[(number + place) % len(codes)], held_by=lead,
            held_on=now.date() - (12 + 40 * number) * DAY, agreed=TALKS[(number + place) % len(TALKS)],
            recorded_at=_at(now.date() - (12 + 40 * number) * DAY, now),
        )
        for number in range(3)
    )  # fmt: skip


def _tried(team: Unit, now: datetime) -> None:
    """A trial that runs and one that was stopped."""
    lead = _lead(team, now.date()).account
    assert lead is not None  # leaders sign in
    for name, idea, limits, ago, stopped in (
        (
            "先共情再核实",
            "退款类来电先回应情绪，再核实两项；看两周满意度有没有变化。",
            "投诉件不用；一天两个差评就停。",
            6,
            0,
        ),
        ("晚间合并回访", "把零散回访并到晚上七点一起打，看接通率。", "客户说不方便就不再打。", 80, 62),
    ):
        starts_on = now.date() - ago * DAY
        Trial.objects.create(
            unit=team, name=name, idea=idea, limits=limits, starts_on=starts_on, ends_on=starts_on + 28 * DAY,
            registered_by=lead, registered_at=_at(starts_on - 2 * DAY, now),
            stopped_on=now.date() - stopped * DAY if stopped else None,
        )  # fmt: skip


def _tie(team: Unit, now: datetime) -> None:
    people = _people(team, now.date())
    DeclaredTie.objects.create(one=people[0], other=people[1], kind="family", declared_on=now.date() - 120 * DAY)


def _lesson(now: datetime) -> None:
    """The case about a promise closed without a measure, and what everybody can learn of it, out since yesterday."""
    row = Breach.objects.filter(ending=Breach.Ending.CASE).select_related("case__handler", "handler", "unit").first()
    if row is None or row.case is None or row.handler is None:
        return
    closed, writer, hr = now - 8 * DAY, row.handler.account, Account.objects.get(username=HR)
    assert writer is not None  # whoever ended it signed in
    handler = row.case.handler.account
    assert handler is not None  # cases are handled by whoever has an account
    why = {"closing": Case.Closing.NO_BREACH, "words": "查下来是系统显示的到账时间有误。"}
    with rung_at(closed, now=now):
        asked = ask_to_close(case_id=row.case.pk, by=handler, now=closed, **why).decider
        assert asked is not None  # somebody who may decide is asked
        assert asked.account is not None  # and has an account
        close_case(case_id=row.case.pk, by=asked.account, now=closed, **why)
    unit = Unit.objects.filter(kind=Unit.Kind.COMPANY).get()
    lesson = Lesson.objects.create(
        case_id=row.case_id or 0, unit=unit, title=LESSON.title, text=LESSON.text, advice=LESSON.advice,
        written_by=writer, written_at=closed + DAY,
    )  # fmt: skip
    question, right, wrong, wrong_too = QUESTION
    with rung_at(now - 2 * DAY, now=now):
        lessons.add_question(
            lesson_id=lesson.pk, question=question, right=right, wrong=wrong, wrong_too=wrong_too, by=writer
        )
        lessons.submit_lesson(lesson_id=lesson.pk, by=writer, now=closed + 2 * DAY)
        lessons.release_lesson(lesson_id=lesson.pk, by=hr, now=now - 2 * DAY)
