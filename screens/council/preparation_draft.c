/* SPDX-License-Identifier: MIT
 * preparation_draft.c - the plan of a meeting as values, and back: the agenda in its order, each
 * application "taken" or "left", each topic likewise, behind either who reports on it.
 */
#include "screens/council/preparation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

static void
put_item(const struct planned *item, struct draft *out)
{
	const struct agenda_entry *entry = &item->entry;

	if (entry->application != 0)
		draft_put_ref(
		    out, item->taken ? "taken" : "left", KIND_APPLICATIONS, entry->application);
	else
		draft_put(out, item->taken ? "topic" : "topic_left", entry->topic);
	if (entry->speaker[0] != '\0')
		draft_put(out, "speaker", entry->speaker);
}

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
		put_item(&p->items[i], out);
}

/* An item, or the speaker of the last. false: it is another value. */
static bool
take_item(struct preparation *p, const struct draft_field *value)
{
	struct agenda_entry entry = {.topic = "", .speaker = ""};
	bool taken = strcmp(value->id, "taken") == 0, topic = strcmp(value->id, "topic") == 0;

	if (strcmp(value->id, "speaker") == 0) {
		if (p->nitems > 0)
			p->items[p->nitems - 1].entry.speaker =
			    arena_strdup(&p->texts, value->text);
		return true;
	}
	if (topic || strcmp(value->id, "topic_left") == 0)
		entry.topic = value->text;
	else if (taken || strcmp(value->id, "left") == 0)
		entry.application = draft_ref(value, KIND_APPLICATIONS);
	else
		return false;
	if (entry.application != 0 || entry.topic[0] != '\0')
		preparation_take(p, &entry, taken || topic);
	return true;
}

static void
take_value(struct preparation *p, const struct draft_field *value)
{
	if (take_item(p, value))
		return;
	if (strcmp(value->id, "date") == 0 && draft_date(value) != DATE_NONE)
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
