"""Component tags: what a reader gets to see, and what a mistake in a template leads to."""

import re

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from dengta.web.figures import Bullet, Kpi, Step
from tests.architecture.source import ROOT


def render(source: str, **context: object) -> str:
    """The markup of a piece of template, in English."""
    with translation.override("en"):
        return str(engines["django"].from_string(source).render(context))


@pytest.mark.covers("N10")
def test_a_status_speaks_by_shape_and_word_and_not_by_colour_alone() -> None:
    markup = render('{% status "bad" "Over the limit" %}')

    assert "#alert-octagon" in markup
    assert "Over the limit" in markup


def test_an_unknown_status_is_a_mistake_that_shows() -> None:
    with pytest.raises(ValueError, match="no status 'great'"):
        render('{% status "great" "Great" %}')


def test_every_status_has_a_shape_of_its_own() -> None:
    shapes = {
        re.findall(r"#([a-z-]+)", render(f'{{% status "{kind}" "x" %}}'))[0]
        for kind in ("good", "warn", "bad", "info", "mute")
    }

    assert len(shapes) == 5


def test_what_people_write_is_escaped_everywhere() -> None:
    nasty = "<b>&\"'"
    source = """{% person nasty number=nasty %}{% tag nasty %}{% button nasty %}{% status "good" nasty %}
      {% card nasty note=nasty %}{{ nasty }}{% endcard %}{% diff nasty "" %}{% alert "info" nasty %}{% endalert %}
      {% stat nasty nasty %}{% privacy_badge "x" nasty %}{{ nasty }}{% endprivacy_badge %}
      {% page_header nasty context=nasty %}{% endpage_header %}"""

    assert "<b>" not in render(source, nasty=nasty)


def test_htmx_attributes_pass_through_a_button_and_unknown_ones_do_not() -> None:
    assert 'hx-post="/x"' in render('{% button "Approve" hx_post="/x" disabled=True %}')
    with pytest.raises(ValueError, match="onclick"):
        render('{% button "Approve" onclick="go()" %}')


def test_a_sheet_link_works_without_scripts() -> None:
    markup = render('{% link_button "Add" "/people/new" sheet=True %}')

    assert 'href="/people/new"' in markup
    assert 'hx-target="#dt-sheet"' in markup


def test_a_number_opens_its_definition_and_its_rows() -> None:
    figure = Kpi(
        key="csat",
        label="Satisfaction",
        value="4.62",
        definition_url="/kpi/csat",
        rows_url="/answers",
        sample="318 answers",
    )
    markup = render("{% kpi figure %}", figure=figure)

    assert 'href="/kpi/csat"' in markup
    assert 'href="/answers"' in markup
    assert "318 answers" in markup


def test_an_unknown_number_is_a_dash_and_never_a_zero() -> None:
    markup = render("{% kpi figure %}", figure=Kpi(key="csat", label="Satisfaction", value="", unit="%"))

    assert "–" in markup
    assert "%" not in re.sub(r"<[^>]*>", "", markup)


def test_a_bullet_stays_on_its_scale() -> None:
    markup = render("{% bullet 140 100 target=80 %}")

    assert 'width="100.0"' in markup
    assert 'x="80.0"' in markup


def test_coordinates_keep_their_point_in_every_language() -> None:
    with translation.override("de"):
        markup = str(engines["django"].from_string("{% bullet 0.5 1 %}").render({}))

    assert 'width="50.0"' in markup


def test_a_gap_in_the_data_is_a_gap_in_the_line() -> None:
    markup = render("{% sparkline values %}", values=[1, 2, None, 3, 4])

    assert markup.count("<polyline") == 2
    assert render("{% sparkline values %}", values=[None, 2, None]) == ""


def test_a_difference_strikes_out_and_underlines_word_by_word() -> None:
    markup = render('{% diff "迟到三次书面提醒" "迟到三次先谈话" %}')

    assert "<span>迟到三次</span>" in markup
    assert "<del>书面提醒</del>" in markup
    assert "<ins>先谈话</ins>" in markup


def test_the_step_of_now_is_marked_for_screen_readers() -> None:
    markup = render(
        "{% stepper steps %}", steps=[Step(title="Opened", state="done"), Step(title="Statement", state="now")]
    )

    assert markup.count('aria-current="step"') == 1
    assert "(done)" in markup


class Wish(forms.Form):
    """A form of this test."""

    day = forms.DateField(label="Day")
    reason = forms.CharField(label="Reason", required=False, max_length=3, help_text="Say why.")


def test_a_field_is_tied_to_its_help_and_error() -> None:
    form = Wish({"day": "", "reason": "too long"})
    markup = render("{% field form.reason %}{% field form.day %}", form=form)

    assert 'aria-describedby="id_reason_error id_reason_help"' in markup
    assert 'id="id_reason_help"' in markup
    assert 'aria-invalid="true"' in markup


def test_an_empty_field_is_named_instead_of_called_required() -> None:
    markup = render("{% error_summary form %}", form=Wish({"day": ""}))

    assert 'href="#id_day"' in markup
    assert "Please fill in: Day" in markup


def test_the_empty_choice_says_what_it_means_instead_of_dashes() -> None:
    class Choice(forms.Form):
        team = forms.TypedChoiceField(label="Team", choices=[("", "---------"), ("1", "One")])

    markup = render("{% field form.team %}", form=Choice())

    assert "Please choose" in markup
    assert "-----" not in markup


def test_a_form_without_errors_has_no_summary() -> None:
    assert render("{% error_summary form %}", form=Wish({"day": "2026-11-18"})) == ""


def test_progress_asks_again_only_while_there_is_something_to_wait_for() -> None:
    from dengta.web.figures import Progress

    running = render("{% progress state %}", state=Progress(label="Import", done=3, total=9, poll_url="/jobs/1"))
    over = render("{% progress state %}", state=Progress(label="Import", done=9, total=9))

    assert 'hx-trigger="every 2s"' in running
    assert "3 / 9" in running
    assert "hx-get" not in over


def test_every_component_is_documented_with_an_example() -> None:
    from dengta.web.templatetags.ui import register

    text = (ROOT / "docs" / "for-developers" / "components.md").read_text(encoding="utf-8")
    inner = {"bullet_of", "filter_field"}

    assert {tag for tag in register.tags if tag not in inner and f"`{tag}`" not in text} == set()


def test_every_component_stands_in_the_style_guide() -> None:
    from dengta.web.templatetags.ui import register

    folder = ROOT / "src" / "dengta" / "web" / "templates" / "web"
    guide = "".join(file.read_text(encoding="utf-8") for file in folder.glob("styleguide/*.html"))
    # They speak to a live list or stand inside another component.
    elsewhere = {
        "bullet_of",
        "filter_field",
        "field",
        "avatar",
        "pager",
        "sort_header",
        "filter_bar",
        "export_links",
        "sparkline",
        "bullet",
    }

    assert {
        tag
        for tag in register.tags
        if tag not in elsewhere and f"{{% {tag} " not in guide and f"{{% {tag} %}}" not in guide
    } == set()


def test_a_bullet_of_zero_limit_does_not_fail() -> None:
    assert 'width="0.0"' in render("{% bullet_of b %}", b=Bullet(value=0, limit=0))
