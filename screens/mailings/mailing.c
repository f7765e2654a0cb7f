/* SPDX-License-Identifier: MIT
 * mailing.c - a mailing before it goes: who gets it, who does not and why; into the queue, or into
 * a file for a mail program. One that has gone shows the addresses it went to.
 */
#include <assert.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/app/undo.h"
#include "screens/mailings/audience_ask.h"
#include "screens/output/document_viewer.h"
#include "screens/output/saving.h"
#include "screens/widget/words.h"
#include "service/core/operations.h"
#include "service/record/register.h"
#include "service/year/mailings.h"

enum { HEAD_ROWS = 2 };

struct mailing_screen {
	struct list_state base;    /* first: list_screen.h; its rows are of struct addressee */
	uint64_t mailing, stamp;   /* of it as it is shown */
	struct mailing_seen filed; /* which is on its way into a file */
	struct buf code, subject, whom, standing, why;
	struct mailing_letters counts;
	bool gone;
};

static enum status
mailing_open(struct screen *sc, const void *args, struct error *e)
{
	struct mailing_screen *m = screen_state(sc);

	(void)e;
	m->mailing = ((const struct mailing_args *)args)->mailing;
	return ST_OK;
}

static void
mailing_shut(struct screen *sc)
{
	struct mailing_screen *m = screen_state(sc);

	buf_free(&m->code);
	buf_free(&m->subject);
	buf_free(&m->whom);
	buf_free(&m->standing);
	buf_free(&m->why);
}

/* Of one that has gone: nobody is asked any more whose address it was. */
static void
add_kept(const char *addresses, struct list_rows *out)
{
	for (const char *p = addresses; *p != '\0'; p += *p == '\n') {
		size_t len = strcspn(p, "\n");

		if (len > 0)
			list_rows_add(out,
			    &(struct addressee){.address = arena_strndup(&out->texts, p, len)});
		p += len;
	}
}

/* Who would get it today. */
static void
add_addressees(struct mailing_screen *m, const char *audience, struct list_rows *out)
{
	struct addressees to = {.count = 0};
	struct audience a;
	struct error e = {0};
	enum status st = audience_parse(out->view, audience, &a, &e);

	if (st == ST_OK) {
		audience_put_name(out->view, a, &m->whom);
		st = addressees_read(out->view, a, clock_today(), &to, &e);
	}
	if (st != ST_OK)
		buf_puts(&m->why, error_text(&e));
	for (size_t i = 0; i < to.count; i++) {
		struct addressee row = to.items[i];

		row.address = arena_strdup(&out->texts, row.address);
		list_rows_add(out, &row);
	}
	m->counts = (struct mailing_letters){
	    .letters = to.letters, .without = to.without, .revoked = to.revoked};
	addressees_free(&to);
}

static void
clear_texts(struct mailing_screen *m)
{
	struct buf *texts[] = {&m->code, &m->subject, &m->whom, &m->standing, &m->why};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		buf_clear(texts[i]);
	m->counts = (struct mailing_letters){0};
}

static void
take_mailing(struct mailing_screen *m, struct mailing *r, struct list_rows *out)
{
	m->stamp = r->base.stamp;
	m->gone = r->addresses[0] != '\0';
	buf_puts(&m->code, r->code);
	buf_puts(&m->subject, r->subject);
	mailing_put_standing(out->view->session, r, &m->standing);
	if (m->gone)
		add_kept(r->addresses, out);
	else
		add_addressees(m, r->audience, out);
	record_free(&r->base);
}

static bool
mailing_read(struct screen *sc, struct list_rows *out)
{
	struct mailing_screen *m = screen_state(sc);
	struct mailing *r = (struct mailing *)register_load(out->view, KIND_MAILINGS, m->mailing);

	clear_texts(m);
	if (r == NULL)
		buf_puts(&m->why, "рассылки больше нет");
	else
		take_mailing(m, r, out);
	return true;
}

static void
put_address(const struct addressee *a, struct list_cells *out)
{
	static const char *const lacks[] = {[ADDRESSEE_NO_ADDRESS] = "адреса нет",
	    [ADDRESSEE_REVOKED] = "отозвано согласие на обработку данных",
	    [ADDRESSEE_SAME] = "тот же адрес, что у другого"};

	buf_puts(
	    &out->text[a->person != 0], a->lack == ADDRESSEE_GETS ? a->address : lacks[a->lack]);
	if (a->lack == ADDRESSEE_NO_ADDRESS || a->lack == ADDRESSEE_REVOKED)
		out->style = STYLE_WARNING;
	if (a->lack == ADDRESSEE_SAME)
		out->style = STYLE_FAINT;
}

static void
put_person(const struct addressee *a, struct list_cells *out)
{
	struct person *p;

	if (a->person == 0)
		return;
	register_put_name(out->view, KIND_PEOPLE, a->person, &out->text[0]);
	p = (struct person *)register_load(out->view, KIND_PEOPLE, a->person);
	if (p != NULL) {
		register_put_name(out->view, KIND_ORGANISATIONS, p->organisation, &out->text[2]);
		record_free(&p->base);
	}
}

static void
mailing_put(const void *row, struct list_cells *out)
{
	const struct addressee *a = row;

	put_address(a, out);
	put_person(a, out);
}

static bool
is_same(const void *row, const void *other)
{
	const struct addressee *a = row, *b = other;

	return a->person == b->person && strcmp(a->address, b->address) == 0;
}

static void
mailing_title(const struct screen *sc, struct buf *out)
{
	const struct mailing_screen *m = screen_state(sc);

	buf_puts(out, m->gone ? "Кому ушло › " : "Кому уйдёт › ");
	list_put_position(&m->base.list, out);
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct mailing_screen *m = screen_state(sc);
	struct buf line = {0};

	ui_put(ui, row, 1, columns - 2, STYLE_PLAIN, buf_text(&m->subject));
	if (m->whom.len > 0) {
		buf_printf(&line, "%s: ", buf_text(&m->whom));
		words_put_count(&line, m->counts.letters, "письмо", "письма", "писем");
	} else {
		buf_puts(&line, buf_text(&m->standing));
	}
	if (m->counts.without > 0)
		buf_printf(&line, " · без адреса %zu", m->counts.without);
	if (m->counts.revoked > 0)
		buf_printf(&line, " · отозвали согласие %zu", m->counts.revoked);
	ui_put(ui, row + 1, 1, columns - 2, STYLE_FAINT, buf_text(&line));
	buf_free(&line);
}

static const char *
why_empty(const struct screen *sc)
{
	const struct mailing_screen *m = screen_state(sc);

	return m->why.len > 0 ? buf_text(&m->why)
			      : "Писать некому: сегодня здесь никого нет. F7 — кому.";
}

static void
open_person(struct screen *sc, const void *row)
{
	const struct addressee *a = row;

	if (a->person != 0)
		open_card(sc, KIND_PEOPLE, a->person);
}

/* Into the queue. */

static void
take_queue(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct mailing_seen *seen = about;
	struct app *app = screen_app(sc);
	struct mailing_letters counts;
	struct error e = {0};

	assert(seen != NULL);
	if (answer->code != 2)
		return;
	if (mailing_queue(app_session(app), *seen, &counts, &e) == ST_OK)
		app_say(app, MESSAGE_INFO,
		    "В очереди писем: %zu. Уйдут, когда запустят отправку; до тех пор Ctrl-Z "
		    "убирает их.",
		    counts.letters);
	else
		app_say_error(app, &e);
	app_reload(app);
}

static bool
may_go(struct screen *sc)
{
	const struct mailing_screen *m = screen_state(sc);

	if (!m->gone && m->counts.letters > 0)
		return true;
	app_say(screen_app(sc), MESSAGE_WARNING,
	    m->gone ? "Эта рассылка уже ушла; чтобы написать ещё раз, внесите новую."
		    : "Писать некуда: ни одного адреса. F7 — кому, Enter — карточка человека.");
	return false;
}

static void
ask_queue(struct screen *sc)
{
	static const char *const buttons[] = {"Не сейчас", "В очередь", NULL};
	const struct mailing_screen *m = screen_state(sc);
	const struct mailing_seen seen = {.mailing = m->mailing, .stamp = m->stamp};
	struct buf text = {0};

	if (!may_go(sc))
		return;
	buf_printf(&text, "%s\n\n", buf_text(&m->subject));
	words_put_count(&text, m->counts.letters, "письмо", "письма", "писем");
	buf_puts(&text, ", каждому своё: чужих адресов никто не увидит.");
	if (m->counts.without + m->counts.revoked > 0)
		buf_printf(&text, " Не получат: %zu.", m->counts.without + m->counts.revoked);
	ask_buttons(
	    screen_app(sc), ABOUT(take_queue, &seen), "Разослать", buf_text(&text), buttons);
	buf_free(&text);
}

/* A file for a mail program. */

static void
write_file(struct screen *sc, int what, const char *path, bool replace)
{
	const struct mailing_screen *m = screen_state(sc);
	struct app *app = screen_app(sc);
	struct mailing_letters counts;
	struct buf file = {0};
	struct error e = {0};

	(void)what;
	if (mailing_take(app_session(app), m->filed, &file, &counts, &e) == ST_OK)
		saving_write(
		    app, OPERATION_EXPORT, "письмо рассылки", path, replace, buf_slice(&file));
	else
		app_say_error(app, &e);
	buf_free(&file);
	app_reload(app);
}

static void
ask_file(struct screen *sc)
{
	struct mailing_screen *m = screen_state(sc);
	struct buf name = {0};

	if (!m->gone && !may_go(sc))
		return;
	m->filed = (struct mailing_seen){.mailing = m->mailing, .stamp = m->stamp};
	buf_printf(&name, "рассылка-%s.eml", buf_text(&m->code));
	saving_ask(screen_app(sc), write_file, 0, "Письмо для почтовой программы", buf_text(&name));
	buf_free(&name);
}

/* Whom it is for, what it says. */

static void
set_audience(struct screen *sc, struct audience a, int32_t month)
{
	const struct mailing_screen *m = screen_state(sc);
	struct error e = {0};

	(void)month;
	if (mailing_readdress(app_session(screen_app(sc)), m->mailing, a, &e) != ST_OK)
		app_say_error(screen_app(sc), &e);
	app_reload(screen_app(sc));
}

static void
ask_whom(struct screen *sc)
{
	const struct mailing_screen *m = screen_state(sc);

	if (m->gone)
		may_go(sc);
	else
		audience_ask(sc, set_audience, DATE_NONE);
}

static void
edit(struct screen *sc)
{
	open_form(sc, KIND_MAILINGS, ((struct mailing_screen *)screen_state(sc))->mailing);
}

static void
show_text(struct screen *sc)
{
	const struct mailing_screen *m = screen_state(sc);
	struct app *app = screen_app(sc);
	struct mailing *r;
	struct buf text = {0};
	struct view v;

	view_open(&v, app_session(app));
	r = (struct mailing *)register_load(&v, KIND_MAILINGS, m->mailing);
	view_close(&v);
	if (r == NULL)
		return;
	buf_printf(&text, "%s\n\n%s\n", r->subject, r->text);
	open_document(app,
	    &(struct viewed_document){
		.title = "Письмо", .name = "письмо", .text = buf_slice(&text)});
	buf_free(&text);
	record_free(&r->base);
}

enum { DO_QUEUE = ACT_OWN, DO_FILE, DO_WHOM };

const struct screen_ops mailing_screen = {
    .name = "mailing",
    .about = "Кому уйдёт рассылка: каждый адрес один раз; у кого адреса нет, видно. F2 ставит в "
	     "очередь, F5 записывает письмом для почтовой программы.",
    .open = mailing_open,
    .actions = LIST_WORK(
	ACTION(DO_QUEUE, "F2", "Поставить в очередь: каждому своё письмо", .word = "В очередь",
	    .synonyms = "отправить разослать", .permit = PERMIT_EDIT, .on_screen = ask_queue),
	ACTION(ACT_TEXT, "F3", "Прочитать письмо", .word = "Текст", .permit = PERMIT_READ,
	    .on_screen = show_text),
	ACTION(ACT_EDIT, "F4", "Исправить тему и текст", .word = "Правка", .permit = PERMIT_EDIT,
	    .on_screen = edit),
	ACTION(DO_FILE, "F5", "Записать письмом для почтовой программы (.eml)", .word = "Файл",
	    .permit = PERMIT_EDIT | PERMIT_EXPORT, .on_screen = ask_file),
	ACTION(DO_WHOM, "F7", "Кому: объединение, школа, методактив, руководители, молодые",
	    .word = "Кому", .permit = PERMIT_EDIT, .on_screen = ask_whom),
	ACTION(ACT_OPEN, "Enter", "Карточка человека: вписать адрес", .word = "Карточка",
	    .permit = PERMIT_READ, .on_row = open_person),
	ACTION(ACT_UNDO, "C-z", "Отменить последнее своё действие", .permit = PERMIT_EDIT,
	    .on_screen = undo_here)),
    LIST_SCREEN(struct mailing_screen, struct addressee,
	COLUMNS({.title = "Кому", .width = 30, .lead = true},
	    {.title = "Адрес", .width = 30, .grows = true},
	    {.title = "Место работы", .width = 26, .rank = 1}),
	.put_title = mailing_title, .read = mailing_read, .put = mailing_put, .same = is_same,
	.close = mailing_shut, .why_empty = why_empty, .head = HEAD_ROWS, .draw_head = draw_head),
};
