/* SPDX-License-Identifier: MIT
 * table.c - the towns of a region, or the parts of a town: figures side by side, narrowed by what
 * is typed, in the order of any of them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/compare.h"
#include "base/date.h"
#include "base/die.h"
#include "base/fold.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/figures/figures.h"
#include "screens/region/parts.h"
#include "screens/widget/highlight.h"
#include "screens/widget/words.h"

enum { BY_NAME = -1, DIGITS = 6 /* of a number in a name */ };
enum {
	COLUMN_NAME,
	COLUMN_FIGURES,
	COLUMN_STAFF = COLUMN_FIGURES + INDICATOR_COUNT,
	COLUMN_RECEIVED,
	COLUMN_MARK,
	COLUMNS_ALL
};
enum { DO_ORDER = ACT_OWN, DO_TURN, DO_SAVE, DO_DASHBOARD };

struct figures_row {
	struct stored_row row; /* texts lie in table.texts */
	char *order;           /* of its name, for people */
};

struct figures_table {
	struct list_state list;
	struct stored_place of; /* the region, or a town */
	char *name;
	struct period period;
	int by; /* an indicator, BY_NAME */
	bool lowest_first;
	struct editor *typed;
	struct highlight found;
	bool other_layout;
	struct figures_row *all;
	size_t count, room;
	struct arena texts;
	bool kept; /* all are as they are to be shown */
	struct list_column columns[COLUMNS_ALL];
};

static bool
is_of_towns(const struct figures_table *t)
{
	return *t->of.town == '\0';
}

/* Reading. */

/* As people look it up: № 2 before № 10. */
static void
put_order_key(const char *name, struct buf *out)
{
	struct buf even = {0};

	while (*name != '\0') {
		size_t digits = strspn(name, "0123456789");

		for (size_t n = digits; n > 0 && n < DIGITS; n++)
			buf_putc(&even, '0');
		buf_put(&even, name, digits > 0 ? digits : 1);
		name += digits > 0 ? digits : 1;
	}
	compare_put(out, slice_of(buf_text(&even)));
	buf_free(&even);
}

static void
take_row(void *context, const struct stored_row *row)
{
	struct figures_table *t = context;
	struct buf order = {0};
	struct figures_row *r;

	ARRAY_ROOM(t->all, t->count, t->room);
	r = &t->all[t->count++];
	*r = (struct figures_row){.row = *row};
	r->row.name = arena_strdup(&t->texts, *row->name != '\0' ? row->name : row->place.code);
	r->row.received = arena_strdup(&t->texts, row->received);
	put_order_key(r->row.name, &order);
	r->order = arena_strndup(&t->texts, buf_text(&order), order.len);
	buf_free(&order);
}

static bool
read_all(struct screen *sc, struct figures_table *t)
{
	struct error e = {0};
	struct pg *pg = region_pg(screen_app(sc), &e);
	enum status st = e.status;

	t->count = 0;
	arena_clear(&t->texts);
	if (pg != NULL && is_of_towns(t))
		st = stored_towns(pg, t->period, take_row, t, &e);
	else if (pg != NULL)
		st = stored_parts(pg, t->of.town, t->period, take_row, t, &e);
	if (st == ST_OK)
		return true;
	e.status = st;
	region_failed(screen_app(sc), &e);
	return false;
}

/* Whoever has no figure stands last in either order. */
static bool
figure_of(const struct figures_table *t, const struct figures_row *r, uint64_t *tenths)
{
	return (r->row.untold & 1u << t->by) == 0 &&
	    indicator_tenths((enum indicator)t->by, r->row.answer.values[t->by], tenths);
}

static int
compare_rows(const void *left, const void *right, void *context)
{
	const struct figures_table *t = context;
	const struct figures_row *a = left, *b = right;
	uint64_t x = 0, y = 0;
	bool has_x, has_y;

	if (t->by != BY_NAME) {
		has_x = figure_of(t, a, &x);
		has_y = figure_of(t, b, &y);
		if (has_x != has_y)
			return has_x ? -1 : 1;
		if (x != y)
			return (x < y) == t->lowest_first ? -1 : 1;
	}
	if (strcmp(a->row.place.scope, b->row.place.scope) != 0)
		return strcmp(a->row.place.scope, b->row.place.scope);
	return strcmp(a->order, b->order);
}

static bool
is_found(const struct figures_table *t, const struct figures_row *r)
{
	struct buf words = {0};
	bool found;

	buf_puts(&words, r->row.name);
	if (is_of_towns(t))
		buf_printf(&words, " %s", r->row.place.town);
	else if (strcmp(r->row.place.scope, "level") != 0) /* its code is a number nobody knows */
		buf_printf(&words, " %s", r->row.place.code);
	found = highlight_all(&t->found, buf_text(&words));
	buf_free(&words);
	return found;
}

static void
add_found(struct figures_table *t, const char *typed, struct list_rows *out)
{
	highlight_set(&t->found, typed);
	for (size_t i = 0; i < t->count; i++)
		if (is_found(t, &t->all[i]))
			list_rows_add(out, &t->all[i]);
}

static bool
table_read(struct screen *sc, struct list_rows *out)
{
	struct figures_table *t = screen_state(sc);
	struct buf other = {0};

	if (!t->kept && !read_all(sc, t))
		return false;
	t->kept = false;
	if (t->count > 0)
		qsort_r(t->all, t->count, sizeof(*t->all), compare_rows, t);
	t->other_layout = false;
	add_found(t, editor_text(t->typed), out);
	if (out->count == 0 && fold_put_other_layout(&other, slice_of(editor_text(t->typed)))) {
		add_found(t, buf_text(&other), out);
		t->other_layout = out->count > 0;
	}
	buf_free(&other);
	return true;
}

static bool
is_same(const void *row, const void *other)
{
	const struct figures_row *a = row, *b = other;

	return memcmp(&a->row.place, &b->row.place, sizeof(a->row.place)) == 0;
}

/* How it looks. */

static const struct list_column *
columns_of(const struct screen *sc, size_t *count)
{
	/* so short that several stand side by side on 80 columns */
	static const char *const titles[] = {[INDICATOR_ROADMAP] = "Карты",
	    [INDICATOR_ASSESSED] = "Диагност.",
	    [INDICATOR_TRAINED] = "ДПО",
	    [INDICATOR_PATHWAYS] = "ИОМ",
	    [INDICATOR_METHODISTS] = "Методисты",
	    [INDICATOR_LOAD] = "На одного",
	    [INDICATOR_PATHWAYS_DONE] = "ИОМ оконч.",
	    [INDICATOR_YOUNG] = "Молодые"};
	struct figures_table *t = screen_state(sc);

	t->columns[COLUMN_NAME] = (struct list_column){
	    .title = is_of_towns(t) ? "Город" : "Часть", .width = 24, .grows = true, .lead = true};
	for (int i = 0; i < INDICATOR_COUNT; i++)
		t->columns[COLUMN_FIGURES + i] = (struct list_column){
		    .title = titles[i], .width = 7, .rank = i == t->by ? 1 : 4 + i, .right = true};
	t->columns[COLUMN_STAFF] =
	    (struct list_column){.title = "Педагогов", .width = 9, .rank = 20, .right = true};
	t->columns[COLUMN_RECEIVED] =
	    (struct list_column){.title = "Данные на", .width = 10, .rank = 2};
	t->columns[COLUMN_MARK] =
	    (struct list_column){.title = "Состояние", .width = 15, .rank = 3};
	*count = is_of_towns(t) ? COLUMNS_ALL : COLUMN_RECEIVED;
	return t->columns;
}

static void
put_row(const void *row, struct list_cells *out)
{
	const struct figures_table *t = screen_state(out->screen);
	const struct stored_row *r = &((const struct figures_row *)row)->row;

	buf_puts(&out->text[COLUMN_NAME], r->name);
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
		region_put_figure(i, r->answer.values[i], (r->untold & 1u << i) != 0,
		    &out->text[COLUMN_FIGURES + i]);
	if (r->towns > 0)
		words_put_number(&out->text[COLUMN_STAFF], r->answer.staff);
	if (!is_of_towns(t))
		return;
	buf_puts(&out->text[COLUMN_RECEIVED], r->received);
	buf_puts(&out->text[COLUMN_MARK], region_mark_word(r->mark));
	if (r->mark == TOWN_CURRENT && r->towns == 0)
		buf_puts(&out->text[COLUMN_MARK], "нет за этот месяц");
	out->style = r->mark == TOWN_QUARANTINED ? STYLE_BAD
	    : r->mark == TOWN_LATE               ? STYLE_WARNING
						 : STYLE_PLAIN;
}

static void
put_title(const struct screen *sc, struct buf *out)
{
	const struct figures_table *t = screen_state(sc);

	buf_printf(out, "%s на ", is_of_towns(t) ? "Города" : t->name);
	date_put_russian(out, t->period.to);
	buf_puts(out, " › ");
	list_put_position(&t->list.list, out);
}

static void
put_order(const struct figures_table *t, struct buf *out)
{
	if (t->by == BY_NAME)
		buf_puts(out, "по названию");
	else
		buf_printf(out, "%s, %s", indicator_info((enum indicator)t->by)->brief,
		    t->lowest_first ? "сначала низкие" : "сначала высокие");
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct figures_table *t = screen_state(sc);
	int left = t->other_layout ? 52 : 33;
	struct buf order = {0};

	ui_put(ui, row, 1, 7, STYLE_LABEL, "Найти:");
	editor_draw(t->typed, ui, row, 8, 24, false);
	if (t->other_layout)
		ui_put(ui, row, 33, 18, STYLE_WARNING, "(другая раскладка)");
	put_order(t, &order);
	ui_put(ui, row, left, columns - left - 1, STYLE_FAINT, buf_text(&order));
	buf_free(&order);
}

static const char *
why_empty(const struct screen *sc)
{
	const struct figures_table *t = screen_state(sc);

	if (editor_count(t->typed) > 0)
		return "Таких названий здесь нет. Esc — стереть набранное.";
	return is_of_towns(t) ? "Городов в регионе ещё нет: их заводит metodaktiv-region town add."
			      : "О частях этого города за этот месяц ничего не сохранено.";
}

/* What can be done. */

static void
show_again(struct screen *sc)
{
	struct figures_table *t = screen_state(sc);

	t->kept = true;
	list_screen_begin(sc);
	app_redraw(screen_app(sc));
}

static void
take_order(struct screen *sc, const void *about, const struct answer *answer)
{
	struct figures_table *t = screen_state(sc);

	(void)about;
	if (answer->code == 0)
		return;
	t->by = answer->code - 2; /* the first line is the name */
	show_again(sc);
}

static void
ask_order(struct screen *sc)
{
	const struct figures_table *t = screen_state(sc);
	const char *lines[1 + INDICATOR_COUNT] = {"По названию"};

	for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
		lines[1 + i] = indicator_info(i)->brief;
	ask_choice(screen_app(sc), THEN(take_order), "В каком порядке", lines, 1 + INDICATOR_COUNT,
	    (size_t)(t->by + 2));
}

static void
turn_order(struct screen *sc)
{
	struct figures_table *t = screen_state(sc);

	t->lowest_first = !t->lowest_first;
	if (t->by == BY_NAME)
		app_say(
		    screen_app(sc), MESSAGE_INFO, "По названию порядок один; F6 — по показателю.");
	show_again(sc);
}

static void
press_heading(struct screen *sc, size_t column)
{
	struct figures_table *t = screen_state(sc);
	int by = (int)column - COLUMN_FIGURES;

	if (column != COLUMN_NAME && (by < 0 || by >= INDICATOR_COUNT))
		return;
	if (t->by == by)
		t->lowest_first = !t->lowest_first;
	t->by = column == COLUMN_NAME ? BY_NAME : by;
	show_again(sc);
}

static void
open_dashboard(struct screen *sc, const void *row)
{
	const struct figures_table *t = screen_state(sc);
	const struct stored_row *r = &((const struct figures_row *)row)->row;
	struct buf name = {0};
	struct region_args args = {.place = r->place, .period = t->period};

	if (!is_of_towns(t))
		buf_printf(&name, "%s, ", t->name);
	buf_puts(&name, r->name);
	args.name = buf_text(&name);
	args.which = t->by == BY_NAME ? INDICATOR_ROADMAP : (enum indicator)t->by;
	app_push(screen_app(sc), &region_dashboard_screen, &args, NO_QUESTION);
	buf_free(&name);
}

static void
open_parts(struct screen *sc, const void *row)
{
	const struct figures_table *t = screen_state(sc);
	const struct stored_row *r = &((const struct figures_row *)row)->row;
	struct region_args args = {.place = r->place, .name = r->name, .period = t->period};

	if (!is_of_towns(t)) {
		open_dashboard(sc, row);
		return;
	}
	args.by_figure = t->by != BY_NAME;
	args.which = t->by == BY_NAME ? INDICATOR_ROADMAP : (enum indicator)t->by;
	app_push(screen_app(sc), &region_table_screen, &args, NO_QUESTION);
}

static void
fill_grid(const struct screen *sc, struct grid *g)
{
	const struct figures_table *t = screen_state(sc);
	const struct figures_row *rows = t->list.rows.rows;

	grid_column(g, (struct grid_column){.label = is_of_towns(t) ? "ОКТМО" : "Код"});
	grid_column(
	    g, (struct grid_column){.label = is_of_towns(t) ? "Город" : "Часть", .width = 30});
	grid_column(g, (struct grid_column){.label = "Педагогов", .number = true});
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
		grid_indicator(g, i);
	grid_column(g, (struct grid_column){.label = "Данные на", .width = 12});
	grid_column(g, (struct grid_column){.label = "Состояние", .width = 18});
	for (size_t k = 0; k < t->list.rows.count; k++) {
		const struct stored_row *r = &rows[k].row;
		char staff[24];

		snprintf(staff, sizeof(staff), "%llu", (unsigned long long)r->answer.staff);
		grid_cell(g, is_of_towns(t) ? r->place.town : r->place.code);
		grid_cell(g, r->name);
		grid_cell(g, r->towns > 0 ? staff : "");
		for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
			grid_fraction(
			    g, i, r->answer.values[i], (r->untold & 1u << i) != 0 || r->towns == 0);
		grid_cell(g, r->received);
		grid_cell(g, region_mark_word(r->mark));
	}
}

static void
save(struct screen *sc)
{
	const struct figures_table *t = screen_state(sc);
	struct buf name = {0};

	buf_printf(&name, "%s-", is_of_towns(t) ? "города" : t->of.town);
	date_put_iso(&name, t->period.to);
	region_save(sc, fill_grid, buf_text(&name));
	buf_free(&name);
}

static void
clear(struct screen *sc)
{
	struct figures_table *t = screen_state(sc);

	if (editor_count(t->typed) == 0) {
		app_pop(screen_app(sc), NULL);
		return;
	}
	editor_set(t->typed, "");
	show_again(sc);
}

static const struct action table_actions[] = {
    ACTION(ACT_OPEN, "Enter", "Части города; у части — её показатели", .word = "Открыть",
	.on_row = open_parts),
    ACTION(DO_DASHBOARD, "F7", "Показатели того, на чём стоит курсор: по месяцам, с прошлым годом",
	.word = "Показатели", .synonyms = "месяцы график прошлый год", .on_row = open_dashboard),
    ACTION(DO_ORDER, "F6", "По какому показателю упорядочить", .word = "Порядок",
	.synonyms = "сортировать", .on_screen = ask_order),
    ACTION(DO_TURN, "F8", "Сначала низкие или сначала высокие", .word = "Наоборот",
	.on_screen = turn_order),
    ACTION(DO_SAVE, "F2 C-t", "Записать таблицу книгой Excel", .word = "Excel",
	.synonyms = "xlsx файл выгрузить печать", .on_screen = save),
    ACTION(ACT_FILTER_CLEAR, "Esc", "Стереть набранное; если стирать нечего — назад",
	.on_screen = clear),
    LIST_ACTIONS,
    LIST_SCROLL_ACTIONS,
    {.act = ACT_NONE},
};

static enum status
table_open(struct screen *sc, const void *arguments, struct error *e)
{
	const struct region_args *args = arguments;
	struct figures_table *t = screen_state(sc);

	(void)e;
	t->of = args->place;
	t->name = xstrdup(args->name);
	t->period = args->period;
	t->by = args->by_figure ? (int)args->which : BY_NAME;
	t->lowest_first = true;
	t->typed = editor_new(EDITOR_LINE, true);
	return ST_OK;
}

static void
table_close(struct screen *sc)
{
	struct figures_table *t = screen_state(sc);

	editor_free(t->typed);
	highlight_clear(&t->found);
	arena_free(&t->texts);
	free(t->all);
	free(t->name);
}

static bool
table_key(struct screen *sc, const struct key *key)
{
	struct figures_table *t = screen_state(sc);
	enum edited edited = ask_type(screen_app(sc), t->typed, key);

	if (edited == EDIT_CHANGED)
		show_again(sc);
	return edited != EDIT_PASSED;
}

static bool
table_in_text(const struct screen *sc)
{
	(void)sc;
	return true;
}

const struct screen_ops region_table_screen = {
    .name = "region_table",
    .about = "Города региона или части города. Наберите начало названия, и останутся строки с ним; "
	     "Enter открывает, F6 — порядок по любому показателю. Имена видны только в самом "
	     "муниципалитете.",
    .actions = table_actions,
    .open = table_open,
    .key = table_key,
    .in_text = table_in_text,
    .heading = press_heading,
    .state_size = sizeof(struct figures_table),
    .list = &(const struct list_screen){.row_size = sizeof(struct figures_row),
	.put_title = put_title,
	.columns_of = columns_of,
	.read = table_read,
	.put = put_row,
	.same = is_same,
	.close = table_close,
	.why_empty = why_empty,
	.head = 1,
	.draw_head = draw_head},
    .title = list_screen_title,
    .close = list_screen_close,
    .load = list_screen_load,
    .draw = list_screen_draw,
    .act = list_screen_act,
};
