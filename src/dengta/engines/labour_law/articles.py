"""Where a rule stands: the statutes of a pack, and references to their articles."""

from collections.abc import Mapping
from dataclasses import dataclass

from dengta.engines.labour_law.text import Text


@dataclass(frozen=True, slots=True)
class Statute:
    """A law, regulation or interpretation, by the short name under which rules cite it."""

    short: str
    title: Text
    source: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A place in a statute: "47", "20(1)", "13(3)"; empty when the whole text is meant."""

    statute: Statute
    place: str = ""

    def said(self, language: str) -> str:
        """The reference as people write it."""
        title = self.statute.title.said(language)
        if not self.place:
            return title
        if not language.startswith("zh"):
            return f"{title}, art. {self.place}"
        number, _bracket, part = self.place.partition("(")
        return f"{title}第 {number} 条" + (f"（{part.rstrip(')')}）" if part else "")


def citation(reference: str, statutes: Mapping[str, Statute]) -> Article:
    """ "LCL 47" as the article it names. Raises KeyError for a statute that the pack does not know."""
    short, _space, place = reference.partition(" ")
    return Article(statutes[short], place)
