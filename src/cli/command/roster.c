/* SPDX-License-Identifier: MIT
 * roster.c - metodaktiv roster, publish: the corps on a day; the list that goes to the site.
 */
#include "service/corps/roster.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "cli/command/command.h"
#include "cli/command/paper.h"
#include "cli/line/out.h"
#include "cli/line/reply.h"
#include "document/document.h"
#include "document/printing.h"
#include "service/core/operations.h"
#include "service/core/taken.h"
#include "service/corps/publishing.h"

/* *what becomes what prints the page again; "" of a table. */
static enum status
put_list(struct call *c, const struct roster *r, bool publicly, struct buf *out, struct buf *what,
    struct error *e)
{
	enum page_format format = paper_format(c);
	struct page page;
	enum status st = ST_OK;

	if (call_format_is(c, "csv")) {
		roster_put_csv(r, publicly, out);
	} else if (call_format_is(c, "json")) {
		roster_put_json(r, publicly, out);
	} else {
		st = document_of_roster(&page, c->session, r, publicly, e);
		if (st == ST_OK)
			st = page_put(&page, format, out, e);
		if (st == ST_OK)
			printing_put(what, page.command, "", format, page.operation);
		page_free(&page);
	}
	return st;
}

static void
put_left_out(const struct roster *r, struct buf *out)
{
	if (r->nleft_out > 0)
		buf_printf(out, "Не вошли в список: %zu\n", r->nleft_out);
	for (size_t i = 0; i < r->nleft_out; i++) {
		const struct roster_row *row = &r->left_out[i];

		buf_printf(out, "  %s  %s %s%s%s — ", row->code, row->surname, row->given_name,
		    *row->patronymic != '\0' ? " " : "", row->patronymic);
		publish_put_reason(out, &row->publish);
		buf_putc(out, '\n');
	}
}

/* "на 31.05.2026, для сайта" */
static void
put_what(const struct roster *r, bool publicly, struct buf *out)
{
	buf_puts(out, "состав актива на ");
	date_put_russian(out, r->on);
	buf_puts(out, publicly ? ", для сайта" : "");
}

static enum status
give_list(struct call *c, const struct roster *r, bool publicly, struct error *e)
{
	struct buf text = {0}, what = {0}, printing = {0};
	struct reply reply;
	bool book = call_format_is(c, "xlsx");
	enum status st = ST_OK;

	if (book || page_formats[paper_format(c)].binary)
		st = reply_require_file(
		    c, book ? "книга xlsx" : page_formats[paper_format(c)].about, e);
	if (st == ST_OK && !book)
		st = put_list(c, r, publicly, &text, &printing, e);
	buf_free(&printing); /* what is taken out by this command is an export, not a paper */
	put_what(r, publicly, &what);
	if (st == ST_OK)
		st = reply_begin(&reply, c, OPERATION_EXPORT, buf_text(&what), e);
	if (st == ST_OK) {
		if (book)
			st = roster_write_xlsx(c->session, r, publicly, reply.f, e);
		else
			out_buf(reply.f, &text);
		st = reply_end(&reply, st, e);
	}
	buf_free(&what);
	buf_free(&text);
	return st;
}

enum status
command_roster(struct call *c, struct error *e)
{
	bool publicly = call_has(c, OPTION_PUBLIC);
	struct buf text = {0};
	struct roster r;
	enum status st;
	struct view v;

	view_open(&v, c->session);
	st = roster_open(&r, &v, call_date(c, OPTION_ON, clock_today()), publicly, e);
	view_close(&v);
	if (st == ST_OK)
		st = give_list(c, &r, publicly, e);
	/* Who is left out is for the clerk, never part of the list. */
	if (st == ST_OK && call_format_is(c, "text") && r.nleft_out > 0) {
		put_left_out(&r, &text);
		buf_truncate(&text, text.len - 1);
		out_complain(buf_text(&text));
	}
	buf_free(&text);
	roster_free(&r);
	return st;
}

static void
write_text(const void *context, FILE *f)
{
	const struct buf *text = context;

	fwrite(text->data, 1, text->len, f);
}

static enum status
publish_to(struct call *c, const struct roster *r, const char *path, struct error *e)
{
	struct buf text = {0}, printing = {0}, note = {0};
	struct page_file page = {.path = path,
	    .replace = call_has(c, OPTION_FORCE),
	    .write = write_text,
	    .context = &text};
	uint64_t id;
	enum status st = put_list(c, r, true, &text, &printing, e);

	taken_put_file(&note, buf_text(&printing), buf_slice(&text));
	page.note = buf_text(&note);
	if (st == ST_OK)
		st = publishing_to_file(c->session, r, &page, &id, e);
	buf_free(&note);
	buf_free(&printing);
	buf_free(&text);
	return st;
}

enum status
command_publish(struct call *c, struct error *e)
{
	const char *path = c->values[OPTION_OUTPUT];
	struct buf text = {0};
	struct roster r;
	enum status st;
	struct view v;

	if (strcmp(path, "-") == 0)
		return error_set(e, ST_USAGE,
		    "publish записывает страницу в файл: назовите его в --output; на экран список "
		    "выводит roster --public");
	view_open(&v, c->session);
	st = roster_open(&r, &v, clock_today(), true, e);
	view_close(&v);
	if (st == ST_OK)
		st = publish_to(c, &r, path, e);
	if (st == ST_OK) {
		out_shown(c->out, path);
		buf_puts(&text, ": список на ");
		date_put_russian(&text, r.on);
		buf_printf(&text, ", строк: %zu; публикация записана\n", r.count);
		put_left_out(&r, &text);
		out_buf(c->out, &text);
	}
	buf_free(&text);
	roster_free(&r);
	return st;
}
