"""What a teacher decided, and what is left of the flags; nothing rests on what she barred."""

from __future__ import annotations

from dataclasses import replace

import pytest
from analysis_essays import essay

from handouts.analysis import analyse, doubts
from handouts.diagnostics import Location
from handouts.model.analysis import Flag
from handouts.model.correction import Action, Correction
from handouts.model.text import Essay, passage

SPAM = "The flight lasted twelve slot gacor maxwin bonus deposit seconds."
FOREIGN = "Pada tahun 1945 pemerintah Indonesia menyatakan bahwa negara itu merdeka."
MARKED = "A patent is a right that forbids others to copy an invention [1]."
TEXT = (
    f"On 1 May 1939, Ann Smith left Boston for Paris. {SPAM} {FOREIGN}\n{MARKED} In June, Ann Smith married Tom Hill.\n"
)


def decision(whole: Essay, words: str, action: Action) -> Correction:
    for index, block in whole.text_blocks():
        at = block.text.find(words)
        if at >= 0:
            there = passage(whole, index, at, at + len(words))
            return Correction(action, words, words, "because", there, Location("corrections.yaml", 3, 5))
    raise AssertionError(words)


def flags(*decisions: tuple[str, Action], citations: str = "ask") -> list[tuple[str, str, str]]:
    whole = essay(TEXT)
    made = [decision(whole, words, action) for words, action in decisions]
    found = analyse(whole, "en", made, citations)  # type: ignore[arg-type]
    seen = doubts(whole, "en", made, citations)  # type: ignore[arg-type]
    assert (seen.flags, seen.blocked) == (found.flags, found.blocked)
    return [(f.code, f.severity, f.passage.text) for f in found.flags]


SPAM_FLAG = ("flag-spam", "warning", "slot gacor maxwin bonus deposit")
FOREIGN_FLAG = ("flag-language", "warning", FOREIGN)
MARK_FLAG = ("flag-citation", "warning", "[1]")


def test_without_decisions() -> None:
    assert flags() == [SPAM_FLAG, FOREIGN_FLAG, MARK_FLAG]


@pytest.mark.parametrize(
    ("words", "action", "left"),
    [
        (SPAM, "keep", [FOREIGN_FLAG, MARK_FLAG]),
        ("slot gacor maxwin bonus deposit", "keep", [FOREIGN_FLAG, MARK_FLAG]),
        (f"{SPAM} {FOREIGN}", "keep", [MARK_FLAG]),
        (SPAM, "do-not-use", [FOREIGN_FLAG, MARK_FLAG]),
        (SPAM, "replace", [("flag-spam", "hint", SPAM_FLAG[2]), FOREIGN_FLAG, MARK_FLAG]),
        (FOREIGN, "replace", [SPAM_FLAG, ("flag-language", "hint", FOREIGN), MARK_FLAG]),
        (FOREIGN[:-1], "keep", [SPAM_FLAG, MARK_FLAG]),
        # what she did not decide about stays flagged
        ("slot gacor", "keep", [("flag-spam", "warning", "maxwin bonus deposit"), FOREIGN_FLAG, MARK_FLAG]),
        (
            "gacor maxwin",
            "replace",
            [*(("flag-spam", "warning", w) for w in ("slot", "bonus deposit")), FOREIGN_FLAG, MARK_FLAG],
        ),
        ("The flight", "keep", [SPAM_FLAG, FOREIGN_FLAG, MARK_FLAG]),
    ],
)
def test_what_is_left_of_the_flags(words: str, action: Action, left: list[tuple[str, str, str]]) -> None:
    assert flags((words, action)) == left


@pytest.mark.parametrize(("citations", "marks"), [("ask", [MARK_FLAG]), ("keep", [])])
def test_citation_marks(citations: str, marks: list[tuple[str, str, str]]) -> None:
    assert flags(citations=citations) == [SPAM_FLAG, FOREIGN_FLAG, *marks]


def usable(*decisions: tuple[str, Action]) -> list[bool]:
    whole = essay(TEXT)
    return [s.usable for s in analyse(whole, "en", [decision(whole, w, a) for w, a in decisions]).sentences]


def test_what_is_evidence() -> None:
    assert usable() == [True, False, False, False, True]
    assert usable((SPAM, "keep"), (FOREIGN, "replace")) == [True, True, True, False, True]
    assert usable((MARKED, "keep")) == [True, False, False, True, True]
    assert usable(("Ann Smith left Boston", "do-not-use")) == [False, False, False, False, True]
    assert usable((SPAM, "do-not-use")) == [True, False, False, False, True]


def test_nothing_blocks_in_her_own_words() -> None:
    whole = essay(TEXT)
    hers = analyse(whole, "en", [decision(whole, f"{SPAM} {FOREIGN}", "replace")])
    assert [(f.code, f.severity, f.settled, f.blocks) for f in hers.flags if f.code != "flag-citation"] == [
        ("flag-spam", "hint", True, False),
        ("flag-language", "hint", True, False),
    ]
    assert all(s.usable for s in hers.sentences if s.text in (SPAM, FOREIGN))
    there = whole.text_block(0)
    fused = Flag("flag-fused", "hint", passage(whole, 0, 0, len(there.text)))
    assert (fused.blocks, replace(fused, settled=True).blocks) == (True, False)


def test_a_sentence_that_is_not_to_be_used_gives_neither_definition_nor_term_nor_year() -> None:
    whole = essay(TEXT.replace(FOREIGN, "").replace(" [1]", ""))
    plain = analyse(whole, "en")
    barred = analyse(
        whole,
        "en",
        [decision(whole, "A patent is a right that", "do-not-use"), decision(whole, "On 1 May 1939", "do-not-use")],
    )
    assert [d.term for d in plain.definitions] == ["patent"]
    assert barred.definitions == ()
    assert not any(m.overlaps(b) for t in barred.terms for m in t.mentions for b in barred.blocked)
    # "In June" takes its year from the sentence above
    assert [d.basis for d in plain.dates if d.passage.text == "June"] == ["inherited"]
    assert [d.basis for d in barred.dates if d.passage.text == "June"] == ["guessed"]
