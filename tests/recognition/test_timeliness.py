"""To the day: until when a decision is in time (R-091)."""

from datetime import date

import pytest

from dengta.domains.recognition.models import Case
from dengta.domains.recognition.services.timeliness import insist_on_timely_decision
from tests.conftest import NOW
from tests.recognition.adopting import refused
from tests.recognition.casework import DAY, Staff, decide, propose

pytestmark = pytest.mark.django_db


@pytest.mark.covers("R-091", "H4")
def test_the_fifteenth_working_day_is_in_time_and_the_sixteenth_needs_an_extension(staff: Staff) -> None:
    fifteenth = NOW + 19 * DAY
    case = propose(staff.found(), 1, now=fifteenth)
    with refused("recognition.decision_late") as refusal:
        decide(case, now=fifteenth + DAY)
    assert (refusal.value.facts["days"], refusal.value.facts["most"]) == (16, 15)
    assert decide(case, now=fifteenth).state == Case.State.DECIDED


@pytest.mark.covers("R-091")
def test_an_extension_reaches_to_its_last_day_and_no_further() -> None:
    # From Tuesday the 17th of November on, five working days a week: the 8th of December is the sixteenth.
    known_on, sixteenth = date(2026, 11, 16), date(2026, 12, 8)
    with refused("recognition.decision_late"):
        insist_on_timely_decision(known_on=known_on, day=sixteenth, extended_until=sixteenth - DAY)
    insist_on_timely_decision(known_on=known_on, day=sixteenth, extended_until=sixteenth)
