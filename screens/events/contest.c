/* SPDX-License-Identifier: MIT
 * contest.c - the sheet of a contest: nominations, scores, places, awards, the jury, who goes on.
 *
 * Rows stay where they are while scores are typed; places by scores, F2 and F6 put them in order.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "db/record/records.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/events/roll_work.h"
#include "service/events/contest.h"
#include "service/events/event_roll_draft.h"
#include "service/record/register.h"

enum { DO_SCORE = ACT_OWN, DO_NOMINATION, DO_SAME_NOMINATION, DO_AWARD, DO_RANK, DO_PEOPLE };

enum { IS_CHANGED = 1 };

enum { NOMINATIONS_MOST = 40 };

struct contest_state {
	struct list_state base; /* first: list_screen.h; its rows are of struct entry_row */
	struct roll_work work;
	struct contest order; /* of the entries, as they were put in order last */
	bool ordered;
	struct buf nomination; /* the one given last */
};

struct entry_row {
	size_t part; /* of the roll */
	uint64_t person;
	const char *nomination;
};

static unsigned
contest_now(const struct screen *sc)
{
	const struct contest_state *c = screen_state(sc);

	return roll_work_is_changed(&c->work) ? IS_CHANGED : 0;
}

static void
put_draft(void *work, struct draft *out)
{
	event_roll_put_draft(&((const struct contest_state *)work)->work.roll, out);
}

static void
take_draft(void *work, const struct draft *d)
{
	struct contest_state *c = work;

	event_roll_take_draft(&c->work.roll, app_session(c->work.drafting.app), d);
	c->ordered = false;
}

static bool
has_work(const void *work)
{
	return roll_work_is_changed(&((const struct contest_state *)work)->work);
}

static const struct drafting_ops contest_drafting = {
    .put = put_draft,
    .take = take_draft,
    .is_changed = has_work,
    .begun = "Участников и итоги этого конкурса вы уже начинали вносить:",
    .left = "Итоги не записаны",
    .stay = "Записать",
};

static enum status
contest_open(struct screen *sc, const void *args, struct error *e)
{
	struct contest_state *c = screen_state(sc);
	enum status st = roll_work_open(&c->work, sc, args, &contest_drafting, c, e);
	const struct event *event = c->work.roll.event;

	if (st == ST_OK && event->type != EVENT_CONTEST)
		return error_set(
		    e, ST_INVALID, "«%s» — не конкурс: итогов у него нет", event->title);
	return st;
}

static void
contest_close(struct screen *sc)
{
	struct contest_state *c = screen_state(sc);

	contest_free(&c->order);
	roll_work_close(&c->work);
	buf_free(&c->nomination);
}

/* Rows. */

static void
put_in_order(struct contest_state *c, const struct view *v)
{
	struct error e;

	contest_free(&c->order);
	(void)contest_read(&c->order, &c->work.roll, v, &e); /* it is one: the screen is open */
	c->ordered = true;
}

static bool
read_rows(struct screen *sc, struct list_rows *out)
{
	struct contest_state *c = screen_state(sc);
	const struct event_roll *r = &c->work.roll;

	if (roll_work_read(&c->work, out->view) || !c->ordered)
		put_in_order(c, out->view);
	for (size_t i = 0; i < c->order.count; i++) {
		const struct roll_part *part = &r->parts[c->order.entries[i]];

		if (!part->gone)
			list_rows_add(out,
			    &(struct entry_row){.part = c->order.entries[i],
				.person = part->now->person,
				.nomination = arena_strdup(&out->texts, part->now->nomination)});
	}
	return true;
}

static bool
is_same_row(const void *row, const void *other)
{
	const struct entry_row *a = row, *b = other;

	return a->person == b->person &&
	    (a->part == b->part || strcmp(a->nomination, b->nomination) == 0);
}

static void
put_row(const void *row, struct list_cells *out)
{
	const struct contest_state *c = screen_state(out->screen);
	const struct entry_row *r = row;
	const struct roll_part *part = &c->work.roll.parts[r->part];
	struct record *person = record_new(KIND_PEOPLE);

	buf_printf(&out->text[0], "%zu", out->at + 1);
	register_put_name(out->view, KIND_PEOPLE, r->person, &out->text[1]);
	if (records_get(out->view->txn, r->person, person))
		register_put_field(
		    out->view, person, field_find(KIND_PEOPLE, "organisation"), &out->text[2]);
	record_free(person);
	buf_puts(&out->text[3], part->now->nomination);
	buf_puts(&out->text[4], part->now->score);
	buf_puts(&out->text[5], part->now->place);
	if (part->now->role == ROLE_PARTICIPANT)
		return;
	roll_part_put_role(part, &out->text[6]);
	out->style = STYLE_STRONG;
}

static void
put_title(const struct screen *sc, struct buf *out)
{
	const struct contest_state *c = screen_state(sc);

	buf_puts(out, "Итоги › ");
	roll_work_put_title(&c->work, out);
}

/* "Всего 13 · победители 1 (региональный этап) · призёры 2 · лауреаты 2 · жюри 3" */
static void
draw_counts(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct contest_state *c = screen_state(sc);
	const struct event_roll *r = &c->work.roll;
	uint8_t next = contest_next_level(r->event);
	size_t counts[ROLE_LAUREATE + 1] = {0};
	struct buf text = {0};

	for (size_t i = 0; i < r->count; i++)
		if (!r->parts[i].gone)
			counts[r->parts[i].now->role]++;
	buf_printf(&text, "Всего %zu · победители %zu",
	    counts[ROLE_PARTICIPANT] + counts[ROLE_WINNER] + counts[ROLE_PRIZE] +
		counts[ROLE_LAUREATE],
	    counts[ROLE_WINNER]);
	if (next != 0)
		buf_printf(&text, " (%s этап)", field_find(KIND_EVENTS, "level")->words[next - 1]);
	buf_printf(&text, " · призёры %zu · лауреаты %zu · жюри %zu", counts[ROLE_PRIZE],
	    counts[ROLE_LAUREATE], counts[ROLE_JURY]);
	ui_put(ui, row, 1, columns - 2, STYLE_HEADER, buf_text(&text));
	buf_free(&text);
}

static void
draw_legend(const struct screen *sc, const void *here, struct ui *ui, int row, int columns)
{
	(void)sc;
	(void)here;
	ui_put(ui, row, 1, columns - 2, STYLE_FAINT,
	    "1–9 — место: первое — победитель, второе и третье — призёры; 0 — без места");
}

/* What is done with an entry. */

static struct session *
session_of(const struct screen *sc)
{
	return app_session(screen_app(sc));
}

static void
done(struct screen *sc, enum status st, const struct error *e)
{
	struct contest_state *c = screen_state(sc);

	if (st != ST_OK)
		app_say_error(screen_app(sc), e);
	else
		roll_work_touched(&c->work);
}

static void
give_place(struct screen *sc, const struct entry_row *row, uint32_t digit)
{
	struct contest_state *c = screen_state(sc);
	const char place[] = {digit == '0' ? '\0' : (char)digit, '\0'};
	struct error e = {0};

	done(sc, contest_set_place(&c->work.roll, session_of(sc), row->part, place, &e), &e);
	list_screen_act(sc, ACT_DOWN);
}

/* The entry a question is about: while it is open, the roll may be read anew. */
struct entry_asked {
	uint64_t participant; /* 0: not written, so that the roll is not read anew */
	size_t part;
};

static struct entry_asked
asked_about(const struct screen *sc, const struct entry_row *row)
{
	const struct contest_state *c = screen_state(sc);

	return (struct entry_asked){
	    .participant = c->work.roll.parts[row->part].now->base.id, .part = row->part};
}

/* Its part now; false: somebody has taken it away, which is said. */
static bool
find_asked(struct screen *sc, const void *about, size_t *part)
{
	const struct contest_state *c = screen_state(sc);
	const struct entry_asked *a = about;

	assert(a != NULL);
	*part = a->participant != 0 ? event_roll_find(&c->work.roll, a->participant) : a->part;
	if (*part == SIZE_MAX)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Это участие тем временем убрал другой сотрудник.");
	return *part != SIZE_MAX;
}

static void ask_score(struct screen *sc, const void *row);

/* The next one is asked at once, until there is none or Esc. */
static void
take_score(struct screen *sc, const void *about, const struct answer *answer)
{
	struct contest_state *c = screen_state(sc);
	size_t part, at = c->base.list.cursor;
	struct error e = {0};
	enum status st;

	if (answer->code != 1 || !find_asked(sc, about, &part))
		return;
	st = event_roll_set(&c->work.roll, session_of(sc), part, "score", answer->text, &e);
	done(sc, st, &e);
	list_screen_act(sc, ACT_DOWN);
	if (st == ST_OK && c->base.list.cursor != at)
		ask_score(sc, list_screen_here(sc));
}

static void
ask_score(struct screen *sc, const void *row)
{
	const struct contest_state *c = screen_state(sc);
	const struct entry_row *r = row;
	const struct entry_asked asked = asked_about(sc, r);
	struct buf name = {0}, prompt = {0};
	struct view v;

	view_open(&v, session_of(sc));
	register_put_name(&v, KIND_PEOPLE, r->person, &name);
	view_close(&v);
	buf_puts(&prompt, "Балл (Enter — к следующему, Esc — закончить)");
	if (r->nomination[0] != '\0')
		buf_printf(&prompt, ", номинация «%s»", r->nomination);
	buf_putc(&prompt, ':');
	ask_line(screen_app(sc), ABOUT(take_score, &asked), buf_text(&name), buf_text(&prompt),
	    c->work.roll.parts[r->part].now->score);
	buf_free(&name);
	buf_free(&prompt);
}

static void
set_nomination(struct screen *sc, size_t part, const char *nomination)
{
	struct contest_state *c = screen_state(sc);
	struct error e = {0};
	enum status st =
	    event_roll_set(&c->work.roll, session_of(sc), part, "nomination", nomination, &e);

	if (st == ST_OK) {
		buf_clear(&c->nomination);
		buf_puts(&c->nomination, c->work.roll.parts[part].now->nomination);
	}
	done(sc, st, &e);
	list_screen_act(sc, ACT_DOWN);
}

static void
take_new_nomination(struct screen *sc, const void *about, const struct answer *answer)
{
	size_t part;

	if (answer->code == 1 && find_asked(sc, about, &part))
		set_nomination(sc, part, answer->text);
}

/* The nominations there are, each once; how many. */
static size_t
nominations_of(const struct event_roll *r, const char **out)
{
	size_t count = 0;

	for (size_t i = 0; i < r->count && count < NOMINATIONS_MOST; i++) {
		const char *name = r->parts[i].now->nomination;
		size_t j = 0;

		while (j < count && !compare_equal(slice_of(out[j]), slice_of(name)))
			j++;
		if (j == count && name[0] != '\0' && !r->parts[i].gone)
			out[count++] = name;
	}
	return count;
}

static const char another[] = "Другая…";

/* A line of those there were; the last one is another. */
static void
take_nomination(struct screen *sc, const void *about, const struct answer *answer)
{
	size_t part;

	if (answer->code == 0 || !find_asked(sc, about, &part))
		return;
	if (strcmp(answer->text, another) != 0)
		set_nomination(sc, part, answer->text);
	else
		ask_line(screen_app(sc),
		    ABOUT(take_new_nomination, (const struct entry_asked *)about), "Номинация",
		    "Название номинации (пусто — без номинации):", "");
}

static void
ask_nomination(struct screen *sc, const void *row)
{
	const struct contest_state *c = screen_state(sc);
	const struct entry_asked asked = asked_about(sc, row);
	const char *lines[NOMINATIONS_MOST + 1];
	size_t count = nominations_of(&c->work.roll, lines);

	lines[count] = another;
	if (count > 0)
		ask_numbered(
		    screen_app(sc), ABOUT(take_nomination, &asked), "Номинация", lines, count + 1);
	else
		ask_line(screen_app(sc), ABOUT(take_new_nomination, &asked), "Номинация",
		    "Название номинации (пусто — без номинации):", "");
}

static void
same_nomination(struct screen *sc, const void *row)
{
	const struct contest_state *c = screen_state(sc);

	set_nomination(sc, ((const struct entry_row *)row)->part, buf_text(&c->nomination));
}

static const uint8_t awards[] = {ROLE_WINNER, ROLE_PRIZE, ROLE_LAUREATE, ROLE_PARTICIPANT};
enum { AWARDS = sizeof(awards) };

static void
take_award(struct screen *sc, const void *about, const struct answer *answer)
{
	struct contest_state *c = screen_state(sc);
	size_t part;

	if (answer->code == 0 || !find_asked(sc, about, &part))
		return;
	event_roll_set_role(&c->work.roll, part, awards[answer->code - 1]);
	roll_work_touched(&c->work);
	list_screen_act(sc, ACT_DOWN);
}

static void
ask_award(struct screen *sc, const void *row)
{
	static const char *const lines[AWARDS] = {"победитель", "призёр", "лауреат", "без награды"};
	const struct entry_asked asked = asked_about(sc, row);

	ask_numbered(screen_app(sc), ABOUT(take_award, &asked), "Итог", lines, AWARDS);
}

static void
drop(struct screen *sc, const void *row)
{
	struct contest_state *c = screen_state(sc);

	c->work.roll.parts[((const struct entry_row *)row)->part].gone = true;
	roll_work_touched(&c->work);
}

/* An entry of somebody in the nomination given last. */
static void
take_entry(struct screen *sc, const void *about, const struct answer *answer)
{
	struct contest_state *c = screen_state(sc);
	struct event_roll *r = &c->work.roll;
	struct error e = {0};

	(void)about;
	if (answer->code == 0)
		return;
	event_roll_add(r, answer->id)->now->role = ROLE_PARTICIPANT;
	c->ordered = false;
	done(sc,
	    event_roll_set(
		r, session_of(sc), r->count - 1, "nomination", buf_text(&c->nomination), &e),
	    &e);
}

static void
ask_entry(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_PICKER, THEN(take_entry),
	    &(struct picker_args){.kind = KIND_PEOPLE});
}

/* All of it. */

static void
rank(struct screen *sc)
{
	struct contest_state *c = screen_state(sc);
	size_t ties = contest_rank(&c->work.roll, session_of(sc));

	c->ordered = false;
	roll_work_touched(&c->work);
	if (ties > 0)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Места поставлены по баллам. Первое место поделено (номинаций: %zu): "
		    "победителя называет жюри — 1 у него, 2 у другого.",
		    ties);
	else
		app_say(screen_app(sc), MESSAGE_INFO, "Места поставлены по баллам. F2 — записать.");
}

static bool
save(struct screen *sc)
{
	struct contest_state *c = screen_state(sc);

	if (!roll_work_save(&c->work))
		return false;
	c->ordered = false;
	return true;
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
show_minutes(struct screen *sc)
{
	struct contest_state *c = screen_state(sc);

	roll_work_show_paper(&c->work, "contest", "Протокол жюри", "протокол-жюри");
}

static void
open_people(struct screen *sc)
{
	const struct contest_state *c = screen_state(sc);

	if (roll_work_is_changed(&c->work))
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Здесь есть незаписанное: сначала F2 — записать.");
	else
		place_open(screen_app(sc), PLACE_EVENT_PEOPLE, NO_QUESTION,
		    &(struct event_args){.event = c->work.event});
}

static void
undo(struct screen *sc)
{
	struct contest_state *c = screen_state(sc);

	roll_work_undo(&c->work, has_work(c));
}

static bool
contest_key(struct screen *sc, const struct key *key)
{
	const struct entry_row *here = list_screen_here(sc);

	if (key->code != K_CHARACTER || key->ch < '0' || key->ch > '9' || here == NULL)
		return false;
	if (roll_work_may_edit(&((struct contest_state *)screen_state(sc))->work))
		give_place(sc, here, key->ch);
	return true;
}

static void
contest_tick(struct screen *sc)
{
	drafting_save(&((struct contest_state *)screen_state(sc))->work.drafting, false);
}

static void
contest_leave(struct screen *sc)
{
	drafting_save(&((struct contest_state *)screen_state(sc))->work.drafting, true);
}

static bool
contest_may_close(struct screen *sc)
{
	return roll_work_may_close(
	    &((struct contest_state *)screen_state(sc))->work, save_and_leave);
}

static const struct list_screen contest_list = {
    .row_size = sizeof(struct entry_row),
    COLUMNS({.title = "№", .width = 3, .rank = 3, .right = true, .lead = true},
	{.title = "Участник", .width = 24, .grows = true, .lead = true},
	{.title = "Учреждение", .width = 16, .rank = 4, .grows = true},
	{.title = "Номинация", .width = 16, .rank = 2, .grows = true},
	{.title = "Балл", .width = 6, .right = true}, {.title = "Место", .width = 5, .right = true},
	{.title = "Итог", .width = 10}),
    .put_title = put_title,
    .read = read_rows,
    .put = put_row,
    .same = is_same_row,
    .close = contest_close,
    .head = 1,
    .draw_head = draw_counts,
    .foot = 2,
    .draw_foot = draw_legend,
    .empty = "Участников у конкурса ещё нет.\n\nF7 — внести их списком, из школ, из объединения и "
	     "назвать жюри (роль 7); Ins — одного.",
};

const struct screen_ops contest_screen = {
    .name = "contest",
    .about = "Итоги конкурса: Enter ставит балл за баллом, F6 — места по баллам, цифра — место, F3 "
	     "— протокол.",
    .state_size = sizeof(struct contest_state),
    .actions = LIST_WORK(
	ACTION(ACT_SAVE, "F2", "Записать итоги; отменяются тоже разом", .word = "Записать",
	    .permit = PERMIT_EDIT, .when = IS_CHANGED, .on_screen = do_save),
	ACTION(DO_SCORE, "Enter", "Балл; за ним спрашивается следующий", .word = "Балл",
	    .permit = PERMIT_EDIT, .on_row = ask_score),
	ACTION(DO_RANK, "F6", "Места и награды по баллам, в каждой номинации", .word = "Места",
	    .permit = PERMIT_EDIT, .on_screen = rank),
	ACTION(DO_PEOPLE, "F7", "Участники и жюри: внести списком", .word = "Участники",
	    .permit = PERMIT_READ, .on_screen = open_people),
	ACTION(ACT_TEXT, "F3", "Протокол жюри", .word = "Протокол", .permit = PERMIT_PRINT,
	    .on_screen = show_minutes),
	ACTION(DO_NOMINATION, "F4", "Номинация", .word = "Номинация", .permit = PERMIT_EDIT,
	    .on_row = ask_nomination),
	ACTION(DO_SAME_NOMINATION, "+", "Та же номинация, что дана последней",
	    .permit = PERMIT_EDIT, .on_row = same_nomination),
	ACTION(DO_AWARD, "F5", "Победитель, призёр, лауреат или без награды", .word = "Итог",
	    .permit = PERMIT_EDIT, .on_row = ask_award),
	ACTION(ACT_NEW, "Ins", "Ещё участник или ещё номинация того же, из реестра",
	    .permit = PERMIT_EDIT, .on_screen = ask_entry),
	ACTION(ACT_REMOVE, "F8 Del", "Убрать участника из конкурса", .word = "Убрать",
	    .permit = PERMIT_EDIT, .on_row = drop),
	ACTION(ACT_UNDO, "C-z", "Отменить записанное", .permit = PERMIT_EDIT, .on_screen = undo)),
    .now = contest_now,
    .list = &contest_list,
    .open = contest_open,
    .title = list_screen_title,
    .close = list_screen_close,
    .load = list_screen_load,
    .draw = list_screen_draw,
    .act = list_screen_act,
    .key = contest_key,
    .output = list_screen_output,
    .tick = contest_tick,
    .leave = contest_leave,
    .may_close = contest_may_close,
};
