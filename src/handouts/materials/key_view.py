"""The key to one version: answers, points, evidence, and where the evidence stands on the printed page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from handouts.languages.labels import Labels
from handouts.materials.anchors import Anchors
from handouts.materials.change_view import changes
from handouts.materials.key_scheme import scheme
from handouts.materials.numbering import shortened
from handouts.materials.provenance import meanings_note
from handouts.materials.views import LETTERS, Setting, foot, section_title
from handouts.model.exercise import (
    Choice,
    Exercise,
    Gap,
    Grid,
    Match,
    Open,
    Option,
    Order,
    Section,
    item_points,
    section_points,
)
from handouts.model.handout import Handout
from handouts.model.sheet import KeyChange, KeyEntry, KeySection, KeySheet
from handouts.model.text import Passage

Quick = tuple[str, str]
# The kind whose answer stands in the glossary; its evidence only shows the term at work.
TERM_KIND = "mcq-term"
_LONGEST_DOUBT = 200


@dataclass(frozen=True)
class Remarks:
    """What the key tells the teacher besides the answers, in words of the material's language.

    `judge` is what only the teacher can decide, by the id of an item, of a part of one, or of a kind of section;
    `doubts` are the passages that are flagged, with the reasons.
    """

    judge: Mapping[str, Sequence[str]] = field(default_factory=dict)
    doubts: Sequence[tuple[Passage, str]] = ()


@dataclass(frozen=True)
class _Writer:
    """Puts items into words with one set of labels and one set of anchors."""

    labels: Labels
    anchors: Anchors

    def quote(self, passage: Passage) -> str:
        return self.labels("punctuation.quote", text=passage.text.strip())

    def places(self, passages: Sequence[Passage]) -> str:
        found = dict.fromkeys(self.anchors.place(p, self.labels) for p in passages)
        return self.labels["punctuation.list_separator"].join(p for p in found if p)

    def points(self, answer: str, points: int) -> str:
        return self.labels("key.answer_points", answer=answer.rstrip("."), points=points)

    def reason(self, option: Option) -> str:
        """Why a distractor is wrong, or else where the text speaks of it; "" when neither is known."""
        place = "" if option.why or option.evidence is None else self.places((option.evidence,))
        return option.why.rstrip(".") or (
            self.labels("key.option_at", option=option.text, place=place) if place else ""
        )

    def accept(self, accept: Sequence[str]) -> tuple[str, ...]:
        if not accept:
            return ()
        variants = self.labels["punctuation.list_separator"].join(accept)
        return (self.labels("key.also_accept", variants=variants.rstrip(".")),)


def key_sheet(handout: Handout, setting: Setting, anchors: Anchors, remarks: Remarks | None = None) -> KeySheet:
    """The key to `handout`, in the order and numbering of its worksheet. Needs the handout's printed lines."""
    remarks = remarks or Remarks()
    labels, meta = setting.labels, handout.meta
    writer = _Writer(labels, anchors)
    quick: list[Quick] = []
    sections: list[KeySection] = []
    number = 1
    for letter, section in zip(LETTERS, handout.sections, strict=False):
        entries: list[KeyEntry] = []
        for item in section.items:
            made, short = _entries(item, number, writer)
            entries += _judged(made, item, remarks.judge)
            quick += short
            number += len(short)
        entries += _unused(section, labels)
        entries += _of_section(section, remarks.judge)
        sections.append(KeySection(letter, section_title(section, labels), tuple(entries), scheme(section, labels)))
    total = sum(section_points(s) for s in handout.sections)
    quick.append((labels["key.total"], str(total)))
    return KeySheet(
        language=meta.language,
        title=meta.short_title or meta.title,
        author="",
        foot=foot(handout, setting, versioned=True, draft=not handout.sections_checked),
        version=handout.version,
        code=setting.code,
        max_score=total,
        quick=tuple(quick),
        sections=tuple(sections),
        notes=_notes(handout, setting, sections),
        changes=changes(handout, labels, anchors),
        doubts=_doubts(remarks.doubts, writer),
    )


def _judged(made: list[KeyEntry], item: Exercise, judge: Mapping[str, Sequence[str]]) -> list[KeyEntry]:
    """The entries with what only the teacher can judge: at the pair or statement it is about, else at the first."""
    ids: list[str] = []
    if isinstance(item, Match):
        ids = [pair.id for pair in item.pairs]
    elif isinstance(item, Grid):
        ids = [row.id for row in item.rows]
    told = {place: tuple(judge.get(part, ())) for place, part in enumerate(ids)}
    told[0] = (*judge.get(item.id, ()), *told.get(0, ()))
    return [replace(entry, judge=told[i]) if told.get(i) else entry for i, entry in enumerate(made)]


def _of_section(section: Section, judge: Mapping[str, Sequence[str]]) -> list[KeyEntry]:
    said = tuple(judge.get(section.kind, ()))
    return [KeyEntry("", "", "", (), "", (), judge=said)] if said else []


def _doubts(doubts: Sequence[tuple[Passage, str]], writer: _Writer) -> tuple[KeyChange, ...]:
    """Flagged passages in the order of the text; several reasons for one passage stand together."""
    reasons: dict[Passage, list[str]] = {}
    for passage, why in sorted(doubts, key=lambda d: (d[0].place, d[0].end)):
        reasons.setdefault(passage, []).append(why)
    return tuple(
        KeyChange(str(n), shortened(passage.text, _LONGEST_DOUBT), writer.places((passage,)), tuple(why))
        for n, (passage, why) in enumerate(reasons.items(), start=1)
    )


def _entries(item: Exercise, number: int, writer: _Writer) -> tuple[list[KeyEntry], list[Quick]]:
    match item:
        case Choice():
            return _choice(item, number, writer)
        case Gap():
            entry = _plain(number, item.answer, item.accept, item, writer)
            return [entry], [(str(number), item.answer)]
        case Open():
            entry = _plain(number, item.answer or writer.labels["key.see_rubric"], item.accept, item, writer)
            rubric = tuple((str(row.points), row.text) for row in item.rubric)
            return [replace(entry, rubric=rubric)], [(str(number), writer.labels["key.quick_open"])]
        case Match():
            return _match(item, number, writer)
        case Order():
            return _order(item, number, writer)
        case Grid():
            return _grid(item, number, writer)


def _grid(item: Grid, number: int, writer: _Writer) -> tuple[list[KeyEntry], list[Quick]]:
    """Each statement's column, what the essay says instead where it differs, and the sentence that decides."""
    entries = [
        KeyEntry(
            number=str(number + k),
            answer=writer.points(item.columns[row.column], item.points),
            points=str(item.points),
            quotes=tuple(writer.quote(p) for p in _only(row.evidence)),
            place=writer.places(_only(row.evidence)),
            notes=(row.why,) if row.why else (),
        )
        for k, row in enumerate(item.rows)
    ]
    return entries, [(e.number, item.columns[row.column]) for e, row in zip(entries, item.rows, strict=True)]


def _only(passage: Passage | None) -> tuple[Passage, ...]:
    return (passage,) if passage else ()


def _choice(item: Choice, number: int, writer: _Writer) -> tuple[list[KeyEntry], list[Quick]]:
    letter = ", ".join(LETTERS[k] for k in item.keys)
    answer = f"{letter}. {item.answer}" if not item.also else letter
    told = ((LETTERS[i], writer.reason(o)) for i, o in enumerate(item.options) if i not in item.keys)
    reasons = [f"{wrong}\u00a0–\u00a0{why}" for wrong, why in told if why]
    separator = writer.labels["punctuation.list_separator"]
    notes = (writer.labels("key.why_wrong", reasons=separator.join(reasons).rstrip(".")),) if reasons else ()
    if item.kind == TERM_KIND:
        notes = (writer.labels["key.from_glossary"], *notes)
    entry = KeyEntry(
        number=str(number),
        answer=writer.points(answer, item.points),
        points=str(item.points),
        quotes=tuple(writer.quote(p) for p in item.evidence),
        place=writer.places(item.evidence),
        notes=notes,
    )
    return [entry], [(str(number), letter)]


def _plain(number: int, answer: str, accept: Sequence[str], item: Gap | Open, writer: _Writer) -> KeyEntry:
    return KeyEntry(
        number=str(number),
        answer=writer.points(answer, item.points),
        points=str(item.points),
        quotes=tuple(writer.quote(p) for p in item.evidence),
        place=writer.places(item.evidence),
        notes=writer.accept(accept),
    )


def _match(item: Match, number: int, writer: _Writer) -> tuple[list[KeyEntry], list[Quick]]:
    entries: list[KeyEntry] = []
    quick: list[Quick] = []
    for k, pair in enumerate(item.pairs):
        letter = LETTERS[item.responses.index(pair.response)]
        entries.append(
            KeyEntry(
                number=str(number + k),
                answer=writer.points(f"{letter}. {pair.response}", item.points),
                points=str(item.points),
                quotes=(writer.quote(pair.evidence),),
                place=writer.places((pair.evidence,)),
                notes=(),
            )
        )
        quick.append((str(number + k), letter))
    return entries, quick


def order_answer(item: Order) -> str:
    """The numbers to be written into the boxes, from top to bottom: "4 2 1 5 3"."""
    return " ".join(str(k + 1) for k in item.shown)


def _order(item: Order, number: int, writer: _Writer) -> tuple[list[KeyEntry], list[Quick]]:
    """The numbers for the boxes, then the events in their right order, each with its date, place and evidence."""
    labels = writer.labels
    answer = order_answer(item)
    made = [
        KeyEntry(
            number=str(number),
            answer=labels("key.order_points", answer=answer, points=item_points(item)),
            points=str(item_points(item)),
            quotes=(),
            place="",
            notes=(),
        )
    ]
    for k, entry in enumerate(item.entries, start=1):
        made.append(
            KeyEntry(
                number=f"{number}.{k}",
                answer=labels("key.order_row", event=entry.text, date=entry.display),
                points="",
                quotes=(writer.quote(entry.evidence),),
                place=writer.places((entry.evidence,)),
                notes=(),
            )
        )
    return made, [(str(number), answer)]


def _unused(section: Section, labels: Labels) -> list[KeyEntry]:
    used = {i.answer for i in section.items if isinstance(i, Gap)}
    spare = [w for w in section.bank if w not in used]
    for item in section.items:
        if isinstance(item, Match):
            taken = {p.response for p in item.pairs}
            spare += [f"{LETTERS[i]}. {r}" for i, r in enumerate(item.responses) if r not in taken]
    if not spare:
        return []
    words = labels["punctuation.list_separator"].join(spare)
    return [KeyEntry("", "", "", (), "", (labels("key.unused", words=words),))]


def _notes(handout: Handout, setting: Setting, sections: Sequence[KeySection]) -> tuple[str, ...]:
    labels = setting.labels
    total = sum(section_points(s) for s in handout.sections)
    notes = [labels("key.score_max", points=total) + " " + labels["key.mark_formula"]]
    if handout.meta.duration:
        notes.append(labels("key.note_time", minutes=handout.meta.duration))
    if handout.meta.phase:
        notes.append(labels("key.note_phase", phase=handout.meta.phase))
    if not handout.sections_checked:
        notes.append(labels["key.note_draft"])
    judged = [e.number for s in sections for e in s.entries if e.judge and e.number]
    if judged:
        notes.append(labels("key.note_judge", items=", ".join(judged)))
    if handout.doubtful:
        notes.append(labels("key.note_doubt", count=len(set(handout.doubtful))))
    notes += meanings_note(handout.glossary.printed, labels)
    if handout.meta.source:
        notes.append(labels("key.note_source", source=handout.meta.source.rstrip(".")))
    notes.append(labels("key.note_reprint", code=setting.code))
    return tuple(notes)
