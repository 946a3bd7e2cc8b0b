"""Ctrl K: rooms register what can be found; pages of the menu are found as well."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from dengta.web import navigation
from dengta.web.components.markup import Text

HITS_PER_PROVIDER = 8


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Something found. `icon` is shown unless `person` says it is one."""

    title: Text
    url: str
    subtitle: Text = ""
    icon: str = "search"
    person: bool = False


Provider = Callable[[HttpRequest, str], Sequence[Hit]]


@dataclass(frozen=True)
class Group:
    """The hits of one room under its heading."""

    label: Text
    hits: Sequence[Hit]


_providers: dict[str, tuple[Text, Provider]] = {}


def register(name: str, provider: Provider, *, label: Text = "") -> None:
    """Let `provider(request, query)` answer searches under the heading `label`; it scopes to the reader itself."""
    if name in _providers:
        message = f"there is a search provider {name!r} already"
        raise ValueError(message)
    _providers[name] = (label, provider)


def find(request: HttpRequest, query: str) -> list[Group]:
    """What the reader may find under `query`, room by room; pages first. Nothing for an empty query."""
    query = query.strip()
    groups = [Group(label="", hits=_pages(request, query))]
    if query:
        groups += [
            Group(label=label, hits=list(provider(request, query))[:HITS_PER_PROVIDER])
            for label, provider in _providers.values()
        ]
    return [group for group in groups if group.hits]


def _pages(request: HttpRequest, query: str) -> list[Hit]:
    found = []
    sections = [(section.label, section.pages) for section in navigation.sections(request)]
    sections += [("", navigation.entries(request, key)) for key in (navigation.OWN_MENU, navigation.ADMINISTRATION)]
    for label, entries in sections:
        for entry in entries:
            if query.casefold() in str(entry.label).casefold() or query.casefold() in str(label).casefold():
                found.append(Hit(title=entry.label, subtitle=label, url=entry.url, icon=entry.icon))
    return found[:HITS_PER_PROVIDER]
