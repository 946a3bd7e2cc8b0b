"""The linter: every topic against every sentence, and a second look where none names anything."""

from collections.abc import Iterator
from re import Match

from dengta.engines.labour_law.articles import citation
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.lint.patterns import compiled, denied_en, denied_zh
from dengta.engines.labour_law.lint.resemblance import RESEMBLES, resembled, why
from dengta.engines.labour_law.lint.sentences import CHINESE, Sentence, sentences
from dengta.engines.labour_law.lint.topic import Clause, Severity, Sign, Signs, Topic
from dengta.engines.labour_law.lint.topics import TOPICS
from dengta.engines.labour_law.text import Text


def lint(text: str, *, language: str | None = None) -> tuple[Clause, ...]:
    """The unlawful clauses of a text, in its order. `language`: "zh" or "en"; None: seen from the script."""
    spoken = None if language is None else CHINESE if language.lower().startswith(CHINESE) else "en"
    found = (clause for sentence in sentences(text, spoken) for clause in _named(sentence, text))
    return tuple(sorted(found, key=lambda clause: (clause.start, clause.end)))


def _named(sentence: Sentence, text: str) -> tuple[Clause, ...]:
    """What the topics name; where none does, what the sentence resembles."""
    return tuple(clause for topic in TOPICS for clause in _clauses(topic, sentence, text)) or _resembling(
        sentence, text
    )


def _resembling(sentence: Sentence, text: str) -> tuple[Clause, ...]:
    """The whole sentence, unless a topic has already looked at it and found it lawful."""
    topic = resembled(sentence.plain, sentence.language)
    if topic is None or _is_lawful(_signs(topic, sentence), sentence):
        return ()
    if any(_speaks_of(_signs(one, sentence), sentence) for one in TOPICS):
        return ()
    start, end = sentence.place(len(sentence.plain) - len(sentence.plain.lstrip()), len(sentence.plain.rstrip()))
    return (_clause(topic, text, (start, end), topic_id=RESEMBLES, severity=Severity.RISKY, why=why(topic)),)


def _speaks_of(signs: Signs, sentence: Sentence) -> bool:
    """Whether a sign stands in the sentence: a topic has looked at it, with its figures and its "not"."""
    patterns = (one if isinstance(one, str) else one.pattern for one in signs.unlawful)
    return any(compiled(pattern, sentence.language).search(sentence.plain) for pattern in patterns)


def _signs(topic: Topic, sentence: Sentence) -> Signs:
    return topic.zh if sentence.language == CHINESE else topic.en


def _clauses(topic: Topic, sentence: Sentence, text: str) -> Iterator[Clause]:
    """At most one clause for a topic in a sentence: the widest of the first that are not denied."""
    signs = _signs(topic, sentence)
    found = min(_found(signs, sentence), key=lambda one: (one.start(), -one.end()), default=None)
    if found is None or _is_lawful(signs, sentence):
        return
    yield _clause(topic, text, sentence.place(*found.span()), topic_id=topic.id, severity=topic.severity, why=topic.why)


def _clause(topic: Topic, text: str, place: tuple[int, int], *, topic_id: str, severity: Severity, why: Text) -> Clause:
    start, end = place
    return Clause(
        start=start,
        end=end,
        excerpt=text[start:end],
        topic=topic_id,
        severity=severity,
        articles=tuple(citation(reference, STATUTES) for reference in topic.articles),
        why=why,
        instead=topic.instead,
    )


def _found(signs: Signs, sentence: Sentence) -> Iterator[Match[str]]:
    denied = denied_zh if sentence.language == CHINESE else denied_en
    for one in signs.unlawful:
        sign = Sign(one) if isinstance(one, str) else one
        for found in compiled(sign.pattern, sentence.language).finditer(sentence.plain):
            act = found.start("act") if "act" in found.re.groupindex else found.start()
            if (sign.holds is None or sign.holds(found)) and not denied(sentence.plain, act, found.end()):
                yield found


def _is_lawful(signs: Signs, sentence: Sentence) -> bool:
    return any(compiled(pattern, sentence.language).search(sentence.context) for pattern in signs.lawful)
