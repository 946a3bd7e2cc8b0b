"""Migrations of a house of hundreds of tables, in seconds.

After each step Django builds the model that changed anew, and with it every model that hangs together with it: here
that is nearly all of them, some hundred times over, for three quarters of a minute. A new model or field changes
nothing in the tables of its neighbours, so that what is told the database needs none of them. Steps that look at rows
get all models anew, as Django does it itself after changes that it calls delayed; where a field that others refer to
changes, all is done as ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db.migrations.state import ProjectState


@contextmanager
def each_model_alone() -> Iterator[None]:
    """While migrations run: a step that touches one model builds that one, and no other."""
    states: Any = ProjectState
    find, add_field = states._find_reload_model, states.add_field

    def touched(state: Any, app_label: str, model_name: str, delay: bool = False) -> Any:  # noqa: FBT001, FBT002 - as Django calls it
        is_new = model_name not in state.apps.all_models[app_label]
        if not (is_new or delay):
            return find(state, app_label, model_name, delay)
        state.is_delayed = True
        return {(app_label, model_name)}

    def add(state: Any, *field: Any) -> None:
        # Nobody refers to a new field, even where the field refers to another model.
        state.reload_model = partial(_later, state)
        add_field(state, *field)
        del state.reload_model

    states._find_reload_model, states.add_field = touched, add
    try:
        yield
    finally:
        states._find_reload_model, states.add_field = find, add_field


def _later(state: ProjectState, app_label: str, model_name: str, **_options: object) -> None:
    ProjectState.reload_model(state, app_label, model_name, delay=True)
