"""Sessions that are over do not lie about."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from dengta.domains.people.models import Employee
from dengta.foundation import jobs
from dengta.foundation.schedule.registry import entries

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def signed_in_from(employee: Employee, key: str, *, days_ago: int) -> None:
    when = timezone.now() - days_ago * DAY
    Session.objects.create(session_key=key, session_data="", expire_date=when + DAY)
    UserSession.objects.create(user=employee.account, session_key=key, ip="203.0.113.7", user_agent="test")
    UserSession.objects.filter(session_key=key).update(last_seen_at=when)


def test_every_night_ended_sessions_go_and_after_half_a_year_where_they_came_from(agent: Employee) -> None:
    for key, days_ago in (("open", 0), ("ended", 30), ("old", 181)):
        signed_in_from(agent, key, days_ago=days_ago)
    (entry,) = [entry for entry in entries() if entry.job == "sessions.clean_up"]
    assert entry.cron.split()[2:] == ["*", "*", "*"]

    jobs.enqueue("sessions.clean_up", key="schedule sessions.clean_up")
    jobs.work_off()

    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert set(UserSession.objects.values_list("session_key", flat=True)) == {"open", "ended"}
