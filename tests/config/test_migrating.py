"""Migrations that build each model alone make the same database as Django's own way."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path

import pytest
from django.apps.registry import Apps
from django.db import models
from django.db.migrations import AddConstraint, AddField, AlterField, CreateModel, Migration, RemoveField, RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from dengta.config.migrating import each_model_alone

SRC = Path(__file__).resolve().parents[2] / "src"
LAID_OUT = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


@pytest.fixture(autouse=True)
def _may_ask_a_database_of_its_own(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def steps(*more: Operation) -> list[Operation]:
    """Teams with people, of whom each later gets a mentor and the team a leader and friends."""
    key = ("id", models.BigAutoField(primary_key=True))
    person = "house.person"
    return [
        CreateModel("Team", [key, ("name", models.TextField()), ("colour", models.TextField())]),
        CreateModel("Person", [key, ("team", models.ForeignKey("house.team", models.CASCADE))]),
        AddField("Person", "mentor", models.ForeignKey(person, models.PROTECT, null=True, related_name="pupils")),
        AddField("Team", "leader", models.ForeignKey(person, models.PROTECT, null=True, related_name="led")),
        AddField("Team", "friends", models.ManyToManyField(person, related_name="friendly")),
        AddConstraint("Team", models.UniqueConstraint(fields=["leader"], name="leads_one")),
        RemoveField("Team", "colour"),
        AlterField("Person", "id", models.UUIDField(primary_key=True)),
        *more,
    ]


def laid_out(way: AbstractContextManager[None], *more: Operation) -> list[object]:
    """The tables of an empty database after these steps, taken in this way."""
    migration = Migration("steps", "house")
    migration.operations = steps(*more)
    database = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})["default"]
    with way, database.schema_editor() as editor:
        migration.apply(ProjectState(), editor)
    with closing(database), database.cursor() as cursor:
        cursor.execute(LAID_OUT)
        return list(cursor.fetchall())


@pytest.mark.parametrize("way", [nullcontext, each_model_alone])
def test_a_step_that_looks_at_rows_sees_each_model_as_it_is_by_then(way: type[AbstractContextManager[None]]) -> None:
    seen: list[Apps] = []
    laid_out(way(), RunPython(lambda apps, _editor: seen.append(apps)))

    person, team = (seen[0].get_model("house", name) for name in ("Person", "Team"))
    assert {field.name for field in person._meta.get_fields()} == {"id", "team", "mentor", "pupils", "led", "friendly"}
    assert {field.name for field in team._meta.get_fields()} == {"id", "name", "person", "leader", "friends"}
    assert team._meta.get_field("leader").related_model is person
    assert person._meta.get_field("team").related_model is team
    assert person(team=team(name="one"), mentor=person()).team.name == "one"


def test_each_model_alone_lays_out_the_same_tables() -> None:
    as_django_does, alone = laid_out(nullcontext()), laid_out(each_model_alone())

    assert len(alone) > 5
    assert alone == as_django_does


@pytest.mark.sweep
def test_the_whole_house_is_laid_out_the_same(tmp_path: Path) -> None:
    made = []
    for words in (["django", "migrate", "--verbosity=0"], ["dengta", "prepare"]):
        home = tmp_path / words[0]
        home.mkdir()
        names = {"DENGTA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "dengta.config.settings", "PYTHONPATH": str(SRC)}
        env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | names
        subprocess.run([sys.executable, "-m", *words], env=env, check=True, capture_output=True)
        with closing(sqlite3.connect(home / "dengta.sqlite3")) as database:
            made.append({row for row in database.execute(LAID_OUT) if "shared_cache" not in row[2]})

    assert len(made[0]) > 200
    assert made[0] == made[1]
