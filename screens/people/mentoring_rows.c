/* SPDX-License-Identifier: MIT
 * mentoring_rows.c - what is written of a pair, of a young teacher, of a mentor.
 */
#include "screens/people/mentoring.h"

#include "base/date.h"
#include "db/record/records.h"
#include "model/profile/profile.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"

/* --- Columns. */

enum { PAIR_COLUMNS = 8, PERSON_COLUMNS = 7, MENTOR_COLUMNS = 6 };

static const struct list_column pair_columns[PAIR_COLUMNS] = {
    {.title = "Наставник", .width = 18, .grows = true, .lead = true},
    {.title = "Наставляемый", .width = 18, .grows = true, .lead = true},
    {.title = "Вид", .width = 9, .rank = 2},
    {.title = "С", .width = 10, .rank = 3},
    {.title = "По", .width = 10, .rank = 1},
    {.title = "Приказ", .width = 12, .rank = 4},
    {.title = "Программа", .width = 20, .rank = 5},
    {.title = "Итог", .width = 16, .rank = 2},
};

static const struct list_column person_columns[PERSON_COLUMNS] = {
    {.title = "Кто", .width = 24, .grows = true, .lead = true},
    {.title = "Работает с", .width = 10},
    {.title = "Школа", .width = 18, .rank = 1},
    {.title = "Наставник", .width = 18, .rank = 1},
    {.title = "Другая поддержка", .width = 18, .rank = 3},
    {.title = "Занятий", .width = 7, .rank = 2, .right = true},
    {.title = "Должность", .width = 22, .rank = 4},
};

static const struct list_column mentor_columns[MENTOR_COLUMNS] = {
    {.title = "Наставник", .width = 24, .grows = true, .lead = true},
    {.title = "Человек", .width = 7, .right = true},
    {.title = "Школа", .width = 18, .rank = 1},
    {.title = "Предметы", .width = 18, .rank = 2},
    {.title = "Категория", .width = 10, .rank = 3},
    {.title = "Звания", .width = 18, .rank = 4},
};

static const struct columns_of_view {
	const struct list_column *columns;
	size_t count;
} by_view[MENTORING_VIEWS] = {
    [MENTORING_PAIRS] = {pair_columns, PAIR_COLUMNS},
    [MENTORING_MENTORS] = {mentor_columns, MENTOR_COLUMNS},
    [MENTORING_OVERLOADED] = {mentor_columns, MENTOR_COLUMNS},
    [MENTORING_ENDING] = {pair_columns, PAIR_COLUMNS},
    [MENTORING_GROWN] = {pair_columns, PAIR_COLUMNS},
    [MENTORING_ENDED] = {pair_columns, PAIR_COLUMNS},
    [MENTORING_YOUNG] = {person_columns, PERSON_COLUMNS},
    [MENTORING_NO_MENTOR] = {person_columns, PERSON_COLUMNS},
    [MENTORING_UNSUPPORTED] = {person_columns, PERSON_COLUMNS},
};

const struct list_column *
mentoring_columns(const struct screen *sc, size_t *count)
{
	const struct mentoring_screen *m = screen_state(sc);

	*count = by_view[m->base.board.now].count;
	return by_view[m->base.board.now].columns;
}

/* --- Cells. */

static void
put_field(const struct view *v, const struct record *r, const char *id, struct buf *out)
{
	register_put_field(v, r, field_find(r->kind, id), out);
}

/* "Дёмина Анна Ивановна, учитель, МБОУ «СОШ № 8», работает с 01.09.2024" */
static void
put_person(const struct view *v, uint64_t id, struct buf *out)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	register_put_name(v, KIND_PEOPLE, id, out);
	if (records_get(v->txn, id, &p->base)) {
		buf_printf(out, ", %s, ", p->position);
		register_put_name(v, KIND_ORGANISATIONS, p->organisation, out);
		if (p->career_start != DATE_NONE) {
			buf_puts(out, ", работает с ");
			date_put_russian(out, p->career_start);
		}
	}
	record_free(&p->base);
}

/* "№ 12-н от 29.08.2025" */
static void
put_order(const struct support *r, struct buf *out)
{
	if (r->order_number[0] != '\0')
		buf_printf(out, "№ %s", r->order_number);
	if (r->order_date != DATE_NONE) {
		buf_puts(out, out->len > 0 ? " от " : "от ");
		date_put_russian(out, r->order_date);
	}
}

static void
put_pair_more(
    const struct view *v, const struct mentoring_row *row, const struct support *r, struct buf *out)
{
	put_person(v, row->person, out);
	buf_puts(out, "\nНаставник ");
	put_person(v, row->mentor, out);
	if (r->programme[0] != '\0')
		buf_printf(out, "\nПрограмма: %s", r->programme);
	if (r->result[0] != '\0')
		buf_printf(out, "%sИтог: %s", r->programme[0] != '\0' ? "; " : "\n", r->result);
}

static void
put_pair(const struct mentoring_row *row, struct list_cells *out)
{
	const struct view *v = out->view;
	struct support *r = (struct support *)record_new(KIND_SUPPORT);

	register_put_short_name(v->txn, KIND_PEOPLE, row->mentor, &out->text[0]);
	register_put_short_name(v->txn, KIND_PEOPLE, row->person, &out->text[1]);
	if (row->people > 1)
		buf_printf(&out->text[2], "группа %zu", row->people);
	else if (row->people == 1)
		buf_puts(&out->text[2], "пара");
	date_put_russian(&out->text[3], row->from);
	if (row->to != DATE_NONE)
		date_put_russian(&out->text[4], row->to);
	if (records_get(v->txn, row->id, &r->base)) {
		put_order(r, &out->text[5]);
		buf_puts(&out->text[6], r->programme);
		buf_puts(&out->text[7], r->result);
		put_pair_more(v, row, r, &out->more);
	}
	out->style = row->settled                        ? STYLE_GOOD
	    : (row->views & 1U << MENTORING_ENDING) != 0 ? STYLE_WARNING
							 : STYLE_PLAIN;
	record_free(&r->base);
}

static void
put_apart(struct buf *out)
{
	if (out->len > 0)
		buf_puts(out, ", ");
}

static bool
is_in_force(const struct support *r, int32_t on)
{
	return r->from <= on && (r->to == DATE_NONE || r->to >= on);
}

/* Mentors, and other forms of support, in force on the day. */
static void
put_support(
    const struct view *v, uint64_t person, int32_t on, struct buf *mentors, struct buf *others)
{
	struct support *r = (struct support *)record_new(KIND_SUPPORT);
	struct walk *w =
	    walk_referring(v->txn, KIND_SUPPORT, field_find(KIND_SUPPORT, "person"), person);
	uint64_t id;

	while (walk_next(w, &id)) {
		if (!records_get(v->txn, id, &r->base) || !is_in_force(r, on))
			continue;
		if (r->form == SUPPORT_MENTORING && r->mentor != 0) {
			put_apart(mentors);
			register_put_short_name(v->txn, KIND_PEOPLE, r->mentor, mentors);
		} else {
			put_apart(others);
			put_field(v, &r->base, "form", others);
		}
	}
	walk_close(w);
	record_free(&r->base);
}

static void
put_young(const struct mentoring_row *row, struct list_cells *out)
{
	const struct mentoring_screen *m = screen_state(out->screen);
	const struct view *v = out->view;
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	register_put_name(v, KIND_PEOPLE, row->person, &out->text[0]);
	if (records_get(v->txn, row->person, &p->base)) {
		date_put_russian(&out->text[1], p->career_start);
		views_put_school(v, p->organisation, &out->text[2]);
		buf_puts(&out->text[6], p->position);
	}
	put_support(v, row->person, m->data.on, &out->text[3], &out->text[4]);
	if (m->data.sessions > 0)
		buf_printf(&out->text[5], "%zu из %zu", row->attended, m->data.sessions);
	put_person(v, row->person, &out->more);
	if ((row->views & 1U << MENTORING_UNSUPPORTED) != 0)
		out->style = STYLE_WARNING;
	record_free(&p->base);
}

static void
put_mentor(const struct mentoring_row *row, struct list_cells *out)
{
	const struct view *v = out->view;
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	register_put_name(v, KIND_PEOPLE, row->mentor, &out->text[0]);
	words_put_number(&out->text[1], row->people);
	if (records_get(v->txn, row->mentor, &p->base)) {
		views_put_school(v, p->organisation, &out->text[2]);
		put_field(v, &p->base, "subjects", &out->text[3]);
		put_field(v, &p->base, "category", &out->text[4]);
		put_field(v, &p->base, "titles", &out->text[5]);
	}
	put_person(v, row->mentor, &out->more);
	if ((row->views & 1U << MENTORING_OVERLOADED) != 0)
		out->style = STYLE_WARNING;
	record_free(&p->base);
}

void
mentoring_put(const void *row, struct list_cells *out)
{
	const struct mentoring_screen *m = screen_state(out->screen);

	if (mentoring_view_is_of_pairs((enum mentoring_view)m->base.board.now))
		put_pair(row, out);
	else if (((const struct mentoring_row *)row)->mentor != 0)
		put_mentor(row, out);
	else
		put_young(row, out);
}

/* --- Above and instead of them. */

/* "Пар 38, наставляемых 37 (Ctrl-O) · норма 3 · занятий школы 5 (F7)" */
static void
put_summary(const struct mentoring_screen *m, struct buf *out)
{
	if (m->base.views.marks.count > 0)
		buf_printf(out, "Отмечено %zu · ", m->base.views.marks.count);
	buf_printf(out, "Пар %zu, наставляемых %zu (Ctrl-O)", m->data.counts[MENTORING_PAIRS],
	    m->data.people);
	buf_printf(out, " · норма %zu", m->data.most);
	buf_printf(out, " · занятий школы %zu (F7)", m->data.sessions);
}

void
mentoring_draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	static const bool late[MENTORING_VIEWS] = {[MENTORING_OVERLOADED] = true,
	    [MENTORING_ENDING] = true,
	    [MENTORING_NO_MENTOR] = true,
	    [MENTORING_UNSUPPORTED] = true};
	const struct mentoring_screen *m = screen_state(sc);
	struct people_view views[MENTORING_VIEWS];
	struct buf summary = {0};

	for (int i = 0; i < MENTORING_VIEWS; i++)
		views[i] = (struct people_view){.word = mentoring_view_word((enum mentoring_view)i),
		    .count = m->data.counts[i],
		    .late = late[i]};
	put_summary(m, &summary);
	ui_put(ui, row, 1, columns - 2, STYLE_FAINT, buf_text(&summary));
	views_draw(sc, ui, row + 1, 2, columns, views);
	buf_free(&summary);
}

const char *
mentoring_empty(const struct screen *sc)
{
	static const char *const why[MENTORING_VIEWS] = {
	    [MENTORING_PAIRS] = "Пар в этот день нет. → — «Молодые»: Enter закрепляет наставника.",
	    [MENTORING_MENTORS] = "Наставников в этот день нет.",
	    [MENTORING_OVERLOADED] = "Ни у кого из наставников людей не больше нормы.",
	    [MENTORING_ENDING] = "В ближайшие 60 дней ни одна пара не кончается.",
	    [MENTORING_GROWN] = "Все, у кого есть наставник, работают меньше трёх лет.",
	    [MENTORING_ENDED] = "С 1 сентября ни одна пара не кончилась.",
	    [MENTORING_YOUNG] = "Молодых педагогов нет: до 35 лет и меньше трёх лет работы.",
	    [MENTORING_NO_MENTOR] = "У каждого молодого педагога есть наставник.",
	    [MENTORING_UNSUPPORTED] = "Каждый молодой педагог получает поддержку.",
	};
	const struct mentoring_screen *m = screen_state(sc);

	return why[m->base.board.now];
}
