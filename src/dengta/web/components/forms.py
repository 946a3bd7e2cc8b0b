"""Forms: field with help, error and counter; error summary; consent line."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from dengta.web.components.markup import Text, icon, register

WRITTEN_HERE = (forms.Select, forms.TextInput, forms.DateInput, forms.NumberInput, forms.EmailInput)
CHOICES_SHOWN_AS_LIST = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def _css(widget: forms.Widget) -> str:
    if isinstance(widget, CHOICES_SHOWN_AS_LIST):
        return ""
    if isinstance(widget, forms.CheckboxInput):
        return "dt-check__box"
    return "dt-input dt-input--select" if isinstance(widget, forms.Select) else "dt-input"


def name_the_empty_choice(bound: BoundField, word: Text) -> None:
    """Django's dashes and "unknown" say nothing; `word` says what choosing nothing means."""
    widget: Any = bound.field.widget
    choices = list(widget.choices)
    if choices and str(choices[0][0]) in {"", "unknown"} and str(choices[0][1]) in {"---------", gettext("Unknown")}:
        widget.choices = [(choices[0][0], word), *choices[1:]]


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
        return format_html('<input type="{}" name="{}"{}>', kind, bound.html_name, flatatt(given))
    options = _options(widget.choices, set(widget.format_value(bound.value())))
    return format_html('<select name="{}"{}>{}</select>', bound.html_name, flatatt(given), options)


def _options(choices: Iterable[Any], chosen: set[str]) -> SafeString:
    """The options of a select; a choice whose value is a list of choices is a group."""
    written = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            written.append(format_html('<optgroup label="{}">{}</optgroup>', value, _options(label, chosen)))
        else:
            value_text = "" if value is None else str(value)
            selected = SafeString(" selected" if value_text in chosen else "")
            written.append(format_html('<option value="{}"{}>{}</option>', value_text, selected, label))
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
    """What needs fixing, at the top, with links to the fields; it takes the focus. Nothing where nothing is wrong."""
    if not form.errors:
        return SafeString("")
    lines = [(bound, message) for bound in form if bound.errors for message in messages_of(bound)]
    return render_to_string("ui/error_summary.html", {"general": form.non_field_errors(), "lines": lines})


@register.simple_block_tag
def consent(content: str) -> SafeString:
    """What exactly is stored and what is not, above the button of an anonymous form."""
    return format_html('<p class="dt-consent">{}<span>{}</span></p>', icon("shield-lock"), content)
