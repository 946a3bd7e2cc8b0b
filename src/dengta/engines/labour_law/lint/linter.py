"""The linter: every topic against every sentence."""

from collections.abc import Iterator
from re import Match

from dengta.engines.labour_law.articles import citation
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.lint.patterns import compiled, denied_en, denied_zh
from dengta.engines.labour_law.lint.sentences import CHINESE, Sentence, sentences
from dengta.engines.labour_law.lint.topic import Clause, Sign, Signs, Topic
from dengta.engines.labour_law.lint.topics import TOPICS


def lint(text: str, *, language: str | None = None) -> tuple[Clause, ...]:
    """The unlawful clauses of a text, in its order. `language`: "zh" or "en"; None: seen from the script."""
    spoken = None if language is None else CHINESE if language.lower().startswith(CHINESE) else "en"
    found = (
        clause for sentence in sentences(text, spoken) for topic in TOPICS for clause in _clauses(topic, sentence, text)
    )
    return tuple(sorted(found, key=lambda clause: (clause.start, clause.end)))


def _clauses(topic: Topic, sentence: Sentence, text: str) -> Iterator[Clause]:
    """At most one clause for a topic in a sentence: the widest of the first that are not denied."""
    signs = topic.zh if sentence.language == CHINESE else topic.en
    found = min(_found(signs, sentence), key=lambda one: (one.start(), -one.end()), default=None)
    if found is None or _is_lawful(signs, sentence):
        return
    start, end = sentence.place(*found.span())
    yield Clause(
        start=start,
        end=end,
        excerpt=text[start:end],
        topic=topic.id,
        severity=topic.severity,
        articles=tuple(citation(reference, STATUTES) for reference in topic.articles),
        why=topic.why,
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
