"""Writes docs/for-developers/kpis.md from the KPI library: `python tools/kpi_dictionary.py`."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs/for-developers/kpis.md"
HEAD = """\
# The KPI dictionary

Written from the code by `python tools/kpi_dictionary.py`; a test fails when it is out of date. Do not edit.

A KPI is data: `Kpi(...)` in `domains/service/selectors/kpis/`. Its two sides are weighted sums of roll-up columns,
and what a column counts is written once in `selectors/measures.py`, from which both the SQL of the refresh and the
rows behind a number are made. A period's value is the ratio of sums, never a mean of ratios. A changed definition
gets a new version; figures already published are not rewritten.

Upper rooms register theirs in `apps.ready()` with `service.selectors.kpis.register`. Interval: Wilson for shares,
exact Poisson for complaint rates, Student for means, the variance of a three-valued variable for NPS. Minimum:
below that sample a figure is grey and never ranked. Lag: for so many days the figure still moves and is marked as
immature. "No" under "per agent": asking for it per agent is refused.
"""
COLUMNS = ("key", "名称", "name", "formula", "unit", "better", "columns", "counts on", "attributed to", "per agent",
           "interval", "minimum", "lag", "look also at", "version")  # fmt: skip


def written() -> str:
    """The dictionary as it must stand in the file."""
    from django.utils import translation  # noqa: PLC0415 - needs Django set up

    from dengta.domains.service.selectors.kpis import registered_kpis  # noqa: PLC0415

    lines = [HEAD, f"| {' | '.join(COLUMNS)} |", f"|{'---|' * len(COLUMNS)}"]
    for kpi in registered_kpis():
        with translation.override("zh-hans"):
            chinese = str(kpi.name)
        with translation.override("en"):
            cells = (
                f"`{kpi.key}`", chinese, str(kpi.name), str(kpi.formula), kpi.unit.value, kpi.good.value,
                _columns(kpi.numerator, kpi.denominator, kpi.percentile), str(kpi.basis), str(kpi.attribution.label),
                "yes" if kpi.personal else "no", kpi.interval.value, f"`{kpi.minimum.name}` ({kpi.minimum.default})",
                f"{kpi.lag_days} d" if kpi.lag_days else "–", f"`{kpi.counter}`", str(kpi.version),
            )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _columns(top: Mapping[str, int], bottom: Mapping[str, int], percentile: tuple[str, float] | None) -> str:
    if percentile is not None:
        return f"histogram `{percentile[0]}`, {percentile[1]:.0%}"
    sides = [
        " ".join(f"{'+' if weight > 0 else '−'}{column}" for column, weight in side.items()) for side in (top, bottom)
    ]
    return " ÷ ".join(f"`{side.removeprefix('+')}`" for side in sides if side) or "–"


def main() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengta.config.settings")
    import django  # noqa: PLC0415

    django.setup()
    FILE.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
