"""Files of imports do not stay for ever; what they did to the figures does."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import TimeMachineFixture

from dengta.config.invariants import data, work
from dengta.domains.people.models import Employee
from dengta.foundation import jobs
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation, register_sentences
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import remove
from dengta.foundation.imports import targets
from dengta.foundation.imports.models import Import
from dengta.foundation.imports.retention import DAYS_KEPT, DAYS_UNDECIDED
from dengta.foundation.imports.services import cancel, resume
from dengta.foundation.imports.work import State
from dengta.foundation.schedule.registry import entries
from dengta.foundation.settings.models import ParameterValue
from tests.conftest import NOW
from tests.foundation.importing import CALLS, counts, imported, staged, uploaded

pytestmark = pytest.mark.django_db(transaction=True)

FILE = "工单号,坐席,创建时间,时长,备注\nT1,K1,2026-11-02 09:00:00,60,好\nT2,nobody,2026-11-02 10:00:00,65,客户张三\n"


@pytest.fixture(autouse=True)
def _targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "_targets", {CALLS.name: CALLS})
    register_sentences({"tests.unknown_agent": "{agent} 不在组织中", "tests.reply_before_start": "首响早于创建"})


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to(NOW)
    return time_machine


def night(clock: TimeMachineFixture, *, after_days: int) -> dict[str, int]:
    """What the schedule does in the night after so many days."""
    clock.shift(timedelta(days=after_days, minutes=1))
    job = jobs.enqueue("imports.clean_up", key="schedule imports.clean_up")
    jobs.work_off()
    job.refresh_from_db()
    assert job.state == jobs.Job.State.DONE, job.error
    return dict(job.result or {})


def here(job: Import) -> bool:
    return Path(StoredFile.objects.get(pk=job.file_id).path).exists()


def test_it_is_done_every_night() -> None:
    (entry,) = [entry for entry in entries() if entry.job == "imports.clean_up"]

    assert entry.cron.split()[2:] == ["*", "*", "*"]


def test_ninety_days_after_its_end_file_and_quoted_records_go_and_counts_and_reasons_stay(
    clock: TimeMachineFixture,
) -> None:
    job = imported(FILE)
    before = counts(job)

    assert night(clock, after_days=89) == {}
    assert here(job)
    assert night(clock, after_days=1) == {"cleared": 1}

    job.refresh_from_db()
    stored = StoredFile.objects.get(pk=job.file_id)
    (aside,) = job.quarantine.all()
    assert not here(job)
    assert (stored.name, stored.removed_at is None, len(stored.sha256)) == ("calls.csv", False, 64)
    assert counts(job) == before
    assert (aside.line, aside.code, aside.excerpt, aside.problems) == (3, "tests.unknown_agent", "", [])
    assert "张三" not in str(job.profile)
    assert AuditEntry.objects.filter(verb="imports.cleared", object_id=job.pk).exists()
    assert night(clock, after_days=1) == {}, "once is enough"


def test_a_stopped_import_loses_its_staged_rows_and_says_why_it_cannot_go_on(clock: TimeMachineFixture) -> None:
    job = staged(FILE)
    cancel(job=job, by=None)
    assert job.chunks.exclude(payload="").exists()

    night(clock, after_days=DAYS_KEPT.default)

    assert not job.chunks.exclude(payload="").exists()
    with pytest.raises(RuleViolation) as refusal:
        resume(job=job, by=None)
    assert refusal.value.code == "imports.cleared"


def test_what_nobody_decides_is_stopped_after_thirty_days_and_can_be_taken_up_again(clock: TimeMachineFixture) -> None:
    waiting, unmatched = staged(FILE), uploaded(FILE, name="other.csv")

    assert night(clock, after_days=DAYS_UNDECIDED.default) == {"stopped": 2}

    waiting.refresh_from_db()
    unmatched.refresh_from_db()
    assert (waiting.state, waiting.stopped_in) == (State.CANCELLED, State.PREVIEWED)
    assert (unmatched.state, unmatched.stopped_in) == (State.CANCELLED, State.UPLOADED)
    resume(job=waiting, by=None)
    waiting.refresh_from_db()
    assert waiting.state == State.PREVIEWED
    assert AuditEntry.objects.filter(verb="imports.lapsed").count() == 2


def test_the_days_are_a_setting_with_a_date(clock: TimeMachineFixture) -> None:
    job = imported(FILE)
    ParameterValue.objects.create(name="imports.days_kept", value=7, valid_from=NOW.date(), reason="制度")

    assert night(clock, after_days=7) == {"cleared": 1}
    assert not here(job)


def test_a_file_that_two_imports_share_stays_until_both_are_over(clock: TimeMachineFixture) -> None:
    first = imported(FILE)
    second = Import.objects.get(pk=first.pk)
    second.pk, second.moved_at = None, timezone.now() + timedelta(days=30)
    second.save()

    night(clock, after_days=90)
    assert here(second)
    night(clock, after_days=31)
    assert not here(second)


def test_an_upload_that_no_import_knows_is_deleted_the_next_night(clock: TimeMachineFixture) -> None:
    job = uploaded(FILE)
    path, stored = Path(job.file.path), job.file_id
    Import.objects.all().delete()

    assert night(clock, after_days=0) == {}
    assert night(clock, after_days=1) == {"orphans": 1}
    assert not path.exists()
    assert not StoredFile.objects.filter(pk=stored).exists()


def test_bytes_that_a_killed_process_left_behind_go_the_next_night(clock: TimeMachineFixture) -> None:
    job = imported(FILE)
    StoredFile.objects.filter(pk=job.file_id).update(removed_at=timezone.now())

    assert night(clock, after_days=0) == {"leftovers": 1}
    assert not here(job)


def test_a_removal_that_is_rolled_back_removes_nothing() -> None:
    job = imported(FILE)

    with transaction.atomic():
        remove(stored=job.file, now=NOW)
        transaction.set_rollback(True)

    assert here(job)


def test_the_database_refuses_to_clear_what_is_not_over() -> None:
    job = staged(FILE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Import.objects.filter(pk=job.pk).update(cleared_at=NOW)


def test_the_doctor_misses_no_removed_file_and_notices_files_that_stay_too_long(clock: TimeMachineFixture) -> None:
    imported(FILE)
    clock.shift(timedelta(days=93))
    assert len(list(work.old_files(timezone.now()))) == 1

    night(clock, after_days=0)

    assert list(work.old_files(timezone.now())) == []
    assert list(data.files(timezone.now())) == []


def test_the_page_says_until_when_the_file_is_kept_and_then_offers_nothing_that_is_gone(
    clock: TimeMachineFixture, hr: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    job = imported(FILE, by=hr.account)
    page, refused = reverse("imports:show", args=[job.pk]), reverse("imports:refused", args=[job.pk])
    original = reverse("files:download", args=[job.file_id])

    shown = signed_in(hr).get(page, headers={"accept-language": "en"}).content.decode()
    assert "are kept until" in shown
    assert refused in shown
    night(clock, after_days=90)

    browser = signed_in(hr)
    shown = browser.get(page, headers={"accept-language": "en"}).content.decode()
    assert "were deleted on" in shown
    assert "… 不在组织中" in shown, "the reasons stay"
    assert refused not in shown
    assert (browser.get(refused).status_code, browser.get(original).status_code) == (404, 404)
