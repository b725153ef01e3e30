"""Packs that many tests read, each built once in a test run's process."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from zlib import crc32

import pytest
import support_golden
from hypothesis import settings
from support import ESSAYS, Pack, build, copy_lesson, write_lesson
from support_kept import Memory, forgetting, remembering
from support_packs import ClassPack, flight_lesson, named_pack, spice_lesson
from support_words import SHEETS

from handouts.model.lesson import TIMELINE_FORMS

# How long an example takes is a matter of the machine. A commit passes or fails alike wherever it is tested;
# `make verify` looks further, at new examples each time and at more of them (support_examples.py).
settings.register_profile("same", deadline=None, derandomize=True, max_examples=25)
settings.register_profile("new", deadline=None, print_blob=True)

# Where a test in two languages takes its time in what both have in common.
HALVED = {"pipeline", "cli", "materials", "templating", "lessons"}


def is_verify(config: pytest.Config) -> bool:
    """Whether this is `make verify`, or a run of some of its tests."""
    return bool(config.option.markexpr != "not verify")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("new" if is_verify(config) else "same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="keep the pages as they are now; see output/")


def _updates_alone(config: pytest.Config) -> bool:
    """Whether this process is the one that began the update of the golden pictures, and no worker of it."""
    return bool(config.getoption("--update-golden")) and not hasattr(config, "workerinput")


def pytest_sessionstart(session: pytest.Session) -> None:
    if _updates_alone(session.config):
        support_golden.forget()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _updates_alone(session.config) and (sheet := support_golden.contact_sheet()):
        print(f"\nChanged golden pages, old beside new: {sheet}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave all but each nth case of the tests that are `sliced(n)` to `make verify`, and one of two languages."""
    seen: Counter[str] = Counter()
    for item in items:
        mark = item.get_closest_marker("sliced")
        if mark is None or not hasattr(item, "callspec"):
            continue
        test = item.nodeid.partition("[")[0]
        if seen[test] % mark.args[0]:
            item.add_marker("verify")
        seen[test] += 1
    for item in _second_languages(items):
        item.add_marker("verify")


def _second_languages(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """Of the tests that run in both languages the cases in one: half of the tests keep English, half Indonesian."""
    cases: defaultdict[tuple[str, str], dict[str, pytest.Item]] = defaultdict(dict)
    for item in items:
        given = dict(item.callspec.params) if hasattr(item, "callspec") else {}
        language = given.pop("language", None) or given.pop("lang", None)
        whole = item.get_closest_marker("verify") is None and item.get_closest_marker("sliced") is None
        if language in ("en", "id") and whole and item.path.parent.name in HALVED:
            cases[item.nodeid.partition("[")[0], repr(sorted(given.items()))][language] = item
    for (test, _), by_language in cases.items():
        if len(by_language) == 2:
            yield by_language[("en", "id")[crc32(test.encode()) % 2]]


def pytest_collection_finish() -> None:
    """Thousands of tests are no garbage: commands that look for some should not go through them each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def work_shared(request: pytest.FixtureRequest) -> Iterator[Memory | None]:
    """What commands make of an essay is made once in a process of `make test`; see support_kept."""
    if is_verify(request.config):
        yield None
        return
    with remembering() as memory:
        yield memory


@pytest.fixture
def anew(work_shared: Memory | None) -> Iterator[None]:
    """For a test that changes how something is made of an essay: nothing that others made is used."""
    with forgetting(work_shared) if work_shared else nullcontext():
        yield


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Pack]:
    """`packs("en", "A4", 4)`: the pack of a sample lesson; read it, and change nothing in its folders."""

    @cache
    def first(language: str) -> tuple[Path, list[Pack]]:
        return copy_lesson(language, tmp_path_factory.mktemp("lesson")), []

    @cache
    def made(language: str, paper: str = "A4", versions: int = 2) -> Pack:
        lesson, before = first(language)
        options = ("--paper", paper, "--versions", str(versions))
        known = before[0].prepared if before else None
        before.append(build(lesson, tmp_path_factory.mktemp("pack"), *options, lang=language, known=known))
        return before[-1]

    return made


@pytest.fixture(scope="session")
def form_packs(packs: Callable[..., Pack], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pack]:
    """`form_packs("en")`: the sample lesson as handout and all forms of the timeline, with their keys."""

    @cache
    def made(language: str) -> Pack:
        known = packs(language).prepared
        source = copy_lesson(language, tmp_path_factory.mktemp("lesson"))
        sheets = ",".join(("handout", *TIMELINE_FORMS))
        return build(source, tmp_path_factory.mktemp("pack"), "--sheets", sheets, lang=language, known=known)

    return made


@pytest.fixture(scope="session")
def word_packs(packs: Callable[..., Pack], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pack]:
    """`word_packs("en")`: the sample lesson as handout and all sheets made of its glossary, with their keys."""

    @cache
    def made(language: str) -> Pack:
        known = packs(language).prepared
        source = copy_lesson(language, tmp_path_factory.mktemp("lesson"))
        sheets = ",".join(("handout", *SHEETS))
        return build(source, tmp_path_factory.mktemp("pack"), "--sheets", sheets, lang=language, known=known)

    return made


@pytest.fixture(scope="session")
def essay_packs(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pack]:
    """`essay_packs("flight-en.txt")`: the pack of one of the short essays in cases/essays."""

    @cache
    def made(name: str) -> Pack:
        return build(ESSAYS / name, tmp_path_factory.mktemp("pack"), lang="en")

    return made


@pytest.fixture(scope="session")
def flights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small lesson to make class packs of, prepared once; nobody changes its files, and records gather in it."""
    folder = tmp_path_factory.mktemp("lessons")
    spice_lesson(folder / "spices")
    return flight_lesson(folder / "flights")


@pytest.fixture(scope="session")
def class_packs(flights: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], ClassPack]:
    """`class_packs("sheets")`: a class pack of support_packs.PACKS; read it, and change nothing in its folders."""

    @cache
    def made(name: str) -> ClassPack:
        return named_pack(name, flights, tmp_path_factory.mktemp("class-pack"))

    return made


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """A lesson folder with the short English essay, for tests that change it."""
    return write_lesson(tmp_path / "lesson", "# " + (ESSAYS / "flight-en.txt").read_text(encoding="utf-8"))
