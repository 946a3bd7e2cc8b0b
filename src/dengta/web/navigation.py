"""The menu: rooms register their pages in `apps.ready()`; a section shows when the reader may see a page of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.web.components.markup import Text

Visible = Callable[[HttpRequest], bool]
Count = Callable[[HttpRequest], int]


def everybody(request: HttpRequest) -> bool:
    """Visible to whoever is signed in."""
    return True


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page in the menu. `count` says how many things there wait for the reader's own decision (0: no mark).

    `under` names the page of the same section as whose tab it shows; whoever may not see that one finds it in the menu.
    """

    section: str
    label: Text
    url_name: str
    icon: str
    order: int = 50
    visible: Visible = everybody
    count: Count | None = None
    under: str = ""

    @cached_property
    def url(self) -> str:
        """Where it leads."""
        return reverse(self.url_name)


@dataclass(frozen=True, kw_only=True)
class Section:
    """One of the seven entries of the main navigation, or the reader's own menu.

    Pages below the address `below` are of the section although no entry leads to them: the rows behind a number.
    """

    key: str
    label: Text
    icon: str
    jump: str = ""
    below: str = ""


SECTIONS: Sequence[Section] = (
    Section(key="today", label=_("Today"), icon="building-lighthouse", jump="t"),
    Section(key="team", label=_("Team"), icon="users", jump="p"),
    Section(key="schedule", label=_("Schedule"), icon="calendar-time", jump="s"),
    Section(key="service", label=_("Service"), icon="headset", jump="q", below="/service/"),
    Section(key="performance", label=_("Performance"), icon="target-arrow", jump="m"),
    Section(key="growth", label=_("Growth & care"), icon="heart-handshake", jump="c"),
    Section(key="cases", label=_("Rules & cases"), icon="scale", jump="r"),
)
# What a leader does standing up comes first.
PHONE_ORDER = ("today", "schedule", "team", "cases", "service", "performance", "growth")
OWN_MENU = "me"
ADMINISTRATION = "admin"
_SECTION_KEYS = {section.key for section in SECTIONS} | {OWN_MENU, ADMINISTRATION}


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A tab of the bottom bar on phones, which shows five at most: the first four that the reader may see, and the
    last, which is the own page."""

    label: Text
    url_name: str
    icon: str
    order: int
    visible: Visible = everybody
    count: Count | None = None

    @cached_property
    def url(self) -> str:
        """Where it leads."""
        return reverse(self.url_name)


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Who is signed in, as the shell shows it."""

    name: str
    facts: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A visible entry, ready for the template; with the pages that are its tabs, itself the first of them."""

    label: Text
    url: str
    icon: str
    count: int
    current: bool
    tabs: Sequence["Shown"] = ()


@dataclass(frozen=True, kw_only=True)
class ShownSection:
    """A visible section with its pages."""

    key: str
    label: Text
    icon: str
    jump: str
    url: str
    count: int
    current: bool
    entries: Sequence[Shown]

    @property
    def pages(self) -> list[Shown]:
        """Every page of the section, those that are tabs of another too."""
        return [page for entry in self.entries for page in entry.tabs or (entry,)]


_entries: list[Entry] = []
_tabs: list[Tab] = []
_bell: list[tuple[str, Count]] = []
_viewer: list[Callable[[HttpRequest], Viewer]] = []


def register(entry: Entry) -> None:
    """Put a page into the menu; the same page twice is a bug."""
    if entry.section not in _SECTION_KEYS:
        message = f"there is no section {entry.section!r}"
        raise ValueError(message)
    if any((known.section, known.url_name) == (entry.section, entry.url_name) for known in _entries):
        message = f"{entry.url_name!r} is in {entry.section!r} already"
        raise ValueError(message)
    _entries.append(entry)
    _entries.sort(key=lambda known: (known.order, known.url_name))


def register_tab(tab: Tab) -> None:
    """Put a tab into the bottom bar of phones."""
    _tabs.append(tab)
    _tabs.sort(key=lambda known: (known.order, known.url_name))


def register_bell(*, url_name: str, count: Count) -> None:
    """Name the page of notices and how many are unread: the bell appears."""
    _bell[:] = [(url_name, count)]


def provide_viewer(viewer: Callable[[HttpRequest], Viewer]) -> None:
    """Tell the shell how the signed-in person is called."""
    _viewer[:] = [viewer]


def viewer_of(request: HttpRequest) -> Viewer:
    """The signed-in person; by their user name as long as no room knows better."""
    return _viewer[0](request) if _viewer else Viewer(name=str(request.user))


def bell(request: HttpRequest) -> Shown | None:
    """The bell, when some room keeps notices."""
    for url_name, count in _bell:
        url = reverse(url_name)
        return Shown(label=_("Notices"), url=url, icon="bell", count=count(request), current=request.path == url)
    return None


def _shown(entries: Iterable[Entry | Tab], request: HttpRequest) -> list[Shown]:
    visible = [entry for entry in entries if entry.visible(request)]
    return _marked(visible, request, _nearest(visible, request.path))


def _nearest(visible: Iterable[Entry | Tab], path: str) -> str | None:
    """The page itself, or the nearest one above it: /people/12 belongs to /people."""
    return max((entry.url for entry in visible if _leads_to(entry.url, path)), key=len, default=None)


def _marked(visible: Iterable[Entry | Tab], request: HttpRequest, nearest: str | None) -> list[Shown]:
    return [
        Shown(
            label=entry.label,
            url=entry.url,
            icon=entry.icon,
            count=entry.count(request) if entry.count else 0,
            current=entry.url == nearest,
        )
        for entry in visible
    ]


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))


def _is_below(address: str, path: str) -> bool:
    return bool(address) and path.startswith(address)


def entries(request: HttpRequest, section: str) -> list[Shown]:
    """The visible pages of one section."""
    return _shown((entry for entry in _entries if entry.section == section), request)


def sections(request: HttpRequest) -> list[ShownSection]:
    """The main navigation as this reader sees it: only sections where a room put a page they may see."""
    # The sidebar asks, and so does the bottom bar of phones.
    known: list[ShownSection] | None = getattr(request, "_menu_sections", None)
    if known is None:
        known = request._menu_sections = _sections(request)  # type: ignore[attr-defined]
    return known


def _sections(request: HttpRequest) -> list[ShownSection]:
    visible = {
        section.key: [entry for entry in _entries if entry.section == section.key and entry.visible(request)]
        for section in SECTIONS
    }
    # Of all sections, so that a page below one entry and nearer to another marks one section alone.
    nearest = _nearest((entry for group in visible.values() for entry in group), request.path)
    shown = []
    for section in SECTIONS:
        pages = _folded(visible[section.key], _marked(visible[section.key], request, nearest))
        if pages:
            shown.append(
                ShownSection(
                    key=section.key,
                    label=section.label,
                    icon=section.icon,
                    jump=section.jump,
                    url=pages[0].url,
                    count=sum(page.count for page in pages),
                    current=any(page.current for page in pages) or _is_below(section.below, request.path),
                    entries=pages,
                )
            )
    return shown


def _folded(visible: Sequence[Entry], shown: Sequence[Shown]) -> list[Shown]:
    """One entry for a page and its tabs: current on each of them, and counting for all."""
    by_name = {entry.url_name: page for entry, page in zip(visible, shown, strict=True)}
    below: dict[str, list[Shown]] = defaultdict(list)
    for entry, page in zip(visible, shown, strict=True):
        below[entry.under if entry.under in by_name else entry.url_name].append(page)
    return [_with_tabs(by_name[name], group) for name, group in below.items()]


def _with_tabs(head: Shown, group: Sequence[Shown]) -> Shown:
    if len(group) == 1:
        return head
    rest = [page for page in group if page is not head]
    return replace(
        head, tabs=(head, *rest), count=sum(page.count for page in group), current=any(page.current for page in group)
    )


def tabs_here(request: HttpRequest) -> Sequence[Shown]:
    """The tabs of the page that is open; none on a page below one of them."""
    for section in sections(request):
        for entry in section.entries:
            if any(page.url == request.path for page in entry.tabs):
                return entry.tabs
    return ()


def tabs(request: HttpRequest) -> list[Shown]:
    """The bottom bar on phones: the tabs the reader may see; without any, four sections and the own page."""
    visible = _shown(_tabs, request)
    if visible:
        return [*visible[:4], *visible[4:][-1:]]
    chosen = sorted(sections(request), key=lambda section: PHONE_ORDER.index(section.key))[:4]
    own = entries(request, OWN_MENU)[:1]
    return [
        *(Shown(label=s.label, url=s.url, icon=s.icon, count=s.count, current=s.current) for s in chosen),
        *(Shown(label=_("Me"), url=page.url, icon="user-circle", count=0, current=page.current) for page in own),
    ]
