"""How the versions of a sheet were permuted, and what a teacher should look at: orders that broke, versions alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from math import factorial

from handouts.languages.labels import Labels
from handouts.materials.key_papers import MOST_ACROSS
from handouts.materials.linting.look import Look
from handouts.materials.numbering import Identity, Numbered, numbered, shortened
from handouts.materials.pinning import in_order, speaks_of_others
from handouts.materials.views import LETTERS, Setting, foot, section_title
from handouts.model.exercise import Choice, Match, Order, Section
from handouts.model.handout import Handout
from handouts.model.key_papers import KeyReviewSheet, VersionCell, VersionRow, VersionTable

_LONGEST_ASKED = 46
_LEAST_MOVED = 3  # fewer items have no order worth speaking of

Found = dict[Identity, Numbered]


def key_review_sheet(pack: Sequence[Handout], setting: Setting) -> KeyReviewSheet:
    """The review of a pack in two versions or more; version A is what the others are compared with."""
    first, labels = pack[0], setting.labels
    found = [{n.identity: n for n in numbered(handout.sections)} for handout in pack]
    return KeyReviewSheet(
        language=first.meta.language,
        title=first.meta.short_title or first.meta.title,
        author="",
        foot=foot(first, setting, versioned=False, draft=not first.sections_checked),
        count=len(found[0]),
        findings=tuple(_findings(pack, found, labels)),
        letters=_letters(pack, labels),
        alike=_alike(pack, found, labels),
        tables=tuple(_tables(pack, found, labels)),
    )


def _tables(pack: Sequence[Handout], found: Sequence[Found], labels: Labels) -> Iterator[VersionTable]:
    for place, (letter, group) in enumerate(groupby(found[0].values(), key=lambda n: n.letter)):
        members = list(group)
        section = members[0].section
        pinned = [str(n.number) for n in members if isinstance(n.item, Choice) and n.item.natural_order]
        note = labels("key.review.pinned", items=", ".join(pinned)) if pinned else ""
        for start in range(0, len(pack), MOST_ACROSS):
            across = slice(start, start + MOST_ACROSS)
            rows = [_row(n, [version[n.identity] for version in found[across]]) for n in members]
            rows += _shared_rows(section, [h.sections[place] for h in pack[across]], labels)
            yield VersionTable(
                tuple(h.version for h in pack[across]), tuple(rows), letter, section_title(section, labels), note
            )


def _row(first: Numbered, others: Sequence[Numbered]) -> VersionRow:
    cells = tuple(_cell(first, other) for other in others)
    return VersionRow(str(first.number), first.id, shortened(first.asked, _LONGEST_ASKED), cells)


def _cell(first: Numbered, other: Numbered) -> VersionCell:
    number = str(other.number)
    if isinstance(first.item, Choice) and isinstance(other.item, Choice):
        letters = _order([o.text for o in first.item.options], [o.text for o in other.item.options])
        if other.item.also:
            return VersionCell(number, "".join(letters))
        key = other.item.key
        return VersionCell(number, "".join(letters[:key]), letters[key], "".join(letters[key + 1 :]))
    return VersionCell(number, right=other.close_mark if isinstance(other.item, Order) else "")


def _order(first: Sequence[str], other: Sequence[str]) -> list[str]:
    """The letters that texts have in version A, in the order of another version; equal texts take turns."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(first):
        places.setdefault(text, []).append(place)
    return [LETTERS[places[text].pop(0)] for text in other]


def _shared_rows(section: Section, others: Sequence[Section], labels: Labels) -> Iterator[VersionRow]:
    """What a section prints once for all its items: the responses of a matching, the words of a box."""
    for item in section.items:
        if isinstance(item, Match):
            turned = [o for other in others for o in other.items if isinstance(o, Match) and o.id == item.id]
            cells = tuple(VersionCell("", "".join(_order(item.responses, o.responses))) for o in turned)
            yield VersionRow("", "", labels["key.review.responses"], cells)
    if section.bank:
        rows = [_order(section.bank, o.bank) for o in others]
        yield VersionRow("", "", labels["key.review.bank"], tuple(VersionCell("", "".join(r)) for r in rows))


def _letters(pack: Sequence[Handout], labels: Labels) -> tuple[tuple[str, ...], ...]:
    """A row for each version: how often each letter is right, of the items with one right option."""
    items = [
        [i for s in h.sections for i in s.items if isinstance(i, Choice) and not i.also and len(s.items) > 1]
        for h in pack
    ]
    most = max((len(i.options) for i in items[0]), default=0)
    if not most:
        return ()
    rows = [(labels["key.review.version"], *LETTERS[:most])]
    for handout, made in zip(pack, items, strict=True):
        counts = Counter(i.key for i in made)
        rows.append((handout.version, *(str(counts[k]) for k in range(most))))
    return tuple(rows)


def _alike(pack: Sequence[Handout], found: Sequence[Found], labels: Labels) -> tuple[tuple[str, ...], ...]:
    """At how many numbers two versions have the same right answer: what a neighbour could copy."""
    answers = [{n.number: n.mark or n.words(labels) for n in version.values()} for version in found]
    names = [handout.version for handout in pack]
    rows = [(labels["key.review.version"], *names)]
    for one, name in zip(answers, names, strict=True):
        same = [str(sum(one[n] == other[n] for n in one)) if other is not one else "–" for other in answers]
        rows.append((name, *same))
    return tuple(rows)


def _findings(pack: Sequence[Handout], found: Sequence[Found], labels: Labels) -> Iterator[str]:
    look = Look(pack[0].meta.language)
    for handout, version in zip(pack[1:], found[1:], strict=True):
        for identity, other in version.items():
            for key, data in _faults(found[0][identity], other, look):
                yield labels(f"key.review.{key}", version=handout.version, number=other.number, **data)
    for (one, first), (two, second) in combinations(zip(pack, found, strict=True), 2):
        yield from _same(one, first, two, second, len(pack), labels)


def _faults(first: Numbered, other: Numbered, look: Look) -> Iterator[tuple[str, dict[str, str]]]:
    a, b = first.item, other.item
    if isinstance(a, Choice) and isinstance(b, Choice) and a.options != b.options:
        texts = [[o.text for o in item.options] for item in (a, b)]
        if speaks_of_others(a, look):
            yield "speaks", {"options": " / ".join(texts[1])}
        elif not a.also and in_order(texts[0], look) and not in_order(texts[1], look):
            yield "broken", {"options": " / ".join(texts[1])}
    if isinstance(b, Order) and list(b.shown) == sorted(b.shown):
        yield "solved", {}


def _same(one: Handout, first: Found, two: Handout, second: Found, count: int, labels: Labels) -> Iterator[str]:
    """Versions that differ in nothing, and sections that stand in two of `count` versions in the same order though

    they have orders enough for all.
    """
    names = {"one": one.version, "two": two.version}
    if one.sections == two.sections:
        yield labels("key.review.same_version", **names)
        return
    for a in one.sections:
        members = [n for n in first.values() if n.section is a]
        moved = any(second[n.identity].number != n.number or second[n.identity].mark != n.mark for n in members)
        if not moved and len(members) >= _LEAST_MOVED and factorial(len(members)) >= count:
            yield labels("key.review.same_section", **names, letter=members[0].letter)
