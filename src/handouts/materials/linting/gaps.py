"""Rules about gaps and the box of words to choose from."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.materials.linting.look import Fault, Look
from handouts.materials.linting.wording import normal, words_of
from handouts.model.exercise import Gap, Section


def gap_first(item: Gap, _: Section | None, look: Look) -> Iterator[Fault]:
    """The sentence begins with the gap."""
    if not words_of(item.before):
        yield Fault(item.id)


def gap_hint(item: Gap, _: Section | None, look: Look) -> Iterator[Fault]:
    """What is printed in the gap is not how the answer begins."""
    if item.hint and not item.answer.casefold().startswith(item.hint.rstrip(" ._…").casefold()):
        yield Fault(item.id, {"text": item.hint, "answer": item.answer})


def gap_article(item: Gap, section: Section | None, look: Look) -> Iterator[Fault]:
    """An article before the gap that tells how the answer begins, where there are words to choose from."""
    article = look.lint.article
    last = (words_of(item.before) or [""])[-1].lower()
    if article.an and last in (article.a, article.an) and section and section.bank:
        yield Fault(item.id, {"text": last})


def bank_missing(section: Section, _: Section | None, look: Look) -> Iterator[Fault]:
    """An answer that is not in the box."""
    box = {normal(word, look.language) for word in section.bank}
    for item in section.items:
        if box and isinstance(item, Gap) and normal(item.answer, look.language) not in box:
            yield Fault(item.id, {"answer": item.answer})


def bank_equal(section: Section, _: Section | None, look: Look) -> Iterator[Fault]:
    """The same word twice in the box."""
    plain = [normal(word, look.language) for word in section.bank]
    if len(set(plain)) < len(plain):
        yield Fault(section.kind)


def bank_in_order(section: Section, _: Section | None, look: Look) -> Iterator[Fault]:
    """The box stands in the order of the gaps."""
    answers = [i.answer for i in section.items if isinstance(i, Gap)]
    if section.bank and len(answers) > 2 and [w for w in section.bank if w in answers] == answers:
        yield Fault(section.kind)


def bank_few(section: Section, _: Section | None, look: Look) -> Iterator[Fault]:
    """The box holds no more words than there are gaps."""
    answers = [i.answer for i in section.items if isinstance(i, Gap)]
    if section.bank and answers and len(section.bank) <= len(answers):
        yield Fault(section.kind)
