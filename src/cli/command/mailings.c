/* SPDX-License-Identifier: MIT
 * mailings.c - metodaktiv mailings: letters to many, into the queue and out of it.
 */
#include "service/year/mailings.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/plural.h"
#include "cli/command/command.h"
#include "cli/line/lookup.h"
#include "cli/line/lookup.h"
#include "cli/line/reply.h"
#include "service/core/operations.h"
#include "service/record/register.h"
#include "service/year/year_calendar.h"

enum { DAYS_AHEAD = 31 };

static enum status
find(struct call *c, uint64_t *id, struct error *e)
{
	return lookup_record(c->session, KIND_MAILINGS, c->operands[0], false, id, e);
}

static void
put_letters_of(struct buf *out, const char *before, size_t count)
{
	buf_printf(out, "%s%zu %s", before, count, plural(count, "письмо", "письма", "писем"));
}

static void
put_counts(struct buf *out, const struct mailing_letters *counts)
{
	put_letters_of(out, "В очереди: ", counts->letters);
	if (counts->without > 0)
		buf_printf(out, "; нет адреса: %zu", counts->without);
	if (counts->revoked > 0)
		buf_printf(out, "; отозвали согласие на обработку данных: %zu", counts->revoked);
	buf_puts(out, ".\n");
}

/* Put one into the queue. */
enum status
command_mailings_queue(struct call *c, struct error *e)
{
	struct mailing_letters counts;
	struct buf text = {0};
	uint64_t id;
	enum status st = find(c, &id, e);

	if (st == ST_OK)
		st = mailing_queue(c->session, (struct mailing_seen){.mailing = id}, &counts, e);
	if (st == ST_OK)
		put_counts(&text, &counts);
	return reply_text(c, &text, st, e);
}

/* Write one for a mail program. */
enum status
command_mailings_write(struct call *c, struct error *e)
{
	struct mailing_letters counts;
	struct buf file = {0};
	struct reply r;
	uint64_t id;
	enum status st = find(c, &id, e);

	if (st == ST_OK && reply_path(c) != NULL)
		st = delivery_check(reply_path(c), call_has(c, OPTION_FORCE), e);
	if (st == ST_OK)
		st = mailing_take(
		    c->session, (struct mailing_seen){.mailing = id}, &file, &counts, e);
	if (st == ST_OK)
		st = reply_begin(&r, c, OPERATION_EXPORT, "письмо рассылки", e);
	if (st == ST_OK) {
		fwrite(file.data, 1, file.len, r.f);
		st = reply_end(&r, st, e);
	}
	buf_free(&file);
	return st;
}

/* Send what waits. */

static void
put_sent(const struct outbox_sent *sent, const struct buf *why, struct buf *out)
{
	if (sent->taken + sent->waiting + sent->doubtful == 0) {
		buf_puts(out, "В очереди ничего нет.\n");
		return;
	}
	put_letters_of(out, "Отправлено: ", sent->taken);
	if (sent->waiting > 0)
		put_letters_of(out, "; ждёт: ", sent->waiting);
	buf_puts(out, ".\n");
	if (sent->doubtful > 0)
		put_letters_of(out, "Неизвестно, ушло ли: ", sent->doubtful);
	if (sent->doubtful > 0)
		buf_puts(out,
		    ": отправку прервали. Второй раз их не отправляют; они лежат в папке базы, "
		    "mail/*/*.doubt.\n");
	if (why->len > 0)
		buf_printf(out, "Последний отказ: %s\n", buf_text(why));
}

enum status
command_mailings_send(struct call *c, struct error *e)
{
	struct outbox_sent sent;
	struct buf text = {0}, why = {0};
	enum status st = mailings_send(c->session, &sent, &why, e);

	if (st == ST_OK)
		put_sent(&sent, &why, &text);
	st = reply_text(c, &text, st, e);
	if (st == ST_OK && sent.waiting > 0)
		st = error_set(e, ST_REFUSED,
		    "не всё отправлено: %s; что ждёт, уйдёт со следующим mailings send",
		    buf_text(&why));
	buf_free(&why);
	return st;
}

/* Days ahead, for a calendar. */
enum status
command_mailings_calendar(struct call *c, struct error *e)
{
	int32_t from = call_date(c, OPTION_FROM, clock_today());
	int32_t to = call_date(c, OPTION_TO, from + DAYS_AHEAD);
	struct buf text = {0};
	enum status st = ST_OK;
	struct view v;

	if (from > to)
		st = error_set(e, ST_REFUSED, "период кончается раньше, чем начинается");
	view_open(&v, c->session);
	if (st == ST_OK)
		st = year_calendar_put(&v, from, to, &text, e);
	view_close(&v);
	return reply_text(c, &text, st, e);
}

/* What there is. */

enum status
command_mailings_list(struct call *c, struct error *e)
{
	struct mailing *m = (struct mailing *)record_new(KIND_MAILINGS);
	struct buf text = {0};
	struct walk *w;
	struct view v;
	enum status st;
	uint64_t id;

	view_open(&v, c->session);
	w = walk_by_code(v.txn, KIND_MAILINGS);
	while (walk_next(w, &id)) {
		if (!records_get(v.txn, id, &m->base))
			continue;
		buf_printf(&text, "%s  ", m->code);
		date_put_russian(&text, m->date);
		buf_printf(&text, "  %s — ", m->subject);
		mailing_put_standing(c->session, m, &text);
		buf_putc(&text, '\n');
	}
	walk_close(w);
	st = view_status(&v, e);
	view_close(&v);
	record_free(&m->base);
	if (st == ST_OK && text.len == 0)
		buf_puts(&text, "Рассылок ещё нет.\n");
	return reply_text(c, &text, st, e);
}
