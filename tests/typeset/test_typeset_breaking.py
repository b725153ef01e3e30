"""Words set quickly and words set piece by piece: the same lines, whatever the text is made of."""

from hypothesis import example, given
from hypothesis import strategies as st

from handouts.model.document import Span
from handouts.model.press import Style
from handouts.typeset.breaking import Breaker
from handouts.typeset.faces import FontBook
from handouts.typeset.lines import Part, Type

KIND = Type("sans", 10, 14)
# Letters, places to cut at, spaces of each sort, a soft hyphen, signs that the main face lacks or must not print.
SIGNS = st.text(
    alphabet="abcdeWM" * 3 + "-\u2013/,1" + "  \t\u200b\u00a0\u202f\u00ad" + "\u0416\u6f22\u0627", max_size=90
)


def lines(spans, width, hang=0.0):
    book = FontBook(Style())
    found = Breaker(book, 20, None, "").lines([Part(tuple(spans), KIND)], width, hang)
    return found, tuple(book.missing)


def shown(line):
    return "".join(frag.text for frag in line.frags)


@given(SIGNS, st.lists(st.integers(1, 12), max_size=40), st.integers(30, 240), st.sampled_from([0.0, 12.0]))
@example("in-between " * 6, [4, 1, 3], 60, 0.0)
@example("WMWMWMWMWMWMWM ab", [3], 40, 12.0)
def test_text_in_one_span_or_in_many_breaks_alike(text, lengths, width, hang):
    whole, missing = lines([Span(text)], width, hang)
    cuts = [sum(lengths[:n]) for n in range(len(lengths) + 1)]
    spans = [Span(text[a:b]) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    parted, missing_in_parts = lines(spans, width, hang)
    assert [(line.start, line.end, line.cut) for line in parted] == [(line.start, line.end, line.cut) for line in whole]
    assert [*map(shown, parted)] == [*map(shown, whole)]
    assert all(abs(one.width - other.width) < 1e-6 for one, other in zip(parted, whole, strict=True))
    assert {glyph.character for glyph in missing} == {glyph.character for glyph in missing_in_parts}


@given(SIGNS, st.integers(30, 240), st.sampled_from([0.0, 12.0]))
def test_lines_hold_the_whole_text_in_order_and_none_is_too_wide(text, width, hang):
    found, _ = lines([Span(text)], width, hang)
    assert [line.start for line in found[1:]] == [line.end for line in found[:-1]]
    assert (found[0].start, found[-1].end) == (0, len(text))
    widest = max((line.width for line in found[1:]), default=0)
    assert found[0].width <= width + 0.02
    assert widest <= width - hang + 0.02
