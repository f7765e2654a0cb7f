/* SPDX-License-Identifier: MIT
 * mailings_week.c - on Mondays, what waits, to each clerk who has an address.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "mail/letter.h"
#include "service/record/register.h"
#include "service/year/mailings_parts.h"
#include "service/year/worklists.h"
#include "service/year/year_calendar.h"

enum { DAYS_AHEAD = 31, MONDAY = 0 };

struct week {
	struct buf text, subject, calendar;
	struct account *accounts;
	size_t count;
};

static void
put_list(void *context, const struct worklist *list, const struct worklist_found *found)
{
	if (found->count > 0)
		buf_printf(context, "%5zu  %s — %s\n", found->count, list->title, list->settle);
}

static enum status
read_week(struct week *w, const struct view *v, int32_t day, struct error *e)
{
	enum status st = worklists_each(v, day, put_list, &w->text, e);

	buf_puts(&w->subject, "Список дел на ");
	date_put_russian(&w->subject, day);
	if (w->text.len == 0)
		buf_puts(&w->text, "Ничего не ждёт.\n");
	if (st == ST_OK && profile_rules(v->session->profile)->mail_calendar)
		st = year_calendar_put(v, day, day + DAYS_AHEAD, &w->calendar, e);
	w->count = account_list(v->txn, &w->accounts);
	return st;
}

/* Of a clerk at work; "" when nothing is known. */
static void
put_address(const struct view *v, const struct account *a, struct buf *out)
{
	const struct role *role = role_find(a->role);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	if (!a->disabled && role != NULL && (role->permits & PERMIT_EDIT) != 0 &&
	    records_get(v->txn, account_person(v->txn, a), &p->base))
		buf_puts(out, p->email);
	record_free(&p->base);
}

static enum status
add_letter(struct outbox *box, const struct session *s, const struct week *w, const char *to,
    struct error *e)
{
	char id[OUTBOX_NAME + 32];
	struct buf out = {0};
	enum status st;

	snprintf(id, sizeof(id), "%s.%zu", box->name, box->count + 1);
	letter_put(&(struct letter){.from = profile_word(s->profile, "mail_from"),
		       .from_name = profile_word(s->profile, "department"),
		       .to = to,
		       .subject = buf_text(&w->subject),
		       .text = buf_text(&w->text),
		       .written = clock_now(),
		       .id = id,
		       .calendar = buf_slice(&w->calendar)},
	    LETTER_LF, &out);
	st = outbox_add(box, buf_slice(&out), e);
	buf_free(&out);
	return st;
}

static enum status
put_letters(struct outbox *box, const struct view *v, const struct week *w, struct error *e)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < w->count && st == ST_OK; i++) {
		struct buf to = {0};

		put_address(v, &w->accounts[i], &to);
		if (to.len > 0)
			st = add_letter(box, v->session, w, buf_text(&to), e);
		buf_free(&to);
	}
	return st;
}

/* The parcel of a week has its day in its name: there is never a second one. */
enum status
mailings_put_week(struct session *s, struct outbox *box, struct error *e)
{
	int32_t day = clock_today();
	struct week w = {.count = 0};
	struct buf name = {0};
	enum status st;
	struct view v;
	size_t waiting;

	buf_puts(&name, "w");
	date_put_iso(&name, day);
	if (!profile_rules(s->profile)->mail_worklists || date_weekday(day) != MONDAY ||
	    outbox_state(box, buf_text(&name), &waiting) != OUTBOX_NONE) {
		buf_free(&name);
		return ST_OK;
	}
	st = outbox_begin(box, buf_text(&name), mailings_stands, s, e);
	view_open(&v, s);
	if (st == ST_OK)
		st = read_week(&w, &v, day, e);
	if (st == ST_OK)
		st = put_letters(box, &v, &w, e);
	view_close(&v);
	if (st == ST_OK)
		st = outbox_seal(box, e);
	if (st == ST_OK)
		st = outbox_finish(box, e);
	else
		outbox_drop(box);
	buf_free(&name);
	buf_free(&w.text);
	buf_free(&w.subject);
	buf_free(&w.calendar);
	free(w.accounts);
	return st;
}
