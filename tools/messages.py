"""Keeps the Chinese catalogues: extracts, merges, checks and compiles them with Babel (no GNU gettext needed).

python tools/messages.py [APP …]            extract and merge ("people", "web", …; all apps when none is named)
python tools/messages.py --prune [APP …]    the same, and drop messages that no code uses any more
python tools/messages.py --check            fail on a missing, empty, fuzzy, obsolete or inconsistent message
python tools/messages.py --compile          write the .mo files

A message belongs to the app whose code says it. What lies in no app belongs to `config`.
Catalogues carry neither line numbers nor dates and are sorted, so that two people's changes merge.
"""

import argparse
import re
import string
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "dengta"
LOCALE = "zh_Hans"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
PERCENT = re.compile(r"%\((\w+)\)[sd]")


# --- where messages live -------------------------------------------------------------------------


def apps() -> dict[str, Path]:
    """Every app by name, with its folder."""
    return {file.parent.name: file.parent for file in sorted(PACKAGE.rglob("apps.py"))}


def catalogue_file(app: Path) -> Path:
    """The catalogue of an app."""
    return app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def owner(file: Path) -> str:
    """The app a source file belongs to."""
    folders = set(apps().values())
    return next((folder.name for folder in file.parents if folder in folders), "config")


# --- extract ---------------------------------------------------------------------------------------


def extract_all() -> dict[str, Catalog]:
    """What the code says today: one catalogue without translations per app."""
    found = {name: Catalog(locale=LOCALE) for name in apps()}
    for file in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/**/*.*")]):
        if file.suffix not in {".py", ".html", ".txt"} or "migrations" in file.parts:
            continue
        catalogue = found[owner(file)]
        for message, comments, context in _messages_in(file):
            catalogue.add(message, auto_comments=comments, context=context)
    return found


Found = tuple[str | tuple[str, ...], list[str], str | None]


def _messages_in(file: Path) -> Iterator[Found]:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        # `templatize` blanks everything but the messages; without indentation the rest reads as Python.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(file)).splitlines())
    for _line, message, comments, context in extract(
        "python", BytesIO(text.encode()), keywords=KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=True
    ):
        if file.suffix != ".py" and "\n" in str(message if isinstance(message, str) else "".join(message)):
            sys.exit(f"{file}: a blocktranslate over several lines needs `trimmed`")
        yield message, list(comments), context


# --- merge and compile -----------------------------------------------------------------------------


def read(app: Path) -> Catalog:
    """The catalogue of an app as it stands; an empty one where there is none."""
    file = catalogue_file(app)
    if not file.exists():
        return Catalog(locale=LOCALE)
    with file.open("rb") as handle:
        return read_po(handle, locale=LOCALE)


def merge(app: Path, template: Catalog, *, prune: bool) -> bool:
    """Bring the app's catalogue up to the code; translations without code stay as `#~` until pruned."""
    catalogue = read(app)
    catalogue.update(template, no_fuzzy_matching=True)
    if not len(catalogue) and not catalogue.obsolete:
        return False
    body = BytesIO()
    write_po(body, catalogue, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=prune, width=0)
    text = HEADER + body.getvalue().decode().strip() + "\n"
    file = catalogue_file(app)
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return True


def compile_all() -> int:
    """Write the .mo beside every .po; returns their number."""
    count = 0
    for app in apps().values():
        if catalogue_file(app).exists():
            with catalogue_file(app).with_suffix(".mo").open("wb") as target:
                write_mo(target, read(app))
            count += 1
    return count


# --- check -----------------------------------------------------------------------------------------


def complaints() -> Iterator[str]:
    """Everything that keeps the catalogues from being complete and consistent."""
    said: dict[tuple[str, str | None], tuple[str, str]] = {}
    for name, template in extract_all().items():
        catalogue = read(apps()[name])
        for message in template:
            if message.id:
                yield from _complaints_about(name, message, catalogue.get(message.id, message.context))
        wanted = {(_first(message), message.context) for message in template}
        for message in catalogue:
            key = (_first(message), message.context)
            if message.id and key not in wanted:
                yield f"{name}: no code says {message.id!r} any more (./dengta messages --prune)"
            text = str(message.string)
            other = said.setdefault(key, (name, text))
            if message.id and text and other[1] and other[1] != text:
                yield f"{name}: {message.id!r} is {text!r} here but {other[1]!r} in {other[0]}; give one a context"
        for message in catalogue.obsolete.values():
            yield f"{name}: {message.id!r} is marked obsolete (./dengta messages --prune)"


def _first(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _complaints_about(name: str, wanted: Message, translated: Message | None) -> Iterator[str]:
    if translated is None:
        yield f"{name}: {wanted.id!r} is missing (./dengta messages)"
        return
    strings = [translated.string] if isinstance(translated.string, str) else list(translated.string)
    if not all(strings):
        yield f"{name}: {wanted.id!r} is not translated"
    elif translated.fuzzy:
        yield f"{name}: {wanted.id!r} is fuzzy"
    elif any(_places(text) != _places(_last_form(wanted)) for text in strings):
        yield f"{name}: {wanted.id!r} and its translation have different placeholders"


def _last_form(message: Message) -> str:
    """Chinese has one form: it must keep the placeholders of the English plural."""
    return str(message.id if isinstance(message.id, str) else message.id[-1])


def _places(text: str) -> set[str]:
    try:
        braces = {field for _text, field, _spec, _conversion in string.Formatter().parse(text) if field is not None}
    except ValueError:
        braces = set()
    return braces | set(PERCENT.findall(text))


def main() -> int:
    parser = argparse.ArgumentParser(description="Extract, merge, check and compile the Chinese catalogues.")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--prune", action="store_true")
    parser.add_argument("app", nargs="*", choices=[*apps(), []])
    options = parser.parse_args()
    if options.check:
        found = list(complaints())
        print("\n".join(found) or "Every message has its Chinese.")
        return 1 if found else 0
    if not options.compile:
        for name, template in extract_all().items():
            if (not options.app or name in options.app) and merge(apps()[name], template, prune=options.prune):
                print(f"merged {catalogue_file(apps()[name]).relative_to(PACKAGE.parents[1])}")
    print(f"compiled {compile_all()} catalogues")
    return 0


if __name__ == "__main__":
    sys.exit(main())
