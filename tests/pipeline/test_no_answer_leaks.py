"""Pupils' sheets: no answer can be told from them, whatever part of the file one looks at."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf
import pytest
from support import Pack
from support_pdf import dark, everything, shown, visible
from support_words import SHEETS

from handouts import materials
from handouts.languages.labels import Labels
from handouts.materials import glossary_views, timeline_views
from handouts.materials.linting import printed_item
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Option, Order, Section, Traits
from handouts.model.handout import Handout
from handouts.model.lesson import TIMELINE_FORMS, TimelineForm, WordForm
from handouts.pipeline.build import BuildOptions, printer_for
from handouts.pipeline.forms import FORM_KINDS
from handouts.pipeline.prepare import handouts_of
from handouts.pipeline.printing import finish

pytestmark = pytest.mark.sliced(2)

Packs = Callable[..., Pack]
CATALOG = {
    "/Outlines",
    "/Type",
    "/Pages",
    "/Metadata",
    "/Lang",
    "/MarkInfo",
    "/StructTreeRoot",
    "/ViewerPreferences",
    "/PageMode",
}
PAGE = {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources", "/StructParents", "/Tabs"}
# Every operator of a page's content: text, rules and fills in plain colours; no clipping, no invisible text.
OPERATORS = set(re.findall(r"\S+", "BT ET Tf Td Tj Tc BMC BDC EMC m l c h re S f w d J RG rg"))


@pytest.fixture(params=["en", "id"])
def pack(request: pytest.FixtureRequest, packs: Packs) -> Pack:
    return packs(request.param)


def pupils(pack: Pack) -> dict[str, bytes]:
    found = {name: data for name, data in pack.pdfs.items() if name.startswith("pupils/")}
    assert len(found) == 2 + pack.versions
    return found


def items(handout: Handout) -> Iterator[Exercise]:
    return (item for section in handout.sections for item in section.items)


# --- the same bytes, whatever the answers ---


def other_answers(item: Exercise, n: int) -> Exercise:
    """The item as a pupil sees it, with answers of another length and all that only the teacher sees changed."""
    long = "leak " * (n * n)
    item = replace(item, traits=Traits("challenge", "C6", (long,)))
    match item:
        case Choice():
            options = tuple(Option(o.text, long + str(k), None) for k, o in enumerate(item.options))
            key, *also = ((k + n) % len(options) for k in item.keys)
            right = {"key": key, "also": tuple(also)}
            return replace(item, id=long, options=options, rule=long, evidence=item.evidence * n, **right)
        case Gap():
            return replace(item, id=long, answer=long, accept=(long,) * n, rule=long, evidence=item.evidence * n)
        case Grid():
            rows = tuple(
                replace(r, id=long, column=(r.column + n) % len(item.columns), evidence=None, why=long)
                for r in item.rows
            )
            return replace(item, id=long, rows=rows, rule=long)
        case Open():
            rubric = tuple(replace(r, text=long) for r in item.rubric) * n
            hidden = {"answer": long, "accept": (long,) * n, "rule": long, "evidence": item.evidence * n}
            return replace(item, id=long, rubric=rubric, **hidden)
        case Match():
            right = [pair.response for pair in item.pairs]
            turned = right[n:] + right[:n]
            made = zip(item.pairs, turned, strict=True)
            pairs = tuple(replace(p, id=long, response=r, evidence=item.pairs[0].evidence, date=None) for p, r in made)
            return replace(item, id=long, pairs=pairs, rule=long)
        case Order():
            turned = item.entries[n:] + item.entries[:n]
            shown = tuple(turned.index(item.entries[k]) for k in item.shown)
            return replace(item, id=long, entries=turned, shown=shown, rule=long)


def answers_changed(handout: Handout, n: int) -> Handout:
    sections = tuple(replace(s, items=tuple(other_answers(i, n) for i in s.items)) for s in handout.sections)
    return replace(handout, sections=sections)


def print_pupils(pack: Pack, handout: Handout) -> tuple[bytes, ...]:
    printer, unprintable = printer_for(pack.prepared, BuildOptions(str(pack.source)))
    setting = materials.Setting(printer.labels, "0000000", unprintable)
    sheets = {
        "handout": materials.reading_sheet(handout, setting)[0],
        "timeline": materials.timeline_sheet(handout, setting),
        "worksheet": materials.work_sheet(handout, setting),
        "answer-sheet": materials.answer_sheet(handout, setting),
    }
    paper = ("worksheet", materials.work_sheet(handout, setting, apart=True))
    made = (*sheets.items(), paper)
    return tuple(printer.print(f"{n}.xml.j2", finish(s, printer.labels, unprintable)).data for n, s in made)


def test_other_answers_give_the_same_bytes(pack: Pack) -> None:
    handout = pack.handouts["B"]
    changed = [answers_changed(handout, n) for n in (1, 2, 3)]
    keys = {tuple(i.key for i in items(h) if isinstance(i, Choice)) for h in (handout, *changed)}
    orders = {tuple(i.shown for i in items(h) if isinstance(i, Order)) for h in (handout, *changed)}
    assert len(keys) == len(orders) == 4
    assert len({print_pupils(pack, h) for h in (handout, *changed)}) == 1


# --- the same for the forms of the timeline that pupils work on ---


def other_events(handout: Handout, form: str, n: int) -> Handout:
    """The timeline with all that pupils are to find out with a form changed, and all that only the key shows."""
    chosen = handout.timeline.chosen
    made = []
    for index, event in enumerate(chosen):
        other = chosen[(index + n) % len(chosen)]
        hidden = replace(event, id=f"leak-{n}-{index}", sentence=other.sentence, mention=other.mention, rule="leak" * n)
        if form == "timeline-blank-events":
            hidden = replace(hidden, label="leak " * n + other.label)
        elif form == "timeline-blank-dates":
            hidden = replace(hidden, display="leak " * n + other.display, date=other.date)
        made.append(hidden)
    return replace(handout, timeline=replace(handout.timeline, events=tuple(made)))


def print_form(pack: Pack, handout: Handout, form: TimelineForm) -> bytes:
    printer, unprintable = printer_for(pack.prepared, BuildOptions(str(pack.source)))
    setting = materials.Setting(printer.labels, "0000000", unprintable)
    sheet = finish(materials.timeline_form(form, handout, setting), printer.labels, unprintable)
    return printer.print(f"{form}.xml.j2", sheet).data


WORK: tuple[TimelineForm, ...] = ("timeline-blank-events", "timeline-blank-dates", "timeline-cards")


@pytest.mark.parametrize("form", WORK)
def test_other_events_give_the_same_sheet_to_work_on(pack: Pack, form: TimelineForm) -> None:
    handout = pack.handouts["A"]
    changed = [other_events(handout, form, n) for n in (1, 2, 3)]
    assert len({h.timeline.events for h in (handout, *changed)}) == 4
    assert len({print_form(pack, h, form) for h in (handout, *changed)}) == 1
    # the same change does show where pupils may see it
    filled = {print_form(pack, h, "timeline-chart") for h in (handout, *changed)}
    assert len(filled) == (1 if form == "timeline-cards" else 4)


def test_cards_do_not_tell_which_belong_together(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other pairs, dealt so that every card lies where it lay: the same bytes."""
    handout = pack.handouts["A"]
    chosen, before = handout.timeline.chosen, print_form(pack, pack.handouts["A"], "timeline-cards")
    count = len(chosen)
    dealt = timeline_views.deal(count, handout.meta.slug, "timeline-cards")
    turn = [(i + 5) % count for i in range(count)]
    events = tuple(replace(e, label=chosen[turn[i]].label) for i, e in enumerate(chosen))
    other = timeline_views.Deal(tuple(dealt.events[turn[i]] for i in range(count)), dealt.dates)
    monkeypatch.setattr(timeline_views, "deal", lambda *args: other)
    changed = replace(handout, timeline=replace(handout.timeline, events=events))
    assert print_form(pack, changed, "timeline-cards") == before


# --- and for the sheets made of the glossary ---


def print_words(pack: Pack, handout: Handout, form: WordForm) -> bytes:
    printer, unprintable = printer_for(pack.prepared, BuildOptions(str(pack.source)))
    setting, kind = materials.Setting(printer.labels, "0000000", unprintable), FORM_KINDS[form]
    anchors = materials.Anchors(handout.essay, (), {})
    sheet = finish(kind.view(handout, setting, anchors), printer.labels, unprintable)
    return printer.print(kind.template, sheet).data


def test_other_meanings_give_the_same_blanks(pack: Pack) -> None:
    handout = pack.handouts["A"]
    made = []
    for n in (0, 1, 2):
        turned = [replace(e, definition=e.definition[n:] + "x" * n, sentence=None) for e in handout.glossary.entries]
        made.append(replace(handout, glossary=replace(handout.glossary, entries=tuple(turned))))
    assert len({print_words(pack, h, "glossary-blanks") for h in made}) == 1
    assert len({print_words(pack, h, "glossary") for h in made}) == 3


def test_matching_does_not_tell_which_belong_together(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other pairs, laid out so that every meaning and every term stands where it stood: the same bytes."""
    handout, form = pack.handouts["A"], "glossary-matching"
    before, made = print_words(pack, handout, "glossary-matching"), materials.matched(handout)
    assert made is not None
    turn = dict(zip(made.order, (*made.order[3:], *made.order[:3]), strict=True))
    meanings = {made.terms[turn[k]].term: made.terms[k].definition for k in made.order}
    terms = tuple(replace(e, definition=meanings.get(e.term, "unused")) for e in made.terms)
    other = replace(made, terms=terms, order=tuple(turn[k] for k in made.order))
    monkeypatch.setattr(glossary_views, "matched", lambda given: other)
    assert terms != made.terms and other.order != made.order
    assert print_words(pack, handout, form) == before


def test_gaps_do_not_tell_their_words(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    handout = pack.handouts["A"]
    before, made = print_words(pack, handout, "vocabulary"), materials.vocabulary(handout)
    answers = [gap.answer for gap in made.gaps]
    turned = zip(made.gaps, answers[3:] + answers[:3], strict=True)
    other = replace(made, gaps=tuple(replace(g, answer=a, entry=made.gaps[0].entry) for g, a in turned))
    monkeypatch.setattr(glossary_views, "vocabulary", lambda given: other)
    assert other.gaps != made.gaps
    assert print_words(pack, handout, "vocabulary") == before


@pytest.mark.parametrize("language", ["en", "id"])
def test_files_of_the_glossary_sheets_hold_nothing_but_pages(language: str, word_packs: Callable[[str], Pack]) -> None:
    pack, labels = word_packs(language), Labels(language)
    meta = pack.prepared.lesson.meta
    lines = ("glossary.write_meaning", "vocabulary.lines", "sections.cloze.gap")
    for form in SHEETS:
        data = pack.pdfs[f"pupils/{form}.pdf"]
        told = re.compile(rb"(?i)curated|pattern|evidence|kunci jawaban|answer key")
        assert told.findall(everything(data)) == []
        assert min(piece.size for piece in shown(data)) >= 6.5
        cards = labels("flash_cards.title", lesson=meta.short_title)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert set(pdf.Root.keys()) <= CATALOG, form
            assert len(pdf.attachments) == 0
            assert {thing.objgen for thing in pdf.objects} - reached(pdf) == set(), form
            assert str(pdf.docinfo["/Title"]) == (cards if form == "flash-cards" else meta.title)
            for leaf in pdf.pages:
                assert set(leaf.obj.keys()) <= PAGE, form
                assert {str(operator) for _, operator in pikepdf.parse_content_stream(leaf)} <= OPERATORS
            # the letters of the two sections stand white on dark
            light = [text for leaf in pdf.pages for text in light_text(leaf)]
            assert len(light) == (2 if form == "vocabulary" else 0), form
            things = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
            assert {str(o.Alt) for o in things if "/Alt" in o} <= {labels[name] for name in lines}
    for entry in pack.prepared.glossary.printed:
        # what is to be written stands nowhere in the file, not even unseen
        assert entry.definition.encode() not in everything(pack.pdfs["pupils/glossary-blanks.pdf"])
        assert dark(entry.definition) not in visible(pack.pdfs["pupils/glossary-blanks.pdf"])
        assert dark(entry.definition) not in visible(pack.pdfs["pupils/vocabulary.pdf"])


@pytest.mark.parametrize("language", ["en", "id"])
def test_files_of_the_forms_hold_nothing_but_pages(language: str, form_packs: Callable[[str], Pack]) -> None:
    pack = form_packs(language)
    labels, meta = Labels(language), pack.prepared.lesson.meta
    spoken = {labels["timeline.write_event"], labels["timeline.write_date"]}
    for form in TIMELINE_FORMS:
        data = pack.pdfs[f"pupils/{form}.pdf"]
        words = re.compile(rb"(?i)explicit|inherited|clause|evidence|kunci jawaban|answer key")
        assert words.findall(everything(data)) == []
        assert min(piece.size for piece in shown(data)) >= 6.5
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert set(pdf.Root.keys()) <= CATALOG, form
            assert len(pdf.attachments) == 0
            assert {thing.objgen for thing in pdf.objects} - reached(pdf) == set(), form
            assert {k: str(v) for k, v in pdf.docinfo.items()} == {
                "/Title": meta.title, "/Author": meta.author, "/Producer": "handouts",
            }  # fmt: skip
            for leaf in pdf.pages:
                assert set(leaf.obj.keys()) <= PAGE, form
                assert {str(operator) for _, operator in pikepdf.parse_content_stream(leaf)} <= OPERATORS
                assert list(light_text(leaf)) == []
            things = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
            assert {str(o.Alt) for o in things if "/Alt" in o} <= spoken


def test_the_comparison_can_fail(pack: Pack) -> None:
    handout = pack.handouts["A"]
    first = handout.sections[0]
    item = first.items[0]
    assert isinstance(item, Choice)
    seen = replace(item, options=(*item.options[1:], item.options[0]))
    changed = replace(handout, sections=(replace(first, items=(seen, *first.items[1:])), *handout.sections[1:]))
    before, after = print_pupils(pack, handout), print_pupils(pack, changed)
    assert before[:2] == after[:2]
    assert before[2] != after[2]


# --- what is in the file ---


def test_the_files_hold_nothing_but_pages(pack: Pack) -> None:
    for name, data in pupils(pack).items():
        assert data.count(b"%%EOF") == 1
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert set(pdf.Root.keys()) <= CATALOG, name
            for leaf in pdf.pages:
                assert set(leaf.obj.keys()) <= PAGE, name
                used = {str(operator) for _, operator in pikepdf.parse_content_stream(leaf)}
                assert used <= OPERATORS, used - OPERATORS
            assert len(pdf.attachments) == 0
            unreached = {thing.objgen for thing in pdf.objects} - reached(pdf)
            assert unreached == set(), name


def reached(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Every object that hangs on the trailer."""
    seen: set[tuple[int, int]] = set()
    waiting: list[pikepdf.Object] = [pdf.trailer]
    while waiting:
        thing = waiting.pop()
        if not isinstance(thing, pikepdf.Object):
            continue
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if isinstance(thing, pikepdf.Array):
            waiting.extend(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            waiting.extend(value for key, value in thing.items() if key != "/Parent")
    return seen


def test_the_metadata_is_title_author_and_language(pack: Pack) -> None:
    meta = pack.prepared.lesson.meta
    for name, data in pupils(pack).items():
        title = meta.short_title if "worksheet" in name else meta.title
        with pikepdf.open(io.BytesIO(data)) as pdf:
            info = {key: str(value) for key, value in pdf.docinfo.items()}
            assert info == {"/Title": title, "/Author": meta.author, "/Producer": "handouts"}
            found = re.findall(rb">([^<>]*\S[^<>]*)<", bytes(pdf.Root.Metadata.read_bytes()))
        told = sorted(value.decode("utf-8") for value in found)
        assert told == sorted([title, meta.author, meta.language, "handouts", "1"])


def test_what_a_screen_reader_says_holds_no_answer(pack: Pack) -> None:
    labels = Labels(pack.prepared.lesson.meta.language)
    known = {labels["sections.cloze.gap"], labels["sections.short_answer.lines"]}
    for version in pack.handouts:
        with pikepdf.open(io.BytesIO(pack.pdfs[f"pupils/worksheet-{version}.pdf"])) as pdf:
            things = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
            spoken = {str(o.Alt) for o in things if "/Alt" in o}
            assert spoken == known
            assert not [o for o in things if {"/ActualText", "/E", "/T", "/ID", "/C"} & set(o.keys()) and "/S" in o]


def test_all_text_is_dark_and_large_enough_to_read(pack: Pack) -> None:
    sections = len(pack.handouts["A"].sections)
    for name, data in pupils(pack).items():
        assert min(piece.size for piece in shown(data)) >= 6.5, name
        with pikepdf.open(io.BytesIO(data)) as pdf:
            light = [text for leaf in pdf.pages for text in light_text(leaf)]
        # The letter of each section stands white in a dark square.
        assert len(light) == (sections if "worksheet" in name else 0)
        assert all(len(text) <= 2 for text in light)


def light_text(leaf: pikepdf.Page) -> Iterator[bytes]:
    darkest = 0.0
    for operands, operator in pikepdf.parse_content_stream(leaf):
        if str(operator) == "rg":
            darkest = min(float(value) for value in operands)
        elif str(operator) == "Tj" and darkest > 0.6:
            yield bytes(operands[0])


# --- what can be seen ---


def test_no_answer_stands_on_the_worksheet(pack: Pack) -> None:
    for version, handout in pack.handouts.items():
        sheet = visible(pack.pdfs[f"pupils/worksheet-{version}.pdf"])
        gaps = [i for i in items(handout) if isinstance(i, Gap)]
        assert dark("".join(g.answer for g in gaps)) not in sheet
        assert [g.id for g in gaps if dark(g.before + g.answer + g.after) in sheet] == []
        # a name that is asked for may stand in other items, with nothing of the question
        named = ("who", "which", "by-whom")
        asked = [i for i in items(handout) if isinstance(i, Open) and i.answer and i.kind not in named]
        assert [i.id for i in asked if dark(i.answer) in sheet] == []
        assert [i.id for i in items(handout) if i.kind in named and told_elsewhere(i, handout)] == []
        why = [o.why for i in items(handout) if isinstance(i, Choice) for o in i.options if o.why]
        assert len(why) > 5
        assert [text for text in why if dark(text) in sheet] == []
        quotes = [q.strip("“”") for s in pack.keys[version].sections for e in s.entries for q in e.quotes]
        quoted = {dark(p.text) for s in handout.sections for p in s.stimulus}
        assert [q for q in quotes if dark(q) not in quoted and dark(q) in sheet] == []


def weighty(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


def told_elsewhere(asked: Exercise, handout: Handout) -> list[str]:
    """What other items print that holds the name asked for with most of the question's words."""
    assert isinstance(asked, Open)
    name = asked.answer.rstrip(".").casefold()
    question = weighty(asked.prompt) - weighty(name)
    others = (text for i in items(handout) if i is not asked for p in printed_item(i) for text in p.shown)
    return [t for t in others if name in t.casefold() and 2 * len(question & weighty(t)) > len(question)]


def test_a_told_name_is_seen(pack: Pack) -> None:
    handout = pack.handouts["A"]
    texts = [t for i in items(handout) for p in printed_item(i) for t in p.shown if len(weighty(t)) > 5]
    first, second, *rest = texts[0].split()
    question = next(i for i in items(handout) if isinstance(i, Open))
    asked = replace(question, id="asked", kind="who", prompt=f"Who {' '.join(rest)}?", answer=f"{first} {second}.")
    assert texts[0] in told_elsewhere(asked, handout)
    assert told_elsewhere(replace(asked, prompt="Who painted seven horses on yellow silk?"), handout) == []


def test_options_are_all_set_alike(pack: Pack) -> None:
    for version, handout in pack.handouts.items():
        pieces = shown(pack.pdfs[f"pupils/worksheet-{version}.pdf"])
        for choice in (i for i in items(handout) if isinstance(i, Choice)):
            looks = [{(p.font, p.size) for p in pieces if dark(p.text) == dark(o.text)} for o in choice.options]
            whole = [look for look in looks if look]
            assert len({frozenset(look) for look in whole}) <= 1, choice.id


def test_what_is_to_be_ordered_never_stands_in_order(pack: Pack) -> None:
    for handout in handouts_of(pack.prepared, 26):
        for item in items(handout):
            if isinstance(item, Order):
                right = tuple(range(len(item.entries)))
                assert sorted(item.shown) == list(right)
                assert item.shown not in (right, right[::-1])
            if isinstance(item, Match):
                letters = [item.responses.index(pair.response) for pair in item.pairs]
                assert letters not in (sorted(letters), sorted(letters, reverse=True))
                assert len(item.responses) > len(item.pairs)


def test_the_word_box_never_stands_in_the_order_of_the_gaps(pack: Pack) -> None:
    for handout in handouts_of(pack.prepared, 26):
        (cloze,) = (s for s in handout.sections if s.kind == "cloze")
        answers = [i.answer for i in cloze.items if isinstance(i, Gap)]
        assert [word for word in cloze.bank if word in answers] != answers
        assert len(cloze.bank) > len(answers)
        assert len(set(cloze.bank)) == len(cloze.bank)


def choices(pack: Pack, count: int) -> list[Choice]:
    return [i for h in handouts_of(pack.prepared, count) for i in items(h) if isinstance(i, Choice)]


def test_no_letter_and_no_length_gives_the_right_option_away(pack: Pack) -> None:
    found = choices(pack, 26)
    letters = Counter(item.key for item in found)
    assert set(letters) == set(range(max(len(i.options) for i in found)))
    assert max(letters.values()) <= len(found) * 0.4
    longest = [i for i in found if all(len(i.answer) > len(o.text) for o in i.options if o.text != i.answer)]
    assert len(longest) <= len(found) * 0.4
    assert all(len(i.answer) <= 2 * max(len(o.text) for o in i.options if o.text != i.answer) for i in found)


def test_a_version_never_has_all_letters_alike(pack: Pack) -> None:
    for handout in handouts_of(pack.prepared, 26):
        section: Section = next(s for s in handout.sections if s.kind == "multiple_choice")
        assert len({i.key for i in section.items if isinstance(i, Choice)}) > 1


def test_nothing_of_the_key_is_in_the_bytes_of_a_pupils_file(pack: Pack) -> None:
    words = re.compile(rb"(?i)mcq-|date-day|own-dates|cause-stated|evidence|answer|kunci|jawaban benar|distractor")
    for name, data in pupils(pack).items():
        found = set(words.findall(everything(data))) - {b"answer"}
        assert found == set(), name
