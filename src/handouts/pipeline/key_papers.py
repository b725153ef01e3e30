"""The papers with which a worksheet is marked: made of a pack, kept in its record, printed from either."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from handouts import materials
from handouts.model.handout import Handout
from handouts.model.item_papers import BlueprintSheet, ItemCardsSheet
from handouts.model.key_papers import KeyMatrixSheet, KeyReviewSheet, QuickKeySheet
from handouts.model.lesson import TEACHER_SHEETS, SheetName, TeacherSheetName
from handouts.model.marked_sheet import MarkedSheet
from handouts.model.press import Rendered
from handouts.model.sheet import KeySheet
from handouts.pipeline.marked_copy import marked
from handouts.pipeline.printing import Printer, finish

WORKSHEET = "worksheet.xml.j2"


@dataclass(frozen=True)
class KeyPapers:
    """All papers of a pack, whichever are printed. `matrix` and `review` need two versions; records of older versions

    hold the keys alone.
    """

    keys: tuple[KeySheet, ...] = ()
    marked: tuple[MarkedSheet, ...] = ()
    quick: QuickKeySheet | None = None
    matrix: KeyMatrixSheet | None = None
    review: KeyReviewSheet | None = None
    blueprint: BlueprintSheet | None = None
    cards: ItemCardsSheet | None = None

    def has(self, name: TeacherSheetName) -> bool:
        """Whether a paper of this name can be printed."""
        several = {"key": self.keys, "key-embedded": self.marked}
        return bool({**several, **self.single}[name])

    @property
    def single(self) -> dict[str, Any]:
        """The papers that a pack has one of, by their names; None for those that it lacks."""
        return {
            "key-quick": self.quick,
            "key-matrix": self.matrix,
            "key-review": self.review,
            "blueprint": self.blueprint,
            "item-cards": self.cards,
        }


def key_papers(
    pack: Sequence[Handout], setting: materials.Setting, anchors: materials.Anchors, remarks: materials.Remarks
) -> KeyPapers:
    """The papers of a pack, ready for print."""

    def finished(sheet: Any) -> Any:
        return finish(sheet, setting.labels, setting.unprintable)

    if not pack or not pack[0].sections:
        return KeyPapers()
    several = len(pack) > 1
    return KeyPapers(
        keys=tuple(finished(materials.key_sheet(h, setting, anchors, remarks)) for h in pack),
        marked=tuple(
            finished(MarkedSheet(h.version, materials.work_sheet(h, setting), materials.answers(h, setting)))
            for h in pack
        ),
        quick=finished(materials.quick_key_sheet(pack, setting)),
        matrix=finished(materials.key_matrix_sheet(pack, setting)) if several else None,
        review=finished(materials.key_review_sheet(pack, setting)) if several else None,
        blueprint=finished(materials.blueprint_sheet(pack, setting)),
        cards=finished(materials.item_cards_sheet(pack, setting, anchors)),
    )


def wanted_papers(names: Iterable[SheetName], papers: KeyPapers) -> tuple[TeacherSheetName, ...]:
    """The papers among the names; whoever marks several versions gets the matrix with their keys."""
    asked: set[SheetName] = set(names)
    if papers.matrix is not None and asked & {"key", "key-embedded"}:
        asked.add("key-matrix")
    return tuple(name for name in TEACHER_SHEETS if name in asked and papers.has(name))


def print_papers(
    printer: Printer,
    papers: KeyPapers,
    wanted: Collection[TeacherSheetName],
    progress: Callable[[str], None] = lambda name: None,
) -> dict[str, Rendered]:
    """The papers of these names as files by their name, without the folder."""
    files: dict[str, Rendered] = {}

    def put(name: str, template: str, sheet: Any, change: Any = None) -> None:
        progress(name)
        files[f"{name}.pdf"] = printer.print(template, sheet, change)

    for key in papers.keys if "key" in wanted else ():
        put(f"key-{key.version}", "key.xml.j2", key)
    for copy in papers.marked if "key-embedded" in wanted else ():
        change = partial(marked, answers=copy.answers, version=copy.version, labels=printer.labels, template=WORKSHEET)
        put(f"key-embedded-{copy.version}", WORKSHEET, copy.sheet, change)
    for name, sheet in papers.single.items():
        if name in wanted and sheet is not None:
            put(name, f"{name}.xml.j2", sheet)
    return files
