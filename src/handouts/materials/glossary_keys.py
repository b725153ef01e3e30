"""The keys to the glossary's sheets: what each meaning rests on, and what is right on the sheets to be worked on."""

from __future__ import annotations

from handouts.languages.labels import Labels
from handouts.materials.anchors import Anchors
from handouts.materials.glossary_views import glossary_foot
from handouts.materials.views import Setting
from handouts.model.glossary import Entry
from handouts.model.handout import Handout
from handouts.model.lesson import WordForm
from handouts.model.sheet import FormKeySheet, KeyEntry

_UNNUMBERED = "–"


def glossary_key(handout: Handout, setting: Setting, anchors: Anchors) -> FormKeySheet:
    """Where each meaning comes from, whether a teacher has approved it, and what has no meaning yet."""
    labels, glossary = setting.labels, handout.glossary
    printed = glossary.printed
    blank = [entry for entry in glossary.entries if entry not in printed]
    entries = [_sourced(str(n), e, glossary.checked, labels, anchors) for n, e in enumerate(printed, start=1)]
    entries += [_sourced(_UNNUMBERED, e, glossary.checked, labels, anchors) for e in blank]
    notes = []
    if blank:
        notes.append(labels("key.glossary_blank", terms=", ".join(e.term for e in blank)))
    return form_key("glossary", tuple(entries), notes, handout, setting)


def form_key(
    form: WordForm,
    entries: tuple[KeyEntry, ...],
    notes: list[str],
    handout: Handout,
    setting: Setting,
    quick: tuple[tuple[str, str], ...] = (),
) -> FormKeySheet:
    """The key to one of the glossary's sheets, with the notes that all of them share behind its own."""
    labels = setting.labels
    if not handout.glossary.checked:
        notes.append(labels["key.glossary_draft"])
    notes.append(labels("key.note_reprint", code=setting.code))
    return FormKeySheet(
        language=handout.meta.language,
        title=handout.meta.short_title or handout.meta.title,
        author="",
        foot=glossary_foot(handout, setting),
        form=form,
        name=labels[f"glossary.forms.{form.replace('-', '_')}"],
        quick=quick,
        entries=entries,
        notes=tuple(notes),
    )


def _sourced(number: str, entry: Entry, checked: bool, labels: Labels, anchors: Anchors) -> KeyEntry:
    """An entry with its meaning, or without one, and what that rests on."""
    words = labels("key.glossary_meaning", term=entry.term, meaning=entry.definition.strip())
    answer = words if entry.definition.strip() else entry.term
    seen = entry.sentence or next(iter(entry.mentions), None)
    quotes = (labels("punctuation.quote", text=entry.sentence.text.strip()),) if entry.sentence else ()
    said = [labels(f"key.glossary_sources.{entry.source}", name=entry.origin)]
    if entry.definition.strip() and not (entry.approved or checked):
        said.append(labels["key.glossary_unapproved"])
    if not entry.mentions:
        said.append(labels["key.glossary_absent"])
    return KeyEntry(number, answer, "", quotes, anchors.place(seen, labels) if seen else "", (" ".join(said),))
