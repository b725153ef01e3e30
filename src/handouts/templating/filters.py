"""The filters a template may use: those of Jinja that are of use on a sheet, with their results bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from itertools import islice
from typing import Any

from jinja2 import filters as j
from jinja2 import pass_environment, pass_eval_context
from jinja2.environment import Environment
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape, soft_str

from handouts.templating.budget import TEXT, Refused, Spent, bounded


@pass_eval_context
def _join(context: EvalContext, value: Any, between: Any = "") -> str:
    parts = tuple(islice(value, TEXT + 1))
    total = sum(len(p) for p in parts if isinstance(p, str)) + len(soft_str(between)) * len(parts)
    if total > TEXT or len(parts) > TEXT:
        raise Spent(TEXT)
    return soft_str(j.do_join(context, parts, between))


def _replace(text: Any, old: Any, new: Any) -> str:
    # Plain or safe, the parts are escaped once: a replacement cannot bring markup in.
    if isinstance(text, Markup):
        old, new = escape(old), escape(new)
    text, old, new = soft_str(text), soft_str(old), soft_str(new)
    if len(text) + text.count(old) * len(new) > TEXT:
        raise Spent(TEXT)
    replaced: str = text.replace(old, new)
    return replaced


def _batch(values: Any, size: int, fill: Any = None) -> Iterator[list[Any]]:
    if type(size) is not int or not 0 < size <= 100:
        raise Refused("|batch")
    return j.do_batch(values, size, fill)


def _round(value: Any, precision: int = 0) -> Any:
    if type(value) not in (int, float) or type(precision) is not int or not 0 <= precision <= 6:
        raise Refused("|round")
    return round(value, precision)


def _int(value: Any, default: int = 0) -> int:
    return j.do_int(value, default)


@pass_environment
def _map(environment: Environment, values: Any, attribute: str, default: Any = None) -> Any:
    given = {} if default is None else {"default": default}
    return tuple(j.sync_do_map(_context(environment), values, attribute=attribute, **given))


def _context(environment: Environment) -> Any:
    """What Jinja's map wants of a context: its environment."""
    from jinja2.runtime import Context

    return Context(environment, {}, None, {})


_ALLOWED: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "batch": _batch,
    "capitalize": j.FILTERS["capitalize"],
    "default": j.FILTERS["default"],
    "first": j.sync_do_first,
    "int": _int,
    "join": _join,
    "last": j.FILTERS["last"],
    "length": len,
    "list": j.sync_do_list,
    "lower": j.FILTERS["lower"],
    "map": _map,
    "rejectattr": j.sync_do_rejectattr,
    "replace": _replace,
    "reverse": j.FILTERS["reverse"],
    "round": _round,
    "selectattr": j.sync_do_selectattr,
    "sort": j.FILTERS["sort"],
    "string": j.FILTERS["string"],
    "trim": j.FILTERS["trim"],
    "upper": j.FILTERS["upper"],
}

TESTS = (
    "defined", "divisibleby", "eq", "even", "false", "ge", "gt", "in", "le", "lt", "mapping", "ne", "none", "number",
    "odd", "sequence", "string", "true", "undefined",
)  # fmt: skip
OPERATORS = ("==", "!=", "<", "<=", ">", ">=", "lessthan", "greaterthan")


def _limited(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def limited(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        if isinstance(result, Iterator):
            result = tuple(islice(result, TEXT + 1))
        return bounded(result)

    return limited


FILTERS = {name: _limited(function) for name, function in _ALLOWED.items()}
