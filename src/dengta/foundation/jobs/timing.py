"""How fast we notice. A dead worker's job is taken over after at most lease + sweep + poll: 36 seconds.

`settings.JOBS_TIME_SCALE` shortens all of it for tests that kill worker processes; it has no other use.
"""

from datetime import timedelta

from django.conf import settings

_SECOND: float = settings.JOBS_TIME_SCALE

POLL = 1 * _SECOND  # an idle worker looks for work
PROGRESS = 1 * _SECOND  # progress is written at most this often
HEARTBEAT = 10 * _SECOND  # a running job renews its lease
LEASE = timedelta(seconds=30 * _SECOND)  # without a renewal the job belongs to nobody
SWEEP = 5 * _SECOND  # every worker looks for such jobs
RETRY_AFTER = timedelta(seconds=20 * _SECOND)  # after an error; times the attempts made so far
RETENTION = timedelta(days=30)  # jobs that people asked for, or that failed
RETENTION_RECURRING = timedelta(days=1)  # the rest: one a minute and more
