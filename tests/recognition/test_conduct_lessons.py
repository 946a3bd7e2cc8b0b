"""A lesson says nothing of whom it came from, and a second person reads it before anybody else does."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import LibraryDocument
from dengta.domains.people.models import Employee
from dengta.domains.recognition.events import LessonReleased
from dengta.domains.recognition.models import Case, ClauseVersion, Lesson
from dengta.domains.recognition.policies import lessons as policies
from dengta.domains.recognition.selectors.anonymity import Known, Trace, traces
from dengta.domains.recognition.services import lessons as services
from dengta.foundation import events
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from dengta.foundation.events import registry
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.conducting import DAY, TODAY

TEAM = [("李佳怡", "lijiayi ljy"), ("周敏", "zhoumin zm"), ("王芳", "wangfang wf"), ("Anna Chen", "anna chen ac")]
KNOWN = Known(
    people=TEAM, close=TEAM, nicknames=["小太阳"],
    numbers=["K10002"], teams=["售后一组", "QH1"], rare=["XX07", "冒用他人账号"],
)  # fmt: skip


@pytest.mark.covers("R-159", "H21")
@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("李佳怡没有核实身份。", Trace.NAME), ("李 佳 怡没有核实。", Trace.NAME), ("李·佳·怡", Trace.NAME),
        ("佳怡后来道了歉", Trace.NAME), ("李\u200b佳怡", Trace.NAME), ("Li Jiayi forgot it", Trace.NAME),
        ("Jiayi Li forgot", Trace.NAME), ("Lǐ Jiāyí", Trace.NAME), ("ＬＩＪＩＡＹＩ", Trace.NAME),
        ("小李说", Trace.NAME),
        ("周组长提醒过", Trace.NAME), ("周敏", Trace.NAME), ("我们的小太阳", Trace.NAME),
        ("工号Ｋ１０００２", Trace.NUMBER),
        ("员工 k20931 当班", Trace.NUMBER), ("2026-11-03 的早班", Trace.DATE), ("十一月三日", Trace.DATE),
        ("11月3日", Trace.DATE), ("on 3 Nov", Trace.DATE), ("上周三", Trace.DATE), ("14:35 打进来", Trace.DATE),
        ("138 0013 8000", Trace.CONTACT), ("会话 88213345", Trace.CONTACT), ("a.b@example.com", Trace.CONTACT),
        ("售后 一组的同事", Trace.TEAM), ("team QH1", Trace.TEAM), ("按 XX07 处理", Trace.RARE),
        ("有人冒用他人账号", Trace.RARE),
        ("小芳把号码给了别人", Trace.NAME), ("阿芳说不知道", Trace.NAME), ("佳佳说不知道", Trace.NAME),
        ("Z.M. 晚到了", Trace.NAME), ("ZM and somebody else", Trace.NAME), ("那天ＬＪＹ当班", Trace.NAME),
        ("jia yi said so", Trace.NAME), ("Jiayi said so", Trace.NAME), ("工号尾号0002", Trace.NUMBER),
        ("a number ending in 0002", Trace.NUMBER), ("夜班唯一的女主管", Trace.RARE), ("怀孕的同事", Trace.RARE),
        ("组里只有她会粤语", Trace.RARE), ("the only woman of the shift", Trace.RARE), ("最年轻的同事", Trace.RARE),
    ],
)  # fmt: skip
def test_whatever_gives_somebody_away_is_found(text: str, trace: Trace) -> None:
    assert trace in {one.trace for one in traces(text, KNOWN)}


@pytest.mark.parametrize(
    "text",
    [
        "客户急着要单号，坐席先报了地址，再核实身份。", "先核实两项，再说订单；不确定就挂起三分钟问人。",
        "Ask for two details before you name an address.", "三次里有一次是因为系统慢。",
        "小心一点，先听老客户说完；只说查得到的时间。", "QA and the SOP say: only name what you can look up.",
        "常常是慢慢来反而快，谢谢大家。",
    ],
)  # fmt: skip
def test_a_text_about_anybody_passes(text: str) -> None:
    assert traces(text, KNOWN) == []


GOOD = services.Story(
    "先核实，再报信息", "客户着急的时候，最容易先报信息再核实。", "两项核实对上再开口；对不上就请对方回拨。"
)


@pytest.fixture
def closed(published: ClauseVersion, agent: Employee, leader: Employee, tree: Tree) -> Case:
    return Case.objects.create(
        number="2026-0007", employee=agent, unit=tree.aftersales_1, version=published, happened_on=TODAY - 20 * DAY,
        known_on=TODAY - 20 * DAY, source="report", handler=leader, state="closed", closing="other_cause",
        opened_at=NOW - 20 * DAY, closed_at=NOW - 2 * DAY,
    )  # fmt: skip


def written(case: Case, by: Employee, unit: Any, story: services.Story = GOOD) -> Lesson:
    return services.write_lesson(case_id=case.pk, unit=unit, story=story, by=account(by), now=NOW)


@pytest.mark.django_db
@pytest.mark.covers("R-159", "H21")
def test_a_name_or_a_unique_detail_left_blocks_the_lesson(closed: Case, supervisor: Employee, tree: Tree) -> None:
    lesson = written(closed, supervisor, tree.qinghe, services.Story("核实", "佳怡先报了信息。", "先核实。"))
    with refused("recognition.lesson_gives_away"):
        services.submit_lesson(lesson_id=lesson.pk, by=account(supervisor), now=NOW)

    # Hardly anybody there was ever in a case about KQ03: its code alone says whose case it was.
    services.change_lesson(
        lesson_id=lesson.pk,
        unit=tree.qinghe,
        story=services.Story("核实", "违反了KQ03。", "先核实。"),
        by=account(supervisor),
    )
    with refused("recognition.lesson_gives_away"):
        services.submit_lesson(lesson_id=lesson.pk, by=account(supervisor), now=NOW)
    services.change_lesson(lesson_id=lesson.pk, unit=tree.qinghe, story=GOOD, by=account(supervisor))
    services.add_question(
        lesson_id=lesson.pk,
        question="先做什么？",
        right="核实",
        wrong="问周敏",
        wrong_too="挂断",
        by=account(supervisor),
    )
    with refused("recognition.lesson_gives_away"):
        services.submit_lesson(lesson_id=lesson.pk, by=account(supervisor), now=NOW)


@pytest.mark.django_db
@pytest.mark.covers("R-159", "H21")
def test_a_second_person_lets_it_out_and_readers_find_no_case(
    closed: Case, agent: Employee, tree: Tree, leaders: dict[str, Employee]
) -> None:
    leader, supervisor, hr = leaders["leader"], leaders["supervisor"], leaders["hr"]
    lesson = written(closed, supervisor, tree.qinghe)
    services.add_question(
        lesson_id=lesson.pk,
        question="先做什么？",
        right="核实两项",
        wrong="报地址",
        wrong_too="挂断",
        by=account(supervisor),
    )
    services.submit_lesson(lesson_id=lesson.pk, by=account(supervisor), now=NOW)
    with refused("recognition.lesson_same_person"):
        services.release_lesson(lesson_id=lesson.pk, by=account(supervisor), now=NOW)

    lesson = services.release_lesson(lesson_id=lesson.pk, by=account(hr), now=NOW)

    document = LibraryDocument.objects.get()
    assert lesson.document == document
    read = "\n".join(one.text for one in document.versions.get().clauses.all())
    assert "核实两项" not in read, "what the questions ask is not answered in the text"
    assert document.versions.get().published_by is None
    assert closed.number not in f"{document.number}{document.title}{read}"
    for nobody in (agent, leader):
        assert lesson not in policies.visible(account(nobody))
    with refused("recognition.lesson_not_now"):
        services.submit_lesson(lesson_id=lesson.pk, by=account(supervisor), now=NOW)


@pytest.mark.django_db
def test_what_the_second_person_gives_back_is_written_anew(
    closed: Case, supervisor: Employee, hr: Employee, leader: Employee, tree: Tree
) -> None:
    lesson = written(closed, supervisor, tree.qinghe)
    services.submit_lesson(lesson_id=lesson.pk, by=account(supervisor), now=NOW)
    lesson = services.return_lesson(lesson_id=lesson.pk, why="还看得出是哪一次", by=account(hr))

    assert (lesson.state, lesson.returned_why) == ("draft", "还看得出是哪一次")
    for number in range(3):
        services.add_question(
            lesson_id=lesson.pk, question=f"题{number}", right="甲", wrong="乙", wrong_too="丙", by=account(supervisor)
        )
    with refused("recognition.lesson_questions"):
        services.add_question(
            lesson_id=lesson.pk, question="又一题", right="甲", wrong="乙", wrong_too="丙", by=account(supervisor)
        )


@pytest.mark.django_db
def test_only_closed_cases_teach_and_never_by_whom_they_are_about(
    closed: Case, agent: Employee, supervisor: Employee, tree: Tree
) -> None:
    assert not policies.cases(account(agent)).exists()
    with pytest.raises((NotAllowed, Case.DoesNotExist)):
        written(closed, agent, tree.qinghe)
    Case.objects.filter(pk=closed.pk).update(state="opened", closed_at=None, closing="")
    with pytest.raises(Case.DoesNotExist):
        written(closed, supervisor, tree.qinghe)


def released(case: Case, writer: Employee, second: Employee, unit: Any) -> Lesson:
    lesson = written(case, writer, unit)
    services.add_question(
        lesson_id=lesson.pk, question="先做什么？", right="核实两项", wrong="报地址", wrong_too="挂断",
        why="报错了就收不回来。", by=account(writer),
    )  # fmt: skip
    services.submit_lesson(lesson_id=lesson.pk, by=account(writer), now=NOW)
    return services.release_lesson(lesson_id=lesson.pk, by=account(second), now=NOW)


@pytest.mark.django_db
@pytest.mark.covers("R-159", "H21")
def test_the_second_person_stands_nowhere_in_what_comes_out(
    closed: Case, supervisor: Employee, hr: Employee, leader: Employee, tree: Tree
) -> None:
    """The supervisor of the very unit lets it out: as its owner they would say where it happened."""
    lesson = released(closed, hr, supervisor, tree.qinghe)

    assert lesson.document is not None
    assert (lesson.released_by, lesson.document.owner) == (account(supervisor), hr)


@pytest.fixture
def heard() -> Iterator[list[LessonReleased]]:
    """What a room that trains hears."""
    found: list[LessonReleased] = []
    events.subscribe(LessonReleased, "tests.lesson_released", found.append)
    yield found
    del registry._subscriptions["tests.lesson_released"]


@pytest.fixture
def out(closed: Case, leaders: dict[str, Employee], tree: Tree, heard: list[LessonReleased]) -> Lesson:
    """A lesson with a question that everybody of 青禾 can read."""
    return released(closed, leaders["supervisor"], leaders["hr"], tree.qinghe)


@pytest.mark.django_db
@pytest.mark.covers("H21")
def test_a_reader_answers_the_questions_reads_why_and_nothing_of_it_is_kept(
    out: Lesson,
    heard: list[LessonReleased],
    agent: Employee,
    stranger: Employee,
    signed_in: Callable[[Employee], Client],
) -> None:
    events.deliver()
    assert [(one.document, one.questions) for one in heard] == [(out.document_id, 1)]
    document, quiz = (reverse(name, args=[out.document_id]) for name in ("library:document", "conduct:quiz"))
    browser = signed_in(agent)
    assert quiz in browser.get(document).content.decode()
    before = AuditEntry.objects.count()

    wrong, right = (browser.post(quiz, {"q1": said}) for said in ("报地址", "核实两项"))

    assert (wrong.context["right"], right.context["right"]) == (0, 1)
    assert all("报错了就收不回来" in page.content.decode() for page in (wrong, right))
    assert "报错了" not in browser.get(quiz).content.decode(), "first the answer, then why"
    assert browser.post(quiz, {}).status_code == 422
    assert AuditEntry.objects.count() == before
    assert signed_in(stranger).get(quiz).status_code == 404
