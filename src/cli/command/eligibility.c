/* SPDX-License-Identifier: MIT
 * eligibility.c - metodaktiv eligibility: an application, or all of them, against the regulation.
 */
#include "rules/eligibility.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "base/utf8.h"
#include "cli/command/command.h"
#include "cli/line/lookup.h"
#include "cli/line/out.h"
#include "exchange/export.h"
#include "service/core/modules.h"
#include "service/council/applications.h"
#include "service/record/register.h"

static void
put_member(struct buf *b, const char *name, const char *value)
{
	buf_printf(b, "\"%s\": ", name);
	json_put_string(b, value);
	buf_puts(b, ", ");
}

static void
put_json_musts(struct buf *b, const struct verdict *v)
{
	for (size_t i = 0; i < v->nmusts; i++) {
		const struct must_verdict *m = &v->musts[i];

		buf_puts(b, i == 0 ? "{" : ", {");
		put_member(b, "id", m->must->id);
		put_member(b, "clause", m->must->clause);
		put_member(b, "text", m->must->text);
		put_member(b, "state", must_state_id(m->state));
		buf_puts(b, "\"because\": ");
		json_put_string(b, m->because);
		buf_putc(b, '}');
	}
}

static void
put_json_grounds(struct buf *b, const struct verdict *v)
{
	for (size_t i = 0; i < v->ngrounds; i++) {
		const struct ground_verdict *g = &v->grounds[i];

		buf_puts(b, i == 0 ? "{" : ", {");
		put_member(b, "id", g->ground->id);
		put_member(b, "clause", g->ground->clause);
		put_member(b, "text", g->ground->text);
		buf_printf(b, "\"claimed\": %s, \"evidence\": ", g->claimed ? "true" : "false");
		if (*g->evidence != '\0')
			json_put_string(b, g->evidence);
		else
			buf_puts(b, "null");
		buf_putc(b, '}');
	}
}

static void
put_json(struct buf *b, const struct application *a, const struct verdict *v)
{
	buf_putc(b, '{');
	put_member(b, "application", a->code);
	buf_puts(b, "\"on\": \"");
	date_put_iso(b, v->on);
	buf_puts(b, "\", \"musts\": [");
	put_json_musts(b, v);
	buf_puts(b, "], \"grounds\": [");
	put_json_grounds(b, v);
	buf_printf(b, "], \"eligible\": %s}", v->eligible ? "true" : "false");
}

static void
put_clause(struct buf *b, const char *clause)
{
	if (*clause != '\0')
		buf_printf(b, " (п. %s)", clause);
}

static void
put_text(struct buf *b, const struct application *a, const struct verdict *v)
{
	buf_printf(b, "%s  %s %s %s — на ", a->code, a->surname, a->given_name, a->patronymic);
	date_put_russian(b, v->on);
	buf_printf(b, ": %s\n", v->eligible ? "соответствует" : "не соответствует");
	buf_puts(b, "  Требования\n");
	for (size_t i = 0; i < v->nmusts; i++) {
		const struct must_verdict *m = &v->musts[i];

		buf_printf(b, "    %s", m->must->text);
		put_clause(b, m->must->clause);
		buf_printf(b, ": %s — %s\n", must_state_word(m->state), m->because);
	}
	buf_puts(b, "  Основания\n");
	for (size_t i = 0; i < v->ngrounds; i++) {
		const struct ground_verdict *g = &v->grounds[i];

		buf_printf(b, "    [%s] %s", g->claimed ? "x" : " ", g->ground->text);
		put_clause(b, g->ground->clause);
		buf_putc(b, '\n');
		if (g->claimed && *g->evidence != '\0')
			buf_printf(b, "        %s\n", g->evidence);
	}
}

static void
judge(struct call *c, const struct view *v, const struct application *a, bool json, struct buf *out)
{
	struct verdict verdict;

	applications_judge(v, a, call_date(c, OPTION_ON, clock_today()), &verdict);
	if (json)
		put_json(out, a, &verdict);
	else
		put_text(out, a, &verdict);
	verdict_free(&verdict);
}

/* Text is read by people and shown escaped; JSON goes out as it is. */
static void
print(struct call *c, struct buf *text, bool json)
{
	struct buf shown = {0};

	if (json) {
		out_buf(c->out, text);
		return;
	}
	utf8_put_shown(&shown, buf_slice(text), true);
	out_buf(c->out, &shown);
	buf_clear(text);
	buf_free(&shown);
}

static enum status
judge_one(struct call *c, struct error *e)
{
	bool json = call_format_is(c, "json");
	struct record *r;
	struct buf text = {0};
	uint64_t id;
	enum status st =
	    lookup_record(c->session, KIND_APPLICATIONS, c->operands[0], false, &id, e);
	struct view v;

	if (st != ST_OK)
		return st;
	view_open(&v, c->session);
	r = register_load(&v, KIND_APPLICATIONS, id);
	if (r != NULL)
		judge(c, &v, (const struct application *)r, json, &text);
	view_close(&v);
	if (r == NULL)
		return error_set(
		    e, ST_NOTFOUND, "заявление «%s» только что удалили", c->operands[0]);
	if (json)
		buf_putc(&text, '\n');
	print(c, &text, json);
	buf_free(&text);
	record_free(r);
	return ST_OK;
}

static int
compare_codes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The codes of all applications in order of code points. */
static size_t
all_codes(struct session *s, char ***out)
{
	struct txn *t = txn_read(s->store);
	size_t count = 0, room = records_count(t, KIND_APPLICATIONS);
	char **codes = xcalloc(room + 1, sizeof(*codes));
	struct walk *w = walk_by_id(t, KIND_APPLICATIONS);
	struct buf code = {0};
	uint64_t id;

	while (count < room && walk_next(w, &id))
		if (records_put_code(t, KIND_APPLICATIONS, id, &code))
			codes[count++] = buf_detach(&code);
	walk_close(w);
	txn_abort(t);
	qsort(codes, count, sizeof(*codes), compare_codes);
	*out = codes;
	return count;
}

static enum status
judge_all(struct call *c)
{
	bool json = !call_has(c, OPTION_FORMAT) || call_format_is(c, "json");
	struct buf text = {0};
	char **codes;
	size_t count = all_codes(c->session, &codes), shown = 0;

	fputs(json ? "[" : "", c->out);
	for (size_t i = 0; i < count; i++) {
		struct view v;
		struct record *r;

		view_open(&v, c->session);
		r = register_load_code(&v, KIND_APPLICATIONS, codes[i]);
		if (r != NULL)
			judge(c, &v, (const struct application *)r, json, &text);
		view_close(&v);
		if (r != NULL) {
			fputs(!json ? "" : shown++ > 0 ? ",\n" : "\n", c->out);
			print(c, &text, json);
		}
		record_free(r);
		free(codes[i]);
	}
	fputs(json ? "\n]\n" : "", c->out);
	free(codes);
	buf_free(&text);
	return ST_OK;
}

enum status
command_eligibility(struct call *c, struct error *e)
{
	enum status st = module_require(c->session, "corps", e);

	if (st != ST_OK)
		return st;
	return call_has(c, OPTION_ALL) ? judge_all(c) : judge_one(c, e);
}
