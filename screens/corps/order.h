/* SPDX-License-Identifier: MIT
 * order.h - the inside of the screen that composes an order: order.c what can be done,
 * order_heads.c what can be with heads of associations, order_idle.c who did nothing, order_view.c
 * how it looks, order_draft.c how it is kept.
 */
#ifndef SCREENS_ORDER_H
#define SCREENS_ORDER_H

#include "screens/app/drafting.h"
#include "screens/app/output.h"
#include "screens/widget/list.h"
#include "service/corps/orders.h"

/* The lines above those of the order. */
enum order_head {
	HEAD_NUMBER, /* typed where the office gives the numbers, else the cursor passes it over */
	HEAD_DATE,
	HEAD_SUBJECT,
	HEAD_SIGNED_BY,
	HEAD_CONTROL,
	HEAD_REASON,   /* annulment: why; heads: by which protocol */
	HEAD_ANNULLED, /* annulment only */
	HEAD_MOST
};

enum { ORDER_CELLS = 6 };

struct order_screen {
	enum order_purpose purpose;
	struct order_project project;
	struct drafting drafting;
	bool office; /* gives the numbers */
	size_t head; /* the cursor, a place among the lines above; order_heads(): in the lines */
	struct list list;
	/* texts, made when something changed */
	struct arena texts;
	const char *heads[HEAD_MOST];
	const char *(*cells)[ORDER_CELLS]; /* of each line */
};

/* How many lines stand above in an order of that purpose, and which is in a place. */
size_t order_heads(const struct order_screen *o);
enum order_head order_head_at(const struct order_screen *o, size_t place);

/* The first the cursor can stand on. */
static inline size_t
order_first_head(const struct order_screen *o)
{
	return o->office ? HEAD_NUMBER : HEAD_DATE;
}

size_t order_taken(const struct order_screen *o);
/* Of these, whose term is prolonged though they did nothing in the year before. */
size_t order_idle(const struct order_screen *o);

/* Something of it is another now. */
void order_changed(struct screen *sc);

/* order_heads.c: ask for another head of the line's association, for one more association, for the
 * term of all lines (there are some). */
void order_ask_head(struct screen *sc, const struct order_line *line);
void order_add_association(struct screen *sc);
void order_ask_heads_term(struct screen *sc);

/* order_idle.c: ask whether to go on, naming those who did nothing, and go on. */
void order_ask_idle(struct screen *sc);
/* It is read, and signed. */
void order_read_and_sign(struct screen *sc);

/* Make the texts of everything anew. */
void order_make_texts(struct order_screen *o, const struct view *v);
void order_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns);
/* Its lines as a table. */
void order_put_lines(const struct order_screen *o, struct output *out);
/* Rows of the list. */
int order_list_rows(const struct order_screen *o, int rows);

extern const struct drafting_ops order_drafting;

/* PLACE_ORDER_TEXT */
void open_order_text(struct app *app, struct question question, const void *args);

#endif
