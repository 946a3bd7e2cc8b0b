"""Transcripts and recordings from files: beside open reviews alone, bad rows named, nothing by hand overwritten."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import QaReview, QaTranscript
from dengta.domains.performance.selectors.qa_words import lines_from
from dengta.domains.performance.services import qa_reviews, qa_words
from dengta.domains.performance.services.qa_words import Delivery
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.imports import target_named
from dengta.foundation.imports.models import Import, QuarantinedRow
from tests.conftest import NOW
from tests.foundation.importing import counts, imported
from tests.performance.reviewing import Desk

Browser = Callable[[Employee], Client]
HEADING = "会话ID,录音地址,文字稿\n"


def brought(*rows: str, heading: str = HEADING, **given: Any) -> Import:
    return imported(heading + "\n".join(rows) + "\n", target_named("performance.words"), **given)


def why() -> list[str]:
    return sorted(QuarantinedRow.objects.values_list("code", flat=True))


def test_times_of_several_makes_and_bars_between_lines_are_understood() -> None:
    words = "[00:01:05.250] 客服：您好|1:10 客户：退款 | 还没收到\n01:00:02 客服：办好了"

    assert lines_from(words) == [[65, "客服：您好"], [70, "客户：退款"], [70, "还没收到"], [3602, "客服：办好了"]]


@pytest.mark.covers("G15")
def test_a_file_lays_words_beside_the_reviews_of_its_contacts_and_the_agent_reads_them_there(
    desk: Desk, signed_in: Browser
) -> None:
    row = desk.begin("C1")
    job = brought("C1,https://rec.example.com/1,0:00 客服：您好 | 1:00 客户：我要退款", by=desk.second.account)

    assert counts(job) == {"rows_in": 1, "new": 1, "changed": 0, "duplicate": 0, "quarantined": 0}
    kept = QaTranscript.objects.get(review=row)
    assert (kept.lines, kept.recording_url) == (
        [[0, "客服：您好"], [60, "客户：我要退款"]],
        "https://rec.example.com/1",
    )
    assert AuditEntry.objects.filter(verb="performance.qa_words_delivered", subject_id=desk.agent.pk).count() == 1
    desk.submit(row)
    page = signed_in(desk.agent).get(reverse("qa:review", args=[row.pk])).content.decode()
    for said in ("我要退款", 'href="#s60"', 'id="s60"', "https://rec.example.com/1"):
        assert said in page


@pytest.mark.covers("G15")
def test_bad_rows_are_named_and_the_good_ones_come_in_all_the_same(desk: Desk) -> None:
    for number in ("C1", "C2", "C3"):
        desk.begin(number)
    desk.contact("unreviewed")
    job = brought(
        "C1,,0:00 您好", "unreviewed,,0:00 您好", "nowhere,,0:00 您好", "C2,javascript:alert(1),", "C3,,",
        by=desk.first.account,
    )  # fmt: skip

    assert counts(job) == {"rows_in": 5, "new": 1, "changed": 0, "duplicate": 0, "quarantined": 4}
    assert why() == [f"performance.words_{code}" for code in ("bad_address", "empty", "no_review", "no_review")]
    assert QaTranscript.objects.count() == 1


@pytest.mark.covers("G15")
def test_a_second_file_changes_a_draft_alone_and_never_what_a_reviewer_entered(desk: Desk) -> None:
    draft, by_hand, done = desk.begin("C1"), desk.begin("C2"), desk.begin("C3")
    qa_reviews.keep_words(review_id=by_hand.pk, words="0:00 手工", recording_url="", by=desk.first.account)
    brought("C1,https://rec.example.com/1,0:00 您好", "C3,,0:00 您好", by=desk.first.account)
    desk.submit(done)
    again = brought("C1,,0:00 改了", "C2,,0:00 改了", "C3,,0:00 改了", by=desk.first.account, name="b.csv")

    assert counts(again) == {"rows_in": 3, "new": 0, "changed": 1, "duplicate": 0, "quarantined": 2}
    assert why() == ["performance.words_by_hand", "performance.words_fixed"]
    lines = {row.review_id: row.lines[0][1] for row in QaTranscript.objects.all()}
    assert QaTranscript.objects.get(review=draft).recording_url == "https://rec.example.com/1"
    assert lines == {draft.pk: "改了", by_hand.pk: "手工", done.pk: "您好"}
    same = brought("C1,,0:00 改了", "C3,,0:00 您好", by=desk.first.account, name="c.csv")
    assert (same.new, same.changed, same.quarantined) == (0, 0, 0)


def test_a_file_that_tells_recordings_alone_keeps_the_transcript(desk: Desk) -> None:
    row = desk.begin("C1")
    brought("C1,,0:00 您好", by=desk.first.account)
    brought("C1,https://rec.example.com/1", heading="会话ID,录音地址\n", by=desk.first.account, source="录音台")

    kept = QaTranscript.objects.get(review=row)
    assert (kept.lines, kept.recording_url) == ([[0, "您好"]], "https://rec.example.com/1")


@pytest.mark.covers("G15")
def test_nobody_reaches_reviews_of_another_client_or_their_own_by_a_file(
    desk: Desk, hire: Callable[..., Employee]
) -> None:
    stranger = hire("胡蝶", desk.tree.ticketing, number="K70009", role="quality")
    desk.begin("C1")
    desk.contact("C2", desk.second)
    own = qa_reviews.begin_review(number="C2", form_id=desk.form.pk, by=desk.first.account, now=NOW)
    brought("C1,,0:00 您好", by=stranger.account, source="别处")
    brought("C2,,0:00 您好", by=desk.second.account, name="b.csv")

    assert why() == ["performance.words_no_review"] * 2
    delivery = Delivery([own.pk], [[0, "您好"]], None)
    assert qa_words.deliver_words(deliveries=[delivery], origin="x", by=stranger.account, now=NOW) == 0
    assert not QaTranscript.objects.exists()


@pytest.mark.covers("L10")
def test_words_go_when_their_time_is_over_and_points_and_reasons_stay(desk: Desk) -> None:
    done, draft = desk.begin("C1"), desk.begin("C2")
    brought("C1,,0:00 您好", "C2,,0:00 您好", by=desk.first.account)
    desk.submit(done)

    assert qa_words.forget_words(now=NOW + timedelta(days=300)) == 0
    assert qa_words.forget_words(now=NOW + timedelta(days=400)) == 1
    assert qa_words.forget_words(now=NOW + timedelta(days=400)) == 0
    assert [row.review for row in QaTranscript.objects.all()] == [draft]
    assert QaReview.objects.get(pk=done.pk).answers.filter(note="原因").exists()
