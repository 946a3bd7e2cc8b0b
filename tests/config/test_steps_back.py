"""An upgrade can be taken back with everything in the house, and made again: on either database, whatever is in it."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.test import Client

from dengta.config.migrating import each_model_alone
from dengta.domains.people.models import CertificateNotice, Employee
from dengta.domains.service.models import Dirty, Restatement
from dengta.domains.service.services.rollups import rebuild_rollups, refresh_rollups
from tests.access import frame
from tests.access.frame import House
from tests.cast import Tree
from tests.service.centre import NOW, TODAY
from tests.service.test_rollups import ROLLUPS, everything

# Reminders are told again on the next night, and sums are counted anew from the facts; neither is lost for good.
FORGOTTEN = {model._meta.label for model in (CertificateNotice, Dirty, *ROLLUPS)}


@pytest.fixture
def house(hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]) -> House:
    """The whole cast, with what every room puts into the house."""
    house = frame.move_in(hire, tree, signed_in)
    with transaction.atomic():
        for room in frame.rooms():
            frame.furnish(room, house)
    return house


def migrate(*, back: bool) -> None:
    """All apps of ours to their first migration, or to their last."""
    executor = MigrationExecutor(connection)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("dengta.")}
    ends = executor.loader.graph.root_nodes() if back else executor.loader.graph.leaf_nodes()
    with each_model_alone():
        executor.migrate([(app, name) for app, name in ends if app in ours])


def lasting() -> list[type[Model]]:
    """Our tables that stand since the first migration of their app, but for what comes again by itself. What a later
    migration brought in goes away with it."""
    loader = MigrationExecutor(connection).loader
    first = loader.project_state(loader.graph.root_nodes()).apps.get_models(include_auto_created=True)
    known = {model._meta.label for model in first} - FORGOTTEN
    return [model for model in apps.get_models() if model._meta.label in known and "dengta" in model.__module__]


def rows() -> dict[str, int]:
    """How many rows each of these tables holds."""
    return {model._meta.label: model._default_manager.count() for model in lasting()}


@pytest.mark.covers("N12")
@pytest.mark.django_db(transaction=True)
def test_every_app_goes_back_to_its_first_migration_and_forth_again_with_rows_in_every_room(house: House) -> None:
    # Some rooms wrote sums without the facts behind them.
    rebuild_rollups()
    before = rows()
    assert Restatement.objects.exists()
    try:
        migrate(back=True)
    finally:
        migrate(back=False)

    assert rows() == before
    assert before["communication.Todo"] > 0
    refresh_rollups(now=NOW, today=TODAY)
    sums = everything()
    rebuild_rollups()
    assert everything() == sums
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_a_database_in_the_middle_of_merged_migrations_is_refused_with_the_way_on() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("communication", "0001_version_0_1")
    recorder.record_unapplied("communication", "0011_sides")

    with pytest.raises(CommandError, match=r"communication stand at 0010_asked_words.* 0011_sides first"):
        call_command("prepare")
