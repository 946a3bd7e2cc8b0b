"""Making the words of a part known, all parts alike."""

from types import ModuleType

from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.foundation.notify import register_kind


def tell(words: ModuleType) -> None:
    """Refusals, verbs of the record and kinds of notices of a part."""
    register_sentences(dict(words.SENTENCES))
    register_verbs(dict(words.VERBS))
    for kind, label in words.NOTICES.items():
        register_kind(kind, label)
