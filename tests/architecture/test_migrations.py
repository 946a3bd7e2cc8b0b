"""Migrations form one line per app, and go back as well as forth."""

from collections import Counter

import pytest
from django.apps import apps
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader

OURS = "dengta."


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None, ignore_no_migrations=True)


def ours(loader: MigrationLoader) -> dict[tuple[str, str], object]:
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith(OURS)}
    return {key: node for key, node in loader.disk_migrations.items() if key[0] in labels}


def test_each_app_has_one_line_of_migrations(loader: MigrationLoader) -> None:
    leaves = Counter(app for app, _name in loader.graph.leaf_nodes())
    parents = Counter(
        (parent[0], parent[1])
        for (app, _name), migration in loader.disk_migrations.items()
        for parent in migration.dependencies
        if parent[0] == app and (app, _name) in ours(loader)
    )

    assert {app: count for app, count in leaves.items() if count > 1} == {}
    assert {parent: count for parent, count in parents.items() if count > 1} == {}


def test_every_step_can_be_taken_back(loader: MigrationLoader) -> None:
    one_way = [
        key
        for key in ours(loader)
        for operation in loader.disk_migrations[key].operations
        if isinstance(operation, RunPython | RunSQL) and not operation.reversible
    ]

    assert one_way == []
