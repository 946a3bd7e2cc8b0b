"""Forms: field with help, error and counter; error summary; consent line."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from dengta.web.components.markup import Text, icon, register
from dengta.web.refusals import rule_behind

WRITTEN_HERE = (forms.Select, forms.TextInput, forms.DateInput, forms.NumberInput, forms.EmailInput)
CHOICES_SHOWN_AS_LIST = (forms.RadioSelect, forms.CheckboxSelectMultiple)
# Value and label of each choice; a group has choices for its label.
_Choices = tuple[tuple[str, "str | _Choices"], ...]


def _css(widget: forms.Widget) -> str:
    if isinstance(widget, CHOICES_SHOWN_AS_LIST):
        return ""
    if isinstance(widget, forms.CheckboxInput):
        return "dt-check__box"
    return "dt-input dt-input--select" if isinstance(widget, forms.Select) else "dt-input"


def name_the_empty_choice(bound: BoundField, word: Text) -> None:
    """Django's dashes and "unknown" say nothing; `word` says what choosing nothing means."""
    widget: Any = bound.field.widget
    value, label = next(iter(widget.choices), ("none", ""))
    if str(value) in {"", "unknown"} and str(label) in {"---------", gettext("Unknown")}:
        widget.choices = [(value, word), *list(widget.choices)[1:]]


def control(bound: BoundField, attrs: dict[str, Any]) -> SafeString:
    """The control of a field. Plain ones are written here: Django renders two templates for each control and for each
    option of a select, which costs more than all the rest of a page once a centre has two hundred teams."""
    widget = bound.field.widget
    if type(widget) not in WRITTEN_HERE:
        return bound.as_widget(attrs=attrs)
    if bound.auto_id and "id" not in widget.attrs:
        attrs = {"id": bound.auto_id, **attrs}
    given = widget.build_attrs(widget.attrs, bound.build_widget_attrs(attrs, widget))
    if isinstance(widget, forms.widgets.Input):
        value = widget.format_value(bound.value())
        given = {**given, "value": value} if value not in (None, "") else given
        kind = given.pop("type", widget.input_type)
        return format_html('<input type="{}" name="{}"{}>', kind, bound.html_name, _written(given))
    options = _options(_plain(widget.choices), frozenset(widget.format_value(bound.value())))
    return format_html('<select name="{}"{}>{}</select>', bound.html_name, _written(given), options)


def _written(attrs: Mapping[str, Any]) -> SafeString:
    """Attributes of a control, as Django's `flatatt` writes them; True stands bare, False and None for none."""
    shown = ((name, value) for name, value in attrs.items() if value is not None and value is not False)
    written = (f" {name}" if value is True else f' {name}="{escape(str(value))}"' for name, value in shown)
    return mark_safe("".join(written))  # noqa: S308 - made of parts that are escaped


def _plain(choices: Iterable[Any]) -> "_Choices":
    """Choices as nothing but text in the reader's language; a choice whose label is a list of choices is a group."""
    return tuple(
        ("" if value is None else str(value), _plain(label) if isinstance(label, list | tuple) else str(label))
        for value, label in choices
    )


# Every report of a reader offers the same units, queues and topics.
@lru_cache(maxsize=128)
def _options(choices: "_Choices", chosen: frozenset[str]) -> SafeString:
    """The options of a select."""
    written = []
    for value, label in choices:
        if isinstance(label, tuple):
            written.append(f'<optgroup label="{escape(value)}">{_options(label, chosen)}</optgroup>')
        else:
            selected = " selected" if value in chosen else ""
            written.append(f'<option value="{escape(value)}"{selected}>{escape(label)}</option>')
    return mark_safe("".join(written))  # noqa: S308 - made of parts that are escaped


def messages_of(bound: BoundField) -> list[str]:
    """What is wrong with a field; an empty one is named, because "required" alone says nothing."""
    missing = _("Please fill in: {label}").format(label=bound.label)
    return [missing if error.code == "required" else " ".join(error.messages) for error in bound.errors.as_data()]


def widget_attributes(bound: BoundField) -> dict[str, Any]:
    """The classes of the design system, and what ties the control to its help and error for a screen reader."""
    described = [f"{bound.auto_id}_error"] if bound.errors else []
    described += [f"{bound.auto_id}_help"] if bound.help_text else []
    attrs: dict[str, Any] = {"class": f"{bound.field.widget.attrs.get('class', '')} {_css(bound.field.widget)}".strip()}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if getattr(bound.field, "max_length", None) and isinstance(bound.field.widget, forms.Textarea):
        attrs["data-dt-count"] = f"{bound.auto_id}_count"
    return attrs


@register.simple_tag
def field(bound: BoundField, *, label: Text = "", help: Text = "", bare: bool = False) -> SafeString:
    """A form field: label, control, error, help, counter. `bare`: the label is only said, its row shows it already."""
    widget = bound.field.widget
    if not isinstance(widget, CHOICES_SHOWN_AS_LIST) and isinstance(widget, forms.Select):
        name_the_empty_choice(bound, _("Please choose"))
    return render_to_string(
        "ui/field.html",
        {
            "field": bound,
            "errors": messages_of(bound),
            "label": label or bound.label,
            "help": help or bound.help_text,
            "control": control(bound, widget_attributes(bound)),
            "bare": bare,
            # What the service behind the form insists on is not optional, though an empty one is sent to it.
            "optional": not bound.field.required and not getattr(bound.field, "insisted", False),
            "is_group": isinstance(widget, CHOICES_SHOWN_AS_LIST),
            "is_check": isinstance(widget, forms.CheckboxInput),
            "is_date": getattr(widget, "input_type", "") == "date",
            "counted": isinstance(widget, forms.Textarea) and getattr(bound.field, "max_length", None),
        },
    )


@register.simple_tag
def form_fields(form: forms.BaseForm) -> SafeString:
    """Every visible field of a form in order, and the hidden ones."""
    hidden = "".join(str(bound) for bound in form.hidden_fields())
    return mark_safe(hidden + "".join(field(bound) for bound in form.visible_fields()))  # noqa: S308 - made of tags


@register.simple_tag
def error_summary(form: forms.BaseForm) -> SafeString:
    """What needs fixing, at the top, with links to the fields; it takes the focus. Under a refusal stands the rule it
    comes from. Nothing where nothing is wrong."""
    if not form.errors:
        return SafeString("")
    lines = [(bound, message) for bound in form if bound.errors for message in messages_of(bound)]
    general = [
        (message, rule_behind(error))
        for error in form.errors.as_data().get(NON_FIELD_ERRORS, ())
        for message in error.messages
    ]
    return render_to_string("ui/error_summary.html", {"general": general, "lines": lines})


@register.simple_block_tag
def consent(content: str) -> SafeString:
    """What exactly is stored and what is not, above the button of an anonymous form."""
    return format_html('<p class="dt-consent">{}<span>{}</span></p>', icon("shield-lock"), content)
