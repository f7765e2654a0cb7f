/* SPDX-License-Identifier: MIT
 * worklist.c - metodaktiv worklist: what asks for attention on a day, all lists or one.
 */
#include "service/year/worklists.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "cli/command/command.h"
#include "cli/line/out.h"
#include "cli/line/reply.h"
#include "exchange/year_out.h"
#include "model/profile/profile.h"

enum { ID_COLUMNS = 22, LISTS_MOST = 64 };

static void
put_all_text(const struct worklist_count *counts, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%6zu  %-*s %s\n", counts[i].count, ID_COLUMNS, counts[i].list->id,
		    counts[i].list->title);
}

static enum status
count_all(struct call *c, int32_t on, struct worklist_count *counts, size_t *count, struct error *e)
{
	const struct worklist *list;
	struct worklists_run *run;
	enum status st = ST_OK;
	struct view v;

	*count = 0;
	view_open(&v, c->session);
	run = worklists_begin(&v, on);
	for (size_t i = 0; st == ST_OK && (list = worklist_at(i)) != NULL; i++) {
		struct worklist_found found;

		if (!profile_has_module(c->session->profile, list->module))
			continue;
		st = worklists_ask(run, list, &found, e);
		counts[*count] = (struct worklist_count){.list = list, .count = found.count};
		++*count;
		worklist_found_free(&found);
	}
	worklists_end(run);
	view_close(&v);
	return st;
}

static enum status
write_all(struct call *c, int32_t on, struct buf *out, struct error *e)
{
	struct worklist_count counts[LISTS_MOST];
	size_t count;
	enum status st = count_all(c, on, counts, &count, e);

	if (st != ST_OK)
		return st;
	if (call_format_is(c, "json"))
		worklists_put_json(counts, count, out);
	else if (call_format_is(c, "csv"))
		worklists_put_csv(counts, count, out);
	else
		put_all_text(counts, count, out);
	return ST_OK;
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
	struct reply reply;
	enum status st = c->count > 0 ? write_one(c, on, &text, e) : write_all(c, on, &text, e);

	if (st == ST_OK)
		st = reply_begin(&reply, c, NULL, NULL, e);
	if (st == ST_OK) {
		out_buf(reply.f, &text);
		st = reply_end(&reply, ST_OK, e);
	}
	buf_free(&text);
	return st;
}
