"""Small charts drawn on the server as SVG: positions are attributes, because the page allows no style attributes."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dengta.web.figures import Bullet

WIDTH, HEIGHT = 100, 28


def _n(number: float) -> str:
    """A coordinate: one decimal, always with a point, whatever the language of the page."""
    return f"{number:.1f}"


def _share(value: float, limit: float) -> float:
    """The place of `value` on a scale from zero to `limit`, in percent, never outside."""
    return min(max(value / (limit or 1), 0), 1) * 100


def bullet_svg(bullet: Bullet, status: str = "") -> SafeString:
    """A bullet bar: track, value in the colour of its status, tick at the target. Decoration: the words say it too."""
    tick: str = ""
    if bullet.target is not None:
        at = _n(min(_share(bullet.target, bullet.limit), 99))
        tick = format_html('<rect class="dt-bullet__target" x="{}" y="0" width="1" height="10"/>', at)
    return format_html(
        '<svg class="dt-bullet dt-bullet--{}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="dt-bullet__track" y="3" width="100" height="4"/>'
        '<rect class="dt-bullet__value" y="3" width="{}" height="4"/>{}</svg>',
        status or "plain",
        _n(_share(bullet.value, bullet.limit)),
        tick,
    )


def _lines(values: Sequence[float | None]) -> list[list[str]]:
    """The points of the course, broken where a value is unknown."""
    known = [value for value in values if value is not None]
    low, spread = min(known), (max(known) - min(known)) or 1
    step = WIDTH / (len(values) - 1)
    lines: list[list[str]] = [[]]
    for position, value in enumerate(values):
        if value is None:
            lines.append([])
        else:
            lines[-1].append(f"{_n(position * step)},{_n(HEIGHT - 3 - (value - low) / spread * (HEIGHT - 6))}")
    return [line for line in lines if len(line) > 1]


def sparkline_svg(values: Sequence[float | None]) -> SafeString:
    """The course of a number, without axes; a gap in the data is a gap in the line."""
    if sum(value is not None for value in values) < 2:
        return SafeString("")
    drawn = format_html_join("", '<polyline points="{}"/>', ((" ".join(line),) for line in _lines(values)))
    return format_html(
        '<svg class="dt-spark" viewBox="-1 0 102 28" preserveAspectRatio="none" aria-hidden="true">{}</svg>', drawn
    )


def bars_svg(values: Sequence[float], *, label: str, limit: float | None = None) -> SafeString:
    """Bars from zero, for print and small panels; `label` says in a sentence what they show."""
    top = limit or max(values, default=0)
    width = WIDTH / max(len(values), 1)
    heights = [_share(value, top) * HEIGHT / 100 for value in values]
    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"/>',
        ((_n(i * width), _n(HEIGHT - height), _n(width * 0.72), _n(height)) for i, height in enumerate(heights)),
    )
    return format_html(
        '<svg class="dt-bars" viewBox="0 0 100 28" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        label,
        bars,
    )


def interval_svg(
    *, low: float, value: float, high: float, limit: float, floor: float = 0, target: float | None = None
) -> SafeString:
    """A value with its interval on a scale from `floor` to `limit`: a whisker, a mark and the target tick."""

    def at(number: float) -> float:
        return _share(number - floor, limit - floor)

    left, right = at(low), at(high)
    tick: str = ""
    if target is not None:
        tick = f'<rect class="dt-interval__target" x="{_n(at(target))}" y="0" width=".8" height="10"/>'
    return mark_safe(  # noqa: S308 - made of numbers
        '<svg class="dt-interval" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="dt-interval__span" x="{_n(left)}" y="4" width="{_n(max(right - left, 0.4))}" height="2"/>{tick}'
        f'<rect class="dt-interval__value" x="{_n(max(at(value) - 0.8, 0))}" y="2" width="1.6" height="6"/></svg>'
    )
