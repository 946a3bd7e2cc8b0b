"""What templates remember: words by language, addresses by name."""

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import NoReverseMatch
from django.utils import translation
from django.utils.formats import number_format

from dengta.domains.people.models import Employee
from dengta.domains.service.views.words import fixed


def render(source: str, **context: object) -> str:
    return str(engines["django"].from_string(source).render(context))


def test_a_remembered_word_follows_the_language_of_the_reader() -> None:
    template = engines["django"].from_string('{% translate "Search" %}')
    said = []
    for language in ("en", "zh-hans", "en"):
        with translation.override(language):
            said.append(template.render({}))

    assert said == ["Search", "搜索", "Search"]


def test_an_address_is_that_of_its_arguments() -> None:
    source = '{% url "people:person" pk %} {% url "people:person" pk=pk as kept %}{{ kept }}'

    assert [render(source, pk=pk) for pk in (7, 8, 7)] == [f"/people/{pk}/ /people/{pk}/" for pk in (7, 8, 7)]


def test_an_address_that_does_not_exist_is_a_mistake_unless_it_is_only_asked_for() -> None:
    assert render('{% url "nowhere" as kept %}[{{ kept }}]') == "[]"
    with pytest.raises(NoReverseMatch):
        render('{% url "nowhere" %}', request=RequestFactory().get("/"))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("value", [0, 0.05, 12.345, 1234.5, 1_234_567.891, -1234.5])
@pytest.mark.parametrize("places", [0, 1, 2])
def test_numbers_are_written_as_the_formats_of_both_languages_say(language: str, value: float, places: int) -> None:
    with translation.override(language):
        assert fixed(value, places) == number_format(round(value, places), places, force_grouping=True)


def test_a_choice_is_said_in_the_language_of_the_reader_and_nothing_of_no_row() -> None:
    person = Employee(status="active")
    source = '{{ person|choice:"status" }}'
    for language, word in (("zh-hans", "在职"), ("en", "Active")):
        with translation.override(language):
            assert render(source, person=person) == word == person.get_status_display()
    assert render(source, person=None) == ""
    assert render(source, person=Employee(status="unheard-of")) == "unheard-of"
