"""Reviews by people in the demo centre: results, something too small to show, and something open for the personas."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.performance import raters
from dengta.domains.communication.models import Todo
from dengta.domains.performance.models import PeerResult, ShopperVisit, UpwardResult

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_the_demo_has_results_hidden_ones_open_rounds_and_visits() -> None:
    found_organisation(today=NOON.date())
    raters.fill(NOON)

    assert PeerResult.objects.filter(score__isnull=False).count() > 10
    assert PeerResult.objects.filter(score=None).exists()
    assert UpwardResult.objects.filter(is_shown=True).exists()
    assert set(ShopperVisit.objects.values_list("status", flat=True)) == {"closed", "planned"}
    assert Todo.objects.filter(kind="performance.peer_review").exists()
