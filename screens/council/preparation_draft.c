/* SPDX-License-Identifier: MIT
 * preparation_draft.c - the plan of a meeting as values, and back: the agenda in its order, each
 * application "taken" or "left".
 */
#include "screens/council/preparation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"

static void
put_plan(void *work, struct draft *out)
{
	const struct preparation *p = work;
	char seats[24] = "";

	out->stamp = p->plan.stamp;
	out->current = p->line < LINE_COUNT ? p->line : p->line + p->list.cursor;
	draft_put_date(out, "date", p->plan.date);
	draft_put_ref(out, "chair", KIND_PEOPLE, p->plan.chair);
	draft_put_ref(out, "secretary", KIND_PEOPLE, p->plan.secretary);
	if (p->plan.seats != NUMBER_NONE)
		snprintf(seats, sizeof(seats), "%lld", (long long)p->plan.seats);
	draft_put(out, "seats", seats);
	for (size_t i = 0; i < p->nitems; i++)
		draft_put_ref(out, p->items[i].taken ? "taken" : "left", KIND_APPLICATIONS,
		    p->items[i].application);
}

/* Its texts are read with those of the others. */
static void
take_item(struct preparation *p, uint64_t application, bool taken)
{
	if (application == 0)
		return;
	p->items = xrealloc(p->items, (p->nitems + 1) * sizeof(*p->items));
	p->items[p->nitems++] = (struct planned){.application = application,
	    .taken = taken,
	    .name = "",
	    .workplace = "",
	    .subject_area = "",
	    .way = ""};
}

static void
take_value(struct preparation *p, const struct draft_field *value)
{
	bool taken = strcmp(value->id, "taken") == 0;

	if (taken || strcmp(value->id, "left") == 0)
		take_item(p, draft_ref(value, KIND_APPLICATIONS), taken);
	else if (strcmp(value->id, "date") == 0 && draft_date(value) != DATE_NONE)
		p->plan.date = draft_date(value);
	else if (strcmp(value->id, "chair") == 0)
		p->plan.chair = draft_ref(value, KIND_PEOPLE);
	else if (strcmp(value->id, "secretary") == 0)
		p->plan.secretary = draft_ref(value, KIND_PEOPLE);
	else if (strcmp(value->id, "seats") == 0)
		p->plan.seats =
		    value->text[0] != '\0' ? strtoll(value->text, NULL, 10) : NUMBER_NONE;
}

/* Of a meeting that others have written down since, the stamp of the draft meets the conflict. */
static void
take_plan(void *work, const struct draft *d)
{
	struct preparation *p = work;

	p->nitems = 0;
	if (p->plan.meeting != 0)
		p->plan.stamp = d->stamp;
	for (size_t i = 0; i < d->count; i++)
		take_value(p, &d->fields[i]);
	p->changed = true;
	p->line = d->current < LINE_COUNT ? d->current : LINE_COUNT;
	if (p->line == LINE_COUNT && p->nitems == 0)
		p->line = 0;
	p->list.cursor = d->current - p->line;
}

const struct drafting_ops preparation_drafting = {
    .put = put_plan,
    .take = take_plan,
    .begun = "Это заседание вы уже начинали готовить:",
    .left = "Заседание не записано",
    .stay = "Записать",
};
