"""Passwords: long, not on the list of common ones, and without words that anybody here would guess first.

No composition rules and no forced change: both make people choose worse passwords.
"""

import re
from collections.abc import Iterator

from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext as _
from pypinyin import lazy_pinyin

from dengta.domains.people.models import Account, Unit

# Shorter words turn up in good passwords by chance; a Chinese word of two characters does not.
SHORTEST_WORD = 4
SHORTEST_CHINESE_WORD = 2


class LongEnough(MinimumLengthValidator):
    """Django's shortest length, said as everything else here is said."""

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("At least {n} characters.").format(n=self.min_length)


class NothingCommon(CommonPasswordValidator):
    """Django's list of common passwords, said as everything else here is said."""

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("Please take no password that many people use.")


class NothingOfOurs:
    """Refuses a password that contains the company's name, one's own name, or the staff number."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise ValidationError when the password contains such a word."""
        squeezed = _squeeze(password)
        if any(word in squeezed for word in _words(user)):
            raise ValidationError(self.get_help_text(), code="password_of_ours")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("Please leave out the company's name, your own name and your staff number.")


class NothingEasy:
    """Refuses what length does not save: a common password with digits around it, a repeated piece, a row of keys."""

    ROWS = (
        "01234567890123456789",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiopasdfghjklzxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn",
    )

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise ValidationError for such a password."""
        squeezed = _squeeze(password)
        core = re.sub(r"^[\d\W]+|[\d\W]+$", "", squeezed)
        repeated = re.fullmatch(r"(.{1,6}?)\1+.{0,5}", squeezed) is not None
        in_a_row = any(squeezed in way for row in self.ROWS for way in (row, row[::-1]))
        if not core or core in CommonPasswordValidator().passwords or repeated or in_a_row:
            raise ValidationError(self.get_help_text(), code="password_too_easy")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("Four unrelated words make a good password; a common word with digits does not.")


def _words(user: Account | None) -> Iterator[str]:
    for text in ("dengta", "灯塔", *_company(), *_person(user)):
        for word in (text, "".join(lazy_pinyin(text))):
            squeezed = _squeeze(word)
            shortest = SHORTEST_WORD if squeezed.isascii() else SHORTEST_CHINESE_WORD
            if len(squeezed) >= shortest:
                yield squeezed


def _company() -> Iterator[str]:
    for name, code in Unit.objects.filter(kind=Unit.Kind.COMPANY).values_list("name", "code"):
        yield from (name, code)


def _person(user: Account | None) -> Iterator[str]:
    if user is None:
        return
    yield from (user.username, user.email.split("@")[0])
    if user._state.adding:
        return
    try:
        yield from (user.employee.number, user.employee.name)
    except ObjectDoesNotExist:
        return


def _squeeze(text: str) -> str:
    return re.sub(r"[\s\-_.@]", "", text).casefold()
