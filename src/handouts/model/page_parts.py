"""What stands around the blocks of every page: its head and its foot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Header:
    """The head of every page: left | middle | right, above a hair line; `first` prints it on the first page too."""

    left: str = ""
    middle: str = ""
    right: str = ""
    first: bool = True


@dataclass(frozen=True, slots=True)
class Footer:
    """The foot of every page: left | middle | right. `pages` holds {page} and {pages} ("Halaman {page} dari {pages}")

    and follows `right` after a middle dot. `notice` ("Belum diperiksa guru") stands bold in the middle. What begins
    with `first_` stands on the first page instead, when it is not None. `qr`: the code of the sheet, which stands in a
    QR code at the right, with the number of the page.
    """

    left: str = ""
    middle: str = ""
    right: str = ""
    pages: str = "{page} / {pages}"
    notice: str = ""
    first_left: str | None = None
    first_middle: str | None = None
    first_right: str | None = None
    qr: str = ""

    def on(self, page: int) -> tuple[str, str, str]:
        """Left, middle and right of a page (from 1), without page number and notice."""
        if page > 1:
            return self.left, self.middle, self.right
        pairs = ((self.first_left, self.left), (self.first_middle, self.middle), (self.first_right, self.right))
        left, middle, right = (other if first is None else first for first, other in pairs)
        return left, middle, right


PLAIN_FOOTER = Footer()
