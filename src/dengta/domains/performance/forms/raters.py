"""What is entered in reviews by people: shapes only; what must be complete is for the services to say."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Unit
from dengta.domains.performance.models import Conduct
from dengta.domains.performance.selectors.packs import HIGHEST, LOWEST
from dengta.web.fields import DateField

Scale = tuple[str, str, str, str]
BAR = "|"


class TextField(forms.CharField):
    """Some sentences. `insisted`: an empty one is refused by the service, with its reason."""

    def __init__(self, *, rows: int = 3, max_length: int = 2000, insisted: bool = False, **options: Any) -> None:
        self.insisted = insisted
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **options)


class LinesField(TextField):
    """One thing per line, in parts between bars: whole lines are easier to move and copy than many fields."""

    def __init__(self, *, parts: int, **options: Any) -> None:
        self.parts = parts
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """The lines as lists of parts; a line with too few or too many is named."""
        lines = [line for line in super().clean(value).replace("｜", BAR).splitlines() if line.strip()]
        found = [[part.strip() for part in line.split(BAR)] for line in lines]
        for number, line in enumerate(found, start=1):
            if len(line) != self.parts:
                text = gettext("Line {number} needs {parts} parts with a bar | between them.")
                raise forms.ValidationError(text.format(number=number, parts=self.parts))
        return found


def as_lines(rows: Iterable[Sequence[str | Promise | int]]) -> str:
    """What `LinesField` reads, for its first value."""
    return "\n".join(f" {BAR} ".join(str(part) for part in row) for row in rows)


class UnitForm(forms.Form):
    """A form that asks for a unit among those that the view allows."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class PeerRoundForm(UnitForm):
    """A round of peer reviews and self-reviews."""

    title = forms.CharField(label=_("Title"), max_length=80)
    first_day = DateField(label=_("Period from"))
    last_day = DateField(label=_("Period until"))
    closes_on = DateField(label=_("Open to answers until"))
    per_person = forms.IntegerField(
        label=_("Colleagues asked about each person"), min_value=1, max_value=15,
        help_text=_("By rule, among those of the same team: everybody is asked as often, nobody about themselves."),
    )  # fmt: skip
    threshold = forms.IntegerField(
        label=_("Shown from how many answers on"), min_value=1, max_value=15,
        help_text=_("Three at least. Everybody who answers is told; it does not change once the round has begun."),
    )  # fmt: skip
    questions = LinesField(
        label=_("Questions"), parts=3, rows=7, max_length=3000,
        help_text=_("One per line: question | words for 1 | words for 5"),
    )  # fmt: skip


class ScaleForm(forms.Form):
    """Questions on a scale of five; what cannot be judged stays empty."""

    def __init__(
        self, *args: Any, scales: Sequence[Scale], given: dict[str, int] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.keys = [key for key, *_words in scales]
        words = dict(self.fields)
        self.fields.clear()
        for key, text, low, high in scales:
            self.fields[f"q{key}"] = forms.TypedChoiceField(
                label=text, choices=_steps(low, high), coerce=int, required=False, empty_value=None,
                initial=(given or {}).get(key, ""), widget=forms.RadioSelect,
            )  # fmt: skip
        self.fields.update(words)

    def scores(self) -> dict[str, int]:
        """The values given, by question."""
        values = {key: self.cleaned_data.get(f"q{key}") for key in self.keys}
        return {key: value for key, value in values.items() if value is not None}


def _steps(low: str, high: str) -> list[tuple[str, str | Promise]]:
    between = [(str(step), str(step)) for step in range(LOWEST + 1, HIGHEST)]
    ends = [(str(LOWEST), f"{LOWEST} · {low}"), (str(HIGHEST), f"{HIGHEST} · {high}")]
    return [ends[0], *between, ends[1], ("", _("I cannot judge that"))]


class AnswerForm(ScaleForm):
    """What somebody says about somebody else."""

    comment = TextField(
        label=_("In your words"), required=False, max_length=1000,
        help_text=_("Please write so that nobody can tell it is you: no names, no incident that only two people know."),
    )  # fmt: skip


class SelfForm(ScaleForm):
    """What somebody says about themselves."""

    went_well = TextField(label=_("What went well"), required=False)
    mistakes = TextField(label=_("What did not go well, and what I learned"), required=False)
    needs = TextField(label=_("What I need"), required=False)
    hand_in = forms.BooleanField(
        label=_("Hand it in: my leader reads it, and it does not change any more"), required=False
    )


class UpwardForm(UnitForm):
    """The form of a quarter: a sentence for each conduct, and what the house asks beyond."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    quarter = forms.TypedChoiceField(
        label=_("Quarter"), coerce=int, choices=[(number, f"Q{number}") for number in range(1, 5)]
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for conduct, label in Conduct.choices:
            self.fields[conduct] = forms.CharField(label=label, max_length=160, required=False)
        self.fields["more"] = TextField(
            label=_("Further sentences, one per line"), required=False, max_length=1000, rows=3
        )

    def items(self) -> dict[str, str]:
        """By conduct its sentence."""
        return {conduct: self.cleaned_data[conduct] for conduct in Conduct.values}


class StartForm(forms.Form):
    """Until when people may answer."""

    closes_on = DateField(label=_("Open to answers until"))

    def __init__(self, *args: Any, until: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["closes_on"].initial = until
