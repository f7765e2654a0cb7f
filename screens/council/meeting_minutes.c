/* SPDX-License-Identifier: MIT
 * meeting_minutes.c - the minutes of a meeting: closed, opened again, shown.
 */
#include "screens/council/meeting.h"

#include <assert.h>

#include "base/date.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "screens/output/document_viewer.h"
#include "service/council/council_rests.h"
#include "service/record/register.h"

/* about: whether what rests on the minutes was told and said yes to. */
static void
reopen(struct screen *sc, const void *about, const struct answer *answer)
{
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	assert(about != NULL);
	if (answer->code != 1)
		return;
	if (council_reopen(app_session(app), h->meeting, answer->text, *(const bool *)about, &e) !=
	    ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO,
		    "Протокол заседания № %s открыт снова. Причина записана в журнал.",
		    h->sitting.meeting->number);
	meeting_view_load(h, app);
}

static void
ask_why_reopen(struct app *app, bool despite)
{
	ask_line(app, ABOUT(reopen, &despite), "Открыть протокол снова",
	    "Почему закрытый протокол нужно изменить (войдёт в журнал и в новую редакцию):", "");
}

static void
take_despite(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 2)
		ask_why_reopen(screen_app(sc), true);
}

/* What rests on the minutes comes first: only an administrator goes on from there. */
void
meeting_ask_reopen(struct screen *sc)
{
	static const char *const buttons[] = {"Не открывать", "Открыть всё же", NULL};
	const struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct buf list = {0}, text = {0};
	bool may;
	size_t rests;
	struct view v;

	view_open(&v, app_session(app));
	rests = council_put_rests(&v, h->meeting, &list);
	may = view_may(&v, PERMIT_ACCOUNTS);
	view_close(&v);
	buf_printf(&text,
	    "На этом протоколе держатся: %s.\n\nЕсли решение изменится, проверка данных и verify "
	    "скажут о них «решение изменено».",
	    buf_text(&list));
	if (rests == 0)
		ask_why_reopen(app, false);
	else if (!may)
		app_say(app, MESSAGE_WARNING,
		    "Протокол не открыть: на нём держатся %s. Это может только администратор.",
		    buf_text(&list));
	else
		ask_with_care(app, THEN(take_despite), "Открыть протокол снова", buf_text(&text),
		    buttons, (struct ask_care){.careful = 1u << 1});
	buf_free(&list);
	buf_free(&text);
}

/* What closing is about: the agenda as it was counted. */
struct closing {
	size_t items, left;
};

static struct closing
closing_of(const struct council_meeting *s)
{
	struct closing c = {.items = s->nitems};

	for (size_t i = 0; i < s->nitems; i++)
		c.left += s->items[i].outcome == 0;
	return c;
}

static void
put_closing(const struct closing *c, struct buf *text)
{
	buf_printf(text, "Пунктов в повестке: %zu.", c->items);
	if (c->left > 0)
		buf_printf(
		    text, " Без решения: %zu — будут отложены до следующего заседания.", c->left);
	else
		buf_puts(text, " Решено по всем.");
}

static void
close_minutes(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct closing *asked = about;
	struct meeting_view *h = screen_state(sc);
	struct app *app = screen_app(sc);
	struct closing now;
	struct error e = {0};

	assert(asked != NULL);
	if (answer->code != 2 || !meeting_view_load(h, app))
		return;
	now = closing_of(&h->sitting);
	if (now.items != asked->items || now.left != asked->left)
		app_say(app, MESSAGE_WARNING,
		    "Протокол не закрыт: повестка тем временем изменилась, в ней пунктов %zu, без "
		    "решения %zu. F8 — закрыть её такой.",
		    now.items, now.left);
	else if (council_close(app_session(app), h->meeting, true, &e) != ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO,
		    "Протокол закрыт. F2 — прочитать и записать в файл. Дальше — приказ о "
		    "составе.");
	meeting_view_load(h, app);
}

void
meeting_ask_close(struct screen *sc)
{
	static const char *const whole[] = {"Не закрывать", "Закрыть протокол", NULL};
	static const char *const part[] = {"Не закрывать", "Отложить остальное и закрыть", NULL};
	const struct meeting_view *h = screen_state(sc);
	const struct closing c = closing_of(&h->sitting);
	struct buf text = {0};

	put_closing(&c, &text);
	buf_puts(&text, "\n\nПосле закрытия голоса и решения не меняются.");
	ask_buttons(screen_app(sc), ABOUT(close_minutes, &c), "Закрыть протокол", buf_text(&text),
	    c.left > 0 ? part : whole);
	buf_free(&text);
}

/* A paper of the meeting, under its name and number; `part` of its file's name, "": of all of it.
 */
static void
open_paper_of_meeting(struct app *app, uint64_t meeting, const char *name, const char *paper,
    uint64_t record, const char *part)
{
	struct page page = {.title = ""};
	struct error e = {0};
	struct record *r;
	struct buf file = {0}, title = {0};
	struct view v;

	if (document_of_record(&page, app_session(app), paper, record, &e) != ST_OK) {
		page_free(&page);
		app_say_error(app, &e);
		return;
	}
	view_open(&v, app_session(app));
	r = register_load(&v, KIND_MEETINGS, meeting);
	view_close(&v);
	if (r != NULL) {
		const struct meeting *m = (const struct meeting *)r;

		buf_printf(&title, "%s № %s", name, m->number);
		buf_printf(&file, "%s-", part[0] != '\0' ? "выписка" : "протокол");
		date_put_iso(&file, m->date);
		buf_puts(&file, part);
	}
	open_document_page(app, buf_text(&title), buf_text(&file), &page);
	record_free(r);
	buf_free(&file);
	buf_free(&title);
}

void
open_minutes(struct app *app, struct question question, const void *args)
{
	uint64_t meeting = ((const struct meeting_args *)args)->meeting;

	(void)question;
	open_paper_of_meeting(app, meeting, "Протокол", "minutes", meeting, "");
}

void
meeting_show_extract(struct screen *sc)
{
	const struct meeting_view *h = screen_state(sc);
	const struct meeting_item *item = meeting_view_item(h);
	struct buf part = {0};

	if (item == NULL || item->decision == 0)
		return;
	buf_printf(&part, "-пункт-%lld", (long long)item->position);
	open_paper_of_meeting(screen_app(sc), h->meeting, "Выписка из протокола",
	    item->application != 0 ? "extract" : "topic-extract", item->decision, buf_text(&part));
	buf_free(&part);
}
