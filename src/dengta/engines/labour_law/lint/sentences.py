"""A text cut into sentences, each written plainly, with the way back to the place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

CHINESE, ENGLISH = "zh", "en"
HAN = re.compile(r"[\u3400-\u9fff]")
# A full stop of English ends a sentence only before a space: 1.5 and art.4 go on.
SENTENCE = re.compile(r"(?:[^。！？!?\n\r.]|\.(?!\s|$)|(?<=\b[ap]\.m)\.|(?<=\bart)\.)+[。！？!?.]*")
# Full-width letters, figures and marks as half-width, capitals as small letters: one character for one.
PLAIN = (
    {0xFF01 + place: 0x21 + place for place in range(94)}
    | {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
    | {0xFF21 + place: ord("a") + place for place in range(26)}
    | {ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"', ord("、"): "、", ord("﹪"): "%", ord("–"): "-"}
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `plain` is what signs are looked for in; `places` says where each of its characters stood.

    `context`: the sentence and the one after it in the same paragraph, where a condition may still stand.
    """

    plain: str
    places: tuple[int, ...]
    language: str
    context: str

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of `plain` stands in the text."""
        return self.places[start], self.places[end - 1] + 1


def sentences(text: str, language: str | None = None) -> Iterator[Sentence]:
    """The sentences of a text; without `language` each one's is seen from its script."""
    for paragraph in re.finditer(r"[^\n\r]+", text):
        found = [_plain(text, one.start(), one.end()) for one in SENTENCE.finditer(text, *paragraph.span())]
        pieces = [(plain, places) for plain, places in found if plain.strip()]
        for number, (plain, places) in enumerate(pieces):
            following = pieces[number + 1][0] if number + 1 < len(pieces) else ""
            yield Sentence(plain, places, language or language_of(plain), plain + following)


def language_of(text: str) -> str:
    """Chinese where a Chinese character stands in it, else English."""
    return CHINESE if HAN.search(text) else ENGLISH


def _plain(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """Without spaces in Chinese, with single ones in English."""
    raw = text[start:end].translate(PLAIN)
    spaced = language_of(raw) == ENGLISH
    kept = [
        (" " if character.isspace() else character, start + place)
        for place, character in enumerate(raw)
        if not character.isspace() or (spaced and place and not raw[place - 1].isspace())
    ]
    return "".join(character for character, _place in kept), tuple(place for _character, place in kept)
