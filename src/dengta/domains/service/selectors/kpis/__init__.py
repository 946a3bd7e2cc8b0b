"""The KPI library: what each figure means, as data. Upper rooms register theirs with `register`."""

from dengta.domains.service.selectors.kpis.definition import (
    Attribution,
    Good,
    IntervalKind,
    Kpi,
    Table,
    Unit,
)
from dengta.domains.service.selectors.kpis.registry import kpi_named, register, registered_kpis

__all__ = [
    "Attribution",
    "Good",
    "IntervalKind",
    "Kpi",
    "Table",
    "Unit",
    "kpi_named",
    "register",
    "registered_kpis",
]
