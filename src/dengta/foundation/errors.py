"""Anticipated refusals and warnings: typed for code, a sentence in their own language for people."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _

_sentences: dict[str, str | Promise] = {}
_listens: ContextVar[bool] = ContextVar("somebody_listens", default=False)
_overridden: ContextVar["Warned | None"] = ContextVar("overridden", default=None)


def register_sentences(sentences: dict[str, str | Promise]) -> None:
    """Give each refusal code its (lazily translated) sentence; `{name}` stands for the fact of that name.

    A code has one sentence: registering another one for it is a bug.
    """
    for code, sentence in sentences.items():
        if code in _sentences and str(_sentences[code]) != str(sentence):
            message = f"refusal code {code!r} already has a sentence"
            raise ValueError(message)
        _sentences[code] = sentence


def registered_codes() -> frozenset[str]:
    """All codes that have a sentence."""
    return frozenset(_sentences)


def general_sentence(code: str) -> str:
    """The sentence of a code with an ellipsis for every fact: for counting refusals rather than explaining one."""
    return str(_sentences.get(code, code)).format_map(_Ellipses())


class _Ellipses(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


class RefusingRule(Protocol):
    """What a refusal keeps of the rule it comes from."""

    id: str
    summary: str | Promise


class RuleViolation(Exception):
    """A refusal that we foresaw: it names the case (`code`) and the `facts` that led to it; and the rule of the
    catalogue, where one refuses."""

    rule: "RefusingRule | None" = None

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        sentence = _sentences.get(self.code)
        if sentence is None:
            return _("This is not possible ({code}).").format(code=self.code)
        return str(sentence).format(**self.facts)


class NotAllowed(RuleViolation):
    """The acting person lacks the right. Views answer 404, so that nobody learns what exists."""


class Warned(RuleViolation):
    """What a rule advises against (W): said before it happens to whoever decides, who may go on all the same.

    Raised only while `somebody_listens()`; a page that knows how to ask "all the same?" says so with `listening`.
    """


@contextmanager
def listening(*, to_warnings: bool) -> Iterator[None]:
    """Let rules warn in here, or not: whoever has read the warning is not told twice."""
    before = _listens.set(to_warnings)
    try:
        yield
    finally:
        _listens.reset(before)


def somebody_listens() -> bool:
    """Whether somebody is there to be warned; not so in jobs, commands and tests of services."""
    return _listens.get()


@contextmanager
def all_the_same(warning: Warned) -> Iterator[None]:
    """What is decided in here is decided although this warning was read: the record of it says so."""
    before = _overridden.set(warning)
    try:
        with listening(to_warnings=False):
            yield
    finally:
        _overridden.reset(before)


def overridden() -> Warned | None:
    """The warning that whoever decides has read, and goes on all the same."""
    return _overridden.get()
