/* SPDX-License-Identifier: MIT
 * source_plan_items.c - items of plans in the words of papers.
 */
#include "document/source_plan_items.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "db/record/records.h"
#include "rules/facts.h"
#include "rules/plan_term.h"

int32_t
plan_item_done(struct record_as_of *src, const struct plan_item *item)
{
	struct event *e = (struct event *)record_new(KIND_EVENTS);
	struct walk *w = walk_referring(
	    src->view.txn, KIND_EVENTS, field_find(KIND_EVENTS, "item"), item->base.id);
	int32_t done = DATE_NONE;
	uint64_t id;

	while (walk_next(w, &id)) {
		int32_t last;

		if (!records_get(src->view.txn, id, &e->base))
			continue;
		record_as_of_note(src, KIND_EVENTS, id);
		last = event_last_day(e->held, e->held_to);
		if (!e->cancelled && last != DATE_NONE && (done == DATE_NONE || last < done))
			done = last;
	}
	walk_close(w);
	record_free(&e->base);
	return done;
}

/* One from the register, else the plan's own words. */
static void
tell_named(struct record_as_of *src, struct fact_row *row, const char *name, enum kind kind,
    uint64_t id, const char *words)
{
	struct buf text = {0};

	if (kind == KIND_PEOPLE && id != 0)
		record_as_of_put_short_name(src, id, &text);
	else
		record_as_of_put_name(src, kind, id, &text);
	if (words[0] != '\0')
		buf_printf(&text, "%s%s", text.len > 0 ? ", " : "", words);
	fact_buf(row, name, &text);
	buf_free(&text);
}

void
plan_item_tell(
    struct record_as_of *src, struct fact_row *row, const struct plan_item *item, bool publicly)
{
	static const char *const words[] = {"type", "level"};
	struct buf text = {0};

	fact_text(row, "title", item->title);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		value_put_choice(&text, &item->base, field_find(KIND_PLAN_ITEMS, words[i]));
		fact_buf(row, words[i], &text);
	}
	tell_named(src, row, "venue", KIND_ORGANISATIONS, item->venue, item->venue_text);
	fact_text(row, "audience", item->audience);
	tell_named(src, row, "responsible", KIND_PEOPLE, publicly ? 0 : item->responsible,
	    item->responsible_text);
	buf_free(&text);
}

void
plan_item_put_term(const struct plan_item *item, struct buf *out)
{
	if (item->term[0] != '\0')
		buf_puts(out, item->term);
	else
		plan_term_put(out, (struct plan_days){item->from, item->to});
}

void
plan_item_put_mark(const struct plan_item *item, int32_t done, struct buf *out)
{
	if (done != DATE_NONE) {
		buf_puts(out, done > item->to ? "проведено позже срока, " : "проведено ");
		date_put_russian(out, done);
		return;
	}
	if (item->cancelled != DATE_NONE) {
		buf_puts(out, "отменено ");
		date_put_russian(out, item->cancelled);
	} else if (item->postponed_to != DATE_NONE) {
		buf_puts(out, "перенесено на ");
		date_put_russian(out, item->postponed_to);
	} else {
		return;
	}
	if (item->reason[0] != '\0')
		buf_printf(out, ": %s", item->reason);
}

int
plan_number_compare(const char *a, const char *b)
{
	while (*a != '\0' && *b != '\0') {
		char *after_a, *after_b;
		unsigned long x = strtoul(a, &after_a, 10), y = strtoul(b, &after_b, 10);

		if (after_a == a || after_b == b)
			return strcmp(a, b);
		if (x != y)
			return x < y ? -1 : 1;
		a = after_a + strspn(after_a, ". ");
		b = after_b + strspn(after_b, ". ");
	}
	return (*a != '\0') - (*b != '\0');
}
