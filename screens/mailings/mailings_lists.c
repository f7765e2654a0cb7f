/* SPDX-License-Identifier: MIT
 * mailings_lists.c - what the list of mailings offers besides what all lists do.
 */
#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "document/document.h"
#include "screens/app/ask.h"
#include "screens/mailings/audience_ask.h"
#include "screens/record/browser.h"
#include "service/record/register.h"
#include "service/year/mailings.h"

enum { DO_SEND = BROWSER_OWN, DO_WRITE, DO_DIGEST };

static void
open_receivers(struct screen *sc)
{
	const struct record *r = browser_current(screen_state(sc));

	if (r != NULL)
		place_open(screen_app(sc), PLACE_MAILING, NO_QUESTION,
		    &(struct mailing_args){.mailing = r->id});
	else
		app_say(
		    screen_app(sc), MESSAGE_WARNING, "Рассылок ещё нет: Ctrl-G — написать первую.");
}

/* The digest of a month as a letter tells it, without what is the office's alone. */
static bool
put_digest(struct screen *sc, int32_t month, struct buf *out)
{
	const struct paper_call call = {.on = month, .publicly = true};
	struct page page = {.title = ""};
	struct error e = {0};
	enum status st = document_make(&page, app_session(screen_app(sc)), "digest", &call, &e);

	if (st == ST_OK) {
		page_set_foot(&page, "");
		st = page_put(&page, PAGE_TEXT, out, &e);
	}
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	page_free(&page);
	return st == ST_OK;
}

static void
set_text(struct mailing *m, const char *field, const struct buf *text)
{
	record_set_text(&m->base, field_find(KIND_MAILINGS, field), buf_text(text), text->len);
}

/* A new letter to those, with the digest of the month or without a word. */
static void
write_to(struct screen *sc, struct audience a, int32_t month)
{
	struct mailing *m = (struct mailing *)record_new(KIND_MAILINGS);
	struct buf words = {0}, subject = {0}, text = {0};
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	audience_put(&v, a, &words);
	view_close(&v);
	if (month != DATE_NONE) {
		buf_printf(&subject, "Дайджест методической работы: %s %d",
		    date_month_name(date_month(month)), date_year(month));
		if (!put_digest(sc, month, &text))
			buf_clear(&subject);
	}
	set_text(m, "audience", &words);
	set_text(m, "subject", &subject);
	set_text(m, "text", &text);
	m->date = clock_today();
	place_open(screen_app(sc), PLACE_ENTRY, THEN(browser_take_saved),
	    &(struct entry_args){.kind = KIND_MAILINGS,
		.initial = &m->base,
		.focus = subject.len > 0 ? "text" : "subject"});
	record_free(&m->base);
	buf_free(&words);
	buf_free(&subject);
	buf_free(&text);
}

static void
ask_whom(struct screen *sc)
{
	audience_ask(sc, write_to, DATE_NONE);
}

enum { MONTHS_OFFERED = 3 };

/* The first day of this month, and of those before. */
static int32_t
month_before(int back)
{
	int32_t today = clock_today();
	int month = date_year(today) * 12 + date_month(today) - 1 - back;

	return date_make(month / 12, month % 12 + 1, 1);
}

static void
take_month(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code > 0)
		audience_ask(sc, write_to, month_before(answer->code - 1));
}

static void
ask_digest(struct screen *sc)
{
	struct buf texts[MONTHS_OFFERED] = {{0}};
	const char *lines[MONTHS_OFFERED];

	for (int i = 0; i < MONTHS_OFFERED; i++) {
		int32_t month = month_before(i);

		utf8_put_capital(&texts[i], date_month_name(date_month(month)));
		buf_printf(&texts[i], " %d", date_year(month));
		lines[i] = buf_text(&texts[i]);
	}
	ask_numbered(
	    screen_app(sc), THEN(take_month), "Дайджест: за какой месяц", lines, MONTHS_OFFERED);
	for (int i = 0; i < MONTHS_OFFERED; i++)
		buf_free(&texts[i]);
}

static void
put_derived(const struct view *v, struct record *const *records, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++)
		mailing_put_standing(v->session, (const struct mailing *)records[i], &out[i]);
}

static const struct list_work mailing_work = {
    .derived = {.columns = {{.label = "Что с ней", .title = "Что с ней", .width = 24, .rank = 1}},
	.count = 1,
	.put = put_derived}};

static const struct action mailing_actions[] = {
    ACTION(DO_SEND, "F2", "Кому уйдёт: люди и адреса; поставить в очередь или записать письмом",
	.word = "Разослать", .synonyms = "отправить послать очередь eml", .permit = PERMIT_READ,
	.on_screen = open_receivers),
    ACTION(DO_WRITE, "C-g", "Написать новую рассылку: кому и о чём", .word = "Написать",
	.synonyms = "письмо рассылка", .permit = PERMIT_EDIT, .on_screen = ask_whom),
    ACTION(DO_DIGEST, "C-k", "Написать дайджест месяца: что прошло, что предстоит, что нового",
	.word = "Дайджест", .synonyms = "справка новости", .permit = PERMIT_EDIT,
	.on_screen = ask_digest),
    BROWSER_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops mailings_screen = BROWSER_SCREEN(mailing_actions, &mailing_work);
