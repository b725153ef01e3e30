"""The kinds of exercise. This table is the registration: a kind that is not in it is not made.

Level and Bloom level by rule. `support`: recognising what one sentence says word for word. `core`: recognising it in
other words, or writing it from memory of the text. `challenge`: weighing several sentences against each other, or an
answer in the pupil's own words. C1 is recalling a fact, C2 saying what the text means (a reason, a meaning, a true
restatement), C3 putting facts in order, C4 telling what is stated from what is not and tracing causes, C5 judging.
"""

from __future__ import annotations

from handouts.materials.kinds import (
    choice_date,
    choice_ending,
    choice_event,
    choice_name,
    choice_several,
    choice_source,
    choice_term,
    cloze_name,
    cloze_term,
    cloze_year,
    completion,
    match_event_date,
    match_person_role,
    match_term_meaning,
    open_by_whom,
    open_definition,
    open_prompt,
    open_when,
    open_where,
    open_which,
    open_who,
    open_why,
    order_events,
    table_category,
    table_true_false,
)
from handouts.materials.kinds.kind import Kind

# In the order of a sheet; within a section in the order in which their shares are filled.
BUILT_IN: tuple[Kind, ...] = (
    Kind(choice_date.KIND, "multiple_choice", choice_date.make, share=3),
    # readers struck out half of what they met: the wrong names are too easily seen
    Kind(choice_name.KIND, "multiple_choice", choice_name.make, share=2, default=False),
    Kind(choice_ending.KIND, "multiple_choice", choice_ending.make),
    Kind(choice_event.KIND, "multiple_choice", choice_event.make, most=2),
    # more meanings on one sheet would share their options
    Kind(choice_term.KIND, "multiple_choice", choice_term.make, most=6, bloom="C2"),
    Kind(choice_several.KIND, "complex_choice", choice_several.make, bloom="C2", level="challenge"),
    # the same statements under other headings: one of the two is enough
    Kind(table_category.KIND, "category_table", table_category.make, bloom="C2", default=False),
    Kind(table_true_false.KIND, "true_false", table_true_false.make, bloom="C2"),
    Kind(cloze_term.KIND, "cloze", cloze_term.make, share=2, bloom="C2"),
    Kind(cloze_name.KIND, "cloze", cloze_name.make, share=2),
    Kind(cloze_year.KIND, "cloze", cloze_year.make, share=2),
    Kind(match_event_date.KIND, "matching", match_event_date.make),
    # titles of different times of life stand side by side, and few essays have enough of them
    Kind(match_person_role.KIND, "person_matching", match_person_role.make, default=False),
    Kind(match_term_meaning.KIND, "term_matching", match_term_meaning.make, bloom="C2"),
    Kind(order_events.KIND, "ordering", order_events.make, bloom="C3"),
    # made when item rules ask for it: of its answers readers found one in five too easy, or open
    Kind(completion.KIND, "completion", completion.make, share=4, default=False),
    Kind(open_why.KIND, "short_answer", open_why.make, share=2, bloom="C2"),
    Kind(open_definition.KIND, "short_answer", open_definition.make, bloom="C2"),
    # of who and which readers struck out a third
    Kind(open_who.KIND, "short_answer", open_who.make, most=2, default=False),
    Kind(open_which.KIND, "short_answer", open_which.make, default=False),
    Kind(open_by_whom.KIND, "short_answer", open_by_whom.make),
    Kind(open_where.KIND, "short_answer", open_where.make),
    Kind(open_when.KIND, "short_answer", open_when.make),
    # what stands right above is copied, not read: half of them were struck out by readers
    Kind(choice_source.KIND, "source", choice_source.make, share=3, default=False),
    Kind(open_prompt.KIND, "essay", open_prompt.make, share=2, bloom="C5", level="challenge"),
)
