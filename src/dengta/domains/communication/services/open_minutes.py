"""Minutes that nobody has published yet wait for whoever leads the team."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Meeting
from dengta.domains.communication.selectors.clock import day_in_words, day_of, end_of
from dengta.domains.communication.selectors.meeting_warnings import unpublished
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.meetings import MINUTES, page_of
from dengta.domains.communication.services.nudges import first_time
from dengta.domains.people.selectors.organisation import leading
from dengta.foundation.audit.record import record
from dengta.foundation.settings.parameters import Parameter

PUBLISH_WITHIN = Parameter(
    "communication.minutes_days", 3, _("In how many days after a meeting its minutes are to be published"),
    unit="days", check=lambda days: 1 <= days <= 30,
)  # fmt: skip


@transaction.atomic
def ask_for_minutes(*, now: datetime) -> int:
    """Once the day of a meeting is over, let its minutes wait for whoever leads the team: until they are published, or
    the meeting is cancelled because nobody held it (R-028, R-154). Answers of how many it asked for the first time."""
    today = day_of(now)
    waiting = {f"{meeting.pk} {meeting.held_on}": meeting for meeting in unpublished(today)}
    fresh = first_time(kind=MINUTES, keys=waiting, now=now)
    for key, meeting in waiting.items():
        leaders = _leaders(meeting, now=now)
        # Again each day: whoever takes the team over meanwhile finds it too, and nobody twice.
        _let_wait(meeting, leaders, now=now)
        if key in fresh:
            record(None, "communication.minutes_asked_for", meeting, leaders=leaders)
    return len(fresh)


def _let_wait(meeting: Meeting, leaders: list[int], *, now: datetime) -> None:
    title = format_lazy(
        _("Minutes of {unit}, {day}: publish them, or cancel the meeting"),
        unit=meeting.unit.name, day=day_in_words(meeting.held_on),
    )  # fmt: skip
    due = end_of(meeting.held_on + timedelta(days=PUBLISH_WITHIN.on(day_of(now))))
    todos.put(kind=MINUTES, key=meeting.pk, to=leaders, title=title, url=page_of(meeting), now=now, due_at=due)


def _leaders(meeting: Meeting, *, now: datetime) -> list[int]:
    """Whoever leads the team itself; where nobody does, the next above."""
    above = leading(meeting.unit_id, day_of(now))
    nearest = min((one.depth for one in above), default=0)
    return [one.employee.pk for one in above if one.depth == nearest]
