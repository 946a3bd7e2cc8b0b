"""Questions that the law of mainland China leaves open, with the answer taken unless the house decides otherwise."""

from dengta.engines.labour_law.china.switches import hours, severance

SWITCHES = (*severance.SWITCHES, *hours.SWITCHES)
