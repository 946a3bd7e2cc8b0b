"""When a message may go out: after the quiet hours, with the digest, or now."""

from datetime import datetime, time, timedelta

from dengta.foundation.notify.models import Preference

DAY = timedelta(days=1)


def when_to_send(preference: Preference, *, now: datetime, urgent: bool) -> datetime:
    """The moment for a message written `now` (local time). Urgent ones never wait."""
    if urgent:
        return now
    moment = next_at(preference.digest_at, now=now) if preference.digest else now
    return _after_quiet_hours(preference, moment)


def next_at(at: time, *, now: datetime) -> datetime:
    """The next time the clock shows `at`."""
    today = _on_day_of(now, at)
    return today if today > now else today + DAY


def _after_quiet_hours(preference: Preference, moment: datetime) -> datetime:
    start, end = preference.quiet_from, preference.quiet_until
    if start is None or end is None or start == end:
        return moment
    clock = moment.time()
    quiet = start <= clock < end if start < end else clock >= start or clock < end
    return next_at(end, now=moment) if quiet else moment


def _on_day_of(day: datetime, at: time) -> datetime:
    return day.replace(hour=at.hour, minute=at.minute, second=at.second, microsecond=0)
