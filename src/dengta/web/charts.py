"""Small charts drawn on the server as SVG: positions are attributes, because the page allows no style attributes."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dengta.web.figures import Bullet

WIDTH, HEIGHT = 100, 28


def bullet_svg(bullet: Bullet, status: str = "") -> SafeString:
    """A bullet bar: track, value in the colour of its status, tick at the target. Decoration: the words say it too."""
    limit = bullet.limit or 1
    share = min(max(bullet.value / limit, 0), 1) * 100
    tick: str = ""
    if bullet.target is not None:
        at = min(max(bullet.target / limit, 0), 1) * 99
        tick = format_html('<rect class="dt-bullet__target" x="{:.1f}" y="0" width="1" height="10"/>', at)
    return format_html(
        '<svg class="dt-bullet dt-bullet--{}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="dt-bullet__track" y="3" width="100" height="4"/>'
        '<rect class="dt-bullet__value" y="3" width="{:.1f}" height="4"/>{}</svg>',
        status or "plain",
        share,
        tick,
    )


def sparkline_svg(values: Sequence[float | None]) -> SafeString:
    """The course of a number, without axes; a gap in the data is a gap in the line."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return SafeString("")
    low, high = min(known), max(known)
    spread = (high - low) or 1
    step = WIDTH / (len(values) - 1)
    lines: list[list[str]] = [[]]
    for position, value in enumerate(values):
        if value is None:
            lines.append([])
            continue
        y = HEIGHT - 3 - (value - low) / spread * (HEIGHT - 6)
        lines[-1].append(f"{position * step:.1f},{y:.1f}")
    drawn = format_html_join("", '<polyline points="{}"/>', ((" ".join(line),) for line in lines if len(line) > 1))
    return format_html(
        '<svg class="dt-spark" viewBox="-1 0 102 28" preserveAspectRatio="none" aria-hidden="true">{}</svg>', drawn
    )


def bars_svg(values: Sequence[float], *, label: str, limit: float | None = None) -> SafeString:
    """Bars from zero, for print and small panels; `label` says in a sentence what they show."""
    top = limit or max(values, default=0) or 1
    width = WIDTH / max(len(values), 1)
    bars = format_html_join(
        "",
        '<rect x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}"/>',
        (
            (i * width, HEIGHT - v / top * HEIGHT, max(width * 0.72, 0.3), max(v / top * HEIGHT, 0))
            for i, v in enumerate(values)
        ),
    )
    return format_html(
        '<svg class="dt-bars" viewBox="0 0 100 28" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        label,
        bars,
    )


def interval_svg(*, low: float, value: float, high: float, limit: float, target: float | None = None) -> SafeString:
    """A value with its interval on a scale from zero to `limit`: a whisker, a dot and the target tick."""

    def at(number: float) -> float:
        return min(max(number / (limit or 1), 0), 1) * 100

    tick = (
        format_html('<rect class="dt-interval__target" x="{:.1f}" y="0" width=".8" height="10"/>', at(target))
        if target is not None
        else ""
    )
    return format_html(
        '<svg class="dt-interval" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="dt-interval__span" x="{:.1f}" y="4" width="{:.1f}" height="2"/>{}'
        '<rect class="dt-interval__value" x="{:.1f}" y="2" width="1.6" height="6"/></svg>',
        at(low),
        max(at(high) - at(low), 0.4),
        tick,
        max(at(value) - 0.8, 0),
    )
