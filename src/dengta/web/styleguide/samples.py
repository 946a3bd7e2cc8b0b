"""Invented content of the style guide."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from dengta.web.figures import (
    Bullet,
    Goal,
    Heat,
    HeatCell,
    HeatRow,
    Kpi,
    Moment,
    Progress,
    ScoreLine,
    Step,
)

GAPS = ((-1, 0, 1, 0, -3, -2), (0, 1, 2, -1, 0, 1), (3, 1, 0, 0, 1, 3))


class SampleForm(forms.Form):
    """A form with one of each control."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of leave"),
        choices=[("", gettext_lazy("Please choose")), ("annual", gettext_lazy("Annual leave"))],
    )
    start = forms.DateField(label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=gettext_lazy("What you want to tell your leader"),
        help_text=gettext_lazy("You need not name an illness; only HR sees a certificate."),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    half = forms.ChoiceField(
        label=gettext_lazy("Part of the day"),
        choices=[("all", gettext_lazy("Whole day")), ("half", gettext_lazy("Half a day"))],
        widget=forms.RadioSelect,
        initial="all",
    )
    tell = forms.BooleanField(label=gettext_lazy("Tell my team mates that I am away"), required=False)


def kpis() -> list[Kpi]:
    """Good, bad, too few, unknown: what a KPI card must be able to say."""
    return [
        Kpi(
            key="service-level", label=_("Service level"), icon="headset", value="82.4", unit="%", status="good",
            word=_("On target"), target=_("Target 80 % within 20 s"), bullet=Bullet(value=82.4, limit=100, target=80),
            trend=[78, 80, 79, 83, 84, 81, 79, 82.4], sample=_("1,284 contacts"),
            comparison=_("+1.2 on last week"), definition_url="#kpi", rows_url="#list",
        ),
        Kpi(
            key="waiting", label=_("Waiting now"), icon="hourglass", value="7", status="bad",
            word=_("2 above the limit"), target=_("At most 5 · longest 1 min 46 s"),
            bullet=Bullet(value=7, limit=11, target=5), trend=[3, 2, 3, 4, 4, 5, 4, 7], sample=_("Chat 4 · phone 3"),
            comparison=_("3 ten minutes ago"),
        ),
        Kpi(
            key="csat", label=_("Satisfaction today"), icon="mood-smile", value="4.62", unit="/ 5", status="mute",
            word=_("Sample too small"), few=True, target=_("Target 4.60"), interval=_("95 % interval 4.31–4.93"),
            bullet=Bullet(value=4.62, limit=5, target=4.6), sample=_("18 answers"), comparison=_("needs 30"),
        ),
        Kpi(key="adherence", label=_("Adherence"), icon="clock-check", value="", target=_("Target 93 %"),
            sample=_("No roster for today yet")),
    ]  # fmt: skip


def steps() -> list[Step]:
    """A procedure in the middle."""
    return [
        Step(title=_("Opened, person informed"), note=_("20 Nov"), state="done"),
        Step(title=_("Their statement"), note=_("received 21 Nov"), state="done"),
        Step(title=_("Your statement"), note=_("2 days and 3 hours left"), state="now"),
        Step(title=_("Review by HR and the union"), note=_("four eyes: somebody else")),
        Step(title=_("Decision and appeal"), note=_("appeal within 5 working days")),
    ]


def moments() -> list[Moment]:
    """What happened, newest first."""
    return [
        Moment(at="11-21 20:05", iso="2026-11-21T20:05", text=_("Statement and certificate handed in"),
               by="刘思远", icon="file-text"),
        Moment(at="11-20 10:30", iso="2026-11-20T10:30", text=_("Opened under ATT-04; rights explained"),
               by=_("System"), icon="scale"),
    ]  # fmt: skip


def heat() -> Heat:
    """Staff against need over three days."""
    days = (_("Mon"), _("Tue"), _("Wed"))
    rows = [
        HeatRow(
            label=day, cells=[HeatCell(level=gap, text=f"{gap:+d}".replace("-", "−") if gap else "0") for gap in gaps]
        )
        for day, gaps in zip(days, GAPS, strict=True)
    ]
    key = [_("3 or more short"), _("1–2 short"), _("even"), _("1–2 spare"), _("3 or more spare")]
    return Heat(
        caption=_("Staff on shift minus staff needed"),
        columns=[f"{hour}:00" for hour in range(9, 15)],
        rows=rows,
        key=key,
    )


def goals() -> list[Goal]:
    """A goal and what it breaks down into."""
    return [
        Goal(title=_("Satisfaction 4.60"), value="4.62", status="good", word=_("On target"), owner=_("Shanghai site"),
             children=[
                 Goal(title=_("Refunds within 24 h"), value="91 %", status="warn", word=_("3 points short"),
                      owner="售后一组"),
                 Goal(title=_("First answer within 30 s"), value="88 %", status="good", word=_("On target"),
                      owner="售后二组"),
             ]),
    ]  # fmt: skip


def score() -> list[ScoreLine]:
    """Where the points of a month came from."""
    return [
        ScoreLine(label=_("Satisfaction"), points="36.5 / 40", share=0.91, source=_("86 answers, target 4.60")),
        ScoreLine(label=_("Quality"), points="27.9 / 30", share=0.93, source=_("4 calls; refund time not said twice")),
        ScoreLine(label=_("Adherence"), points="27.1 / 30", share=0.9, source=_("38 min of 12 Nov excluded: outage")),
    ]


def progress() -> Progress:
    """Long work at two thirds."""
    return Progress(label=_("Collecting the case file"), done=9, total=14, eta=_("About 20 seconds left"),
                    note=_("You may leave this page; we will tell you when it is done."))  # fmt: skip


def chart() -> dict[str, Any]:
    """A day's volume against forecast and capacity."""
    labels = [f"{hour:02d}:00" for hour in range(8, 22)]
    forecast = [68, 94, 118, 130, 112, 84, 76, 96, 112, 114, 98, 82, 86, 70]
    actual = [70, 96, 124, 138, 115, 98, 88, None, None, None, None, None, None, None]
    capacity = [74, 96, 120, 132, 118, 84, 72, 90, 112, 120, 108, 84, 90, 76]
    return {
        "labels": labels,
        "now": "14:00",
        "now_label": _("now 14:00"),
        "series": [
            {"name": _("Actual"), "kind": "actual", "values": actual},
            {"name": _("Forecast"), "kind": "forecast", "values": forecast},
            {"name": _("Capacity"), "kind": "capacity", "values": capacity},
        ],
    }


def people() -> list[dict[str, Any]]:
    """Rows of a list; one sample is too small to rank."""
    return [
        {"name": "曹思远", "number": "K10778", "team": "售后二组", "csat": "4.63", "n": 212, "few": False,
         "state": ("good", _("On duty")), "skills": [pgettext("skill", "Complaints"), _("Chat")]},
        {"name": "李佳怡", "number": "K10002", "team": "售后一组", "csat": "4.71", "n": 96, "few": False,
         "state": ("info", _("Short break")), "skills": [_("Refunds")]},
        {"name": "曹天佑", "number": "K10705", "team": "售前一组", "csat": "4.53", "n": 13, "few": True,
         "state": ("mute", _("Off duty")), "skills": [_("Phone"), _("Cantonese")]},
    ]  # fmt: skip


SHIFTS = (
    ("early", pgettext_lazy("shift", "E"), gettext_lazy("Early")),
    ("mid", pgettext_lazy("shift", "M"), gettext_lazy("Mid")),
    ("late", pgettext_lazy("shift", "L"), gettext_lazy("Late")),
    ("night", pgettext_lazy("shift", "N"), gettext_lazy("Night")),
    ("training", pgettext_lazy("shift", "T"), gettext_lazy("Training")),
    ("leave", pgettext_lazy("shift", "V"), gettext_lazy("Leave")),
    ("off", "–", gettext_lazy("Day off")),
)
