/* SPDX-License-Identifier: MIT
 * school_turn.c - the lines of the turn of the school year, read from columns.
 */
#include "service/year/school_turn.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/date.h"
#include "model/profile/profile.h"
#include "rules/schoolyear.h"
#include "service/core/modules.h"
#include "service/corps/orders.h"
#include "service/year/moves.h"
#include "service/year/plan_year.h"
#include "service/year/school_turn_rules.h"
#include "service/record/sheets.h"

enum { SPRING = 3, AUTUMN = 9 };

struct turning {
	const struct view *view;
	struct school_turn turn;
	struct sheets *sheets;
	struct turn_rows *out;
	struct error *e;
};

typedef enum status read_fn(struct turning *t);

struct school_turn
school_turn_of(int32_t on)
{
	int month = date_month(on);
	bool to_come = month >= SPRING && month < AUTUMN;
	int32_t begins = to_come ? schoolyear_end(on) + 1 : schoolyear_start(on);

	return (struct school_turn){.on = on,
	    .began = date_add_years(begins, -1),
	    .ended = begins - 1,
	    .begins = begins,
	    .ends = schoolyear_end(begins)};
}

static void
add(struct turning *t, struct turn_row row)
{
	struct turn_rows *out = t->out;

	ARRAY_ROOM(out->rows, out->count, out->room);
	out->rows[out->count++] = row;
	out->left += row.left;
	out->begun += row.left && row.begun;
}

/* --- The corps. */

/* Who was taken out by an order is not asked whether he stays. */
static enum status
read_members(struct turning *t)
{
	const int32_t *end_order = sheets_column(t->sheets, KIND_MEMBERSHIPS, "end_order");
	struct renewal_line *lines;
	size_t count = orders_renewals(t->view, t->turn.began, t->turn.ended, &lines);

	for (size_t i = 0; i < count; i++) {
		const struct renewal_line *line = &lines[i];

		if (end_order[line->membership] == 0)
			add(t,
			    (struct turn_row){.id = line->membership,
				.kind = KIND_MEMBERSHIPS,
				.about = line->person,
				.day = line->ends,
				.left =
				    line->state != RENEWAL_MEMBER && line->state != RENEWAL_REFUSED,
				.begun = line->state == RENEWAL_APPLIED ||
				    line->state == RENEWAL_ADMITTED,
				.state = renewal_word(line->state)});
	}
	free(lines);
	return ST_OK;
}

/* --- Heads of associations. */

/* The row of each association that ends last in the year, and whether somebody heads it in the new
 * one. */
static enum status
read_heads(struct turning *t)
{
	const int32_t *association =
	    sheets_column(t->sheets, KIND_ASSOCIATION_HEADS, "association");
	const int32_t *from = sheets_column(t->sheets, KIND_ASSOCIATION_HEADS, "from");
	const int32_t *to = sheets_column(t->sheets, KIND_ASSOCIATION_HEADS, "to");
	const int32_t *closed = sheets_column(t->sheets, KIND_ASSOCIATIONS, "closed");
	int32_t *last = sheets_numbers(t->sheets, KIND_ASSOCIATIONS);
	bool *headed = sheets_marks(t->sheets, KIND_ASSOCIATIONS);

	for (EACH_RECORD(id, t->sheets, KIND_ASSOCIATION_HEADS)) {
		int32_t a = association[id];

		if (is_in_force(from[id], to[id], t->turn.begins))
			headed[a] = true;
		if (to[id] != DATE_NONE && to[id] >= t->turn.began && to[id] <= t->turn.ended &&
		    (last[a] == 0 || to[last[a]] < to[id]))
			last[a] = (int32_t)id;
	}
	for (EACH_RECORD(id, t->sheets, KIND_ASSOCIATIONS))
		if (last[id] != 0 && !has_come(closed[id], t->turn.begins))
			add(t,
			    (struct turn_row){.id = (uint64_t)last[id],
				.kind = KIND_ASSOCIATION_HEADS,
				.about = id,
				.day = to[last[id]],
				.left = !headed[id],
				.state = headed[id] ? "руководитель есть" : "никого не назначено"});
	return ST_OK;
}

/* --- Plans. */

static enum status
read_plans(struct turning *t)
{
	struct plan_standing *rows;
	size_t count;
	enum status st = plan_standings_read(
	    t->view, PLAN_OF_WORK, t->turn.begins, t->turn.on, &rows, &count, t->e);

	for (size_t i = 0; i < count; i++) {
		bool handed = rows[i].days[PLAN_HANDED_IN] != DATE_NONE;

		add(t,
		    (struct turn_row){.id = rows[i].association,
			.kind = KIND_ASSOCIATIONS,
			.about = rows[i].association,
			.day = rows[i].days[PLAN_HANDED_IN],
			.left = !handed,
			.begun = rows[i].plan != 0,
			.state = handed         ? "сдан"
			    : rows[i].plan != 0 ? "не сдан"
						: "нет плана",
			.name = rows[i].association == 0 ? "методическая служба" : NULL});
	}
	free(rows);
	return st;
}

/* --- Moved to another institution. */

static void
add_moved(void *context, uint64_t person, int32_t day)
{
	add(context,
	    (struct turn_row){.id = person,
		.kind = KIND_PEOPLE,
		.about = person,
		.day = day,
		.state = "переведён"});
}

static enum status
read_moves(struct turning *t)
{
	people_moved(
	    t->view, date_make(date_year(t->turn.begins), SPRING, 1), t->turn.on, add_moved, t);
	return ST_OK;
}

/* --- Pathways. */

/* As of a day gone by only what had happened; of today all that is written, though its day is to
 * come. */
static bool
is_written(const struct turning *t, int32_t day)
{
	return has_come(day, t->turn.on) || (day != DATE_NONE && t->turn.on >= clock_today());
}

static enum status
read_pathways(struct turning *t)
{
	const int32_t *person = sheets_column(t->sheets, KIND_PATHWAYS, "person");
	const int32_t *until = sheets_column(t->sheets, KIND_PATHWAYS, "until");
	const int32_t *finished = sheets_column(t->sheets, KIND_PATHWAYS, "finished");

	for (EACH_RECORD(id, t->sheets, KIND_PATHWAYS)) {
		bool done = is_written(t, finished[id]);

		if (!has_come(until[id], t->turn.ended) || (done && finished[id] < t->turn.began))
			continue;
		add(t,
		    (struct turn_row){.id = id,
			.kind = KIND_PATHWAYS,
			.about = (uint64_t)person[id],
			.day = until[id],
			.left = !done,
			.state = done ? "завершён" : "в работе"});
	}
	return ST_OK;
}

/* --- Support. */

/* Whose first years of work end with the school year: the day they do; DATE_NONE: not this year. */
static int32_t
years_end(const struct turning *t, int32_t career_start)
{
	int years = profile_rules(t->view->session->profile)->young_years;
	int32_t end = career_start != DATE_NONE ? date_add_years(career_start, years) : DATE_NONE;

	return end != DATE_NONE && end > t->turn.began && end <= t->turn.begins ? end : DATE_NONE;
}

static enum status
read_support(struct turning *t)
{
	const int32_t *person = sheets_column(t->sheets, KIND_SUPPORT, "person");
	const int32_t *from = sheets_column(t->sheets, KIND_SUPPORT, "from");
	const int32_t *to = sheets_column(t->sheets, KIND_SUPPORT, "to");
	const int32_t *began = sheets_column(t->sheets, KIND_PEOPLE, "career_start");

	for (EACH_RECORD(id, t->sheets, KIND_SUPPORT)) {
		int32_t end = years_end(t, began[person[id]]);
		bool left = to[id] == DATE_NONE || to[id] > t->turn.ended;

		if (end == DATE_NONE || !has_come(from[id], t->turn.ended) ||
		    (to[id] != DATE_NONE && to[id] < t->turn.began))
			continue;
		add(t,
		    (struct turn_row){.id = id,
			.kind = KIND_SUPPORT,
			.about = (uint64_t)person[id],
			.day = end,
			.left = left,
			.state = left ? "поддержка продолжается" : "поддержка закончена"});
	}
	return ST_OK;
}

/* --- Attachments. */

/* The first day each person is a methodist no more, by the turn: INT32_MAX while one in the new
 * year, DATE_NONE: never was one. */
static const int32_t *
methodists_gone(struct turning *t)
{
	const int32_t *person = sheets_column(t->sheets, KIND_METHODISTS, "person");
	const int32_t *to = sheets_column(t->sheets, KIND_METHODISTS, "to");
	const int32_t *dismissed = sheets_column(t->sheets, KIND_PEOPLE, "dismissed");
	int32_t *gone = sheets_numbers(t->sheets, KIND_PEOPLE);

	for (EACH_RECORD(id, t->sheets, KIND_PEOPLE))
		gone[id] = DATE_NONE;
	for (EACH_RECORD(status, t->sheets, KIND_METHODISTS)) {
		int32_t *of = &gone[person[status]];
		int32_t day = to[status] == DATE_NONE ? INT32_MAX : to[status] + 1;

		if (person[status] != 0 && (*of == DATE_NONE || *of < day))
			*of = day;
	}
	for (EACH_RECORD(one, t->sheets, KIND_PEOPLE)) {
		if (dismissed[one] != DATE_NONE && gone[one] != DATE_NONE &&
		    dismissed[one] < gone[one])
			gone[one] = dismissed[one];
		if (gone[one] > t->turn.begins)
			gone[one] = INT32_MAX;
	}
	return gone;
}

static enum status
read_attachments(struct turning *t)
{
	const int32_t *methodist = sheets_column(t->sheets, KIND_ATTACHMENTS, "methodist");
	const int32_t *person = sheets_column(t->sheets, KIND_ATTACHMENTS, "person");
	const int32_t *from = sheets_column(t->sheets, KIND_ATTACHMENTS, "from");
	const int32_t *to = sheets_column(t->sheets, KIND_ATTACHMENTS, "to");
	const int32_t *gone = methodists_gone(t);

	for (EACH_RECORD(id, t->sheets, KIND_ATTACHMENTS)) {
		int32_t day = gone[methodist[id]];
		bool left = to[id] == DATE_NONE || to[id] > t->turn.ended;

		if (day == DATE_NONE || day == INT32_MAX || !has_come(from[id], t->turn.ended) ||
		    (!left && (to[id] < day - 1 || to[id] < t->turn.began - 1)))
			continue;
		add(t,
		    (struct turn_row){.id = id,
			.kind = KIND_ATTACHMENTS,
			.about = (uint64_t)person[id],
			.day = day - 1,
			.left = left,
			.state = left ? "методиста больше нет" : "закрепление закончено"});
	}
	return ST_OK;
}

/* --- Rules of the town. */

static void
add_rule(void *context, const struct turn_rule *rule)
{
	struct turning *t = context;

	add(t,
	    (struct turn_row){.id = t->out->count + 1,
		.kind = KIND_COUNT,
		.day = rule->until,
		.left = !rule->followed,
		.state = rule->followed ? "есть следующее" : "дальше ничего нет",
		.name = arena_strndup(&t->out->texts, rule->name, strlen(rule->name))});
}

static enum status
read_rules(struct turning *t)
{
	turn_each_rule(t->view->session->profile, &t->turn, add_rule, t);
	return ST_OK;
}

/* --- All of them. */

static const struct line {
	struct turn_line_info info;
	read_fn *read;
} lines[TURN_LINES] = {
    [TURN_MEMBERS] = {.read = read_members,
	.info = {.title = "Актив: у кого кончается срок",
	    .settle = "заявления и приказ",
	    .rule =
		"Членства, которые кончаются с учебным годом: кто подал заявление снова, кто нет.",
	    .begun = "подали заявление снова",
	    .module = "corps",
	    .empty = "Ни у кого из актива срок с этим учебным годом не кончается."}},
    [TURN_HEADS] = {.read = read_heads,
	.info = {.title = "Руководители: у кого кончается срок",
	    .settle = "назначить приказом",
	    .rule = "Объединения, у руководителей которых срок кончается с учебным годом.",
	    .module = "associations",
	    .empty = "Ни у одного руководителя срок с этим учебным годом не кончается."}},
    [TURN_PLANS] = {.read = read_plans,
	.info = {.title = "Планы работы на новый год",
	    .settle = "получить, отметить",
	    .rule = "Планы методической службы и открытых объединений на новый учебный год.",
	    .begun = "план внесён, но не сдан",
	    .module = "associations",
	    .empty = "Открытых объединений нет."}},
    [TURN_MOVES] = {.read = read_moves,
	.info = {.title = "Переходы в другие организации",
	    .settle = "отметить, перевести",
	    .rule = "Кто переведён с 1 марта: сколько ещё переведут, реестр не знает.",
	    .module = "",
	    .empty = "С 1 марта никто не переведён. Ins — выбрать людей и перевести."}},
    [TURN_PATHWAYS] = {.read = read_pathways,
	.info = {.title = "ИОМ: срок проходит",
	    .settle = "завершить с итогом",
	    .rule = "Маршруты, срок которых кончается не позже учебного года.",
	    .module = "associations",
	    .empty = "Маршрутов, срок которых кончается с учебным годом, нет."}},
    [TURN_SUPPORT] = {.read = read_support,
	.info = {.title = "Поддержка: первые годы кончились",
	    .settle = "закончить",
	    .rule = "Поддержка тех, у кого первые годы работы кончаются с учебным годом.",
	    .module = "associations",
	    .empty = "Ни у кого из тех, кого поддерживают, первые годы работы не кончаются."}},
    [TURN_ATTACHMENTS] = {.read = read_attachments,
	.info = {.title = "Закрепления: методиста больше нет",
	    .settle = "передать, закончить",
	    .rule = "Закрепления за теми, кто к новому году уже не методист или уволен.",
	    .module = "associations",
	    .empty = "Все закреплены за методистами, у которых статус действует и в новом году."}},
    [TURN_RULES] = {.read = read_rules,
	.info = {.title = "Правила города: срок кончается",
	    .settle = "дополнить профиль",
	    .rule = "Что в правилах города не действует весь новый учебный год и чем продолжено.",
	    .module = "",
	    .empty = "Все правила города действуют и в новом учебном году."}},
};

const struct turn_line_info *
turn_line_info(enum turn_line line)
{
	return &lines[line].info;
}

bool
turn_line_is_of(const struct profile *town, enum turn_line line)
{
	return profile_has_module(town, lines[line].info.module);
}

static int
compare_rows(const void *left, const void *right)
{
	const struct turn_row *a = left, *b = right;

	if (a->left != b->left)
		return a->left ? -1 : 1;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

static enum status
read_line(struct turning *t, enum turn_line line, struct turn_rows *out)
{
	enum status st;

	*out = (struct turn_rows){.count = 0};
	t->out = out;
	st = lines[line].read(t);
	if (out->count > 0)
		qsort(out->rows, out->count, sizeof(*out->rows), compare_rows);
	return st;
}

enum status
turn_read(
    const struct view *v, int32_t on, enum turn_line line, struct turn_rows *out, struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	struct turning t = {.view = v, .turn = school_turn_of(on), .e = e};

	*out = (struct turn_rows){.count = 0};
	if (st == ST_OK)
		st = module_require(v->session, lines[line].info.module, e);
	if (st != ST_OK)
		return st;
	t.sheets = sheets_open(v);
	st = read_line(&t, line, out);
	sheets_close(t.sheets);
	return view_confirm(v, st, e);
}

void
turn_rows_free(struct turn_rows *r)
{
	free(r->rows);
	arena_free(&r->texts);
	*r = (struct turn_rows){.count = 0};
}

enum status
turn_count(const struct view *v, int32_t on, struct turn_count out[TURN_LINES], struct error *e)
{
	enum status st = view_require(v, PERMIT_READ, e);
	struct turning t = {.view = v, .turn = school_turn_of(on), .e = e};

	t.sheets = sheets_open(v);
	for (enum turn_line i = 0; i < TURN_LINES && st == ST_OK; i++) {
		struct turn_rows rows = {.count = 0};

		out[i].there = turn_line_is_of(v->session->profile, i);
		if (out[i].there)
			st = read_line(&t, i, &rows);
		out[i].count = rows.count;
		out[i].left = rows.left;
		out[i].begun = rows.begun;
		turn_rows_free(&rows);
	}
	sheets_close(t.sheets);
	return view_confirm(v, st, e);
}
