"""The job sheet: what the copier has to do for all classes of a pack, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from itertools import groupby

from handouts.languages.labels import Labels
from handouts.materials.pack_views import PackFacts, version_counts
from handouts.model.imposition import Scheme
from handouts.model.jobs import ClassSets, CountedJob, JobCount, PaperCount, SetSize
from handouts.model.pack_sheets import JobRow, JobSheet, PaperRow
from handouts.model.packing import EditionName, JobLine

_PAGES_OF_A_FOLDED_SHEET = 4
Special = Callable[[EditionName], str]  # what sets an edition apart, in words


def _by_print(edition: EditionName) -> str:
    return "" if edition.print_name == "standard" else edition.print_name


def job_sheet(facts: PackFacts, count: JobCount, classes: Sequence[ClassSets], keys_folder: str) -> JobSheet:
    """The sheet of all `classes`, () for a pack without rosters. `keys_folder` holds the keys, "teacher/"."""
    labels = facts.labels
    return JobSheet(
        language=facts.meta.language,
        title=facts.title,
        author="",
        foot=facts.foot(),
        facts=_facts(facts, classes),
        jobs=job_rows(count, labels, facts.special),
        papers=paper_rows(count, labels),
        sheets=thousands(count.sheets, labels) if count.sheets else "",
        steps=copier_steps(
            count,
            {facts.plan.scheme},
            labels,
            photocopied=facts.plan.mode == "photocopy",
        ),
        piles=tuple((c.name, _pile(facts, c)) for c in classes),
        keys=labels("pack.job.keys", folder=keys_folder),
        mixed=any(job.job.line.also for job in count.jobs),
    )


def job_rows(count: JobCount, labels: Labels, special: Special = _by_print) -> tuple[JobRow, ...]:
    """The files for the copier, in words; `special` says what sets an edition apart."""
    return tuple(_row(job, labels, special) for job in count.jobs)


def paper_rows(count: JobCount, labels: Labels) -> tuple[PaperRow, ...]:
    """What the files take of each paper."""
    return tuple(
        PaperRow(paper(p, labels), thousands(p.sheets, labels), decimal(p.ream_tenths / 10, 1, labels))
        for p in count.papers
    )


def paper(found: PaperCount, labels: Labels) -> str:
    """A paper by its name and size: "F4 (215 × 330 mm)"."""
    short, long = (decimal(side, 1 if side % 1 else 0, labels) for side in found.size_mm)
    size = labels("pack.job.size", short=short, long=long)
    named = not found.paper[:1].isdigit()  # "200x300mm" is a size already
    return f"{found.paper} ({size})" if named else size


def decimal(number: float, places: int, labels: Labels) -> str:
    """A number with so many decimal places, as the language writes it."""
    return f"{number:.{places}f}".replace(".", labels["pack.decimal"])


def thousands(number: int, labels: Labels) -> str:
    """A number with its thousands set apart, as the language writes it."""
    return f"{number:,}".replace(",", labels["batch.thousands"])


def _facts(facts: PackFacts, classes: Sequence[ClassSets]) -> tuple[tuple[str, str], ...]:
    labels, meta = facts.labels, facts.meta
    names = ", ".join(c.name for c in classes)
    found = (
        (labels["batch.report.school"], facts.text(facts.school)),
        (labels["pack.subject"], facts.text(meta.subject)),
        (labels["pack.class"] if len(classes) < 2 else labels["pack.classes"], names or facts.text(meta.grade)),
        (labels["pack.teacher"], facts.text(meta.teacher.name)),
        (labels["pack.date"], facts.text(meta.date)),
    )
    return (*((label, value) for label, value in found if value), (labels["pack.code"], _codes(facts)))


def _codes(facts: PackFacts) -> str:
    """The code of every edition, with what sets it apart."""
    told = []
    for edition, code in facts.codes.items():
        special = facts.special(edition)
        told.append(f"{code} ({special})" if special else code)
    return "; ".join(dict.fromkeys(told))


def _row(counted: CountedJob, labels: Labels, special: Special) -> JobRow:
    line = counted.job.line
    return JobRow(
        pdf=line.file,
        class_name=counted.job.class_name,
        papers=_papers(line, labels),
        sides=_sides(line, labels),
        copies=line.copies,
        each=line.sheets_each,
        staples=_staples(counted, labels, special),
        total=line.sheets,
    )


def _papers(line: JobLine, labels: Labels) -> tuple[str, ...]:
    if not line.also:
        return (line.paper,)
    return tuple(labels("pack.job.share", paper=share.paper, sheets=share.sheets) for share in line.shares)


def _sides(line: JobLine, labels: Labels) -> str:
    return labels["pack.job.one_side"] if line.sides == 1 else labels[f"pack.job.flip_{line.flip or 'long'}"]


def _staples(counted: CountedJob, labels: Labels, special: Special) -> tuple[str, ...]:
    """A line for each size of set; where there are several, with the versions that have it."""
    gives = counted.job.line.gives
    if gives > 1:
        return (labels("pack.job.gives", count=gives),)
    if not counted.sets:
        return (labels["pack.job.unstapled"],)
    told = tuple(labels.counted("pack.job.set", size.sheets, sets=size.sets) for size in counted.sets)
    if len(told) == 1:
        return told
    return tuple(
        labels("pack.job.set_of", set=words, kinds=_kinds(size, special)) if size.kinds else words
        for words, size in zip(told, counted.sets, strict=True)
    )


def _kinds(size: SetSize, special: Special) -> str:
    """The versions of sets, those of each edition together: "A, B; A (large print, 18 point)"."""
    versions: dict[str, set[str]] = {}
    for edition, version in size.kinds:
        versions.setdefault(special(edition), set()).add(version)
    told = ((", ".join(sorted(names)), words) for words, names in sorted(versions.items()))
    return "; ".join(f"{names} ({words})" if words else names for names, words in told)


def copier_steps(
    count: JobCount, schemes: Set[Scheme], labels: Labels, *, photocopied: bool = False
) -> tuple[str, ...]:
    """The settings of the copier in the order in which its dialogue asks for them; at most six.

    `schemes` are the impositions of the files.
    """
    lines = [counted.job.line for counted in count.jobs]
    keys = ["scale", _sides_step(lines)]
    if any(line.also for line in lines):
        keys.insert(0, "papers_mixed")
    elif len(count.papers) > 1:
        keys.insert(0, "papers")
    keys.append(_copies_step(lines))
    before = (labels[f"pack.job.steps.{key}"] for key in keys)
    finish = _finishing(count, {(one.name, one.signature) for one in schemes}, labels, photocopied)
    return (*before, *finish, labels["pack.job.steps.test"])


def _sides_step(lines: Sequence[JobLine]) -> str:
    ways = {line.flip or "long" if line.sides == 2 else "one" for line in lines}
    return f"sides_{ways.pop()}" if len(ways) == 1 else "sides_mixed"


def _copies_step(lines: Sequence[JobLine]) -> str:
    if any(line.copies == 0 for line in lines):
        return "copies_unknown_cut" if any(line.gives > 1 for line in lines) else "copies_unknown"
    return "copies_more" if any(line.copies > 1 for line in lines) else "copies_once"


def _finishing(count: JobCount, bound: Set[tuple[str, int]], labels: Labels, photocopied: bool) -> list[str]:
    """What happens to the printed sheets: folded, cut, stapled. `bound`: impositions with the pages of a signature."""
    names = {name for name, _ in bound}
    if {"booklet", "cut-and-stack"} & names and len(bound) > 1:
        return [labels["batch.job.finish_mixed"]]
    most = max((size.sheets for counted in count.jobs for size in counted.sets), default=1)
    signature = max((pages for _, pages in bound), default=0)
    together = signature // _PAGES_OF_A_FOLDED_SHEET or most
    if "booklet" in names and most > together:
        return [labels.counted("pack.job.steps.signatures", together)]
    if "booklet" in names:
        return [labels["pack.job.steps.booklet" if most > 1 else "pack.job.steps.fold"]]
    if "cut-and-stack" in names:
        return [labels["pack.job.steps.cut_copies" if photocopied else "pack.job.steps.cut"]]
    return _stapling(most > 1, any(counted.job.line.loose for counted in count.jobs), labels)


def _stapling(stapled: bool, loose: bool, labels: Labels) -> list[str]:
    """How sets are stapled, and that what is cut up is not."""
    if not stapled:
        return [labels["pack.job.steps.loose"]] if loose else []
    steps = labels["pack.job.steps.staple"]
    return [f"{steps} {labels['pack.job.steps.loose_among']}" if loose else steps]


def _pile(facts: PackFacts, of_class: ClassSets) -> str:
    """What lies in the pile of a class from the top, or beside each other in photocopy mode."""
    labels = facts.labels
    if facts.plan.mode == "photocopy":
        found = version_counts(facts, of_class.assigned)
        return "; ".join(labels("pack.job.copies", code=code, counts=told) for code, told in found)
    parts = []
    for what, group in groupby(of_class.assigned, key=lambda assigned: assigned.what):
        sets = len(tuple(group))
        order = labels[f"pack.orders.{facts.plan.order}"] if what == "pupil" else ""
        parts.append(labels.counted(f"pack.job.{what}", sets, order=order))
    return labels["pack.job.then"].join(parts)
