/* SPDX-License-Identifier: MIT
 * mentoring_deeds.c - a pair made, support ended.
 */
#include "service/people/mentoring.h"

#include <string.h>

#include "base/date.h"
#include "db/record/draft.h"
#include "rules/schoolyear.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/people/shown_before.h"

/* --- Made. */

struct new_pairs {
	struct shown_records people;
	const struct support *pattern;
	const uint64_t *draft;
};

void
mentoring_propose(uint64_t mentor, int32_t on, struct support *out)
{
	record_set_choice(&out->base, field_find(KIND_SUPPORT, "form"), SUPPORT_MENTORING);
	out->mentor = mentor;
	out->from = on;
	out->to = schoolyear_lessons_end(on);
}

/* "поддержку тем временем записали или изменили: Гусева Вера Ивановна (наставничество, наставник
 * Озерская И. Г.)" */
static enum status
refuse_supported(struct staging *p, const struct support *r)
{
	struct buf name = {0}, what = {0};

	register_put_name(&p->view, KIND_PEOPLE, r->person, &name);
	register_put_field(&p->view, &r->base, field_find(KIND_SUPPORT, "form"), &what);
	if (r->mentor != 0) {
		buf_puts(&what, ", наставник ");
		register_put_short_name(p->view.txn, KIND_PEOPLE, r->mentor, &what);
	}
	error_set(p->e, ST_REFUSED,
	    "поддержку тем временем записали или изменили: %s (%s); посмотрите и повторите",
	    buf_text(&name), buf_text(&what));
	buf_free(&name);
	buf_free(&what);
	return ST_REFUSED;
}

/* Nothing of the person's support was written since it was shown. */
static enum status
require_unchanged(struct staging *p, uint64_t person, uint64_t seen)
{
	struct support *r = (struct support *)record_new(KIND_SUPPORT);
	struct walk *w =
	    walk_referring(p->view.txn, KIND_SUPPORT, field_find(KIND_SUPPORT, "person"), person);
	enum status st = ST_OK;

	while (st == ST_OK && walk_record(w, &r->base))
		if (r->base.stamp > seen)
			st = refuse_supported(p, r);
	walk_close(w);
	record_free(&r->base);
	return st;
}

static enum status
put_pair(struct staging *p, const struct support *pattern, const struct person *young)
{
	struct support *r = (struct support *)record_dup(&pattern->base);
	enum status st;

	r->base.id = r->base.stamp = 0;
	r->person = young->base.id;
	if (r->organisation == 0)
		r->organisation = young->organisation;
	st = stage_put(p, &r->base);
	record_free(&r->base);
	return st;
}

static enum status
pair_one(struct staging *p, struct record *r, const void *what)
{
	const struct new_pairs *a = what;
	enum status st = require_unchanged(p, r->id, a->people.seen);

	return st != ST_OK ? st : put_pair(p, a->pattern, (const struct person *)r);
}

static enum status
pair_all(struct staging *p, const void *what, struct error *e)
{
	const struct new_pairs *a = what;
	enum status st = shown_deed_stage(p,
	    &(struct shown_deed){
		.kind = KIND_PEOPLE, .records = a->people, .fn = pair_one, .what = a},
	    e);

	if (st == ST_OK && a->draft != NULL)
		draft_stage_removal(p->change, p->view.session->account.name,
		    draft_of_form(KIND_SUPPORT, *a->draft));
	return st;
}

enum status
mentoring_pair(struct session *s, struct shown_records people, const struct support *pattern,
    const uint64_t *draft, struct error *e)
{
	const struct new_pairs a = {.people = people, .pattern = pattern, .draft = draft};
	enum status st = stage_records(s,
	    &(struct staged){.operation = OPERATION_MENTORING,
		.note = "закрепление наставника",
		.fn = pair_all,
		.what = &a},
	    e);

	if (st == ST_OK && draft != NULL)
		draft_forget_files(s->store, s->account.name, draft_of_form(KIND_SUPPORT, *draft));
	return st;
}

/* --- Ended. */

struct ending {
	int32_t day;
	const char *result;
};

/* "поддержка уже закончена 31.05.2026" */
static enum status
refuse_ended(struct staging *p, int32_t day)
{
	struct buf text = {0};

	date_put_russian(&text, day);
	error_set(p->e, ST_REFUSED, "поддержка уже закончена %s", buf_text(&text));
	buf_free(&text);
	return ST_REFUSED;
}

static enum status
end_support(struct staging *p, struct record *r, const void *what)
{
	const struct ending *w = what;
	struct support *of = (struct support *)r;
	bool ended = of->to != DATE_NONE && of->to <= w->day, said = w->result[0] != '\0';

	if (ended && !said)
		return refuse_ended(p, of->to);
	if (said && of->result[0] != '\0')
		return error_set(p->e, ST_REFUSED, "итог уже записан: «%s»", of->result);
	if (!ended)
		of->to = w->day;
	if (said)
		record_set_text(
		    r, field_find(KIND_SUPPORT, "result"), w->result, strlen(w->result));
	return stage_put(p, r);
}

enum status
support_end(struct session *s, struct shown_records support, int32_t day, const char *result,
    struct error *e)
{
	const struct ending w = {.day = day, .result = result};

	return shown_deed_do(s,
	    &(struct shown_deed){.operation = OPERATION_MENTORING,
		.note = "поддержка закончена",
		.kind = KIND_SUPPORT,
		.records = support,
		.fn = end_support,
		.what = &w},
	    e);
}
