/* SPDX-License-Identifier: MIT
 * menu.c - a choice among some lines, by libmenu.
 *
 * libmenu draws into a window of its own that is never shown: each frame its cells are copied to
 * where the menu stands, so that a frame is always drawn as a whole. It is built anew when the
 * place has another size; the lines and the choice are held here.
 */
#include "screens/widget/menu.h"

#include <menu.h>
#include <stdlib.h>
#include <string.h>

#include "base/compare.h"
#include "base/die.h"
#include "base/fold.h"
#include "base/utf8.h"

struct menu {
	char **lines;
	size_t count, current;
	struct buf typed;
	/* libmenu's side; NULL until the first frame */
	MENU *menu;
	ITEM **items;
	char **shown; /* the lines cut and padded to the width: what the items point to */
	WINDOW *window;
	int rows, columns;
};

struct menu *
menu_new(const char *const *lines, size_t count)
{
	struct menu *m = xcalloc(1, sizeof(*m));

	m->count = count < MENU_MAX ? count : MENU_MAX;
	m->lines = xcalloc(m->count, sizeof(*m->lines));
	for (size_t i = 0; i < m->count; i++)
		m->lines[i] = xstrdup(lines[i]);
	return m;
}

static void
tear_down(struct menu *m)
{
	if (m->menu != NULL) {
		unpost_menu(m->menu);
		free_menu(m->menu);
	}
	for (size_t i = 0; m->items != NULL && i < m->count; i++) {
		if (m->items[i] != NULL)
			free_item(m->items[i]);
		free(m->shown[i]);
	}
	if (m->window != NULL)
		delwin(m->window);
	free(m->items);
	free(m->shown);
	m->menu = NULL;
	m->items = NULL;
	m->shown = NULL;
	m->window = NULL;
}

void
menu_free(struct menu *m)
{
	if (m == NULL)
		return;
	tear_down(m);
	for (size_t i = 0; i < m->count; i++)
		free(m->lines[i]);
	free(m->lines);
	buf_free(&m->typed);
	free(m);
}

size_t
menu_count(const struct menu *m)
{
	return m->count;
}

size_t
menu_current(const struct menu *m)
{
	return m->current;
}

const char *
menu_line(const struct menu *m, size_t line)
{
	return m->lines[line];
}

const char *
menu_typed(const struct menu *m)
{
	return buf_text(&m->typed);
}

int
menu_width(const struct menu *m)
{
	size_t widest = 0;

	for (size_t i = 0; i < m->count; i++) {
		size_t width = utf8_width(m->lines[i]);

		widest = width > widest ? width : widest;
	}
	return (int)widest;
}

void
menu_go(struct menu *m, size_t line)
{
	if (m->count == 0)
		return;
	m->current = line < m->count ? line : m->count - 1;
	if (m->menu != NULL)
		set_current_item(m->menu, m->items[m->current]);
}

/* A line as libmenu gets it: safe to show, exactly `columns` wide. */
static char *
shown_line(const char *line, int columns)
{
	struct buf text = {0}, out = {0};
	int width;

	utf8_put_shown(&text, slice_of(line), false);
	width = (int)utf8_width(buf_text(&text));
	buf_putc(&out, ' ');
	if (width > columns - 2) {
		buf_put(&out, buf_text(&text), utf8_fit(buf_text(&text), (size_t)(columns - 3)));
		buf_puts(&out, "…");
	} else {
		buf_put_slice(&out, buf_slice(&text));
	}
	for (width = (int)utf8_width(buf_text(&out)); width < columns; width++)
		buf_putc(&out, ' ');
	buf_free(&text);
	return buf_detach(&out);
}

static void
build(struct menu *m, struct ui *ui, int rows, int columns)
{
	tear_down(m);
	m->rows = rows;
	m->columns = columns;
	m->items = xcalloc(m->count + 1, sizeof(*m->items));
	m->shown = xcalloc(m->count + 1, sizeof(*m->shown));
	for (size_t i = 0; i < m->count; i++) {
		m->shown[i] = shown_line(m->lines[i], columns);
		m->items[i] = new_item(m->shown[i], NULL);
		if (m->items[i] == NULL)
			die("libmenu не принимает строку «%s»", m->lines[i]);
	}
	m->window = newwin(rows, columns, 0, 0);
	m->menu = new_menu(m->items);
	if (m->window == NULL || m->menu == NULL)
		die("libmenu не может построить меню %d×%d", columns, rows);
	menu_opts_off(m->menu, O_SHOWDESC);
	set_menu_mark(m->menu, "");
	set_menu_win(m->menu, m->window);
	set_menu_sub(m->menu, m->window);
	set_menu_format(m->menu, rows, 1);
	set_menu_fore(m->menu, (chtype)ui_attributes(ui, STYLE_CURSOR));
	set_menu_back(m->menu, (chtype)ui_attributes(ui, STYLE_PLAIN));
	if (post_menu(m->menu) != E_OK)
		die("libmenu не может показать меню %d×%d", columns, rows);
	menu_go(m, m->current);
}

void
menu_draw(struct menu *m, struct ui *ui, int row, int column, int rows, int columns)
{
	if (m->count == 0 || rows <= 0 || columns < 4)
		return;
	if (rows > (int)m->count)
		rows = (int)m->count;
	if (m->menu == NULL || m->rows != rows || m->columns != columns)
		build(m, ui, rows, columns);
	copywin(m->window, ui_window(ui), 0, 0, row, column, row + rows - 1, column + columns - 1,
	    FALSE);
	for (int i = 0; i < rows; i++)
		zones_add(ui_zones(ui), row + i, column, columns, ZONE_LINE,
		    top_row(m->menu) + i - (int)m->current);
	ui_cursor(ui, row + (int)m->current - top_row(m->menu), column);
}

static bool
go_to_typed(struct menu *m, struct slice typed)
{
	if (compare_is_empty(typed))
		return false;
	for (size_t i = 0; i < m->count; i++)
		if (compare_starts(slice_of(m->lines[i]), typed)) {
			menu_go(m, i);
			return true;
		}
	for (size_t i = 0; i < m->count; i++)
		if (compare_holds(slice_of(m->lines[i]), typed)) {
			menu_go(m, i);
			return true;
		}
	return false;
}

/* A letter that leads nowhere in either layout is not kept. */
static void
type(struct menu *m, uint32_t cp)
{
	size_t before = m->typed.len;
	struct buf other = {0};

	utf8_put(&m->typed, cp);
	if (!go_to_typed(m, buf_slice(&m->typed)) &&
	    !(fold_put_other_layout(&other, buf_slice(&m->typed)) &&
		go_to_typed(m, buf_slice(&other)))) {
		m->typed.len = before;
		m->typed.data[before] = '\0';
	}
	buf_free(&other);
}

static void
untype(struct menu *m)
{
	while (m->typed.len > 0) {
		unsigned char last = (unsigned char)m->typed.data[--m->typed.len];

		m->typed.data[m->typed.len] = '\0';
		if ((last & 0xC0) != 0x80)
			break;
	}
	if (m->typed.len > 0)
		go_to_typed(m, buf_slice(&m->typed));
}

static bool
step(struct menu *m, enum key_code code)
{
	size_t page = m->rows > 0 ? (size_t)m->rows : 1, last = m->count > 0 ? m->count - 1 : 0;

	switch (code) {
	case K_ARROW_UP:
		menu_go(m, m->current > 0 ? m->current - 1 : 0);
		break;
	case K_ARROW_DOWN:
		menu_go(m, m->current + 1);
		break;
	case K_PAGE_UP:
		menu_go(m, m->current > page ? m->current - page : 0);
		break;
	case K_PAGE_DOWN:
		menu_go(m, m->current + page);
		break;
	case K_TO_START:
		menu_go(m, 0);
		break;
	case K_TO_END:
		menu_go(m, last);
		break;
	default:
		return false;
	}
	buf_clear(&m->typed);
	return true;
}

bool
menu_key(struct menu *m, const struct key *key)
{
	if (key->code == K_CHARACTER)
		type(m, key->ch);
	else if (key->code == K_BACK)
		untype(m);
	else
		return step(m, key->code);
	return true;
}
