/* SPDX-License-Identifier: MIT
 * publishing.c - publications and the reminders they close.
 */
#include "service/corps/publishing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/delivery.h"
#include "base/die.h"
#include "base/reason.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "service/core/modules.h"
#include "service/core/operations.h"
#include "service/record/register.h"

/* What a publication keeps of the list: a line a row, the code and, unless all, the fields. */
static void
put_list(const struct roster *list, struct buf *out)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct roster_row *row = &list->rows[i];

		buf_puts(out, i > 0 ? "\n" : "");
		buf_puts(out, row->code);
		if (row->publish.fields == PUBLISH_ALL)
			continue;
		buf_putc(out, ' ');
		publish_put_fields(out, row->publish.fields);
	}
}

static bool
list_holds(const char *list, const char *code)
{
	size_t len = strlen(code);

	for (const char *line = list; *line != '\0'; line += *line == '\n') {
		if (strncmp(line, code, len) == 0 && strchr(" \n", line[len]) != NULL)
			return true;
		line += strcspn(line, "\n");
	}
	return false;
}

static bool
same_row(const struct roster_row *a, const struct roster_row *b)
{
	return a->person == b->person && strcmp(a->surname, b->surname) == 0 &&
	    strcmp(a->given_name, b->given_name) == 0 &&
	    strcmp(a->patronymic, b->patronymic) == 0 &&
	    strcmp(a->organisation_name, b->organisation_name) == 0 &&
	    strcmp(a->position, b->position) == 0 &&
	    strcmp(a->subject_area, b->subject_area) == 0 && strcmp(a->email, b->email) == 0;
}

/* Is the list what would be published now? */
static enum status
require_current(const struct view *v, const struct roster *list, struct error *e)
{
	struct roster now;
	enum status st = roster_open(&now, v, list->on, true, e);
	bool same = st == ST_OK && now.count == list->count;

	for (size_t i = 0; same && i < now.count; i++)
		same = same_row(&now.rows[i], &list->rows[i]);
	roster_free(&now);
	if (st == ST_OK && !same)
		st = error_set(e, ST_CONFLICT,
		    "состав или согласия тем временем изменились; составьте список заново");
	return st;
}

/* The newest publication by the day, into the record; false when there is none. */
static bool
load_last(struct txn *t, int32_t on, struct publication *last)
{
	struct publication *p = (struct publication *)record_new(KIND_PUBLICATIONS);
	struct walk *w = walk_by_id(t, KIND_PUBLICATIONS);
	bool found = false;

	while (walk_record(w, &p->base)) {
		if (p->date > on || (found && p->date < last->date))
			continue;
		record_copy(&last->base, &p->base);
		found = true;
	}
	walk_close(w);
	record_free(&p->base);
	return found;
}

uint64_t
publishing_last(const struct view *v, int32_t on)
{
	struct publication *last = (struct publication *)record_new(KIND_PUBLICATIONS);
	uint64_t id = load_last(v->txn, on, last) ? last->base.id : 0;

	record_free(&last->base);
	return id;
}

static enum status
require_day(const struct view *v, int32_t on, struct error *e)
{
	struct publication *last = (struct publication *)record_new(KIND_PUBLICATIONS);
	bool later = load_last(v->txn, INT32_MAX, last) && last->date > on;
	struct buf day = {0};

	date_put_russian(&day, later ? last->date : clock_today());
	record_free(&last->base);
	if (later)
		error_set(e, ST_REFUSED,
		    "список уже опубликован на %s; более ранний его не заменит, составьте список "
		    "на этот день или позже",
		    buf_text(&day));
	else if (on > clock_today())
		error_set(e, ST_REFUSED,
		    "список публикуют в тот день, на который он составлен; сегодня %s",
		    buf_text(&day));
	buf_free(&day);
	return later || on > clock_today() ? ST_REFUSED : ST_OK;
}

/* seen: journal_changes the list was checked at. */
static enum status
guard_unchanged(void *context, struct txn *t)
{
	const uint64_t *seen = context;

	return journal_changes(t) == *seen ? ST_OK : ST_CONFLICT;
}

static struct publication *
make_publication(const struct view *v, const struct roster *list)
{
	struct publication *p = (struct publication *)record_new(KIND_PUBLICATIONS);
	const char *site = profile_word(v->session->profile, "site");
	struct buf text = {0};

	register_next_code(v, KIND_PUBLICATIONS, &text);
	record_set_text(&p->base, field_find(KIND_PUBLICATIONS, "code"), buf_text(&text), text.len);
	buf_clear(&text);
	put_list(list, &text);
	record_set_text(&p->base, field_find(KIND_PUBLICATIONS, "list"), buf_text(&text), text.len);
	record_set_text(&p->base, field_find(KIND_PUBLICATIONS, "address"), site, strlen(site));
	p->date = list->on;
	p->members = (int64_t)list->count;
	buf_free(&text);
	return p;
}

/* The view is closed before it is written. */
static enum status
write_publication(
    struct view *v, const struct roster *list, const char *note, uint64_t *id, struct error *e)
{
	struct session *s = v->session;
	struct publication *p = make_publication(v, list);
	uint64_t seen = journal_changes(v->txn);
	struct change *c;
	enum status st;

	if (strlen(p->list) > LONG_LENGTH) {
		record_free(&p->base);
		return error_set(
		    e, ST_REFUSED, "в списке слишком много людей для одной публикации");
	}
	c = change_new(s->store, &s->actor, OPERATION_PUBLISH, note);
	change_look_in(c, v->txn);
	change_put(c, &p->base);
	change_look_in(c, NULL);
	view_close(v);
	*id = p->base.id;
	change_set_guard(c, guard_unchanged, &seen);
	st = change_commit(c, NULL, NULL);
	record_free(&p->base);
	return st == ST_OK || st == ST_CONFLICT ? st : store_explain(s->store, st, e);
}

/* *again: somebody wrote in between. */
static enum status
try_to_record(struct session *s, const struct roster *list, const char *note, uint64_t *id,
    bool *again, struct error *e)
{
	enum status st;
	struct view v;

	*id = 0;
	*again = false;
	view_open(&v, s);
	st = require_current(&v, list, e);
	if (st == ST_OK) {
		st = write_publication(&v, list, note, id, e);
		*again = st == ST_CONFLICT;
	}
	view_close(&v);
	return st;
}

static enum status
record_publication(
    struct session *s, const struct roster *list, const char *note, uint64_t *id, struct error *e)
{
	enum status st = ST_CONFLICT;
	bool again = true;

	for (unsigned tries = 0; again && store_next_try(s->store, &tries);)
		st = try_to_record(s, list, note, id, &again, e);
	store_leave_turn(s->store);
	return again
	    ? error_set(e, st, "базу всё время меняют другие сотрудники; повторите ещё раз")
	    : st;
}

static enum status
write_page(struct outfile *file, const struct page_file *page, struct error *e)
{
	enum status st = delivery_begin(file, page->path, DELIVERY_PAGE, page->replace, e);

	if (st != ST_OK)
		return st;
	page->write(page->context, file->f);
	return outfile_settle(file) ? ST_OK : delivery_failed(page->path, e);
}

/* The publication stands and cannot be taken back: the page is kept wherever it is. */
static enum status
tell_where(struct outfile *file, const char *path, struct error *e)
{
	struct reason reason = reason_of(errno);

	error_set(e, ST_REFUSED,
	    "публикация внесена в журнал, но страница не встала на место «%s» (%s); она лежит в "
	    "файле «%s», перенесите её сами",
	    path, reason.text, outfile_keep(file));
	outfile_leave(file);
	return ST_REFUSED;
}

enum status
publishing_page(const struct page_file *page, page_record *record, void *context, bool *recorded,
    struct error *e)
{
	struct outfile file = {0};
	enum status st = page->path != NULL ? write_page(&file, page, e) : ST_OK;

	if (st == ST_OK)
		st = record(context, e);
	*recorded = st == ST_OK;
	if (st == ST_OK && page->path != NULL && !outfile_appear(&file))
		st = tell_where(&file, page->path, e);
	outfile_drop(&file);
	return st;
}

struct recording {
	struct session *session;
	const struct roster *list;
	const char *note;
	uint64_t *id;
};

static enum status
record_list(void *context, struct error *e)
{
	const struct recording *r = context;

	return record_publication(r->session, r->list, r->note, r->id, e);
}

enum status
publishing_to_file(struct session *s, const struct roster *list, const struct page_file *page,
    uint64_t *id, struct error *e)
{
	struct recording r = {
	    .session = s, .list = list, .note = page->note != NULL ? page->note : "", .id = id};
	bool recorded;
	struct view v;
	enum status st;

	*id = 0;
	view_open(&v, s);
	st = view_require(&v, PERMIT_EDIT, e);
	if (st == ST_OK)
		st = module_require(s, "corps", e);
	if (st == ST_OK)
		st = require_day(&v, list->on, e);
	view_close(&v);
	return st == ST_OK ? publishing_page(page, record_list, &r, &recorded, e) : st;
}

/* A revocation that may still be on the site. */
struct revocation {
	uint64_t consent, person;
	int32_t revoked;
	int32_t published; /* the day of the last list; DATE_NONE: none is journalled */
	bool listed;       /* it holds the person */
};

struct revocations {
	struct revocation *items;
	size_t count;
};

/* Distribution consents revoked by the day, and not before the day of the last publication: that
 * one may have been made in the morning. */
static void
find_revocations(struct txn *t, int32_t on, const struct publication *last, bool published,
    struct revocations *out)
{
	struct consent *c = (struct consent *)record_new(KIND_CONSENTS);
	struct walk *w = walk_by_id(t, KIND_CONSENTS);
	struct agreement a;
	struct buf code = {0};

	while (walk_record(w, &c->base)) {
		if (!agreement_of_consent(c, &a) || a.revoked == DATE_NONE || a.revoked > on)
			continue;
		if (published && last->date > a.revoked)
			continue;
		buf_clear(&code);
		records_put_code(t, KIND_PEOPLE, c->person, &code);
		out->items = xrealloc(out->items, (out->count + 1) * sizeof(*out->items));
		out->items[out->count++] = (struct revocation){.consent = c->base.id,
		    .person = c->person,
		    .revoked = a.revoked,
		    .published = published ? last->date : DATE_NONE,
		    .listed = published && list_holds(last->list, buf_text(&code))};
	}
	walk_close(w);
	buf_free(&code);
	record_free(&c->base);
}

/* Does the site show the person against the revocation? Before the first journalled list it shows
 * what the rules allowed. */
static bool
is_shown(const struct view *v, const struct revocation *r)
{
	if (r->published == DATE_NONE)
		return roster_would_list(v, r->person, r->revoked - 1);
	return r->listed &&
	    (r->published < r->revoked || !roster_would_list(v, r->person, r->revoked));
}

static int
compare_reminders(const void *left, const void *right)
{
	const struct reminder *a = left, *b = right;

	if (a->deadline != b->deadline)
		return a->deadline < b->deadline ? -1 : 1;
	return (a->consent > b->consent) - (a->consent < b->consent);
}

size_t
publishing_reminders(const struct view *v, int32_t on, struct reminder **out)
{
	struct publication *last = (struct publication *)record_new(KIND_PUBLICATIONS);
	struct revocations found = {0};
	size_t count = 0;

	if (view_may(v, PERMIT_READ))
		find_revocations(v->txn, on, last, load_last(v->txn, on, last), &found);
	*out = xcalloc(found.count + 1, sizeof(**out));
	for (size_t i = 0; i < found.count; i++) {
		const struct revocation *r = &found.items[i];
		int32_t deadline = publish_deadline(v->session->profile, r->revoked);

		if (!is_shown(v, r))
			continue;
		(*out)[count++] = (struct reminder){.consent = r->consent,
		    .person = r->person,
		    .revoked = r->revoked,
		    .deadline = deadline,
		    .overdue = deadline < on};
	}
	qsort(*out, count, sizeof(**out), compare_reminders);
	free(found.items);
	record_free(&last->base);
	return count;
}
