"""The topics of the linter, by chapter of a rule book."""

from dengta.engines.labour_law.lint.topics import (
    changes,
    conduct,
    data,
    ending,
    entering,
    hours,
    leave,
    leaving,
    pay,
    probation,
    rates,
    working_time,
)

TOPICS = (
    *pay.TOPICS,
    *hours.TOPICS,
    *rates.TOPICS,
    *working_time.TOPICS,
    *entering.TOPICS,
    *probation.TOPICS,
    *leaving.TOPICS,
    *changes.TOPICS,
    *ending.TOPICS,
    *leave.TOPICS,
    *conduct.TOPICS,
    *data.TOPICS,
)
