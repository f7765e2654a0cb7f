/* SPDX-License-Identifier: MIT
 * home.c - the first screen: every list of the town with its length, drafts, what was done last.
 */
#include "screens/app/place_args.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/compare.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "db/record/draft.h"
#include "db/record/records.h"
#include "screens/app/output.h"
#include "screens/home/home.h"
#include "screens/home/last_done.h"
#include "screens/home/sessions.h"
#include "screens/app/undo.h"
#include "screens/widget/words.h"
#include "service/core/changes.h"
#include "service/core/visibility.h"

/* The groups, left column first; which lists stand in them, kinds.def says. */
static const struct group {
	const char *title;
	int column;
} groups[GROUP_COUNT] = {
    [GROUP_DOCUMENTS] = {.title = "Люди и организации, документы", .column = 0},
    [GROUP_CORPS] = {.title = "Методический актив", .column = 0},
    [GROUP_ASSOCIATIONS] = {.title = "Методические объединения", .column = 1},
    [GROUP_DEVELOPMENT] = {.title = "Развитие педагогов", .column = 1},
};

const char *
home_group_title(int group)
{
	return groups[group].title;
}

enum { DO_DRAFTS = ACT_OWN, DO_WAITING, DO_JOURNAL, DO_ACCOUNTS, DO_INDICATORS, DO_MAINTENANCE };

static const struct action actions[] = {
    ACTION(ACT_OPEN, "Enter F3", "Открыть список, на котором стоит курсор", .word = "Открыть",
	.permit = PERMIT_READ),
    ACTION(ACT_NEW, "Ins", "Внести новую запись в этот список", .word = "Новая",
	.permit = PERMIT_EDIT),
    ACTION(ACT_SEARCH, "F7 /", "Найти человека", .word = "Найти", .permit = PERMIT_READ),
    ACTION(DO_INDICATORS, "F2", "Восемь показателей на дату и кто за ними", .word = "Показатели",
	.permit = PERMIT_READ),
    ACTION(DO_DRAFTS, "F4", "Что набрано и ещё не сохранено", .word = "Черновики"),
    ACTION(
	DO_WAITING, "C-w", "Что ждёт внимания: списки дел", .word = "Ждёт", .permit = PERMIT_READ),
    ACTION(DO_JOURNAL, "F6", "Кто, что и когда сделал", .word = "Журнал", .permit = PERMIT_JOURNAL),
    ACTION(ACT_BACK, "F10", "Закончить работу; набранное остаётся в черновиках", .word = "Выход"),
    ACTION(ACT_UNDO, "C-z", "Отменить своё последнее сохранение, удаление или загрузку",
	.permit = PERMIT_EDIT),
    ACTION(ACT_REDO, "C-y", "Сделать снова то, что отменено", .permit = PERMIT_EDIT),
    ACTION(DO_MAINTENANCE, "F8", "Копии базы, проверка, правила города", .word = "Копии",
	.synonyms = "резервная копия обслуживание проверка размер", .permit = PERMIT_BACKUP),
    ACTION(DO_ACCOUNTS, "C-u", "Учётные записи сотрудников",
	.synonyms = "пользователи сотрудники пароль ключ роль", .permit = PERMIT_ACCOUNTS),
    OUTPUT_ACTION("C-t", NULL),
    ACTION(ACT_UP, "Up", "На строку выше"),
    ACTION(ACT_DOWN, "Down", "На строку ниже"),
    ACTION(ACT_LEFT, "Left", "В левый столбец"),
    ACTION(ACT_RIGHT, "Right Tab", "В правый столбец"),
    ACTION(ACT_FIRST, "Home Esc", "К первому списку"),
    ACTION(ACT_LAST, "End", "К последней строке"),
    {.act = ACT_NONE},
};

/* Reading. */

static void
add_spot(struct home *h, struct spot spot)
{
	if (h->count < SPOTS)
		h->spots[h->count++] = spot;
}

static void
add_lists(struct home *h, const struct view *v)
{
	int rows[2] = {0, 0};
	enum kind k;

	for (int g = 0; g < GROUP_COUNT; g++) {
		int *row = &rows[groups[g].column], first = *row + 1;

		for (int place = 1; (k = kind_at((enum kind_group)g, place)) != KIND_COUNT; place++)
			if (profile_has_module(v->session->profile, entity_of(k)->module))
				add_spot(h,
				    (struct spot){.what = SPOT_LIST,
					.kind = k,
					.count = visibility_count(v, k),
					.column = groups[g].column,
					.row = first++,
					.group = g});
		if (g == GROUP_COUNT - 1 && first > *row + 1) /* what the group is kept for */
			add_spot(h,
			    (struct spot){.what = SPOT_INDICATORS,
				.column = groups[g].column,
				.row = first++,
				.group = g});
		if (first > *row + 1)
			*row = first + 1;
	}
}

/* "2 черновика: заявление, вчера 17:40; человек, сегодня 09:12" */
static void
read_drafts(struct home *h, struct session *s)
{
	struct draft *drafts = NULL;
	struct buf text = {0};

	h->ndrafts = draft_list(s->store, s->account.name, &drafts);
	if (h->ndrafts > 0)
		words_put_count(&text, h->ndrafts, "черновик", "черновика", "черновиков");
	else
		buf_puts(&text, "Черновиков нет: всё набранное сохранено");
	for (size_t i = 0; i < h->ndrafts && i < 3; i++) {
		buf_puts(&text, i == 0 ? ": " : "; ");
		buf_printf(&text, "%s, ", entity_of(drafts[i].of.kind)->one);
		words_put_moment(&text, drafts[i].time, clock_today());
	}
	snprintf(h->drafts, sizeof(h->drafts), "%s", buf_text(&text));
	buf_free(&text);
	free(drafts);
}

/* Below the lists: what waits to be done, drafts, then the journal. */
static void
add_below(struct home *h, const struct session *s)
{
	int below = h->work.kept ? WORK_ROWS + 3 + (h->work.meeting != 0) : 4, row;

	below += h->nothers > 0;
	h->last = 0;
	for (size_t i = 0; i < h->count; i++)
		h->last = h->spots[i].row > h->last ? h->spots[i].row : h->last;
	h->rule = h->last + 2 <= h->rows - below ? h->last + 2 : h->rows - below;
	row = h->rule + 1;
	for (int i = 0; h->work.kept && i < h->work.cells; i++)
		add_spot(h,
		    (struct spot){.what = SPOT_WORK,
			.work = (enum work)i,
			.column = i % WORK_COLUMNS,
			.row = row + i / WORK_COLUMNS});
	row += h->work.kept ? WORK_ROWS : 0;
	if (h->work.meeting != 0)
		add_spot(h,
		    (struct spot){
			.what = SPOT_WORK, .work = WORK_MEETING, .column = -1, .row = row});
	row += h->work.meeting != 0;
	add_spot(h, (struct spot){.what = SPOT_DRAFTS, .column = -1, .row = row});
	row++;
	if (h->nothers > 0)
		add_spot(h, (struct spot){.what = SPOT_OTHERS, .column = -1, .row = row});
	row += h->nothers > 0;
	if (changes_permit(s, PERMIT_JOURNAL))
		add_spot(h, (struct spot){.what = SPOT_JOURNAL, .column = -1, .row = row});
}

/* On a small terminal the lists are taller than their part of it: it goes with the cursor. The
 * first list of a group is seen with the group's heading. */
static void
keep_in_sight(struct home *h)
{
	const struct spot *spot = &h->spots[h->cursor];
	int lowest = h->last + 1 > h->rule ? h->last + 1 - h->rule : 0;

	if (is_of_lists(spot) && spot->row - 1 < h->top)
		h->top = spot->row - 1;
	if (is_of_lists(spot) && spot->row >= h->top + h->rule)
		h->top = spot->row + 1 - h->rule;
	if (h->top > lowest)
		h->top = lowest;
}

/* Lines come and go; the cursor stays on its own. */
static void
find_again(struct home *h, const struct spot *was)
{
	for (size_t i = 0; i < h->count; i++)
		if (h->spots[i].what == was->what && h->spots[i].kind == was->kind &&
		    h->spots[i].work == was->work)
			h->cursor = i;
}

static void
load(struct screen *sc)
{
	struct home *h = screen_state(sc);
	struct session *s = app_session(screen_app(sc));
	struct view v;
	struct spot was = h->spots[h->cursor];
	bool first = h->count == 0;
	int columns;

	app_size(screen_app(sc), &h->rows, &columns);
	h->count = 0;
	view_open(&v, s);
	add_lists(h, &v);
	last_done_read(&h->done, s, v.txn);
	home_work_read(&h->work, &v);
	view_close(&v);
	read_drafts(h, s);
	h->nothers = sessions_put_line(screen_app(sc), &h->others);
	add_below(h, s);
	if (!first)
		find_again(h, &was);
	if (h->cursor >= h->count)
		h->cursor = 0;
	keep_in_sight(h);
}

/* Drawing. */

static void
title(const struct screen *sc, struct buf *out)
{
	const char *department = profile_word(app_session(screen_app(sc))->profile, "department");
	int rows, columns;

	app_size(screen_app(sc), &rows, &columns);
	buf_puts(out, "Методактив");
	if (columns >= WIDE && *department != '\0')
		buf_printf(out, " · %s", department);
}

/* Moving. */

/* What is below the lists stays below those that are not seen. */
static int
depth(const struct home *h, const struct spot *spot)
{
	return is_of_lists(spot) ? spot->row : h->last + spot->row;
}

static int
distance(const struct home *h, const struct spot *from, const struct spot *to, int act)
{
	int down = depth(h, to) - depth(h, from);
	bool alike = (from->what == SPOT_WORK) == (to->what == SPOT_WORK);
	bool same = !alike || from->column == to->column || from->column < 0 || to->column < 0;

	if (act == ACT_UP || act == ACT_DOWN) {
		down = act == ACT_UP ? -down : down;
		return same && down > 0 ? down * 4 + abs(from->column - to->column) : 0;
	}
	if (from->column < 0 || to->column < 0 || !alike)
		return 0;
	if (act == ACT_LEFT ? to->column >= from->column : to->column <= from->column)
		return 0;
	return abs(to->column - from->column) * 1000 + abs(down) * 2 + (down < 0) + 1;
}

static void
move(struct home *h, int act)
{
	size_t best = h->cursor;
	int nearest = 0;

	for (size_t i = 0; i < h->count; i++) {
		int far = distance(h, &h->spots[h->cursor], &h->spots[i], act);

		if (far > 0 && (nearest == 0 || far < nearest)) {
			nearest = far;
			best = i;
		}
	}
	h->cursor = best;
}

static void
open_spot(struct screen *sc)
{
	struct home *h = screen_state(sc);
	const struct spot *spot = &h->spots[h->cursor];
	struct app *app = screen_app(sc);

	if (spot->what == SPOT_LIST)
		place_open(app, PLACE_BROWSER, NO_QUESTION,
		    &(struct browser_args){.spec = {.kind = spot->kind}});
	else if (spot->what == SPOT_INDICATORS)
		place_open(app, PLACE_DASHBOARD, NO_QUESTION, NULL);
	else if (spot->what == SPOT_WORK)
		home_work_open(&h->work, app, spot->work);
	else if (spot->what == SPOT_DRAFTS)
		place_open(app, PLACE_DRAFTS, NO_QUESTION, NULL);
	else if (spot->what == SPOT_OTHERS)
		place_open(app, PLACE_SESSIONS, NO_QUESTION, NULL);
	else
		place_open(app, PLACE_JOURNAL, NO_QUESTION, NULL);
}

static void
pressed(struct screen *sc, struct press press)
{
	struct home *h = screen_state(sc);

	h->cursor = (size_t)press.spot;
	open_spot(sc);
}

static void
new_record(struct screen *sc)
{
	struct home *h = screen_state(sc);
	const struct spot *spot = &h->spots[h->cursor];

	if (spot->what == SPOT_LIST)
		open_form(sc, spot->kind, 0);
	else
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Новая запись вносится в список: поставьте курсор на него.");
}

static void
act(struct screen *sc, int act)
{
	struct home *h = screen_state(sc);
	struct app *app = screen_app(sc);

	buf_clear(&h->typed);
	switch (act) {
	case ACT_OPEN:
		open_spot(sc);
		break;
	case ACT_NEW:
		new_record(sc);
		break;
	case ACT_SEARCH:
		place_open(app, PLACE_BROWSER, NO_QUESTION,
		    &(struct browser_args){.spec = {.kind = KIND_PEOPLE}});
		app_do(app, ACT_SEARCH);
		break;
	case DO_INDICATORS:
		place_open(app, PLACE_DASHBOARD, NO_QUESTION, NULL);
		break;
	case DO_WAITING:
		place_open(app, PLACE_WAITING, NO_QUESTION, NULL);
		break;
	case DO_DRAFTS:
		place_open(app, PLACE_DRAFTS, NO_QUESTION, NULL);
		break;
	case DO_JOURNAL:
		place_open(app, PLACE_JOURNAL, NO_QUESTION, NULL);
		break;
	case DO_MAINTENANCE:
		place_open(app, PLACE_MAINTENANCE, NO_QUESTION, NULL);
		break;
	case DO_ACCOUNTS:
		place_open(app, PLACE_ACCOUNTS, NO_QUESTION, NULL);
		break;
	case ACT_UNDO:
	case ACT_REDO:
		if ((act == ACT_UNDO ? undo_own : redo_own)(app))
			app_reload(app);
		break;
	case ACT_BACK:
		app_quit(app);
		break;
	case ACT_FIRST:
		h->cursor = 0;
		break;
	case ACT_LAST:
		h->cursor = h->count > 0 ? h->count - 1 : 0;
		break;
	default:
		move(h, act);
		break;
	}
	keep_in_sight(h);
}

/* To the first list from `skip` places after the cursor on whose name begins so. */
static bool
go_to_name(struct home *h, struct slice typed, size_t skip)
{
	bool found = false;

	if (compare_is_empty(typed))
		return false;
	for (size_t i = skip; i < h->count + skip && !found; i++) {
		size_t at = (h->cursor + i) % h->count;

		found = h->spots[at].what == SPOT_LIST &&
		    compare_starts(slice_of(entity_of(h->spots[at].kind)->many), typed);
		if (found)
			h->cursor = at;
	}
	return found;
}

static bool
go_in_either_layout(struct home *h, struct slice typed, size_t skip)
{
	struct buf other = {0};
	bool found = go_to_name(h, typed, skip) ||
	    (fold_put_other_layout(&other, typed) && go_to_name(h, buf_slice(&other), skip));

	buf_free(&other);
	return found;
}

/* Letters add up while some list begins with them; one that does not fit begins anew. */
static bool
type(struct home *h, uint32_t cp)
{
	struct buf letter = {0};
	bool found;

	utf8_put(&letter, cp);
	buf_put_slice(&h->typed, buf_slice(&letter));
	found = go_in_either_layout(h, buf_slice(&h->typed), 0);
	if (!found) {
		buf_clear(&h->typed);
		buf_put_slice(&h->typed, buf_slice(&letter));
		found = go_in_either_layout(h, buf_slice(&letter), 1);
	}
	if (!found)
		buf_clear(&h->typed);
	keep_in_sight(h);
	buf_free(&letter);
	return found;
}

static bool
go_to_group(struct home *h, int group)
{
	for (size_t i = 0; i < h->count; i++)
		if (h->spots[i].what == SPOT_LIST && h->spots[i].group == group) {
			h->cursor = i;
			keep_in_sight(h);
			return true;
		}
	return false;
}

static bool
key(struct screen *sc, const struct key *key)
{
	struct home *h = screen_state(sc);

	if (key->code != K_CHARACTER)
		return false;
	if (key->ch >= '1' && key->ch < '1' + GROUP_COUNT)
		return go_to_group(h, (int)(key->ch - '1'));
	return type(h, key->ch);
}

static void
home_close(struct screen *sc)
{
	struct home *h = screen_state(sc);

	buf_free(&h->typed);
	buf_free(&h->others);
}

/* The work lists are counted behind the frame: nobody waits for them to see the first screen. */
static void
home_tick(struct screen *sc)
{
	struct home *h = screen_state(sc);
	uint64_t changes = changes_number(app_session(screen_app(sc)));
	struct error ignored = {0}; /* an account that may not look sees none */
	struct view v;

	if (h->counted && h->changes == changes)
		return;
	view_open(&v, app_session(screen_app(sc)));
	(void)waiting_read(&v, clock_today(), h->waiting, &h->nwaiting, &ignored);
	view_close(&v);
	h->counted = true;
	h->changes = changes;
	app_redraw(screen_app(sc));
}

static void
put_row(struct output *out, const char *section, const char *list, size_t count)
{
	struct buf number = {0};

	words_put_number(&number, count);
	output_cell(out, section);
	output_cell(out, list);
	output_cell(out, buf_text(&number));
	buf_free(&number);
}

/* The lists with their lengths, and what is in work. */
static enum status
home_output(struct screen *sc, struct output *out, struct error *e)
{
	static const struct list_column columns[] = {{.title = "Раздел", .width = 30},
	    {.title = "Список", .width = 40, .lead = true},
	    {.title = "Записей", .width = 8, .right = true}};
	const struct home *h = screen_state(sc);

	(void)e;
	output_set_title(out, "Что в реестре");
	output_set_columns(out, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < h->count; i++) {
		const struct spot *spot = &h->spots[i];

		if (spot->what == SPOT_LIST)
			put_row(out, groups[spot->group].title, entity_of(spot->kind)->many,
			    spot->count);
		else if (spot->what == SPOT_WORK && spot->work < WORK_CELLS)
			put_row(out, "В работе", home_work_label(spot->work),
			    h->work.counts[spot->work]);
	}
	return ST_OK;
}

const struct screen_ops home_screen = {
    .name = "home",
    .company = true,
    .about = "Все списки города и сколько в них записей. Цифра ведёт к группе, буква — к списку.",
    .state_size = sizeof(struct home),
    .actions = actions,
    .output = home_output,
    .close = home_close,
    .title = title,
    .load = load,
    .draw = home_draw,
    .act = act,
    .key = key,
    .pressed = pressed,
    .tick = home_tick,
};
