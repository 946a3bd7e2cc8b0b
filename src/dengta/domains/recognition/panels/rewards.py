"""What all rewards share, told to the house."""

from dengta.domains.recognition.words import rewards as words
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
