"""Questions that the law of mainland China leaves open, with the answer taken unless the house decides otherwise."""

from dengta.engines.labour_law.china.switches import (
    covenants,
    deductions,
    dismissal,
    hours,
    limitation,
    privacy,
    probation,
    severance,
    sickness,
    written_contract,
)

SWITCHES = (
    *covenants.SWITCHES,
    *deductions.SWITCHES,
    *dismissal.SWITCHES,
    *hours.SWITCHES,
    *limitation.SWITCHES,
    *privacy.SWITCHES,
    *probation.SWITCHES,
    *severance.SWITCHES,
    *sickness.SWITCHES,
    *written_contract.SWITCHES,
)
