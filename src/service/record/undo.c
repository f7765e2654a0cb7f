/* SPDX-License-Identifier: MIT
 * undo.c - taking back one's own operations, newest first.
 *
 * An undo is an operation like any other: it writes the images before, and its journal row names
 * what it takes back. A record's images are thus a stack: a row that undoes pops what it undid.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/utf8.h"
#include "service/guard/minutes_lock.h"
#include "service/guard/record_rules.h"
#include "service/core/operations.h"
#include "service/record/register.h"

/* Records restored between two looks at the database. */
enum { CHUNK = 1000 };

struct touched {
	enum kind kind;
	uint64_t id;
};

struct touched_list {
	struct touched *items;
	size_t count, capacity;
};

static void
note_touched(void *context, enum kind kind, uint64_t id, uint64_t stamp)
{
	struct touched_list *list = context;

	(void)stamp;
	ARRAY_ROOM(list->items, list->count, list->capacity);
	list->items[list->count++] = (struct touched){.kind = kind, .id = id};
}

/* Operations known to be taken back, as the walk from the journal's end meets them. */
struct undone_set {
	uint64_t *items;
	size_t count;
};

static void
undone_add(struct undone_set *set, uint64_t operation)
{
	set->items = xrealloc(set->items, (set->count + 1) * sizeof(*set->items));
	set->items[set->count++] = operation;
}

/* true when it was there; each is asked for once, so it is taken out. */
static bool
undone_take(struct undone_set *set, uint64_t operation)
{
	for (size_t i = 0; i < set->count; i++) {
		if (set->items[i] == operation) {
			set->items[i] = set->items[--set->count];
			return true;
		}
	}
	return false;
}

/* The newest operation of the account that wrote records and is not taken back; 0: there is none.
 */
static uint64_t
find_own_operation(struct txn *t, const char *account)
{
	struct undone_set undone = {0};
	struct journal_row row;
	uint64_t found = 0;

	for (uint64_t at = journal_last(t); at > 0 && found == 0; at--) {
		if (!journal_get(t, at, &row))
			break;
		if (strcmp(row.account, account) == 0) {
			if (row.undoes != 0)
				undone_add(&undone, row.undoes);
			else if (row.total > 0 && operation_can_be_undone(row.operation) &&
			    !undone_take(&undone, at))
				found = at;
		}
		journal_row_free(&row);
	}
	free(undone.items);
	return found;
}

/* An undo under way. */
struct undo {
	struct session *session;
	struct change *change;
	uint64_t operation;
	struct touched_list touched;
	struct minutes_lock lock;
	struct record_rules rules;
	uint64_t known_row,
	    known_undoes; /* the journal row looked at last: one operation, many records */
};

/* What the operation took back; 0 when it is no undo. */
static uint64_t
undoes_of(struct undo *u, struct txn *t, uint64_t operation)
{
	struct journal_row row;

	if (u->known_row != operation) {
		u->known_row = operation;
		u->known_undoes = 0;
		if (journal_get(t, operation, &row)) {
			u->known_undoes = row.undoes;
			journal_row_free(&row);
		}
	}
	return u->known_undoes;
}

/* The operation whose effect stands over stamps[at] now: stamps[at] itself when all later ones were
 * taken back. The stamps behind `at` are used up as the stack. */
static uint64_t
effective_stamp(struct undo *u, struct txn *t, uint64_t *stamps, size_t at, size_t count)
{
	size_t top = at;

	for (size_t i = at + 1; i < count; i++) {
		uint64_t back = undoes_of(u, t, stamps[i]);

		if (back != 0 && top > at && stamps[top] == back)
			top--;
		else
			stamps[++top] = stamps[i];
	}
	return stamps[top];
}

/* One record of the operation, and what is to be put in its place. */
struct restoration {
	struct record *before; /* NULL: it did not exist, so it is to be removed */
	struct record *now;    /* NULL: it is gone */
	uint64_t stamp;        /* of the image that stands there now */
	bool is_gone;          /* a tombstone stands there now */
};

/* ST_REFUSED: changed since. The sentence names the record, who did it and when. */
static enum status
refuse_changed(
    struct undo *u, struct txn *t, const struct touched *touched, uint64_t stamp, struct error *e)
{
	struct record *r = record_new(touched->kind);
	struct buf name = {0}, sentence = {0};
	struct journal_row row;

	if (records_get(t, touched->id, r))
		register_put_name_of(&(struct view){.session = u->session, .txn = t}, r, &name);
	buf_puts(&sentence, "вернуть нельзя, запись «");
	utf8_put_shown(&sentence, buf_slice(&name), false);
	buf_puts(&sentence, "» с тех пор менялась");
	if (journal_get(t, stamp, &row)) {
		buf_printf(&sentence, " (%s, ", row.account);
		clock_put_russian(&sentence, row.time);
		buf_putc(&sentence, ')');
		journal_row_free(&row);
	}
	error_set(e, ST_REFUSED, "%s; исправьте её вручную", buf_text(&sentence));
	buf_free(&name);
	buf_free(&sentence);
	record_free(r);
	return ST_REFUSED;
}

/* Load what stood before stamps[at]. */
static void
load_before(struct txn *t, const struct touched *touched, const uint64_t *stamps, size_t at,
    struct restoration *out)
{
	struct record *r = record_new(touched->kind);

	if (history_get(t, touched->id, out->stamp, r, &out->is_gone)) {
		out->now = r;
		r->id = touched->id;
		r = record_new(touched->kind);
	}
	if (at > 0 && history_get(t, touched->id, stamps[at - 1], r, NULL)) {
		r->id = touched->id;
		r->stamp = out->stamp;
		out->before = r;
		return;
	}
	record_free(r);
}

static enum status
plan_one(struct undo *u, struct txn *t, const struct touched *touched, struct restoration *out,
    struct error *e)
{
	uint64_t *stamps, on_top;
	size_t count = history_stamps(t, touched->kind, touched->id, &stamps), at = 0;
	enum status st = ST_OK;

	while (at < count && stamps[at] != u->operation)
		at++;
	if (at == count) {
		free(stamps);
		return error_set(e, ST_DAMAGED,
		    "в истории нет записи операции %llu; проверьте базу командой metodaktiv verify",
		    (unsigned long long)u->operation);
	}
	*out = (struct restoration){.stamp = stamps[count - 1]};
	load_before(t, touched, stamps, at, out);
	on_top = effective_stamp(u, t, stamps, at, count);
	if (on_top != u->operation)
		st = refuse_changed(u, t, touched, on_top, e);
	free(stamps);
	return st;
}

static void
stage_one(struct undo *u, const struct touched *touched, const struct restoration *r)
{
	if (r->now != NULL)
		minutes_lock_note(&u->lock, r->now);
	if (r->before != NULL)
		minutes_lock_note(&u->lock, r->before);
	if (r->before != NULL)
		change_put(u->change, r->before);
	else if (!r->is_gone)
		change_remove(u->change, touched->kind, touched->id, r->stamp);
}

/* Look at some records in one transaction, then stage them with none open. */
static enum status
stage_chunk(struct undo *u, size_t from, size_t count, struct error *e)
{
	struct restoration *planned = xcalloc(count, sizeof(*planned));
	const struct touched *touched = u->touched.items + from;
	struct txn *t = txn_read(u->session->store);
	enum status st = ST_OK;

	for (size_t i = 0; i < count && st == ST_OK; i++)
		st = plan_one(u, t, &touched[i], &planned[i], e);
	txn_abort(t);
	for (size_t i = 0; i < count; i++) {
		if (st == ST_OK)
			stage_one(u, &touched[i], &planned[i]);
		record_free(planned[i].before);
		record_free(planned[i].now);
	}
	free(planned);
	return st;
}

static enum status
explain(struct undo *u, enum status st, const struct change_obstacle *o, struct error *e)
{
	struct buf name = {0};
	struct view v;

	if (st == ST_CONFLICT)
		return error_set(e, ST_REFUSED,
		    "вернуть не удалось: записи как раз меняет другой сотрудник; попробуйте ещё "
		    "раз");
	if (st != ST_INVALID)
		return error_set(
		    e, st, "ничего не записано: %s", store_reason(u->session->store, st).text);
	if (o->other == 0)
		return error_set(e, ST_REFUSED,
		    "вернуть нельзя: прежняя запись ссылается на другую, которая с тех пор "
		    "удалена");
	view_open(&v, u->session);
	register_put_name(&v, o->other_kind, o->other, &name);
	view_close(&v);
	error_set(e, ST_REFUSED,
	    "вернуть нельзя, мешает запись «%s» (%s): у неё тот же код или она ссылается "
	    "на то, что было бы убрано",
	    buf_text(&name), entity_of(o->other_kind)->one);
	buf_free(&name);
	return ST_REFUSED;
}

static enum status
explain_rules(const struct undo *u, struct error *e)
{
	struct error why;

	record_rules_explain(&u->rules, NULL, &why);
	return error_set(e, ST_REFUSED, "вернуть нельзя, %s", why.text);
}

static enum status
take_back(struct undo *u, struct error *e)
{
	struct change_obstacle obstacle = {0};
	enum status st = ST_OK;

	u->change = change_new(u->session->store, &u->session->actor, OPERATION_UNDO, "");
	change_set_undoes(u->change, u->operation);
	for (size_t from = 0; from < u->touched.count && st == ST_OK; from += CHUNK) {
		size_t left = u->touched.count - from;

		st = stage_chunk(u, from, left < CHUNK ? left : CHUNK, e);
	}
	if (st != ST_OK) {
		change_free(u->change);
		return st;
	}
	minutes_lock_watch(&u->lock, u->change);
	st = record_rules_commit(&u->rules, u->change, NULL, &obstacle);
	if (st == ST_REFUSED)
		return minutes_lock_explain(&u->lock, u->session, e);
	if (u->rules.refused.count > 0)
		return explain_rules(u, e);
	return st == ST_OK ? ST_OK : explain(u, st, &obstacle, e);
}

/* Whoever was asked about one operation is not to take back another. */
static enum status
not_the_last(struct txn *t, uint64_t expected, struct error *e)
{
	struct journal_row row;

	if (!journal_get(t, expected, &row))
		return error_set(
		    e, ST_NOTFOUND, "операции %llu в журнале нет", (unsigned long long)expected);
	error_set(e, ST_CONFLICT,
	    "операция %llu (%s) — уже не последняя ваша: тем временем от вашего имени сделано или "
	    "отменено другое. Посмотрите журнал и отмените ещё раз",
	    (unsigned long long)expected, operation_word(row.operation));
	journal_row_free(&row);
	return ST_CONFLICT;
}

enum status
register_undo(
    struct session *s, uint64_t expected, uint64_t *undone, size_t *records, struct error *e)
{
	struct undo u = {.session = s, .rules = {.session = s, .door = RULES_UNDO}};
	enum status st = session_require(s, PERMIT_EDIT, e);
	struct txn *t;

	if (st != ST_OK)
		return st;
	t = txn_read(s->store);
	u.operation = find_own_operation(t, s->account.name);
	if (expected != 0 && u.operation != expected)
		st = not_the_last(t, expected, e);
	else if (u.operation != 0)
		history_of_operation(t, u.operation, note_touched, &u.touched);
	txn_abort(t);
	if (st == ST_OK)
		st = u.operation == 0 ? error_set(e, ST_NOTFOUND, "вам больше нечего возвращать")
				      : take_back(&u, e);
	if (st == ST_OK && undone != NULL)
		*undone = u.operation;
	if (st == ST_OK && records != NULL)
		*records = u.touched.count;
	free(u.touched.items);
	minutes_lock_free(&u.lock);
	record_rules_free(&u.rules);
	return st;
}

bool
register_undo_next(const struct view *v, struct journal_row *out)
{
	uint64_t operation = find_own_operation(v->txn, v->session->account.name);
	bool found = operation != 0 && journal_get(v->txn, operation, out);

	return found;
}
