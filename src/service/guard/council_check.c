/* SPDX-License-Identifier: MIT
 * council_check.c - a record held against the meeting it belongs to.
 */
#include "service/guard/council_check.h"

#include <string.h>

#include "base/date.h"
#include "db/record/records.h"

static int32_t
date_of(struct txn *t, enum kind kind, uint64_t id, const char *field)
{
	struct record *r = record_new(kind);
	int32_t date =
	    id != 0 && records_get(t, id, r) ? record_date(r, field_find(kind, field)) : DATE_NONE;

	record_free(r);
	return date;
}

static int
report_early(int32_t submitted, const struct field *f, fault_fn *report, void *context)
{
	struct buf sentence = {0};

	buf_puts(&sentence, "заседание раньше, чем подано заявление из его повестки (");
	date_put_russian(&sentence, submitted);
	buf_puts(&sentence, ")");
	report(context, f, buf_text(&sentence));
	buf_free(&sentence);
	return 1;
}

/* The latest day an application on the agenda was submitted; DATE_NONE without an agenda. */
static int32_t
latest_on_agenda(struct txn *t, uint64_t meeting)
{
	struct agenda_item *item = (struct agenda_item *)record_new(KIND_AGENDA);
	struct walk *w =
	    walk_referring(t, KIND_AGENDA, field_find(KIND_AGENDA, "meeting"), meeting);
	int32_t latest = DATE_NONE;
	uint64_t id;

	while (walk_next(w, &id)) {
		int32_t submitted = records_get(t, id, &item->base)
		    ? date_of(t, KIND_APPLICATIONS, item->application, "submitted")
		    : DATE_NONE;

		if (submitted > latest)
			latest = submitted;
	}
	walk_close(w);
	record_free(&item->base);
	return latest;
}

static int
check_meeting(struct txn *t, const struct meeting *m, fault_fn *report, void *context)
{
	int32_t latest = m->base.id != 0 ? latest_on_agenda(t, m->base.id) : DATE_NONE;

	if (m->date == DATE_NONE || latest <= m->date)
		return 0;
	return report_early(latest, field_find(KIND_MEETINGS, "date"), report, context);
}

static int
check_item(struct txn *t, const struct agenda_item *item, fault_fn *report, void *context)
{
	int32_t submitted = date_of(t, KIND_APPLICATIONS, item->application, "submitted"),
		held = date_of(t, KIND_MEETINGS, item->meeting, "date");

	if (held == DATE_NONE || submitted <= held)
		return 0;
	return report_early(submitted, field_find(KIND_AGENDA, "application"), report, context);
}

static bool
has_agenda(struct txn *t, uint64_t meeting)
{
	struct walk *w =
	    walk_referring(t, KIND_AGENDA, field_find(KIND_AGENDA, "meeting"), meeting);
	uint64_t id;
	bool found = walk_next(w, &id);

	walk_close(w);
	return found;
}

/* A vote or a decision: an imported meeting has no agenda to look at. */
static int
check_listed(struct txn *t, const struct record *r, fault_fn *report, void *context)
{
	const struct field *application = field_find(r->kind, "application"),
			   *topic = field_find(r->kind, "topic");
	const struct field *about = application != NULL ? application : topic;
	struct agenda_item *item = (struct agenda_item *)record_new(KIND_AGENDA);
	bool listed;

	item->meeting = record_ref(r, field_find(r->kind, "meeting"));
	if (application != NULL)
		item->application = record_ref(r, application);
	else
		record_set_text(&item->base, field_find(KIND_AGENDA, "topic"),
		    record_text(r, topic), strlen(record_text(r, topic)));
	listed = record_field_empty(r, about) || !has_agenda(t, item->meeting) ||
	    records_find_same(t, &item->base) != 0;
	record_free(&item->base);
	if (listed)
		return 0;
	report(context, about,
	    application != NULL ? "этого заявления нет в повестке заседания"
				: "такого вопроса нет в повестке заседания");
	return 1;
}

int
council_check(struct txn *t, const struct record *r, fault_fn *report, void *context)
{
	switch (r->kind) {
	case KIND_MEETINGS:
		return check_meeting(t, (const struct meeting *)r, report, context);
	case KIND_AGENDA:
		return check_item(t, (const struct agenda_item *)r, report, context);
	case KIND_VOTES:
	case KIND_DECISIONS:
	case KIND_TOPIC_VOTES:
	case KIND_TOPIC_DECISIONS:
		return check_listed(t, r, report, context);
	default:
		return 0;
	}
}
