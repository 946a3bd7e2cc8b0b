"""Cases of the demo, in every state, led through the services by whoever would: told, heard, found, decided by
another, delivered, appealed, carried out, forgotten.

Most agents of the demo have no account: what they say is written down by the handler after a talk.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dengta.config.demo.recognition.told import STORIES, Story
from dengta.config.demo.talk.bells import rung_at
from dengta.domains.people.models import Account, Employee, Membership
from dengta.domains.recognition.models import Case, Protection, Trial
from dengta.domains.recognition.selectors.case_history import consistency_of
from dengta.domains.recognition.services import (
    case_deciding,
    case_delivery,
    case_ending,
    case_finding,
    case_hearing,
    case_opening,
    case_proposing,
    case_shield,
)
from dengta.domains.recognition.services.case_deadlines import pass_days
from dengta.domains.recognition.services.case_steps import Kind, take

DAY = timedelta(days=1)
TRIAL = "退款话术试验：先道歉再核单"
SUPERVISOR, HANDLER, PERSON = "d90001", "d80002", "k10020"
# Of whom a case is old enough to have begun before they signed: nobody hired since.
HIRED_BEFORE = 260 * DAY


@dataclass
class Play:
    """One case on the way through its days."""

    story: Story
    case: Case
    begins: date
    now: datetime

    def at(self, days: int, hour: int) -> datetime:
        """So many days after it began, at an hour; never in the future."""
        return min(datetime.combine(self.begins + days * DAY, time(hour), self.now.tzinfo), self.now)

    def fresh(self) -> Case:
        """The case as it stands."""
        rows = Case.objects.select_related("employee__account", "handler__account", "decider__account")
        self.case = rows.get(pk=self.case.pk)
        return self.case


def fill(now: datetime) -> None:
    """All of them, the oldest first, so that similar ones are known when the next is proposed."""
    people = _people(now)
    for story in STORIES:
        who = _account(PERSON).employee if story.who is None else people[story.who]
        _play(story, who, people, now)
    pass_days(now=now)


def _people(now: datetime) -> list[Employee]:
    """The agents of the handler's team who were there all year, without the one whom visitors sign in as."""
    team = Membership.objects.on(now.date()).get(employee=_account(PERSON).employee).unit
    inside = Membership.objects.on(now.date()).filter(unit=team).values("employee")
    rows = Employee.objects.filter(pk__in=inside, account=None, hired_on__lte=now.date() - HIRED_BEFORE)
    return list(rows.order_by("number"))


def _account(username: str) -> Account:
    return Account.objects.select_related("employee").get(username=username)


def _begins(story: Story, now: datetime) -> date:
    """Old cases begin on a Monday, so that what follows happens on working days."""
    day = now.date() - story.ago * DAY
    return day - day.weekday() * DAY if story.ago > 30 else day


def _play(story: Story, who: Employee, people: list[Employee], now: datetime) -> None:
    begins = _begins(story, now)
    opened_at = min(datetime.combine(begins, time(9), now.tzinfo), now)
    handler = _account(HANDLER).employee
    if "protected" in story.extras:
        since = begins - 20 * DAY
        Protection.objects.create(employee=who, since=since, until=since + 180 * DAY, source="demo:cases")
    if "trial" in story.extras:
        _trial(who, begins, opened_at)
    with rung_at(opened_at, now=now):
        case = case_opening.open_case(
            fact=case_opening.Fact(
                employee=who, clause=story.clause, happened_on=begins - DAY, known_on=begins, source=story.source,
                contact=story.contact, words=story.facts,
                reported_by=people[-1] if story.source == "report" else None,
            ),
            handler=handler, by=_account(SUPERVISOR), now=opened_at,
        )  # fmt: skip
        play = Play(story, case, begins, now)
        for name in story.way:
            STEPS[name](play)


def _trial(who: Employee, begins: date, at: datetime) -> None:
    unit = Membership.objects.on(begins).get(employee=who).unit
    Trial.objects.create(
        unit=unit, name=TRIAL, idea="先安抚再核单，看一次解决率能否提高",
        limits="出现两起升级投诉即停",
        starts_on=begins - 14 * DAY, ends_on=begins + 14 * DAY, registered_by=_account(SUPERVISOR),
        registered_at=at - 20 * DAY,
    )  # fmt: skip


def _by_handler(play: Play) -> Account:
    return _account(HANDLER)


def _tell(play: Play) -> None:
    story, by = play.story, _by_handler(play)
    case_hearing.add_evidence(
        case_id=play.case.pk, kind="record", reference=story.reference, words=story.shows, by=by, now=play.at(0, 9)
    )
    case_hearing.serve_notice(case_id=play.case.pk, words=story.facts, by=by, now=play.at(0, 10))


def _say(play: Play) -> None:
    """In the own words of the person, or written down after the talk."""
    case, at = play.fresh(), play.at(1, 11)
    account = case.employee.account
    if account is not None:
        case_hearing.give_statement(case_id=case.pk, words=play.story.said, by=account, now=at)
        return
    words = f"（面谈记录，本人已核对）{play.story.said}"
    take(
        case, kind=Kind.STATED, by=_by_handler(play), now=at, text=words, served=True, state=Case.State.HEARD,
        heard_at=at, heard=Case.Heard.STATEMENT,
    )  # fmt: skip


def _silence(play: Play) -> None:
    words = "两次当面提醒并发系统消息，本人表示不另作说明。"
    case_hearing.close_hearing(case_id=play.case.pk, words=words, by=_by_handler(play), now=play.at(7, 11))


def _listen(play: Play) -> None:
    words = "听了录音、看了工单：客服按当时的流程处理，系统没有生成回访任务。"
    case_hearing.review_contact(case_id=play.case.pk, words=words, by=_by_handler(play), now=play.at(2, 10))


def _claim(play: Play) -> None:
    trial = Trial.objects.get(name=TRIAL)
    by, words = _by_handler(play), "按试验方案先道歉再核单，客户等了两分钟，没有其他影响。"
    case_shield.claim_good_faith(case_id=play.case.pk, words=words, trial_id=trial.pk, by=by, now=play.at(1, 14))
    reviewer = _account(SUPERVISOR)
    case_shield.review_good_faith(
        case_id=play.case.pk, outcome="shielded", exclusion="", words="试验已登记，没有事先明知的损害。", by=reviewer,
        now=play.at(2, 10),
    )  # fmt: skip


def _find(play: Play) -> None:
    days = 8 if "silence" in play.story.way else 2
    case_finding.record_finding(
        case_id=play.case.pk, words=play.story.found, cause=play.story.cause, evidence=["E1"],
        mitigating=play.story.mitigating, harm=False, by=_by_handler(play), now=play.at(days, 14),
    )  # fmt: skip


def _propose(play: Play) -> None:
    case = play.fresh()
    seen = [str(one.facts.key) for one in consistency_of(case, proposed=play.story.measure).precedents]
    proposal = case_proposing.Proposal(
        measure=play.story.measure, words=play.story.because, seen=seen, leniency=play.story.leniency
    )
    days = 8 if "silence" in play.story.way else 2
    case_proposing.propose_measure(case_id=case.pk, proposal=proposal, by=_by_handler(play), now=play.at(days, 15))


def _agree(play: Play) -> None:
    case = play.fresh()
    for one in case.approvals.filter(digest=case.digest).select_related("asked__account"):
        assert one.asked.account is not None
        case_deciding.approve_measure(
            case_id=case.pk, ground=one.ground, words="核对了证据和同类个案，同意。", by=one.asked.account,
            now=play.at(_decided_after(play), 10),
        )  # fmt: skip


def _decided_after(play: Play) -> int:
    return 10 if "silence" in play.story.way else 3


def _decide(play: Play) -> None:
    case = play.fresh()
    assert case.decider is not None
    assert case.decider.account is not None
    words = "双方意见都已听取，证据与认定相符，同意按建议处理。"
    case_deciding.decide_case(
        case_id=case.pk, words=words, by=case.decider.account, now=play.at(_decided_after(play), 16)
    )


def _deliver(play: Play) -> None:
    case_delivery.deliver_decision(
        case_id=play.case.pk, delivery="signed", words="当面交付，本人签收回执已归档。", by=_by_handler(play),
        now=play.at(_decided_after(play) + 1, 10),
    )  # fmt: skip


def _appeal(play: Play) -> None:
    """Filed by the person."""
    case_delivery.file_appeal(
        case_id=play.case.pk, words=play.story.appeal, by=_account(PERSON), now=play.at(6, 11)
    )  # fmt: skip


def _hear(play: Play) -> None:
    """Lifted by somebody who had no part in it."""
    hearer = play.fresh().appeal.hearer
    assert hearer is not None
    assert hearer.account is not None
    case_delivery.decide_appeal(
        case_id=play.case.pk, outcome="lifted", measure=None, words="聊天记录属实，客服按要求转交，撤销原决定。",
        by=hearer.account, now=play.at(9, 15),
    )  # fmt: skip


def _become_final(play: Play) -> None:
    pass_days(now=play.at(_after_appeal(play), 6))


def _after_appeal(play: Play) -> int:
    """The day after the last one to appeal, counted from the beginning."""
    until = play.fresh().appeal_until
    assert until is not None
    return (until - play.begins).days + 1


def _carry_out(play: Play) -> None:
    case_ending.execute_measure(
        case_id=play.case.pk, words=play.story.done, by=_by_handler(play), now=play.at(_after_appeal(play), 14)
    )


def _forget(play: Play) -> None:
    words = "半年来没有再犯，主动帮助新人，同意提前不再累计。"
    case_ending.rehabilitate(case_id=play.case.pk, words=words, by=_account(SUPERVISOR), now=play.at(130, 10))


def _extend(play: Play) -> None:
    case_opening.extend_case(
        case_id=play.case.pk, until=play.now.date() + 10 * DAY, reason="等信息安全组导出访问日志，预计一周。",
        by=_account(SUPERVISOR), now=play.at(12, 10),
    )  # fmt: skip


def _close(play: Play) -> None:
    """By the handler where somebody else shielded it, else by whoever may decide, at the handler's word."""
    if play.story.closing != Case.Closing.SHIELDED:
        case_ending.ask_to_close(
            case_id=play.case.pk, closing=play.story.closing, words=play.story.done, by=_by_handler(play),
            now=play.at(2, 16),
        )  # fmt: skip
    shielded = play.story.closing == Case.Closing.SHIELDED
    by = _by_handler(play) if shielded else _account(SUPERVISOR)
    case_ending.close_case(
        case_id=play.case.pk, closing=play.story.closing, words=play.story.done, by=by, now=play.at(3, 10)
    )


STEPS: dict[str, Callable[[Play], None]] = {
    "tell": _tell, "say": _say, "silence": _silence, "listen": _listen, "claim": _claim, "find": _find,
    "propose": _propose, "agree": _agree, "decide": _decide, "deliver": _deliver, "appeal": _appeal, "hear": _hear,
    "final": _become_final, "carry": _carry_out, "forget": _forget, "extend": _extend, "close": _close,
}  # fmt: skip
