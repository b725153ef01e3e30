"""How many examples a test of open inputs tries."""

from __future__ import annotations

from hypothesis import settings

_LEAST = 5


def examples(count: int) -> int:
    """All of them in `make verify`, a quarter in `make test`; see the profiles in conftest.py."""
    return count if settings.get_current_profile_name() == "new" else min(count, max(count // 4, _LEAST))
