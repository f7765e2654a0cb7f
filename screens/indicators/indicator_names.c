/* SPDX-License-Identifier: MIT
 * indicator_names.c - the list behind a figure: who is counted and who is not, side by side.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"
#include "screens/app/output.h"
#include "screens/indicators/dashboard.h"
#include "screens/app/place_args.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"
#include "service/core/changes.h"
#include "service/indicators/indicators.h"
#include "service/record/register.h"

enum { COUNTED, MISSING, SIDES };
enum { PARTS = 2 }; /* of a side, of one kind each: items of plans stand before events */
enum { PAGE = 256, WIDE_SIDE = 56, PLACE = 22, LOAD = 5 };

/* One of the two lists: all its ids by name, and the texts of the rows seen. */
struct names_side {
	struct listing *parts[PARTS]; /* NULL: nobody */
	struct list list;
	struct record *rows[PAGE];
	char *names[PAGE], *places[PAGE];
	size_t first, count;
};

struct indicator_names_state {
	enum indicator which;
	struct period period;
	struct scope scope;
	struct indicator_names ids;
	struct names_side sides[SIDES];
	int focus;
	char *where;      /* the part of the town */
	uint64_t changes; /* changes_number() when it was read */
	bool read;
};

static enum status
names_open(struct screen *sc, const void *args, struct error *e)
{
	struct indicator_names_state *n = screen_state(sc);
	const struct indicator_names_args *a = args;
	struct buf where = {0};
	enum status st;
	struct view v;

	*n = (struct indicator_names_state){
	    .which = a->which, .period = a->period, .scope = a->scope};
	view_open(&v, app_session(screen_app(sc)));
	scope_put_name(&v, a->scope, &where);
	st = view_require(&v, PERMIT_READ, e);
	view_close(&v);
	n->where = buf_detach(&where);
	return st;
}

static void
drop_page(struct names_side *side)
{
	for (size_t i = 0; i < side->count; i++) {
		free(side->names[i]);
		free(side->places[i]);
	}
	side->count = 0;
}

static void
names_close(struct screen *sc)
{
	struct indicator_names_state *n = screen_state(sc);

	for (int i = 0; i < SIDES; i++) {
		drop_page(&n->sides[i]);
		for (size_t k = 0; k < PAGE; k++)
			record_free(n->sides[i].rows[k]);
		for (int part = 0; part < PARTS; part++)
			listing_close(n->sides[i].parts[part]);
	}
	indicator_names_free(&n->ids);
	free(n->where);
}

/* Reading. */

static size_t
part_count(const struct names_side *side, int part)
{
	return side->parts[part] != NULL ? listing_count(side->parts[part]) : 0;
}

/* What a side shows of one kind. */
static struct listing_spec
spec_of(const struct indicator_names *ids, int side)
{
	return (struct listing_spec){.kind = ids->kind,
	    .only = side == COUNTED ? ids->counted : ids->missing,
	    .nonly = side == COUNTED ? ids->ncounted : ids->nmissing};
}

static size_t
count_of(const struct indicator_names_state *n, int side)
{
	const struct indicator_names *events = n->ids.events;

	return spec_of(&n->ids, side).nonly + (events != NULL ? spec_of(events, side).nonly : 0);
}

/* A list with `only` shows everything when there is nobody: then it is not opened at all. */
static enum status
open_part(struct screen *sc, struct listing **out, struct view *v, struct listing_spec spec)
{
	struct app *app = screen_app(sc);

	return spec.nonly > 0 ? listing_open(out, v, &spec, app_progress, app) : ST_OK;
}

/* Where a row stands now; SIZE_MAX when it is gone. */
static size_t
find_row(const struct names_side *side, const struct view *v, enum kind kind, uint64_t id)
{
	int part = kind == KIND_EVENTS;
	size_t count = part_count(side, part),
	       at = count > 0 ? listing_find(side->parts[part], v, id) : 0;

	return at < count ? (part > 0 ? part_count(side, 0) : 0) + at : SIZE_MAX;
}

static enum status
open_side(struct screen *sc, int which)
{
	struct indicator_names_state *n = screen_state(sc);
	struct names_side *side = &n->sides[which];
	size_t at = side->list.cursor - side->first;
	enum kind kind = at < side->count ? side->rows[at]->kind : KIND_COUNT;
	uint64_t here = at < side->count ? side->rows[at]->id : 0;
	enum status st;
	struct view v;

	for (int part = 0; part < PARTS; part++) {
		listing_close(side->parts[part]);
		side->parts[part] = NULL;
	}
	view_open(&v, app_session(screen_app(sc)));
	st = open_part(sc, &side->parts[0], &v, spec_of(&n->ids, which));
	if (st == ST_OK && n->ids.events != NULL)
		st = open_part(sc, &side->parts[1], &v, spec_of(n->ids.events, which));
	at = st == ST_OK && here != 0 ? find_row(side, &v, kind, here) : SIZE_MAX;
	view_close(&v);
	if (at != SIZE_MAX) /* the cursor stays on its row */
		side->list.cursor = at;
	return st;
}

static void
put_place(const struct view *v, const struct record *r, struct buf *out)
{
	if (r->kind == KIND_PEOPLE)
		register_put_name(
		    v, KIND_ORGANISATIONS, ((const struct person *)r)->organisation, out);
	if (r->kind == KIND_PLAN_ITEMS)
		register_put_name(v, KIND_PLANS, ((const struct plan_item *)r)->plan, out);
	if (r->kind == KIND_EVENTS)
		register_put_name(
		    v, KIND_ASSOCIATIONS, ((const struct event *)r)->association, out);
}

static int
rows_of_lists(struct screen *sc)
{
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	return rows - 4 < PAGE ? rows - 4 : PAGE;
}

/* Read up to `wanted` rows of a part from its row `first` on, behind those read already. */
static void
read_part(struct names_side *side, int part, const struct view *v, enum kind kind, size_t first,
    size_t wanted)
{
	struct record **rows = &side->rows[side->count];

	if (first >= part_count(side, part))
		return;
	for (size_t i = 0; i < wanted; i++) {
		if (rows[i] != NULL && rows[i]->kind == kind)
			continue;
		record_free(rows[i]);
		rows[i] = record_new(kind);
	}
	side->count += listing_page(side->parts[part], v, first, wanted, rows);
}

static void
read_rows(const struct indicator_names_state *n, struct names_side *side, const struct view *v,
    size_t wanted)
{
	size_t before = part_count(side, 0),
	       first = side->first > before ? side->first - before : 0;

	read_part(side, 0, v, n->ids.kind, side->first, wanted);
	if (side->count < wanted)
		read_part(side, 1, v, KIND_EVENTS, first, wanted - side->count);
}

static void
load_page(struct screen *sc, struct names_side *side)
{
	struct view v;

	drop_page(side);
	list_set(&side->list, part_count(side, 0) + part_count(side, 1), rows_of_lists(sc));
	side->first = side->list.top;
	view_open(&v, app_session(screen_app(sc)));
	read_rows(screen_state(sc), side, &v, list_page(&side->list));
	for (size_t i = 0; i < side->count; i++) {
		struct buf name = {0}, place = {0};

		register_put_name_of(&v, side->rows[i], &name);
		put_place(&v, side->rows[i], &place);
		side->names[i] = buf_detach(&name);
		side->places[i] = buf_detach(&place);
	}
	view_close(&v);
}

static void
read_names(struct screen *sc)
{
	struct indicator_names_state *n = screen_state(sc);
	struct app *app = screen_app(sc);
	struct session *s = app_session(app);
	struct indicator_names ids;
	struct error e = {0};
	uint64_t changes = changes_number(s);
	enum status st;
	struct view v;

	if (n->read && changes == n->changes)
		return;
	view_open(&v, s);
	st = indicators_names(&v, n->period, n->scope, n->which, &ids, &e);
	view_close(&v);
	if (st != ST_OK) {
		app_say_error(app, &e);
		return;
	}
	indicator_names_free(&n->ids);
	n->ids = ids;
	st = open_side(sc, COUNTED);
	if (st == ST_OK)
		st = open_side(sc, MISSING);
	if (st != ST_OK)
		app_say(app, MESSAGE_WARNING, "Список не прочитан: %s.", status_text(st));
	n->changes = changes;
	n->read = st == ST_OK;
}

static void
names_load(struct screen *sc)
{
	struct indicator_names_state *n = screen_state(sc);
	bool first = !n->read;

	read_names(sc);
	for (int i = 0; i < SIDES; i++)
		load_page(sc, &n->sides[i]);
	if (first && count_of(n, COUNTED) == 0)
		n->focus = MISSING;
}

static void
names_title(const struct screen *sc, struct buf *out)
{
	const struct indicator_names_state *n = screen_state(sc);
	size_t counted = count_of(n, COUNTED), all = counted + count_of(n, MISSING);

	buf_printf(out, "%s: ", indicator_info(n->which)->brief);
	if (n->which != INDICATOR_LOAD) {
		words_put_number(out, counted);
		buf_puts(out, " из ");
	}
	words_put_number(out, all);
	buf_printf(out, " · %s на ", n->where);
	date_put_russian(out, n->period.to);
}

/* Drawing. */

enum names_column { COLUMN_NAME, COLUMN_PLACE, COLUMN_LOAD, NAMES_COLUMNS };

struct names_view {
	const struct indicator_names_state *n;
	const struct names_side *side;
	enum names_column columns[NAMES_COLUMNS];
	struct list_column shown[NAMES_COLUMNS];
	size_t count;
};

/* People of a methodist; the ids are in order of code, not of name. */
static uint64_t
load_of(const struct indicator_names_state *n, uint64_t id)
{
	for (size_t i = 0; n->ids.loads != NULL && i < n->ids.ncounted; i++)
		if (n->ids.counted[i] == id)
			return n->ids.loads[i];
	return 0;
}

static void
names_cell(const void *context, size_t row, size_t column, struct buf *out)
{
	const struct names_view *v = context;
	const struct names_side *side = v->side;
	size_t i = row - side->first;

	if (row < side->first || i >= side->count)
		return;
	if (v->columns[column] == COLUMN_NAME)
		buf_puts(out, side->names[i]);
	else if (v->columns[column] == COLUMN_PLACE)
		buf_puts(out, side->places[i]);
	else
		words_put_number(out, load_of(v->n, side->rows[i]->id));
}

/* The places stand beside the names where both can be read. */
static void
choose_columns(struct names_view *v, int width, bool focused, bool loads)
{
	v->columns[v->count] = COLUMN_NAME;
	v->shown[v->count++] = (struct list_column){
	    .title = "", .width = 24, .rank = 0, .grows = true, .lead = focused};
	if (width >= WIDE_SIDE + (loads ? LOAD + 2 : 0)) {
		v->columns[v->count] = COLUMN_PLACE;
		v->shown[v->count++] = (struct list_column){.title = "", .width = PLACE, .rank = 1};
	}
	if (loads) {
		v->columns[v->count] = COLUMN_LOAD;
		v->shown[v->count++] =
		    (struct list_column){.title = "", .width = LOAD, .rank = 0, .right = true};
	}
}

/* What the two sides are called: "Учтены", "Не учтены" but for the roadmap and methodists. */
static void
put_side_name(const struct indicator_names_state *n, int side, struct buf *out)
{
	static const char *const usual[] = {"Учтены", "Не учтены"};
	static const char *const roadmap[] = {"Выполнены", "Не выполнены"};
	static const char *const methodists[] = {"Есть закреплённые", "Нет закреплённых"};
	const char *const *names = n->which == INDICATOR_ROADMAP ? roadmap
	    : n->which == INDICATOR_LOAD                         ? methodists
								 : usual;
	uint64_t people = 0;

	buf_printf(out, "%s: ", names[side]);
	words_put_number(out, count_of(n, side));
	for (size_t i = 0; side == COUNTED && n->ids.loads != NULL && i < n->ids.ncounted; i++)
		people += n->ids.loads[i];
	if (people > 0) {
		buf_puts(out, ", закреплено ");
		words_put_number(out, people);
	}
}

static const char *
why_empty(const struct indicator_names_state *n, int side)
{
	if (count_of(n, COUNTED) + count_of(n, MISSING) == 0)
		return n->which == INDICATOR_ROADMAP
		    ? "На этот период ничего не запланировано, потому и доли нет."
		    : "В этой части города в этот день считать некого, потому и доли нет.";
	return side == COUNTED ? "Не учтён никто." : "Учтены все.";
}

static void
draw_side_head(
    const struct indicator_names_state *n, struct ui *ui, int row, int column, int width, int which)
{
	const struct indicator_info *info = indicator_info(n->which);
	struct buf head = {0};

	put_side_name(n, which, &head);
	ui_put(ui, row, column, width, STYLE_HEADER, buf_text(&head));
	ui_put(ui, row + 1, column, width, STYLE_FAINT,
	    which == COUNTED ? info->counted : info->missing);
	buf_free(&head);
}

static void
draw_side(const struct indicator_names_state *n, struct ui *ui, int row, int rows, int column,
    int width, int which)
{
	const struct names_side *side = &n->sides[which];
	struct names_view context = {.n = n, .side = side};
	struct list_view view = {.columns = context.shown,
	    .context = &context,
	    .cell = names_cell,
	    .sorted = NAMES_COLUMNS,
	    .focused = n->focus == which};

	choose_columns(
	    &context, width, n->focus == which, n->which == INDICATOR_LOAD && which == COUNTED);
	view.ncolumns = context.count;
	draw_side_head(n, ui, row, column + 2, width - 2, which);
	if (side->list.count == 0) {
		text_draw(
		    ui, row + 3, column + 2, rows - 3, width - 4, STYLE_PLAIN, why_empty(n, which));
		if (n->focus == which)
			ui_cursor(ui, row + 3, column + 2);
		return;
	}
	list_draw(&side->list, ui, row + 2, column, rows - 2, width, &view);
}

static void
names_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct indicator_names_state *n = screen_state(sc);
	const struct list *focused = &n->sides[n->focus].list;
	int left = columns / 2;
	struct buf foot = {0};

	draw_side(n, ui, row, rows - 2, 0, left - 1, COUNTED);
	ui_vertical(ui, row, left - 1, rows - 2);
	draw_side(n, ui, row, rows - 2, left, columns - left, MISSING);
	list_draw_foot(focused, ui, row + rows - 2, columns);
	buf_puts(&foot, "период с ");
	date_put_russian(&foot, n->period.from);
	buf_puts(&foot, " по ");
	date_put_russian(&foot, n->period.to);
	buf_printf(&foot, "; %s", indicator_info(n->which)->rule);
	ui_put(ui, row + rows - 1, 2, columns - 4, STYLE_FAINT, buf_text(&foot));
	buf_free(&foot);
}

/* What can be done. */

static void
open_one(struct screen *sc)
{
	const struct indicator_names_state *n = screen_state(sc);
	const struct names_side *side = &n->sides[n->focus];
	size_t i = side->list.cursor - side->first;

	if (i < side->count)
		open_card(sc, side->rows[i]->kind, side->rows[i]->id);
	else
		app_say(screen_app(sc), MESSAGE_WARNING, "С этой стороны пусто; Tab — на другую.");
}

/* The same people as a list like any other: to search, to filter, to mark, to enter for many. Of
 * the roadmap the items or the events, whichever the cursor is on. */
static void
open_as_list(struct screen *sc)
{
	const struct indicator_names_state *n = screen_state(sc);
	const struct names_side *side = &n->sides[n->focus];
	bool on_events = n->ids.events != NULL && side->list.cursor >= part_count(side, 0);
	struct listing_spec spec = spec_of(on_events ? n->ids.events : &n->ids, n->focus);

	if (spec.nonly > 0)
		place_open(screen_app(sc), PLACE_BROWSER, NO_QUESTION,
		    &(struct browser_args){.spec = spec});
	else
		app_say(screen_app(sc), MESSAGE_WARNING, "С этой стороны пусто; Tab — на другую.");
}

static void
names_act(struct screen *sc, int act)
{
	struct indicator_names_state *n = screen_state(sc);
	struct names_side *side = &n->sides[n->focus];

	if (list_act(&side->list, act)) {
		if (side->list.top != side->first)
			load_page(sc, side);
	} else if (act == ACT_OPEN) {
		open_one(sc);
	} else if (act == ACT_SEARCH) {
		open_as_list(sc);
	} else if (act == ACT_LEFT) {
		n->focus = COUNTED;
	} else if (act == ACT_RIGHT) {
		n->focus = MISSING;
	} else if (act == ACT_NEXT) {
		n->focus = n->focus == COUNTED ? MISSING : COUNTED;
	}
}

/* Going out: both sides in one table, those that are counted first. */

static void
put_out_row(const struct indicator_names_state *n, const struct view *v, const struct record *r,
    int side, struct grid *g)
{
	struct buf text = {0};

	register_put_name_of(v, r, &text);
	grid_cell(g, buf_text(&text));
	buf_clear(&text);
	put_place(v, r, &text);
	grid_cell(g, buf_text(&text));
	grid_cell(g, side == COUNTED ? "да" : "нет");
	buf_clear(&text);
	if (n->ids.loads != NULL) {
		buf_printf(&text, "%llu", (unsigned long long)load_of(n, r->id));
		grid_cell(g, side == COUNTED ? buf_text(&text) : "");
	}
	buf_free(&text);
}

static void
put_out_part(
    const struct indicator_names_state *n, const struct view *v, int side, int part, struct grid *g)
{
	struct listing *l = n->sides[side].parts[part];
	struct record *r = record_new(part == 0 ? n->ids.kind : KIND_EVENTS);

	for (size_t i = 0; l != NULL && i < listing_count(l); i++)
		if (listing_page(l, v, i, 1, &r) == 1)
			put_out_row(n, v, r, side, g);
	record_free(r);
}

static enum status
names_output(struct screen *sc, struct output *out, struct error *e)
{
	const struct indicator_names_state *n = screen_state(sc);
	struct session *s = app_session(screen_app(sc));
	struct buf title = {0};
	struct view v;

	(void)e;
	names_title(sc, &title);
	output_set_title(out, buf_text(&title));
	grid_column(&out->grid, (struct grid_column){.label = "Кто", .width = 36});
	grid_column(&out->grid, (struct grid_column){.label = "Где", .width = 30});
	grid_column(&out->grid, (struct grid_column){.label = "Учтён", .width = 6});
	if (n->ids.loads != NULL)
		grid_column(
		    &out->grid, (struct grid_column){.label = "Людей", .width = 6, .number = true});
	view_open(&v, s);
	for (int side = 0; side < SIDES; side++)
		for (int part = 0; part < PARTS; part++)
			put_out_part(n, &v, side, part, &out->grid);
	view_close(&v);
	dashboard_put_command(s, n->period, n->scope, &out->command);
	if (out->command.len > 0)
		buf_printf(&out->command, " --names %s", indicator_info(n->which)->id);
	buf_free(&title);
	return ST_OK;
}

static const struct action names_actions[] = {
    OUTPUT_ACTION("F2 C-t", "Вывод"),
    ACTION(ACT_OPEN, "Enter F3", "Открыть карточку", .word = "Карточка", .permit = PERMIT_READ),
    ACTION(ACT_NEXT, "Tab", "К другой стороне: учтённые и остальные", .word = "Другие"),
    ACTION(ACT_SEARCH, "F7 /",
	"Открыть эту сторону обычным списком: искать, отбирать, отмечать, вносить многим",
	.word = "Списком"),
    ACTION(ACT_LEFT, "Left", "К учтённым"),
    ACTION(ACT_RIGHT, "Right", "К остальным"),
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops indicator_names_screen = {
    .name = "indicator_names",
    .about =
	"Кто стоит за числом: слева учтённые, справа остальные; вместе они — все, из кого считают.",
    .state_size = sizeof(struct indicator_names_state),
    .actions = names_actions,
    .open = names_open,
    .close = names_close,
    .title = names_title,
    .load = names_load,
    .draw = names_draw,
    .act = names_act,
    .output = names_output,
};
