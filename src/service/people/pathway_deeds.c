/* SPDX-License-Identifier: MIT
 * pathway_deeds.c - a new pathway proposed, an item done, a pathway ended.
 */
#include "service/people/pathways.h"

#include <string.h>

#include "base/date.h"
#include "rules/schoolyear.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/people/shown_before.h"
#include "service/record/sheets.h"

static void
set_text(struct record *r, const char *id, const char *text)
{
	record_set_text(r, field_find(r->kind, id), text, strlen(text));
}

/* --- Proposed. */

/* The person's last assessment by the day, of those of one day the lowest; false: there is none. */
static bool
find_assessment(const struct view *v, uint64_t person, int32_t day, struct assessment *out)
{
	struct assessment *a = (struct assessment *)record_new(KIND_ASSESSMENTS);
	struct walk *w = walk_referring(
	    v->txn, KIND_ASSESSMENTS, field_find(KIND_ASSESSMENTS, "person"), person);
	bool found = false;

	while (walk_record(w, &a->base))
		if (a->date <= day &&
		    (!found || a->date > out->date ||
			(a->date == out->date && a->level > out->level))) {
			record_copy(&out->base, &a->base);
			found = true;
		}
	walk_close(w);
	record_free(&a->base);
	return found;
}

/* "диагностика ФИОКО 12.10.2026: низкий, протокол № 14" */
static void
put_basis(const struct view *v, const struct assessment *a, struct buf *out)
{
	buf_puts(out, "диагностика ");
	register_put_field(v, &a->base, field_find(KIND_ASSESSMENTS, "kind"), out);
	buf_putc(out, ' ');
	date_put_russian(out, a->date);
	if (a->level != 0) {
		buf_puts(out, ": ");
		register_put_field(v, &a->base, field_find(KIND_ASSESSMENTS, "level"), out);
	}
	if (a->document[0] != '\0')
		buf_printf(out, ", %s", a->document);
}

/* Whom the person is attached to on the day, the last of several; 0: nobody. */
static uint64_t
find_methodist(const struct view *v, uint64_t person, int32_t day)
{
	struct attachment *a = (struct attachment *)record_new(KIND_ATTACHMENTS);
	struct walk *w = walk_referring(
	    v->txn, KIND_ATTACHMENTS, field_find(KIND_ATTACHMENTS, "person"), person);
	uint64_t methodist = 0;
	int32_t since = DATE_NONE;

	while (walk_record(w, &a->base))
		if (is_in_force(a->from, a->to, day) && (methodist == 0 || a->from > since)) {
			methodist = a->methodist;
			since = a->from;
		}
	walk_close(w);
	record_free(&a->base);
	return methodist;
}

void
pathway_propose(const struct view *v, uint64_t person, int32_t day, struct pathway *out)
{
	struct assessment *a = (struct assessment *)record_new(KIND_ASSESSMENTS);
	struct buf basis = {0};

	out->person = person;
	out->developed = day;
	out->methodist = find_methodist(v, person, day);
	out->until = schoolyear_lessons_end(day);
	if (find_assessment(v, person, day, a)) {
		put_basis(v, a, &basis);
		set_text(&out->base, "basis", buf_text(&basis));
	}
	buf_free(&basis);
	record_free(&a->base);
}

/* --- Done. */

struct doing {
	int32_t day;
	const char *evidence;
};

static enum status
do_item(struct staging *p, struct record *r, const void *what)
{
	const struct doing *w = what;
	struct pathway_item *item = (struct pathway_item *)r;

	if (item->done != DATE_NONE)
		return shown_refuse_since(p, "пункт уже выполнен", item->done);
	item->done = w->day;
	set_text(r, "evidence", w->evidence);
	return stage_put(p, r);
}

enum status
pathway_items_done(struct session *s, struct shown_records items, int32_t day, const char *evidence,
    struct error *e)
{
	const struct doing w = {.day = day, .evidence = evidence};

	return shown_deed_do(s,
	    &(struct shown_deed){.operation = OPERATION_PATHWAY,
		.note = "пункт выполнен",
		.kind = KIND_PATHWAY_ITEMS,
		.records = items,
		.fn = do_item,
		.what = &w},
	    e);
}

/* --- Ended. */

struct ending {
	uint8_t outcome;
	int32_t day;
};

static enum status
finish(struct staging *p, struct record *r, const void *what)
{
	const struct ending *w = what;
	struct pathway *pathway = (struct pathway *)r;

	if (pathway->finished != DATE_NONE)
		return shown_refuse_since(p, "маршрут уже завершён", pathway->finished);
	pathway->finished = w->day;
	record_set_choice(r, field_find(KIND_PATHWAYS, "outcome"), w->outcome);
	return stage_put(p, r);
}

enum status
pathways_finish(
    struct session *s, struct shown_records pathways, uint8_t outcome, int32_t day, struct error *e)
{
	const struct ending w = {.outcome = outcome, .day = day};

	return shown_deed_do(s,
	    &(struct shown_deed){.operation = OPERATION_PATHWAY,
		.note = "маршрут завершён",
		.kind = KIND_PATHWAYS,
		.records = pathways,
		.fn = finish,
		.what = &w},
	    e);
}
