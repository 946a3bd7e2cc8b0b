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
    """What the house knows. `people`: name and full pinyin; `close`: those of them who may be meant, whom readers would
    know by less than a name; `rare`: codes and titles of clauses that hardly anybody breached there."""

    people: Collection[tuple[str, str]] = ()
    close: Collection[tuple[str, str]] = ()
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
TAILS = (
    r"(?:尾号|尾数|末[二两三四]位|后[二两三四]位)\D{0,4}\d{2,}",
    r"(?:ending|ends) (?:in|with) \d{2,}|last (?:two|three|four) digits\D{0,6}\d{2,}",
)
# What hardly more than one in a team is, and everybody there knows of whom.
UNIQUE = (
    r"唯一|独一|仅有的", r"只有(?:她|他|一[名位])", r"怀孕|孕[妇期]|产假|哺乳|待产",
    r"残疾|残障|单亲|离异|离婚|外籍|退伍", r"最(?:年轻|年长|老|早入职|晚入职|资深)的", r"第一[个名位]被",
    r"\bthe only\b|\bonly (?:one|woman|man|female|male|person)\b", r"\bpregnan\w+|\bmaternity\b|\bdisab\w+",
    r"\b(?:youngest|oldest|longest[ -]serving)\b",
)  # fmt: skip
# Words that look like a pet name, and abbreviations that are nobody's initials.
NO_PET_NAMES = (
    "小心 小时 小组 小事 小声 小区 小结 小学 小费 小姐 小伙 小额 小班 小休 小票 阿姨 老师 老板 老是 老客 老人 老家 "
    "天天 常常 好好 时时 刚刚 处处 默默"
)
NO_INITIALS = {"qa", "hr", "it", "id", "pc", "ok", "tv", "am", "pm", "vip", "sop", "kpi", "sla", "crm", "app", "sms"}


def traces(text: str, known: Known) -> list[Found]:
    """Everything in the text that says, or lets one guess, who it is about."""
    plain = _plain(text)
    dense = _dense(plain)
    found = [
        *_names(plain, dense, known), *_pet_names(text, dense, known), *_numbers(plain, known),
        *(Found(Trace.DATE, one) for one in _matches(DATES, plain)),
        *(Found(Trace.CONTACT, one) for one in _matches(CONTACTS, plain)),
        *(Found(Trace.TEAM, name) for name in known.teams if _dense(_plain(name)) in dense),
        *(Found(Trace.RARE, words) for words in known.rare if _says(plain, dense, words)),
        *(Found(Trace.RARE, one) for one in _matches(UNIQUE, plain)),
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
    for one in _matches((STAFF_NUMBER, *TAILS), plain):
        yield Found(Trace.NUMBER, one)


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


def _pet_names(text: str, dense: str, known: Known) -> Iterator[Found]:
    """What colleagues call each other: 小芳, 阿芳, 芳芳, ZM, Z.M."""
    given = {one for name, _pinyin in known.close if not name.isascii() for one in name[1:]}
    if given:
        some = re.escape("".join(sorted(given)))
        for hit in re.finditer(rf"[小老阿][{some}]|([{some}])\1", dense):
            if hit.group() not in NO_PET_NAMES:
                yield Found(Trace.NAME, hit.group())
    initials = {pinyin.rsplit(" ", maxsplit=1)[-1] for _name, pinyin in known.close} - NO_INITIALS
    wide = unicodedata.normalize("NFKC", text)
    for hit in re.finditer(r"(?<![A-Za-z])(?:[A-Z]\s?\.\s?){2,4}|(?<![A-Za-z0-9])[A-Z]{2,4}(?![A-Za-z0-9])", wide):
        if _dense(hit.group()).casefold() in initials:
            yield Found(Trace.NAME, hit.group().strip())


def _given_pinyin(pinyin: str) -> set[str]:
    """The given name in Latin letters: what may follow the surname, whose length nobody wrote down."""
    full, _space, initials = pinyin.partition(" ")
    if len(initials) < 2 or not full.isascii():
        return set()
    ends = [at for at in range(1, min(7, len(full))) if full[at] == initials[1]]
    return {full[at:] for at in ends if len(full[at:]) > SHORTEST}


def _is_named(name: str, pinyin: str, dense: str, runs: set[str]) -> bool:
    """Whether the whole name stands there, in characters or Latin letters, or the given name of a longer one."""
    if not name:
        return False
    if name.isascii():
        return name in runs
    given = name[1:] if len(name) > 2 else name
    full = pinyin.split(" ", maxsplit=1)[0]
    latin = {full} if len(full) > SHORTEST else set()
    return name in dense or given in dense or bool((latin | _given_pinyin(pinyin)) & runs)


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
