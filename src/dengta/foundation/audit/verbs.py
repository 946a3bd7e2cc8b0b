"""The verbs of the record, with the words people read."""

from django.utils.functional import Promise

_verbs: dict[str, str | Promise] = {}


def register_verbs(verbs: dict[str, str | Promise]) -> None:
    """Give verbs ("people.moved") their lazily translated label ("moved to another team")."""
    _verbs.update(verbs)


def label(verb: str) -> str:
    """The words for a verb, in the reader's language; the verb itself where nobody gave it words."""
    return str(_verbs.get(verb, verb))


def registered_verbs() -> frozenset[str]:
    """All verbs with a label."""
    return frozenset(_verbs)
