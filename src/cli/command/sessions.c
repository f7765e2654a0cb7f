/* SPDX-License-Identifier: MIT
 * sessions.c - metodaktiv sessions: who is at work with the database.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "base/die.h"
#include "cli/command/command.h"
#include "cli/line/out.h"
#include "service/core/company.h"

enum { ACCOUNT, SINCE, WAY, DOING, COLUMNS };

static void
put_row(FILE *f, const char *const cells[COLUMNS], const size_t width[COLUMNS])
{
	for (int i = 0; i < DOING; i++) {
		out_padded(f, cells[i], width[i]);
		fputs("  ", f);
	}
	out_shown(f, cells[DOING]);
	fputc('\n', f);
}

static void
widen(size_t *width, const char *text)
{
	size_t columns = utf8_width(text);

	*width = columns > *width ? columns : *width;
}

/* Texts of one who is there. */
struct row {
	struct buf text[COLUMNS];
};

static void
fill(struct row *row, const struct view *v, const struct present *who)
{
	buf_puts(&row->text[ACCOUNT], who->account);
	if (who->full_name[0] != '\0' && strcmp(who->full_name, who->account) != 0)
		buf_printf(&row->text[ACCOUNT], " (%s)", who->full_name);
	clock_put_russian(&row->text[SINCE], who->since);
	company_put_way(who, &row->text[WAY]);
	company_put_doing(v, who, &row->text[DOING]);
}

static void
put_table(FILE *f, struct row *rows, size_t count)
{
	static const char *const titles[COLUMNS] = {
	    [ACCOUNT] = "Кто", [SINCE] = "С какого времени", [WAY] = "Откуда", [DOING] = "Экран"};
	const char *cells[COLUMNS];
	size_t width[COLUMNS] = {0};

	for (int c = 0; c < COLUMNS; c++)
		widen(&width[c], titles[c]);
	for (size_t i = 0; i < count; i++)
		for (int c = 0; c < COLUMNS; c++)
			widen(&width[c], buf_text(&rows[i].text[c]));
	put_row(f, titles, width);
	for (size_t i = 0; i < count; i++) {
		for (int c = 0; c < COLUMNS; c++)
			cells[c] = buf_text(&rows[i].text[c]);
		put_row(f, cells, width);
	}
}

enum status
command_sessions(struct call *c, struct error *e)
{
	struct present *all;
	size_t count = company_list(c->session, &all);
	struct row *rows = xcalloc(count + 1, sizeof(*rows));
	enum status st;
	struct view v;

	view_open(&v, c->session);
	for (size_t i = 0; i < count; i++)
		fill(&rows[i], &v, &all[i]);
	st = view_status(&v, e);
	view_close(&v);
	if (st == ST_OK && count == 0)
		fputs("Кроме вас с базой сейчас никто не работает.\n", c->out);
	else if (st == ST_OK)
		put_table(c->out, rows, count);
	for (size_t i = 0; i < count; i++)
		for (int k = 0; k < COLUMNS; k++)
			buf_free(&rows[i].text[k]);
	free(rows);
	free(all);
	return st;
}
