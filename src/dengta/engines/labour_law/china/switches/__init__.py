"""Questions that the law of mainland China leaves open, with the answer taken unless the house decides otherwise."""

from dengta.engines.labour_law.china.switches import covenants, probation, severance, sickness, written_contract

SWITCHES = (
    *severance.SWITCHES,
    *sickness.SWITCHES,
    *probation.SWITCHES,
    *written_contract.SWITCHES,
    *covenants.SWITCHES,
)
