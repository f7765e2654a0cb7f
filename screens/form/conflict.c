/* SPDX-License-Identifier: MIT
 * conflict.c - two people changed one record: mine, theirs and before, field by field.
 *
 * Only fields that differ between mine and theirs are shown. What only one of the two changed is
 * chosen already; where both did, mine is proposed and marked. The merged record is saved upon
 * theirs.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/die.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/form/record_form.h"

enum side { MINE, THEIRS, BEFORE, SIDES };

enum {
	VALUE_ROWS = 9
}; /* the three values of the field under the cursor, in full as far as they fit */

struct difference {
	const struct field *field;
	enum side chosen;
	bool both;                 /* both changed it */
	const char *values[SIDES]; /* in words */
};

/* A line of the list; the field outlives the difference, which is made anew. */
struct conflict_row {
	const struct field *field; /* first: the row is known by it */
	struct difference *difference;
};

struct conflict {
	struct list_state base; /* first: list_screen.h; its rows are struct conflict_row */
	struct session *session;
	struct record *sides[SIDES];
	struct difference *differences;
	size_t count;
	bool gone;       /* removed meanwhile: theirs is what it was last */
	struct buf name; /* of the record, for the title */
	struct arena texts;
	struct buf who; /* "Петрова, 31.05.2026 14:05" */
};

static const char *const side_names[SIDES] = {
    [MINE] = "моё", [THEIRS] = "чужое", [BEFORE] = "прежнее"};

static struct conflict *
state(const struct screen *sc)
{
	return screen_state(sc);
}

/* Who saved theirs, and when. */
static void
find_who(struct conflict *c, struct txn *t)
{
	struct journal_row row;

	buf_clear(&c->who);
	if (journal_get(t, c->sides[THEIRS]->stamp, &row)) {
		buf_printf(&c->who, "%s, ", row.account);
		clock_put_russian(&c->who, row.time);
		journal_row_free(&row);
	}
}

static enum side
proposed(const struct conflict *c, const struct field *f, bool *both)
{
	bool i_did = !record_field_equal(c->sides[MINE], c->sides[BEFORE], f);
	bool they_did = !record_field_equal(c->sides[THEIRS], c->sides[BEFORE], f);

	*both = i_did && they_did;
	return i_did ? MINE : THEIRS;
}

/* Choices made before are kept when theirs has changed again. */
static void
compare(struct conflict *c, struct txn *t)
{
	struct difference *old = c->differences;
	size_t n, kept = old != NULL ? c->count : 0;
	const struct field *const *fields =
	    profile_fields(c->session->profile, c->sides[MINE]->kind, &n);

	c->differences = xcalloc(n + 1, sizeof(*c->differences));
	c->count = 0;
	for (size_t i = 0; i < n; i++) {
		struct difference *d = &c->differences[c->count];

		if (record_field_equal(c->sides[MINE], c->sides[THEIRS], fields[i]))
			continue;
		d->field = fields[i];
		d->chosen = proposed(c, fields[i], &d->both);
		for (size_t k = 0; k < kept; k++)
			if (old[k].field == fields[i])
				d->chosen = old[k].chosen;
		c->count++;
	}
	free(old);
	find_who(c, t);
}

static enum status
conflict_open(struct screen *sc, const void *args, struct error *e)
{
	const struct conflict_args *a = args;
	struct conflict *c = state(sc);
	struct view v;

	c->session = app_session(screen_app(sc));
	c->sides[MINE] = record_dup(a->mine);
	c->sides[BEFORE] = record_dup(a->before);
	view_open(&v, c->session);
	c->sides[THEIRS] = register_load(&v, a->mine->kind, a->mine->id);
	view_close(&v);
	if (c->sides[THEIRS] == NULL)
		return error_set(
		    e, ST_NOTFOUND, "Этой записи больше нет: её удалил другой сотрудник.");
	return ST_OK;
}

static void
conflict_close(struct screen *sc)
{
	struct conflict *c = state(sc);

	for (int i = 0; i < SIDES; i++)
		record_free(c->sides[i]);
	free(c->differences);
	arena_free(&c->texts);
	buf_free(&c->name);
	buf_free(&c->who);
}

static void
conflict_title(const struct screen *sc, struct buf *out)
{
	const struct conflict *c = state(sc);

	buf_printf(out, "Два сохранения: %s", buf_text(&c->name));
}

/* What the values say comes from other records too: they are read at every load. */
static void
read_texts(struct conflict *c, const struct view *v)
{
	struct buf text = {0};

	buf_clear(&c->name);
	register_put_name_of(v, c->sides[THEIRS], &c->name);
	arena_clear(&c->texts);
	for (size_t i = 0; i < c->count; i++)
		for (int side = 0; side < SIDES; side++) {
			buf_clear(&text);
			register_put_field(v, c->sides[side], c->differences[i].field, &text);
			if (text.len == 0)
				buf_puts(&text, "(пусто)");
			c->differences[i].values[side] =
			    arena_strndup(&c->texts, buf_text(&text), text.len);
		}
	buf_free(&text);
}

/* The differences against what is saved now; the first time, and when it has been saved again. What
 * is removed stays as it was last, so that nothing chosen is lost. */
static void
look_again(struct screen *sc, const struct view *v)
{
	struct conflict *c = state(sc);
	struct record *now = register_load(v, c->sides[MINE]->kind, c->sides[MINE]->id);
	bool again = now != NULL && now->stamp != c->sides[THEIRS]->stamp;

	c->gone = now == NULL;
	if (again) {
		record_free(c->sides[THEIRS]);
		c->sides[THEIRS] = now;
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Запись сохранили ещё раз: «чужое» прочитано заново.");
	} else {
		record_free(now);
	}
	if (again || c->differences == NULL)
		compare(c, v->txn);
	read_texts(c, v);
}

static bool
conflict_read(struct screen *sc, struct list_rows *out)
{
	const struct conflict *c = state(sc);

	look_again(sc, out->view);
	for (size_t i = 0; i < c->count; i++)
		list_rows_add(out,
		    &(struct conflict_row){
			.difference = &c->differences[i], .field = c->differences[i].field});
	return true;
}

static void
put_difference(const void *row, struct list_cells *out)
{
	const struct difference *d = ((const struct conflict_row *)row)->difference;

	buf_printf(&out->text[0], "%s%s", d->both ? "! " : "  ", d->field->label);
	buf_puts(&out->text[1], side_names[d->chosen]);
	buf_puts(&out->text[2], d->values[d->chosen]);
}

/* Drawing. */

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	if (state(sc)->gone)
		ui_put(ui, row, 1, columns - 2, STYLE_WARNING,
		    "Записи больше нет: её удалил другой сотрудник. F2 — сохранить как новую.");
	else
		ui_printf(ui, row, 1, columns - 2, STYLE_WARNING,
		    "Пока вы печатали, запись сохранили: %s.", buf_text(&state(sc)->who));
	ui_put(ui, row + 1, 1, columns - 2, STYLE_PLAIN,
	    "1, 2, 3 или стрелки — чьё значение взять, F2 — сохранить. ! — меняли оба.");
}

static void
draw_values(const struct screen *sc, const void *here, struct ui *ui, int row, int columns)
{
	const struct difference *d = ((const struct conflict_row *)here)->difference;

	(void)sc;
	for (int side = 0; side < SIDES; side++) {
		bool chosen = d->chosen == (enum side)side;

		ui_printf(ui, row + side * 3, 1, 14, chosen ? STYLE_STRONG : STYLE_LABEL,
		    "%s %d %s", chosen ? "▸" : " ", side + 1, side_names[side]);
		record_form_wrap(ui, row + side * 3, 16, columns - 18, 3,
		    chosen ? STYLE_STRONG : STYLE_PLAIN, ALIGN_LEFT, d->values[side]);
	}
}

/* Choosing and saving. */

static void
choose(struct screen *sc, const void *row, int side)
{
	((const struct conflict_row *)row)->difference->chosen = (enum side)side;
	list_screen_put(sc);
}

static void
turn(struct screen *sc, const void *row, int by)
{
	const struct conflict_row *here = row;

	choose(sc, row, ((int)here->difference->chosen + by + SIDES) % SIDES);
}

static void
take_mine(struct screen *sc, const void *row)
{
	choose(sc, row, MINE);
}

static void
take_theirs(struct screen *sc, const void *row)
{
	choose(sc, row, THEIRS);
}

static void
take_before(struct screen *sc, const void *row)
{
	choose(sc, row, BEFORE);
}

static void
take_left(struct screen *sc, const void *row)
{
	turn(sc, row, -1);
}

static void
take_right(struct screen *sc, const void *row)
{
	turn(sc, row, 1);
}

/* Theirs with what is chosen. */
static struct record *
merge(const struct conflict *c)
{
	struct record *merged = record_dup(c->sides[THEIRS]);

	for (size_t i = 0; i < c->count; i++)
		record_copy_field(
		    merged, c->sides[c->differences[i].chosen], c->differences[i].field);
	return merged;
}

static void
leave_saved(struct screen *sc, uint64_t id)
{
	const struct answer answer = {.code = 1, .id = id};

	app_say(screen_app(sc), MESSAGE_INFO, "Сохранено с выбранными значениями.");
	app_pop(screen_app(sc), &answer);
}

/* What was chosen when it was asked about the removed record, which is a new one from now on. */
static void
save_as_new(struct screen *sc, const void *about, const struct answer *answer)
{
	struct conflict *c = state(sc);
	struct record *merged;
	struct saved saved = {0};
	struct error e = {0};
	struct view v;

	(void)about; /* the choices cannot change while the question is open */
	if (answer->code == 1)
		app_pop(screen_app(sc), NULL);
	if (answer->code != 2)
		return;
	merged = merge(c);
	merged->id = merged->stamp = 0;
	view_open(&v, c->session);
	if (register_save(&v,
		&(struct save){.record = merged, .drop_draft = true, .draft = c->sides[MINE]->id},
		&saved, &e) == ST_OK)
		leave_saved(sc, saved.id);
	else
		app_say_error(screen_app(sc), &e);
	record_free(merged);
}

static void
ask_save_as_new(struct screen *sc)
{
	static const char *const buttons[] = {"Вернуться к форме", "Сохранить как новую", NULL};

	ask_buttons(screen_app(sc), THEN(save_as_new), "Записи больше нет",
	    "Пока вы выбирали, эту запись удалил другой сотрудник.\nНабранное осталось в форме "
	    "и в черновике; новая запись получит выбранные значения.",
	    buttons);
}

static void
save(struct screen *sc)
{
	struct conflict *c = state(sc);
	struct record *merged = merge(c);
	const struct save what = {.record = merged, .drop_draft = true, .draft = merged->id};
	struct saved saved = {0};
	struct error e = {0};
	struct view v;

	view_open(&v, c->session);
	switch (register_save(&v, &what, &saved, &e)) {
	case ST_OK:
		leave_saved(sc, saved.id);
		break;
	case ST_CONFLICT:
		list_screen_load(sc);
		if (c->gone)
			ask_save_as_new(sc);
		break;
	default:
		app_say_error(screen_app(sc), &e);
		break;
	}
	record_free(merged);
}

enum { DO_MINE = ACT_OWN, DO_THEIRS, DO_BEFORE };

const struct screen_ops conflict_screen = {
    .name = "conflict",
    .about = "Запись сохранили двое: по каждому полю выберите своё, чужое или прежнее значение.",
    .open = conflict_open,
    .actions =
	LIST_WORK_STILL(ACTION(ACT_SAVE, "F2 C-s", "Сохранить запись с выбранными значениями",
			    .word = "Сохранить", .permit = PERMIT_EDIT, .on_screen = save),
	    ACTION(DO_MINE, "1", "Взять в этом поле набранное мной", .word = "Моё",
		.on_row = take_mine),
	    ACTION(DO_THEIRS, "2", "Взять в этом поле сохранённое другим", .word = "Чужое",
		.on_row = take_theirs),
	    ACTION(DO_BEFORE, "3", "Взять в этом поле то, что было до обоих", .word = "Прежнее",
		.on_row = take_before),
	    ACTION(ACT_LEFT, "Left h", "Взять значение слева", .on_row = take_left),
	    ACTION(ACT_RIGHT, "Right l", "Взять значение справа", .on_row = take_right)),
    LIST_SCREEN(struct conflict, struct conflict_row,
	COLUMNS({.title = "Поле", .width = 30, .lead = true}, {.title = "Взять", .width = 8},
	    {.title = "Значение", .width = 30, .rank = 1, .grows = true}),
	.put_title = conflict_title, .read = conflict_read, .put = put_difference,
	.key_size = sizeof(const struct field *), .close = conflict_close,
	.empty = "Различий не осталось: F2 закончит работу, F10 вернёт к форме.", .head = 3,
	.draw_head = draw_head, .foot = VALUE_ROWS + 1, .draw_foot = draw_values),
};
