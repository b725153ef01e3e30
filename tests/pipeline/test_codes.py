"""Pack codes: Crockford's base 32 with its check character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.pipeline import codes


@given(st.binary(max_size=64), st.integers(0, 3))
def test_a_code_is_valid_and_a_file_name(content: bytes, attempt: int) -> None:
    code = codes.make(content, attempt)
    assert len(code) == 7
    assert code.isalnum() and code.isascii()
    assert codes.valid(code)


def test_same_content_same_code() -> None:
    assert codes.make(b"essay") == codes.make(b"essay")
    assert codes.make(b"essay") != codes.make(b"essay ")
    assert codes.make(b"essay", 0) != codes.make(b"essay", 1)


@given(st.binary(max_size=16), st.integers(0, 6), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_noticed(content: bytes, place: int, other: str) -> None:
    code = codes.make(content)
    wrong = code[:place] + other + code[place + 1 :]
    assert codes.valid(wrong) == (wrong == code)


@given(st.binary(max_size=16), st.integers(0, 5))
def test_two_neighbours_swapped_are_noticed(content: bytes, place: int) -> None:
    code = codes.make(content)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert codes.valid(swapped) == (swapped == code)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("k7m2qxr", "K7M2QXR"),
        ("K7M2QXR-B", "K7M2QXR"),
        ("k7m-2qxr-b", "K7M2QXR"),
        (" K7M2 QXR ", "K7M2QXR"),
        ("KOM2QIL", "K0M2Q11"),
        ("K7M2QX-R", "K7M2QXR"),
    ],
)
def test_reading_what_a_person_typed(typed: str, read: str) -> None:
    assert codes.normalise(typed) == read


@pytest.mark.parametrize("code", ["", "K7M2QX", "K7M2QXRR", "K7M2Q*R", "UUUUUUU", "../../x"])
def test_not_a_code(code: str) -> None:
    assert not codes.valid(codes.normalise(code))
