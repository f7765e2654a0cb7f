/* SPDX-License-Identifier: MIT
 * merge.c - two records as the one they shall become: whose value each field takes, and what will
 * refer to it. Nothing else is asked: what is shown is what F2 does.
 */
#include <stdlib.h>

#include "base/die.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/record/merge.h"
#include "service/record/register.h"

enum side { KEPT, GONE, SIDES };
enum { HEAD_ROWS = 4 };

/* A field they differ in, or records that refer to the one that goes. */
struct merge_row {
	const struct field *field;
	enum kind kind; /* of the record, or of those that refer to it */
	uint32_t moved; /* how many of them */
};

struct merge_screen {
	struct list_state base; /* first: list_screen.h; its rows are struct merge_row */
	struct record *sides[SIDES];
	enum side *chosen; /* of each field of the profile */
	size_t nfields;
	const struct field *const *fields;
	struct buf title, head;
	bool refused; /* head says why it cannot be */
};

static struct merge_screen *
state(const struct screen *sc)
{
	return screen_state(sc);
}

static void
close_merge(struct screen *sc)
{
	struct merge_screen *m = state(sc);

	for (int i = 0; i < SIDES; i++)
		record_free(m->sides[i]);
	free(m->chosen);
	buf_free(&m->title);
	buf_free(&m->head);
}

/* What the one that stays does not say is taken from the other. */
static void
propose(struct merge_screen *m)
{
	for (size_t i = 0; i < m->nfields; i++)
		m->chosen[i] = record_field_empty(m->sides[KEPT], m->fields[i]) &&
			m->fields[i]->type != FIELD_CODE
		    ? GONE
		    : KEPT;
}

static enum status
merge_open(struct screen *sc, const void *args, struct error *e)
{
	const struct merge_args *a = args;
	struct merge_screen *m = state(sc);
	struct session *s = app_session(screen_app(sc));
	struct view v;

	m->fields = profile_fields(s->profile, a->kind, &m->nfields);
	m->chosen = xcalloc(m->nfields + 1, sizeof(*m->chosen));
	view_open(&v, s);
	m->sides[KEPT] = register_load(&v, a->kind, a->kept);
	m->sides[GONE] = register_load(&v, a->kind, a->gone);
	view_close(&v);
	if (m->sides[KEPT] == NULL || m->sides[GONE] == NULL)
		return error_set(
		    e, ST_NOTFOUND, "Одной из двух записей больше нет: объединять нечего.");
	propose(m);
	return ST_OK;
}

/* The record as it shall be; free it. */
static struct record *
wished(const struct merge_screen *m)
{
	struct record *r = record_dup(m->sides[KEPT]);

	for (size_t i = 0; i < m->nfields; i++)
		if (m->chosen[i] == GONE)
			record_copy_field(r, m->sides[GONE], m->fields[i]);
	return r;
}

/* As they are now; one that has gone stays as it was, and the merge will be refused. */
static void
read_sides(struct screen *sc, const struct view *v)
{
	struct merge_screen *m = state(sc);

	for (int i = 0; i < SIDES; i++) {
		struct record *now = register_load(v, m->sides[i]->kind, m->sides[i]->id);

		if (now == NULL)
			continue;
		if (now->stamp != m->sides[i]->stamp)
			app_say(screen_app(sc), MESSAGE_WARNING,
			    "Одну из двух записей тем временем изменили: она прочитана заново.");
		record_free(m->sides[i]);
		m->sides[i] = now;
	}
}

static void
put_sides(struct merge_screen *m, const struct view *v)
{
	buf_clear(&m->title);
	buf_puts(&m->title, "Объединить: ");
	register_put_name_of(v, m->sides[KEPT], &m->title);
	buf_clear(&m->head);
	buf_puts(&m->head, "Останется ");
	register_put_key(v, m->sides[KEPT], ' ', &m->head);
	buf_puts(&m->head, ", уйдёт ");
	register_put_key(v, m->sides[GONE], ' ', &m->head);
	buf_puts(&m->head, ".");
}

/* All but writing it. */
static void
try_it(struct merge_screen *m, struct session *s)
{
	struct record *r = wished(m);
	struct merged merged = {0};
	struct error e = {0};

	m->refused = merge_records(s, &(struct merge){.kept = r, .gone = m->sides[GONE]}, true,
			 &merged, &e) != ST_OK;
	if (m->refused) {
		buf_puts(&m->head, " Объединить нельзя: ");
		buf_puts(&m->head, error_text(&e));
		buf_puts(&m->head, ".");
	} else {
		buf_printf(&m->head,
		    " Перейдёт записей: %zu, из них совпадёт с имеющимися: %zu. F2 — объединить, "
		    "это одна операция, Ctrl-Z в списке её отменит.",
		    merged.moved, merged.folded);
	}
	record_free(r);
}

static void
add_differences(const struct merge_screen *m, struct list_rows *out)
{
	for (size_t i = 0; i < m->nfields; i++)
		if (!record_field_equal(m->sides[KEPT], m->sides[GONE], m->fields[i]))
			list_rows_add(out,
			    &(struct merge_row){
				.field = m->fields[i], .kind = m->sides[KEPT]->kind});
}

static void
add_referrers(const struct record *gone, struct list_rows *out)
{
	struct referrer *referrers;
	size_t count = register_referrers(out->view, gone->kind, gone->id, &referrers);

	for (size_t i = 0; i < count; i++)
		list_rows_add(out,
		    &(struct merge_row){.field = referrers[i].field,
			.kind = referrers[i].kind,
			.moved = (uint32_t)referrers[i].count});
	free(referrers);
}

static bool
merge_read(struct screen *sc, struct list_rows *out)
{
	struct merge_screen *m = state(sc);

	read_sides(sc, out->view);
	put_sides(m, out->view);
	view_close(out->view); /* one deed a snapshot */
	try_it(m, app_session(screen_app(sc)));
	view_open(out->view, app_session(screen_app(sc)));
	add_differences(m, out);
	add_referrers(m->sides[GONE], out);
	return true;
}

static enum side *
choice_of(const struct merge_screen *m, const struct field *f)
{
	for (size_t i = 0; i < m->nfields; i++)
		if (m->fields[i] == f)
			return &m->chosen[i];
	return NULL;
}

static void
put_referrers(const struct merge_row *here, const char *label, struct list_cells *out)
{
	buf_printf(&out->text[0], "%s: %s", entity_of(here->kind)->many, label);
	buf_puts(&out->text[1], "◂ перейдёт ");
	words_put_count(&out->text[1], here->moved, "запись", "записи", "записей");
}

static void
put_sides_of(const struct merge_screen *m, const struct field *f, struct list_cells *out)
{
	for (int i = 0; i < SIDES; i++) {
		buf_puts(&out->text[1 + i], *choice_of(m, f) == (enum side)i ? "▸ " : "  ");
		register_put_field(out->view, m->sides[i], f, &out->text[1 + i]);
	}
}

static void
put_row(const void *row, struct list_cells *out)
{
	const struct merge_row *here = row;
	const char *label = profile_label(out->view->session->profile, here->kind, here->field);

	if (here->moved > 0) {
		put_referrers(here, label, out);
		return;
	}
	buf_puts(&out->text[0], label);
	put_sides_of(state(out->screen), here->field, out);
}

static void
put_title(const struct screen *sc, struct buf *out)
{
	buf_puts(out, buf_text(&state(sc)->title));
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct merge_screen *m = state(sc);

	text_draw(ui, row, 1, HEAD_ROWS - 1, columns - 2, m->refused ? STYLE_WARNING : STYLE_PLAIN,
	    buf_text(&m->head));
}

/* What can be done. */

static void
choose(struct screen *sc, const void *row, enum side side)
{
	const struct merge_row *here = row;

	if (here->moved > 0)
		app_say(screen_app(sc), MESSAGE_INFO,
		    "Эти записи перейдут к той, что останется; выбирать здесь нечего.");
	else if (here->field->type == FIELD_CODE)
		app_say(screen_app(sc), MESSAGE_INFO,
		    "Код остаётся у той записи, что останется; F6 — оставить другую.");
	else
		*choice_of(state(sc), here->field) = side;
	list_screen_load(sc);
}

static void
turn(struct screen *sc, const void *row)
{
	const struct merge_row *here = row;
	const enum side *now = here->moved > 0 ? NULL : choice_of(state(sc), here->field);

	choose(sc, row, now != NULL && *now == KEPT ? GONE : KEPT);
}

static void
take_first(struct screen *sc, const void *row)
{
	choose(sc, row, KEPT);
}

static void
take_second(struct screen *sc, const void *row)
{
	choose(sc, row, GONE);
}

static void
swap(struct screen *sc)
{
	struct merge_screen *m = state(sc);
	struct record *kept = m->sides[KEPT];

	m->sides[KEPT] = m->sides[GONE];
	m->sides[GONE] = kept;
	propose(m);
	list_screen_begin(sc);
}

static void
merge(struct screen *sc)
{
	struct merge_screen *m = state(sc);
	struct app *app = screen_app(sc);
	struct record *r = wished(m);
	struct answer answer = {.code = 1, .id = r->id};
	struct merged merged = {0};
	struct error e = {0};

	if (merge_records(app_session(app), &(struct merge){.kept = r, .gone = m->sides[GONE]},
		false, &merged, &e) == ST_OK) {
		app_say(app, MESSAGE_INFO,
		    "Объединено; перешло записей: %zu. Отменить — Ctrl-Z в списке.", merged.moved);
		app_pop(app, &answer);
	} else {
		app_say_error(app, &e);
		list_screen_load(sc);
	}
	record_free(r);
}

enum { DO_SWAP = ACT_OWN };

const struct screen_ops merge_screen = {
    .name = "merge",
    .about = "Две записи становятся одной: чьё значение взять в каждом поле и какие записи "
	     "перейдут.",
    .open = merge_open,
    .actions = LIST_WORK_STILL(ACTION(ACT_SAVE, "F2 C-s", "Объединить записи", .word = "Объединить",
				   .permit = PERMIT_EDIT, .on_screen = merge),
	ACTION(ACT_CHOOSE, "Space Enter", "Взять в этом поле значение другой записи",
	    .word = "Другое", .on_row = turn),
	ACTION(DO_SWAP, "F6", "Оставить другую из двух записей", .word = "Оставить другую",
	    .on_screen = swap),
	ACTION(ACT_LEFT, "Left", "Взять значение той, что останется", .on_row = take_first),
	ACTION(ACT_RIGHT, "Right", "Взять значение той, что уйдёт", .on_row = take_second)),
    LIST_SCREEN(struct merge_screen, struct merge_row,
	COLUMNS({.title = "Поле", .width = 24, .lead = true},
	    {.title = "Останется", .width = 24, .grows = true},
	    {.title = "Уйдёт", .width = 24, .grows = true}),
	.put_title = put_title, .read = merge_read, .put = put_row,
	.key_size = sizeof(const struct field *), .close = close_merge, .head = HEAD_ROWS,
	.empty = "Записи различаются только кодом.", .draw_head = draw_head),
};
