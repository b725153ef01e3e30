"""Several plans of a pack on one another: what an upper one says goes before what stands below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from handouts.diagnostics import Diagnostic, Location
from handouts.lessons.pack_file import LevelsFile, PackFile, PackKeys
from handouts.lessons.pack_options import conflicts
from handouts.model.packing import PackPlan
from handouts.reading.yaml import Path as Steps
from handouts.reading.yaml import Tree, load_with_places

_NOT_LAID = ("format", "classes")


@dataclass(frozen=True, slots=True)
class Layer:
    """The keys that one file says, below `steps` in its tree; paths in them start from `folder`."""

    keys: PackKeys
    folder: Path
    tree: Tree
    steps: Steps = ()

    def at(self, steps: Steps, of_key: bool = False) -> Location:
        """Where a value of the keys stands."""
        return self.tree.location((*self.steps, *steps), of_key)

    def says(self, steps: Steps) -> bool:
        """Whether there is a value of this name."""
        return (*self.steps, *steps) in self.tree.values

    def faults(self) -> Iterator[Diagnostic]:
        """Files and lessons that it names and that are not there."""
        yield from self.keys.faults(self.folder, self.at)


def read_layer(path: Path) -> Layer:
    """A pack.yaml without its classes. Raises what `load` raises."""
    file, tree = load_with_places(path, PackFile)
    return Layer(file, path.parent, tree)


def laid(layers: Sequence[Layer]) -> tuple[PackPlan, tuple[Diagnostic, ...]]:
    """The plan of layers, the lowest first, and what cannot go together in it (see `conflicts`).

    A list takes the place of a list and `imposition` that of another; `levels` and `languages` are laid key by key.
    Paths of the plan start where those of the layers' folders do.
    """
    said: dict[str, Any] = {}
    for layer in layers:
        for name in sorted(layer.keys.model_fields_set - set(_NOT_LAID)):
            said[name] = _over(said.get(name), _from_folder(layer, name))
    plan = PackKeys.model_validate({}).model_copy(update=said).plan(Path())
    return plan, tuple(conflicts(plan, partial(place, layers)))


def place(layers: Sequence[Layer], steps: Steps) -> Location | None:
    """Where the uppermost layer that says a value says it; None where none does."""
    for length in range(len(steps), 0, -1):
        for layer in reversed(layers):
            if layer.says(steps[:length]):
                return layer.at(steps[:length])
    return None


def _over(below: Any, above: Any) -> Any:
    if isinstance(below, dict):
        return {**below, **above}
    if isinstance(below, LevelsFile):
        return below.model_copy(update={name: getattr(above, name) for name in above.model_fields_set})
    return above


def _from_folder(layer: Layer, name: str) -> Any:
    """A value whose paths start where the layer's folder does."""
    value = getattr(layer.keys, name)
    if name == "cover":
        return str(layer.folder / value) if value.strip() else ""
    if name == "inserts":
        return tuple(one.model_copy(update={"file": str(layer.folder / one.file)}) for one in value)
    if name == "languages":
        return dict(layer.keys.plan(layer.folder).languages)
    return value
