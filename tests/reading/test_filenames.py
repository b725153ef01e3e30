"""Names of files from names of people: valid on every system, unique, and the same whatever stands beside them."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from unicodedata import category, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.reading.filenames import MAX_BYTES, folded_key, slug, unique_slugs
from handouts.reading.invisible import is_invisible

DEVICES = ["CON", "prn", "aux", "AUX ", "nul.", "NUL.txt", "COM1", "com0", "LPT9", "LPT¹", "COM²", "CONIN$", "CONOUT$"]
NAMES = st.one_of(
    st.text(max_size=60),
    st.text("aA\u0301éÉßẞſıİσςΣ-_. /\\\u202e\u200d王ㅤ", max_size=12),
    st.sampled_from(
        [*DEVICES, "", ".", "..", "../x", "C:\\x", "-rf", "~", "Siswa 01", "siswa 01", "José", "Jose\u0301"]
    ),
    st.text("王é👩", min_size=20, max_size=120),
)


def is_valid(name: str) -> bool:
    """Whether a name can be a file's on Windows, macOS and Linux, and lies in the folder that it is put into."""
    kinds = {category(c) for c in name}
    return (
        0 < len(name.encode()) <= MAX_BYTES
        and name == normalize("NFC", name) == folded_key(name)
        and all(c in "-_" or k[0] in "LMN" for c, k in ((c, category(c)) for c in name))
        and not kinds & {"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"}
        and not any(map(is_invisible, name))
        and name[0] != "-"
        and not PureWindowsPath(name).is_reserved()
        and (Path("/out") / f"{name}.pdf").resolve().parent == Path("/out")
    )


@settings(deadline=None, max_examples=examples(500))
@given(NAMES)
def test_a_slug_is_a_file_name_everywhere(name: str) -> None:
    assert is_valid(slug(name, "pupil"))
    assert slug(normalize("NFD", name), "pupil") == slug(normalize("NFC", name), "pupil")
    assert slug(slug(name, "pupil"), "pupil") == slug(name, "pupil")


@settings(deadline=None, max_examples=examples(300))
@given(st.lists(NAMES, max_size=40), st.randoms(use_true_random=False))
def test_slugs_of_a_run_are_unique_and_do_not_depend_on_the_order(names: list[str], chance: object) -> None:
    pairs = [(f"key {n}", name) for n, name in enumerate(names)]
    found = unique_slugs(pairs, "pupil")
    assert all(map(is_valid, found))
    assert len({folded_key(name) for name in found}) == len(found)
    shuffled = list(pairs)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert dict(zip(shuffled, unique_slugs(shuffled, "pupil"), strict=True)) == dict(zip(pairs, found, strict=True))


@pytest.mark.parametrize("name", DEVICES)
def test_devices_of_windows(name: str) -> None:
    assert is_valid(slug(name, "pupil"))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("X-A", "x-a"),
        ("XI IPA 2", "xi-ipa-2"),
        ("Kelas Ⅷ²", "kelas-viii2"),
        ("José", "josé"),
        ("STRASSE ß", "strasse-ss"),
        ("王小明", "王小明"),
        ("../../etc/passwd", "etc-passwd"),
        ("\u202eAni\u202c", "ani"),
        ("--", "pupil"),
        ("\u0301\u0301", "pupil"),
        ("aux", "aux-pupil"),
        ("a" * 79 + "é", "a" * 79),
        ("é" * 60, "é" * 40),
    ],
)
def test_a_slug(name: str, wanted: str) -> None:
    assert slug(name, "pupil") == wanted


def test_the_suffix_is_the_pupils_own() -> None:
    alone = unique_slugs([("a", "Ani"), ("b", "Ani")], "pupil")
    more = unique_slugs([("c", "Ani"), ("b", "ANI"), ("x", "Budi"), ("a", "Ani")], "pupil")
    assert (more[3], more[1], more[2]) == (*alone, "budi")
    assert all(name.startswith("ani-") and len(name) == 10 for name in alone)
    assert alone == ("ani-" + alone[0][4:], "ani-" + alone[1][4:])


def test_a_suffix_that_is_a_name_already() -> None:
    first, second = unique_slugs([("a", "Ani"), ("b", "Ani")], "pupil")
    found = unique_slugs([("a", "Ani"), ("b", "Ani"), ("c", first)], "pupil")
    assert len(set(found)) == 3
    assert second in found


def test_long_names_keep_room_for_the_suffix() -> None:
    found = unique_slugs([("a", "é" * 100), ("b", "é" * 101)], "pupil")
    assert len(set(found)) == 2
    assert all(len(name.encode()) <= MAX_BYTES for name in found)


def test_a_key_belongs_to_one() -> None:
    with pytest.raises(ValueError, match="key"):
        unique_slugs([("a", "Ani"), ("a", "Budi")], "pupil")
