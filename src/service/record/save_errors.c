/* SPDX-License-Identifier: MIT
 * save_errors.c - why a change could not be written, in sentences.
 */
#include "service/record/save_errors.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "db/record/codec.h"
#include "service/record/register.h"

/* Names of records go into sentences as a terminal may show them. */
static void
put_shown_name(const struct view *v, const struct record *r, struct buf *out)
{
	struct buf name = {0};

	register_put_name_of(v, r, &name);
	utf8_put_shown(out, buf_slice(&name), false);
	buf_free(&name);
}

void
save_error_put_same_key(
    const struct view *v, const struct record *r, uint64_t other, struct buf *out)
{
	const struct field *code = field_find(r->kind, "code");
	struct record *stored = record_new(r->kind);

	if (code != NULL)
		buf_printf(out, "код «%s» уже есть: ", record_text(r, code));
	else
		buf_puts(out, "такая запись уже есть: ");
	if (records_get(v->txn, other, stored))
		put_shown_name(v, stored, out);
	else
		buf_puts(out, "её только что внёс другой сотрудник");
	record_free(stored);
}

/* The operation that wrote the last image of a record; *present: it is no removal. */
static uint64_t
last_operation(const struct view *v, enum kind kind, uint64_t id, bool *present)
{
	struct slice image;
	uint64_t *stamps, last;
	size_t count;

	*present = records_image(v->txn, kind, id, &image);
	if (*present)
		return codec_stamp(image);
	count = history_stamps(v->txn, kind, id, &stamps);
	last = count > 0 ? stamps[count - 1] : 0;
	free(stamps);
	return last;
}

uint64_t
save_error_put_since(
    const struct view *v, enum kind kind, uint64_t id, uint64_t stamp, struct buf *out, bool *mine)
{
	struct journal_row row = {0};
	bool present;
	uint64_t last = last_operation(v, kind, id, &present);

	*mine = false;
	if (last == stamp || !journal_get(v->txn, last, &row))
		return 0;
	*mine = strcmp(row.account, v->session->account.name) == 0;
	buf_printf(
	    out, "запись тем временем %s (%s, ", present ? "изменена" : "удалена", row.account);
	clock_put_russian(out, row.time);
	buf_putc(out, ')');
	journal_row_free(&row);
	return last;
}

enum status
save_error_conflict(const struct view *v, enum kind kind, uint64_t id, struct error *e)
{
	struct buf text = {0};
	bool mine;

	(void)save_error_put_since(v, kind, id, 0, &text, &mine);
	error_set(e, ST_CONFLICT, "%s", buf_text(&text));
	buf_free(&text);
	return ST_CONFLICT;
}

enum status
save_error_referrers(const struct view *v, enum kind kind, uint64_t id, struct error *e)
{
	struct referrer *referrers;
	size_t count = register_referrers(v, kind, id, &referrers);
	struct buf text = {0};

	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "%s«%s» (%s) — %zu", i > 0 ? ", " : "",
		    entity_of(referrers[i].kind)->many,
		    profile_label(v->session->profile, referrers[i].kind, referrers[i].field),
		    referrers[i].count);
	free(referrers);
	if (count > 0)
		error_set(
		    e, ST_REFUSED, "запись удалить нельзя, на неё ссылаются: %s", buf_text(&text));
	buf_free(&text);
	return count > 0 ? ST_REFUSED : ST_OK;
}

static enum status
explain_invalid(
    struct session *s, const struct record *r, const struct change_obstacle *o, struct error *e)
{
	struct buf text = {0};
	struct view v;

	view_open(&v, s);
	if (o->other != 0 && o->other_kind == r->kind)
		save_error_put_same_key(&v, r, o->other, &text);
	else
		buf_puts(&text, "запись, на которую ссылается эта, тем временем удалена");
	view_close(&v);
	error_set(e, ST_INVALID, "%s", buf_text(&text));
	buf_free(&text);
	return ST_INVALID;
}

enum status
save_error_explain(struct session *s, enum status st, const struct record *r,
    const struct change_obstacle *obstacle, struct error *e)
{
	if (st == ST_INVALID)
		return explain_invalid(s, r, obstacle, e);
	return store_not_done(s->store, st, e, "ничего не записано");
}
