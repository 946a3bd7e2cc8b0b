"""Writes docs/for-developers/kpis.md from the KPI library: `python tools/kpi_dictionary.py`."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dengta.domains.service.selectors.kpis import Kpi

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
exact Poisson for complaint rates, Student for means, the same of the logarithms for the geometric mean of handling
times, the variance of a three-valued variable for NPS. Logarithms are summed in whole ten-thousandths of ln(seconds),
`round(ln(t) × 10,000)` for each contact, so that the sums are the same in any order and in either database. Minimum:
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
                _columns(kpi), str(kpi.basis), str(kpi.attribution.label),
                "yes" if kpi.personal else "no", kpi.interval.value, f"`{kpi.minimum.name}` ({kpi.minimum.default})",
                f"{kpi.lag_days} d" if kpi.lag_days else "–", f"`{kpi.counter}`", str(kpi.version),
            )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _columns(kpi: "Kpi") -> str:
    if kpi.percentile is not None:
        return f"histogram `{kpi.percentile[0]}`, {kpi.percentile[1]:.0%}"
    sides = [
        " ".join(f"{'+' if weight > 0 else '−'}{column}" for column, weight in side.items())
        for side in (kpi.numerator, kpi.denominator)
    ]
    written = " ÷ ".join(f"`{side.removeprefix('+')}`" for side in sides if side) or "–"
    return f"exp({written} ÷ 10,000)" if kpi.interval.value == "geometric" else written


def main() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengta.config.settings")
    import django  # noqa: PLC0415

    django.setup()
    FILE.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
