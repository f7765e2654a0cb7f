/* SPDX-License-Identifier: MIT
 * mailings.c - a mailing on its way: its addresses into the register, its letters into the queue.
 */
#include "service/year/mailings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "mail/letter.h"
#include "service/record/register.h"
#include "service/year/mailings_parts.h"

/* A mailing as it goes out. */
struct going {
	struct view view;
	struct mailing *mailing;
	struct buf from_name;
	struct mailing_letters counts;
};

static const char *
town_word(const struct session *s, const char *id)
{
	return profile_word(s->profile, id);
}

enum status
mailings_require_from(const struct session *s, struct error *e)
{
	const char *from = town_word(s, "mail_from"), *at = strchr(from, '@');

	if (from[0] == '\0')
		return error_set(e, ST_REFUSED,
		    "в правилах города не сказано, с какого адреса идут письма: администратор "
		    "вписывает mail_from в слова профиля");
	for (const char *p = from; *p != '\0'; p++)
		if (*p <= ' ' || *p > '~' || strchr("<>\"(),;:", *p) != NULL)
			at = NULL;
	if (at != NULL && at > from && strchr(at, '.') != NULL && strchr(at + 1, '@') == NULL)
		return ST_OK;
	return error_set(
	    e, ST_REFUSED, "в правилах города mail_from = «%s» — не адрес электронной почты", from);
}

void
mailings_name(uint64_t mailing, char out[OUTBOX_NAME])
{
	snprintf(out, OUTBOX_NAME, "m%llu", (unsigned long long)mailing);
}

bool
mailings_stands(void *context, const char *name)
{
	struct session *s = context;
	struct mailing *m;
	bool stands = name[0] != 'm';
	struct view v;

	if (stands) /* what is no mailing rests on no record */
		return true;
	view_open(&v, s);
	m = (struct mailing *)record_new(KIND_MAILINGS);
	stands =
	    records_get(v.txn, strtoull(name + 1, NULL, 10), &m->base) && m->addresses[0] != '\0';
	record_free(&m->base);
	view_close(&v);
	return stands;
}

/* Whom it goes to, a line each; kept with it. */
static enum status
take_addresses(struct going *g, struct error *e)
{
	struct audience audience;
	struct addressees to = {.count = 0};
	struct buf lines = {0};
	enum status st = audience_parse(&g->view, g->mailing->audience, &audience, e);

	if (st == ST_OK)
		st = addressees_read(&g->view, audience, clock_today(), &to, e);
	for (size_t i = 0; i < to.count; i++)
		if (to.items[i].lack == ADDRESSEE_GETS)
			buf_printf(&lines, "%s%s", lines.len > 0 ? "\n" : "", to.items[i].address);
	g->counts = (struct mailing_letters){
	    .letters = to.letters, .without = to.without, .revoked = to.revoked};
	if (st == ST_OK && to.letters == 0)
		st = error_set(e, ST_REFUSED,
		    to.count == 0 ? "адресовать некому: сегодня здесь никого нет"
				  : "писать некуда: ни у кого из этих людей нет адреса почты");
	if (st == ST_OK && lines.len > LONG_LENGTH)
		st = error_set(e, ST_REFUSED,
		    "адресов слишком много для одной рассылки; разделите её по объединениям или "
		    "организациям");
	if (st == ST_OK) {
		record_set_text(&g->mailing->base, field_find(KIND_MAILINGS, "addresses"),
		    buf_text(&lines), lines.len);
		g->mailing->date = clock_today();
		buf_clear(&lines);
		audience_put(&g->view, audience, &lines);
		record_set_text(&g->mailing->base, field_find(KIND_MAILINGS, "audience"),
		    buf_text(&lines), lines.len);
	}
	buf_free(&lines);
	addressees_free(&to);
	return st;
}

/* The view stays open. */
static enum status
open_mailing(struct going *g, struct session *s, uint64_t mailing, struct error *e)
{
	enum status st;

	*g = (struct going){.mailing = NULL};
	view_open(&g->view, s);
	g->mailing = (struct mailing *)record_new(KIND_MAILINGS);
	st = view_require(&g->view, PERMIT_EDIT, e);
	if (st == ST_OK && !records_get(g->view.txn, mailing, &g->mailing->base))
		st = error_set(e, ST_NOTFOUND, "такой рассылки нет");
	return view_confirm(&g->view, st, e);
}

/* What goes out is what was looked at. */
static enum status
require_seen(const struct going *g, const struct mailing_seen *seen, struct error *e)
{
	if (seen->stamp == 0 || seen->stamp == g->mailing->base.stamp)
		return ST_OK;
	return error_set(e, ST_REFUSED,
	    "письмо тем временем изменили, ничего не ушло: прочитайте (F3) и повторите");
}

static enum status
begin(struct going *g, struct session *s, struct mailing_seen seen, struct error *e)
{
	enum status st = open_mailing(g, s, seen.mailing, e);

	if (st == ST_OK)
		st = mailings_require_from(s, e);
	return st == ST_OK ? require_seen(g, &seen, e) : st;
}

static void
end(struct going *g)
{
	view_close(&g->view);
	record_free(&g->mailing->base);
}

static struct letter
letter_of(const struct going *g, const char *id)
{
	const struct session *s = g->view.session;

	return (struct letter){.from = town_word(s, "mail_from"),
	    .from_name = town_word(s, "department"),
	    .to = town_word(s, "mail_from"),
	    .subject = g->mailing->subject,
	    .text = g->mailing->text,
	    .written = clock_now(),
	    .id = id};
}

/* A letter for each address. */
static enum status
put_letters(struct outbox *box, const struct going *g, struct error *e)
{
	const char *addresses = g->mailing->addresses;
	enum status st = ST_OK;

	for (const char *p = addresses; *p != '\0' && st == ST_OK; p += *p == '\n') {
		size_t len = strcspn(p, "\n");
		char id[OUTBOX_NAME + 32], *to = strndup(p, len);
		struct letter letter = letter_of(g, id);
		struct buf text = {0};

		snprintf(id, sizeof(id), "%s.%zu.%lld", box->name, box->count + 1,
		    (long long)letter.written);
		letter.to = to;
		letter_put(&letter, LETTER_LF, &text);
		st = outbox_add(box, buf_slice(&text), e);
		buf_free(&text);
		free(to);
		p += len;
	}
	return st;
}

static enum status
keep(struct going *g, struct error *e)
{
	const struct save what = {.record = &g->mailing->base};
	struct saved saved;

	return register_save(&g->view, &what, &saved, e);
}

static enum status
require_unsent(const struct going *g, struct error *e)
{
	if (g->mailing->addresses[0] == '\0')
		return ST_OK;
	return error_set(e, ST_REFUSED,
	    "эта рассылка уже ушла: у неё есть адреса; чтобы написать ещё раз, внесите новую");
}

/* Letters on the disk, then the record, then the letters wait: killed in between, the queue is
 * settled by whether the record has its addresses. */
enum status
mailing_queue(
    struct session *s, struct mailing_seen seen, struct mailing_letters *out, struct error *e)
{
	struct going g;
	struct outbox box;
	char name[OUTBOX_NAME];
	enum status st = begin(&g, s, seen, e);

	mailings_name(seen.mailing, name);
	if (st == ST_OK)
		st = require_unsent(&g, e);
	if (st == ST_OK)
		st = take_addresses(&g, e);
	if (st == ST_OK) {
		st = outbox_open(&box, store_dir(s->store), e);
		view_close(&g.view); /* while others put theirs together */
		if (st == ST_OK)
			st = outbox_begin(&box, name, mailings_stands, s, e);
		if (st == ST_OK)
			st = put_letters(&box, &g, e);
		if (st == ST_OK)
			st = outbox_seal(&box, e);
		view_open(&g.view, s);
		if (st == ST_OK)
			st = keep(&g, e);
		if (st == ST_OK)
			st = outbox_finish(&box, e);
		outbox_close(&box);
	}
	*out = g.counts;
	end(&g);
	return st;
}

static void
count_lines(const char *text, size_t *lines)
{
	*lines = *text != '\0';
	for (; *text != '\0'; text++)
		*lines += *text == '\n';
}

enum status
mailing_take(struct session *s, struct mailing_seen seen, struct buf *file,
    struct mailing_letters *out, struct error *e)
{
	struct going g;
	enum status st = begin(&g, s, seen, e);
	bool gone = st == ST_OK && g.mailing->addresses[0] != '\0';

	if (gone && strchr(g.mailing->addresses, '@') == NULL)
		st = error_set(e, ST_REFUSED,
		    "адрес, на который ушла эта рассылка, уничтожен вместе с данными человека: "
		    "писать некому");
	if (st == ST_OK && gone)
		count_lines(g.mailing->addresses, &g.counts.letters);
	if (st == ST_OK && !gone)
		st = take_addresses(&g, e);
	if (st == ST_OK) {
		struct letter letter = letter_of(&g, g.mailing->code);

		letter.blind = g.mailing->addresses;
		letter.draft = true;
		letter_put(&letter, LETTER_CRLF, file);
		if (!gone)
			st = keep(&g, e);
	}
	*out = g.counts;
	end(&g);
	return st;
}

enum outbox_state
mailing_state(const struct session *s, uint64_t mailing, size_t *waiting)
{
	struct outbox box;
	char name[OUTBOX_NAME];
	enum outbox_state state = OUTBOX_NONE;

	*waiting = 0;
	mailings_name(mailing, name);
	if (outbox_look(&box, store_dir(s->store)))
		state = outbox_state(&box, name, waiting);
	outbox_close(&box);
	return state;
}

void
mailing_put_standing(const struct session *s, const struct mailing *m, struct buf *out)
{
	static const char *const words[] = {[OUTBOX_NONE] = "разослана",
	    [OUTBOX_WAITS] = "в очереди, писем: ",
	    [OUTBOX_GOES] = "уходит, осталось писем: ",
	    [OUTBOX_GONE] = "ушла"};
	size_t waiting = 0;
	enum outbox_state state;

	if (m->addresses[0] == '\0') {
		buf_puts(out, "пишется");
		return;
	}
	state = mailing_state(s, m->base.id, &waiting);
	buf_puts(out, words[state]);
	if (state == OUTBOX_WAITS || state == OUTBOX_GOES)
		buf_printf(out, "%zu", waiting);
}

enum status
mailing_readdress(struct session *s, uint64_t mailing, struct audience whom, struct error *e)
{
	struct going g;
	struct buf words = {0};
	enum status st = open_mailing(&g, s, mailing, e);

	if (st == ST_OK)
		st = require_unsent(&g, e);
	if (st == ST_OK) {
		audience_put(&g.view, whom, &words);
		record_set_text(&g.mailing->base, field_find(KIND_MAILINGS, "audience"),
		    buf_text(&words), words.len);
		st = keep(&g, e);
	}
	buf_free(&words);
	end(&g);
	return st;
}
