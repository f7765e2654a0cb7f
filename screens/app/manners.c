/* SPDX-License-Identifier: MIT
 * manners.c - how an account wants its terminal: colours, mouse.
 */
#include "screens/app/manners.h"

#include <string.h>

#include "service/core/settings.h"

static const char theme_setting[] = "theme";

void
manners_next_theme(struct ui *ui, struct session *s, struct buf *said)
{
	static const char *const words[THEMES] = {[THEME_TERMINAL] = "как просит терминал",
	    [THEME_DARK] = "для тёмного фона",
	    [THEME_LIGHT] = "для белого фона",
	    [THEME_MONO] = "без цвета"};
	enum ui_theme theme = (ui_theme(ui) + 1) % THEMES;

	if (!ui_set_theme(ui, theme)) {
		buf_puts(said,
		    "Цвета заданы переменной METODAKTIV_THEME или NO_COLOR; клавиша их не меняет.");
		return;
	}
	if (s != NULL)
		settings_put(s, theme_setting, ui_theme_ids[theme]);
	buf_printf(
	    said, "Цвета: %s.%s", words[theme], s != NULL ? " Так будет и в следующий раз." : "");
}

/* As the account had it last. */
static void
take_theme(struct ui *ui, struct session *s)
{
	struct buf kept = {0};

	settings_get(s, theme_setting, &kept);
	for (int i = 0; i < THEMES; i++)
		if (strcmp(buf_text(&kept), ui_theme_ids[i]) == 0)
			ui_set_theme(ui, (enum ui_theme)i);
	buf_free(&kept);
}

static const char mouse_setting[] = "mouse";

void
manners_turn_mouse(struct ui *ui, struct session *s, struct buf *said)
{
	bool on = !ui_mouse(ui);

	ui_set_mouse(ui, on);
	if (s != NULL)
		settings_put(s, mouse_setting, on ? "on" : "");
	buf_puts(said,
	    on ? "Мышь включена. Выделить текст для терминала теперь — с клавишей Shift."
	       : "Мышь выключена: она снова выделяет текст.");
}

static void
take_mouse(struct ui *ui, struct session *s)
{
	struct buf kept = {0};

	settings_get(s, mouse_setting, &kept);
	ui_set_mouse(ui, strcmp(buf_text(&kept), "on") == 0);
	buf_free(&kept);
}

void
manners_take(struct ui *ui, struct session *s)
{
	take_theme(ui, s);
	take_mouse(ui, s);
}
