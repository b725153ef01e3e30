"""The rules run over sections: all findings, those that refuse one item, those that only the teacher can judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from handouts.diagnostics import Diagnostic, Severity
from handouts.materials.linting.look import Fault, Look, Rule, Surroundings
from handouts.materials.linting.table import BY_ID, FIRST, RULES
from handouts.model.exercise import Exercise, Grid, Match, Section

TEACHER = "teacher"
_NEAR = 0.6


@dataclass(frozen=True)
class Finding:
    """A fault found by a rule, and the item it concerns: the first of its section where it concerns several."""

    rule: Rule
    fault: Fault
    owner: Exercise

    def diagnostic(self, severity: Severity, version: str) -> Diagnostic:
        """The finding for a person; `owner` is the id under which the item stands in the teacher's file."""
        data = {**self.fault.data, "item": self.fault.item, "owner": self.owner.id, "version": version}
        return Diagnostic(self.rule.id, severity, None, data)


def lint(
    sections: Sequence[Section], language: str, version: str = "A", around: Surroundings | None = None
) -> tuple[Diagnostic, ...]:
    """All findings in the sections of one version, without those that an item allows.

    Their codes are the rules' ids; their data name the `item` (or pair, statement), its `owner` and the `version`.
    """
    around = around or Surroundings()
    found = _findings(sections, Look(language, around))
    return tuple(f.diagnostic(_severity(f, around), version) for f in found)


def refused(item: Exercise, section: Section, look: Look) -> str:
    """The id of the first rule that drops an item made by the tool; "" when it may be printed.

    Only the item itself is looked at; `section` lends its kind, bank and stimulus.
    """
    return next((f.rule.id for f in _of_item(item, section, look) if f.rule.made == "error"), "")


def judgements(
    sections: Sequence[Section], language: str, version: str = "A", around: Surroundings | None = None
) -> dict[str, tuple[Diagnostic, ...]]:
    """What only the teacher can judge, as hints by the id of the item: for the notes of the key."""
    notes: dict[str, tuple[Diagnostic, ...]] = {}
    for finding in _findings(sections, Look(language, around or Surroundings())):
        if not finding.rule.decided:
            said = finding.diagnostic("hint", version)
            notes[finding.owner.id] = (*notes.get(finding.owner.id, ()), said)
    return notes


def unknown_rules(sections: Iterable[Section]) -> Iterator[tuple[str, str, str]]:
    """Names after `allow` that are no rules: the item's id, the name, and the rule that was probably meant ("")."""
    for item in (item for section in sections for item in section.items):
        for name in item.traits.allow:
            if name not in BY_ID:
                wanted = name.strip().strip("[]").casefold().replace("_", "-").replace(" ", "-")
                wanted = wanted if wanted.startswith("lint-") else f"lint-{wanted}"
                close = get_close_matches(wanted, BY_ID, 1, _NEAR)
                yield item.id, name, close[0] if close else ""


def _severity(finding: Finding, around: Surroundings) -> Severity:
    own = finding.owner.rule == TEACHER or finding.owner.id in around.own
    return finding.rule.own if own else finding.rule.made


def _findings(sections: Sequence[Section], look: Look) -> Iterator[Finding]:
    """All that the rules find, item by item, then section by section, then across the sheet."""
    whole: list[Section] = []
    for section in sections:
        readable = []
        for item in section.items:
            found = list(_of_item(item, section, look))
            yield from found
            if not any(f.rule in FIRST for f in found):
                readable.append(item)
        whole.append(replace(section, items=tuple(readable)))
    for section in whole:
        if section.items:
            for rule in (r for r in RULES if r.scope == "section"):
                yield from _owned(rule, rule.check(section, section, look), [section])
    for rule in (r for r in RULES if r.scope == "sheet"):
        yield from _owned(rule, rule.check(whole, None, look), whole)


def _of_item(item: Exercise, section: Section, look: Look) -> Iterator[Finding]:
    for rules in (FIRST, RULES[len(FIRST) :]):
        found = [
            Finding(rule, fault, item)
            for rule in rules
            if rule.scope == "item" and item.shape in rule.shapes
            for fault in rule.check(item, section, look)
        ]
        yield from (f for f in found if f.rule.id not in item.traits.allow)
        if found and rules is FIRST:
            return


def _owned(rule: Rule, faults: Iterable[Fault], sections: Sequence[Section]) -> Iterator[Finding]:
    """The findings with their items. What a section as a whole has wrong belongs to the first of its items."""
    owners: dict[str, Exercise] = {}
    for section in sections:
        for item in section.items:
            owners[item.id] = item
            parts = item.pairs if isinstance(item, Match) else item.rows if isinstance(item, Grid) else ()
            owners |= {part.id: item for part in parts}
    for fault in faults:
        owner = owners.get(fault.item) or next(item for s in sections for item in s.items if s.kind == fault.item)
        about = [owner] if fault.item in owners else [i for s in sections if s.kind == fault.item for i in s.items]
        if not any(rule.id in item.traits.allow for item in about):
            yield Finding(rule, fault, owner)
