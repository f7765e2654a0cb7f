/* SPDX-License-Identifier: MIT
 * event_people.c - who took part in an event: people are ticked, from an association, a school, the
 * register, a list that is pasted; a digit gives a role or takes it away. All of it is written by
 * one key.
 */
#include "screens/events/event_people.h"

#include <stdlib.h>
#include <string.h>

#include "base/compare.h"
#include "base/utf8.h"
#include "db/record/records.h"
#include "screens/app/ask.h"
#include "service/events/event_people.h"
#include "service/events/event_roll_draft.h"
#include "service/record/register.h"

enum { DO_HEADCOUNT = ACT_OWN, DO_SOURCE, DO_TOPIC, DO_ONLY, DO_RESULTS, DO_NAMES };

static bool
has_work(const void *work)
{
	const struct event_people_state *p = work;

	return roll_work_is_changed(&p->work) || p->nlines > 0;
}

/* What holds now. */
enum { IS_CHANGED = 1, ON_LINE = 2, ON_PERSON = 4, IS_CONTEST = 8 };

static unsigned
people_now(const struct screen *sc)
{
	const struct event_people_state *p = screen_state(sc);
	const struct people_row *here = list_screen_here(sc);
	unsigned now = has_work(p) ? IS_CHANGED : 0;

	if (p->work.roll.event->type == EVENT_CONTEST)
		now |= IS_CONTEST;
	if (here == NULL)
		return now;
	return now | (here->line != 0 ? ON_LINE : ON_PERSON);
}

/* Draft. */

static void
put_draft(void *work, struct draft *out)
{
	const struct event_people_state *p = work;

	event_roll_put_draft(&p->work.roll, out);
	for (size_t i = 0; i < p->nlines; i++)
		draft_put(out, "line", p->lines[i].text);
}

static void
take_draft(void *work, const struct draft *d)
{
	struct event_people_state *p = work;

	event_roll_take_draft(&p->work.roll, app_session(p->work.drafting.app), d);
	for (size_t i = 0; i < d->count; i++)
		if (strcmp(d->fields[i].id, "line") == 0)
			event_people_add_line(p, d->fields[i].text);
}

static const struct drafting_ops people_drafting = {
    .put = put_draft,
    .take = take_draft,
    .is_changed = has_work,
    .begun = "Участников этого мероприятия вы уже начинали вносить:",
    .left = "Участники не записаны",
    .stay = "Записать",
};

static enum status
people_open(struct screen *sc, const void *args, struct error *e)
{
	struct event_people_state *p = screen_state(sc);

	p->nroles = event_roll_roles(app_session(screen_app(sc)), p->roles, ROLE_DIGITS);
	return roll_work_open(&p->work, sc, args, &people_drafting, p, e);
}

static void
people_close(struct screen *sc)
{
	struct event_people_state *p = screen_state(sc);

	roll_work_close(&p->work);
	free(p->offered);
	for (size_t i = 0; i < p->nlines; i++)
		free(p->lines[i].text);
	free(p->lines);
	buf_free(&p->sought);
}

/* Rows. */

/* Those who have a part, though it be taken away just now, and those who are offered. */
static size_t
gather(const struct event_people_state *p, const struct view *v, uint64_t **ids)
{
	const struct event_roll *r = &p->work.roll;
	uint64_t *all = xcalloc(r->count + p->noffered + 1, sizeof(*all));
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++)
		if (!p->only_ticked || !r->parts[i].gone)
			all[count++] = r->parts[i].now->person;
	for (size_t i = 0; i < p->noffered && !p->only_ticked; i++)
		all[count++] = p->offered[i];
	*ids = all;
	return event_people_sort(v, all, count);
}

static bool
read_rows(struct screen *sc, struct list_rows *out)
{
	struct event_people_state *p = screen_state(sc);
	struct buf name = {0};
	uint64_t *ids;
	size_t count;

	roll_work_read(&p->work, out->view);
	for (size_t i = 0; i < p->nlines; i++)
		list_rows_add(out,
		    &(struct people_row){.line = p->lines[i].number,
			.name = arena_strdup(&out->texts, p->lines[i].text)});
	count = gather(p, out->view, &ids);
	for (size_t i = 0; i < count; i++) {
		buf_clear(&name);
		register_put_name(out->view, KIND_PEOPLE, ids[i], &name);
		if (ids[i] != 0)
			list_rows_add(out,
			    &(struct people_row){.person = ids[i],
				.name = arena_strdup(&out->texts, buf_text(&name))});
	}
	buf_free(&name);
	free(ids);
	return true;
}

static bool
is_same_row(const void *row, const void *other)
{
	const struct people_row *a = row, *b = other;

	return a->person == b->person && a->line == b->line;
}

static void
put_line(const struct unsettled *line, struct list_cells *out)
{
	size_t alike;

	out->style = STYLE_WARNING;
	(void)name_line_person(out->view, slice_of(line->text), &alike);
	if (alike > 0)
		buf_printf(&out->text[1], "похожих в реестре: %zu", alike);
	else
		buf_puts(&out->text[1], "в реестре нет");
	buf_puts(&out->text[2], "Enter — кто это");
}

/* The topic of the first part in that role that has one. */
static const char *
topic_of(const struct event_roll *r, uint64_t person, const char *role)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct roll_part *part = &r->parts[i];

		if (part->now->person == person && !part->gone && roll_part_is(part, role) &&
		    part->now->topic[0] != '\0')
			return part->now->topic;
	}
	return "";
}

/* "участник, выступающий (Задания на грамотность)" */
static void
put_roles(const struct event_people_state *p, uint64_t person, struct buf *out)
{
	const struct event_roll *r = &p->work.roll;

	for (size_t i = 0; i < p->nroles; i++) {
		const char *topic = topic_of(r, person, p->roles[i]);

		if (!event_roll_has(r, person, p->roles[i]))
			continue;
		buf_printf(out, "%s%s", out->len > 0 ? ", " : "", p->roles[i]);
		if (topic[0] != '\0')
			buf_printf(out, " (%s)", topic);
	}
}

static void
put_row(const void *row, struct list_cells *out)
{
	const struct event_people_state *p = screen_state(out->screen);
	const struct people_row *r = row;
	struct record *person;

	buf_puts(&out->text[0], r->name);
	if (r->line != 0) {
		put_line(event_people_line(p, r->line), out);
		return;
	}
	person = record_new(KIND_PEOPLE);
	if (records_get(out->view->txn, r->person, person))
		register_put_field(
		    out->view, person, field_find(KIND_PEOPLE, "organisation"), &out->text[1]);
	record_free(person);
	put_roles(p, r->person, &out->text[2]);
	if (out->text[2].len == 0)
		out->style = STYLE_FAINT;
}

static void
put_title(const struct screen *sc, struct buf *out)
{
	const struct event_people_state *p = screen_state(sc);
	const struct event *e = p->work.roll.event;

	buf_printf(out, "Участники: %zu", event_roll_people(&p->work.roll, NULL));
	if (e->headcount != NUMBER_NONE)
		buf_printf(out, " из %lld", (long long)e->headcount);
	buf_puts(out, " › ");
	roll_work_put_title(&p->work, out);
}

static bool
is_award(size_t role)
{
	return role + 1 == ROLE_WINNER || role + 1 == ROLE_PRIZE || role + 1 == ROLE_LAUREATE;
}

/* "1 участник  2 выступающий"; awards, which a contest has a sheet for, where there is room. */
static void
draw_roles(const struct event_people_state *p, struct ui *ui, int row, int columns)
{
	int column = 1, wanted = 1;

	for (size_t i = 0; i < p->nroles; i++)
		wanted += (int)utf8_width(p->roles[i]) + 4;
	for (size_t i = 0; i < p->nroles; i++) {
		int width = (int)utf8_width(p->roles[i]);

		if (wanted > columns && is_award(i))
			continue;
		ui_printf(ui, row, column, 2, STYLE_STRONG, "%zu", i + 1);
		ui_put(ui, row, column + 2, width, STYLE_FAINT, p->roles[i]);
		column += width + 4;
	}
}

/* Or the name that is looked for. */
static void
draw_legend(const struct screen *sc, const void *here, struct ui *ui, int row, int columns)
{
	const struct event_people_state *p = screen_state(sc);

	(void)here;
	if (p->sought.len == 0)
		draw_roles(p, ui, row, columns);
	else
		ui_printf(
		    ui, row, 1, columns - 2, STYLE_STRONG, "Фамилия: %s", buf_text(&p->sought));
}

/* What is done with a row. */

static void
down(struct screen *sc)
{
	list_screen_act(sc, ACT_DOWN);
}

static void
give_role(struct screen *sc, const struct people_row *row, size_t role)
{
	struct event_people_state *p = screen_state(sc);

	event_roll_toggle(&p->work.roll, app_session(screen_app(sc)), row->person, p->roles[role]);
	roll_work_touched(&p->work);
}

static void
tick(struct screen *sc, const void *row)
{
	give_role(sc, row, 0);
	down(sc);
}

static void
tick_all(struct screen *sc)
{
	struct event_people_state *p = screen_state(sc);
	const struct people_row *rows = p->base.rows.rows;
	size_t ticked = 0;

	for (size_t i = 0; i < p->base.rows.count; i++)
		if (rows[i].person != 0 && !event_roll_has(&p->work.roll, rows[i].person, NULL)) {
			event_roll_toggle(&p->work.roll, app_session(screen_app(sc)),
			    rows[i].person, p->roles[0]);
			ticked++;
		}
	app_say(screen_app(sc), MESSAGE_INFO, "Отмечено: %zu — %s. F2 — записать.", ticked,
	    p->roles[0]);
	if (ticked > 0)
		roll_work_touched(&p->work);
}

static void
drop(struct screen *sc, const void *row)
{
	struct event_people_state *p = screen_state(sc);
	const struct people_row *r = row;

	if (r->line != 0)
		event_people_drop_line(p, r->line);
	else
		event_roll_drop(&p->work.roll, r->person);
	roll_work_touched(&p->work);
}

static void
open_row(struct screen *sc, const void *row)
{
	const struct people_row *r = row;

	if (r->line != 0)
		event_people_settle(sc, r->line);
	else
		open_card(sc, KIND_PEOPLE, r->person);
}

/* The part whose topic is asked: of the jury, of who speaks, else the first; SIZE_MAX: there is
 * none. */
static size_t
part_with_topic(const struct event_roll *r, uint64_t person)
{
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < r->count; i++) {
		const struct roll_part *part = &r->parts[i];

		if (part->now->person != person || part->gone)
			continue;
		if (found == SIZE_MAX || part->now->role == ROLE_JURY ||
		    (part->now->role == ROLE_SPEAKER && r->parts[found].now->role != ROLE_JURY))
			found = i;
	}
	return found;
}

static void
take_topic(struct screen *sc, const void *about, const struct answer *answer)
{
	struct event_people_state *p = screen_state(sc);
	const uint64_t *person = about;
	size_t part = part_with_topic(&p->work.roll, *person);
	struct error e = {0};

	if (answer->code != 1 || part == SIZE_MAX)
		return;
	if (event_roll_set(&p->work.roll, app_session(screen_app(sc)), part, "topic", answer->text,
		&e) != ST_OK)
		app_say_error(screen_app(sc), &e);
	else
		roll_work_touched(&p->work);
}

static void
ask_topic(struct screen *sc, const void *row)
{
	struct event_people_state *p = screen_state(sc);
	const struct people_row *r = row;
	size_t part = part_with_topic(&p->work.roll, r->person);
	bool jury;

	if (part == SIZE_MAX) {
		app_say(
		    screen_app(sc), MESSAGE_WARNING, "Сначала роль: цифрой, как подписано внизу.");
		return;
	}
	jury = p->work.roll.parts[part].now->role == ROLE_JURY;
	ask_line(screen_app(sc), ABOUT(take_topic, &r->person), r->name,
	    jury ? "Обязанность в жюри (председатель, секретарь):" : "Тема выступления:",
	    p->work.roll.parts[part].now->topic);
}

static void
take_headcount(struct screen *sc, const void *about, const struct answer *answer)
{
	struct event_people_state *p = screen_state(sc);
	struct error e = {0};

	(void)about;
	if (answer->code != 1)
		return;
	if (event_roll_set_headcount(
		&p->work.roll, app_session(screen_app(sc)), answer->text, &e) != ST_OK)
		app_say_error(screen_app(sc), &e);
	else
		roll_work_touched(&p->work);
}

static void
ask_headcount(struct screen *sc)
{
	const struct event_people_state *p = screen_state(sc);
	int64_t now = p->work.roll.event->headcount;
	struct buf text = {0};

	if (now != NUMBER_NONE)
		buf_printf(&text, "%lld", (long long)now);
	ask_line(screen_app(sc), THEN(take_headcount), "Число участников",
	    "Сколько было всего, вместе с теми, кто не назван (пусто — столько, сколько названо):",
	    buf_text(&text));
	buf_free(&text);
}

static bool
save(struct screen *sc)
{
	struct event_people_state *p = screen_state(sc);

	if (p->nlines > 0) {
		list_go(&p->base.list, 0);
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Не записано: неясно, кто это (строк: %zu). Enter — выбрать, Del — убрать.",
		    p->nlines);
		return false;
	}
	return roll_work_save(&p->work);
}

static void
do_save(struct screen *sc)
{
	(void)save(sc);
}

static void
save_and_leave(struct screen *sc)
{
	if (save(sc))
		app_pop(screen_app(sc), NULL);
}

static void
show_sheet(struct screen *sc)
{
	struct event_people_state *p = screen_state(sc);

	roll_work_show_paper(&p->work, "event", "Лист регистрации", "лист-регистрации");
}

static void
open_results(struct screen *sc)
{
	const struct event_people_state *p = screen_state(sc);

	if (has_work(p))
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Итоги ставят тем, кто записан: сначала F2 — записать.");
	else
		place_open(screen_app(sc), PLACE_CONTEST, NO_QUESTION,
		    &(struct event_args){.event = p->work.event});
}

static void
show_only(struct screen *sc)
{
	struct event_people_state *p = screen_state(sc);

	p->only_ticked = !p->only_ticked;
	list_screen_begin(sc);
}

static void
undo(struct screen *sc)
{
	struct event_people_state *p = screen_state(sc);

	roll_work_undo(&p->work, has_work(p));
}

/* The first name that begins as typed. */
static void
seek(struct screen *sc, const struct key *key)
{
	struct event_people_state *p = screen_state(sc);
	const struct people_row *rows = p->base.rows.rows;
	size_t len = p->sought.len, i = 0;

	utf8_put(&p->sought, key->ch);
	while (i < p->base.rows.count &&
	    (rows[i].line != 0 || !compare_starts(slice_of(rows[i].name), buf_slice(&p->sought))))
		i++;
	if (i < p->base.rows.count) {
		list_go(&p->base.list, i);
		list_screen_put(sc);
	} else {
		app_say(screen_app(sc), MESSAGE_INFO,
		    "На «%s» здесь никого нет. Ins — искать во всём реестре.",
		    buf_text(&p->sought));
		buf_truncate(&p->sought, len);
	}
}

static bool
people_key(struct screen *sc, const struct key *key)
{
	struct event_people_state *p = screen_state(sc);
	const struct people_row *here = list_screen_here(sc);

	if (key->code == K_PASTED) {
		if (roll_work_may_edit(&p->work))
			event_people_take_names(sc, app_pasted(screen_app(sc)));
		return true;
	}
	if (key->code == K_BACK && p->sought.len > 0) {
		buf_clear(&p->sought);
		return true;
	}
	if (key->code != K_CHARACTER)
		return false;
	if (key->ch < '1' || key->ch > '9') {
		if (utf8_capital(key->ch) != key->ch || utf8_small(key->ch) != key->ch)
			seek(sc, key);
		return utf8_capital(key->ch) != key->ch || utf8_small(key->ch) != key->ch;
	}
	if (here == NULL || here->person == 0 || key->ch - '1' >= p->nroles)
		return false;
	if (roll_work_may_edit(&p->work))
		give_role(sc, here, key->ch - '1');
	return true;
}

static void
people_act(struct screen *sc, int act)
{
	struct event_people_state *p = screen_state(sc);

	buf_clear(&p->sought);
	list_screen_act(sc, act);
}

static void
people_tick(struct screen *sc)
{
	drafting_save(&((struct event_people_state *)screen_state(sc))->work.drafting, false);
}

static void
people_leave(struct screen *sc)
{
	drafting_save(&((struct event_people_state *)screen_state(sc))->work.drafting, true);
}

static bool
people_may_close(struct screen *sc)
{
	return roll_work_may_close(
	    &((struct event_people_state *)screen_state(sc))->work, save_and_leave);
}

static const struct list_screen people_list = {
    .row_size = sizeof(struct people_row),
    COLUMNS({.title = "Кто", .width = 26, .grows = true, .lead = true},
	{.title = "Где работает", .width = 18, .rank = 1, .grows = true},
	{.title = "Роли", .width = 26, .grows = true}),
    .put_title = put_title,
    .read = read_rows,
    .put = put_row,
    .same = is_same_row,
    .close = people_close,
    .foot = 2,
    .draw_foot = draw_legend,
    .empty = "Участников ещё нет.\n\nВставьте список фамилий прямо сюда, по человеку в строке "
	     "(или F5 — набрать его), F7 — взять людей объединения, школы, всего реестра, Ins — "
	     "найти одного.\nПробел отмечает участника, цифра даёт роль, F2 записывает всех разом.",
};

const struct screen_ops event_people_screen = {
    .name = "event_people",
    .about = "Участники мероприятия: пробел — участник, цифра — роль, F2 записывает всех разом. "
	     "Буквы ищут по фамилии.",
    .state_size = sizeof(struct event_people_state),
    .pastes = true,
    .actions = LIST_WORK(
	ACTION(ACT_SAVE, "F2", "Записать всех разом; отменяется тоже разом", .word = "Записать",
	    .permit = PERMIT_EDIT, .when = IS_CHANGED, .on_screen = do_save),
	ACTION(DO_SOURCE, "F7", "Взять людей: объединения, школы, всего реестра", .word = "Откуда",
	    .permit = PERMIT_EDIT, .on_screen = event_people_ask_source),
	ACTION(DO_NAMES, "F5", "Вставить или набрать список фамилий, по человеку в строке",
	    .word = "Список", .permit = PERMIT_EDIT, .on_screen = event_people_ask_names,
	    .synonyms = "вставить список фамилии"),
	ACTION(ACT_NEW, "Ins", "Найти одного человека в реестре", .word = "Найти",
	    .permit = PERMIT_EDIT, .on_screen = event_people_find),
	ACTION(ACT_MARK, "Space", "Отметить участником или снять", .word = "Участник",
	    .permit = PERMIT_EDIT, .when = ON_PERSON, .on_row = tick),
	ACTION(ACT_OPEN, "Enter", "Карточка человека; о строке списка — выбрать, кто это",
	    .permit = PERMIT_READ, .on_row = open_row),
	ACTION(DO_HEADCOUNT, "F4", "Сколько было всего, вместе с неназванными", .word = "Сколько",
	    .permit = PERMIT_EDIT, .on_screen = ask_headcount),
	ACTION(DO_TOPIC, "F6", "Тема выступления, обязанность в жюри", .word = "Тема",
	    .permit = PERMIT_EDIT, .when = ON_PERSON, .on_row = ask_topic),
	ACTION(ACT_REMOVE, "F8 Del", "Снять все роли; строку списка — убрать",
	    .permit = PERMIT_EDIT, .on_row = drop),
	ACTION(ACT_TEXT, "F3", "Лист регистрации", .word = "Лист", .permit = PERMIT_PRINT,
	    .on_screen = show_sheet),
	ACTION(DO_RESULTS, "C-g", "Итоги конкурса: баллы, места, протокол", .word = "Итоги",
	    .permit = PERMIT_READ, .when = IS_CONTEST, .on_screen = open_results),
	ACTION(ACT_MARK_ALL, "C-a", "Отметить участниками всех, кто показан", .permit = PERMIT_EDIT,
	    .on_screen = tick_all),
	ACTION(DO_ONLY, "=", "Показать только отмеченных или снова всех", .on_screen = show_only),
	ACTION(ACT_UNDO, "C-z", "Отменить записанное", .permit = PERMIT_EDIT, .on_screen = undo)),
    .now = people_now,
    .list = &people_list,
    .open = people_open,
    .title = list_screen_title,
    .close = list_screen_close,
    .load = list_screen_load,
    .draw = list_screen_draw,
    .act = people_act,
    .key = people_key,
    .output = list_screen_output,
    .tick = people_tick,
    .leave = people_leave,
    .may_close = people_may_close,
};
