"""No later run loses a letter of what the teacher wrote, and what she did not touch follows the essay."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.analysis.keys import sentence_keys
from handouts.errors import ContentError
from handouts.lessons.drafts.chunks import Chunks, chunks_of
from handouts.lessons.drafts.emit import emit_item, quoted
from handouts.lessons.drafts.evidence import Finder
from handouts.lessons.drafts.fresh import FreshFile, FreshItem, FreshList
from handouts.lessons.drafts.identity import ALIKE, kind_of, resembling
from handouts.lessons.drafts.merge import Merged, first_record, merge
from handouts.lessons.drafts.record import FileRecord, Known, dump, parse
from handouts.lessons.plain import blocks
from handouts.model.text import Essay, SourceText

POOL = (
    "Louis Blériot crossed the Channel on 25 July 1909.",
    "Otto Lilienthal built gliders from willow and cotton.",
    "The patent office in Washington answered in 1906: yes.",
    "Rain kept everybody on the ground for three weeks.",
    "A wooden propeller # broke at half past seven.",
    "Newspapers of that time hardly mention it.",
    "Wilbur Wright died of typhoid fever in 1912.",
)


def essay(sentences: list[str]) -> Essay:
    source = SourceText("essay.txt", " ".join(sentences) or "Nothing.")
    return Essay(source, blocks(source))


def fresh(sentences: list[str], label: str = "drafted") -> FreshFile:
    """A timeline with one event for each sentence."""
    items = []
    for key, sentence in zip(sentence_keys(sentences), sentences, strict=True):
        id_ = f"event-{key}"
        text = emit_item({"id": id_, "label": f"{label} {len(items) % 2}", "sentence": sentence})
        items.append(FreshItem(id_, text, (sentence,)))
    lines = [f"  {line}\n" for item in items for line in item.text.splitlines()]
    head = "# Explained.\n\nformat: 1\napproved: false\nevents:"
    return FreshFile(
        "timeline.yaml", head + ("\n" + "".join(lines) if lines else " []\n"), (FreshList("", tuple(items)),)
    )


def drafted(sentences: list[str]) -> tuple[Chunks, FileRecord]:
    new = fresh(sentences)
    chunks = chunks_of("timeline.yaml", new.text)
    return chunks, first_record(chunks, new)


def again(chunks: Chunks, record: FileRecord, sentences: list[str], label: str = "drafted") -> Merged:
    return merge(chunks, record, fresh(sentences, label), Finder(essay(sentences)))


def ids(chunks: Chunks) -> list[str]:
    return [piece.id for piece in chunks.items]


def joined(chunks: Chunks, parts: list[str]) -> Chunks:
    return chunks_of(chunks.name, "".join(parts))


class Teacher:
    """A folder with one draft, a teacher and an essay that both change."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        self.chunks, self.record = drafted(sentences)
        self.marks: list[str] = []  # every word of hers, each standing on a line that must stay
        self.gone: set[str] = set()  # ids that she deleted
        self.typos = False
        self.names = (f"Word{n}" for n in itertools.count())

    @property
    def end(self) -> str:
        return self.chunks.newline

    def mark(self) -> str:
        self.marks.append(next(self.names))
        return self.marks[-1]

    def forget(self, text: str) -> None:
        """She takes her own words back."""
        self.marks = [m for m in self.marks if f" {m}{self.end}" not in text]

    def edit(self, at: int) -> None:
        items = self.chunks.items
        if items:
            piece = items[at % len(items)]
            self.forget(piece.text)
            line = f"{' ' * (piece.indent + 2)}label: {self.mark()}{self.end}"
            text = "".join(
                line if part.strip().startswith("label:") else part for part in piece.text.splitlines(keepends=True)
            )
            self._change(piece.line, text)

    def delete(self, at: int) -> None:
        items = self.chunks.items
        if items:
            piece = items[at % len(items)]
            if piece.id.startswith("event-"):
                self.gone.add(piece.id)
            self.forget(piece.text)
            self._change(piece.line, "")

    def add(self, at: int) -> None:
        items = self.chunks.items
        mark = self.mark()
        text = f"  - id: own-{mark}{self.end}    label: {mark}{self.end}"
        if items:
            piece = items[at % len(items)]
            self._change(piece.line, (piece.text if piece.text.endswith(self.end) else piece.text + self.end) + text)
        else:
            self.chunks = chunks_of(
                "timeline.yaml", self.chunks.text.replace("events: []", "events:").rstrip() + self.end + text
            )

    def comment(self, at: int) -> None:
        pieces = self.chunks.pieces
        piece = pieces[at % len(pieces)]
        self._change(piece.line, f"{' ' * (at % 5)}# {self.mark()}{self.end}{piece.text}")

    def swap(self, at: int) -> None:
        items = self.chunks.items
        if len(items) > 1:
            one, two = items[at % len(items)], items[(at + 1) % len(items)]
            if one.text.endswith(self.end) and two.text.endswith(self.end):
                new = {one.line: two.text, two.line: one.text}
                self.chunks = joined(self.chunks, [new.get(p.line, p.text) for p in self.chunks.pieces])

    def windows(self, at: int) -> None:
        self.chunks = chunks_of("timeline.yaml", self.chunks.text.replace("\r\n", "\n").replace("\n", "\r\n"))

    def rewrite(self, at: int) -> None:
        sentence = POOL[at % len(POOL)]
        if sentence in self.sentences:
            self.sentences.remove(sentence)
        else:
            self.sentences.insert(at % (len(self.sentences) + 1), sentence)

    def mend(self, at: int) -> None:
        if self.sentences:
            place = at % len(self.sentences)
            self.sentences[place] = self.sentences[place].replace("e", "ee", 1)
            self.typos = True

    def draft(self, at: int) -> None:
        merged = again(self.chunks, self.record, self.sentences, f"drafted {at % 3}")
        self.judge(merged, fresh(self.sentences, f"drafted {at % 3}"))
        twice = again(merged.chunks, merged.record, self.sentences, f"drafted {at % 3}")
        assert (twice.chunks.text, twice.record) == (merged.chunks.text, merged.record)
        self.chunks, self.record = merged.chunks, merged.record

    def judge(self, merged: Merged, new: FreshFile) -> None:
        text = merged.chunks.text
        before = {p.id: p for p in self.chunks.items}
        hers = [p for p in self.chunks.items if any(f"{m}{self.end}" in p.text for m in self.marks)]
        assert all(p.text.rstrip() in text for p in hers)
        assert all(text.count(f" {mark}\n") + text.count(f" {mark}\r\n") >= 1 for mark in self.marks)
        loose = [line.strip() for p in self.chunks.pieces if not p.path for line in p.text.splitlines()]
        rest = iter([line.strip() for line in text.splitlines()])
        assert all(line in rest for line in loose if line and not line.startswith("events:"))
        assert not self.gone & set(ids(merged.chunks))
        order = [p.id for p in self.chunks.items if p.id in ids(merged.chunks)]
        assert [id_ for id_ in ids(merged.chunks) if id_ in before] == order
        wanted = {item.id: item.text for item in new.items()}
        for piece in merged.chunks.items:
            if piece.id not in {p.id for p in hers}:
                assert [line.removeprefix("  ") for line in piece.plain.split("\n")] == wanted[piece.id].rstrip().split(
                    "\n"
                )
        if not self.typos:
            assert set(wanted) <= set(ids(merged.chunks)) | self.gone

    def _change(self, line: int, text: str) -> None:
        self.chunks = joined(self.chunks, [text if p.line == line else p.text for p in self.chunks.pieces])


STEPS = ["edit", "delete", "add", "comment", "swap", "windows", "rewrite", "mend", "draft"]


@settings(max_examples=examples(250), deadline=None)
@given(
    st.lists(st.sampled_from(POOL), unique=True, max_size=5),
    st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 11)), max_size=14),
)
def test_whatever_the_teacher_does_stays(sentences: list[str], steps: list[tuple[str, int]]) -> None:
    teacher = Teacher(sentences)
    for name, at in [*steps, ("draft", 0)]:
        getattr(teacher, name)(at)


def test_untouched_items_follow_the_essay() -> None:
    chunks, record = drafted(list(POOL[:3]))
    merged = again(chunks, record, [POOL[0], POOL[4], POOL[2]], "better")
    wanted = fresh([POOL[0], POOL[4], POOL[2]], "better")
    assert merged.chunks.text == wanted.text
    assert (merged.counts.followed, merged.counts.added, merged.counts.removed, merged.counts.kept) == (2, 1, 1, 0)


def test_a_deleted_item_stays_deleted_when_its_sentence_is_mended() -> None:
    chunks, record = drafted(list(POOL[:3]))
    less = joined(chunks, [p.text for p in chunks.pieces if p.path != ("events", 1)])
    mended = [POOL[0], POOL[1].replace("gliders", "glideers"), POOL[2]]
    merged = again(less, record, mended)
    assert merged.chunks.text == less.text
    assert merged.counts.deleted == 1
    # It is known under both of its ids from then on, whichever way the essay goes.
    for sentences in (list(POOL[:3]), mended, [POOL[0], mended[1].replace("willow", "willows"), POOL[2]]):
        merged = again(merged.chunks, merged.record, sentences)
        assert merged.chunks.text == less.text


def test_an_edited_item_is_not_drafted_twice_when_its_sentence_is_mended() -> None:
    chunks, record = drafted(list(POOL[:3]))
    text = chunks.text.replace("label: drafted 1", "label: her words")
    mended = [POOL[0], POOL[1].replace("gliders", "glideers"), POOL[2]]
    merged = again(chunks_of("timeline.yaml", text), record, mended)
    assert merged.chunks.text == text
    assert merged.counts.hers == 1
    assert again(merged.chunks, merged.record, mended).chunks.text == text


def test_an_untouched_item_whose_sentence_is_mended_keeps_its_place() -> None:
    chunks, record = drafted(list(POOL[:3]))
    pieces = chunks.pieces
    turned = joined(chunks, [pieces[0].text, pieces[2].text, "  # on flying\n", pieces[1].text, pieces[3].text])
    mended = [POOL[0].replace("crossed", "croossed"), *POOL[1:3]]
    merged = again(turned, record, mended)
    new = fresh(mended).items()
    assert ids(merged.chunks) == [new[1].id, new[0].id, new[2].id]
    assert "  # on flying\n  - id: " + new[0].id in merged.chunks.text
    assert merged.record.deleted == {}


def test_no_new_item_rests_on_a_sentence_that_hers_quotes() -> None:
    chunks, record = drafted([POOL[0]])
    own = f"  - id: own\n    label: mine\n    sentence: {quoted(POOL[1])}\n"
    merged = again(chunks_of("timeline.yaml", chunks.text + own), record, [POOL[0], POOL[1]])
    assert merged.chunks.text == chunks.text + own


def test_a_copied_item_is_hers() -> None:
    chunks, record = drafted([POOL[0]])
    entry = chunks.items[0].text
    twice = chunks_of("glossary.yaml", chunks.text + entry)
    merged = again(twice, record, [POOL[1]])
    assert ids(merged.chunks) == [chunks.items[0].id, fresh([POOL[1]]).items()[0].id] or entry in merged.chunks.text
    assert entry in again(merged.chunks, merged.record, [POOL[1]]).chunks.text


@pytest.mark.parametrize("flow", ["events: [{id: own, label: x}]\n", "events: [ # none\n]\n"])
def test_a_file_that_cannot_be_edited_is_refused(flow: str) -> None:
    _, record = drafted([POOL[0]])
    chunks = chunks_of("timeline.yaml", "format: 1\n" + flow)
    with pytest.raises(ContentError) as caught:
        again(chunks, replace(record, items={}), [POOL[0]])
    assert [d.code for d in caught.value.diagnostics] == ["draft-layout"]


# Questions: sections and word banks.


def questions(*sections: tuple[str, tuple[str, ...], list[str]]) -> FreshFile:
    lists = []
    text = "format: 1\napproved: false\nsections:\n"
    for kind, bank, names in sections:
        items = [
            FreshItem(f"{kind}-{n}", f"- id: {kind}-{n}\n  answer: {n}\n", (f"Sentence of {n}.",), n) for n in names
        ]
        lists.append(FreshList(kind, tuple(items), bank))
        text += f"  - kind: {kind}\n"
        text += f"    bank: [{', '.join(bank)}]\n" if bank else ""
        text += "    items:\n" + "".join(f"      {line}\n" for i in items for line in i.text.splitlines())
    return FreshFile("questions.yaml", text, tuple(lists))


def redraft(text: str, before: FreshFile, after: FreshFile) -> Merged:
    record = first_record(chunks_of("questions.yaml", before.text), before)
    return merge(chunks_of("questions.yaml", text), record, after, Finder(essay([POOL[0]])))


def test_sections_come_and_go() -> None:
    one = questions(("cloze", ("a", "b"), ["a"]), ("short_answer", (), ["x"]))
    two = questions(("multiple_choice", (), ["m"]), ("matching", (), ["k"]), ("short_answer", (), ["x"]))
    merged = redraft(one.text, one, two)
    assert merged.chunks.text == (
        "format: 1\napproved: false\nsections:\n"
        "  - kind: multiple_choice\n    items:\n      - id: multiple_choice-m\n        answer: m\n"
        "  - kind: matching\n    items:\n      - id: matching-k\n        answer: k\n"
        "  - kind: short_answer\n    items:\n      - id: short_answer-x\n        answer: x\n"
    )
    assert merge(merged.chunks, merged.record, one, Finder(essay([POOL[0]]))).chunks.text == one.text


def test_a_section_with_a_comment_of_hers_stays() -> None:
    one = questions(("cloze", ("a", "b"), ["a"]), ("short_answer", (), ["x"]))
    two = questions(("short_answer", (), ["x"]))
    text = one.text.replace("    items:\n      - id: cloze-a", "    items:\n      # my gaps\n      - id: cloze-a")
    merged = redraft(text, one, two)
    assert "  - kind: cloze\n    items:\n      # my gaps\n  - kind: short_answer\n" in merged.chunks.text
    back = merge(merged.chunks, merged.record, one, Finder(essay([POOL[0]])))
    assert back.chunks.tree.data["sections"][0]["bank"] == ["a", "b"]  # type: ignore[index, call-overload]
    assert "# my gaps" in back.chunks.text


def test_a_deleted_section_does_not_come_back() -> None:
    one = questions(("cloze", ("a", "b"), ["a"]), ("short_answer", (), ["x"]))
    two = questions(("cloze", ("c", "d"), ["c"]), ("short_answer", (), ["x"]))
    text = one.text[: one.text.index("  - kind: cloze")] + one.text[one.text.index("  - kind: short_answer") :]
    merged = redraft(text, one, two)
    assert merged.chunks.text == text
    assert merge(merged.chunks, merged.record, two, Finder(essay([POOL[0]]))).chunks.text == text


def test_a_word_bank_follows_its_gaps_and_holds_her_answers() -> None:
    one = questions(("cloze", ("a", "b", "c"), ["a", "b"]))
    two = questions(("cloze", ("b", "d", "a"), ["a", "d"]))
    merged = redraft(one.text.replace("answer: b", "answer: hers"), one, two)
    bank = merged.chunks.tree.data["sections"][0]["bank"]  # type: ignore[index, call-overload]
    assert sorted(bank) == ["a", "b", "d", "hers"]
    assert [word for word in bank if word != "hers"] == ["b", "d", "a"]


def test_a_word_bank_of_hers_stays_and_its_lack_is_told() -> None:
    one = questions(("cloze", ("a", "b"), ["a"]))
    two = questions(("cloze", ("a", "c"), ["a", "c"]))
    text = one.text.replace("bank: [a, b]", "bank: [a, z] # mine")
    merged = redraft(text, one, two)
    assert "    bank: [a, z] # mine\n" in merged.chunks.text
    assert [(d.code, d.data["words"], str(d.location)) for d in merged.diagnostics] == [
        ("draft-bank-lacks", "c", "questions.yaml:5:5")
    ]


@given(st.permutations(["a", "b", "c"]))
def test_a_word_bank_stays_while_its_words_are_the_same(words: list[str]) -> None:
    one = questions(("cloze", ("a", "b", "c"), ["a", "b"]))
    two = questions(("cloze", tuple(words), ["a", "b"]))
    merged = redraft(one.text, one, two)
    assert (merged.chunks.text, merged.counts.banks) == (one.text, 0)


def test_a_word_bank_that_changes_is_counted() -> None:
    one = questions(("cloze", ("a", "b"), ["a"]))
    two = questions(("cloze", ("b", "c", "a"), ["a"]))
    merged = redraft(one.text, one, two)
    assert "bank: [b, c, a]" in merged.chunks.text
    assert merged.counts.banks == 1
    assert redraft(one.text.replace("    bank: [a, b]\n", ""), one, two).counts.banks == 0


def test_a_deleted_word_bank_stays_deleted() -> None:
    one = questions(("cloze", ("a", "b"), ["a"]))
    text = one.text.replace("    bank: [a, b]\n", "")
    assert redraft(text, one, one).chunks.text == text


# Ids and records.


def test_kinds_of_ids() -> None:
    key = next(sentence_keys(["A sentence."]))
    assert kind_of(f"event-{key}") == kind_of(f"event-{key}.2") == "event"
    assert kind_of(f"event-{key}-2") == "event-2"
    assert kind_of(f"mcq-{key}") == "mcq"
    assert kind_of("mcq-term-treaty") == kind_of("match-1") == kind_of("red army") == ""


def test_only_a_single_nearest_partner_counts() -> None:
    one, two, three = (f"event-{key}" for key in sentence_keys("abc"))
    text = "The mill by the river burned down in 1846."
    assert resembling({one: text}, {two: text.replace("1846", "1847")}) == {one: two}
    assert resembling({one: text}, {two: text + "!", three: text + "!"}) == {}
    assert resembling({one: text}, {two: "Something else was told about another mill."}) == {}
    assert resembling({one: text, two: text + "!"}, {three: text}) == {one: three}
    assert 0.5 < ALIKE < 1


@settings(deadline=None)
@given(
    st.dictionaries(
        st.text(max_size=8),
        st.builds(
            FileRecord,
            st.dictionaries(st.text(max_size=8), st.builds(Known, st.text(max_size=4), st.tuples(st.text(max_size=8)))),
            st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=2).map(tuple)),
        ),
        max_size=3,
    )
)
def test_records_come_back(files: dict[str, FileRecord]) -> None:
    assert parse(dump(files)) == files


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "null",
        '{"format": 2, "files": {}}',
        '{"format": 1}',
        '{"format": 1, "files": []}',
        '{"format": 1, "files": {"timeline.yaml": {}}}',
        '{"format": 1, "files": {"a": {"items": {"x": {"sha256": 1, "evidence": []}}, "deleted": {}}}}',
        '{"format": 1, "files": {"a": {"items": {"x": {"sha256": "", "evidence": "x"}}, "deleted": {}}}}',
        '{"format": 1, "files": {"a": {"items": {}, "deleted": {"x": 1}}}}',
        "[" * 100_000,
    ],
)
def test_a_damaged_record_is_told_from_a_sound_one(text: str) -> None:
    assert parse(text) is None
