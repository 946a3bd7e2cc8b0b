"""`./dengta export`: the lists that rooms offer to whoever runs the server, each with what the screens export."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from dengta.domains.people.models import Employee
from dengta.domains.service.models import Contact, Survey
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.exports import registered_listings
from tests.cast import Tree
from tests.service.centre import Centre


def written(name: str, folder: Path) -> list[dict[str, str]]:
    file = folder / f"{name}.csv"
    with translation.override("en"):
        call_command("export", name, "--format", "csv", "--output", str(file), stdout=io.StringIO())
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))


def test_every_room_offers_its_lists() -> None:
    assert set(registered_listings()) >= {
        "people.employees",
        "people.certificates",
        "service.contacts",
        "service.surveys",
        "service.complaints",
        "service.queues",
    }


@pytest.mark.parametrize("name", sorted(registered_listings()))
def test_a_list_without_rows_is_a_file_with_its_heads(db: None, name: str, tmp_path: Path) -> None:
    assert written(name, tmp_path) == []
    assert (tmp_path / f"{name}.csv").read_text("utf-8-sig").strip()


def test_people_leave_with_team_and_number_and_the_record_counts_them(
    tree: Tree, hire: Callable[..., Employee], tmp_path: Path
) -> None:
    hire("李佳怡", tree.aftersales_1)
    rows = written("people.employees", tmp_path)

    assert [(row["Name"], row["Team"]) for row in rows] == [("李佳怡", tree.aftersales_1.name)]
    told = json.loads(AuditEntry.objects.get(verb="exports.taken").facts)
    assert (told["rows"], told["people"]) == (1, 1)


def test_facts_leave_row_by_row(busy_centre: Centre, tmp_path: Path) -> None:
    assert len(written("service.contacts", tmp_path)) == Contact.objects.count()
    assert len(written("service.surveys", tmp_path)) == Survey.objects.count()
    assert {row["Queue"] for row in written("service.queues", tmp_path)} >= {"hotline", "chat", "mail"}
