"""A year of stand-ups, 1:1s and important talks of the demo centre; something of each is open today."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from numpy.random import Generator, default_rng

from dengta.config.demo import staff
from dengta.config.demo.talk import talk_texts as texts
from dengta.config.demo.world import SEED
from dengta.domains.communication.models import (
    Blocker,
    OneOnOne,
    Promise,
    Standup,
    StandupAnswer,
    StandupAttendance,
    Talk,
    TalkSignature,
    TalkVersion,
)
from dengta.domains.communication.selectors.clock import end_of
from dengta.domains.communication.selectors.pairs import pairs_on
from dengta.domains.communication.services.cadence import watch_cadence
from dengta.domains.communication.services.one_on_one_todos import ask_to_prepare, record_due, remind_of
from dengta.domains.communication.services.standups import BLOCKER
from dengta.domains.communication.services.talks import SIGN
from dengta.domains.communication.services.todos import put
from dengta.domains.people.models import Employee, Unit
from dengta.foundation.calendar.days import WORKED, days_between

PERSONA_TEAM, LEAD, AGENT = "QH2", "D80002", "K10020"
# How many weeks of stand-ups each team has; the others do without a demo.
STANDUP_WEEKS = {"QH2": 52, "QH3": 26, "QH1": 13, "YF1": 13}
TALK_WEEKS, OTHER_TEAMS_WEEKS = 52, 6
# Days since the last 1:1 of those whom the persona should talk with next.
WAITING = {"K10023": 9, "K10031": 12, "K10037": 17}


@transaction.atomic
def fill(now: datetime) -> None:
    """Everything, ending at `now`."""
    draw = default_rng(SEED + 41)
    people = {one.number: one for one in Employee.objects.select_related("account")}
    units = {unit.code: unit for unit in Unit.objects.filter(kind=Unit.Kind.TEAM)}
    _stand_ups(draw, people, units, now)
    _blockers(people, units[PERSONA_TEAM], now)
    _round_today(people, units[PERSONA_TEAM], now)
    _one_on_ones(draw, people, units, now)
    _open_today(people, units[PERSONA_TEAM], now)
    _important_talks(people, units[PERSONA_TEAM], now)
    watch_cadence(now=now)


def _at(day: date, hour: int, minute: int, now: datetime) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=now.tzinfo)


def _stand_ups(draw: Generator, people: Mapping[str, Employee], units: Mapping[str, Unit], now: datetime) -> None:
    today = now.date()
    kinds = days_between(start=today - timedelta(weeks=max(STANDUP_WEEKS.values())), end=today)
    worked = [day for day, known in kinds.items() if known.kind in WORKED]
    held: list[Standup] = []
    for code, weeks in STANDUP_WEEKS.items():
        first = today - timedelta(weeks=weeks)
        days = [day for day in worked if day >= first]
        # The second shop team missed one last week.
        days = [day for day in days if not (code == "QH3" and day == worked[-3])]
        leader = people[next(one.number for one in staff.leaders() if one.team == code)]
        held += (_stand_up(draw, units[code], leader, _at(day, 8, 50, now)) for day in days)
    _forgotten(next(one for one in held if one.unit == units[PERSONA_TEAM] and one.day == worked[-4]))
    held = Standup.objects.bulk_create(held)
    members = {
        units[code].pk: [people[one.number] for one, _traits in staff.agents() if one.team == code]
        for code in STANDUP_WEEKS
    }
    StandupAttendance.objects.bulk_create(
        (
            StandupAttendance(standup=one, employee=who)
            for one in held
            for who in members[one.unit_id]
            if (who.hired_on or today) <= one.day and draw.random() < 0.6 and not one.ended_by_clock
        ),
        batch_size=5000,
    )


def _stand_up(draw: Generator, unit: Unit, leader: Employee, start: datetime) -> Standup:
    minutes = int(min(19, max(6, draw.normal(10, 2.2))))
    csat, level, n = draw.normal(82, 3), draw.normal(84, 4), int(draw.normal(58, 9))
    handled = int(draw.normal(255, 22))
    return Standup(
        unit=unit,
        day=start.date(),
        leader=leader,
        started_at=start,
        ended_at=start + timedelta(minutes=minutes - 1, seconds=int(draw.integers(10, 55))),
        praise=str(draw.choice(texts.PRAISES)),
        lesson=str(draw.choice(texts.LESSONS)),
        figures=[
            {"label": "已处理", "value": str(handled), "n": handled},
            {"label": "服务水平", "value": f"{level:.1f}%", "n": int(draw.normal(240, 20))},
            {"label": "满意度", "value": f"{csat:.1f}%", "n": n},
        ],
    )


def _forgotten(standup: Standup) -> None:
    """Nobody ended it; the night did, with what was there."""
    midnight = standup.started_at.replace(hour=0, minute=20) + timedelta(days=1)
    standup.ended_at, standup.ended_by_clock, standup.lesson = midnight, True, ""


def _blockers(people: Mapping[str, Employee], unit: Unit, now: datetime) -> None:
    for number, (text, outcome, raised, days) in enumerate(texts.BLOCKERS):
        owner = people[f"K{10019 + number * 2}"]
        since = now - timedelta(days=days + (3 if outcome else 0))
        blocker = Blocker.objects.create(
            unit=unit, text=text, raised_by=people[raised], raised_at=since, owner=owner, outcome=outcome,
            closed_at=now - timedelta(days=days) if outcome else None, closed_by=owner if outcome else None,
        )  # fmt: skip
        if not outcome:
            put(
                kind=BLOCKER,
                key=blocker.pk,
                to=[owner.pk],
                title=text,
                url=f"/stand-ups/blockers/{blocker.pk}/",
                now=now,
                due_at=end_of(now.date() + timedelta(days=3)),
            )


def _round_today(people: Mapping[str, Employee], unit: Unit, now: datetime) -> None:
    """Three have answered the questions of today's stand-up on their way to work."""
    StandupAnswer.objects.bulk_create(
        StandupAnswer(
            unit=unit, day=now.date(), employee=people[number], done=done, planned=planned,
            said_at=_at(now.date(), 8, 41 + minute, now),
        )
        for minute, (number, done, planned) in enumerate(texts.ROUND)
    )  # fmt: skip


def _one_on_ones(draw: Generator, people: Mapping[str, Employee], units: Mapping[str, Unit], now: datetime) -> None:
    leaders = {one.team: people[one.number] for one in staff.leaders()}
    found: list[OneOnOne] = []
    for person, _traits in staff.agents():
        weeks = TALK_WEEKS if person.team == PERSONA_TEAM else OTHER_TEAMS_WEEKS
        last = WAITING.get(person.number) or (7 if person.number == AGENT else int(draw.integers(1, 7)))
        pair = (people[person.number], leaders[person.team], units[person.team])
        found += _year_of(draw, pair, last_days_ago=last, weeks=weeks, now=now)
    # Leaders are talked with, too, by whoever leads them.
    by_id = {one.pk: one for one in people.values()}
    every_unit = Unit.objects.in_bulk()
    for led in pairs_on(now.date()).values():
        if not by_id[led.employee_id].number.startswith("K"):
            pair = (by_id[led.employee_id], by_id[led.leader_id], every_unit[led.unit_id])
            found += _year_of(draw, pair, last_days_ago=int(draw.integers(1, 6)), weeks=8, now=now)
    held = OneOnOne.objects.bulk_create(found, batch_size=1000)
    Promise.objects.bulk_create(_promises(draw, held, now.date()), batch_size=2000)


def _year_of(
    draw: Generator, pair: tuple[Employee, Employee, Unit], *, last_days_ago: int, weeks: int, now: datetime
) -> list[OneOnOne]:
    """The talks of two people, one a week, since the one has been there."""
    employee, leader, unit = pair
    days = [now.date() - timedelta(days=last_days_ago + 7 * week) for week in range(weeks)]
    days = [day for day in days if (employee.hired_on or day) <= day]
    return [
        _held(draw, OneOnOne(employee=employee, leader=leader, unit=unit, is_first=day == days[-1]), day, now)
        for day in days
    ]


def _held(draw: Generator, talk: OneOnOne, day: date, now: datetime) -> OneOnOne:
    longer = draw.random() < 0.06
    talk.planned_for = _at(day, 14 + int(draw.integers(0, 3)), int(draw.choice([0, 15, 30, 45])), now)
    talk.status, talk.complete, talk.held_on = OneOnOne.Status.DONE, True, day
    talk.mood = str(draw.choice(["good", "fine", "fine", "tired"]))
    talk.topic, talk.own_words = str(draw.choice(texts.TOPICS)), str(draw.choice(texts.OWN_WORDS))
    talk.praise, talk.leader_words = str(draw.choice(texts.PRAISES)), str(draw.choice(texts.LEADER_WORDS))
    talk.minutes = int(draw.integers(22, 45)) if longer else int(draw.integers(8, 14))
    talk.minutes_reason = str(draw.choice(texts.REASONS)) if longer else ""
    talk.leader_confirmed_at = talk.planned_for + timedelta(minutes=talk.minutes)
    talk.employee_confirmed_at = talk.planned_for + timedelta(minutes=talk.minutes + 20)
    return talk


def _promises(draw: Generator, held: Sequence[OneOnOne], today: date) -> list[Promise]:
    """What the two of each talk promised, looked at in their next one; of the newest nobody has looked at it yet."""
    found, next_of = [], dict[tuple[int, int], OneOnOne]()
    lately = today - timedelta(weeks=6)
    for talk in sorted(held, key=lambda one: (one.planned_for, one.employee_id), reverse=True):
        judged_in = next_of.get((talk.employee_id, talk.leader_id))
        next_of[talk.employee_id, talk.leader_id] = talk
        for promise in _promised(draw, talk):
            if judged_in is not None:
                judged_on = judged_in.planned_for.date()
                promise.judged_in, promise.outcome = judged_in, _outcome(draw, promise, judged_on, lately)
            found.append(promise)
    return found


def _outcome(draw: Generator, promise: Promise, judged_on: date, lately: date) -> str:
    """Six of seven are kept; the agent one can sign in as kept every one of late."""
    kept = draw.random() < 6 / 7 or (promise.owner.number == AGENT and judged_on >= lately)
    return Promise.Outcome.KEPT if kept else Promise.Outcome.NOT_KEPT


def _promised(draw: Generator, talk: OneOnOne) -> list[Promise]:
    due = (talk.held_on or talk.planned_for.date()) + timedelta(days=7)
    return [
        Promise(
            talk=talk, side=Promise.Side.PERSON, owner=talk.employee, text=str(draw.choice(texts.OF_AGENTS)), due_on=due
        ),
        Promise(
            talk=talk, side=Promise.Side.LEADER, owner=talk.leader, text=str(draw.choice(texts.OF_LEADERS)), due_on=due
        ),
    ]


def _open_today(people: Mapping[str, Employee], unit: Unit, now: datetime) -> None:
    """The talk of the persona at four, with the topic prepared, and two more this week."""
    lead, today = people[LEAD], now.date()
    OneOnOne.objects.create(
        employee=people[AGENT], leader=lead, unit=unit, planned_for=_at(today, 16, 0, now), mood="tired",
        topic="最近三个晚班连着早班，睡不好，想聊聊能不能调一调", own_words="退款那几通电话我想听听您怎么接",
    )  # fmt: skip
    for number, days in (("K10025", 1), ("K10029", 2)):
        talk = OneOnOne.objects.create(
            employee=people[number], leader=lead, unit=unit, planned_for=_at(today + timedelta(days=days), 15, 30, now)
        )
        ask_to_prepare(talk, now=now)
    for promise in Promise.objects.filter(outcome="open", talk__employee=people[AGENT]).select_related("talk"):
        remind_of(promise, now=now)


def _important_talks(people: Mapping[str, Employee], unit: Unit, now: datetime) -> None:
    lead = people[LEAD]
    for number, (person, kind, days, words, signed) in enumerate(texts.TALKS):
        day, employee = now.date() - timedelta(days=days), people[person]
        talk = Talk.objects.create(
            employee=employee, leader=lead, unit=unit, kind=kind, created_at=_at(day, 17, number, now),
            status=Talk.Status.SIGNED if signed else Talk.Status.OPEN,
        )  # fmt: skip
        place, topic, said, agreements = words
        version = TalkVersion.objects.create(
            talk=talk, number=1, held_on=day, place=place, topic=topic, said=said, agreements=agreements,
            written_at=_at(day, 17, number, now),
        )  # fmt: skip
        _sign(version, [lead, employee] if signed else [lead], day, now)
        if not signed:
            title, url = "请阅读并签署一份谈话记录", f"/talks/{talk.pk}/"
            put(kind=SIGN, key=talk.pk, to=[employee.pk], title=title, url=url, now=now, due_at=record_due(now))


def _sign(version: TalkVersion, signers: Sequence[Employee], day: date, now: datetime) -> None:
    for minute, signer in enumerate(signers):
        view = "" if minute == 0 else texts.OWN_VIEW
        TalkSignature.objects.create(
            version=version, signer=signer, name=signer.name, own_view=view, at=_at(day, 17, 20 + 5 * minute, now)
        )
