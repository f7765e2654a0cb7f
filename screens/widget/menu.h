/* SPDX-License-Identifier: MIT
 * menu.h - a choice among some lines, by libmenu. The one door to it.
 *
 * libmenu counts items in a short and finds no Cyrillic by typing (docs/architecture.md): long
 * lists are screens/widget/list.h, and the type-ahead here is our own, in either keyboard layout.
 */
#ifndef SCREENS_MENU_H
#define SCREENS_MENU_H

#include "screens/term/ui.h"

enum { MENU_MAX = 2000 }; /* lines; more are left out */

struct menu;

struct menu *menu_new(const char *const *lines, size_t count); /* the lines are copied */
void menu_free(struct menu *m);                                /* NULL is fine */

size_t menu_count(const struct menu *m);
size_t menu_current(const struct menu *m);
void menu_go(struct menu *m, size_t line);
const char *menu_line(const struct menu *m, size_t line);
int menu_width(const struct menu *m); /* of the longest line */

/* Arrows, pages, Home, End; letters go to the line that begins with, or else holds, what was typed.
 * false: the key means nothing here. */
bool menu_key(struct menu *m, const struct key *key);
const char *menu_typed(const struct menu *m); /* the letters so far */

/* Draw into the place; the real cursor goes to the current line. */
void menu_draw(struct menu *m, struct ui *ui, int row, int column, int rows, int columns);

#endif
