/* SPDX-License-Identifier: MIT
 * worklist.c - metodaktiv worklist: what asks for attention on a day, all lists or one.
 */
#include "service/year/worklists.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "cli/command/command.h"
#include "cli/line/out.h"
#include "cli/line/reply.h"
#include "exchange/year_out.h"

enum { ID_COLUMNS = 22 };

void
worklist_put_words(struct buf *b)
{
	for (size_t i = 0; worklist_at(i) != NULL; i++)
		buf_printf(b, "%s%s", i > 0 ? " " : "", worklist_at(i)->id);
}

static void
put_all_text(const struct worklist_count *counts, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%6zu  %-*s %s\n", counts[i].count, ID_COLUMNS, counts[i].list->id,
		    counts[i].list->title);
}

struct counting {
	struct worklist_count *counts;
	size_t count, room;
};

static void
count_list(void *context, const struct worklist *list, const struct worklist_found *found)
{
	struct counting *all = context;

	ARRAY_ROOM(all->counts, all->count, all->room);
	all->counts[all->count++] = (struct worklist_count){.list = list, .count = found->count};
}

static void
put_all(const struct call *c, const struct counting *all, struct buf *out)
{
	if (call_format_is(c, "json"))
		worklists_put_json(all->counts, all->count, out);
	else if (call_format_is(c, "csv"))
		worklists_put_csv(all->counts, all->count, out);
	else
		put_all_text(all->counts, all->count, out);
}

static enum status
write_all(struct call *c, int32_t on, struct buf *out, struct error *e)
{
	struct counting all = {.count = 0};
	enum status st;
	struct view v;

	view_open(&v, c->session);
	st = worklists_each(&v, on, count_list, &all, e);
	view_close(&v);
	if (st == ST_OK) /* else what was counted is no answer */
		put_all(c, &all, out);
	free(all.counts);
	return st;
}

static enum status
find_list(const char *id, const struct worklist **out, struct error *e)
{
	struct suggest near = {.wanted = id};
	struct buf hint = {0};
	const struct worklist *list;

	*out = worklist_find(id);
	for (size_t i = 0; (list = worklist_at(i)) != NULL; i++)
		suggest_try(&near, list->id);
	suggest_put(&near, "", &hint);
	if (*out == NULL)
		error_set(e, ST_REFUSED, "списка «%s» нет%s", id, buf_text(&hint));
	buf_free(&hint);
	return *out != NULL ? ST_OK : ST_REFUSED;
}

static void
put_one_text(
    const struct worklist *list, int32_t on, char *const *codes, size_t count, struct buf *out)
{
	buf_printf(out, "%s на ", list->title);
	date_put_russian(out, on);
	buf_printf(out, ": %zu\n", count);
	if (count > 0)
		buf_printf(out, "Что сделать: %s\n", list->settle);
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "  %s\n", codes[i]);
}

static enum status
write_one(struct call *c, int32_t on, struct buf *out, struct error *e)
{
	const struct worklist *list;
	struct worklist_found found = {.count = 0};
	struct worklists_run *run;
	char **codes = NULL;
	enum status st = find_list(c->operands[0], &list, e);
	struct view v;
	size_t count = 0;

	if (st != ST_OK)
		return st;
	view_open(&v, c->session);
	run = worklists_begin(&v, on);
	st = worklists_ask(run, list, &found, e);
	if (st == ST_OK)
		count = worklist_codes(&v, list, &found, &codes);
	worklists_end(run);
	view_close(&v);
	if (st == ST_OK && call_format_is(c, "json"))
		worklist_put_json(list, on, codes, count, out);
	else if (st == ST_OK && call_format_is(c, "csv"))
		worklist_put_csv(codes, count, out);
	else if (st == ST_OK)
		put_one_text(list, on, codes, count, out);
	for (size_t i = 0; i < count; i++)
		free(codes[i]);
	free(codes);
	worklist_found_free(&found);
	return st;
}

enum status
command_worklist(struct call *c, struct error *e)
{
	int32_t on = call_date(c, OPTION_ON, clock_today());
	struct buf text = {0};
	enum status st = c->count > 0 ? write_one(c, on, &text, e) : write_all(c, on, &text, e);

	return reply_text(c, &text, st, e);
}
