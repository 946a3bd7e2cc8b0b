"""All KPIs by key."""

from dengta.domains.service.selectors.kpis.definition import Kpi

_kpis: dict[str, Kpi] = {}


def register(kpi: Kpi) -> None:
    """Make a KPI known; called in `apps.ready()` of its room. A changed definition is a new version of the same key."""
    if kpi.key in _kpis:
        message = f"KPI {kpi.key!r} is registered twice"
        raise ValueError(message)
    _kpis[kpi.key] = kpi


def kpi_named(key: str) -> Kpi:
    """The KPI of this key. Raises KeyError for an unknown one."""
    return _kpis[key]


def registered_kpis() -> tuple[Kpi, ...]:
    """All KPIs in the order they were registered."""
    return tuple(_kpis.values())
