/* SPDX-License-Identifier: MIT
 * document.c - metodaktiv document: a paper, and which papers there are.
 */
#include "document/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "base/utf8.h"
#include "cli/command/command.h"
#include "cli/command/paper.h"
#include "cli/line/lookup.h"
#include "cli/line/out.h"
#include "cli/line/reply.h"
#include "document/printing.h"
#include "model/profile/papers.h"
#include "service/core/modules.h"

void
document_put_words(struct buf *b)
{
	papers_put_standard_ids(b);
}

/* What stands behind a paper's name, in words. */
static void
put_wanted(struct buf *out, const struct paper *paper)
{
	static const char *const wanted[] = {
	    [PAPER_OF_DAY] = "[--on ДЕНЬ]",
	    [PAPER_OF_PERIOD] = "[--from ДЕНЬ --to ДЕНЬ]",
	    [PAPER_OF_MONTH] = "ГГГГ-ММ (месяц)",
	    [PAPER_OF_OPERATION] = "НОМЕР операции",
	};
	const struct paper_source *source = paper->source;
	const char *between = "";
	const struct entity *entity;

	if (source->kind == KIND_COUNT) {
		buf_puts(out, wanted[source->argument]);
		return;
	}
	entity = entity_of(source->kind);
	for (size_t i = 0; i < entity->count; i++) {
		if (!entity->fields[i].key)
			continue;
		buf_puts(out, between);
		utf8_put_capitals(out, entity->fields[i].label); /* КОД, or ЗАСЕДАНИЕ:ЗАЯВЛЕНИЕ */
		between = ":";
	}
	buf_printf(out, " (%s)%s", entity->one,
	    source->argument == PAPER_OF_RECORD_AND_PERIOD ? " [--from ДЕНЬ --to ДЕНЬ]" : "");
}

static enum status
list_papers(struct call *c, const struct papers *papers)
{
	const struct paper *paper;
	struct buf wanted = {0};

	for (size_t i = 0; (paper = papers_at(papers, i)) != NULL; i++) {
		buf_clear(&wanted);
		put_wanted(&wanted, paper);
		fprintf(
		    c->out, "%-18s %s\n%-18s %s\n", paper->id, paper->name, "", buf_text(&wanted));
	}
	buf_free(&wanted);
	return ST_OK;
}

static enum status
find_paper(struct session *s, const struct papers *papers, const char *id, const struct paper **out,
    struct error *e)
{
	const char *lacking = papers_lack(papers, id);
	struct buf names = {0};
	const struct paper *paper;

	*out = papers_find(papers, id);
	if (*out == NULL && lacking != NULL)
		return module_require(s, lacking, e);
	for (size_t i = 0; (paper = papers_at(papers, i)) != NULL; i++)
		buf_printf(&names, "%s%s", i > 0 ? ", " : "", paper->id);
	if (*out == NULL)
		error_set(e, ST_NOTFOUND, "нет документа «%s»; есть: %s", id, buf_text(&names));
	buf_free(&names);
	return *out != NULL ? ST_OK : ST_NOTFOUND;
}

static bool
is_of_period(enum paper_argument argument)
{
	return argument == PAPER_OF_PERIOD || argument == PAPER_OF_RECORD_AND_PERIOD;
}

static bool
is_of_something(enum paper_argument argument)
{
	return argument != PAPER_OF_DAY && argument != PAPER_OF_PERIOD;
}

/* The roster and plans as the site shows them, the digest as others read it. */
static bool
has_public_form(const struct paper *paper)
{
	enum paper_source_id id = paper_source_id(paper->source);

	return id == SOURCE_ROSTER || id == SOURCE_DIGEST || id == SOURCE_PLAN;
}

/* What was typed beside the paper's name has to make sense with it. */
static enum status
check_call(struct call *c, const struct paper *paper, struct error *e)
{
	enum paper_argument argument = paper->source->argument;
	struct buf wanted = {0};
	enum status st = ST_OK;

	put_wanted(&wanted, paper);
	if (is_of_something(argument) && c->count < 2)
		st = error_set(e, ST_USAGE, "document %s: нужен %s", paper->id, buf_text(&wanted));
	else if (!is_of_something(argument) && c->count > 1)
		st = error_set(e, ST_USAGE,
		    "document %s: код не нужен, документ составляется на %s", paper->id,
		    argument == PAPER_OF_DAY ? "день (--on)" : "период (--from, --to)");
	else if (argument != PAPER_OF_DAY && call_has(c, OPTION_ON))
		st = error_set(e, ST_USAGE,
		    "document %s: --on здесь не годится, документ печатается таким, каким записан",
		    paper->id);
	else if (!is_of_period(argument) && (call_has(c, OPTION_FROM) || call_has(c, OPTION_TO)))
		st = error_set(
		    e, ST_USAGE, "document %s: --from и --to здесь не годятся", paper->id);
	else if (call_has(c, OPTION_PUBLIC) && !has_public_form(paper))
		st = error_set(e, ST_USAGE,
		    "--public бывает только у document roster, digest, plan и roadmap");
	buf_free(&wanted);
	return st;
}

/* "P0104:2025-09-15" is the key "P0104,2025-09-15"; a text that is the last part of one keeps its
 * colons. */
static enum status
find_record(struct call *c, enum kind kind, uint64_t *id, struct error *e)
{
	char *key = xstrdup(c->operands[1]), *at = key;
	size_t signs = lookup_has_code(kind) ? 0 : lookup_key_parts(kind) - 1;
	enum status st;

	for (; signs > 0 && (at = strchr(at, ':')) != NULL; signs--)
		*at = ',';
	st = lookup_record(c->session, kind, key, false, id, e);
	free(key);
	return st;
}

static enum status
read_operation(struct call *c, uint64_t *number, struct error *e)
{
	const char *text = c->operands[1];
	char *end;

	*number = strtoull(text, &end, 10);
	if (*text < '1' || *text > '9' || *end != '\0')
		return error_set(e, ST_INVALID, "«%s» — не номер операции; он виден в log", text);
	return ST_OK;
}

static enum status
read_month(struct call *c, int32_t *first, struct error *e)
{
	struct buf day = {0};
	bool found;

	buf_printf(&day, "%s-01", c->operands[1]);
	found = date_parse(buf_slice(&day), first) == DATE_PARSED;
	buf_free(&day);
	return found ? ST_OK
		     : error_set(e, ST_INVALID, "«%s» — не месяц; нужно ГГГГ-ММ, например 2026-02",
			   c->operands[1]);
}

enum page_format
paper_format(const struct call *c)
{
	const char *name = c->values[OPTION_FORMAT];
	enum page_format format = PAGE_TEXT;

	page_format_find(name != NULL ? name : c->command->formats[0], &format);
	return format;
}

/* Bytes that a terminal would take for commands go into a file. */
static enum status
check_screen(const struct call *c, struct error *e)
{
	enum page_format format = paper_format(c);

	return page_formats[format].binary ? reply_require_file(c, page_formats[format].about, e)
					   : ST_OK;
}

static enum status
make_page(struct call *c, const struct paper *paper, struct page *page, struct error *e)
{
	struct paper_call asked = {.on = call_date(c, OPTION_ON, clock_today()),
	    .from = call_date(c, OPTION_FROM, DATE_NONE),
	    .until = call_date(c, OPTION_TO, DATE_NONE),
	    .publicly = call_has(c, OPTION_PUBLIC)};
	enum status st = ST_OK;

	*page = (struct page){.title = ""};
	if (paper->source->kind != KIND_COUNT)
		st = find_record(c, paper->source->kind, &asked.record, e);
	else if (paper->source->argument == PAPER_OF_OPERATION)
		st = read_operation(c, &asked.record, e);
	else if (paper->source->argument == PAPER_OF_MONTH)
		st = read_month(c, &asked.on, e);
	return st == ST_OK ? document_make(page, c->session, paper->id, &asked, e) : st;
}

enum status
paper_make(struct call *c, struct page *page, struct buf *bytes, struct error *e)
{
	struct papers *papers = papers_open(c->session->profile);
	const struct paper *paper;
	enum status st = find_paper(c->session, papers, c->operands[0], &paper, e);

	*page = (struct page){.title = ""};
	if (st == ST_OK)
		st = check_call(c, paper, e);
	if (st == ST_OK)
		st = make_page(c, paper, page, e);
	if (st == ST_OK)
		st = page_put(page, paper_format(c), bytes, e);
	papers_free(papers);
	return st;
}

static enum status
write_page(struct call *c, const struct page *page, struct buf *text, struct error *e)
{
	enum page_format format = paper_format(c);
	bool binary = page_formats[format].binary;
	struct buf what = {0}, typed = {0};
	struct reply reply;
	enum status st;

	for (size_t i = 0; i < c->count; i++)
		buf_printf(&typed, "%s%s", i > 0 ? " " : "", c->operands[i]);
	printing_put(&what, page->command, buf_text(&typed), format, page->operation);
	st = reply_begin_paper(&reply, c, buf_text(&what), buf_slice(text), e);
	buf_free(&typed);
	buf_free(&what);
	if (st != ST_OK)
		return st;
	/* A form feed is for printers. */
	for (size_t i = 0; !binary && reply.path == NULL && c->out != stdout && i < text->len; i++)
		if (text->data[i] == '\f')
			text->data[i] = '\n';
	out_buf(reply.f, text);
	return reply_end(&reply, ST_OK, e);
}

static enum status
print(struct call *c, struct error *e)
{
	struct buf text = {0};
	struct page page = {.title = ""};
	enum status st = check_screen(c, e);

	if (st == ST_OK)
		st = paper_make(c, &page, &text, e);
	if (st == ST_OK)
		st = write_page(c, &page, &text, e);
	page_free(&page);
	buf_free(&text);
	return st;
}

static enum status
list_all(struct call *c)
{
	struct papers *papers = papers_open(c->session->profile);
	enum status st = list_papers(c, papers);

	papers_free(papers);
	return st;
}

enum status
command_document(struct call *c, struct error *e)
{
	if (call_has(c, OPTION_LIST) && c->count == 0)
		return list_all(c);
	if (c->count > 0 && !call_has(c, OPTION_LIST))
		return print(c, e);
	return error_set(e, ST_USAGE, "нужно имя документа или --list, что-то одно");
}
