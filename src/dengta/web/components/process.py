"""What takes steps or time: stepper, timeline, progress, timer, acknowledgements, differences of two texts."""

import difflib
import re

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dengta.web.charts import bullet_svg
from dengta.web.components.markup import Text, icon, register
from dengta.web.figures import Bullet, Moment, Progress, Step

# A Chinese character is a word of its own; elsewhere words are what stands between spaces.
WORDS = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+|\s+")


@register.simple_tag
def stepper(steps: list[Step]) -> SafeString:
    """The steps of a procedure: done, now, later."""
    return render_to_string("ui/stepper.html", {"steps": steps})


@register.simple_tag
def timeline(moments: list[Moment]) -> SafeString:
    """What happened, newest first as given."""
    return render_to_string("ui/timeline.html", {"moments": moments})


@register.simple_tag
def progress(state: Progress) -> SafeString:
    """How far long work is, with count and ETA; asks again every two seconds while `poll_url` is set."""
    return render_to_string("ui/progress.html", {"progress": state})


@register.simple_tag
def timer(seconds: int, label: Text) -> SafeString:
    """A countdown that starts and stops by its button, for the stand-up."""
    return format_html(
        '<div class="dt-timer" data-dt-timer="{}"><output class="dt-timer__time" aria-label="{}">{}</output>'
        '<button class="dt-button" type="button" data-dt-timer-toggle>{}<span>{}</span></button></div>',
        seconds,
        label,
        f"{seconds // 60}:{seconds % 60:02d}",
        icon("player-play"),
        _("Start or pause"),
    )


@register.simple_tag
def acknowledgements(done: int, total: int, *, url: str = "", read: bool = False) -> SafeString:
    """How many have confirmed, or with `read` how many have read; the rest by name behind `url`."""
    text = _("{done} of {total} have read it") if read else _("{done} of {total} have confirmed it")
    words = text.format(done=done, total=total)
    rest = format_html('<a href="{}">{}</a>', url, _("Who has not")) if url and done < total else ""
    return format_html(
        '<div class="dt-ack"><div class="dt-ack__words"><span>{}</span>{}</div>{}</div>',
        words,
        rest,
        bullet_svg(Bullet(value=done, limit=total), "good" if done >= total else "plain"),
    )


@register.simple_tag
def diff(before: Text, after: Text) -> SafeString:
    """Two versions of a text in one: what went is struck out, what came is underlined."""
    old, new = WORDS.findall(str(before)), WORDS.findall(str(after))
    parts: list[tuple[str, str]] = []
    for change, i, j, k, m in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if change == "equal":
            parts.append(("span", "".join(old[i:j])))
            continue
        parts += [("del", "".join(old[i:j]))] if j > i else []
        parts += [("ins", "".join(new[k:m]))] if m > k else []
    body = format_html_join("", "<{0}>{1}</{0}>", parts)
    return format_html('<div class="dt-diff">{}</div>', body)
