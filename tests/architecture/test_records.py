"""Whoever asks or tells people something stands in the record, the house itself included: no service forgets it."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pytest

from tests.architecture.source import PACKAGE, Function, dotted, files, tree

Key = tuple[str, str]
TELLS = {"send", "send_many", "post_to_group"}


@dataclass
class Calls:
    """Which function of our modules calls which, by module and name."""

    modules: Mapping[str, ast.Module]
    _reached: dict[Key, set[Key]] = field(default_factory=dict)

    @cached_property
    def functions(self) -> dict[Key, Function]:
        """Every function that stands in a module by name."""
        found = ((module, node) for module, body in self.modules.items() for node in body.body)
        return {(module, node.name): node for module, node in found if isinstance(node, Function)}

    @cached_property
    def names(self) -> dict[str, dict[str, Key]]:
        """By module, what each imported name is."""
        return {module: dict(_imported(body)) for module, body in self.modules.items()}

    def reached(self, key: Key) -> set[Key]:
        """Everything that this function calls, and what that calls."""
        if key not in self._reached:
            found, ahead = set(), [key]
            while ahead:
                for called in self._called(ahead.pop()):
                    if called not in found:
                        found.add(called)
                        ahead += [called] if called in self.functions else []
            self._reached[key] = found
        return self._reached[key]

    def _called(self, key: Key) -> Iterator[Key]:
        module, _name = key
        for call in ast.walk(self.functions[key]):
            first, _dot, second = dotted(call.func).partition(".") if isinstance(call, ast.Call) else ("", "", "")
            known = self.names[module].get(first)
            if (module, first) in self.functions and not second:
                yield module, first
            elif known and not second:
                yield known
            elif known:
                yield f"{known[0]}.{known[1]}", second

    def untold(self) -> list[str]:
        """Decisions of services that ask or tell somebody something, of which no record is kept."""
        decisions = (key for key, node in self.functions.items() if ".services" in key[0] and _is_decision(node))
        return sorted(".".join(key) for key in decisions if self._asks(key) and not self._records(key))

    def _asks(self, key: Key) -> bool:
        reached = self.reached(key)
        told = any(name in TELLS and "notify" in module for module, name in reached)
        return told or any(module.endswith("todos") and name == "put" for module, name in reached)

    def _records(self, key: Key) -> bool:
        return any(name == "record" and "audit" in module for module, name in self.reached(key))


def _imported(module: ast.Module) -> Iterator[tuple[str, Key]]:
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, (node.module or "", alias.name)) for alias in node.names)


def _is_decision(node: Function) -> bool:
    return any(dotted(mark) == "transaction.atomic" for mark in node.decorator_list)


def test_whatever_asks_or_tells_people_something_is_recorded() -> None:
    modules = {
        ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): tree(file)
        for file in files()
    }
    calls = Calls(modules)

    assert calls.untold() == []
    assert calls._asks(("dengta.domains.communication.services.stories", "remind_of_stories")), "the control: it looks"


PLANTED = """
from django.db import transaction
from dengta.foundation import notify
from dengta.foundation.audit.record import record
@transaction.atomic
def remind(*, now):
    _tell(now)
def _tell(now):
    notify.send(to=now, kind="x")
"""


@pytest.mark.parametrize(("more", "untold"), [("", ["dengta.domains.x.services.remind"]), ("    record(None)", [])])
def test_a_planted_reminder_without_a_record_is_found(more: str, untold: list[str]) -> None:
    assert Calls({"dengta.domains.x.services": ast.parse(PLANTED + more)}).untold() == untold
