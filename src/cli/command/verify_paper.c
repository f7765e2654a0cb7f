/* SPDX-License-Identifier: MIT
 * verify_paper.c - metodaktiv verify-paper: was this file printed here, and does it still hold?
 */
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "base/infile.h"
#include "cli/command/command.h"
#include "cli/command/paper.h"
#include "cli/line/out.h"
#include "cli/line/shell_words.h"
#include "db/record/journal.h"
#include "document/printing.h"
#include "service/core/operations.h"
#include "service/core/taken.h"
#include "service/core/view.h"

/* A file and the row of its printing. */
struct found {
	struct buf bytes, what; /* what: "order R0033 --format pdf" */
	uint64_t rests_on;      /* the operation that completed the paper; 0: not told */
	struct journal_row row;
};

static enum status
find_row(struct call *c, struct found *f, struct error *e)
{
	struct buf digest = {0};
	uint64_t sequence;
	enum status st;
	struct view v;

	view_open(&v, c->session);
	sequence = taken_find_file(v.txn, buf_slice(&f->bytes), &f->what);
	if (sequence != 0)
		journal_get(v.txn, sequence, &f->row);
	f->rests_on = printing_part(&f->what);
	st = view_status(&v, e);
	view_close(&v);
	if (st != ST_OK || sequence != 0)
		return st;
	taken_put_digest(&digest, buf_slice(&f->bytes));
	error_set(e, ST_NOTFOUND,
	    "файл с отпечатком %s из этой базы не печатали: он изменён после печати, взят из "
	    "другой "
	    "базы или напечатан прежней версией программы",
	    buf_text(&digest));
	buf_free(&digest);
	return ST_NOTFOUND;
}

/* "операция № 12, 31.05.2026 12:00:00, vera (команда)" */
static void
put_operation(struct buf *out, const struct journal_row *row)
{
	buf_printf(out, "операция № %llu, ", (unsigned long long)row->sequence);
	clock_put_russian(out, row->time);
	buf_puts(out, ", ");
	utf8_put_shown(out, slice_of(row->account), false);
	buf_printf(out, " (%s)", visitor_via_word(row->via));
}

/* The same paper as it would be printed now. */
static enum status
print_again(
    struct call *c, const struct found *f, struct page *page, struct buf *bytes, struct error *e)
{
	struct shell_words words = {0};
	struct buf line = {0};
	struct call again;
	enum status st;

	*page = (struct page){.title = ""};
	if (strstr(buf_text(&f->what), " --format ") == NULL)
		return error_set(e, ST_REFUSED, "команда document таких не печатает");
	buf_printf(&line, "metodaktiv document %s", buf_text(&f->what));
	st = shell_words_split(&words, buf_text(&line), e);
	if (st == ST_OK) {
		st = call_parse(&again, c->commands, (int)words.count, words.word, e);
		again.session = c->session;
		if (st == ST_OK && again.count == 0)
			st = error_set(e, ST_REFUSED, "какая это бумага, в журнале не сказано");
		if (st == ST_OK)
			st = paper_make(&again, page, bytes, e);
		call_free(&again);
	}
	shell_words_free(&words);
	buf_free(&line);
	return st;
}

static void
put_operation_of(struct call *c, uint64_t sequence, struct buf *out)
{
	struct journal_row row;
	struct view v;

	view_open(&v, c->session);
	if (sequence != 0 && journal_get(v.txn, sequence, &row)) {
		put_operation(out, &row);
		buf_printf(out, ", %s", operation_word(row.operation));
		journal_row_free(&row);
	}
	view_close(&v);
}

static void
put_comparison(struct call *c, const struct found *f, const struct page *now, struct slice bytes,
    struct buf *out)
{
	if (slice_equal(bytes, buf_slice(&f->bytes))) {
		buf_puts(out,
		    "Сведения с тех пор не изменились: бумага, напечатанная сейчас, такая же.\n");
	} else if (now->operation != f->rests_on && now->operation != 0) {
		buf_puts(
		    out, "Сведения с тех пор изменились, бумага, напечатанная сейчас, другая: ");
		put_operation_of(c, now->operation, out);
		buf_puts(out, ".\n");
	} else {
		buf_puts(out,
		    "Бумага, напечатанная сейчас, другая: с тех пор изменились сведения, описание "
		    "бумаги или программа.\n");
	}
}

static void
tell(struct call *c, const struct found *f)
{
	struct buf text = {0}, bytes = {0};
	struct error e = {0};
	struct page now;
	enum status st = print_again(c, f, &now, &bytes, &e);

	buf_puts(&text, "Файл напечатан из этой базы и не изменён.\n");
	if (st == ST_OK)
		buf_printf(&text, "Бумага: %s (%s)\n", now.title, buf_text(&f->what));
	else if (f->what.len > 0)
		buf_printf(&text, "Бумага: %s\n", buf_text(&f->what));
	if (f->rests_on != 0) {
		buf_puts(&text, "Основание: ");
		put_operation_of(c, f->rests_on, &text);
		buf_putc(&text, '\n');
	}
	buf_puts(&text, "Печать: ");
	put_operation(&text, &f->row);
	buf_putc(&text, '\n');
	if (st == ST_OK)
		put_comparison(c, f, &now, buf_slice(&bytes), &text);
	else
		buf_printf(&text, "Сверить с нынешними сведениями нельзя: %s.\n", error_text(&e));
	out_buf(c->out, &text);
	page_free(&now);
	buf_free(&bytes);
	buf_free(&text);
}

enum status
command_verify_paper(struct call *c, struct error *e)
{
	struct found f = {.row = journal_empty_row(0)};
	enum status st = infile_read(c->operands[0], &f.bytes, e);

	if (st == ST_OK)
		st = find_row(c, &f, e);
	if (st == ST_OK)
		tell(c, &f);
	journal_row_free(&f.row);
	buf_free(&f.bytes);
	buf_free(&f.what);
	return st;
}
