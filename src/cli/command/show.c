/* SPDX-License-Identifier: MIT
 * show.c - metodaktiv show: one record, as it is or as it was.
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "cli/command/command.h"
#include "cli/line/lookup.h"
#include "cli/line/out.h"
#include "exchange/export.h"
#include "service/core/operations.h"
#include "service/record/register.h"

/* A reference is told by name and code. */
static void
put_value(struct call *c, const struct record *r, const struct field *f, struct buf *out)
{
	struct session_refs refs;
	struct reading reading = session_reading(c->session, &refs);
	struct view v;

	view_open(&v, c->session);
	register_put_field(&v, r, f, out);
	view_close(&v);
	if (f->type != FIELD_REF || f->own || record_ref(r, f) == 0)
		return;
	buf_puts(out, " (");
	value_put_cell(out, r, f, &reading);
	buf_putc(out, ')');
}

static size_t
widest_label(
    const struct profile *p, enum kind kind, const struct field *const *fields, size_t count)
{
	enum { WIDEST = 32 };
	size_t widest = 0;

	for (size_t i = 0; i < count; i++) {
		size_t width = utf8_width(profile_label(p, kind, fields[i]));

		if (width > widest && width <= WIDEST)
			widest = width;
	}
	return widest;
}

/* Lines of a long text stand under each other. */
static void
print_lines(FILE *f, const char *text, size_t indent)
{
	for (;;) {
		size_t len = strcspn(text, "\n");
		struct buf line = {0};

		utf8_put_shown(&line, slice_make(text, len), false);
		out_buf(f, &line);
		buf_free(&line);
		fputc('\n', f);
		if (text[len] == '\0')
			return;
		text += len + 1;
		fprintf(f, "%*s", (int)indent, "");
	}
}

static void
print_stamp(struct call *c, const struct record *r)
{
	struct txn *t = txn_read(c->session->store);
	struct journal_row row;
	struct buf line = {0};

	if (journal_get(t, r->stamp, &row)) {
		buf_printf(&line, "Записано: %s, ", row.account);
		clock_put_russian(&line, row.time);
		buf_printf(&line, ", %s, операция %llu", operation_word(row.operation),
		    (unsigned long long)row.sequence);
		journal_row_free(&row);
	}
	txn_abort(t);
	if (line.len > 0) {
		out_shown(c->out, buf_text(&line));
		fputc('\n', c->out);
	}
	buf_free(&line);
}

static void
print_text(struct call *c, const struct record *r)
{
	const struct profile *p = c->session->profile;
	size_t count;
	const struct field *const *fields = profile_fields(p, r->kind, &count);
	size_t width = widest_label(p, r->kind, fields, count);
	const struct own_value *gone = NULL;
	struct buf value = {0};

	for (size_t i = 0; i < count; i++) {
		if (record_field_empty(r, fields[i]))
			continue;
		out_padded(c->out, profile_label(p, r->kind, fields[i]), width);
		fputs("  ", c->out);
		buf_clear(&value);
		put_value(c, r, fields[i], &value);
		print_lines(c->out, buf_text(&value), width + 2);
	}
	while ((gone = value_next_gone(r, gone, profile_vocabulary(p))) != NULL) {
		out_padded(c->out, gone->id, width);
		fputs("  ", c->out);
		buf_clear(&value);
		value_put_gone(&value, gone);
		print_lines(c->out, buf_text(&value), width + 2);
	}
	buf_free(&value);
	print_stamp(c, r);
}

static struct record *
load(struct call *c, uint64_t id, struct error *e)
{
	bool past = call_has(c, OPTION_ON);
	struct record *r;
	struct buf day = {0};
	struct view v;

	view_open(&v, c->session);
	r = past ? register_as_of(&v, c->kind, id, call_date(c, OPTION_ON, DATE_NONE))
		 : register_load(&v, c->kind, id);
	view_close(&v);
	if (r == NULL && past) {
		date_put_russian(&day, call_date(c, OPTION_ON, DATE_NONE));
		error_set(e, ST_NOTFOUND, "к концу дня %s записи «%s» в базе не было",
		    buf_text(&day), c->operands[1]);
		buf_free(&day);
	} else if (r == NULL) {
		error_set(e, ST_NOTFOUND, "запись «%s» только что удалили", c->operands[1]);
	}
	return r;
}

enum status
command_show(struct call *c, struct error *e)
{
	struct buf json = {0};
	struct record *r;
	uint64_t id;
	enum status st =
	    lookup_record(c->session, c->kind, c->operands[1], call_has(c, OPTION_ON), &id, e);

	if (st != ST_OK)
		return st;
	r = load(c, id, e);
	if (r == NULL)
		return e->status;
	if (call_format_is(c, "json")) {
		export_put_json(c->session, r, &json);
		buf_putc(&json, '\n');
		out_buf(c->out, &json);
		buf_free(&json);
	} else {
		print_text(c, r);
	}
	record_free(r);
	return ST_OK;
}
