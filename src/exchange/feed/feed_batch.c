/* SPDX-License-Identifier: MIT
 * feed_batch.c - a batch as a file: its head, rows, figures and end.
 */
#include <sodium.h>
#include <string.h>

#include "base/date.h"
#include "exchange/export.h"
#include "exchange/feed/feed_parts.h"
#include "service/core/modules.h"
#include "service/corps/roster.h"

enum { FEED_FORMAT = 1 };

const char *const feed_level_words[FEED_LEVELS + 1] = {
    [FEED_FIGURES] = "figures",
    [FEED_FACTS] = "facts",
    [FEED_ROSTER] = "roster",
    [FEED_LEVELS] = NULL,
};

void
feed_batch_free(struct feed_batch *b)
{
	buf_free(&b->text);
}

static void
put_hex_member(struct buf *out, const char *name, const unsigned char *bytes, size_t len)
{
	buf_printf(out, "\"%s\":\"", name);
	for (size_t i = 0; i < len; i++)
		buf_printf(out, "%02x", bytes[i]);
	buf_putc(out, '"');
}

static void
put_place(struct buf *out, const char *name, const struct feed_token *token)
{
	buf_printf(out, ",\"%s\":{\"sequence\":%llu,", name, (unsigned long long)token->sequence);
	put_hex_member(out, "head", token->head, JOURNAL_HASH);
	buf_putc(out, '}');
}

static void
put_head(const struct feed_ground *g, struct feed_batch *b)
{
	const struct profile *profile = g->view->session->profile;
	struct buf *out = &b->text;

	buf_printf(out, "{\"format\":%d,", FEED_FORMAT);
	put_hex_member(out, "identity", b->to.identity, JOURNAL_IDENTITY);
	buf_puts(out, ",\"town\":");
	json_put_string(out, profile_feed(profile)->oktmo);
	buf_puts(out, ",\"name\":");
	json_put_string(out, profile_word(profile, "name"));
	if (b->since)
		put_place(out, "from", &b->from);
	else
		buf_puts(out, ",\"from\":null");
	put_place(out, "to", &b->to);
	feed_put_text(out, "level", feed_level_words[b->level]);
	buf_puts(out, ",\"rules\":\"");
	feed_put_rules(g, out);
	buf_putc(out, '"');
	if (b->level == FEED_FACTS)
		feed_put_date(out, "horizon", g->horizon);
	buf_puts(out, "}\n");
}

static void
put_row(struct feed_batch *b, const char *key, const char *rest, struct feed_count *count)
{
	buf_printf(&b->text, "{\"op\":\"%c\",%s%s}\n", rest != NULL ? '+' : '-', key,
	    rest != NULL ? rest : "");
	b->rows++;
	if (rest != NULL)
		count->put++;
	else
		count->removed++;
}

static struct feed_count *
count_of(struct feed_batch *b, const struct feed_row *row)
{
	return &b->counts[feed_row_type(row)][feed_row_sort(row)];
}

static void
put_rows(struct feed_batch *b, const struct feed_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct feed_row *row = &rows->items[i];

		put_row(b, row->key, row->rest, count_of(b, row));
	}
}

/* Of the rows that were touched: as each is now, or that it is no more. Both are in order. */
static void
put_touched(struct feed_batch *b, const struct feed_rows *touched, const struct feed_rows *now)
{
	size_t at = 0;

	for (size_t i = 0; i < touched->count; i++) {
		const struct feed_row *row = &touched->items[i];

		while (at < now->count && slice_compare(now->items[at].order, row->order) < 0)
			at++;
		if (at < now->count && slice_equal(now->items[at].order, row->order))
			row = &now->items[at];
		put_row(b, row->key, row->rest, count_of(b, row));
	}
}

/* The end: how many rows, and the hash of all that stands above. */
static void
put_end(const struct view *v, struct feed_batch *b)
{
	unsigned char hash[JOURNAL_HASH];
	struct buf signature = {0};

	crypto_generichash(
	    hash, sizeof(hash), (const unsigned char *)b->text.data, b->text.len, NULL, 0);
	buf_printf(&b->text, "{\"end\":true,\"rows\":%zu,", b->rows);
	put_hex_member(&b->text, "hash", hash, sizeof(hash));
	if (feed_put_signature(v, hash, &signature))
		feed_put_text(&b->text, "signature", buf_text(&signature));
	buf_puts(&b->text, "}\n");
	buf_free(&signature);
}

static enum status
make_facts(const struct feed_ground *g, const struct feed_token *since, struct feed_batch *b,
    struct error *e)
{
	struct feed_rows now = {0}, touched = {0};

	if (since != NULL && feed_touched_since(g, since->sequence, &touched)) {
		b->since = true;
		b->from = *since;
	}
	feed_rows_read(g, &now);
	put_head(g, b);
	if (b->since)
		put_touched(b, &touched, &now);
	else
		put_rows(b, &now);
	feed_rows_free(&now);
	feed_rows_free(&touched);
	return feed_put_figures(g, FEED_FACTS, &b->text, e);
}

static void
put_roster_member(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, ",\"%s\":", name);
	json_put_string_or_null(out, value);
}

static void
put_roster_row(const struct roster_row *r, struct buf *out)
{
	put_roster_member(out, "surname", r->surname);
	put_roster_member(out, "given_name", r->given_name);
	put_roster_member(out, "patronymic", r->patronymic);
	put_roster_member(out, "organisation", r->organisation_name);
	put_roster_member(out, "position", r->position);
	put_roster_member(out, "subject_area", r->subject_area);
	put_roster_member(out, "email", r->email);
}

static enum status
make_roster(const struct feed_ground *g, struct feed_batch *b, struct error *e)
{
	struct roster roster;
	struct buf rest = {0};
	enum status st = module_require(g->view->session, "corps", e);

	if (st != ST_OK)
		return st;
	st = roster_open(&roster, g->view, g->today, true, e);
	put_head(g, b);
	for (size_t i = 0; st == ST_OK && i < roster.count; i++) {
		buf_clear(&rest);
		put_roster_row(&roster.rows[i], &rest);
		put_row(b, "\"t\":\"roster\"", buf_text(&rest), b->counts[FEED_ROSTER_ROW]);
	}
	roster_free(&roster);
	buf_free(&rest);
	return st;
}

static enum status
make_figures(const struct feed_ground *g, struct feed_batch *b, struct error *e)
{
	put_head(g, b);
	return feed_put_figures(g, FEED_FIGURES, &b->text, e);
}

enum status
feed_make(const struct view *v, enum feed_level level, const struct feed_token *since,
    struct feed_batch *out, struct error *e)
{
	struct feed_ground g;
	enum status st;

	*out = (struct feed_batch){.level = level, .to = feed_token_now(v)};
	st = view_require(v, PERMIT_EXPORT, e);
	if (st == ST_OK && level != FEED_ROSTER)
		st = module_require(v->session, "associations", e);
	if (st == ST_OK)
		st = feed_ground_take(v, &g, e);
	if (st != ST_OK)
		return st;
	out->horizon = g.horizon;
	if (level == FEED_FACTS)
		st = make_facts(&g, since, out, e);
	else
		st = level == FEED_ROSTER ? make_roster(&g, out, e) : make_figures(&g, out, e);
	sodium_memzero(g.secret, sizeof(g.secret));
	if (st == ST_OK)
		st = view_status(v, e);
	if (st == ST_OK)
		put_end(v, out);
	return st;
}
