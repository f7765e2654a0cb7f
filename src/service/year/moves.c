/* SPDX-License-Identifier: MIT
 * moves.c - people moved to another institution.
 */
#include "service/year/moves.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/idset.h"
#include "db/record/history.h"
#include "db/record/journal.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/year/staging.h"

struct moving {
	const struct move *moves;
	size_t count;
	uint64_t organisation;
};

/* "Озерская И. Г. …": who stands in the way, and how. */
static enum status
refuse(struct staging *p, const struct person *who, const char *why)
{
	struct buf name = {0};

	register_put_short_name(p->view.txn, KIND_PEOPLE, who->base.id, &name);
	error_set(p->e, ST_REFUSED, "%s: %s; никто не переведён", buf_text(&name), why);
	buf_free(&name);
	return ST_REFUSED;
}

static enum status
stage_move(struct staging *p, const struct moving *m, const struct move *move)
{
	struct person *who = (struct person *)record_new(KIND_PEOPLE);
	enum status st;

	if (!records_get(p->view.txn, move->person, &who->base))
		st = error_set(p->e, ST_NOTFOUND,
		    "одного из отмеченных людей тем временем удалили; никто не переведён");
	else if (who->organisation == m->organisation)
		st = refuse(p, who, "уже работает в этой организации");
	else if (who->organisation != move->from)
		st = refuse(p, who, "тем временем перешёл в другую организацию");
	else {
		who->organisation = m->organisation;
		st = stage_put(p, &who->base);
	}
	record_free(&who->base);
	return st;
}

static enum status
stage_moves(struct staging *p, const void *what, struct error *e)
{
	const struct moving *m = what;
	enum status st = ST_OK;

	p->e = e;
	for (size_t i = 0; i < m->count && st == ST_OK; i++)
		st = stage_move(p, m, &m->moves[i]);
	return st;
}

static enum status
check(size_t count, int32_t day, struct error *e)
{
	if (count == 0)
		return error_set(e, ST_REFUSED, "не отмечен ни один человек");
	if (count > MOVED_MOST)
		return error_set(e, ST_REFUSED,
		    "за один раз переводят не больше %d человек, а отмечено %zu", MOVED_MOST,
		    count);
	if (day > clock_latest_day())
		return error_set(e, ST_REFUSED,
		    "день перехода ещё не настал: организация у человека — та, где он работает "
		    "сейчас; переведите в этот день или позже");
	return ST_OK;
}

/* "в МБОУ «СОШ № 5» с 01.09.2026": what the journal says of it. */
static void
put_note(struct session *s, uint64_t organisation, int32_t day, struct buf *out)
{
	struct view v;

	buf_puts(out, "в ");
	view_open(&v, s);
	register_put_name(&v, KIND_ORGANISATIONS, organisation, out);
	view_close(&v);
	buf_puts(out, " с ");
	date_put_russian(out, day);
}

enum status
people_move(struct session *s, const struct move *moves, size_t count, uint64_t organisation,
    int32_t day, struct error *e)
{
	const struct moving m = {.moves = moves, .count = count, .organisation = organisation};
	struct buf note = {0};
	enum status st = check(count, day, e);

	if (st != ST_OK)
		return st;
	put_note(s, organisation, day, &note);
	st = stage_records(s,
	    &(struct staged){.operation = OPERATION_MOVE,
		.note = buf_text(&note),
		.fn = stage_moves,
		.what = &m},
	    e);
	buf_free(&note);
	return st;
}

/* --- Who was moved. */

struct told {
	moved_fn *fn;
	void *context;
	int32_t day;
	struct idset seen;
};

static void
tell(void *context, enum kind kind, uint64_t id, uint64_t stamp)
{
	struct told *t = context;

	(void)stamp;
	if (kind != KIND_PEOPLE || idset_has(&t->seen, id))
		return;
	idset_add(&t->seen, id);
	t->fn(t->context, id, t->day);
}

/* Rows are read from the last: an undo comes before what it takes back, and one that was itself
 * taken back does nothing. */
void
people_moved(const struct view *v, int32_t from, int32_t until, moved_fn *told, void *context)
{
	struct told t = {.fn = told, .context = context};
	struct idset undone = {0};
	struct buf operation = {0};

	for (uint64_t n = journal_last(v->txn); n > 0; n--) {
		struct journal_row row;
		bool undo, move;

		buf_clear(&operation);
		if (!journal_operation(v->txn, n, &operation))
			continue;
		undo = strcmp(buf_text(&operation), OPERATION_UNDO) == 0;
		move = strcmp(buf_text(&operation), OPERATION_MOVE) == 0;
		t.day = clock_date_of(journal_time(v->txn, n));
		if (t.day < from)
			break;
		if ((!undo && !move) || idset_has(&undone, n) || !journal_get(v->txn, n, &row))
			continue;
		if (undo)
			idset_add(&undone, row.undoes);
		else if (t.day <= until)
			history_of_operation(v->txn, n, tell, &t);
		journal_row_free(&row);
	}
	idset_free(&t.seen);
	idset_free(&undone);
	buf_free(&operation);
}
