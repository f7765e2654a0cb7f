/* SPDX-License-Identifier: MIT
 * record_form_term.c - the term of an item in the words of its plan: left, it fills the days.
 */
#include <string.h>

#include "base/date.h"
#include "db/record/records.h"
#include "rules/plan_term.h"
#include "screens/form/record_form.h"

/* The days of the plan the item is of; false: it is of none yet. */
static bool
find_plan(struct record_form *sh, struct plan_days *out)
{
	const struct form_field *it = record_form_item(sh, "plan");
	struct plan *p;
	struct view own;
	bool found;

	if (it == NULL || it->ref == 0)
		return false;
	p = (struct plan *)record_new(KIND_PLANS);
	found = records_get(record_form_view(sh, &own)->txn, it->ref, &p->base);
	view_close(&own);
	*out = (struct plan_days){.from = p->from, .to = p->to};
	record_free(&p->base);
	return found;
}

/* The day goes where none stands, or what the words meant before. */
static void
put_day(struct record_form *sh, const char *field, int32_t day, int32_t before)
{
	struct form_field *it = record_form_item(sh, field);
	struct buf text = {0}, was = {0};

	if (it == NULL)
		return;
	date_put_russian(&text, day);
	date_put_russian(&was, before);
	if (form_field_text(sh, it)[0] == '\0' ||
	    strcmp(form_field_text(sh, it), buf_text(&was)) == 0) {
		form_field_set_text(sh, it, buf_text(&text));
		form_field_settle(sh, it);
	}
	buf_free(&text);
	buf_free(&was);
}

void
form_field_fill_days(struct record_form *sh, struct form_field *it)
{
	struct slice words = slice_of(form_field_text(sh, it));
	struct plan_days plan, days, before = {DATE_NONE, DATE_NONE};
	struct error e = {0};

	if (it->field != field_find(KIND_PLAN_ITEMS, "term") || words.len == 0 ||
	    !form_field_is_changed(sh, it) || !find_plan(sh, &plan))
		return;
	if (plan_term_read(words, plan, &days, &e) != ST_OK) {
		buf_clear(&it->told);
		buf_printf(&it->told, "%s.", error_text(&e));
		return;
	}
	if (it->entered != NULL)
		plan_term_read(slice_of(it->entered), plan, &before, NULL);
	put_day(sh, "from", days.from, before.from);
	put_day(sh, "to", days.to, before.to);
}
