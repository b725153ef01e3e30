"""The keys to the glossary's sheets: what each meaning rests on, and what is right on the sheets to be worked on."""

from __future__ import annotations

from handouts.languages.labels import Labels
from handouts.materials.anchors import Anchors
from handouts.materials.glossary_views import POINTS_MEANING, glossary_foot
from handouts.materials.provenance import meanings_note
from handouts.materials.views import LETTERS, Setting
from handouts.materials.vocabulary_gaps import vocabulary
from handouts.materials.word_choice import matched, usage, within
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


def glossary_blanks_key(handout: Handout, setting: Setting, anchors: Anchors) -> FormKeySheet:
    """The meanings, each with a sentence that uses the term, and how own words are marked."""
    labels, entries = setting.labels, handout.glossary.met
    made = [
        _proved(str(n), labels("key.glossary_meaning", term=e.term, meaning=e.definition), e, handout, labels, anchors)
        for n, e in enumerate(entries, start=1)
    ]
    notes = [_total(labels, POINTS_MEANING * len(entries)), labels("key.glossary_scoring", points=POINTS_MEANING)]
    notes += meanings_note(entries, labels)
    return form_key("glossary-blanks", tuple(made), notes, handout, setting)


def glossary_matching_key(handout: Handout, setting: Setting, anchors: Anchors) -> FormKeySheet:
    """The letter of each number, and the letters that stay unused."""
    labels, made = setting.labels, matched(handout)
    if made is None:
        raise ValueError("too few terms to match")
    quick, entries = [], []
    for number, place in enumerate(made.order, start=1):
        entry = made.terms[place]
        words = labels("key.glossary_pair", letter=LETTERS[place], term=entry.term, meaning=entry.definition)
        quick.append((str(number), LETTERS[place]))
        entries.append(_proved(str(number), words, entry, handout, labels, anchors))
    unused = [f"{LETTERS[k]}. {e.term}" for k, e in enumerate(made.terms) if k not in made.order]
    notes = [_total(labels, len(made.order)), labels("key.unused", words=", ".join(unused))]
    notes += meanings_note(made.terms, labels)
    return form_key("glossary-matching", tuple(entries), notes, handout, setting, tuple(quick))


def vocabulary_key(handout: Handout, setting: Setting, anchors: Anchors) -> FormKeySheet:
    """The words of the gaps with their sentences and places; nothing is invented for the pupils' own sentences."""
    labels, made = setting.labels, vocabulary(handout)
    entries = [
        KeyEntry(
            str(n),
            gap.answer,
            "",
            (labels("punctuation.quote", text=gap.sentence.text.strip()),),
            anchors.place(gap.mention, labels),
            (labels("key.glossary_meaning", term=gap.entry.term, meaning=gap.entry.definition),),
        )
        for n, gap in enumerate(made.gaps, start=1)
    ]
    quick = tuple((entry.number, entry.answer) for entry in entries)
    for number, entry in enumerate(made.own, start=len(entries) + 1):
        meaning = labels("key.glossary_meaning", term=entry.term, meaning=entry.definition)
        entries.append(KeyEntry(str(number), labels["key.vocabulary_own"], "", (), "", (meaning,)))
    notes = [_total(labels, len(made.gaps) + POINTS_MEANING * len(made.own))]
    if made.extra:
        notes.append(labels("key.unused", words=", ".join(made.extra)))
    notes.append(labels("key.vocabulary_scoring", points=POINTS_MEANING))
    notes += meanings_note([*(gap.entry for gap in made.gaps), *made.own], labels)
    return form_key("vocabulary", tuple(entries), notes, handout, setting, quick)


def flash_cards_key(handout: Handout, setting: Setting, anchors: Anchors) -> FormKeySheet:
    """The pairs by the small number that stands on both sides, and how to print them."""
    labels = setting.labels
    entries = [
        KeyEntry(str(n), labels("key.glossary_meaning", term=e.term, meaning=e.definition), "", (), "", ())
        for n, e in enumerate(handout.glossary.printed, start=1)
    ]
    notes = [labels[f"flash_cards.flip_{handout.meta.flash_cards}"], labels["key.flash_cards_print"]]
    notes += meanings_note(handout.glossary.printed, labels)
    return form_key("flash-cards", tuple(entries), notes, handout, setting)


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


def _proved(number: str, answer: str, entry: Entry, handout: Handout, labels: Labels, anchors: Anchors) -> KeyEntry:
    """An answer with a sentence that uses the term, and where the term stands in it."""
    sentence = usage(entry, handout)
    inside = (m for m in entry.mentions if sentence is not None and within(m, sentence))
    shown = next(inside, sentence) or next(iter(entry.mentions), None)
    quotes = (labels("punctuation.quote", text=sentence.text.strip()),) if sentence is not None else ()
    return KeyEntry(number, answer, "", quotes, anchors.place(shown, labels) if shown else "", ())


def _total(labels: Labels, points: int) -> str:
    return labels("key.score_max", points=points) + " " + labels["key.mark_formula"]
