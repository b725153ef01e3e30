"""The Jinja environment: a sandbox in which values have fields and no methods, and only known functions are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as ALL_TESTS
from markupsafe import Markup

from handouts.templating import budget
from handouts.templating.filters import FILTERS, OPERATORS, TESTS
from handouts.templating.records import Record

_LOOP = frozenset(
    {"index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "cycle"}
)
_INTERNAL: tuple[Any, ...] = (budget.counted, budget.tick, budget.bounded, budget.numbers)


class MissingName(UndefinedError):
    """A name that does not exist, and the value it was looked for in."""

    def __init__(self, message: str, name: str, owner: Any) -> None:
        super().__init__(message)
        self.name = name
        self.owner = owner


class Missing(StrictUndefined):
    """What stands for a name that does not exist; any use but `is defined` and `|default` raises MissingName."""

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None) -> None:
        super().__init__(hint, obj, name)
        self._undefined_exception: Any = lambda message: MissingName(str(message), str(name or ""), obj)


def finalize(value: Any) -> Any:
    """What is printed: texts and numbers. Nothing for None; a list or record is a mistake of the template."""
    if isinstance(value, str):
        budget.spend(0, len(value))
        return value
    if type(value) in (int, float) or isinstance(value, Undefined):
        return value
    if value is None:
        return ""
    kind = value.kind if isinstance(value, Record) else type(value).__name__
    raise budget.Refused(f"{{{{ {kind} }}}}")


class Sandbox(ImmutableSandboxedEnvironment):
    """See the module. `resolve` finds the template that a name means when `parent` names it."""

    intercepted_binops = frozenset({"+", "-", "/", "//", "%"})

    def __init__(self, resolve: Callable[[str, str], str], label: Callable[..., str], **options: Any) -> None:
        super().__init__(
            autoescape=True,
            undefined=Missing,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            **options,
        )
        self._resolve = resolve
        self.filters = dict(FILTERS)
        self.tests = {name: ALL_TESTS[name] for name in (*TESTS, *OPERATORS)}
        self.globals = {"range": budget.numbers, "t": label}
        self._callable = (*_INTERNAL, label)

    def join_path(self, template: str, parent: str) -> str:
        """The engine's name of the template that `parent` calls `template`."""
        return self._resolve(template, parent)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a record, a key of a mapping, a macro of a module, a property of `loop`: nothing else."""
        if isinstance(obj, Record):
            if attribute in obj.values:
                return obj.values[attribute]
        elif isinstance(obj, Undefined):
            obj._fail_with_undefined_error()
        elif isinstance(obj, dict):
            if attribute in obj:
                return obj[attribute]
        elif isinstance(obj, LoopContext):
            if attribute in _LOOP:
                return getattr(obj, attribute)
        elif isinstance(obj, TemplateModule) and not attribute.startswith("_") and hasattr(obj, attribute):
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item of a list or mapping, a character of a text, or a field of a record."""
        if isinstance(obj, (dict, tuple, list, str)):
            try:
                return obj[argument]
            except (TypeError, LookupError):
                return self.undefined(obj=obj, name=str(argument))
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        """The functions of the tool, macros, `super()` and `loop.cycle`."""
        return (
            any(obj is function for function in self._callable)
            or isinstance(obj, (Macro, BlockReference))
            or getattr(obj, "__func__", None) is LoopContext.cycle
        )

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what is known to be harmless."""
        if isinstance(__obj, Undefined):
            __obj._fail_with_undefined_error()
        if not __self.is_safe_callable(__obj):
            raise SecurityError(f"{type(__obj).__name__}(…)")
        return __context.call(__obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on numbers; `+` on texts too."""
        for side in (left, right):
            if isinstance(side, Undefined):
                side._fail_with_undefined_error()
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            if isinstance(left, Markup) != isinstance(right, Markup):
                left, right = str(left), str(right)  # as text: printing escapes it
            return budget.bounded(left + right)
        if type(left) not in (int, float) or type(right) not in (int, float):
            raise budget.Refused(f"{type(left).__name__} {operator} {type(right).__name__}")
        return super().call_binop(context, operator, left, right)
