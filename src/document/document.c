/* SPDX-License-Identifier: MIT
 * document.c - a paper: its description, the facts it asks for, its foot.
 */
#include "document/document.h"

#include <string.h>

#include <sodium.h>

#include "base/date.h"
#include "db/record/journal.h"
#include "document/blanks.h"
#include "document/paper_page.h"
#include "document/source.h"
#include "service/core/naming.h"
#include "service/indicators/indicators.h"
#include "model/profile/papers.h"

static source_fn *const sources[PAPER_SOURCES] = {
    [SOURCE_APPLICATION] = source_application,
    [SOURCE_MINUTES] = source_minutes,
    [SOURCE_EXTRACT] = source_extract,
    [SOURCE_TOPIC_EXTRACT] = source_extract,
    [SOURCE_ORDER] = source_order,
    [SOURCE_ROSTER] = source_roster,
    [SOURCE_JUSTIFICATION] = source_justification,
    [SOURCE_CONSENT] = source_consent,
    [SOURCE_PATHWAY] = source_pathway,
    [SOURCE_EVENT] = source_event,
    [SOURCE_CONTEST] = source_contest,
    [SOURCE_PLAN] = source_plan,
    [SOURCE_MONTH] = source_month,
    [SOURCE_DIGEST] = source_digest,
    [SOURCE_PERSON_DATA] = source_person_data,
    [SOURCE_DESTRUCTION] = source_destruction,
    [SOURCE_WORKLISTS] = source_worklists,
    [SOURCE_HEADS] = source_heads,
    [SOURCE_MENTORING] = source_mentoring,
    [SOURCE_ASSOCIATION] = source_association,
    [SOURCE_INDICATORS] = source_indicators,
    [SOURCE_MEMBER] = source_member,
    [SOURCE_CORPS] = source_corps,
    [SOURCE_REQUESTS] = source_requests,
    [SOURCE_CATALOGUE] = source_catalogue,
    [SOURCE_LIST] = source_list,
};

/* A paper on its way: what is read, what it tells. */
struct making {
	struct session *session;
	struct papers *papers;
	const struct paper *paper;
	struct record_as_of src;
	struct facts facts;
};

static enum status
begin(struct making *m, struct session *s, const char *id, struct error *e)
{
	enum status st = session_require(s, PERMIT_READ, e);

	*m = (struct making){.session = s};
	if (st != ST_OK)
		return st;
	m->papers = papers_open(s->profile);
	m->paper = papers_find(m->papers, id);
	record_as_of_open(&m->src, s);
	if (m->paper == NULL)
		return error_set(e, ST_NOTFOUND, "бумаги «%s» нет", id);
	facts_begin(&m->facts, m->paper->source);
	return ST_OK;
}

/* "Электронная копия. Запись журнала № 12: 3f0a…" of the operation the paper rests on. */
static void
put_foot(struct making *m, struct page *p)
{
	uint64_t operation = m->facts.operation != 0 ? m->facts.operation : m->src.latest;
	char hash[2 * JOURNAL_HASH + 1];
	struct journal_row row;
	struct buf text = {0};

	if (operation == 0 || !journal_get(m->src.view.txn, operation, &row))
		return;
	buf_printf(&text, "Электронная копия. Запись журнала № %llu: %s",
	    (unsigned long long)operation,
	    sodium_bin2hex(hash, sizeof(hash), row.hash, JOURNAL_HASH));
	page_set_foot(p, buf_text(&text));
	p->operation = operation;
	journal_row_free(&row);
	buf_free(&text);
}

static void
put_key(struct making *m, uint64_t id, struct buf *out)
{
	struct record *r = record_new(m->paper->source->kind);
	struct buf key = {0};
	const char *quote;

	if (record_as_of_get(&m->src, id, r))
		register_put_key(&m->src.view, r, ':', &key);
	quote = strchr(buf_text(&key), ' ') != NULL ? "\"" : "";
	buf_printf(out, "%s%s%s", quote, buf_text(&key), quote);
	buf_free(&key);
	record_free(r);
}

static void
put_day(struct buf *out, const char *option, int32_t day)
{
	if (day == DATE_NONE)
		return;
	buf_printf(out, " --%s ", option);
	date_put_iso(out, day);
}

/* What prints it again. */
static void
put_command(struct making *m, const struct paper_call *call, struct page *p)
{
	enum paper_argument argument = m->paper->source->argument;
	struct buf text = {0};

	if (argument == PAPER_OF_RECORD || argument == PAPER_OF_RECORD_AND_PERIOD) {
		buf_putc(&text, ' ');
		put_key(m, call->record, &text);
	}
	if (argument == PAPER_OF_OPERATION)
		buf_printf(&text, " %llu", (unsigned long long)call->record);
	if (argument == PAPER_OF_MONTH)
		buf_printf(&text, " %d-%02d", date_year(call->on), date_month(call->on));
	if (argument == PAPER_OF_DAY)
		put_day(&text, "on", call->on);
	if (argument == PAPER_OF_PERIOD || argument == PAPER_OF_RECORD_AND_PERIOD) {
		put_day(&text, "from", call->from);
		put_day(&text, "to", call->until);
	}
	buf_puts(&text, call->publicly ? " --public" : "");
	page_set_command(p, "document %s%s", m->paper->id, buf_text(&text));
	buf_free(&text);
}

/* The page of the facts, if they could be read; everything but the page is freed. call: NULL for
 * what no command prints. */
static enum status
finish(struct making *m, const struct paper_call *call, struct page *p, enum status st,
    struct error *e)
{
	if (st != ST_OK)
		page_begin(p, "");
	if (st == ST_OK) {
		paper_put_page(p, m->paper, &m->facts, m->session->profile);
		put_foot(m, p);
		blanks_attach(p, m->paper, &m->facts, &m->src.view);
	}
	if (st == ST_OK && call != NULL)
		put_command(m, call, p);
	facts_free(&m->facts);
	papers_free(m->papers);
	if (m->src.view.session == NULL)
		return st;
	if (st == ST_OK)
		return record_as_of_close(&m->src, e);
	record_as_of_close(&m->src, NULL);
	return st;
}

/* A paper of a period is asked for one that does not end before it begins. */
static enum status
check_period(const struct paper *paper, const struct paper_call *call, struct error *e)
{
	enum paper_argument argument = paper->source->argument;
	struct period period = {.from = call->from, .to = call->until};

	return argument == PAPER_OF_PERIOD || argument == PAPER_OF_RECORD_AND_PERIOD
	    ? indicators_period(&period, e)
	    : ST_OK;
}

enum status
document_make(struct page *p, struct session *s, const char *id, const struct paper_call *call,
    struct error *e)
{
	struct making m;
	enum status st = begin(&m, s, id, e);
	struct paper_question q = {.paper = m.paper, .call = call, .src = &m.src, .e = e};

	if (st == ST_OK)
		st = check_period(m.paper, call, e);
	if (st == ST_OK)
		st = sources[paper_source_id(m.paper->source)](&m.facts, &q);
	return finish(&m, call, p, st, e);
}

enum status
document_of_record(
    struct page *p, struct session *s, const char *id, uint64_t record, struct error *e)
{
	const struct paper_call call = {
	    .record = record, .on = DATE_NONE, .from = DATE_NONE, .until = DATE_NONE};

	return document_make(p, s, id, &call, e);
}

enum status
document_order_project(
    struct page *p, struct session *s, const struct order_project *project, struct error *e)
{
	struct making m;
	enum status st = begin(&m, s, "order", e);

	if (st == ST_OK)
		source_order_project(&m.facts, &m.src, project);
	m.src.latest = 0; /* no operation has made it yet */
	return finish(&m, NULL, p, st, e);
}

enum status
document_of_roster(
    struct page *p, struct session *s, const struct roster *r, bool publicly, struct error *e)
{
	const struct paper_call call = {.on = r->on, .publicly = publicly};
	struct making m;
	enum status st = begin(&m, s, "roster", e);

	if (st == ST_OK)
		source_roster_read(&m.facts, &m.src, r, publicly);
	return finish(&m, &call, p, st, e);
}
