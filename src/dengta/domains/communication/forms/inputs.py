"""Fields that the forms of meetings, library, culture, events and checks share."""

from typing import Any

from django import forms

from dengta.domains.people.models import Employee, Unit


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


class PeopleField(forms.ModelMultipleChoiceField):
    """Several colleagues among those that the view allows."""

    widget = forms.SelectMultiple(attrs={"size": 8})

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Employee.objects.none(), **options)

    def label_from_instance(self, obj: Employee) -> str:
        """With the number, because two colleagues may carry one name."""
        return f"{obj.name} · {obj.number}"


class TeamField(forms.ModelChoiceField[Unit]):
    """A unit among those that the view allows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), **options)


class Offering(forms.Form):
    """A form whose fields offer what the reader may choose: `Form(data, people=…, units=…)`."""

    def __init__(self, *args: Any, people: Any = None, units: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, (PersonField, PeopleField)) and people is not None:
                field.queryset = people
            elif isinstance(field, TeamField) and units is not None:
                field.queryset = units
