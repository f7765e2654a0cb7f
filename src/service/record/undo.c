/* SPDX-License-Identifier: MIT
 * undo.c - taking back operations.
 *
 * An undo is an operation like any other: it writes the images before, and its journal row names
 * what it takes back. A record's images are thus layers: an undo takes one off, an undo of it lays
 * it again.
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

static uint64_t
what_it_undoes(struct txn *t, uint64_t operation)
{
	struct journal_row row;
	uint64_t undoes = 0;

	if (journal_get(t, operation, &row)) {
		undoes = row.undoes;
		journal_row_free(&row);
	}
	return undoes;
}

/* What an own row that nobody has taken back means to whoever goes back from the newest. */
enum meaning { MEANS_NOTHING, MEANS_DONE, MEANS_UNDONE };

static enum meaning
meaning_of(struct txn *t, const struct journal_row *row)
{
	if (row->undoes != 0) /* an undo of an undo has done the operation again, which follows */
		return what_it_undoes(t, row->undoes) == 0 ? MEANS_UNDONE : MEANS_NOTHING;
	return row->total > 0 && operation_can_be_undone(row->operation) ? MEANS_DONE
									 : MEANS_NOTHING;
}

/* The newest of the account's own operations that stands, or of its undos, as long as no operation
 * came behind it; 0: there is none. Who has taken something back does not matter. */
static uint64_t
find_own(struct txn *t, const char *account, enum meaning wanted)
{
	struct undone_set undone = {0};
	struct journal_row row;
	enum meaning met = MEANS_NOTHING;
	uint64_t found = 0;

	for (uint64_t at = journal_last(t); at > 0 && found == 0 && met != MEANS_DONE; at--) {
		if (!journal_get(t, at, &row))
			break;
		if (!undone_take(&undone, at)) {
			if (row.undoes != 0)
				undone_add(&undone, row.undoes);
			met =
			    strcmp(row.account, account) == 0 ? meaning_of(t, &row) : MEANS_NOTHING;
			if (met == wanted)
				found = at;
		}
		journal_row_free(&row);
	}
	free(undone.items);
	return found;
}

/* Who has taken it back, as far as that stands; 0: nobody. */
static uint64_t
find_undo_of(struct txn *t, uint64_t operation)
{
	struct undone_set undone = {0};
	uint64_t found = 0;

	for (uint64_t at = journal_last(t); at > operation && found == 0; at--) {
		uint64_t undoes = what_it_undoes(t, at);

		if (undone_take(&undone, at) || undoes == 0)
			continue;
		if (undoes == operation)
			found = at;
		undone_add(&undone, undoes);
	}
	free(undone.items);
	return found;
}

struct layer {
	uint64_t stamp, root;
	bool undoing;
};

/* An undo under way. */
struct undo {
	struct session *session;
	struct change *change;
	uint64_t operation;
	struct touched_list touched;
	struct minutes_lock lock;
	struct record_rules rules;
};

/* What an image is the work of: of an operation, be it done once or again, or of its undo. */
static struct layer
layer_of(struct txn *t, uint64_t stamp)
{
	struct layer l = {.stamp = stamp, .root = stamp};
	uint64_t undoes;

	while ((undoes = what_it_undoes(t, l.root)) != 0) {
		l.root = undoes;
		l.undoing = !l.undoing;
	}
	return l;
}

/* The operation whose effect stands over stamps[at] now: stamps[at] itself when whatever came later
 * was taken back. An undo takes away the layer it is of, doing it again lays it once more. */
static uint64_t
effective_stamp(struct txn *t, const uint64_t *stamps, size_t at, size_t count)
{
	struct layer *over = xcalloc(count - at, sizeof(*over));
	size_t n = 0;
	uint64_t effective;

	for (size_t i = at + 1; i < count; i++) {
		struct layer l = layer_of(t, stamps[i]);

		if (n > 0 && over[n - 1].root == l.root && over[n - 1].undoing != l.undoing)
			n--;
		else
			over[n++] = l;
	}
	effective = n > 0 ? over[n - 1].stamp : stamps[at];
	free(over);
	return effective;
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

/* What stands over it: an undo of the whole operation, or a change of this record. */
static enum status
refuse(
    struct undo *u, struct txn *t, const struct touched *touched, uint64_t stamp, struct error *e)
{
	uint64_t by = find_undo_of(t, u->operation);

	if (by == 0)
		return refuse_changed(u, t, touched, stamp, e);
	return error_set(e, ST_REFUSED, "операцию %llu уже вернула операция %llu",
	    (unsigned long long)u->operation, (unsigned long long)by);
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
	on_top = effective_stamp(t, stamps, at, count);
	if (on_top != u->operation)
		st = refuse(u, t, touched, on_top, e);
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
		return store_not_done(u->session->store, st, e, "ничего не записано");
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

static enum status
nothing_left(enum meaning wanted, struct error *e)
{
	return error_set(e, ST_NOTFOUND, "%s",
	    wanted == MEANS_DONE
		? "вам больше нечего возвращать"
		: "делать снова нечего: после отмены уже сделано другое, или отмен "
		  "не было");
}

/* Take back the operation, whatever it is. */
static enum status
run(struct session *s, uint64_t operation, size_t *records, struct error *e)
{
	struct undo u = {
	    .session = s, .operation = operation, .rules = {.session = s, .door = RULES_UNDO}};
	struct txn *t = txn_read(s->store);
	enum status st;

	history_of_operation(t, operation, note_touched, &u.touched);
	txn_abort(t);
	st = take_back(&u, e);
	if (st == ST_OK && records != NULL)
		*records = u.touched.count;
	free(u.touched.items);
	minutes_lock_free(&u.lock);
	record_rules_free(&u.rules);
	return st;
}

static enum status
run_own(struct session *s, enum meaning wanted, uint64_t expected, uint64_t *undone,
    size_t *records, struct error *e)
{
	enum status st = session_require(s, PERMIT_EDIT, e);
	uint64_t operation;
	struct txn *t;

	if (st != ST_OK)
		return st;
	t = txn_read(s->store);
	operation = find_own(t, s->account.name, wanted);
	if (expected != 0 && operation != expected)
		st = not_the_last(t, expected, e);
	txn_abort(t);
	if (st == ST_OK)
		st = operation == 0 ? nothing_left(wanted, e) : run(s, operation, records, e);
	if (st == ST_OK && undone != NULL)
		*undone = operation;
	return st;
}

enum status
register_undo(
    struct session *s, uint64_t expected, uint64_t *undone, size_t *records, struct error *e)
{
	return run_own(s, MEANS_DONE, expected, undone, records, e);
}

enum status
register_redo(
    struct session *s, uint64_t expected, uint64_t *undone, size_t *records, struct error *e)
{
	return run_own(s, MEANS_UNDONE, expected, undone, records, e);
}

static enum status
check_operation(struct session *s, const struct journal_row *row, struct error *e)
{
	if (row->total == 0)
		return error_set(e, ST_REFUSED,
		    "операция %llu (%s) записей не меняла: возвращать нечего",
		    (unsigned long long)row->sequence, operation_word(row->operation));
	if (row->undoes == 0 && !operation_can_be_undone(row->operation))
		return error_set(e, ST_REFUSED,
		    "операцию %llu (%s) вернуть нельзя: приказ отменяют приказом, остальное "
		    "исправляют там, где оно сделано",
		    (unsigned long long)row->sequence, operation_word(row->operation));
	if (strcmp(row->account, s->account.name) == 0)
		return session_require(s, PERMIT_EDIT, e);
	if (session_require(s, PERMIT_ACCOUNTS, NULL) == ST_OK)
		return ST_OK;
	return error_set(e, ST_DENIED,
	    "операцию %llu провёл другой сотрудник (%s): вернуть её может он сам или администратор",
	    (unsigned long long)row->sequence, row->account);
}

enum status
register_undo_operation(struct session *s, uint64_t operation, struct error *e)
{
	struct txn *t = txn_read(s->store);
	struct journal_row row;
	bool known = journal_get(t, operation, &row);
	enum status st;

	txn_abort(t);
	if (!known)
		return error_set(
		    e, ST_NOTFOUND, "операции %llu в журнале нет", (unsigned long long)operation);
	st = check_operation(s, &row, e);
	journal_row_free(&row);
	return st == ST_OK ? run(s, operation, NULL, e) : st;
}

static bool
next(const struct view *v, enum meaning wanted, struct journal_row *out)
{
	uint64_t operation = find_own(v->txn, v->session->account.name, wanted);

	return operation != 0 && journal_get(v->txn, operation, out);
}

bool
register_undo_next(const struct view *v, struct journal_row *out)
{
	return next(v, MEANS_DONE, out);
}

bool
register_redo_next(const struct view *v, struct journal_row *out)
{
	return next(v, MEANS_UNDONE, out);
}

/* What an operation has done, as what taking it back does. */

struct weighing {
	struct txn *txn;
	struct undo_effect *out;
};

static bool
is_there(struct txn *t, struct record *scratch, uint64_t id, uint64_t stamp)
{
	return history_get(t, id, stamp, scratch, NULL);
}

static void
weigh(void *context, enum kind kind, uint64_t id, uint64_t stamp)
{
	struct weighing *w = context;
	struct record *r = record_new(kind);
	uint64_t before;
	bool was = history_stamps_before(w->txn, kind, id, stamp, 1, &before) > 0 &&
	    is_there(w->txn, r, id, before);
	bool is = is_there(w->txn, r, id, stamp);

	record_free(r);
	if (w->out->id == 0) {
		w->out->kind = kind;
		w->out->id = id;
	}
	w->out->removed += is && !was;
	w->out->returned += !is && was;
	w->out->changed += is && was;
}

void
register_undo_effect(const struct view *v, uint64_t operation, struct undo_effect *out)
{
	*out = (struct undo_effect){0};
	history_of_operation(
	    v->txn, operation, weigh, &(struct weighing){.txn = v->txn, .out = out});
}
