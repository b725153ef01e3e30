"""Any text at all: it becomes a valid pack or is refused with a message, and the tool never fails its own check."""

from __future__ import annotations

import random
from pathlib import Path

import page
import pytest
from support import ESSAYS, PAPERS, cli, files

MAX_FAST = 12
SEEDS = [*range(MAX_FAST), *(pytest.param(n, marks=pytest.mark.verify) for n in range(MAX_FAST, 300))]
# What copying from the web, from Word and from chats brings along, and marks that mean something somewhere.
ODD = (
    *("\u00ad", "\u200b", "\u200e", "\u202e", "\u2066", "\ufeff", "\u180e", "\ufe0f", "\u00a0", "\u2011", "\u2028"),
    *("\t", "\x0b", "\x0c", "\n", "\n\n", "\n- ", "\n1. ", "\n> ", "\n# ", "\n***\n", "**", "*", "_", "`", "\\", "|"),
    *("[x](y)", "<b>", "</p>", "&nbsp;", "&#0;", "&lt;", "{{ x }}", "{% if %}", "{page}", "%", "$", "~", "''", '"'),
    *(
        "e\u0301",
        "\ufb01",
        "\ue000",
        "\U0001d54f",
        "שלום",
        "مرحبا",
        "李",
        "Ж",
        "Ω",
        "🙂",
        "½",
        "m²",
        "H₂O",
        "…",
        "—",
        "•",
    ),
    *("“", "”", "«", "1939", "5 BC", "32 May 1941", "x" * 300, "http://example.org/" + "a" * 200, " . ", "?!", "..."),
)


def spoilt(seed: int) -> tuple[str, str]:
    """A file name and one of the short essays with pieces taken out and odd ones put in."""
    draw = random.Random(seed)
    source = draw.choice(sorted(ESSAYS.iterdir()))
    text = list(source.read_text(encoding="utf-8"))
    for _ in range(draw.choice((1, 3, 10, 40))):
        at = draw.randrange(len(text))
        if draw.random() < 0.3:
            del text[at : at + draw.choice((1, 5, 80))]
        else:
            text.insert(at, draw.choice(ODD))
    return "essay" + draw.choice((".txt", ".md")), "".join(text)


@pytest.mark.sliced(3)
@pytest.mark.parametrize("seed", SEEDS)
def test_any_text_is_printed_or_refused(seed: int, tmp_path: Path) -> None:
    name, text = spoilt(seed)
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    options = ("--paper", list(PAPERS)[seed % 4], "--versions", str(1 + seed % 2))
    ran = cli("build", tmp_path / name, "--out", tmp_path / "out", *options)
    assert ran.code in (0, 3), ran.err
    if ran.code == 3:
        assert name in ran.err.splitlines()[0]
        assert not (tmp_path / "out").exists()
    else:
        made = {n: d for n, d in files(tmp_path / "out").items() if n.endswith(".pdf")}
        assert "pupils/handout.pdf" in made
        assert [n for n, d in made.items() if not page.validate_pdf_bytes(d, profile="ua1").is_compliant] == []
