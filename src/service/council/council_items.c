/* SPDX-License-Identifier: MIT
 * council_items.c - what stands on a meeting's agenda: applications, and topics between them.
 */
#include "service/council/council_loading.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "db/record/records.h"
#include "rules/eligibility.h"
#include "service/core/naming.h"

/* Of a topic voted or decided on that no row of the agenda holds. */
#define ITEM_UNLISTED (UINT64_C(1) << 62)

const char *
council_loading_keep(struct council_loading *l, struct buf *text)
{
	const char *kept = arena_strndup(&l->sitting->arena, buf_text(text), text->len);

	buf_clear(text);
	return kept;
}

static uint64_t
application_of(const struct record *r)
{
	const struct field *f = field_find(r->kind, "application");

	return f != NULL ? record_ref(r, f) : 0;
}

static const char *
topic_of(const struct record *r)
{
	const struct field *f = field_find(r->kind, "topic");

	return f != NULL ? record_text(r, f) : "";
}

bool
council_meeting_is_of(const struct meeting_item *item, const struct record *r)
{
	return item->application == application_of(r) && strcmp(item->topic, topic_of(r)) == 0;
}

size_t
council_loading_item(const struct council_meeting *s, const struct record *r)
{
	size_t i = 0;

	while (i < s->nitems && !council_meeting_is_of(&s->items[i], r))
		i++;
	return i;
}

/* The item a record is about, unless it is there. */
static void
add_item(struct council_loading *l, const struct record *r, int64_t position, const char *speaker)
{
	struct council_meeting *s = l->sitting;
	uint64_t application = application_of(r);

	if (council_loading_item(s, r) < s->nitems)
		return;
	ARRAY_ROOM(s->items, s->nitems, l->items_size);
	s->items[s->nitems] = (struct meeting_item){.id = application != 0 ? application
		: r->kind == KIND_AGENDA                                   ? ITEM_TOPIC | r->id
					 : ITEM_TOPIC | ITEM_UNLISTED | s->nitems,
	    .application = application,
	    .topic = arena_strdup(&s->arena, topic_of(r)),
	    .speaker = arena_strdup(&s->arena, speaker),
	    .position = position,
	    .reason = "",
	    .text = ""};
	s->nitems++;
}

static int
compare_items(const void *left, const void *right)
{
	const struct meeting_item *a = left, *b = right;

	if (a->position != b->position)
		return a->position < b->position ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

static void
gather_agenda(struct council_loading *l)
{
	struct council_rows rows = {.count = 0};

	council_loading_read(l, KIND_AGENDA, &rows);
	for (size_t i = 0; i < rows.count; i++) {
		const struct agenda_item *row = (const struct agenda_item *)rows.at[i];

		add_item(l, &row->base, row->position, row->speaker);
	}
	council_rows_free(&rows);
	if (l->sitting->nitems > 0)
		qsort(l->sitting->items, l->sitting->nitems, sizeof(*l->sitting->items),
		    compare_items);
}

/* What was voted or decided on without an agenda comes behind it, in the order of ids: the order of
 * the table it came in. */
static void
gather_rest(struct council_loading *l)
{
	struct council_meeting *s = l->sitting;
	size_t listed = s->nitems;
	int64_t position = listed > 0 ? s->items[listed - 1].position : 0;

	for (size_t i = 0; i < l->decisions.count; i++)
		add_item(l, l->decisions.at[i], 0, "");
	for (size_t i = 0; i < l->votes.count; i++)
		add_item(l, l->votes.at[i], 0, "");
	if (s->nitems > listed)
		qsort(s->items + listed, s->nitems - listed, sizeof(*s->items), compare_items);
	for (size_t i = listed; i < s->nitems; i++)
		s->items[i].position = ++position;
}

/* The verdict, by what the application and the register tell. */
static void
judge(struct council_loading *l, struct meeting_item *item, const struct application *a)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct verdict verdict;

	item->registered = records_get(l->txn, a->person, &p->base);
	eligibility_judge(&verdict, l->view->session->profile, a, item->registered ? p : NULL,
	    l->sitting->meeting->date);
	item->eligible = verdict.eligible;
	verdict_free(&verdict);
	record_free(&p->base);
}

static void
describe_application(struct council_loading *l, struct meeting_item *item)
{
	struct application *a = (struct application *)record_new(KIND_APPLICATIONS);
	struct buf text = {0};

	if (!records_get(l->txn, item->application, &a->base))
		record_clear(&a->base);
	item->person = a->person;
	item->organisation = a->organisation;
	register_put_name_of(l->view, &a->base, &text);
	item->title = council_loading_keep(l, &text);
	register_put_short_name(l->txn, KIND_ORGANISATIONS, a->organisation, &text);
	item->workplace = council_loading_keep(l, &text);
	item->surname = arena_strdup(&l->sitting->arena, a->surname);
	item->post = arena_strdup(&l->sitting->arena, a->position);
	item->subject_area = arena_strdup(&l->sitting->arena, a->subject_area);
	judge(l, item, a);
	buf_free(&text);
	record_free(&a->base);
}

static void
describe_topic(struct meeting_item *item)
{
	item->title = item->topic;
	item->workplace = item->surname = item->post = item->subject_area = "";
	item->registered = item->eligible = true;
}

static void
add_ballots(struct council_meeting *s, struct meeting_item *item)
{
	item->ballots = arena_alloc(&s->arena, (s->nmembers + 1) * sizeof(*item->ballots));
	for (size_t i = 0; i < s->nmembers; i++) {
		item->ballots[i].why = "";
		item->ballots[i].is_applicant =
		    item->person != 0 && item->person == s->members[i].person;
	}
}

static int
compare_speeches(const void *left, const void *right)
{
	const struct speech *a = *(const struct speech *const *)left,
			    *b = *(const struct speech *const *)right;

	return (a->number > b->number) - (a->number < b->number);
}

static struct meeting_speech
speech_of(struct council_loading *l, const struct speech *row)
{
	struct meeting_speech speech = {.id = row->base.id,
	    .stamp = row->base.stamp,
	    .number = row->number,
	    .person = row->person,
	    .text = arena_strdup(&l->sitting->arena, row->text)};
	struct buf name = {0};

	if (row->person != 0)
		register_put_short_name(l->txn, KIND_PEOPLE, row->person, &name);
	else
		buf_puts(&name, row->speaker);
	speech.speaker = council_loading_keep(l, &name);
	buf_free(&name);
	return speech;
}

/* Each item gets its own of them, in the order they were made. */
static void
gather_speeches(struct council_loading *l)
{
	struct council_meeting *s = l->sitting;
	struct council_rows rows = {.count = 0};

	council_loading_read(l, KIND_SPEECHES, &rows);
	if (rows.count > 0)
		qsort(rows.at, rows.count, sizeof(*rows.at), compare_speeches);
	for (size_t i = 0; i < s->nitems && rows.count > 0; i++) {
		struct meeting_item *item = &s->items[i];

		item->speeches = arena_alloc(&s->arena, rows.count * sizeof(*item->speeches));
		for (size_t k = 0; k < rows.count; k++)
			if (council_meeting_is_of(item, rows.at[k]))
				item->speeches[item->nspeeches++] =
				    speech_of(l, (const struct speech *)rows.at[k]);
	}
	council_rows_free(&rows);
}

void
council_loading_items(struct council_loading *l)
{
	struct council_meeting *s = l->sitting;

	gather_agenda(l);
	gather_rest(l);
	for (size_t i = 0; i < s->nitems; i++) {
		if (s->items[i].application != 0)
			describe_application(l, &s->items[i]);
		else
			describe_topic(&s->items[i]);
		add_ballots(s, &s->items[i]);
	}
	gather_speeches(l);
}
