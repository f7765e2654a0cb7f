/* SPDX-License-Identifier: MIT
 * document.c - metodaktiv document: a paper as text or as one HTML file.
 */
#include "document/document.h"

#include <string.h>

#include "base/clock.h"
#include "cli/command/command.h"
#include "cli/line/lookup.h"
#include "cli/line/out.h"
#include "cli/line/reply.h"
#include "service/core/operations.h"

typedef enum status of_record(struct page *p, struct session *s, uint64_t id, struct error *e);

/* A paper is of a record, or (kind KIND_COUNT) of a day. */
static const struct paper {
	const char *name;
	enum kind kind;
	of_record *make;
} papers[] = {
    {.name = "minutes", .kind = KIND_MEETINGS, .make = document_minutes},
    {.name = "order", .kind = KIND_ORDERS, .make = document_order},
    {.name = "application", .kind = KIND_APPLICATIONS, .make = document_application},
    {.name = "roster", .kind = KIND_COUNT},
    {.name = "justification", .kind = KIND_COUNT},
};

enum { PAPERS = sizeof(papers) / sizeof(papers[0]) };

static enum status
find_paper(const char *name, const struct paper **out, struct error *e)
{
	struct buf names = {0};

	*out = NULL;
	for (size_t i = 0; i < PAPERS; i++) {
		if (strcmp(papers[i].name, name) == 0)
			*out = &papers[i];
		buf_printf(&names, "%s%s", i > 0 ? ", " : "", papers[i].name);
	}
	if (*out == NULL)
		error_set(e, ST_NOTFOUND, "нет документа «%s»; есть: %s", name, buf_text(&names));
	buf_free(&names);
	return *out != NULL ? ST_OK : ST_NOTFOUND;
}

/* What was typed beside the paper's name has to make sense with it. */
static enum status
check_call(struct call *c, const struct paper *paper, struct error *e)
{
	bool of_day = paper->kind == KIND_COUNT;

	if (!of_day && c->count < 2)
		return error_set(e, ST_USAGE, "document %s: нужен код записи (%s)", paper->name,
		    entity_of(paper->kind)->one);
	if (of_day && c->count > 1)
		return error_set(e, ST_USAGE,
		    "document %s: код не нужен, документ составляется на день (--on)", paper->name);
	if (!of_day && call_has(c, OPTION_ON))
		return error_set(e, ST_USAGE,
		    "document %s: --on здесь не годится, документ печатается таким, каким записан",
		    paper->name);
	if (call_has(c, OPTION_PUBLIC) && strcmp(paper->name, "roster") != 0)
		return error_set(e, ST_USAGE, "--public бывает только у document roster");
	return ST_OK;
}

static enum status
make_page(struct call *c, const struct paper *paper, struct page *page, struct error *e)
{
	int32_t on = call_date(c, OPTION_ON, clock_today());
	uint64_t id;
	enum status st;

	*page = (struct page){0};
	if (paper->kind == KIND_COUNT)
		return strcmp(paper->name, "roster") == 0
		    ? document_roster(page, c->session, on, call_has(c, OPTION_PUBLIC), e)
		    : document_justification(page, c->session, on, e);
	st = lookup_record(c->session, paper->kind, c->operands[1], false, &id, e);
	return st == ST_OK ? paper->make(page, c->session, id, e) : st;
}

static enum status
write_page(struct call *c, struct buf *text, struct error *e)
{
	struct buf what = {0};
	struct reply reply;
	enum status st;

	for (size_t i = 0; i < c->count; i++)
		buf_printf(&what, "%s%s", i > 0 ? " " : "", c->operands[i]);
	st = reply_begin(&reply, c, OPERATION_PAPER, buf_text(&what), e);
	buf_free(&what);
	if (st != ST_OK)
		return st;
	/* A form feed is for printers. */
	for (size_t i = 0; reply.path == NULL && c->out != stdout && i < text->len; i++)
		if (text->data[i] == '\f')
			text->data[i] = '\n';
	out_buf(reply.f, text);
	return reply_end(&reply, ST_OK, e);
}

enum status
command_document(struct call *c, struct error *e)
{
	const struct paper *paper;
	struct buf text = {0};
	struct page page;
	enum status st = find_paper(c->operands[0], &paper, e);

	if (st == ST_OK)
		st = check_call(c, paper, e);
	if (st != ST_OK)
		return st;
	st = make_page(c, paper, &page, e);
	if (st == ST_OK && call_format_is(c, "html"))
		page_put_html(&page, &text);
	else if (st == ST_OK)
		page_put_text(&page, &text);
	if (st == ST_OK)
		st = write_page(c, &text, e);
	page_free(&page);
	buf_free(&text);
	return st;
}
