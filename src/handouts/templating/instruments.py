"""Rewrites a checked syntax tree: start tags get their stamps, loops and joins get the counters of the budget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from jinja2 import nodes as n
from jinja2.visitor import NodeTransformer

from handouts.templating.stamps import Stamper, deeper

_BUDGET = "handouts.templating.budget."


def stamp(tree: n.Template, place: str) -> Stamper:
    """Stamp the text parts of the tree in place; the stamper knows the slips."""
    stamper = Stamper(place)
    outside = {id(data) for block in tree.find_all(n.Block) for data in _outside(block)}
    for data in tree.find_all(n.TemplateData):
        marked = stamper.loose(data.data, data.lineno) if id(data) in outside else data.data
        data.data = stamper.stamped(marked, data.lineno)
    return stamper


def _outside(block: n.Block) -> Iterator[n.TemplateData]:
    """The text parts of a block that begin outside of the elements it opens."""
    depth = 0
    for data in _in_order(block):
        if depth <= 0:
            yield data
        depth += deeper(data.data)


def _in_order(node: n.Node) -> Iterator[n.TemplateData]:
    """The text parts that a node prints itself, in reading order."""
    for child in node.iter_child_nodes():
        if isinstance(child, n.TemplateData):
            yield child
        elif isinstance(child, (n.Output, n.If, n.For, n.With)):
            yield from _in_order(child)


def count(tree: n.Template) -> n.Template:
    """The tree with every loop, macro, block and joined text under the budget."""
    counted = _Counters().visit(tree)
    counted.set_environment(tree.environment)
    return cast(n.Template, counted)


def _size(body: list[n.Node]) -> int:
    return sum(len(data.data) for node in body for data in _data(node))


def _data(node: n.Node) -> list[n.TemplateData]:
    return [node] if isinstance(node, n.TemplateData) else list(node.find_all(n.TemplateData))


def _call(function: str, line: int, *arguments: n.Expr) -> n.Call:
    return n.Call(n.ImportedName(_BUDGET + function), list(arguments), [], None, None, lineno=line)


class _Counters(NodeTransformer):
    def visit_For(self, node: n.For) -> n.For:
        size = _size(node.body)
        self.generic_visit(node)
        node.iter = _call("counted", node.iter.lineno, cast(n.Expr, node.iter), n.Const(size))
        return node

    def visit_Concat(self, node: n.Concat) -> n.Call:
        self.generic_visit(node)
        return _call("bounded", node.lineno, node)

    def _body(self, node: Any) -> Any:
        size = _size(node.body)
        self.generic_visit(node)
        node.body.insert(0, n.ExprStmt(_call("tick", node.lineno, n.Const(size)), lineno=node.lineno))
        return node

    visit_Macro = visit_Block = visit_Template = _body
