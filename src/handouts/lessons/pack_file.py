"""What may stand in pack.yaml, the plan of a lesson's class packs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from handouts.diagnostics import Diagnostic, Location, capped, problem
from handouts.errors import ContentError
from handouts.languages.lexicon import available
from handouts.lessons.pack_options import conflicts
from handouts.lessons.settings import LanguageCode
from handouts.model.exercise import LEVELS
from handouts.model.imposition import Flip, Scheme, SchemeName
from handouts.model.lesson import SheetName
from handouts.model.packing import Assigning, Insert, PackMode, PackPlan, Sequence, Treatment
from handouts.model.prints import PrintName
from handouts.reading.fields import (
    Filled,
    FormatOne,
    Many,
    OneOrMany,
    PaperName,
    Strict,
    YesNo,
    between,
    millimetres,
    short_for,
)
from handouts.reading.yaml import Path as Place
from handouts.reading.yaml import Tree, load_with_places

FILE = "pack.yaml"
MOST_VERSIONS, MOST_SPARES, MOST_TEACHER_COPIES = 26, 99, 20
MOST_SIGNATURE = 96  # pages: 24 sheets are as many as can be folded together
MOST_CREEP = 1


class ImpositionFile(Strict):
    """How pages go on sheets; the name of a scheme alone is enough."""

    scheme: SchemeName = Field(
        "none",
        description="none: a page on each side; 2-up, 4-up: two or four of them; booklet: sheets to fold in the "
        "middle; cut-and-stack: sheets to cut, whose halves lie on one another.",
    )
    flip: Flip | None = Field(
        None, description="The edge around which the printer turns the sheet, when not as a book: long or short."
    )
    signature: Annotated[int, between(0, MOST_SIGNATURE, 4)] = Field(
        0, description="Pages of a booklet that are folded together, by fours; 0: all of them."
    )
    creep: Annotated[float, millimetres(0, MOST_CREEP)] = Field(
        0, description="The thickness of a folded sheet in millimetres, by which inner pages move to the spine: 0.1."
    )
    crop_marks: YesNo = Field(False, alias="crop-marks", description="Fine lines where the pages are cut apart.")
    paper: PaperName = Field("", description="The paper in the printer, such as A3. Without it that of the pages.")


class TreatmentFile(Strict):
    """What the pupils of a level get instead."""

    sheets: OneOrMany[SheetName] = Field((), description="Their sheets. Without this line those of the pack.")
    print: PrintName | None = Field(
        None, description="Their print: standard, large-18, large-24 or ink-saver. A pupil's own goes before it."
    )


class LevelsFile(Strict):
    """What the pupils of each level get instead. Items of the level are made without an entry here."""

    support: TreatmentFile | None = Field(None, description="Pupils who recognise rather than recall.")
    core: TreatmentFile | None = Field(None, description="Pupils of the usual level.")
    challenge: TreatmentFile | None = Field(None, description="Pupils who do without help.")


class InsertFile(Strict):
    """Pages of another PDF."""

    file: Filled = Field(description="The PDF, from the folder of this file.")
    after: SheetName = Field(description="The sheet behind which it is printed.")


class _PackHead(Strict):
    """What a pack.yaml begins with."""

    format: FormatOne = Field(description="The format of this file: 1.")
    classes: OneOrMany[Filled] = Field(
        (), description="The rosters, CSV or XLSX, from the folder of this file: [7a.csv, 7b.xlsx]."
    )


class PackKeys(Strict):
    """What is planned of a pack, whoever its classes are: the keys of pack.yaml that a plan of many packs has, too."""

    sheets: OneOrMany[SheetName] = Field(
        (), description="The pupils' sheets in the order of the pack. Without this line those of the lesson."
    )
    versions: Annotated[int, between(1, MOST_VERSIONS)] = Field(1, description="How many versions, 1 to 26.")
    assign: Assigning = Field(
        "seat", description="seat: neighbours get different versions, where seats are known; order: in turn."
    )
    order: Sequence = Field(
        "number",
        description="How pupils follow one another: by number, name or seat, or as in their file.",
    )
    mode: PackMode | None = Field(
        None,
        description="named: a set for each pupil; photocopy: one master for each version. Without this "
        "line named when there is a roster.",
    )
    spares: Annotated[int, between(0, MOST_SPARES)] = Field(
        0, description="Sets without a name for each class, 0 to 99."
    )
    teacher_copies: Annotated[int, between(0, MOST_TEACHER_COPIES)] = Field(
        0, alias="teacher-copies", description="Sets for the teacher for each class, 0 to 20."
    )
    print: PrintName = Field(
        "standard",
        description="The print where nothing else is said: standard, large-18, large-24 or ink-saver.",
    )
    duplex: YesNo = Field(True, description="Whether both sides of the paper are printed.")
    imposition: Annotated[ImpositionFile, short_for("scheme")] = Field(
        default_factory=lambda: ImpositionFile.model_validate({}),
        description="How pages go on sheets: none, 2-up, 4-up, booklet, cut-and-stack, or a mapping.",
    )
    levels: LevelsFile = Field(
        default_factory=lambda: LevelsFile.model_validate({}),
        description="What pupils of a level get: {support: {print: large-18}}.",
    )
    languages: Mapping[LanguageCode, Filled] = Field(
        {}, description="The lesson for pupils of another language, beside this one: {en: us-soviet-alliance}."
    )
    cover: str = Field("", description="A PDF that is printed before all sheets, from the folder of this file.")
    inserts: Many[InsertFile] = Field((), description="PDFs behind sheets: [{file: map.pdf, after: handout}].")
    qr: YesNo = Field(False, description="Whether the code of each page is printed as a QR as well.")
    digital: Literal["pupils", "shared"] | None = Field(
        None, description="PDFs for a learning platform besides: pupils (one for each) or shared (one for all)."
    )

    def plan(self, folder: Path, lesson: Path | None = None) -> PackPlan:
        """The plan as the stages use it; files are looked for from `folder`, other lessons beside `lesson` too."""
        one = self.imposition
        treated = [(level, getattr(self.levels, level)) for level in LEVELS]
        cover = [Insert(str(folder / self.cover))] if self.cover.strip() else []
        lessons = ((code, _lesson(folder, name, lesson) or folder / name) for code, name in self.languages.items())
        return PackPlan(
            sheets=self.sheets,
            versions=self.versions,
            assign=self.assign,
            order=self.order,
            mode=self.mode,
            spares=self.spares,
            teacher_copies=self.teacher_copies,
            print_name=self.print,
            scheme=Scheme(one.scheme, self.duplex, one.flip or "", one.signature, one.creep, one.crop_marks),
            sheet_paper=one.paper,
            levels=tuple(Treatment(level, file.sheets, file.print) for level, file in treated if file),
            languages=tuple((code, str(path)) for code, path in lessons),
            inserts=(*cover, *(Insert(str(folder / entry.file), entry.after) for entry in self.inserts)),
            qr=self.qr,
            digital=self.digital or "",
        )

    def faults(
        self, folder: Path, place: Callable[[Place], Location], lesson: Path | None = None
    ) -> Iterator[Diagnostic]:
        """Files and lessons that are not there, looked for as in `plan`: pack-file-missing, pack-lesson-missing."""
        named: list[tuple[str, Place]] = [(self.cover, ("cover",))] if self.cover.strip() else []
        named += [(entry.file, ("inserts", n, "file")) for n, entry in enumerate(self.inserts)]
        yield from _missing(named, folder, place)
        yield from _lessons(self, folder, place, lesson)


class PackFile(PackKeys, _PackHead):
    """pack.yaml, format 1: the plan of the class packs of a lesson."""

    def plan(self, folder: Path, lesson: Path | None = None) -> PackPlan:
        """As of its keys, with its classes."""
        return replace(super().plan(folder, lesson), classes=tuple(str(folder / name) for name in self.classes))


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A plan and the file it was read from."""

    plan: PackPlan
    tree: Tree

    def at(self, *path: str | int) -> Location:
        """The line and column of a value, such as at("languages", "en"); of a list given as one text, of that text."""
        return self.tree.location(path)


def read_plan(path: Path, lesson: Path | None = None) -> ReadPlan:
    """The plan of a pack.yaml. Its files, and lessons of other languages, are there; nothing was read in them.

    Paths are counted from its folder; lessons may lie beside `lesson` as well, for a plan that is kept elsewhere.
    Raises ContentError with all that is wrong in it: what `load` raises, what `conflicts` finds, pack-file-missing,
    pack-class-twice, pack-lesson-missing.
    """
    file, tree = load_with_places(path, PackFile)
    plan = file.plan(path.parent, lesson)
    found = [*_classes(file, path.parent, tree.location), *conflicts(plan, tree.location)]
    found += file.faults(path.parent, tree.location, lesson)
    if found:
        raise ContentError(*capped(sorted(found, key=_line)))
    return ReadPlan(plan, tree)


def _line(found: Diagnostic) -> tuple[int, int]:
    return (found.location.line, found.location.column) if found.location else (0, 0)


def _classes(file: PackFile, folder: Path, place: Callable[[Place], Location]) -> Iterator[Diagnostic]:
    """Rosters that are not there, and those that are named twice."""
    yield from _missing([(name, ("classes", n)) for n, name in enumerate(file.classes)], folder, place)
    first: dict[Path, Place] = {}
    for number, name in enumerate(file.classes):
        before = first.setdefault(Path(name), ("classes", number))
        if before != ("classes", number):
            yield problem("pack-class-twice", place(("classes", number)), file=name, first=place(before).line)


def _missing(named: list[tuple[str, Place]], folder: Path, place: Callable[[Place], Location]) -> Iterator[Diagnostic]:
    for name, at in named:
        if not _is(Path.is_file, folder / name):
            yield problem("pack-file-missing", place(at), file=name, suggestion=near_path(folder, name))


def _lessons(file: PackKeys, folder: Path, place: Callable[..., Location], lesson: Path | None) -> Iterator[Diagnostic]:
    """Languages that the tool does not know, and lessons that are not there."""
    for code, name in file.languages.items():
        at: Place = ("languages", code)
        if code not in available():
            known = ", ".join(available())
            yield problem("yaml-wrong-value", place(at, True), key="languages", found=code, allowed=known)
        elif _lesson(folder, name, lesson) is None:
            near = near_path((lesson or folder).absolute().parent, name)
            yield problem("pack-lesson-missing", place(at), lesson=name, suggestion=near)


def _lesson(folder: Path, name: str, lesson: Path | None) -> Path | None:
    """A lesson by its path from `folder`, or the name it has beside it or beside `lesson`; None where there is none."""
    places = [folder / name, *(each.absolute().parent / name for each in (folder, lesson) if each)]
    return next((path for path in places if _is(Path.exists, path)), None)


def _is(check: Callable[[Path], bool], path: Path) -> bool:
    """Whether a path is there; a name that no file can have is that of none."""
    try:
        return check(path)
    except (OSError, ValueError):
        return False


def near_path(folder: Path, name: str) -> str:
    """The name in the same folder that was most likely meant, as it would have been written; "" for none."""
    try:
        names = sorted(entry.name for entry in (folder / name).parent.iterdir())
    except (OSError, ValueError):
        return ""
    near = get_close_matches(Path(name).name, names, n=1, cutoff=0.7)
    return (Path(name).parent / near[0]).as_posix() if near else ""
