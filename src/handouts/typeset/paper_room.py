"""What a style becomes on a paper: margins that small papers can spare."""

from __future__ import annotations

from dataclasses import replace

from handouts.diagnostics import problem
from handouts.errors import UsageProblem
from handouts.model.press import Paper, Style

_USUAL = 210.0  # millimetres: papers at least so wide have the margins of the style
# What no margin is narrowed below: room for punched holes, for the hand that holds the sheet, for head and foot.
_FLOORS = {"inner": 15.0, "outer": 10.0, "top": 11.0, "bottom": 14.0}
_LEAST_LARGE = 16.5  # of the type's size: in large print a narrower line holds two or three words
_LEAST_WIDTH, _LEAST_HEIGHT = 60.0, 50.0  # millimetres of the type area


def fitted(style: Style, paper: Paper) -> Style:
    """The style with its margins in proportion on paper narrower than A4.

    UsageProblem `paper-no-room` when the margins leave less than a column of text, `paper-print` when large print would
    have lines of two or three words.
    """
    share = min(1.0, min(paper.width_mm, paper.height_mm) / _USUAL)
    floors = dict(_FLOORS)
    names = {side: f"margin_{side}_mm" for side in floors}
    given: dict[str, float] = {side: getattr(style, name) for side, name in names.items()}
    if style.single:
        floors["bottom"] = given["bottom"]  # for a foot of two lines
    margins = {side: max(min(mm, floors[side]), round(mm * share, 2)) for side, mm in given.items()}
    width = paper.width_mm - margins["inner"] - margins["outer"]
    height = paper.height_mm - margins["top"] - margins["bottom"]
    if width < _LEAST_WIDTH or height < _LEAST_HEIGHT:
        room = f"{max(width, 0):g} × {max(height, 0):g} mm"
        least = f"{_LEAST_WIDTH:g} × {_LEAST_HEIGHT:g} mm"
        raise UsageProblem(problem("paper-no-room", None, paper=paper.name, room=room, least=least))
    if style.single and width * 72 / 25.4 < _LEAST_LARGE * style.size_body:
        raise UsageProblem(problem("paper-print", None, paper=paper.name, size=f"{style.size_body:g}"))
    if share == 1:
        return style
    return replace(
        style,
        margin_inner_mm=margins["inner"],
        margin_outer_mm=margins["outer"],
        margin_top_mm=margins["top"],
        margin_bottom_mm=margins["bottom"],
    )
