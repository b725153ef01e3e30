"""The file of one class: each pupil's set on whole sheets, in the order of the class, stamped, and read back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest

from handouts import press, typeset
from handouts.model.imposition import Flip, PageSize, Placed, Scheme, Side
from handouts.model.lesson import SheetName
from handouts.model.packing import Assigned, EditionName
from handouts.model.press import Style
from handouts.model.roster import Pupil
from handouts.model.stamping import PackFile, PlatePage, Plates, Stamp, StampedPage
from handouts.pipeline.editions import Edition, LaidOut
from handouts.pipeline.large_print import scales
from handouts.pipeline.stamp_check import check_stamped
from handouts.press import Foreign

_SEPARATOR = " · "


@dataclass(frozen=True)
class Inserted:
    """A stranger's PDF, already judged, that goes behind a sheet ("" = before all)."""

    after: SheetName | str
    name: str
    data: bytes


@dataclass(frozen=True)
class Press:
    """What the files of a pack have in common: its editions, the pages of others, how pages go on sheets."""

    title: str
    language: str
    editions: Mapping[EditionName, Edition]
    scheme: Scheme
    sheet_paper: tuple[float, float] | None
    style: Style
    inserts: tuple[Inserted, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ClassFile:
    """A file for the copier; `sets` are the sheets of paper of each set in its order.

    `papers` are the sizes of its sheets, standing, in points, with the sheets of each, the size of most sheets first.
    `together`: the sets share sheets, which `sets` then counts as one. `cut` are the pupils whose name lost its end.
    `scales`: how small pages of an edition stand.
    """

    data: bytes
    pages: int
    sets: tuple[int, ...]
    flip: Flip | None
    papers: tuple[tuple[tuple[float, float], int], ...]
    together: bool = False
    cut: tuple[Pupil, ...] = ()
    scales: Mapping[EditionName, float] = field(default_factory=dict)


@dataclass(frozen=True)
class _Group:
    """Pages of a set that begin on a sheet of their own, by their places among the plates (flip: see LaidOut).

    `laid` None: pages of a stranger.
    """

    pages: tuple[int, ...]
    flip: Flip = "long"
    meeting: bool = False
    laid: LaidOut | None = None
    numbers: tuple[int, ...] = ()


class _Plates:
    """The plates of a class: those of its editions and of the strangers' pages, in an order that never changes."""

    def __init__(self, press_: Press, editions: Sequence[EditionName]) -> None:
        self.all = Plates()
        self._first: dict[EditionName, int] = {}
        self._inserted: dict[str, list[range]] = {}
        self.owners: list[EditionName | None] = []
        for name in editions:
            self._first[name] = len(self.all.pages)
            self.all += press.plates(press_.editions[name].data, self.all.next_object)
            self.owners += [name] * (len(self.all.pages) - self._first[name])
        for inserted in press_.inserts:
            first = len(self.all.pages)
            foreign: Foreign = press.read_foreign(inserted.data, inserted.name, self.all.next_object)
            self.all += press.foreign_plates(foreign)
            self._inserted.setdefault(inserted.after, []).extend(self._of_one_paper(first))
            self.owners += [None] * (len(self.all.pages) - first)

    def _of_one_paper(self, first: int) -> Iterator[range]:
        """The pages from `first` on in runs that one paper holds: no back can be larger than its front."""
        for _, run in groupby(range(first, len(self.all.pages)), key=self._paper):
            pages = tuple(run)
            yield range(pages[0], pages[-1] + 1)

    def _paper(self, place: int) -> tuple[float, float]:
        page = self.all.pages[place]
        return press.sheet_paper(page.width, page.height)

    def groups(self, edition: Edition, version: str, duplex: bool) -> Iterator[_Group]:
        """The sheets of a set, one after the other, with what is inserted."""
        yield from self._strangers("")
        for laid in edition.of_version(version):
            places = tuple(self._first[edition.name] + page for page in laid.pages)
            numbers = tuple(range(1, len(places) + 1))
            if laid.one_sided and duplex:
                pairs = zip(places, numbers, strict=True)
                yield from (_Group((place,), laid=laid, numbers=(number,)) for place, number in pairs)
            else:
                yield _Group(places, laid.flip, laid.meeting, laid, numbers)
            yield from self._strangers(laid.sheet)

    def _strangers(self, after: str) -> Iterator[_Group]:
        yield from (_Group(tuple(pages)) for pages in self._inserted.get(after, ()))


class ClassPress:
    """Makes the files of classes, one after the other; what their pages are made of is read once."""

    def __init__(self, press_: Press) -> None:
        self._press = press_
        self._plates: dict[tuple[EditionName, ...], _Plates] = {}

    def file(self, class_name: str, assigned: Sequence[Assigned], label: str = "") -> ClassFile:
        """The sets of a class in one file. `label` names it in the title when the class has no name.

        CheckFailed pack-wrong-page when a page of the finished file is not that of its pupil.
        """
        job, sets = self._job(class_name, assigned, label)
        data = typeset.write_pack(job)
        cut = sets.of_pages(check_stamped(job, data))
        return ClassFile(
            data,
            len(job.sides),
            sets.sheets,
            job.flip,
            press.papers_of(job.sides, duplex=bool(job.flip)),
            shared(self._press.scheme),
            cut,
            scales(job, self._of(assigned).owners),
        )

    def job(self, class_name: str, assigned: Sequence[Assigned], label: str = "") -> tuple[PackFile, tuple[int, ...]]:
        """What is to be written, and the sheets of paper of each set."""
        job, sets = self._job(class_name, assigned, label)
        return job, sets.sheets

    def _job(self, class_name: str, assigned: Sequence[Assigned], label: str) -> tuple[PackFile, _Sets]:
        sets = _Sets(self._press, self._of(assigned), class_name)
        for one in assigned:
            sets.add(one)
        title = " – ".join(part for part in (self._press.title, class_name or label) if part)
        return sets.job(title), sets

    def _of(self, assigned: Sequence[Assigned]) -> _Plates:
        used = tuple(sorted({one.edition for one in assigned}, key=repr))
        if used not in self._plates:
            self._plates[used] = _Plates(self._press, used)
        return self._plates[used]


class _Sets:
    """Sets of pages on sides, one after the other."""

    def __init__(self, press_: Press, plates: _Plates, class_name: str) -> None:
        self._press = press_
        self._plates = plates
        self._class = class_name
        self._pages: list[StampedPage] = []
        self._pupils: list[Pupil | None] = []
        self._sides: list[Side] = []
        self._units: list[list[PageSize]] = []
        self._sheets: list[int] = []
        self._entries: list[tuple[str, int]] = []
        self._labels: list[tuple[int, str]] = []
        self._made: dict[tuple[object, ...], tuple[Side, ...]] = {}

    @property
    def sheets(self) -> tuple[int, ...]:
        """The sheets of paper of each set; of all of them together where they share sheets."""
        return tuple(self._sheets)

    def of_pages(self, pages: Collection[int]) -> tuple[Pupil, ...]:
        """Whose pages these are."""
        found = (self._pupils[page] for page in sorted(pages))
        return tuple(dict.fromkeys(pupil for pupil in found if pupil))

    def add(self, one: Assigned) -> None:
        """The set of a pupil, or one without a name."""
        scheme = self._press.scheme
        edition = self._press.editions[one.edition]
        groups = tuple(self._plates.groups(edition, one.version, scheme.duplex))
        first = len(self._pages)
        self._pages += self._stamped(groups, one)
        self._pupils += [one.pupil] * (len(self._pages) - first)
        if shared(self._press.scheme):
            self._units.append([self._size(page) for group in groups for page in group.pages])
            return
        key = (one.edition, one.version)
        if key not in self._made:
            self._made[key] = self._impose(groups)
        title = (one.pupil.number if one.pupil else self._press.words.get(one.what, "")) or str(len(self._sheets) + 1)
        self._entries.append((title, len(self._sides)))
        self._labels.append((len(self._sides), f"{title}-"))
        made = self._made[key]
        self._sheets.append(len(made) // 2 if scheme.duplex else len(made))
        for side in made:
            placed = tuple(Placed(each.page + first, each.matrix) for each in side.placed)
            self._sides.append(Side(side.width, side.height, placed, side.marks))

    def job(self, title: str) -> PackFile:
        """The whole as a file to be written."""
        scheme = self._press.scheme
        if shared(self._press.scheme):
            self._sides += press.impose(self._units, scheme, self._press.sheet_paper)
            self._sheets.append(len(self._sides) // 2 if scheme.duplex else len(self._sides))
        flip = self._flip if scheme.duplex and self._sides else None
        pages, sides, plates = tuple(self._pages), tuple(self._sides), self._plates.all
        marks, labels = tuple(self._entries), tuple(self._labels)
        return PackFile(title, self._press.language, plates, pages, sides, self._press.style, flip, marks, labels)

    def _impose(self, groups: Sequence[_Group]) -> tuple[Side, ...]:
        """The sides of a set. Each group begins on a sheet of its own, unless the scheme makes one job of them."""
        scheme = self._press.scheme
        if scheme.name != "none":
            unit = [self._size(page) for group in groups for page in group.pages]
            return press.impose([unit], scheme, self._press.sheet_paper)
        sides: list[Side] = []
        first = 0
        for group in groups:
            made = press.impose([[self._size(page) for page in group.pages]], scheme)
            for back, side in enumerate(made):
                placed = tuple(Placed(each.page + first, each.matrix) for each in side.placed)
                moved = Side(side.width, side.height, placed, side.marks)
                sides.append(_upside_down(moved) if back % 2 and self._turns(group, side) else moved)
            first += len(group.pages)
        return tuple(sides)

    @property
    def _flip(self) -> Flip:
        """The edge around which the printer turns the paper: one for standing and lying pages that come mixed."""
        scheme = self._press.scheme
        if scheme.name == "none":
            return scheme.flip or "long"
        return press.flip_edge(scheme, self._sides[0].width, self._sides[0].height)

    def _turns(self, group: _Group, back: Side) -> bool:
        """Whether a back must stand on its head; a plan's own edge changes only those that meet their fronts.

        The pages of a stranger may lie and stand in turn: there each back is judged by itself.
        """
        scheme = self._press.scheme
        lying: Flip = "short" if back.width > back.height else "long"
        flip = group.flip if group.laid else lying
        return scheme.duplex and flip != self._flip and (group.meeting or not scheme.flip)

    def _size(self, place: int) -> PageSize:
        page: PlatePage = self._plates.all.pages[place]
        return PageSize(page.width, page.height)

    def _stamped(self, groups: Sequence[_Group], one: Assigned) -> Iterator[StampedPage]:
        """The pages of a set, each with what it says of its pupil, its code, and its place among them all."""
        pupil, code = one.pupil, f"{self._press.editions[one.edition].code}-{one.version}"
        words = {"name": pupil.name, "class": self._class, "number": pupil.number} if pupil else {}
        tail = "".join(f"{_SEPARATOR}{words[part]}" for part in ("class", "number") if words.get(part))
        count, page = sum(len(group.pages) for group in groups), 0
        for group in groups:
            for place, number in zip_longest(group.pages, group.numbers):
                page += 1
                fields = [f for f in group.laid.rendered.fields if f.page == number] if group.laid else []
                own = [f for f in fields if words.get(f.fill)]
                stamps = [Stamp(words[f.fill], f) for f in own]
                named = not pupil or any(f.fill == "name" for f in own)
                text, after = ("", "") if named else (words["name"], tail)
                mark = f"{_SEPARATOR if text else ''}{code} {page}/{count}"
                stamps += [Stamp(text, f, after, mark) for f in fields if f.fill == "running"]
                yield StampedPage(place, tuple(stamps))


def shared(scheme: Scheme) -> bool:
    """Whether the sets share sheets of paper."""
    return scheme.name == "cut-and-stack"


def _upside_down(side: Side) -> Side:
    """The side turned by half, for a printer that turns paper around the other edge."""
    return replace(side, placed=press.half_turn(side.placed, side.width, side.height))
