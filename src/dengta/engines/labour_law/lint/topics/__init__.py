"""The topics of the linter, by chapter of a rule book."""

from dengta.engines.labour_law.lint.topics import (
    changes,
    conduct,
    data,
    dismissal,
    ending,
    entering,
    equality,
    hours,
    leave,
    leaving,
    pay,
    probation,
    rates,
    refusal,
    wages,
    working_time,
)

TOPICS = (
    *pay.TOPICS,
    *wages.TOPICS,
    *hours.TOPICS,
    *rates.TOPICS,
    *working_time.TOPICS,
    *refusal.TOPICS,
    *entering.TOPICS,
    *equality.TOPICS,
    *probation.TOPICS,
    *leaving.TOPICS,
    *changes.TOPICS,
    *ending.TOPICS,
    *dismissal.TOPICS,
    *leave.TOPICS,
    *conduct.TOPICS,
    *data.TOPICS,
)
