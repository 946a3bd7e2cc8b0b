"""Making the words of a part known, all parts alike."""

from collections.abc import Mapping

from django.utils.functional import Promise

from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.foundation.notify import register_kind

Words = Mapping[str, str | Promise]


def register_words(*, sentences: Words, verbs: Words, notices: Words) -> None:
    """Refusals, verbs of the record and kinds of notices."""
    register_sentences(dict(sentences))
    register_verbs(dict(verbs))
    for kind, label in notices.items():
        register_kind(kind, label)
