"""What is promised for a queue is changed by who answers for it, on record, and every sum follows."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.people.models import Account, Employee
from dengta.domains.service.models import Contact, Queue, QueueSlot, Restatement, UnitDay
from dengta.domains.service.selectors.queues import open_queues
from dengta.domains.service.services import promises as recounting
from dengta.domains.service.services.queues import Promises, change_promises, open_queue
from dengta.domains.service.services.rollups import rebuild_rollups
from dengta.foundation import jobs
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.service.centre import NOW, Centre
from tests.service.test_rollups import everything

SignedIn = Callable[[Employee], Client]
Recount = Callable[[], int]
LEGAL = Promises(answer_target_s=20, reply_target_s=60, opens_at=time(9), closes_at=time(18), weekdays="12345")
IMPOSSIBLE: list[tuple[dict[str, Any], str]] = [
    ({"answer_target_s": 0}, "promise_impossible"),
    ({"reply_target_s": 0}, "promise_impossible"),
    ({"resolve_target_s": 61 * 86400}, "promise_impossible"),
    ({"answer_goal": Decimal(0)}, "goal_impossible"),
    ({"answer_goal": Decimal("1.01")}, "goal_impossible"),
    ({"weekdays": ""}, "hours_without_days"),
    ({"weekdays": "128"}, "hours_without_days"),
    ({"closes_at": None}, "hours_half_said"),
    ({"opens_at": None}, "hours_half_said"),
    ({"opens_at": None, "closes_at": None}, "days_without_hours"),
    ({"closes_at": time(9)}, "hours_of_nothing"),
    ({"closes_at": time(8)}, "closes_before_opening"),
]


@pytest.fixture
def boss(supervisor: Employee) -> Account:
    """The account of the supervisor of 青禾电商, who owns the hotline."""
    assert supervisor.account is not None
    return supervisor.account


def standing(queue: Queue) -> Promises:
    """What is promised for a queue, as it is kept."""
    return Promises.of(Queue.objects.get(pk=queue.pk))


def typed(queue: Queue, **changes: Any) -> dict[str, Any]:
    """What the form sends for a queue that is open round the clock."""
    said = {
        "answer_target_s": queue.answer_target_s,
        "answer_goal": "80",
        "reply_target_s": queue.reply_target_s or "",
        "next_target_s": queue.next_target_s or "",
        "resolve_target_s": queue.resolve_target_s or "",
        "opens_at": "",
        "closes_at": "",
        "weekdays": list("1234567"),
        "reason": "新合同",
    }
    return {**said, **changes}


# --- the service ---------------------------------------------------------------------------------


@pytest.mark.covers("C7")
def test_another_promise_is_counted_on_all_days_as_if_it_had_always_stood(
    busy_centre: Centre, boss: Account, recount: Recount
) -> None:
    def in_target() -> tuple[int, int]:
        slots = QueueSlot.objects.filter(queue=busy_centre.hotline)
        days = UnitDay.objects.filter(unit__code__in=["QH1", "QH2"])
        return sum(slots.values_list("in_target", flat=True)), sum(days.values_list("in_target", flat=True))

    before = in_target()
    changed = replace(standing(busy_centre.hotline), answer_target_s=60, reply_target_s=300)
    change_promises(queue_id=busy_centre.hotline.pk, promises=changed, reason="新合同", by=boss, now=NOW)
    jobs.work_off()
    recount()

    after = in_target()
    assert after[0] > before[0]
    assert after[0] - before[0] == after[1] - before[1]
    by_marks = everything()
    rebuild_rollups()
    assert everything() == by_marks
    origins = set(Restatement.objects.values_list("origin", flat=True))
    assert origins == {"promises of hotline"}


@pytest.mark.covers("C7")
def test_other_hours_measure_the_replies_of_the_past_anew_in_as_many_parts_as_it_takes(
    busy_centre: Centre, boss: Account, recount: Recount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recounting, "BATCH", 3)
    replied = Contact.objects.filter(queue=busy_centre.mail, reply_s__isnull=False)
    assert replied.count() > 9
    around_the_clock = replace(standing(busy_centre.mail), opens_at=None, closes_at=None, weekdays="1234567")
    change_promises(queue_id=busy_centre.mail.pk, promises=around_the_clock, reason="周末也回", by=boss, now=NOW)
    jobs.work_off()
    recount()

    assert all(reply == within for reply, within in replied.values_list("reply_s", "reply_open_s"))
    by_marks = everything()
    rebuild_rollups()
    assert everything() == by_marks


@pytest.mark.covers("N2")
def test_the_record_holds_what_was_promised_before_and_after_and_why(centre: Centre, boss: Account) -> None:
    promises = replace(standing(centre.hotline), answer_goal=Decimal("0.900"), opens_at=time(8), closes_at=time(22))
    change_promises(queue_id=centre.hotline.pk, promises=promises, reason=" 新合同 ", by=boss, now=NOW)

    told = json.loads(AuditEntry.objects.get(verb="service.promises_changed").facts)
    assert told["before"] == {"answer_goal": "0.800", "opens_at": None, "closes_at": None}
    assert told["after"] == {"answer_goal": "0.900", "opens_at": "08:00:00", "closes_at": "22:00:00"}
    assert told["reason"] == "新合同"


def test_what_changes_nothing_is_no_change_and_another_goal_recounts_nothing(centre: Centre, boss: Account) -> None:
    same = standing(centre.hotline)
    change_promises(queue_id=centre.hotline.pk, promises=same, reason="再看看", by=boss, now=NOW)
    assert not AuditEntry.objects.filter(verb="service.promises_changed").exists()

    goal = replace(same, answer_goal=Decimal("0.950"))
    change_promises(queue_id=centre.hotline.pk, promises=goal, reason="新合同", by=boss, now=NOW)
    assert not jobs.Job.objects.filter(kind="service.recount_queue").exists()


@pytest.mark.parametrize(("wrong", "code"), IMPOSSIBLE)
def test_promises_that_nobody_can_keep_are_refused(
    centre: Centre, boss: Account, wrong: dict[str, Any], code: str
) -> None:
    before = standing(centre.hotline)
    with pytest.raises(RuleViolation) as refused:
        change_promises(queue_id=centre.hotline.pk, promises=replace(LEGAL, **wrong), reason="新合同", by=boss, now=NOW)

    assert refused.value.code == code
    assert standing(centre.hotline) == before


def test_doors_that_close_before_they_open_are_open_past_midnight_where_somebody_says_so(
    centre: Centre, boss: Account, tree: Tree
) -> None:
    night = replace(LEGAL, opens_at=time(22), closes_at=time(6))
    change_promises(queue_id=centre.hotline.pk, promises=night, past_midnight=True, reason="夜班", by=boss, now=NOW)
    opened = open_queue(code="night", name="夜间", unit=tree.qinghe, promises=night, by=None)

    assert standing(centre.hotline) == Promises.of(opened) == night


@pytest.mark.covers("N3")
def test_only_the_supervisor_of_the_owner_promises_anything(
    centre: Centre, leader: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    theirs = hire("钱进", None, number="K20010", role=Role.SUPERVISOR, at=tree.yunfan)
    below = hire("方文", None, number="K10011", role=Role.SUPERVISOR, at=tree.aftersales_1)
    for other in (leader, theirs, below):
        with pytest.raises(NotAllowed):
            change_promises(queue_id=centre.hotline.pk, promises=LEGAL, reason="新合同", by=other.account, now=NOW)
    above = hire("孙立", None, number="K10012", role=Role.SUPERVISOR, at=tree.shanghai)
    with pytest.raises(RuleViolation) as refused:
        change_promises(queue_id=centre.hotline.pk, promises=LEGAL, reason="  ", by=above.account, now=NOW)
    assert refused.value.code == "promises_need_reason"


def test_the_job_of_a_change_can_be_run_again(busy_centre: Centre, boss: Account, recount: Recount) -> None:
    whole_day = replace(standing(busy_centre.mail), opens_at=time(0), closes_at=time(23, 59))
    change_promises(queue_id=busy_centre.mail.pk, promises=whole_day, reason="延长", by=boss, now=NOW)
    jobs.work_off()
    recount()
    before = everything()
    asked = {"queue_id": busy_centre.mail.pk, "hours": True, "targets": True}
    jobs.enqueue("service.recount_queue", key="again", arguments=asked)
    jobs.work_off()
    recount()

    assert everything() == before


def test_a_contact_that_another_queue_has_taken_meanwhile_is_left_to_the_hours_of_that_one(busy_centre: Centre) -> None:
    part = recounting.replies_after(busy_centre.mail.pk, 0)[:2]
    Contact.objects.filter(pk__in=part).update(reply_open_s=None)
    Contact.objects.filter(pk=part[0]).update(queue=busy_centre.chat)
    recounting.measure_replies(busy_centre.mail.pk, part)

    measured = dict(Contact.objects.filter(pk__in=part).values_list("pk", "reply_open_s"))
    assert [measured[pk] is None for pk in part] == [True, False]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time: nothing happens meanwhile")
def test_contacts_that_come_in_hold_the_hours_they_were_measured_by(centre: Centre, agent: Employee) -> None:
    with CaptureQueriesContext(connection) as told:
        centre.add(centre.contact("late", queue=centre.mail.pk, channel=3, agent=agent.pk))
    read = [query["sql"] for query in told if 'FROM "service_queue"' in query["sql"]]

    assert read
    assert all("FOR NO KEY UPDATE" in sql for sql in read)


# --- the pages -----------------------------------------------------------------------------------


def test_the_list_names_promises_and_hours_and_offers_a_change_to_who_may_make_it(
    centre: Centre, agent: Employee, supervisor: Employee, leader: Employee, signed_in: SignedIn
) -> None:
    page = signed_in(supervisor).get(reverse("service:queues"), headers={"accept-language": "en"})
    body = page.content.decode()

    assert [queue.code for queue in page.context["page"].rows] == ["chat", "hotline", "mail"]
    assert "09:00–18:00 · Mon–Fri" in body
    assert "80.0% within 20 s" in body
    assert "Round the clock" in body
    assert reverse("service:queue", args=[centre.mail.pk]) in body
    assert reverse("service:queues") in signed_in(supervisor).get(reverse("service:health")).content.decode()
    shown = signed_in(leader).get(reverse("service:queues")).content.decode()
    assert reverse("service:queue", args=[centre.mail.pk]) not in shown


def test_a_queue_of_the_own_client_is_seen_by_every_leader_and_one_of_another_by_none(
    centre: Centre, supervisor: Employee, other_leader: Employee, signed_in: SignedIn
) -> None:
    assert not open_queues(supervisor.account).filter(code="tickets").exists()
    assert signed_in(supervisor).get(reverse("service:queue", args=[centre.tickets.pk])).status_code == 404
    assert signed_in(other_leader).get(reverse("service:queue", args=[centre.hotline.pk])).status_code == 404


def test_the_form_takes_lengths_of_time_as_people_write_them(
    centre: Centre, supervisor: Employee, signed_in: SignedIn
) -> None:
    browser, address = signed_in(supervisor), reverse("service:queue", args=[centre.chat.pk])
    shown = browser.get(address).content.decode()
    assert 'value="1:00"' in shown
    assert 'value="2:00"' in shown
    changes = {"reply_target_s": "１:30", "next_target_s": "", "resolve_target_s": "4:00:00", "answer_goal": "92.5"}
    answer = browser.post(address, typed(centre.chat, **changes))

    assert answer["Location"] == reverse("service:queues")
    centre.chat.refresh_from_db()
    assert (centre.chat.reply_target_s, centre.chat.next_target_s, centre.chat.resolve_target_s) == (90, None, 14_400)
    assert centre.chat.answer_goal == Decimal("0.925")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answer_target_s": "soon"}, "answer_target_s"),
        ({"answer_target_s": ""}, "answer_target_s"),
        ({"answer_goal": "120"}, "answer_goal"),
        ({"reason": ""}, "reason"),
        ({"opens_at": "09:00"}, "closes_at"),
        ({"opens_at": "18:00", "closes_at": "09:00"}, "closes_at"),
        ({"opens_at": "09:00", "closes_at": "18:00", "weekdays": []}, "weekdays"),
        ({"weekdays": list("12345")}, "weekdays"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_changes(
    *, centre: Centre, supervisor: Employee, signed_in: SignedIn, changes: dict[str, Any], field: str
) -> None:
    address = reverse("service:queue", args=[centre.hotline.pk])
    answer = signed_in(supervisor).post(address, typed(centre.hotline, answer_target_s=25) | changes)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    centre.hotline.refresh_from_db()
    assert centre.hotline.answer_target_s == 20


def test_overnight_hours_stay_as_they_are_when_something_else_changes(
    centre: Centre, supervisor: Employee, signed_in: SignedIn
) -> None:
    Queue.objects.filter(pk=centre.hotline.pk).update(opens_at=time(22), closes_at=time(6))
    browser, address = signed_in(supervisor), reverse("service:queue", args=[centre.hotline.pk])
    form = browser.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    sent |= {
        "opens_at": "22:00",
        "closes_at": "06:00",
        "past_midnight": "on",
        "answer_target_s": "30",
        "reason": "夜班",
    }

    assert browser.post(address, sent).status_code == 302
    centre.hotline.refresh_from_db()
    assert (centre.hotline.answer_target_s, centre.hotline.opens_at) == (30, time(22))
