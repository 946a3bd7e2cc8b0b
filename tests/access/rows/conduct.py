"""What stands around the formal case: a breach is seen by its person, who reported it and who ends it; a reminder by
its two; trials by everybody of the branch; lessons by those who write and release them."""

from datetime import date, timedelta
from typing import Any

from dengta.domains.communication.models import LibraryDocument
from dengta.domains.recognition.models import (
    Breach,
    Case,
    ClauseVersion,
    CoachingTalk,
    DeclaredTie,
    Lesson,
    LessonQuestion,
    Reflection,
    Reminder,
    Trial,
)
from tests.access.frame import STAFF, House, Row
from tests.access.rows.rule_book import _adopted, _book, _edition
from tests.conftest import NOW

BOTH = {"GET", "POST"}
TEAM_LEADS = {"leader", "other_leader"}
DECIDERS = {"supervisor", "hr"}
READERS = DECIDERS | {"agent", "leader"}
DAY = timedelta(days=1)
TODAY = NOW.date()


def furnish(house: House) -> None:
    """Breaches open, contested and ended, a reminder, a talk, trials, a tie, reflections, lessons in every state."""
    _adopted(house, _edition(_book(house.tree.shanghai), 1), out=True, code="SH01")
    house["version"] = version = ClauseVersion.objects.get(clause__code="SH01")
    words = house.plant("what happened", seen_by=READERS)
    house["open"] = _breach(house, version, what=words, suggested="correction")
    house["late"] = _breach(house, version, known_on=TODAY - 12 * DAY, due_on=TODAY - 5 * DAY, escalated_at=NOW)
    house["contested"] = _breach(
        house, version, contested_at=NOW, objection="班表前一晚改过。", ending="correction", ended_at=NOW,
        ended_by=house.executive, why="已补班。",
    )  # fmt: skip
    _breach(house, None, item="核实身份后再报订单", source="qa", source_key="qa:1:a", reported_by=None)
    house["reminder"] = Reminder.objects.create(
        employee=house.agent, sender=house.leader, standard="一小时内回电", sent_at=NOW,
        text=house.plant("words of a reminder", seen_by={"agent", "leader"}),
    )  # fmt: skip
    CoachingTalk.objects.create(
        employee=house.agent, unit=house.tree.aftersales_1, clause=version.clause, held_on=TODAY, held_by=house.leader,
        recorded_at=NOW,
        agreed=house.plant("agreed in a talk", seen_by={"agent", "leader", "supervisor", "hr", "quality"}),
    )  # fmt: skip
    _trials(house)
    house["tie"] = DeclaredTie.objects.create(one=house.agent, other=house.leader, kind="family", declared_on=TODAY)
    _reflections(house)
    _lessons(house, version)
    _lesson_out(house, version)


def _breach(house: House, version: ClauseVersion | None, **more: Any) -> Breach:
    fields = {
        "employee": house.agent, "unit": house.tree.aftersales_1, "version": version, "happened_on": TODAY - 13 * DAY,
        "known_on": TODAY - DAY, "due_on": TODAY + 6 * DAY, "source": "report", "reported_by": house.leader,
        "registered_at": NOW, "handler": house.supervisor, "what": "早班晚到四十分钟，没有提前说。", **more,
    }  # fmt: skip
    breach = Breach(**fields)
    breach.save()
    return breach


def _trials(house: House) -> None:
    for name, starts_on in (("running", TODAY - DAY), ("ahead", TODAY + 5 * DAY), ("over", TODAY - 60 * DAY)):
        house[name] = Trial.objects.create(
            unit=house.tree.aftersales_1, name="先共情再核实", idea="两周内看满意度", limits="投诉件不用",
            starts_on=starts_on, ends_on=starts_on + 30 * DAY, registered_by=house.leader.account, registered_at=NOW,
        )  # fmt: skip


def _reflections(house: House) -> None:
    asked = {"leader": house.leader, "opened_at": NOW, "severe": 3, "agents": 20}
    house["reflection"] = Reflection.objects.create(quarter=date(2026, 10, 1), **asked)
    Reflection.objects.create(
        quarter=date(2026, 7, 1), answered_at=NOW,
        text=house.plant("own part", seen_by={"leader", "supervisor"}), **asked,
    )  # fmt: skip


def _lessons(house: House, version: ClauseVersion) -> None:
    for number, state in enumerate(("draft", "submitted", "free"), start=1):
        case = Case.objects.create(
            number=f"2026-000{number}", employee=house.agent, unit=house.tree.aftersales_1, version=version,
            happened_on=TODAY - 20 * DAY, known_on=TODAY - 20 * DAY, source="report", handler=house.leader,
            state="closed", closing="other_cause", opened_at=NOW, closed_at=NOW,
        )  # fmt: skip
        house[f"case_{state}"] = case
        if state != "free":
            house[f"lesson_{state}"] = lesson = Lesson.objects.create(
                case=case, unit=house.tree.qinghe, title="先核实，再报信息", advice="对不上就请对方回拨。", state=state,
                text="客户着急的时候，最容易先报信息再核实。", written_by=house.supervisor.account, written_at=NOW,
            )  # fmt: skip
            LessonQuestion.objects.create(
                lesson=lesson, number=1, question="先做什么？", right="核实两项", wrong="报地址", wrong_too="挂断"
            )


def _lesson_out(house: House, version: ClauseVersion) -> None:
    """One that can be read and answered by everybody of 青禾; the case is a colleague's."""
    case = Case.objects.create(
        number="2026-0009", employee=house.peer, unit=house.tree.aftersales_1, version=version,
        happened_on=TODAY - 30 * DAY, known_on=TODAY - 30 * DAY, source="report", handler=house.leader, state="closed",
        closing="other_cause", opened_at=NOW, closed_at=NOW,
    )  # fmt: skip
    house["document"] = document = LibraryDocument.objects.create(
        number="XX-0001", title="先核实，再报信息", kind="sop", unit=house.tree.qinghe, client=house.tree.qinghe,
        owner=house.hr, review_on=TODAY + 300 * DAY,
    )  # fmt: skip
    lesson = Lesson.objects.create(
        case=case, unit=house.tree.qinghe, title=document.title, text="先核实。", advice="对不上就请对方回拨。",
        state="released", written_by=house.supervisor.account, written_at=NOW, released_by=house.hr.account,
        released_at=NOW, document=document,
    )  # fmt: skip
    LessonQuestion.objects.create(
        lesson=lesson, number=1, question="先做什么？", right="核实两项", wrong="报地址", wrong_too="挂断"
    )


def _of(name: str, **more: Any):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk, **more}


ROWS = [
    Row("conduct:breaches", STAFF, faces=("agent", "supervisor")),
    Row("conduct:report", TEAM_LEADS | DECIDERS, methods=BOTH),
    Row("conduct:breach", READERS, args=_of("open"), faces=("agent", "supervisor")),
    Row("conduct:breach", READERS, args=_of("late"), faces=("hr",)),
    Row("conduct:breach", READERS, args=_of("contested"), faces=("hr",)),
    Row("conduct:end", DECIDERS, methods=BOTH, args=_of("open", ending="correction")),
    Row("conduct:end", DECIDERS, methods=BOTH, args=_of("open", ending="case")),
    Row("conduct:contest", {"agent"}, methods=BOTH, args=_of("open")),
    Row("conduct:answer", DECIDERS, methods=BOTH, args=_of("contested")),
    Row("conduct:reminders", STAFF, faces=("agent", "leader")),
    Row("conduct:remind", TEAM_LEADS | {"supervisor"}, methods=BOTH),
    Row("conduct:reply", {"agent"}, methods=BOTH, args=_of("reminder")),
    Row("conduct:talks", STAFF, faces=("agent", "leader")),
    Row("conduct:log_talk", TEAM_LEADS | DECIDERS | {"quality"}, methods=BOTH),
    Row("conduct:trials", STAFF, faces=("agent", "leader")),
    Row("conduct:register_trial", TEAM_LEADS | DECIDERS, methods=BOTH),
    Row("conduct:stop_trial", {"leader", *DECIDERS}, methods={"POST"}, args=_of("running")),
    Row("conduct:ties", STAFF, faces=("agent", "hr")),
    Row("conduct:declare_tie", STAFF, methods=BOTH),
    Row("conduct:end_tie", {"agent", "hr"}, methods={"POST"}, args=_of("tie")),
    Row("conduct:reflections", TEAM_LEADS | {"supervisor", "executive", "hr"}, faces=("leader", "supervisor")),
    Row("conduct:reflect", {"leader"}, methods=BOTH, args=_of("reflection")),
    Row(
        "conduct:quiz",
        STAFF - {"stranger", "other_leader"},
        methods=BOTH,
        args=_of("document"),
        data={"q1": "报地址"},
        faces=("agent",),
    ),
    Row("conduct:lessons", DECIDERS, faces=("supervisor",)),
    Row("conduct:write_lesson", DECIDERS, methods=BOTH, args=lambda house: {"case": house["case_free"].pk}),
    Row("conduct:lesson", DECIDERS, args=_of("lesson_draft"), faces=("supervisor",)),
    Row("conduct:lesson", DECIDERS, args=_of("lesson_submitted"), faces=("hr",)),
    Row("conduct:change_lesson", DECIDERS, methods=BOTH, args=_of("lesson_draft")),
    Row("conduct:question", DECIDERS, methods=BOTH, args=_of("lesson_draft")),
    Row("conduct:submit_lesson", DECIDERS, methods={"POST"}, args=_of("lesson_draft")),
    Row("conduct:return_lesson", DECIDERS, methods=BOTH, args=_of("lesson_submitted")),
    Row("conduct:release_lesson", DECIDERS, methods={"POST"}, args=_of("lesson_submitted")),
]
