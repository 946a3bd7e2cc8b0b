"""Whether a text still says who it is about: names in every spelling, numbers, dates, teams, and what is rare enough to
give somebody away. Pure: what the house knows is handed in."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Trace(StrEnum):
    """What gives somebody away."""

    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    CONTACT = "contact"
    TEAM = "team"
    RARE = "rare"


@dataclass(frozen=True, slots=True)
class Found:
    """A trace, with the words that leave it."""

    trace: Trace
    words: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the house knows. `people`: name and full pinyin; `rare`: codes and titles of clauses that hardly anybody
    breached there."""

    people: Collection[tuple[str, str]] = ()
    nicknames: Collection[str] = ()
    numbers: Collection[str] = ()
    teams: Collection[str] = ()
    rare: Collection[str] = field(default=())


TITLES = "某|总|经理|主管|组长|班长|老师|先生|女士|小姐|姐|哥|同学|师傅"
CHINESE_DIGITS = "〇零一二三四五六七八九十"
DATES = (
    r"\d{4}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*[日号]?)?",
    r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]?",
    rf"[{CHINESE_DIGITS}]{{1,3}}月[{CHINESE_DIGITS}]{{1,3}}[日号]?",
    r"\b\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b",
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b",
    r"\b\d{1,2}[:：]\d{2}\b",
    r"(?:上|本|这)(?:周|星期|礼拜)[一二三四五六日天]|(?:昨天|前天|今早|昨晚)",
)
CONTACTS = (r"[\w.+-]+@[\w-]+\.[\w.]+", r"\d(?:[\s-]?\d){5,}")
# Shorter ones are words of their own ("lima", "hean").
SHORTEST = 4
STAFF_NUMBER = r"\b[a-z]{1,3}-?\d{4,}\b"


def traces(text: str, known: Known) -> list[Found]:
    """Everything in the text that says, or lets one guess, who it is about."""
    plain = _plain(text)
    dense = _dense(plain)
    found = [
        *_names(plain, dense, known), *_numbers(plain, known),
        *(Found(Trace.DATE, one) for one in _matches(DATES, plain)),
        *(Found(Trace.CONTACT, one) for one in _matches(CONTACTS, plain)),
        *(Found(Trace.TEAM, name) for name in known.teams if _dense(_plain(name)) in dense),
        *(Found(Trace.RARE, words) for words in known.rare if _says(plain, dense, words)),
    ]  # fmt: skip
    return list(dict.fromkeys(found))


def _plain(text: str) -> str:
    """In one width and case, without accents and what nobody sees."""
    wide = unicodedata.normalize("NFKC", text)
    apart = unicodedata.normalize("NFD", wide)
    return "".join(one for one in apart if unicodedata.category(one) not in {"Mn", "Cf"}).casefold()


def _dense(plain: str) -> str:
    """Without anything between the characters: a name in pieces is a name."""
    return "".join(one for one in plain if one.isalnum())


def _says(plain: str, dense: str, words: str) -> bool:
    short = _plain(words)
    if short.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(short)}(?![a-z0-9])", plain) is not None
    return _dense(short) in dense


def _matches(patterns: Collection[str], plain: str) -> Iterator[str]:
    for pattern in patterns:
        for hit in re.finditer(pattern, plain):
            yield hit.group().strip()


def _numbers(plain: str, known: Known) -> Iterator[Found]:
    for number in known.numbers:
        if _says(plain, _dense(plain), number):
            yield Found(Trace.NUMBER, number)
    for hit in re.finditer(STAFF_NUMBER, plain):
        yield Found(Trace.NUMBER, hit.group())


def _names(plain: str, dense: str, known: Known) -> Iterator[Found]:
    runs = _latin_runs(plain)
    for name, pinyin in known.people:
        if _is_named(_dense(_plain(name)), pinyin, dense, runs):
            yield Found(Trace.NAME, name)
    for nickname in known.nicknames:
        if len(_dense(_plain(nickname))) > 1 and _says(plain, dense, nickname):
            yield Found(Trace.NAME, nickname)
    surnames = {name[0] for name, _pinyin in known.people if name and not name.isascii()}
    if surnames:
        some = re.escape("".join(sorted(surnames)))
        for hit in re.finditer(rf"[小老阿][{some}]|[{some}](?:{TITLES})", dense):
            yield Found(Trace.NAME, hit.group())


def _is_named(name: str, pinyin: str, dense: str, runs: set[str]) -> bool:
    """Whether the whole name stands there, in characters or Latin letters, or the given name of a longer one."""
    if not name:
        return False
    if name.isascii():
        return name in runs
    given = name[1:] if len(name) > 2 else name
    full = pinyin.split(" ", maxsplit=1)[0]
    return name in dense or given in dense or (len(full) > SHORTEST and full in runs)


def _latin_runs(plain: str) -> set[str]:
    """Words in Latin letters and what two or three in a row make, either way round: "min zhou" is "zhoumin"."""
    runs: set[str] = set()
    for piece in re.split(r"[^a-z\s'’-]+", plain):
        words = [word for word in re.split(r"[\s'’-]+", piece) if word]
        runs.update(words)
        for size in (2, 3):
            for at in range(len(words) - size + 1):
                some = words[at : at + size]
                runs.add("".join(some))
                runs.add("".join([some[-1], *some[:-1]]))
                runs.add("".join([*some[1:], some[0]]))
    return runs
