"""`{% translate "…" %}` of a fixed text, `{% url … %}`, `{% fixed %}` and `|choice:"…"`: worked out once per process.

Django looks words and addresses up anew at each place and for each row: a third of the time of a long table.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.template import Context, Library, Node, NodeList
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as do_url
from django.templatetags.i18n import TranslateNode, do_translate
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.translation import get_language

register = Library()
_LANGUAGE = "dengta_language"


class Fixed(Node):
    """What is the same each time, in the language of the reader."""

    def __init__(self, node: Node | NodeList) -> None:
        self._node = node
        self._known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """The words, remembered."""
        # Which language is spoken is asked once per template: to ask costs more than all else here.
        spoken: Any = context.render_context
        language: str | None = spoken.get(_LANGUAGE) or spoken.setdefault(_LANGUAGE, get_language())
        words = self._known.get(language)
        if words is None:
            words = self._known[language] = str(self._node.render(context))
        return words


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Django's own tag; a fixed text is remembered."""
    node = do_translate(parser, token)
    return Fixed(node) if _is_fixed(node) else node


@register.tag
def fixed(parser: Parser, token: Token) -> Node:
    """`{% fixed %}…{% endfixed %}` around parts of the shell that depend on nothing but the language."""
    inside = parser.parse(("endfixed",))
    parser.delete_first_token()
    return Fixed(inside)


def _is_fixed(node: TranslateNode) -> bool:
    text, meant = node.filter_expression, node.message_context
    is_said = text.var.literal is not None and not text.filters
    return is_said and node.asvar is None and (meant is None or not (meant.is_var or meant.filters))


class Address(Node):
    """An address of this site; the same name with the same arguments always leads to the same place."""

    def __init__(self, node: URLNode) -> None:
        self._node = node

    def render(self, context: Context) -> str:
        """The address; nothing where it is kept under a name."""
        address = self._address(context)
        if self._node.asvar:
            context[self._node.asvar] = address
            return ""
        return conditional_escape(address) if context.autoescape else address

    def _address(self, context: Context) -> str:
        node = self._node
        match = getattr(context.get("request"), "resolver_match", None)
        try:
            return _reversed(
                node.view_name.resolve(context),
                tuple(argument.resolve(context) for argument in node.args),
                tuple((name, argument.resolve(context)) for name, argument in node.kwargs.items()),
                match.namespace if match else None,
                (get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()),
            )
        except NoReverseMatch:
            if node.asvar is None:
                raise
            return ""


@lru_cache(maxsize=4096, typed=True)
def _reversed(
    name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...], namespace: str | None, site: tuple[str, str]
) -> str:
    return str(reverse(name, args=args, kwargs=dict(kwargs), current_app=namespace))


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """Django's own tag; addresses are remembered."""
    return Address(do_url(parser, token))


@register.filter
def choice(row: Any, field: str) -> Any:
    """The word for what a field with choices holds, as `get_…_display` gives it; nothing where there is no row."""
    if not isinstance(row, Model):
        return ""
    value = getattr(row, field)
    word = _words(type(row), field).get(value, value)
    return word if word is None else str(word)


@lru_cache(maxsize=512)
def _words(model: type[Model], field: str) -> dict[Any, Any]:
    held: Any = model._meta.get_field(field)
    return dict(held.flatchoices)
