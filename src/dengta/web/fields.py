"""Form fields that every room asks with."""

from typing import Any

from django import forms


class DateField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)


class WordsField(forms.CharField):
    """A few sentences. `insisted`: an empty one is refused by the service, with its reason."""

    def __init__(self, *, rows: int = 3, insisted: bool = False, **options: Any) -> None:
        self.insisted = insisted
        super().__init__(**{"max_length": 1000, "widget": forms.Textarea(attrs={"rows": rows}), **options})
