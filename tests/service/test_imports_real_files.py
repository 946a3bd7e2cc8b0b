"""Two real files go through: every row accounted for, and the figures equal an independent count."""

import csv
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Sum

from dengta.domains.people.models import Unit
from dengta.domains.service.imports import Contacts
from dengta.domains.service.models import AgentDay, Contact, QueueSlot, Survey
from dengta.domains.service.selectors.figures import By, Slice, kpi_values
from dengta.domains.service.services.rollups import refresh_rollups
from dengta.foundation.imports import target_named
from dengta.foundation.imports.mapping import ColumnMap
from dengta.foundation.imports.models import Import, QuarantinedRow
from dengta.foundation.imports.publishing import publish
from dengta.foundation.imports.services import confirm, map_columns
from dengta.foundation.imports.staging import stage
from tests.cast import Tree
from tests.foundation.importing import Quiet, counts, uploaded
from tests.service.centre import NOW, TODAY

pytestmark = [pytest.mark.shared, pytest.mark.django_db]


def real_file(name: str) -> Path:
    """One of the shared files."""
    return Path(settings.SHARED) / "data/service" / name


def rows_of(path: Path) -> list[dict[str, str]]:
    """Its rows, read by nobody but the standard library."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def run(path: Path, **answers: str) -> Import:
    """The file, all the way in, with these answers to the questions of the mapping page."""
    job = uploaded(path, target_named("service.contacts"), name=path.name, source=path.stem[:20])
    columns = ColumnMap.from_json(job.mapping)
    columns = ColumnMap(columns.columns, columns.formats, {**columns.answers, **answers}, columns.zone)
    map_columns(job=job, columns=columns, by=None)
    stage(job.pk, Quiet())
    confirm(job=job, by=None)
    publish(job.pk, Quiet())
    job.refresh_from_db()
    return job


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")  # noqa: DTZ007 - two local times of one file are compared


@pytest.mark.covers("C1", "C7")
def test_an_e_commerce_month_goes_through_with_every_row_accounted_for(tree: Tree) -> None:
    path = real_file("ecom_support_csat.csv")
    told = rows_of(path)
    backwards = [row for row in told if _moment(row["responded_at"]) < _moment(row["reported_at"])]
    good = [row for row in told if _moment(row["responded_at"]) >= _moment(row["reported_at"])]
    assert len(backwards) == 310

    job = run(path, unknown_agents="create")
    assert counts(job) == {"rows_in": 8620, "new": 8310, "changed": 0, "duplicate": 0, "quarantined": 310}
    assert set(QuarantinedRow.objects.values_list("code", flat=True)) == {"moment_before_start"}
    assert Contact.objects.count() == Survey.objects.count() == 8310

    refresh_rollups(now=NOW, today=TODAY)
    _equals_an_independent_count(tree, good)

    again = run(path, unknown_agents="create")
    assert counts(again) == {"rows_in": 8620, "new": 0, "changed": 0, "duplicate": 8310, "quarantined": 310}
    assert Contact.objects.count() == 8310


def _equals_an_independent_count(tree: Tree, good: list[dict[str, str]]) -> None:
    """Top-2-box per supervisor is the ratio of sums, exactly, and not the mean of the agents' ratios."""
    expected: dict[str, list[int]] = defaultdict(list)
    agents: dict[str, list[int]] = defaultdict(list)
    for row in good:
        expected[row["supervisor"]].append(int(int(row["csat"]) >= 4))
        agents[row["agent"]].append(int(int(row["csat"]) >= 4))
    where = Slice(start=datetime(2023, 7, 1).date(), end=datetime(2023, 10, 1).date())  # noqa: DTZ001 - days only
    reader = _reader(tree)
    groups = kpi_values(reader, kpis=["csat"], where=where, by=By.UNIT, today=TODAY)
    found = {group.name: group.figures["csat"] for group in groups}

    assert {name: (figure.numerator, figure.denominator) for name, figure in found.items()} == {
        name: (sum(answers), len(answers)) for name, answers in expected.items()
    }
    total = kpi_values(reader, kpis=["csat"], where=where, today=TODAY)[0].figures["csat"]
    answers = [answer for given in agents.values() for answer in given]
    assert total.value == sum(answers) / len(answers)
    mean_of_ratios = sum(sum(given) / len(given) for given in agents.values()) / len(agents)
    assert total.value - mean_of_ratios > 0.01


def _reader(tree: Tree) -> object:
    from dengta.domains.people.models import Account, RoleGrant
    from dengta.foundation.access import Role

    account = Account.objects.create_user("reader")
    RoleGrant.objects.create(account=account, role=Role.HR, unit=tree.company, valid_from=TODAY)
    return account


@pytest.mark.covers("C1")
def test_a_fortnight_of_calls_goes_through_and_misses_are_charged_to_nobody(tree: Tree) -> None:
    path = real_file("booking_calls_2wk.csv")
    job = run(path, unknown_agents="create", channel="voice")

    assert counts(job) == {"rows_in": 25100, "new": 25100, "changed": 0, "duplicate": 0, "quarantined": 0}
    missed = Contact.objects.exclude(outcome=Contact.Outcome.ANSWERED)
    assert missed.count() == 369
    assert not missed.filter(agent__isnull=False).exists()
    assert set(missed.values_list("type__name", flat=True)) == {"Call unanswered"}

    told = rows_of(path)
    waits = [(_clock(row["time_answered"]) - _clock(row["call_time"])) % 86_400 for row in told if row["time_answered"]]
    refresh_rollups(now=NOW, today=TODAY)
    sums = AgentDay.objects.aggregate(wait=Sum("wait_s"), waits=Sum("waits"), missed=Sum("abandoned"))
    assert (sums["wait"], sums["waits"], sums["missed"]) == (sum(waits), len(waits), 369)
    assert QueueSlot.objects.aggregate(n=Sum("offered"))["n"] == 25100
    first = Contact.objects.get(external_id="1")
    assert first.created_at.astimezone(NOW.tzinfo).isoformat() == "2023-11-01T13:56:45+08:00"


def _clock(text: str) -> int:
    hours, minutes, seconds = map(int, text.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def test_without_leave_to_create_rows_of_unknown_agents_are_put_aside(tree: Tree) -> None:
    job = run(real_file("booking_calls_2wk.csv"), unknown_agents="quarantine", channel="voice")

    assert counts(job)["quarantined"] == 25100
    assert set(QuarantinedRow.objects.values_list("code", flat=True)) == {"unknown_agent"}
    assert not Contact.objects.exists()
    assert Unit.objects.count() == 8
    assert isinstance(target_named("service.contacts"), Contacts)
