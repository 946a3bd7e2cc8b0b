"""What an answer of a chat server means: fine, later, a new token, never, or an error to try again."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dengta.foundation.notify.chat.access import AccessRefused
from dengta.foundation.notify.chat.http import Answer
from dengta.foundation.notify.registry import GiveUp, TryLater


class ServerRefused(Exception):
    """The server took the call and said no, for a reason that somebody may mend."""


@dataclass(frozen=True)
class Codes:
    """The error codes of one system that mean something to us; every other one is an error to try again."""

    system: str | Promise
    code: str = "errcode"
    text: str = "errmsg"
    busy: Collection[int] = ()
    stale: Collection[int] = ()
    unknown: Collection[int] = ()

    def judge(self, answer: Answer) -> Answer:
        """The answer, where it says that all is well; otherwise the exception that says what to do."""
        code = answer.get(self.code, 0)
        if code == 0:
            return answer
        said = f"{self.system} {code}: {str(answer.get(self.text, ''))[:200]}"
        if code in self.stale:
            raise AccessRefused(said)
        if code in self.busy:
            raise TryLater(said)
        if code in self.unknown:
            raise self.nobody(code)
        raise ServerRefused(said)

    def nobody(self, code: object) -> GiveUp:
        """The system does not know whom we write to: trying again would not help."""
        sentence = _("{system} does not know this person ({code}), or the application may not write to them.")
        return GiveUp(sentence.format(system=self.system, code=code))
