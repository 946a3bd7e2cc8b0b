"""Templates keep the promises that the content security policy and htmx 4 ask for."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, name

HTMX = frozenset(
    "get post target swap trigger indicator confirm push-url sync include headers:inherited".split()  # noqa: SIM905
)
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}", re.DOTALL)
TAG = re.compile(r"<[a-z][^<>]*?>", re.IGNORECASE | re.DOTALL)
DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
ATTRIBUTE = re.compile(r"""(?<=[\s"'])([a-zA-Z_:@][-\w:.@]*)(?=[\s=>/]|$)""")
QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.IGNORECASE | re.DOTALL)
COMPONENT_ATTRIBUTE = re.compile(r"\b(hx_\w+)=")
CLASS = re.compile(r"""\bclass=(?:"([^"]*)"|'([^']*)')""")
TRIGGER = re.compile(r"""\bhx-trigger=(?:"([^"]*)"|'([^']*)')""")


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def complaints(source: str) -> list[str]:
    """What a template does that it may not do."""
    source = COMMENT.sub("", source)
    markup = DJANGO.sub("", source)
    found = [*_scripts(markup), *_components(source), *_triggers(markup), *_classes(markup)]
    found += ["<style> in a page"] if re.search(r"<style\b", markup, re.IGNORECASE) else []
    for element in TAG.findall(markup):
        for attribute in ATTRIBUTE.findall(QUOTED.sub('""', element)):
            found += _attribute(attribute.lower(), element)
    return found


def _attribute(attribute: str, element: str) -> list[str]:
    if attribute == "style":
        return [f"style attribute in {element[:60]}"]
    if re.fullmatch(r"on[a-z]+", attribute):
        return [f"{attribute} in {element[:60]}"]
    if attribute.startswith("hx-") and attribute.removeprefix("hx-") not in HTMX:
        return [f"{attribute} is not in the closed list"]
    return []


def _scripts(markup: str) -> list[str]:
    return [
        f"inline script: {body.strip()[:60]}"
        for attributes, body in SCRIPT.findall(markup)
        if "application/json" not in attributes and (body.strip() or "src=" not in attributes)
    ]


def _components(source: str) -> list[str]:
    given = {match.replace("_", "-").removeprefix("hx-") for match in COMPONENT_ATTRIBUTE.findall(source)}
    return [f"hx-{attribute} is not in the closed list" for attribute in sorted(given - HTMX)]


def _triggers(markup: str) -> list[str]:
    said = [double or single for double, single in TRIGGER.findall(markup)]
    return [f"a filter in the trigger {trigger!r} would need eval" for trigger in said if "[" in trigger]


def _classes(markup: str) -> list[str]:
    words = {word for double, single in CLASS.findall(markup) for word in (double or single).split()}
    return [f"class {word!r} has no dt- prefix" for word in sorted(words) if not word.startswith("dt-")]


@pytest.mark.parametrize("template", templates(), ids=name)
def test_a_template_has_nothing_inline_and_only_the_htmx_we_know(template: Path) -> None:
    assert complaints(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color: red">x</p>',
        "<p {% if a %}style='x'{% endif %}>x</p>",
        '<a href="#" onclick="go()">x</a>',
        "<script>go()</script>",
        "<script></script>",
        "<style>p {}</style>",
        '<div hx-on:click="go()">x</div>',
        '<div hx-vals="js:{}">x</div>',
        '<div hx-trigger="click[ctrlKey]">x</div>',
        '{% button "x" hx_vals="{}" %}',
        '<p class="big">x</p>',
    ],
)
def test_the_lint_notices_what_is_forbidden(source: str) -> None:
    assert complaints(source) != []


@pytest.mark.parametrize(
    "source",
    [
        '<p class="dt-quiet">style = "x", onclick</p>',
        '<div hx-get="/x" hx-push-url="true" hx-trigger="input changed delay:250ms">x</div>',
        '<script defer src="/x.js"></script>',
        '<script type="application/json" id="a">{"data": 1}</script>',
        '{# <p style="x"> #}<p title="on time: style=1">x</p>',
        '<p class="dt-a{% if b %} dt-b{% endif %}">x</p>',
    ],
)
def test_the_lint_lets_pass_what_is_allowed(source: str) -> None:
    assert complaints(source) == []
