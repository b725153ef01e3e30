"""What a template may ask of the engine, checked on its syntax tree before anything is compiled.

The sandbox keeps templates from escaping; this list keeps them from using up the machine, and makes every refusal a
message at its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import nodes as n

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.templating.files import NAME
from handouts.templating.filters import FILTERS, OPERATORS, TESTS

MOST_NODES = 20_000
MOST_LOOPS = 3
MOST_OPERANDS = 50

ALLOWED: frozenset[type[n.Node]] = frozenset(
    {
        n.Template, n.Output, n.TemplateData, n.For, n.If, n.Macro, n.Include, n.Import, n.FromImport, n.Extends,
        n.Block, n.Assign, n.Name, n.Const, n.Tuple, n.List, n.Dict, n.Pair, n.Keyword, n.CondExpr, n.Filter, n.Test,
        n.Call, n.Getitem, n.Getattr, n.Slice, n.Concat, n.Add, n.Sub, n.Div, n.FloorDiv, n.Mod, n.Compare, n.Operand,
        n.And, n.Or, n.Not, n.Neg, n.Pos,
        n.Scope,  # holds nothing but an `autoescape`, which is refused at its line
    }
)  # fmt: skip

# How a refused construct looks in a template.
LOOKS: dict[type[n.Node], str] = {
    n.Mul: "*",
    n.Pow: "**",
    n.CallBlock: "{% call %}",
    n.FilterBlock: "{% filter %}",
    n.With: "{% with %}",
    n.AssignBlock: "{% set … %}…{% endset %}",
    n.NSRef: "{% set x.y = … %}",
    n.ScopedEvalContextModifier: "{% autoescape %}",
}

FUNCTIONS = frozenset({"t", "range", "super"})
RESERVED = frozenset({"self", "caller", "varargs", "kwargs", "loop"})
_REFERENCES = (n.Include, n.Import, n.FromImport, n.Extends)


@dataclass(frozen=True, slots=True)
class Reference:
    """Another template that this one names. `optional`: `ignore missing`."""

    file: str
    line: int
    optional: bool


class Check:
    """One pass over one template. `found` is what is refused, `references` the templates it names."""

    def __init__(self, tree: n.Template, place: str) -> None:
        self.place = place
        self.found: list[Diagnostic] = []
        self.references: list[Reference] = []
        self._nodes = 0
        self._macros = {macro.name for macro in tree.find_all(n.Macro)} | set(_imported(tree))
        self._modules = {node.target for node in tree.find_all(n.Import)}
        self._visit(tree, 0)

    def _visit(self, node: n.Node, loops: int) -> None:
        self._nodes += 1
        if self._nodes == MOST_NODES:
            self.found.append(problem("template-too-large", Location(self.place, node.lineno), limit=MOST_NODES))
        if self._nodes >= MOST_NODES:
            return
        kind = type(node)
        if kind not in ALLOWED:
            self._refuse(node, LOOKS.get(kind, kind.__name__))
            return
        check = getattr(self, f"_{kind.__name__.lower()}", None)
        if check:
            check(node)
        if kind is n.For:
            loops += 1
            if loops == MOST_LOOPS + 1:
                self._refuse(node, " ".join(["{% for %}"] * loops))
        for child in node.iter_child_nodes():
            child.lineno = child.lineno or node.lineno  # a few kinds have none
            self._visit(child, loops)

    def _refuse(self, node: n.Node, what: str, meant: str = "") -> None:
        place, data = Location(self.place, node.lineno), {"suggestion": meant} if meant else {}
        self.found.append(problem("template-refused", place, what=what[:80], **data))

    def _output(self, node: n.Output) -> None:
        for shown in node.nodes:
            if isinstance(shown, n.Name) and shown.name == "super":
                self._refuse(shown, "{{ super }}", "{{ super() }}")

    def _name(self, node: n.Name) -> None:
        self._named(node, node.name, node.ctx != "load")

    def _named(self, node: n.Node, name: str, is_new: bool) -> None:
        if name.startswith("_") or (name in RESERVED and (is_new or name != "loop")):
            self._refuse(node, name)
        elif is_new and name in FUNCTIONS:
            self._refuse(node, f"{name} = …")

    def _macro(self, node: n.Macro) -> None:
        self._named(node, node.name, True)

    def _block(self, node: n.Block) -> None:
        self._named(node, node.name, False)

    def _for(self, node: n.For) -> None:
        if node.recursive:
            self._refuse(node, "{% for … recursive %}")

    def _concat(self, node: n.Concat) -> None:
        if len(node.nodes) > MOST_OPERANDS:
            self._refuse(node, "~ ~ ~ …")

    def _getattr(self, node: n.Getattr) -> None:
        if node.attr.startswith("_"):
            self._refuse(node, f".{node.attr}")

    def _getitem(self, node: n.Getitem) -> None:
        if isinstance(node.arg, n.Const) and isinstance(node.arg.value, str) and node.arg.value.startswith("_"):
            self._refuse(node, f'["{node.arg.value}"]')

    def _call(self, node: n.Call) -> None:
        target = node.node
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            self._refuse(node, "(*…)")
        if isinstance(target, n.Name):
            if target.name not in FUNCTIONS and target.name not in self._macros:
                self._refuse(node, f"{target.name}(…)")
        elif isinstance(target, n.Getattr):
            owner = target.node.name if isinstance(target.node, n.Name) else ""
            if (owner, target.attr) != ("loop", "cycle") and owner not in self._modules:
                self._refuse(node, f".{target.attr}(…)")
        else:
            self._refuse(node, "…(…)")

    def _filter(self, node: n.Filter) -> None:
        if node.name not in FILTERS:
            self._refuse(node, f"|{node.name}", _close(node.name, FILTERS))
            return
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            self._refuse(node, f"|{node.name}(*…)")
        named: dict[str, n.Expr] = {str(pair.key): pair.value for pair in node.kwargs}
        if node.name == "map" and (node.args or not named or not named.keys() <= {"attribute", "default"}):
            self._refuse(node, "|map(…)")
        constants = [named["attribute"]] if "attribute" in named else []
        if node.name in ("selectattr", "rejectattr"):
            constants += node.args[:2]
            if len(node.args) > 1 and _constant(node.args[1]) not in {*TESTS, *OPERATORS}:
                self._refuse(node, f"|{node.name}(…)")
        for constant in constants:
            value = _constant(constant)
            if value is None or re.search(r"(?:^|\.)_", value):
                self._refuse(node, f"|{node.name}(…)")

    def _test(self, node: n.Test) -> None:
        if node.name not in TESTS:
            self._refuse(node, f"is {node.name}")

    def _reference(self, node: n.Include | n.Import | n.FromImport | n.Extends) -> None:
        statement = "from … import" if isinstance(node, n.FromImport) else type(node).__name__.lower()
        file = _constant(node.template)
        if file is None:
            self._refuse(node, f"{{% {statement} … %}}")
        elif not NAME.fullmatch(file.removeprefix("base/")):
            self._refuse(node, f'{{% {statement} "{file}" %}}')
        else:
            self.references.append(Reference(file, node.lineno, bool(getattr(node, "ignore_missing", False))))

    _include = _extends = _reference

    def _import(self, node: n.Import) -> None:
        self._reference(node)
        self._named(node, node.target, True)

    def _fromimport(self, node: n.FromImport) -> None:
        self._reference(node)
        for name in node.names:
            self._named(node, name if isinstance(name, str) else name[1], True)


def _constant(node: n.Node) -> str | None:
    return node.value if isinstance(node, n.Const) and isinstance(node.value, str) else None


def _imported(tree: n.Template) -> Iterator[str]:
    for node in tree.find_all(n.FromImport):
        for name in node.names:
            yield name if isinstance(name, str) else name[1]


def _close(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # only when something is wrong

    close = get_close_matches(name, sorted(known), 1)
    return close[0] if close else ""
