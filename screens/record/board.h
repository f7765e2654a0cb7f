/* SPDX-License-Identifier: MIT
 * board.h - a list in several views, one of them shown at a time, each with the number of its rows;
 * and what such lists, whose rows begin with the id of a record, do alike.
 */
#ifndef SCREENS_BOARD_H
#define SCREENS_BOARD_H

#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"

/* The state of such a screen begins so. */
struct board {
	struct list_state list; /* first: list_screen.h */
	int now, count;         /* which view is shown, of how many */
	uint64_t sought;        /* the row the cursor is to stand on; 0: none */
};
struct board *board_of(struct screen *sc);

/* In read(), for every row before the first is added: the view a row that is sought stands in is
 * shown, the first of them when it does not stand in the one that is. views: a bit for each. */
void board_turn_to(struct screen *sc, uint64_t id, unsigned views);
/* In read(), for every row of the view that is shown: the next of them; the cursor goes to it when
 * it was sought. */
void board_add_row(struct screen *sc, struct list_rows *out, const void *row);

/* The words of the views, and under each its number; the one that is shown stands out. */
struct board_head {
	const char *word;
	size_t count;
	enum style style; /* of the number */
};
void board_draw_heads(
    const struct screen *sc, struct ui *ui, int row, int gap, const struct board_head *heads);

/* For tables of actions: the view beside. */
void board_back(struct screen *sc);
void board_on(struct screen *sc);

/* The answer of a form: what was entered is the row the cursor is to stand on. */
void board_take_entered(struct screen *sc, const void *about, const struct answer *answer);

/* The id every row begins with. */
uint64_t board_id_of(const void *row);

/* Lists of people of whom one is wanted: the one under the cursor is the answer, or another one,
 * sought by name; the card. */
void choice_take(struct screen *sc, const void *row);
void choice_take_another(struct screen *sc);
void choice_show_person(struct screen *sc, const void *row);

#endif
