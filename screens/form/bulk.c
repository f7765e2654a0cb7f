/* SPDX-License-Identifier: MIT
 * bulk.c - the same record for many people: a form of the common fields, then who will get it and
 * what stands in the way, then one operation.
 */
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/form/record_form_screen.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"
#include "service/record/bulk.h"

/* People, shared by both screens: each has its own copy. */
struct people {
	uint64_t *ids;
	size_t count;
};

static struct people
people_copy(const uint64_t *ids, size_t count)
{
	struct people p = {.ids = xcalloc(count + 1, sizeof(*ids)), .count = count};

	memcpy(p.ids, ids, count * sizeof(*ids));
	return p;
}

static void
put_people(struct buf *out, size_t count)
{
	words_put_count(out, count, "человек", "человека", "человек");
}

/* How they are written, and as of when they were seen. */
struct bulk_way {
	bulk_write *write;
	uint64_t seen;
};

static enum status
write_plainly(struct session *s, const struct record *pattern, const uint64_t *people, size_t count,
    uint64_t seen, const uint64_t *draft, struct error *e)
{
	(void)seen;
	return bulk_save(s, pattern, people, count, draft, e);
}

/* The form. */

struct bulk {
	struct record_form_screen base; /* first: record_form_of() looks there */
	struct people people;
	struct bulk_way way;
};

/* Every field but the person. */
static void
lay_out(struct record_form *sh)
{
	const struct profile *profile = sh->session->profile;
	const struct field *person = bulk_person_field(sh->kind);
	size_t n;
	const struct field *const *fields = profile_fields(profile, sh->kind, &n);

	for (size_t i = 0; i < n; i++)
		if (fields[i] != person)
			record_form_add_field(
			    sh, fields[i], profile_label(profile, sh->kind, fields[i]));
}

static enum status
bulk_open(struct screen *sc, const void *args, struct error *e)
{
	const struct bulk_args *a = args;
	struct bulk *b = screen_state(sc);
	enum status st;

	if (a->count > BULK_MOST)
		return error_set(e, ST_REFUSED,
		    "За один раз вносится не больше %d записей, а отмечено %zu: отметьте меньше.",
		    BULK_MOST, a->count);
	b->people = people_copy(a->ids, a->count);
	b->way = (struct bulk_way){a->write != NULL ? a->write : write_plainly, a->seen};
	st = record_form_open(&b->base.sheet, screen_app(sc), a->kind, 0, a->initial, lay_out, e);
	if (st == ST_OK && a->focus != NULL)
		record_form_focus(b->base.sheet, record_form_find(b->base.sheet, a->focus));
	return st;
}

static void
bulk_close(struct screen *sc)
{
	struct bulk *b = screen_state(sc);

	free(b->people.ids);
	record_form_screen_close(sc);
}

static void
bulk_title(const struct screen *sc, struct buf *out)
{
	const struct bulk *b = screen_state(sc);

	buf_printf(out, "%s: внести сразу для ", entity_of(b->base.sheet->kind)->many);
	words_put_count(out, b->people.count, "человека", "человек", "человек");
}

static void
bulk_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct bulk *b = screen_state(sc);
	struct record_form *sh = b->base.sheet;
	int hint = record_form_hint_rows(sh);

	ui_put(ui, row, 1, columns - 2, STYLE_FAINT,
	    "Что здесь набрано, будет у каждого. F2 — посмотреть, у кого, и внести.");
	record_form_draw(sh, ui, row + 2, rows - hint - 2, 0, columns);
	record_form_draw_hint(sh, ui, row + rows - hint, hint, columns);
}

/* Faults of the common fields, as lines that lead to them. */
struct form_faults {
	struct record_form *sh;
	char *lines[32];
	size_t items[32], count;
};

static void
note_fault(void *context, const struct field *f, const char *sentence)
{
	struct form_faults *faults = context;
	size_t item = record_form_find(faults->sh, f->id);
	struct buf line = {0};

	if (item == RECORD_FORM_NONE ||
	    faults->count == sizeof(faults->lines) / sizeof(faults->lines[0]))
		return; /* the person is filled in later */
	for (size_t i = 0; i < faults->count; i++)
		if (faults->items[i] == item)
			return; /* what could not be read is empty now: no news */
	buf_clear(&faults->sh->items[item].fault);
	buf_puts(&faults->sh->items[item].fault, sentence);
	buf_printf(&line, "%s: %s", f->label, sentence);
	faults->items[faults->count] = item;
	faults->lines[faults->count++] = buf_detach(&line);
}

static void
check_pattern(struct record_form *sh, struct record *r, struct form_faults *faults)
{
	struct session_refs refs;
	struct reading reading;
	struct view v;

	record_form_begin_view(sh, &v);
	reading = record_form_reading(sh, &refs);
	for (size_t i = 0; i < sh->count; i++)
		form_field_settle(sh, &sh->items[i]);
	record_form_assemble(sh, r, note_fault, faults);
	record_check(r, &reading, note_fault, faults);
	record_form_end_view(sh, &v);
}

static void open_preview(struct app *app, struct question question, const struct record *pattern,
    uint64_t draft, const struct bulk *b);

static void
leave_when_written(struct screen *sc, const void *about, const struct answer *answer)
{
	struct record_form *sh = record_form_of(sc);

	(void)about;
	if (answer->code != 1)
		return;
	drafting_forget(&sh->drafting);
	sh->finished = true;
	app_pop(screen_app(sc), &(struct answer){.code = 1});
}

static void
go_on(struct screen *sc)
{
	struct bulk *b = screen_state(sc);
	struct record_form *sh = b->base.sheet;
	struct form_faults faults = {.sh = sh};
	struct record *r = record_new(sh->kind);

	drafting_save(&sh->drafting, true);
	check_pattern(sh, r, &faults);
	if (faults.count > 0)
		record_form_list(sh, "Сначала исправьте. Enter — к полю",
		    (const char *const *)faults.lines, faults.items, faults.count);
	else
		open_preview(sh->app, THEN(leave_when_written), r, sh->drafting.of.id, b);
	for (size_t i = 0; i < faults.count; i++)
		free(faults.lines[i]);
	record_free(r);
}

static void
bulk_act(struct screen *sc, int act)
{
	if (act == ACT_SAVE)
		go_on(sc);
	else
		record_form_screen_act(sc, act);
}

static const struct action bulk_actions[] = {
    ACTION(ACT_SAVE, "F2 C-s", "Посмотреть, кто получит запись, и внести", .word = "Кому",
	.permit = PERMIT_EDIT),
    ACTION(ACT_CHOOSE, "F4", "Выбрать значение из списка, найти запись", .word = "Выбрать"),
    ACTION(RECORD_FORM_MEND, "F6", "Исправить то, что отмечено «~»: чужие буквы, регистр, год",
	.word = "Исправить"),
    ACTION(RECORD_FORM_COPY_ABOVE, "C-d", "Взять в поле то, что было в нём в прошлый раз",
	.word = "Как раньше", .synonyms = "скопировать повторить как раньше"),
    RECORD_FORM_TEXT_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops bulk_screen = {
    .name = "bulk",
    .about =
	"Одинаковая запись для всех отмеченных: заполните общие поля, затем посмотрите, кто её "
	"получит.",
    .state_size = sizeof(struct bulk),
    .actions = bulk_actions,
    .open = bulk_open,
    .close = bulk_close,
    .title = bulk_title,
    .load = record_form_screen_load,
    .draw = bulk_draw,
    .act = bulk_act,
    .key = record_form_screen_key,
    .pressed = record_form_screen_pressed,
    .in_text = record_form_screen_in_text,
    .tick = record_form_screen_tick,
    .leave = record_form_screen_leave,
    .lines = true,
    .unsaved = record_form_screen_unsaved,
    .may_close = record_form_screen_may_close,
};

/* Who gets it. */

struct bulk_preview {
	struct list_state base; /* first: list_screen.h */
	struct record *pattern;
	uint64_t draft; /* it was typed in */
	struct people people;
	struct bulk_way way;
	size_t faulty;
	struct buf what; /* the common fields in words */
};

struct preview_row {
	uint64_t id;
	const char *fault; /* the first there is; NULL: none */
};

struct preview_args {
	const struct record *pattern;
	uint64_t draft;
	const struct bulk *bulk;
};

/* "Дата: 12.05.2026 · Вид диагностики: ФИОКО" */
static void
put_pattern(const struct view *v, const struct record *r, struct buf *out)
{
	struct session *s = v->session;
	size_t n;
	const struct field *const *fields = profile_fields(s->profile, r->kind, &n);

	for (size_t i = 0; i < n; i++) {
		if (record_field_empty(r, fields[i]))
			continue;
		buf_printf(out, "%s%s: ", out->len > 0 ? " · " : "",
		    profile_label(s->profile, r->kind, fields[i]));
		register_put_field(v, r, fields[i], out);
	}
}

static enum status
preview_open(struct screen *sc, const void *args, struct error *e)
{
	const struct preview_args *a = args;
	struct bulk_preview *p = screen_state(sc);

	(void)e;
	p->pattern = record_dup(a->pattern);
	p->draft = a->draft;
	p->people = people_copy(a->bulk->people.ids, a->bulk->people.count);
	p->way = a->bulk->way;
	return ST_OK;
}

static void
preview_close(struct screen *sc)
{
	struct bulk_preview *p = screen_state(sc);

	free(p->people.ids);
	record_free(p->pattern);
	buf_free(&p->what);
}

static bool
preview_read(struct screen *sc, struct list_rows *out)
{
	struct bulk_preview *p = screen_state(sc);
	struct bulk_fault *faults;
	struct preview_row *rows;
	size_t n;

	p->faulty = bulk_check(out->view, p->pattern, p->people.ids, p->people.count, &faults, &n);
	for (size_t i = 0; i < p->people.count; i++)
		list_rows_add(out, &(struct preview_row){.id = p->people.ids[i]});
	rows = out->rows;
	for (size_t i = 0; i < n; i++)
		if (rows[faults[i].at].fault == NULL)
			rows[faults[i].at].fault = arena_strdup(&out->texts, faults[i].sentence);
	bulk_faults_free(faults, n);
	buf_clear(&p->what);
	put_pattern(out->view, p->pattern, &p->what);
	return true;
}

static void
preview_title(const struct screen *sc, struct buf *out)
{
	const struct bulk_preview *p = screen_state(sc);

	buf_printf(out, "%s: будет внесено, ", entity_of(p->pattern->kind)->many);
	put_people(out, p->people.count);
}

static void
put_person(const void *row, struct list_cells *out)
{
	const struct preview_row *r = row;

	register_put_name(out->view, KIND_PEOPLE, r->id, &out->text[0]);
	buf_puts(&out->text[1], r->fault != NULL ? r->fault : "");
	out->style = r->fault != NULL ? STYLE_WARNING : STYLE_PLAIN;
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct bulk_preview *p = screen_state(sc);
	struct buf head = {0};

	put_people(&head, p->people.count);
	buf_printf(&head, ", по одной записи: %s", entity_of(p->pattern->kind)->one);
	if (p->faulty > 0)
		buf_printf(&head, "; помехи у %zu: F8 — убрать их из списка", p->faulty);
	ui_put(
	    ui, row, 1, columns - 2, p->faulty > 0 ? STYLE_WARNING : STYLE_STRONG, buf_text(&head));
	text_draw(ui, row + 1, 1, 2, columns - 2, STYLE_PLAIN, buf_text(&p->what));
	buf_free(&head);
}

/* Take those with a fault off, or the one under the cursor when nobody has any. */
static void
leave_out(struct screen *sc, const void *here)
{
	struct bulk_preview *p = screen_state(sc);
	const struct preview_row *rows = p->base.rows.rows;
	size_t kept = 0, all = p->people.count;

	for (size_t i = 0; i < all; i++)
		if (p->faulty > 0 ? rows[i].fault == NULL : &rows[i] != here)
			p->people.ids[kept++] = rows[i].id;
	p->people.count = kept;
	app_say(screen_app(sc), MESSAGE_INFO, "Убрано из списка: %zu, осталось: %zu.", all - kept,
	    kept);
	list_screen_load(sc);
}

static void
save(struct screen *sc)
{
	struct bulk_preview *p = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};
	struct buf text = {0};

	if (p->way.write(app_session(app), p->pattern, p->people.ids, p->people.count, p->way.seen,
		&p->draft, &e) != ST_OK) {
		app_say_error(app, &e);
		app_reload(app);
		return;
	}
	words_put_count(
	    &text, p->people.count, "запись внесена", "записи внесены", "записей внесено");
	app_say(app, MESSAGE_INFO, "%s: %s. Отменить всё разом — Ctrl-Z в списке.",
	    entity_of(p->pattern->kind)->many, buf_text(&text));
	buf_free(&text);
	app_pop(app, &(struct answer){.code = 1});
}

static void
open_person(struct screen *sc, const void *row)
{
	open_card(sc, KIND_PEOPLE, ((const struct preview_row *)row)->id);
}

const struct screen_ops bulk_preview_screen = {
    .name = "bulk_preview",
    .about = "Кто получит запись и что этому мешает. F2 вносит всем сразу, одной операцией.",
    .open = preview_open,
    .actions =
	LIST_WORK(ACTION(ACT_SAVE, "F2 C-s", "Внести запись каждому из списка одной операцией",
		      .word = "Внести", .permit = PERMIT_EDIT, .on_screen = save),
	    ACTION(ACT_REMOVE, "F8 Del", "Убрать тех, у кого есть помехи; если их нет — одного",
		.word = "Убрать", .on_row = leave_out),
	    ACTION(ACT_OPEN, "Enter F3", "Открыть карточку человека", .word = "Карточка",
		.permit = PERMIT_READ, .on_row = open_person)),
    LIST_SCREEN(struct bulk_preview, struct preview_row,
	COLUMNS({.title = "Кто", .width = 34, .lead = true},
	    {.title = "Что мешает", .width = 40, .rank = 1, .grows = true}),
	.put_title = preview_title, .read = preview_read, .put = put_person, .close = preview_close,
	.empty = "Никого не осталось. Esc — вернуться к форме.", .head = 4, .draw_head = draw_head,
	.foot = 1),
};

static void
open_preview(struct app *app, struct question question, const struct record *pattern,
    uint64_t draft, const struct bulk *b)
{
	app_push(app, &bulk_preview_screen,
	    &(struct preview_args){.pattern = pattern, .draft = draft, .bulk = b}, question);
}
