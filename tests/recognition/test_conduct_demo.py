"""The demo has breaches in every ending, reminders, talks, trials and a lesson in the library."""

from collections import Counter

import pytest

from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.recognition import conduct, rule_book
from dengta.domains.communication.models import LibraryDocument
from dengta.domains.recognition.models import Breach, CoachingTalk, Lesson, Reminder, Trial
from dengta.domains.recognition.selectors.breaches import left_open
from tests.recognition.test_rule_book_demo import NOW, entry

pytestmark = pytest.mark.django_db


def test_the_demo_has_breaches_in_every_ending_and_a_lesson_out() -> None:
    found_organisation(today=NOW.date())
    before = {**entry("KQ01"), "plain": {"zh": "晚到要说明。", "en": "Explain it."}}
    rule_book.fill(
        NOW,
        [
            entry("KQ01", before=before, why_changed={"zh": "现场意见", "en": "The floor asked for it"}),
            entry("KQ02"),
        ],
    )
    conduct.fill(NOW)

    endings = Counter(Breach.objects.values_list("ending", flat=True))
    assert len(conduct.BREACHES) == endings.total()
    assert {*endings} == {"", "correction", "case", "no_action"}
    assert left_open(Breach.objects.all(), NOW.date()).count() == 2
    assert Reminder.objects.exclude(reply="").count() > 10
    assert CoachingTalk.objects.count() > 5
    assert Trial.objects.filter(stopped_on=None).count() == 1
    lesson = Lesson.objects.get()
    assert lesson.document == LibraryDocument.objects.get()
