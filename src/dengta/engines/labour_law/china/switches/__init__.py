"""Questions that the law of mainland China leaves open, with the answer taken unless the house decides otherwise."""

from dengta.engines.labour_law.china.switches import deductions, dismissal, limitation, privacy, severance

SWITCHES = (
    *severance.SWITCHES,
    *dismissal.SWITCHES,
    *deductions.SWITCHES,
    *limitation.SWITCHES,
    *privacy.SWITCHES,
)
