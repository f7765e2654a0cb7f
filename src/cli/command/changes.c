/* SPDX-License-Identifier: MIT
 * changes.c - metodaktiv changes: what leaves the town for its region.
 */
#include <string.h>

#include "cli/command/command.h"
#include "cli/line/out.h"
#include "cli/line/reply.h"
#include "exchange/feed/feed.h"
#include "service/core/operations.h"

/* What is asked for. */
struct asked {
	enum feed_level level;
	bool continues;
	struct feed_token since;
};

static enum status
read_asked(const struct call *c, struct asked *a, struct error *e)
{
	const char *level = c->values[OPTION_LEVEL], *since = c->values[OPTION_SINCE];

	*a = (struct asked){
	    .level = profile_feed(c->session->profile)->level, .continues = since != NULL};
	for (enum feed_level i = 0; level != NULL && i < FEED_LEVELS; i++)
		if (strcmp(feed_level_words[i], level) == 0)
			a->level = i;
	return since != NULL ? feed_token_parse(since, &a->since, e) : ST_OK;
}

/* The town's key instead of a batch. */
static enum status
make_key(struct call *c, struct error *e)
{
	struct buf key = {0};
	enum status st = feed_make_key(c->session, call_has(c, OPTION_FORCE), &key, e);

	if (st == ST_OK)
		fprintf(c->out, "%s\n", buf_text(&key));
	buf_free(&key);
	if (st == ST_OK)
		out_complain("Это открытая часть ключа подписи: передайте её региону. Закрытая "
			     "осталась в базе и её копиях.");
	return st;
}

static enum status
make_batch(struct call *c, struct feed_batch *b, struct error *e)
{
	struct asked a;
	enum status st = read_asked(c, &a, e);
	struct view v;

	if (st == ST_OK)
		st = feed_secrets_ready(c->session, e);
	if (st != ST_OK)
		return st;
	view_open(&v, c->session);
	if (a.continues)
		st = feed_token_check(&v, &a.since, e);
	if (st == ST_OK)
		st = feed_make(&v, a.level, a.continues ? &a.since : NULL, b, e);
	view_close(&v);
	return st;
}

static enum status
send_batch(struct call *c, struct feed_batch *b, struct error *e)
{
	struct reply reply;
	struct buf note = {0};
	enum status st;

	feed_put_note(b, &note);
	st = reply_begin(&reply, c, OPERATION_EXPORT, buf_text(&note), e);
	buf_free(&note);
	if (st != ST_OK)
		return st;
	out_buf(reply.f, &b->text);
	return reply_end(&reply, ST_OK, e);
}

static enum status
preview(struct call *c, const struct feed_batch *b, struct error *e)
{
	struct buf text = {0};

	feed_put_preview(c->session, b, &text);
	return reply_text(c, &text, ST_OK, e);
}

enum status
command_changes(struct call *c, struct error *e)
{
	struct feed_batch b = {.rows = 0};
	enum status st;

	if (call_has(c, OPTION_NEW_KEY))
		return make_key(c, e);
	st = make_batch(c, &b, e);
	if (st == ST_OK)
		st = call_has(c, OPTION_PREVIEW) ? preview(c, &b, e) : send_batch(c, &b, e);
	feed_batch_free(&b);
	return st;
}
