/* SPDX-License-Identifier: MIT
 * views.h - what the screens of this room have in common: a list in several views with the number
 * of each beside its word, marked rows, a deed upon them (inside the room).
 */
#ifndef SCREENS_PEOPLE_VIEWS_H
#define SCREENS_PEOPLE_VIEWS_H

#include "base/idset.h"
#include "screens/app/undo.h"
#include "screens/record/board.h"
#include "service/people/deeds.h"

struct views {
	struct idset marks; /* rows, by id */
	uint64_t seen;      /* the newest operation when the rows were read */
};
/* The state of each of these screens begins so, and each of its rows with its id. */
struct views_screen {
	struct board board; /* first */
	struct views views;
};
struct views *views_of(struct screen *sc);
const struct views *views_shown(const struct screen *sc);
void views_close(struct screen *sc);

struct people_view {
	const char *word;
	size_t count;
	bool late; /* a number is a warning */
};
/* Words with their numbers, one behind the other, in so many rows; the one that is shown stands
 * out. */
void views_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns,
    const struct people_view *views);

/* For tables of actions, and .marked. */
void views_back(struct screen *sc);
void views_on(struct screen *sc);
bool views_is_marked(const struct screen *sc, const void *row);
void views_toggle_mark(struct screen *sc, const void *row);
void views_mark_all(struct screen *sc);
void views_mark_none(struct screen *sc);
#define VIEWS_ACTIONS                                                                              \
	ACTION(ACT_MARK_NONE, "C-n", "Снять все отметки", .permit = PERMIT_EDIT,                   \
	    .on_screen = views_mark_none),                                                         \
	    ACTION(ACT_LEFT, "Left S-Tab", "К списку слева", .on_screen = views_back),             \
	    ACTION(ACT_RIGHT, "Right Tab", "К списку справа", .word = "Список",                    \
		.on_screen = views_on),                                                            \
	    ACTION(ACT_UNDO, "C-z", "Отменить последнее своё действие", .permit = PERMIT_EDIT,     \
		.on_screen = undo_here),                                                           \
	    ACTION(ACT_REDO, "C-y", "Сделать снова отменённое", .permit = PERMIT_EDIT,             \
		.on_screen = redo_here)

/* What a question about rows is about: copies of their ids, and as of when they were seen. */
enum { VIEWS_MOST = 200 /* rows at once */ };
struct views_asked {
	uint64_t seen;
	int32_t day;
	uint8_t outcome;
	size_t count;
	uint64_t ids[VIEWS_MOST];
};
/* The marked rows, else the one; false: too many, which is said. */
bool views_choose(struct screen *sc, const void *row, struct views_asked *out);
struct shown_records views_records(const struct views_asked *asked);
/* "Итог: отмечено 3" */
void views_put_title(const struct views_asked *asked, const char *what, struct buf *out);
/* What was done with them, and that it can be taken back, or why not; what is done has no marks any
 * more. */
void views_tell(struct screen *sc, const struct views_asked *asked, enum status st,
    const struct error *e, const char *what);

/* What read() answers: whether it was read; if not, why is said. */
bool views_said(struct screen *sc, bool read, const struct error *e);

/* The name of a school, short enough for a column. */
void views_put_school(const struct view *v, uint64_t organisation, struct buf *out);
/* Of a person the school and the post, or what is taught, in two cells. */
void views_put_work(const struct view *v, uint64_t person, struct buf *school, struct buf *post);

/* The list of a kind behind a number; where there is nothing in it, that is said. */
void views_open_list(
    struct screen *sc, enum kind kind, const uint64_t *ids, size_t count, const char *none);

#endif
