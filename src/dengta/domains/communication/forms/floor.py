"""What the forms of the floor share: short, open over lists, and looking at what is written while it is written."""

from typing import Any

from django import forms
from django.utils.functional import Promise


class FloorForm(forms.Form):
    """A form that may stand in a sheet over a list whose filters have the same names."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "floor_%s", **options})


class DayField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)


class WordsField(forms.CharField):
    """A few sentences. `insisted`: an empty one is refused by the service, with its reason."""

    def __init__(self, *, rows: int = 3, insisted: bool = False, **options: Any) -> None:
        self.insisted = insisted
        super().__init__(**{"max_length": 1000, "widget": forms.Textarea(attrs={"rows": rows}), **options})


def asks_while_typing(url: str | Promise, target: str) -> dict[str, str | Promise]:
    """Attributes of an input whose text is looked at while it is written."""
    return {"hx-get": url, "hx-target": target, "hx-trigger": "input changed delay:400ms", "hx-include": "this"}
