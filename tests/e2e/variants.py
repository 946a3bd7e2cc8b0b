"""The ways in which each page is looked at."""

from dataclasses import dataclass

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Variant:
    """A language, a theme and a screen."""

    language: str
    theme: str
    phone: bool

    @property
    def name(self) -> str:
        """Short enough for a file name."""
        language = "zh" if self.language == "zh-hans" else "en"
        return f"{language}-{self.theme}-{390 if self.phone else 1440}"

    @property
    def screen(self) -> dict[str, int]:
        """The size of the screen."""
        return PHONE if self.phone else DESKTOP


ALL_EIGHT = [
    Variant(language, theme, phone)
    for phone in (False, True)
    for theme in ("light", "dark")
    for language in ("zh-hans", "en")
]
BY_NIGHT = Variant("zh-hans", "dark", phone=False)
IN_ENGLISH = Variant("en", "light", phone=False)
ON_PHONE = Variant("zh-hans", "light", phone=True)
FOUR = [
    Variant("zh-hans", "light", phone=False),
    BY_NIGHT,
    IN_ENGLISH,
    ON_PHONE,
]
