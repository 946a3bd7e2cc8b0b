"""Fields that the forms of meetings, library, culture, events and checks share."""

import re
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dengta.domains.people.models import Employee, Unit

SEPARATORS = re.compile(r"[,，、;；\n]+")


class DayField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)


class MomentField(forms.DateTimeField):
    """A day with its time, by the clock of the house."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M"], **options)


class TextField(forms.CharField):
    """Some sentences."""

    def __init__(self, *, rows: int = 3, max_length: int = 2000, **options: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **options)


class PersonField(forms.ModelChoiceField[Employee]):
    """A colleague among those that the view allows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Employee.objects.none(), **options)

    def label_from_instance(self, obj: Employee) -> str:
        """With the number, because two colleagues may carry one name."""
        return f"{obj.name} · {obj.number}"


class ColleaguesField(forms.CharField):
    """Colleagues by name or staff number, among those that the view allows: a list of a whole house to choose from
    would be longer than any screen. With `most=1` the answer is one person, else a list."""

    queryset: QuerySet[Employee] = Employee.objects.none()

    def __init__(self, *, most: int = 20, **options: Any) -> None:
        self.most = most
        super().__init__(max_length=600, **options)

    def clean(self, value: str) -> Any:
        """The people meant; a name that several carry, or nobody, is refused with what to write instead."""
        wanted = [word.strip() for word in SEPARATORS.split(super().clean(value)) if word.strip()]
        if len(wanted) > self.most:
            raise forms.ValidationError(_("Please name at most {most} here.").format(most=self.most))
        known = self.queryset.filter(Q(name__in=wanted) | Q(number__in=[word.upper() for word in wanted]))
        found = [_meant(word, list(known)) for word in wanted]
        people = list(dict.fromkeys(found))
        return people[0] if self.most == 1 and people else people


def _meant(word: str, known: list[Employee]) -> Employee:
    fitting = [one for one in known if one.number == word.upper()] or [one for one in known if one.name == word]
    if not fitting:
        raise forms.ValidationError(_("There is no colleague “{word}” here. Please check the name.").format(word=word))
    if len(fitting) > 1:
        numbers = str(_(", ")).join(one.number for one in fitting)
        text = _("Several colleagues are called {word}. Please write the staff number: {numbers}.")
        raise forms.ValidationError(text.format(word=word, numbers=numbers))
    return fitting[0]


class TeamField(forms.ModelChoiceField[Unit]):
    """A unit among those that the view allows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), **options)


class Offering(forms.Form):
    """A form whose fields offer what the reader may choose: `Form(data, people=…, units=…)`."""

    def __init__(self, *args: Any, people: Any = None, units: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, (PersonField, ColleaguesField)) and people is not None:
                field.queryset = people
            elif isinstance(field, TeamField) and units is not None:
                field.queryset = units
