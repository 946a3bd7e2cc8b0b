"""The topics of the linter, by chapter of a rule book."""

from dengta.engines.labour_law.lint.topics import conduct, contract, data, ending, hours, leave, pay, working_time

TOPICS = (
    *pay.TOPICS,
    *hours.TOPICS,
    *working_time.TOPICS,
    *contract.TOPICS,
    *ending.TOPICS,
    *leave.TOPICS,
    *conduct.TOPICS,
    *data.TOPICS,
)
