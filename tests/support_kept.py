"""What `make test` makes once in a process and uses in many tests; `make verify` makes everything anew each time.

Hundreds of tests run commands over the same few essays. What the stages make of an essay, whatever the folder that it
lies in, is remembered here by all that it is made of, as `handouts watch` does it (pipeline/kept.py), and so are the
glossaries and schemas that come with the tool. A test that changes how something is made asks for the fixture `anew`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from support import ROOT

from handouts import analysis, materials
from handouts.lessons import schemas, shared_glossaries
from handouts.model.text import Essay, SourceText
from handouts.pipeline import draft, new, prepare

# Results that hold no name of a file: tests/pipeline/test_kept_in_tests.py. A timeline comes with places in its essay.
SHARED = {analysis: ("analyse", "doubts"), materials: ("glossary", "exercises")}
_TEXTS, _EACH = 200, 12  # how many texts are remembered, and how many results for a function and text


class Memory:
    """Results by their ingredients and by the function that made them; the name of the essay's file is none."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[object, str], list[tuple[tuple[Any, ...], Any]]] = OrderedDict()

    def made(self, make: Callable[..., Any], essay: Essay, *others: Any) -> Any:
        """What the function makes, or has made, of an essay and other things."""
        wanted = (replace(essay, source=SourceText("", essay.source.text)), *others)
        held = self._held.setdefault((make, essay.source.text), [])
        for made_of, result in held:
            if made_of == wanted:
                return result
        held.append((wanted, make(essay, *others)))
        del held[:-_EACH]
        if len(self._held) > _TEXTS:
            self._held.popitem(last=False)
        return held[-1][1]


class Remembering:
    """Stands for a stage, of which some functions remember. One that a test replaces is another function."""

    def __init__(self, stage: ModuleType, memory: Memory) -> None:
        self._stage, self._memory = stage, memory

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._stage, name)
        if name not in SHARED[self._stage]:
            return found
        return lambda essay, *others: self._memory.made(found, essay, *others)


@contextmanager
def remembering() -> Iterator[Memory]:
    """Within it, what commands make of an essay is made once."""
    memory = Memory()
    reading = shared_glossaries.read_shared
    content = (ROOT / "content").resolve()

    @cache
    def shipped(path: Path, language: str, data: bytes) -> Any:
        return reading(path, language)

    def read_shared(path: Path, language: str) -> Any:
        inside = path.resolve().is_relative_to(content)
        return shipped(path, language, path.read_bytes()) if inside else reading(path, language)

    with ExitStack() as stack:
        for module, name, stage in (
            (prepare, "analysing", analysis),
            (prepare, "materials", materials),
            (draft, "materials", materials),
            (new, "materials", materials),
        ):
            stack.enter_context(patch.object(module, name, Remembering(stage, memory)))
        stack.enter_context(patch.object(shared_glossaries, "read_shared", read_shared))
        stack.enter_context(patch.object(schemas, "schema_text", cache(schemas.schema_text)))
        yield memory


@contextmanager
def forgetting(memory: Memory) -> Iterator[None]:
    """Within it, everything is made of an essay anew."""
    with patch.object(memory, "made", lambda make, *given: make(*given)):
        yield
