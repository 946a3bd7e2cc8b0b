"""What is sealed or asked: grievances, a mediation that runs, a consultation, and somebody who moves on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from dengta.config.demo.talk.bells import rung_at
from dengta.config.demo.talk.people import Crew, crews
from dengta.domains.communication.models import ConsultationVoice, Mediation
from dengta.domains.communication.services import consultations, grievance_handling, grievances, mediations
from dengta.domains.communication.services.todos import settle
from dengta.domains.people.models import Account, Move, Unit
from dengta.domains.people.services.membership import place
from dengta.foundation.calendar.days import working_day_after

DAY = timedelta(days=1)
# The supervisor and the lead one can sign in as, and two leads of other teams who come to them.
SUPERVISOR, LEAD, FIRST, SECOND = "d90001", "d80002", "d80001", "d80003"
MOVER = "K10024"
VOICES = (
    "赞成。交接提前十分钟，早班不用赶，前一班也说得清楚。", "可以试，但请算进工时，不要变成义务加班。",
    "我住得远，早十分钟要赶更早一班车，希望一周最多三天。", "同意试四周，看看漏交接的单子有没有少。",
)  # fmt: skip


@dataclass(frozen=True)
class _Cast:
    """Who is who."""

    now: datetime
    accounts: dict[str, Account]
    crew: Crew


@transaction.atomic
def fill(now: datetime) -> None:
    """Some of it over, some of it open today."""
    accounts = {one.username: one for one in Account.objects.select_related("employee")}
    cast = _Cast(now, accounts, crews()[0])
    _handled_grievance(cast)
    _open_grievance(cast)
    _mediation(cast)
    _consultation(cast)
    _mover(cast)


def _handled_grievance(cast: _Cast) -> None:
    """Brought to the supervisor five weeks ago: heard the next day, solved, and accepted."""
    by, handler, day = cast.accounts[FIRST], cast.accounts[SUPERVISOR], cast.now - 36 * DAY
    with rung_at(day, now=cast.now):
        row = grievances.bring(
            what="排班协调会上我的方案被当众打断，之后也没有人回复我。", wish="希望方案能有一次完整的讨论。", by=by,
            now=day,
        )  # fmt: skip
    heard, solved, told = day + DAY, day + 3 * DAY, day + 5 * DAY
    for kind, text, at in (
        ("calming", "当面谈了四十分钟，先听完经过。当事人说，被打断时最难受的是觉得没人想听。", heard),
        ("solving", "与会议召集人谈过，约定每个方案先讲完再讨论。", solved),
        ("note", "召集人承认当天赶时间，愿意当面说明。", solved),
    ):
        grievance_handling.add_handling_step(grievance_id=row.pk, kind=kind, text=text, by=handler, now=at)
    with rung_at(told, now=cast.now):
        outcome = "方案已在下一次协调会上完整讨论并采纳一半；召集人当面说明并道歉。"
        grievance_handling.tell_outcome(grievance_id=row.pk, outcome=outcome, by=handler, now=told)
    grievances.react(grievance_id=row.pk, accept=True, text="谢谢，我觉得被听见了。", by=by, now=told + DAY)


def _open_grievance(cast: _Cast) -> None:
    """With the supervisor since two days ago, heard, and not solved yet."""
    by, handler, day = cast.accounts[SECOND], cast.accounts[SUPERVISOR], cast.now - 2 * DAY
    with rung_at(day, now=cast.now):
        row = grievances.bring(what="借调两位组员没有提前和我说，晚班当天才知道。", by=by, now=day)
    text = "当天就通了电话，先把晚班补上，约好明天面谈。"
    at = day + timedelta(hours=3)
    grievance_handling.add_handling_step(grievance_id=row.pk, kind="calming", text=text, by=handler, now=at)


def _mediation(cast: _Cast) -> None:
    """Two of the team, with their lead: agreed last week, looked at again in a few days."""
    lead, day = cast.accounts[LEAD], cast.now - 11 * DAY
    first, second = cast.crew.agents[6], cast.crew.agents[7]
    with rung_at(day, now=cast.now):
        row: Mediation = mediations.open_mediation(
            first_id=first.pk, second_id=second.pk, topic="同一张会话单由谁跟到底", by=lead, now=day
        )
    for of, view in (("first", "我接的第一通，客户只认我。"), ("second", "客户第二次进线是我接的，备注上没有写谁跟。")):
        mediations.say_view(mediation_id=row.pk, view=view, of=of, by=lead, now=day + timedelta(hours=2))
    at = day + 2 * DAY
    with rung_at(at, now=cast.now):
        mediations.agree(
            mediation_id=row.pk, agreement="谁先答应客户谁跟到底；备注第一行写跟进人，转手当面说。",
            follow_up_on=(cast.now + 3 * DAY).date(), by=lead, now=at,
        )  # fmt: skip


def _consultation(cast: _Cast) -> None:
    """The team is asked until the day after tomorrow; some have answered, the others have it waiting."""
    lead, asked_at = cast.accounts[LEAD], cast.now - 3 * DAY
    with rung_at(asked_at, now=cast.now):
        row = consultations.consult(
            title="早班交接要不要提前十分钟", question="试四周：早班提前十分钟到岗交接，计入工时。您怎么看？",
            asked=[person.pk for person in cast.crew.agents], until=working_day_after(cast.now.date(), 2), by=lead,
            now=asked_at,
        )  # fmt: skip
    silent = cast.accounts["k10020"].employee.pk
    voices = list(row.voices.exclude(employee=silent).order_by("employee__number")[: len(VOICES)])
    for hours, (voice, answer) in enumerate(zip(voices, VOICES, strict=True), start=3):
        voice.answer, voice.answered_at = answer, asked_at + timedelta(hours=hours)
    ConsultationVoice.objects.bulk_update(voices, ["answer", "answered_at"])
    settle(kind=consultations.VOICE, key=row.pk, of=[voice.employee_id for voice in voices])


def _mover(cast: _Cast) -> None:
    """Goes over to the second after-sales team next week: asked, and agreed."""
    lead, now = cast.accounts[LEAD], cast.now
    person = next(one for one in cast.crew.agents if one.number == MOVER)
    to, on = Unit.objects.get(code="QH3"), now.date() + timedelta(days=7 - now.weekday())
    Move.objects.create(
        employee=person, from_unit=cast.crew.unit, to_unit=to, effective_on=on, status=Move.Status.AGREED,
        reason="本人想做在线渠道，二组正缺两位；培训已安排。", proposed_by=lead, proposed_at=now - 8 * DAY,
        answered_at=now - 6 * DAY, answer_note="愿意，希望前两周有人带。",
    )  # fmt: skip
    place(person, unit=to, on=on)
