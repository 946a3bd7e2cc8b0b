"""The demo's year of praise."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.recognition import praise as demo
from dengta.config.demo.recognition.praise_texts import CASES, HONOURS
from dengta.domains.communication.models import Praise
from dengta.domains.people.models import Account, Unit
from dengta.domains.recognition.models import OutsideConsent, PraiseCase, TeamShare
from dengta.domains.recognition.selectors.coverage import Ask, coverage
from dengta.domains.recognition.selectors.wall import Asked, for_outside, items, kept, places
from dengta.domains.recognition.selectors.wall_words import measures_named

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.django_db
def test_the_demo_has_a_year_of_cases_a_full_wall_and_a_leader_who_is_asked() -> None:
    found_organisation(today=NOW.date())
    demo.fill(NOW)
    hr = Account.objects.get(username="d90003")

    assert 350 < PraiseCase.objects.count() < 500
    assert Praise.objects.order_by("given_on").values_list("given_on", flat=True)[0] < NOW.date() - timedelta(days=340)
    assert not Praise.objects.filter(given_at__gt=NOW).exists()
    of = kept(hr, Asked())
    wall = items(of, places(of))
    assert 20 <= len(wall) <= 35
    assert 3 <= len(for_outside(wall)) == OutsideConsent.objects.count()
    assert TeamShare.objects.filter(praise__shown_at__isnull=False).count() == 0
    same, other = (Unit.objects.get(code=code) for code in (demo.SAME_TWO, "QH2"))
    assert Ask.SAME_FEW in coverage(same, NOW.date()).asks
    assert Ask.SAME_FEW not in coverage(other, NOW.date()).asks


def test_no_text_of_the_demo_names_a_measure_or_is_longer_than_its_field() -> None:
    assert len(CASES) >= 25
    for _tags, happened, did, changed in CASES:
        assert measures_named(happened + did + changed) == []
        assert len(did) <= 300
    assert not any(measures_named(title + reason) for title, reason in HONOURS)
