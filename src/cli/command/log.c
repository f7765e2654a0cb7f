/* SPDX-License-Identifier: MIT
 * log.c - metodaktiv log: the journal, or the history of one record, newest first.
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

enum { STEPS_AT_ONCE = 64 };

/* The stream of an answer: text lines, or the rows of a JSON array. */
struct listing_out {
	struct call *c;
	bool json;
	size_t rows;
	struct buf text; /* the row being made */
};

static void
begin_rows(struct listing_out *o)
{
	fputs(o->json ? "[" : "", o->c->out);
}

static void
begin_row(struct listing_out *o)
{
	if (o->json)
		buf_puts(&o->text, o->rows > 0 ? ",\n{" : "\n{");
	o->rows++;
}

static void
end_row(struct listing_out *o)
{
	if (o->json)
		buf_putc(&o->text, '}');
	out_buf(o->c->out, &o->text);
}

static void
end_rows(struct listing_out *o)
{
	fputs(o->json ? "\n]\n" : "", o->c->out);
	buf_free(&o->text);
}

static void
put_string(struct buf *b, const char *name, const char *value)
{
	buf_printf(b, ", \"%s\": ", name);
	json_put_string(b, value);
}

static void
put_string_or_null(struct buf *b, const char *name, const char *value)
{
	buf_printf(b, ", \"%s\": ", name);
	json_put_string_or_null(b, value);
}

static void
put_json_head(struct buf *b, const struct journal_row *row)
{
	const char *address = row->address;

	buf_printf(b, "\"sequence\": %llu, \"time\": \"", (unsigned long long)row->sequence);
	clock_put_iso(b, row->time);
	buf_putc(b, '"');
	put_string(b, "account", row->account);
	put_string(b, "os_user", row->os_user);
	put_string(b, "via", visitor_via_id(row->via, &address));
	put_string_or_null(b, "fingerprint", row->fingerprint);
	put_string_or_null(b, "address", address);
	put_string(b, "operation", row->operation);
	put_string(b, "reason", row->reason);
	if (row->undoes != 0)
		buf_printf(b, ", \"undoes\": %llu", (unsigned long long)row->undoes);
	else
		buf_puts(b, ", \"undoes\": null");
}

static void
put_shown(struct buf *b, const char *s)
{
	utf8_put_shown(b, slice_of(s), false);
}

static void
put_text_head(struct buf *b, const struct journal_row *row)
{
	buf_printf(b, "%-5llu ", (unsigned long long)row->sequence);
	clock_put_russian(b, row->time);
	buf_puts(b, "  ");
	put_shown(b, row->account);
	if (*row->os_user != '\0' && strcmp(row->os_user, row->account) != 0) {
		buf_puts(b, " [");
		put_shown(b, row->os_user);
		buf_putc(b, ']');
	}
	buf_puts(b, "  ");
	put_shown(b, operation_word(row->operation));
	if (row->undoes != 0)
		buf_printf(b, " операции %llu", (unsigned long long)row->undoes);
	if (*row->reason != '\0') {
		buf_puts(b, ": ");
		put_shown(b, row->reason);
	}
	buf_puts(b, "  (");
	put_shown(b, visitor_via_word(row->via));
	if (*row->address != '\0')
		buf_printf(b, ", %s", row->address);
	buf_putc(b, ')');
}

static void
put_text_counts(struct buf *b, const struct journal_row *row)
{
	for (enum kind k = 0; k < KIND_COUNT; k++)
		if (row->counts[k] > 0)
			buf_printf(b, "\n        %s: %u", entity_of(k)->many, row->counts[k]);
	buf_putc(b, '\n');
}

static void
print_operation(struct listing_out *o, const struct journal_row *row)
{
	begin_row(o);
	if (o->json) {
		put_json_head(&o->text, row);
		buf_printf(&o->text, ", \"records\": %zu", row->total);
	} else {
		put_text_head(&o->text, row);
		put_text_counts(&o->text, row);
	}
	end_row(o);
}

static bool
is_too_old(const struct call *c, const struct journal_row *row)
{
	return clock_date_of(row->time) < call_date(c, OPTION_SINCE, DATE_NONE);
}

static uint64_t
last_operation(struct store *store)
{
	struct txn *t = txn_read(store);
	uint64_t last = journal_last(t);

	txn_abort(t);
	return last;
}

/* A row is read in its own short transaction: the answer may go into a slow pipe. *run is where the
 * times begin that grow up to this row's. */
static bool
read_row(struct store *store, uint64_t sequence, struct journal_row *row, uint64_t *run)
{
	struct txn *t = txn_read(store);
	bool found = journal_get(t, sequence, row);

	*run = journal_run(t, sequence);
	txn_abort(t);
	return found;
}

/* Rows before one that is too old are, too, as far back as the clock was not set back. */
static enum status
print_journal(struct listing_out *o)
{
	const struct call *c = o->c;
	uint64_t sequence = last_operation(c->session->store), run;
	struct journal_row row;

	begin_rows(o);
	for (; sequence > 0; sequence--) {
		if (!read_row(c->session->store, sequence, &row, &run))
			continue;
		if (is_too_old(c, &row))
			sequence = run;
		else if (c->kind == KIND_COUNT || row.counts[c->kind] > 0)
			print_operation(o, &row);
		journal_row_free(&row);
	}
	end_rows(o);
	return ST_OK;
}

static void
put_json_fields(struct buf *b, const struct step *step)
{
	buf_printf(b, ", \"change\": \"%s\", \"fields\": {",
	    step->how == '+'       ? "created"
		: step->how == '-' ? "removed"
				   : "changed");
	for (size_t i = 0; i < step->count; i++) {
		buf_printf(b, "%s\"%s\": {\"before\": ", i == 0 ? "" : ", ", step->fields[i].id);
		json_put_string(b, step->fields[i].before);
		buf_puts(b, ", \"after\": ");
		json_put_string(b, step->fields[i].after);
		buf_putc(b, '}');
	}
	buf_putc(b, '}');
}

static void
put_quoted(struct buf *b, const char *value)
{
	if (*value == '\0') {
		buf_puts(b, "пусто");
		return;
	}
	buf_puts(b, "«");
	put_shown(b, value);
	buf_puts(b, "»");
}

static void
put_text_fields(struct listing_out *o, const struct step *step)
{
	struct buf *b = &o->text;

	buf_printf(b, " — запись %s\n",
	    step->how == '+'       ? "внесена"
		: step->how == '-' ? "удалена"
				   : "изменена");
	for (size_t i = 0; i < step->count; i++) {
		const struct step_field *change = &step->fields[i];

		buf_puts(b, "        ");
		put_shown(b, change->label);
		buf_puts(b, ": ");
		if (step->how == '*') {
			put_quoted(b, change->before);
			buf_puts(b, " → ");
		}
		put_quoted(b, step->how == '-' ? change->before : change->after);
		buf_putc(b, '\n');
	}
}

static void
print_step(struct listing_out *o, const struct step *step, enum kind kind)
{
	begin_row(o);
	if (o->json) {
		put_json_head(&o->text, &step->row);
		put_string(&o->text, "entity", entity_of(kind)->id);
		put_json_fields(&o->text, step);
	} else {
		put_text_head(&o->text, &step->row);
		put_text_fields(o, step);
	}
	end_row(o);
}

/* Steps before *before; the next are those before what it is then, 0: there are none. */
static size_t
read_steps(const struct call *c, enum kind kind, uint64_t id, uint64_t *before, struct step **out)
{
	size_t count;
	struct view v;

	view_open(&v, c->session);
	count = register_history(&v, kind, id, *before, STEPS_AT_ONCE, out);
	*before = count == STEPS_AT_ONCE ? (*out)[count - 1].row.sequence : 0;
	if (*before != 0 && is_too_old(c, &(*out)[count - 1].row))
		*before = journal_run(v.txn, *before);
	view_close(&v);
	return count;
}

/* Printed as it is read, with no transaction open: the answer may go into a slow pipe. */
static void
print_history(struct listing_out *o, enum kind kind, uint64_t id)
{
	uint64_t before = UINT64_MAX;
	struct step *steps = NULL;

	while (before > 0) {
		size_t count = read_steps(o->c, kind, id, &before, &steps);

		for (size_t i = 0; i < count; i++)
			if (!is_too_old(o->c, &steps[i].row))
				print_step(o, &steps[i], kind);
		register_history_free(steps, count);
		fflush(o->c->out);
	}
}

/* A code without its kind: every table that has, or had, a record of that code. */
static enum status
print_code_everywhere(struct listing_out *o, const char *code, struct error *e)
{
	uint64_t ids[KIND_COUNT] = {0};
	bool found = false;

	for (enum kind k = 0; k < KIND_COUNT; k++)
		if (lookup_has_code(k) &&
		    lookup_record(o->c->session, k, code, true, &ids[k], NULL) == ST_OK)
			found = true;
	if (!found)
		return error_set(e, ST_NOTFOUND,
		    "записи с кодом «%s» нет ни в одной таблице; код пишется точно, "
		    "таблицу можно указать параметром --entity",
		    code);
	begin_rows(o);
	for (enum kind k = 0; k < KIND_COUNT; k++)
		if (ids[k] != 0)
			print_history(o, k, ids[k]);
	end_rows(o);
	return ST_OK;
}

static enum status
print_code(struct listing_out *o, const char *code, struct error *e)
{
	enum status st;
	uint64_t id;

	if (o->c->kind == KIND_COUNT)
		return print_code_everywhere(o, code, e);
	st = lookup_record(o->c->session, o->c->kind, code, true, &id, e);
	if (st != ST_OK)
		return st;
	begin_rows(o);
	print_history(o, o->c->kind, id);
	end_rows(o);
	return ST_OK;
}

enum status
command_log(struct call *c, struct error *e)
{
	struct listing_out o = {.c = c, .json = call_format_is(c, "json")};
	const char *code = c->values[OPTION_CODE];

	return code != NULL ? print_code(&o, code, e) : print_journal(&o);
}
