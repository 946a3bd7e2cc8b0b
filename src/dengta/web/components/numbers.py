"""Numbers that explain themselves: KPI card, stat row, heat table, goal tree, score breakdown."""

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dengta.web import charts
from dengta.web.components.markup import Text, register
from dengta.web.figures import Bullet, Goal, Heat, Kpi, ScoreLine


@register.simple_tag
def kpi(figure: Kpi) -> SafeString:
    """A number with status, target, course, sample, interval; the label opens its definition, the value its rows."""
    return render_to_string("ui/kpi.html", {"kpi": figure})


@register.simple_tag
def bullet(value: float, limit: float, *, target: float | None = None, status: str = "") -> SafeString:
    """A bullet bar on a scale from zero to `limit`."""
    return charts.bullet_svg(Bullet(value=value, limit=limit, target=target), status)


@register.simple_tag
def bullet_of(figure: Bullet, status: str = "") -> SafeString:
    """The bullet bar of a figure."""
    return charts.bullet_svg(figure, status)


@register.simple_tag
def sparkline(values: list[float | None]) -> SafeString:
    """The course of a number, without axes."""
    return charts.sparkline_svg(values)


@register.simple_tag
def interval(
    low: float, value: float, high: float, *, limit: float, floor: float = 0, target: float | None = None
) -> SafeString:
    """A value with its interval and target on one line, on a scale from `floor` to `limit`, for table cells."""
    return charts.interval_svg(low=low, value=value, high=high, limit=limit, floor=floor, target=target)


@register.simple_block_tag
def stat_row(content: str) -> SafeString:
    """Several small numbers side by side: `{% stat %}` inside."""
    return format_html('<dl class="dt-stats">{}</dl>', content)


@register.simple_tag
def stat(label: Text, value: Text, *, unit: Text = "", note: Text = "", url: str = "") -> SafeString:
    """One number of a stat row; with `url` it opens its rows."""
    shown = format_html('{}<span class="dt-unit">{}</span>', value, unit) if unit else format_html("{}", value)
    shown = format_html('<a href="{}">{}</a>', url, shown) if url else shown
    below = format_html('<dd class="dt-stat__note">{}</dd>', note) if note else ""
    return format_html(
        '<div class="dt-stat"><dt>{}</dt><dd class="dt-stat__value">{}</dd>{}</div>', label, shown, below
    )


@register.simple_tag
def heat_table(heat: Heat) -> SafeString:
    """A table of signed numbers, coloured orange (short) to blue (spare)."""
    key = [(level, word) for level, word in zip((-3, -1, 0, 1, 3), heat.key, strict=False)]
    return render_to_string("ui/heat.html", {"heat": heat, "key": key})


@register.simple_tag
def goal_tree(goals: list[Goal]) -> SafeString:
    """Goals and what they break down into, each with its status."""
    return render_to_string("ui/goals.html", {"goals": goals})


@register.simple_tag
def score_breakdown(lines: list[ScoreLine], total: Text) -> SafeString:
    """Where every point came from."""
    return render_to_string("ui/score.html", {"lines": lines, "total": total})
