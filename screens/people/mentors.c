/* SPDX-License-Identifier: MIT
 * mentors.c - who could be the mentor: those of the subject first, each with whom he has.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/die.h"
#include "model/profile/profile.h"
#include "screens/people/views.h"
#include "screens/record/board.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/people/mentoring.h"

struct mentors_screen {
	struct list_state base; /* first: list_screen.h; its rows are of struct mentor_candidate */
	uint64_t *people;       /* whose mentor is sought */
	size_t count, fitting;
};

static void
take_candidates(
    struct mentors_screen *m, const struct mentor_candidates *fresh, struct list_rows *out)
{
	m->fitting = fresh->fitting;
	for (size_t i = 0; i < fresh->count; i++)
		list_rows_add(out, &fresh->rows[i]);
}

static bool
read_rows(struct screen *sc, struct list_rows *out)
{
	struct mentors_screen *m = screen_state(sc);
	struct mentor_candidates c;
	struct error e = {0};
	enum status st =
	    mentor_candidates_read(out->view, m->people, m->count, clock_today(), &c, &e);

	take_candidates(m, &c, out);
	mentor_candidates_free(&c);
	return views_said(sc, st == ST_OK, &e);
}

/* "2 из 3" of several young teachers, of one "да" */
static void
put_fit(size_t fits, size_t of, struct buf *out)
{
	if (fits > 0 && of > 1)
		buf_printf(out, "%zu из %zu", fits, of);
	else if (fits > 0)
		buf_puts(out, "да");
}

/* Whose subject and whose school it is; whom he has. */
static void
put_numbers(const struct mentor_candidate *c, size_t of, struct list_cells *out)
{
	put_fit(c->fits, of, &out->text[1]);
	put_fit(c->near, of, &out->text[2]);
	words_put_number(&out->text[3], c->people);
}

/* With those who are to come over the town's number: a warning. */
static enum style
style_of(const struct screen *sc, const struct mentor_candidate *c)
{
	const struct mentors_screen *m = screen_state(sc);
	int64_t most = profile_rules(app_session(screen_app(sc))->profile)->mentor_max;

	if (c->people + m->count > (size_t)most)
		return STYLE_WARNING;
	return c->fits > 0 ? STYLE_GOOD : STYLE_PLAIN;
}

static void
put_candidate(const void *row, struct list_cells *out)
{
	const struct mentors_screen *m = screen_state(out->screen);
	const struct mentor_candidate *c = row;

	register_put_name(out->view, KIND_PEOPLE, c->person, &out->text[0]);
	put_numbers(c, m->count, out);
	views_put_work(out->view, c->person, &out->text[4], &out->text[5]);
	buf_puts(&out->text[6], c->titled ? "педагог-наставник" : "");
	out->style = style_of(out->screen, c);
}

static void
put_title(const struct screen *sc, struct buf *out)
{
	const struct mentors_screen *m = screen_state(sc);

	buf_puts(out, "Наставник ");
	words_put_count(out, m->count, "педагога", "педагогов", "педагогов");
	buf_printf(out, " · этого предмета: %zu › ", m->fitting);
	list_put_position(&m->base.list, out);
}

static enum status
mentors_open(struct screen *sc, const void *args, struct error *e)
{
	const struct mentors_args *a = args;
	struct mentors_screen *m = screen_state(sc);

	(void)e;
	m->count = a->count;
	m->people = xcalloc(a->count + 1, sizeof(*m->people));
	memcpy(m->people, a->ids, a->count * sizeof(*m->people));
	return ST_OK;
}

static void
mentors_close(struct screen *sc)
{
	free(((struct mentors_screen *)screen_state(sc))->people);
}

const struct screen_ops mentors_screen = {
    .name = "mentors",
    .about = "Кого закрепить наставником: высшая категория или звание «педагог-наставник»; первыми "
	     "те, чей это предмет, и те, у кого меньше наставляемых.",
    .open = mentors_open,
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter", "Закрепить этого наставника",
			     .word = "Закрепить", .permit = PERMIT_EDIT, .on_row = choice_take),
	ACTION(ACT_NEW, "Ins F7 /", "Другой человек: найти по фамилии", .word = "Другой",
	    .permit = PERMIT_EDIT, .on_screen = choice_take_another),
	ACTION(ACT_EDIT, "F3", "Карточка человека", .word = "Карточка", .permit = PERMIT_READ,
	    .on_row = choice_show_person)),
    LIST_SCREEN(struct mentors_screen, struct mentor_candidate,
	COLUMNS({.title = "Кто", .width = 26, .grows = true, .lead = true},
	    {.title = "Предмет", .width = 7}, {.title = "Своя школа", .width = 10},
	    {.title = "Людей", .width = 5, .right = true},
	    {.title = "Школа", .width = 18, .rank = 1}, {.title = "Что преподаёт", .rank = 2},
	    {.title = "Звание", .width = 17, .rank = 3}),
	.put_title = put_title, .read = read_rows, .put = put_candidate, .close = mentors_close,
	.key_size = sizeof(uint64_t),
	.empty = "С высшей категорией или званием «педагог-наставник» никого нет. Ins — другой."),
};
