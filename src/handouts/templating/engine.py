"""Renders: finds the template, checks it and all it names, compiles each once, and says where an error happened."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import HandoutsError, TemplateError
from handouts.templating import budget
from handouts.templating.allowlist import Check, Reference
from handouts.templating.environment import Missing, MissingName, Sandbox
from handouts.templating.files import SUFFIX, Source
from handouts.templating.instruments import count, stamp
from handouts.templating.records import Record, plain_context
from handouts.templating.tags import unclosed

# What XML cannot hold; it prints nothing anywhere else either.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Run(budget.Budget):
    """One rendering: its budget, the label function and the names of its context."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        super().__init__()
        self.label = context.get("t")
        self.values = plain_context(context)


def run(sources: tuple[Source, ...], folder: str, template_name: str, context: Mapping[str, Any]) -> str:
    """See handouts.templating.render; `folder` is the theme's, for messages."""
    engine = _engine(sources)
    key = engine.entry(template_name, folder)
    engine.prepare(key)
    this = _Run(context)
    token = budget.CURRENT.set(this)
    try:
        return _UNPRINTABLE.sub("", engine.output(key, this.values))
    except HandoutsError as error:
        if isinstance(error, TemplateError):
            raise
        raise TemplateError(*error.diagnostics) from error
    except Exception as error:  # whatever a template provokes is the template's mistake, at its line
        raise TemplateError(engine.located(error, key, this.values)) from error
    finally:
        budget.CURRENT.reset(token)


def faults(sources: tuple[Source, ...]) -> tuple[Diagnostic, ...]:
    """What is refused or broken in any of the templates, whether a sheet uses it or not. Nothing is run."""
    engine = _engine(sources)
    found: list[Diagnostic] = []
    for key in engine.sources:
        try:
            engine.prepare(key)
        except TemplateError as error:
            found += [d for d in error.diagnostics if d not in found]
    return tuple(found)


@lru_cache(maxsize=8)
def _engine(sources: tuple[Source, ...]) -> _Engine:
    return _Engine(sources)


def _label(key: str, **values: Any) -> str:
    """The function `t` of the templates: the label function of the rendering in progress."""
    this = budget.CURRENT.get()
    if not isinstance(this, _Run) or this.label is None:
        raise MissingName("t", "t", None)
    words: dict[str, Any] = {}
    for name, value in {"": key, **values}.items():
        if not isinstance(value, (str, int)):
            str(value) if isinstance(value, Missing) else None
            raise budget.Refused(f"t({name}…)")
        words[name] = str.__str__(value) if isinstance(value, str) else value
    words.pop("")
    try:
        text = str.__str__(this.label(str.__str__(key), **words))
    except KeyError as error:
        raise MissingName("t", str(error.args[0]), None) from error
    budget.bounded(text)
    return text


class _Engine(BaseLoader):
    """The templates of one theme: also the loader of its environment."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self.sources = {source.key: source for source in sources}
        self.levels = 1 + max((source.level for source in sources), default=0)
        self.environment = Sandbox(self.resolve, _label, loader=self)
        self.compiled: dict[str, CodeType] = {}
        self.references: dict[str, list[Reference]] = {}

    # ---- names

    def resolve(self, template: str, parent: str) -> str:
        """The key of the nearest template of this name; below the parent's theme for "base/…"."""
        name = template.removeprefix("base/")
        start = int(parent.partition("/")[0]) + 1 if name != template else 0
        keys = (f"{level}/{name}" for level in range(start, self.levels))
        return next((key for key in keys if key in self.sources), "")

    def entry(self, name: str, folder: str) -> str:
        """The key of the template that the tool asks for."""
        file = name if name.endswith(SUFFIX) else name + SUFFIX
        key = self.resolve(file, "0/")
        if not key:
            raise TemplateError(self._absent(file, Location(folder) if folder else None))
        return key

    def _absent(self, file: str, place: Location | None) -> Diagnostic:
        from difflib import get_close_matches  # only when something is wrong

        base = "base/" if file.startswith("base/") else ""
        close = get_close_matches(file.removeprefix(base), sorted({s.file for s in self.sources.values()}), 1)
        return problem("theme-no-template", place, name=file, suggestion=base + close[0] if close else "")

    # ---- checking and compiling

    def prepare(self, key: str) -> None:
        """Check and compile a template and all it names, before anything of it runs."""
        found: list[Diagnostic] = []
        self._prepare(key, [], set(), found)
        if found:
            raise TemplateError(*found)

    def _prepare(self, key: str, above: list[str], done: set[str], found: list[Diagnostic]) -> None:
        if key in done:  # each template once, however often it is named
            return
        done.add(key)
        place = self.sources[key].place
        if key not in self.compiled:
            wrong = self._compile(key)
            if wrong:
                found += [d for d in wrong if d not in found]
                return
        for reference in self.references[key]:
            below = self.resolve(reference.file, key)
            line = Location(place, reference.line)
            if not below:
                if not reference.optional:
                    found.append(self._absent(reference.file, line))
            elif below == key or below in above:
                found.append(_own_base(reference.file, line, below == key))
            else:
                self._prepare(below, [*above, key], done, found)

    def _compile(self, key: str) -> list[Diagnostic]:
        source = self.sources[key]
        try:
            tree = self.environment.parse(source.text, key, key)
            check = Check(tree, source.place)
            stamper = stamp(tree, source.place)
            wrong = check.found + stamper.found
            if wrong:
                return sorted(wrong, key=lambda d: d.location.line if d.location else 0)
            self.compiled[key] = self.environment.compile(count(tree), key, key)
        except TemplateSyntaxError as error:
            return [_syntax(source, error)]
        except (RecursionError, MemoryError):
            return [problem("template-refused", Location(source.place), what="((((…))))")]
        except (ValueError, OverflowError) as error:
            return [problem("template-syntax", Location(source.place), detail=str(error)[:200])]
        self.references[key] = check.references
        return []

    def load(self, environment: Any, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        """Jinja asks for a template by its key; all of them were compiled by `prepare`."""
        if name not in self.compiled:
            raise TemplateNotFound(name)
        template = Template.from_code(environment, self.compiled[name], globals or {})
        return template

    # ---- running

    def output(self, key: str, values: dict[str, Any]) -> str:
        """The text a template makes, cut off by an error when it grows too long."""
        parts: list[str] = []
        size = 0
        for part in self.environment.get_template(key).generate(values):
            parts.append(part)
            size += len(part)
            if size > budget.OUTPUT:
                raise budget.Spent(budget.OUTPUT)
        return "".join(parts)

    def located(self, error: Exception, key: str, values: dict[str, Any]) -> Diagnostic:
        """The diagnostic for an error of a running template, at the line that was being rendered."""
        place = Location(self.sources[key].place)
        trace = error.__traceback__
        while trace is not None:
            source = self.sources.get(trace.tb_frame.f_code.co_filename)
            if source:
                place = Location(source.place, trace.tb_lineno)
            trace = trace.tb_next
        match error:
            case MissingName():
                if error.name in values or "." not in error.name or error.owner is not None:
                    return problem("template-undefined", place, name=error.name, suggestion=_close(error, values))
                return problem("template-unknown-label", place, key=error.name)
            case budget.Spent():
                return problem("template-too-large", place, limit=error.limit)
            case budget.Refused():
                return problem("template-refused", place, what=error.what)
            case SecurityError():
                return problem("template-refused", place, what=str(error)[:80])
            case RecursionError():
                return problem("template-refused", place, what="{% macro %} > {% macro %} > …")
            case _:
                return problem("template-failed", place, detail=f"{type(error).__name__}: {error}"[:200])


def _own_base(file: str, line: Location, itself: bool) -> Diagnostic:
    """A template that extends or includes itself, or one that comes back to it."""
    if not itself or file.startswith("base/"):
        return problem("template-refused", line, what=f'"{file}" > "{file}"')
    return problem("template-own-base", line, file=file, suggestion=f"base/{file}")


def _syntax(source: Source, error: TemplateSyntaxError) -> Diagnostic:
    """The parser's complaint; a tag that is not closed is named where it is opened."""
    message = error.message or ""
    if ("nknown tag" in message or "nexpected end of template" in message) and (left := unclosed(source.text)):
        return problem("template-not-closed", Location(source.place, left[1]), tag=left[0])
    return problem("template-syntax", Location(source.place, error.lineno), detail=message)


def _close(error: MissingName, values: dict[str, Any]) -> str:
    from difflib import get_close_matches  # only when something is wrong

    owner = error.owner
    known = owner.values if isinstance(owner, Record) else owner if isinstance(owner, dict) else values
    close = get_close_matches(error.name, [str(name) for name in known], 1)
    return close[0] if close else ""
