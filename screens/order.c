/* SPDX-License-Identifier: MIT
 * order.c - composing an order and signing it: what it will say is read before the number is given.
 */
#include "screens/order.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "rules/schoolyear.h"
#include "screens/ask.h"
#include "screens/open.h"
#include "screens/paper.h"
#include "screens/words.h"
#include "service/register.h"

enum {
	ASK_HEAD = 1,
	ASK_ANNULLED,
	ASK_TERM,
	ASK_MEMBER,
	ASK_GROUND,
	ASK_LAST_DAY,
	ASK_ASSOCIATION,
	ASK_PERSON,
	ASK_SIGNED,
	ASK_LEAVE
};

static const struct action order_actions[] = {
    {.act = ACT_SIGN,
	.keys = "F2",
	.word = "Подписать",
	.help = "Проверить, показать текст приказа и подписать его",
	.permit = PERMIT_EDIT},
    {.act = ACT_TEXT,
	.keys = "F3",
	.word = "Текст",
	.help = "Показать, каким будет приказ",
	.permit = PERMIT_READ},
    {.act = ACT_EDIT,
	.keys = "F4 Enter",
	.word = "Изменить",
	.help = "Изменить строку под курсором",
	.permit = PERMIT_EDIT},
    {.act = ACT_MARK,
	.keys = "Space",
	.word = "В приказ",
	.help = "Взять в приказ или не брать",
	.permit = PERMIT_EDIT},
    {.act = ACT_NEW,
	.keys = "Ins",
	.word = "Добавить",
	.help = "Добавить: кого исключить, кто руководит объединением",
	.permit = PERMIT_EDIT},
    {.act = ACT_TERM,
	.keys = "F6",
	.word = "Срок",
	.help = "С какого дня все включённые состоят в активе",
	.permit = PERMIT_EDIT},
    {.act = ACT_MARK_ALL, .keys = "C-a", .help = "Взять в приказ всех", .permit = PERMIT_EDIT},
    {.act = ACT_MARK_NONE,
	.keys = "C-n",
	.help = "Не брать в приказ никого",
	.permit = PERMIT_EDIT},
    {.act = ACT_OPEN,
	.keys = "Tab",
	.help = "Открыть карточку человека или заявления",
	.permit = PERMIT_READ},
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

static bool
is_inclusion(const struct order_screen *o)
{
	return o->purpose == ORDER_COMPOSITION || o->purpose == ORDER_INCLUSION;
}

static struct order_line *
current(struct order_screen *o)
{
	return o->head == order_heads(o) && o->list.cursor < o->project.count
	    ? &o->project.lines[o->list.cursor]
	    : NULL;
}

static enum status
order_open(struct screen *sc, const void *args, struct error *e)
{
	struct order_screen *o = screen_state(sc);
	struct session *s = app_session(screen_app(sc));
	enum status st = session_require(s, PERMIT_EDIT, e);

	o->purpose = *(const enum order_purpose *)args;
	if (st == ST_OK)
		st = orders_propose(&o->project, s, o->purpose, clock_today(), e);
	if (st == ST_OK && o->project.count > 0)
		o->head = order_heads(o);
	return st;
}

static void
order_close(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);

	order_project_free(&o->project);
	arena_free(&o->texts);
	free(o->cells);
}

static void
order_title(const struct screen *sc, struct buf *out)
{
	const struct order_screen *o = screen_state(sc);

	buf_printf(out, "Приказ › %s", order_purpose_word(o->purpose));
}

/* What stands in the way of each line is looked up again whenever something changed. */
static void
refresh(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error ignored = {0};
	int rows, columns;

	(void)orders_check(app_session(app), &o->project, &ignored);
	order_make_texts(o, app_session(app));
	app_size(app, &rows, &columns);
	list_set(&o->list, o->project.count, order_list_rows(o, rows));
}

static void
changed(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);

	o->changed = true;
	refresh(sc);
}

/* Editing. */

static void
ask_head(struct screen *sc)
{
	static const char *const prompts[HEAD_MOST] = {
	    [HEAD_DATE] = "День, которым приказ подписывается:",
	    [HEAD_SUBJECT] = "О чём приказ («Об…», «О…»):",
	    [HEAD_SIGNED_BY] = "Кто подписывает (И. О. Фамилия):",
	    [HEAD_CONTROL] = "На кого возложен контроль:",
	    [HEAD_REASON] = "Почему приказ отменяется:",
	};
	const struct order_screen *o = screen_state(sc);
	struct app *app = screen_app(sc);

	if (o->head == HEAD_ANNULLED)
		open_picker(app, NUMBERED(ASK_ANNULLED), KIND_ORDERS, "");
	else
		ask_line(app, NUMBERED(ASK_HEAD), "Приказ", prompts[o->head], o->heads[o->head]);
}

static void
ask_day(struct screen *sc, int question, const char *prompt, int32_t now)
{
	struct buf text = {0};

	if (now != DATE_NONE)
		date_put_russian(&text, now);
	ask_line(screen_app(sc), NUMBERED(question), "Приказ", prompt, buf_text(&text));
	buf_free(&text);
}

static void
toggle(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);
	struct order_line *line = current(o);

	if (line == NULL) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Отмечают людей: поставьте курсор в список ниже.");
		return;
	}
	line->taken = !line->taken;
	list_act(&o->list, ACT_DOWN);
	changed(sc);
}

static void
edit(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);
	const struct order_line *line = current(o);

	if (o->head < order_heads(o))
		ask_head(sc);
	else if (line != NULL && o->purpose == ORDER_EXCLUSION)
		ask_line(screen_app(sc), NUMBERED(ASK_GROUND), "Исключение",
		    "Основание исключения:", line->ground);
	else
		toggle(sc);
}

static void
add(struct screen *sc)
{
	const struct order_screen *o = screen_state(sc);
	struct app *app = screen_app(sc);

	if (o->purpose == ORDER_EXCLUSION)
		open_picker(app, NUMBERED(ASK_MEMBER), KIND_MEMBERSHIPS, "");
	else if (o->purpose == ORDER_HEADS)
		open_picker(app, NUMBERED(ASK_ASSOCIATION), KIND_ASSOCIATIONS, "");
	else
		app_say(app, MESSAGE_WARNING,
		    "В этот приказ входят принятые советом; других добавить нельзя.");
}

static void
ask_term(struct screen *sc)
{
	const struct order_screen *o = screen_state(sc);

	if (!is_inclusion(o) || o->project.count == 0)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Срок бывает у включения в состав; здесь менять нечего.");
	else
		ask_day(sc, ASK_TERM,
		    "С какого дня состоят в активе (до конца учебного года этого дня):",
		    o->project.lines[0].from);
}

static void
mark_all(struct screen *sc, bool taken)
{
	struct order_screen *o = screen_state(sc);

	for (size_t i = 0; i < o->project.count; i++)
		o->project.lines[i].taken = taken;
	changed(sc);
}

/* Text and signature. */

static bool
make_page(struct screen *sc, struct page *page)
{
	struct order_screen *o = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (document_order_project(page, app_session(app), &o->project, &e) == ST_OK)
		return true;
	page_free(page);
	app_say_error(app, &e);
	return false;
}

static void
show_text(struct screen *sc)
{
	struct page page = {.title = ""};

	if (make_page(sc, &page))
		open_paper_page(screen_app(sc), "Проект приказа", "prikaz-proekt", &page);
}

static void
ask_signature(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);
	struct app *app = screen_app(sc);
	struct page page = {.title = ""};
	struct buf title = {0};
	struct error e = {0};

	if (orders_check(app_session(app), &o->project, &e) != ST_OK) {
		app_say_error(app, &e);
		order_make_texts(o, app_session(app));
		return;
	}
	buf_printf(&title, "Приказ перед подписанием › будет № %s", o->number);
	if (make_page(sc, &page))
		open_signing(app, NUMBERED(ASK_SIGNED), buf_text(&title), &page);
	buf_free(&title);
}

static void
sign(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);
	struct app *app = screen_app(sc);
	struct signed_order done = {.id = 0};
	size_t people = order_taken(o);
	struct error e = {0};

	if (orders_sign(app_session(app), &o->project, &done, &e) != ST_OK) {
		app_say_error(app, &e);
		refresh(sc);
		return;
	}
	app_pop(app, &(struct answer){.code = 1, .id = done.id});
	open_order_text(app, done.id);
	app_say(app, MESSAGE_INFO, "Приказ № %s подписан: %zu %s. F2 — записать в файл.",
	    done.number, people, words_plural(people, "человек", "человека", "человек"));
}

/* Moving: the lines above and the list are one column for the cursor. */
static void
move(struct order_screen *o, enum act act)
{
	size_t heads = order_heads(o);

	if (act == ACT_FIRST) {
		o->head = 0;
	} else if (o->head < heads) {
		if (act == ACT_UP && o->head > 0)
			o->head--;
		else if (act == ACT_DOWN && (o->head + 1 < heads || o->project.count > 0))
			o->head++;
		else if (act == ACT_PAGE_DOWN || act == ACT_LAST)
			o->head = o->project.count > 0 ? heads : heads - 1;
		if (o->head == heads)
			list_go(&o->list, act == ACT_LAST ? o->project.count : 0);
	} else if (act == ACT_UP && o->list.cursor == 0) {
		o->head = heads - 1;
	} else {
		list_act(&o->list, act);
	}
}

static void
open_behind(struct screen *sc)
{
	const struct order_line *line = current(screen_state(sc));

	if (line == NULL)
		return;
	if (line->application != 0)
		open_card(screen_app(sc), KIND_APPLICATIONS, line->application);
	else
		open_card(screen_app(sc), KIND_PEOPLE, line->person);
}

static void
order_act(struct screen *sc, enum act act)
{
	switch (act) {
	case ACT_SIGN:
		ask_signature(sc);
		break;
	case ACT_TEXT:
		show_text(sc);
		break;
	case ACT_EDIT:
		edit(sc);
		break;
	case ACT_MARK:
		toggle(sc);
		break;
	case ACT_NEW:
		add(sc);
		break;
	case ACT_TERM:
		ask_term(sc);
		break;
	case ACT_MARK_ALL:
	case ACT_MARK_NONE:
		mark_all(sc, act == ACT_MARK_ALL);
		break;
	case ACT_OPEN:
		open_behind(sc);
		break;
	default:
		move(screen_state(sc), act);
		break;
	}
}

/* Answers. */

static void
take_text(char *to, size_t size, const char *typed)
{
	struct slice text = utf8_trim(slice_of(typed));

	snprintf(to, size, "%.*s", (int)(text.len < size ? text.len : size - 1),
	    (const char *)text.data);
}

static void
take_head(struct screen *sc, const char *typed)
{
	struct order_screen *o = screen_state(sc);
	struct order_project *p = &o->project;

	if (o->head == HEAD_DATE)
		(void)ask_read_day(screen_app(sc), typed, &p->date);
	else if (o->head == HEAD_SUBJECT)
		take_text(p->subject, sizeof(p->subject), typed);
	else if (o->head == HEAD_SIGNED_BY)
		take_text(p->signed_by, sizeof(p->signed_by), typed);
	else if (o->head == HEAD_CONTROL)
		take_text(p->control, sizeof(p->control), typed);
	else
		take_text(p->reason, sizeof(p->reason), typed);
	changed(sc);
}

/* A member to be excluded: on to the ground and the last day. */
static void
take_member(struct screen *sc, uint64_t membership)
{
	struct order_screen *o = screen_state(sc);
	struct session *s = app_session(screen_app(sc));
	struct record *r = register_load(s, KIND_MEMBERSHIPS, membership);

	if (r == NULL)
		return;
	orders_add_exclusion(&o->project, membership, "", o->project.date);
	o->project.lines[o->project.count - 1].person = ((const struct membership *)r)->person;
	record_free(r);
	changed(sc);
	o->head = order_heads(o);
	list_go(&o->list, o->project.count - 1);
	ask_line(screen_app(sc), NUMBERED(ASK_GROUND), "Исключение", "Основание исключения:", "");
}

static void
take_ground(struct screen *sc, const char *typed)
{
	struct order_line *line = current(screen_state(sc));

	if (line == NULL)
		return;
	take_text(line->ground, sizeof(line->ground), typed);
	changed(sc);
	ask_day(sc, ASK_LAST_DAY, "Последний день в составе:", line->to);
}

static void
take_days(struct screen *sc, int question, const char *typed)
{
	struct order_screen *o = screen_state(sc);
	struct order_line *line = current(o);
	int32_t day;

	if (!ask_read_day(screen_app(sc), typed, &day))
		return;
	if (question == ASK_TERM)
		orders_set_term(&o->project, day);
	else if (line != NULL)
		line->to = day;
	changed(sc);
}

static void
take_record(struct screen *sc, int question, uint64_t id)
{
	struct order_screen *o = screen_state(sc);

	if (question == ASK_ANNULLED) {
		o->project.annulled = id;
		changed(sc);
	} else if (question == ASK_MEMBER) {
		take_member(sc, id);
	} else if (question == ASK_ASSOCIATION) {
		o->association = id;
		open_picker(screen_app(sc), NUMBERED(ASK_PERSON), KIND_PEOPLE, "");
	} else {
		orders_add_head(&o->project, o->association, id);
		changed(sc);
	}
}

static void
order_answered(struct screen *sc, int question, const struct answer *answer)
{
	if (answer->code == 0)
		return;
	switch (question) {
	case ASK_HEAD:
		take_head(sc, answer->text);
		break;
	case ASK_TERM:
	case ASK_LAST_DAY:
		take_days(sc, question, answer->text);
		break;
	case ASK_GROUND:
		take_ground(sc, answer->text);
		break;
	case ASK_SIGNED:
		sign(sc);
		break;
	case ASK_LEAVE:
		if (answer->code == 2)
			app_pop(screen_app(sc), NULL);
		break;
	default:
		take_record(sc, question, answer->id);
		break;
	}
}

static bool
order_may_close(struct screen *sc)
{
	static const char *const buttons[] = {"Остаться", "Уйти без приказа", NULL};
	const struct order_screen *o = screen_state(sc);

	if (!o->changed)
		return true;
	ask_buttons(screen_app(sc), NUMBERED(ASK_LEAVE), "Приказ не подписан",
	    "Приказ составлен, но не подписан. Если уйти, составлять придётся заново.", buttons);
	return false;
}

const struct screen_ops order_screen = {
    .name = "order",
    .about = "Приказ: кого он касается, его слова, текст и подписание",
    .state_size = sizeof(struct order_screen),
    .actions = order_actions,
    .open = order_open,
    .close = order_close,
    .title = order_title,
    .load = refresh,
    .draw = order_draw,
    .act = order_act,
    .answered = order_answered,
    .may_close = order_may_close,
};

void
open_order(struct app *app, int purpose)
{
	enum order_purpose p = (enum order_purpose)purpose;

	app_push(app, &order_screen, &p, NO_QUESTION);
}

void
open_order_text(struct app *app, uint64_t order)
{
	struct session *s = app_session(app);
	struct page page = {.title = ""};
	struct record *r = register_load(s, KIND_ORDERS, order);
	struct buf title = {0}, name = {0};
	struct error e = {0};

	if (r == NULL || document_order(&page, s, order, &e) != ST_OK) {
		page_free(&page);
		record_free(r);
		app_say_error(app, &e);
		return;
	}
	buf_printf(&title, "Приказ № %s", ((const struct order *)r)->number);
	buf_printf(&name, "prikaz-%s", ((const struct order *)r)->code);
	open_paper_page(app, buf_text(&title), buf_text(&name), &page);
	record_free(r);
	buf_free(&title);
	buf_free(&name);
}
