"""What the demo tells about how its policy is judged."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.recognition import judged as demo
from dengta.domains.recognition.models import PolicyChange, SpreadQuestion

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_the_demo_has_changes_to_grade_and_a_question_that_waits() -> None:
    found_organisation(today=NOW.date())
    demo.fill(NOW)

    assert set(PolicyChange.objects.values_list("kind", flat=True)) == {"other", "rewards"}
    assert not PolicyChange.objects.filter(since__gt=NOW.date()).exists()
    assert SpreadQuestion.objects.filter(answered_at=None).count() == 1
    assert SpreadQuestion.objects.exclude(answer="").count() == 1
