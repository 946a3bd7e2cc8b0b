"""Writing and publishing: whom it reaches, what stands against it, versions, withdrawal."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dengta.domains.communication.models import Announcement, Receipt, ReceiptConfirmation, Todo
from dengta.domains.communication.selectors import announcements as selectors
from dengta.domains.communication.services import announcements as services
from dengta.domains.communication.services import following_up, publishing
from dengta.domains.communication.services.announcements import Frame, Words
from dengta.domains.people.models import AgentSkill, Employee, Membership, Skill, Unit
from dengta.domains.service.models import Queue, QueueTeam
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.jobs import work_off
from dengta.foundation.notify.models import Notice
from tests.cast import FOUNDED, Tree
from tests.communication.announcing import DAY, account, announce, confirm, draft, names, publish, receipt_of, refuses
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]


def reaches(announcement: Announcement) -> list[str]:
    return sorted(one.name for one in selectors.audience_of(announcement, NOW.date()))


def refused(announcement: Announcement, by: Employee) -> str:
    with pytest.raises(RuleViolation) as refusal:
        publish(announcement, by)
    return refusal.value.code


# --- whom it reaches -------------------------------------------------------------------------------


@pytest.mark.covers("K6")
def test_a_unit_means_everybody_below_it_and_nobody_beside(
    supervisor: Employee, agent: Employee, peer: Employee, stranger: Employee, tree: Tree
) -> None:
    announcement = announce(supervisor, tree.qinghe)

    assert reaches(announcement) == sorted(["李佳怡", "陈浩然", "林涛"])
    assert names(Receipt.objects.all()) == sorted(["李佳怡", "陈浩然", "林涛"])


@pytest.mark.covers("K6")
def test_role_and_skill_and_queue_narrow_the_audience_together(
    supervisor: Employee, leader: Employee, agent: Employee, hire: Hire, tree: Tree
) -> None:
    hire("陈浩然", tree.aftersales_1)
    skill = Skill.objects.create(code="cantonese", name="粤语", category="language")
    AgentSkill.objects.create(employee=agent, skill=skill, level=3, evidence="考核", valid_from=FOUNDED)
    AgentSkill.objects.create(employee=leader, skill=skill, level=3, evidence="考核", valid_from=FOUNDED)
    queue = Queue.objects.create(code="q1", name="售后热线", unit=tree.aftersales_2)
    QueueTeam.objects.create(queue=queue, unit=tree.aftersales_2)
    elsewhere = hire("何雨", tree.aftersales_2)

    by_role = draft(supervisor, tree.qinghe, audience={"role": ["agent"]})
    by_both = draft(supervisor, tree.qinghe, audience={"role": ["agent"], "skill": [str(skill.pk)]})
    by_queue = draft(supervisor, tree.qinghe, audience={"queue": [str(queue.pk)]})

    assert reaches(by_role) == sorted(["李佳怡", "陈浩然", "何雨"])
    assert reaches(by_both) == ["李佳怡"]
    assert reaches(by_queue) == sorted([elsewhere.name, supervisor.name])


def test_the_whole_company_includes_those_who_belong_to_no_team(hr: Employee, agent: Employee, tree: Tree) -> None:
    assert reaches(draft(hr, tree.company)) == sorted(["孙丽", "李佳怡"])


@pytest.mark.covers("K6")
def test_a_team_lead_writes_to_the_own_team_and_no_further(leader: Employee, agent: Employee, tree: Tree) -> None:
    assert reaches(announce(leader, tree.aftersales_1)) == sorted(["周敏", "李佳怡"])
    for beyond in (tree.aftersales_2, tree.qinghe, tree.ticketing):
        with pytest.raises(NotAllowed):
            draft(leader, tree.aftersales_1, beyond)
    with pytest.raises(NotAllowed):
        draft(agent, tree.aftersales_1)


def test_what_went_to_more_than_ones_own_team_one_does_not_change(
    supervisor: Employee, leader: Employee, tree: Tree
) -> None:
    announcement = announce(supervisor, tree.qinghe)

    with pytest.raises(NotAllowed):
        services.withdraw_announcement(announcement_id=announcement.pk, reason="x", by=account(leader), now=NOW)


def test_a_draft_is_nobodys_business_but_its_authors(supervisor: Employee, leader: Employee, tree: Tree) -> None:
    announcement = draft(leader, tree.aftersales_1)

    assert list(selectors.board(account(supervisor))) == []
    with pytest.raises(NotAllowed):
        services.edit_announcement(
            announcement_id=announcement.pk, words=Words("a", "b"), frame=None, by=account(supervisor), now=NOW
        )


def test_choices_that_nobody_offered_are_refused(leader: Employee, tree: Tree) -> None:
    for forged in ({"skill": ["999"]}, {"salary": ["1"]}):
        with refuses("announcement_unknown_choice"):
            draft(leader, tree.aftersales_1, audience=forged)
    with refuses("announcement_unknown_choice"):
        draft(leader, tree.aftersales_1, topics=["topic:999"])


# --- what stands against publishing ------------------------------------------------------------------


@pytest.mark.covers("R-032", "K6")
@pytest.mark.parametrize("kind", ["important", "policy"])
def test_what_is_important_is_not_sent_without_asking_for_a_confirmation(
    kind: str, leader: Employee, agent: Employee, tree: Tree
) -> None:
    without = draft(leader, tree.aftersales_1, kind=kind, needs_confirmation=False)

    assert refused(without, leader) == "communication.announcement_unconfirmed"
    assert not Receipt.objects.exists()
    assert announce(leader, tree.aftersales_1, kind=kind).is_published


def test_information_needs_no_confirmation_and_puts_nothing_into_the_inbox(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announce(leader, tree.aftersales_1, kind="info", needs_confirmation=False, effective_at=None)

    assert not Todo.objects.exists()
    assert Notice.objects.filter(account=account(agent)).count() == 1


@pytest.mark.covers("K6")
@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"effective_at": None}, "announcement_policy_needs_effective"),
        ({"effective_at": NOW - timedelta(minutes=1)}, "announcement_effective_past"),
        ({"effective_at": NOW}, "announcement_effective_past"),
        ({"confirm_by": NOW - timedelta(minutes=1)}, "announcement_deadline_past"),
        ({"confirm_by": NOW + 4 * DAY}, "announcement_deadline_late"),
        ({"kind": "important", "effective_at": None}, "announcement_deadline_missing"),
        ({"kind": "important", "effective_at": None, "confirm_by": NOW + DAY, "gates_queue": True},
         "announcement_needs_effective"),
        ({"kind": "info", "needs_confirmation": False, "gates_queue": True}, "announcement_nothing_to_confirm"),
    ],
)  # fmt: skip
def test_dates_that_cannot_be_kept_are_refused_with_the_way_out(
    what: dict[str, object], code: str, leader: Employee, agent: Employee, tree: Tree
) -> None:
    assert refused(draft(leader, tree.aftersales_1, **what), leader) == f"communication.{code}"


def test_an_announcement_to_nobody_is_refused(leader: Employee, tree: Tree) -> None:
    skill = Skill.objects.create(code="cantonese", name="粤语", category="language")

    assert refused(draft(leader, tree.aftersales_1, audience={"skill": [str(skill.pk)]}), leader) == (
        "communication.announcement_nobody"
    )
    with refuses("announcement_nobody"):
        draft(leader)


def test_an_announcement_without_words_is_refused(leader: Employee, tree: Tree) -> None:
    with refuses("announcement_empty"):
        draft(leader, tree.aftersales_1, body="  ")


def test_nothing_is_published_twice(leader: Employee, agent: Employee, tree: Tree) -> None:
    assert refused(announce(leader, tree.aftersales_1), leader) == "communication.announcement_nothing_in_writing"


# --- versions ----------------------------------------------------------------------------------------


def _new_version(
    announcement: Announcement, by: Employee, *, asks_again: bool = True, body: str = "改为 30 天。"
) -> None:
    words = Words(
        announcement.title, body, change_note="退货期再放宽", asks_again=asks_again,
        effective_at=NOW + 5 * DAY,
    )  # fmt: skip
    services.edit_announcement(announcement_id=announcement.pk, words=words, frame=None, by=account(by), now=NOW)


@pytest.mark.covers("K6")
def test_a_new_version_is_confirmed_anew_and_the_first_confirmation_stays_on_record(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement = announce(leader, tree.aftersales_1)
    confirm(announcement, agent)

    _new_version(announcement, leader)
    assert receipt_of(announcement, agent).confirmed_at is not None  # a draft asks nothing
    publish(announcement, leader)

    assert announcement.version == 2
    assert announcement.effective_at == NOW + 5 * DAY
    assert receipt_of(announcement, agent).confirmed_at is None
    assert Todo.objects.filter(employee=agent, kind="announcement.confirm").count() == 1
    confirm(announcement, agent)
    confirmed = ReceiptConfirmation.objects.filter(receipt__employee=agent).order_by("version")
    assert [each.version for each in confirmed] == [1, 2]


def test_a_slip_of_the_pen_is_mended_without_asking_anybody_again(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement = announce(leader, tree.aftersales_1)
    confirm(announcement, agent)
    _new_version(announcement, leader, asks_again=False)
    publish(announcement, leader)

    assert (announcement.version, announcement.asked_version) == (2, 1)
    assert announcement.effective_at == NOW + 3 * DAY  # the date that was confirmed
    assert receipt_of(announcement, agent).confirmed_at is not None


def test_whoever_confirmed_the_first_version_sees_what_changed_since(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement = announce(leader, tree.aftersales_1)
    confirm(announcement, agent)
    for body in ("改为 30 天。", "改为 60 天。"):
        _new_version(announcement, leader, body=body)
        publish(announcement, leader)

    page = selectors.one_page(announcement, reader=account(agent))
    assert page.words.body == "改为 60 天。"
    assert page.before is not None
    assert page.before.number == 1


def test_a_version_says_what_changes_and_a_published_one_is_never_rewritten(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement = announce(leader, tree.aftersales_1)

    with refuses("announcement_change_missing"):
        services.edit_announcement(
            announcement_id=announcement.pk, words=Words("新", "文"), frame=None, by=account(leader), now=NOW
        )
    _new_version(announcement, leader)
    assert [each.body for each in announcement.versions.order_by("number")] == [
        "拆封商品的退货期由 7 天改为 14 天。",
        "改为 30 天。",
    ]
    services.discard_draft(announcement_id=announcement.pk, by=account(leader))
    assert announcement.versions.count() == 1


# --- withdrawal --------------------------------------------------------------------------------------


@pytest.mark.covers("K6")
def test_what_is_withdrawn_asks_nothing_and_says_why(leader: Employee, agent: Employee, tree: Tree) -> None:
    announcement = announce(leader, tree.aftersales_1)

    with refuses("announcement_reason_missing"):
        services.withdraw_announcement(announcement_id=announcement.pk, reason=" ", by=account(leader), now=NOW)
    services.withdraw_announcement(announcement_id=announcement.pk, reason="规则推迟", by=account(leader), now=NOW)

    assert not Todo.objects.exists()
    with refuses("announcement_withdrawn"):
        confirm(announcement, agent)
    with refuses("announcement_not_published"):
        services.withdraw_announcement(announcement_id=announcement.pk, reason="x", by=account(leader), now=NOW)
    verbs = AuditEntry.objects.filter(object_id=str(announcement.pk), object_type="communication.announcement")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "communication.announcement_drafted",
        "communication.announcement_published",
        "communication.announcement_withdrawn",
    ]


# --- who comes, who goes ------------------------------------------------------------------------------


@pytest.mark.covers("K6")
def test_a_newcomer_gets_it_and_whoever_left_is_asked_no_more(
    leader: Employee, agent: Employee, hire: Hire, tree: Tree
) -> None:
    announcement = announce(leader, tree.aftersales_1)
    newcomer = hire("郑洁", tree.aftersales_1)
    Employee.objects.filter(pk=agent.pk).update(status=Employee.Status.LEFT)

    assert following_up.follow_audience(now=NOW + DAY) == 1
    assert receipt_of(announcement, newcomer).confirmed_at is None
    assert Todo.objects.filter(employee=newcomer).count() == 1
    assert not Todo.objects.filter(employee=agent).exists()
    assert names(Receipt.objects.filter(left_at=None)) == sorted(["周敏", "郑洁"])

    assert following_up.follow_audience(now=NOW + DAY) == 0  # run again, nothing happens
    assert Notice.objects.filter(account=account(newcomer)).count() == 1


def test_whoever_comes_back_after_confirming_is_not_asked_again(leader: Employee, agent: Employee, tree: Tree) -> None:
    announcement = announce(leader, tree.aftersales_1)
    confirm(announcement, agent)
    Membership.objects.filter(employee=agent).update(unit=tree.aftersales_2)
    following_up.follow_audience(now=NOW + DAY)
    assert receipt_of(announcement, agent).left_at is not None

    Membership.objects.filter(employee=agent).update(unit=tree.aftersales_1)
    following_up.follow_audience(now=NOW + 2 * DAY)

    receipt = receipt_of(announcement, agent)
    assert (receipt.left_at, receipt.confirmed_at) == (None, NOW)
    assert not Todo.objects.filter(employee=agent).exists()


def test_old_information_is_not_heaped_on_newcomers(leader: Employee, hire: Hire, tree: Tree) -> None:
    announce(leader, tree.aftersales_1, kind="info", needs_confirmation=False, effective_at=None)
    hire("郑洁", tree.aftersales_1)

    assert following_up.follow_audience(now=NOW + 91 * DAY) == 0
    assert following_up.follow_audience(now=NOW + 90 * DAY) == 1


# --- many ---------------------------------------------------------------------------------------------


def _many(unit: Unit, count: int) -> None:
    hired = Employee.objects.bulk_create(
        Employee(number=f"B{number:05}", name=f"客服{number}", hired_on=FOUNDED) for number in range(count)
    )
    Membership.objects.bulk_create(Membership(employee=one, unit=unit, valid_from=FOUNDED) for one in hired)


@pytest.mark.covers("K6")
def test_many_are_served_in_the_background_and_a_delivery_done_twice_doubles_nothing(
    leader: Employee, tree: Tree
) -> None:
    _many(tree.aftersales_1, publishing.AT_ONCE + 30)
    announcement = draft(leader, tree.aftersales_1)
    reach = publishing.publish_announcement(announcement_id=announcement.pk, by=account(leader), now=NOW)

    assert reach.people == publishing.AT_ONCE + 31
    assert reach.job_id is not None
    assert not Receipt.objects.exists()
    work_off()
    assert Receipt.objects.count() == Todo.objects.count() == reach.people

    everybody = publishing.recipients(announcement.pk, 1, now=NOW)
    assert publishing.deliver_chunk(announcement_id=announcement.pk, employee_ids=everybody, now=NOW) == 0
    assert Receipt.objects.count() == Todo.objects.count() == reach.people


def test_a_delivery_that_was_overtaken_by_a_withdrawal_reaches_nobody(leader: Employee, tree: Tree) -> None:
    _many(tree.aftersales_1, publishing.AT_ONCE + 1)
    announcement = draft(leader, tree.aftersales_1)
    publish(announcement, leader)
    services.withdraw_announcement(announcement_id=announcement.pk, reason="推迟", by=account(leader), now=NOW)
    work_off()

    assert not Receipt.objects.exists()


def test_a_frame_is_kept_as_it_was_written(leader: Employee, agent: Employee, tree: Tree) -> None:
    announcement = draft(leader, tree.aftersales_1)
    frame = Frame(
        kind="important", units=[tree.aftersales_1.pk], audience={"role": [Role.AGENT.value]}, needs_confirmation=True
    )
    services.edit_announcement(
        announcement_id=announcement.pk, words=Words("会议室搬迁", "正文", confirm_by=NOW + DAY), frame=frame,
        by=account(leader), now=NOW,
    )  # fmt: skip
    announcement.refresh_from_db()

    assert (announcement.title, announcement.kind) == ("会议室搬迁", "important")
    assert selectors.lines_of(announcement) == {"role": ["agent"]}
    assert NOW.date() == date(2026, 11, 18)
