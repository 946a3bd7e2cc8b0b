"""What is entered about vision, values, praise and stories."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.communication.forms.inputs import ColleaguesField, Offering, TeamField, TextField
from dengta.domains.communication.models import Aspect, CultureLine, Praise, Story


class LineField(forms.ModelChoiceField[CultureLine]):
    """The line above."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=CultureLine.objects.none(), **options)

    def label_from_instance(self, obj: CultureLine) -> str:
        """With its level, because both may be chosen."""
        return f"{obj.get_level_display()} · {obj.text}"


class LineForm(Offering):
    """A line of the vision, the strategy, or what a team does."""

    level = forms.ChoiceField(label=_("Layer"), choices=CultureLine.Level.choices)
    unit = TeamField(label=_("Holds for"))
    text = TextField(label=_("In one sentence"), max_length=200, rows=2)
    serves = LineField(label=_("Serves"), required=False, help_text=_("Everything but the vision serves a line above."))

    def __init__(self, *args: Any, lines: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["serves"].queryset = lines  # type: ignore[attr-defined]


class ValueForm(Offering):
    """A value."""

    aspect = forms.ChoiceField(label=pgettext_lazy("of a value", "What it is about"), choices=Aspect.choices)
    unit = TeamField(label=_("Holds for"))
    name = forms.CharField(label=pgettext_lazy("of a culture", "Value"), max_length=40)
    meaning = TextField(label=_("What it means here"), max_length=300, help_text=_("So that somebody can act on it."))


class PraiseForm(Offering):
    """Thanks."""

    receiver = ColleaguesField(label=_("Colleague"), most=1, help_text=_("Name or staff number"))
    text = TextField(
        label=_("What for"), max_length=300, help_text=_("What they did, and what it gave you or a customer.")
    )
    tags = forms.MultipleChoiceField(
        label=_("What it shows"), choices=Aspect.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("One to three."),
    )  # fmt: skip


class StoryForm(Offering):
    """A story or a moment."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Story.Kind.choices)
    title = forms.CharField(label=pgettext_lazy("of a text", "Title"), max_length=80)
    text = TextField(label=pgettext_lazy("of a story", "Text"), max_length=4000, rows=8)
    people = ColleaguesField(
        label=_("Who appears in it"), required=False,
        help_text=_("Names or staff numbers with commas, you included. Each of them is asked first."),
    )  # fmt: skip
    image = forms.FileField(
        label=_("Picture"), required=False, help_text=_("PNG or JPEG, up to 8 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )  # fmt: skip
    image_text = forms.CharField(
        label=_("What the picture shows"), max_length=200, required=False,
        help_text=_("For colleagues who do not see it."),
    )  # fmt: skip


class PraiseFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By what it shows."""

    tag = django_filters.ChoiceFilter(
        field_name="tags__tag", choices=Aspect.choices, label=_("What it shows"), empty_label=_("Everything")
    )

    class Meta:
        model = Praise
        fields: list[str] = []
