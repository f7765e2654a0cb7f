/* SPDX-License-Identifier: MIT
 * order.c - composing an order and signing it: what it will say is read before the number is given.
 */
#include "screens/corps/order.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/plural.h"
#include "base/utf8.h"
#include "db/record/journal.h"
#include "rules/schoolyear.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "screens/output/document_viewer.h"
#include "screens/widget/words.h"
#include "service/record/register.h"

enum { DO_SIGN = ACT_OWN, DO_TERM };

static const struct action order_actions[] = {
    ACTION(DO_SIGN, "F2", "Проверить, показать текст приказа и зарегистрировать подписанный",
	.word = "Зарегистрировать", .permit = PERMIT_EDIT),
    ACTION(ACT_TEXT, "F3", "Показать, каким будет приказ", .word = "Текст", .permit = PERMIT_READ),
    ACTION(ACT_EDIT, "F4 Enter", "Изменить строку под курсором: слова, основание, руководителя",
	.word = "Изменить", .permit = PERMIT_EDIT),
    ACTION(ACT_MARK, "Space", "Взять в приказ или не брать", .word = "В приказ",
	.permit = PERMIT_EDIT),
    ACTION(ACT_NEW, "Ins", "Добавить: кого исключить, кто руководит объединением",
	.word = "Добавить", .permit = PERMIT_EDIT),
    ACTION(DO_TERM, "F6", "Срок всех: включённых в актив или руководителей", .word = "Срок",
	.permit = PERMIT_EDIT),
    ACTION(ACT_MARK_ALL, "C-a", "Взять в приказ всех", .permit = PERMIT_EDIT),
    ACTION(ACT_MARK_NONE, "C-n", "Не брать в приказ никого", .permit = PERMIT_EDIT),
    ACTION(ACT_OPEN, "Tab", "Открыть карточку человека или заявления", .permit = PERMIT_READ),
    OUTPUT_ACTION("C-t", NULL),
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
	const struct order_args *a = args;
	struct order_screen *o = screen_state(sc);
	enum status st;
	struct view v;

	o->purpose = a != NULL ? (enum order_purpose)a->purpose : ORDER_COMPOSITION;
	view_open(&v, app_session(screen_app(sc)));
	st = view_require(&v, PERMIT_EDIT, e);
	if (st == ST_OK && o->purpose == ORDER_HEADS)
		st = orders_propose_heads(
		    &o->project, &v, a->associations, a->count, clock_today(), e);
	else if (st == ST_OK)
		st = orders_propose(&o->project, &v, o->purpose, clock_today(), e);
	view_close(&v);
	o->drafting = (struct drafting){.ops = &order_drafting, .app = screen_app(sc), .work = o};
	if (st == ST_OK)
		drafting_open(&o->drafting,
		    (struct draft_name){
			.kind = KIND_ORDERS, .work = (uint8_t)(WORK_ORDER + o->purpose)});
	drafting_choose(&o->drafting, a != NULL ? a->draft : NULL);
	o->office = orders_office_numbers(app_session(screen_app(sc)));
	o->head = st == ST_OK && o->project.count > 0 ? order_heads(o) : order_first_head(o);
	return st;
}

static void
order_close(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);

	drafting_close(&o->drafting);
	order_project_free(&o->project);
	arena_free(&o->texts);
	free(o->cells);
}

static void
order_title(const struct screen *sc, struct buf *out)
{
	const struct order_screen *o = screen_state(sc);

	buf_printf(out, "Приказ › %s", orders_purpose_word(o->purpose));
}

/* What stands in the way of each line is looked up again whenever something changed. */
static void
refresh(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error ignored = {0};
	int rows, columns;
	struct view v;

	(void)drafting_load(&o->drafting);
	view_open(&v, app_session(app));
	(void)orders_check(&v, &o->project, &ignored);
	order_make_texts(o, &v);
	view_close(&v);
	app_size(app, &rows, &columns);
	list_set(&o->list, o->project.count, order_list_rows(o, rows));
}

void
order_changed(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);

	drafting_touched(&o->drafting);
	refresh(sc);
}

/* Editing. */

/* about: the line above that is being changed. */
static void
take_head(struct screen *sc, const void *about, const struct answer *answer)
{
	const enum order_head *head = about;
	struct order_screen *o = screen_state(sc);
	struct order_project *p = &o->project;

	assert(head != NULL);
	if (answer->code == 0)
		return;
	if (*head == HEAD_NUMBER)
		utf8_copy_trimmed(p->number, sizeof(p->number), answer->text);
	else if (*head == HEAD_DATE)
		(void)ask_read_day(answer, &p->date);
	else if (*head == HEAD_SUBJECT)
		utf8_copy_trimmed(p->subject, sizeof(p->subject), answer->text);
	else if (*head == HEAD_SIGNED_BY)
		utf8_copy_trimmed(p->signed_by, sizeof(p->signed_by), answer->text);
	else if (*head == HEAD_CONTROL)
		utf8_copy_trimmed(p->control, sizeof(p->control), answer->text);
	else
		utf8_copy_trimmed(p->reason, sizeof(p->reason), answer->text);
	order_changed(sc);
}

static void
take_annulled(struct screen *sc, const void *about, const struct answer *answer)
{
	struct order_screen *o = screen_state(sc);

	(void)about;
	if (answer->code == 0)
		return;
	o->project.annulled = answer->id;
	order_changed(sc);
}

static void
ask_head(struct screen *sc)
{
	static const char *const prompts[HEAD_MOST] = {
	    [HEAD_NUMBER] = "Номер, который дала канцелярия:",
	    [HEAD_DATE] = "День, которым приказ подписывается:",
	    [HEAD_SUBJECT] = "О чём приказ («Об…», «О…»):",
	    [HEAD_SIGNED_BY] = "Кто подписывает (И. О. Фамилия):",
	    [HEAD_CONTROL] = "На кого возложен контроль:",
	    [HEAD_REASON] = "Почему приказ отменяется:",
	};
	const struct order_screen *o = screen_state(sc);
	struct app *app = screen_app(sc);
	enum order_head head = order_head_at(o, o->head);
	const char *prompt = head == HEAD_REASON && o->purpose == ORDER_HEADS
	    ? "На основании чего (протокола ММС от … № …):"
	    : prompts[head];

	if (head == HEAD_ANNULLED)
		place_open(app, PLACE_PICKER, THEN(take_annulled),
		    &(struct picker_args){.kind = KIND_ORDERS});
	else if (head == HEAD_DATE)
		ask_day(app, ABOUT(take_head, &head), "Приказ", prompts[head], o->project.date);
	else
		ask_line(app, ABOUT(take_head, &head), "Приказ", prompt, o->heads[head]);
}

/* The line of a membership that goes out; NULL: it is not in the order. */
static struct order_line *
line_of(struct order_screen *o, uint64_t membership)
{
	for (size_t i = 0; i < o->project.count; i++)
		if (o->project.lines[i].membership == membership)
			return &o->project.lines[i];
	return NULL;
}

/* about: the membership. */
static void
take_last_day(struct screen *sc, const void *about, const struct answer *answer)
{
	const uint64_t *membership = about;
	struct order_line *line;
	int32_t day;

	assert(membership != NULL);
	if (!ask_read_day(answer, &day))
		return;
	line = line_of(screen_state(sc), *membership);
	assert(line != NULL); /* lines are only ever added */
	line->to = day;
	order_changed(sc);
}

static void
take_ground(struct screen *sc, const void *about, const struct answer *answer)
{
	const uint64_t *membership = about;
	struct order_line *line;
	struct buf prompt = {0};
	struct view v;

	assert(membership != NULL);
	if (answer->code == 0)
		return;
	line = line_of(screen_state(sc), *membership);
	assert(line != NULL);
	utf8_copy_trimmed(line->ground, sizeof(line->ground), answer->text);
	order_changed(sc);
	buf_puts(&prompt, "Последний день в составе: ");
	view_open(&v, app_session(screen_app(sc)));
	register_put_name(&v, KIND_PEOPLE, line->person, &prompt);
	view_close(&v);
	ask_day(screen_app(sc), ABOUT(take_last_day, membership), "Приказ", buf_text(&prompt),
	    line->to);
	buf_free(&prompt);
}

static void
ask_ground(struct screen *sc, const struct order_line *line)
{
	struct buf prompt = {0};
	struct view v;

	buf_puts(&prompt, "Основание исключения: ");
	view_open(&v, app_session(screen_app(sc)));
	register_put_name(&v, KIND_PEOPLE, line->person, &prompt);
	view_close(&v);
	ask_line(screen_app(sc), ABOUT(take_ground, &line->membership), "Исключение",
	    buf_text(&prompt), line->ground);
	buf_free(&prompt);
}

/* A member to be excluded, once: on to the ground and the last day. */
static void
take_member(struct screen *sc, const void *about, const struct answer *answer)
{
	struct order_screen *o = screen_state(sc);
	struct app *app = screen_app(sc);
	struct record *r;
	struct view v;

	(void)about;
	if (answer->code == 0)
		return;
	view_open(&v, app_session(app));
	r = register_load(&v, KIND_MEMBERSHIPS, answer->id);
	view_close(&v);
	if (r == NULL) {
		app_say(app, MESSAGE_WARNING,
		    "Этого членства больше нет: его тем временем удалили. Выберите другое.");
		return;
	}
	if (line_of(o, r->id) == NULL) {
		orders_add_exclusion(&o->project, r->id, "", o->project.date);
		line_of(o, r->id)->person = ((const struct membership *)r)->person;
		order_changed(sc);
	}
	o->head = order_heads(o);
	list_go(&o->list, (size_t)(line_of(o, r->id) - o->project.lines));
	ask_ground(sc, line_of(o, r->id));
	record_free(r);
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
	order_changed(sc);
}

static void
edit(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);
	const struct order_line *line = current(o);

	if (o->head < order_heads(o))
		ask_head(sc);
	else if (line != NULL && o->purpose == ORDER_EXCLUSION)
		ask_ground(sc, line);
	else if (line != NULL && o->purpose == ORDER_HEADS)
		order_ask_head(sc, line);
	else
		toggle(sc);
}

static void
add(struct screen *sc)
{
	const struct order_screen *o = screen_state(sc);
	struct app *app = screen_app(sc);

	if (o->purpose == ORDER_EXCLUSION)
		place_open(app, PLACE_PICKER, THEN(take_member),
		    &(struct picker_args){.kind = KIND_MEMBERSHIPS});
	else if (o->purpose == ORDER_HEADS)
		order_add_association(sc);
	else
		app_say(app, MESSAGE_WARNING,
		    "В этот приказ входят принятые советом; других добавить нельзя.");
}

static void
take_term(struct screen *sc, const void *about, const struct answer *answer)
{
	struct order_screen *o = screen_state(sc);
	int32_t day;

	(void)about;
	if (!ask_read_day(answer, &day))
		return;
	orders_set_term(&o->project, day, schoolyear_end(day));
	order_changed(sc);
}

static void
ask_term(struct screen *sc)
{
	const struct order_screen *o = screen_state(sc);

	if (o->purpose == ORDER_HEADS && o->project.count > 0)
		order_ask_heads_term(sc);
	else if (!is_inclusion(o) || o->project.count == 0)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Срок бывает у включения в состав и у руководителей; здесь менять нечего.");
	else
		ask_day(screen_app(sc), THEN(take_term), "Приказ",
		    "С какого дня состоят в активе (до конца учебного года этого дня):",
		    o->project.lines[0].from);
}

static void
mark_all(struct screen *sc, bool taken)
{
	struct order_screen *o = screen_state(sc);

	for (size_t i = 0; i < o->project.count; i++)
		o->project.lines[i].taken = taken;
	order_changed(sc);
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
	struct buf name = {0};

	buf_puts(&name, "проект-приказа-");
	date_put_iso(&name, clock_today());
	if (make_page(sc, &page))
		open_document_page(screen_app(sc), "Проект приказа", buf_text(&name), &page);
	buf_free(&name);
}

/* What it would say, and who is in it as a table. */
static enum status
order_output(struct screen *sc, struct output *out, struct error *e)
{
	struct order_screen *o = screen_state(sc);

	output_set_title(out, "Проект приказа");
	order_put_lines(o, out);
	return document_order_project(&out->page, app_session(screen_app(sc)), &o->project, e);
}

/* The order as it would be signed now, number and text; the caller frees. NULL: it cannot be, which
 * is said. */
static char *
draft_now(struct screen *sc, struct page *page)
{
	const struct order_screen *o = screen_state(sc);
	struct buf text = {0};

	if (!make_page(sc, page))
		return NULL;
	buf_printf(&text, "%s\n", o->heads[HEAD_NUMBER]);
	page_put_text(page, &text);
	return buf_detach(&text);
}

static enum status
sign(struct screen *sc, uint64_t seen, struct error *e)
{
	struct order_screen *o = screen_state(sc);
	struct app *app = screen_app(sc);
	struct signed_order done = {.id = 0};
	size_t people = order_taken(o);
	enum status st = orders_sign(app_session(app), &o->project, seen, &done, e);

	if (st != ST_OK)
		return st;
	drafting_drop(&o->drafting);
	app_pop(app, &(struct answer){.code = 1, .id = done.id});
	place_open(app, PLACE_ORDER_TEXT, NO_QUESTION, &(struct order_text_args){.order = done.id});
	app_say(app, MESSAGE_INFO, "Приказ № %s зарегистрирован: %zu %s. F2 — записать в файл.",
	    done.number, people, plural(people, "человек", "человека", "человек"));
	return ST_OK;
}

/* Sign what was read, if it would be the same now. ST_CONFLICT: others have changed something
 * since it was compared. */
static enum status
sign_as_read(struct screen *sc, const char *read, struct error *e)
{
	struct order_screen *o = screen_state(sc);
	struct page page = {.title = ""};
	uint64_t seen;
	bool same;
	char *now;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	seen = journal_changes(v.txn);
	order_make_texts(o, &v);
	view_close(&v);
	now = draft_now(sc, &page);
	if (now == NULL)
		return ST_OK; /* which is said */
	page_free(&page);
	same = strcmp(read, now) == 0;
	free(now);
	if (same)
		return sign(sc, seen, e);
	app_say(screen_app(sc), MESSAGE_WARNING,
	    "Приказ не зарегистрирован: он изменился и будет № %s. F2 — прочитать его снова.",
	    o->heads[HEAD_NUMBER]);
	return ST_OK;
}

/* What is signed is the text that was read, under the number it was read with: about. */
static void
take_signature(struct screen *sc, const void *about, const struct answer *answer)
{
	struct store *store = app_session(screen_app(sc))->store;
	enum status st = ST_CONFLICT;
	struct error e = {0};

	assert(about != NULL);
	if (answer->code == 0)
		return;
	for (unsigned tries = 0; st == ST_CONFLICT && store_next_try(store, &tries);)
		st = sign_as_read(sc, about, &e);
	store_leave_turn(store);
	if (st == ST_OK)
		return;
	app_say_error(screen_app(sc), &e);
	refresh(sc);
}

void
order_read_and_sign(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);
	struct page page = {.title = ""};
	struct buf title = {0};
	char *draft = draft_now(sc, &page);

	if (draft == NULL)
		return;
	buf_printf(&title, "До регистрации › будет № %s", o->heads[HEAD_NUMBER]);
	open_signing(screen_app(sc),
	    (struct question){.then = take_signature, .about = draft, .size = strlen(draft) + 1},
	    buf_text(&title), &page);
	buf_free(&title);
	free(draft);
}

static void
ask_signature(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};
	enum status st;
	struct view v;

	view_open(&v, app_session(app));
	st = orders_check(&v, &o->project, &e);
	if (st != ST_OK)
		order_make_texts(o, &v);
	view_close(&v);
	if (st != ST_OK)
		app_say_error(app, &e);
	else if (order_idle(o) > 0)
		order_ask_idle(sc);
	else
		order_read_and_sign(sc);
}

/* Moving: the lines above and the list are one column for the cursor. */
static void
move(struct order_screen *o, int act)
{
	size_t heads = order_heads(o);

	if (act == ACT_FIRST) {
		o->head = order_first_head(o);
	} else if (o->head < heads) {
		if (act == ACT_UP && o->head > order_first_head(o))
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
		open_card(sc, KIND_APPLICATIONS, line->application);
	else
		open_card(sc, KIND_PEOPLE, line->person);
}

static void
order_act(struct screen *sc, int act)
{
	switch (act) {
	case DO_SIGN:
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
	case DO_TERM:
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

static bool
order_may_close(struct screen *sc)
{
	struct order_screen *o = screen_state(sc);

	if (!drafting_has_work(&o->drafting))
		return true;
	drafting_ask_leaving(&o->drafting, NULL);
	return false;
}

static void
order_tick(struct screen *sc)
{
	drafting_save(&((struct order_screen *)screen_state(sc))->drafting, false);
}

static void
order_leave(struct screen *sc)
{
	drafting_save(&((struct order_screen *)screen_state(sc))->drafting, true);
}

const struct screen_ops order_screen = {
    .name = "order",
    .about = "Приказ: кого он касается, его слова, текст и регистрация",
    .state_size = sizeof(struct order_screen),
    .actions = order_actions,
    .output = order_output,
    .open = order_open,
    .close = order_close,
    .title = order_title,
    .load = refresh,
    .draw = order_draw,
    .act = order_act,
    .tick = order_tick,
    .leave = order_leave,
    .may_close = order_may_close,
};

void
open_order_text(struct app *app, struct question question, const void *args)
{
	uint64_t order = ((const struct order_text_args *)args)->order;
	struct session *s = app_session(app);
	struct page page = {.title = ""};
	struct record *r;
	struct buf title = {0}, name = {0};
	struct error e = {0};
	struct view v;

	(void)question;
	view_open(&v, s);
	r = register_load(&v, KIND_ORDERS, order);
	view_close(&v);
	if (r == NULL || document_of_record(&page, s, "order", order, &e) != ST_OK) {
		page_free(&page);
		record_free(r);
		app_say_error(app, &e);
		return;
	}
	buf_printf(&title, "Приказ № %s", ((const struct order *)r)->number);
	buf_printf(&name, "приказ-%s-", ((const struct order *)r)->code);
	date_put_iso(&name, ((const struct order *)r)->date);
	open_document_page(app, buf_text(&title), buf_text(&name), &page);
	record_free(r);
	buf_free(&title);
	buf_free(&name);
}
