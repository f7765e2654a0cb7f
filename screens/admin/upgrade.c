/* SPDX-License-Identifier: MIT
 * upgrade.c - the first screen of a newer program over an older database: an administrator is asked
 * whether to upgrade it. Nothing else is open until then.
 */
#include "service/upkeep/upgrade.h"

#include "screens/app/app.h"
#include "screens/widget/text.h"

enum { DO_UPGRADE = ACT_OWN, MARGIN = 3 };

static const char question[] =
    "Базу записала прежняя версия программы. Пока её не обновят, работать в ней этой программой "
    "нельзя.\n\n"
    "F2 — обновить. Сначала в папке базы будет сделана копия (before-upgrade-….copy), потом база "
    "обновится целиком; если что-то помешает, она останется прежней. После этого прежняя программа "
    "в эту базу писать не сможет: тем, у кого она открыта, нужно сохранить набранное, выйти и "
    "войти снова.\n\n"
    "F10 — выйти и ничего не менять.";

static void
upgrade_title(const struct screen *sc, struct buf *out)
{
	(void)sc;
	buf_puts(out, "Обновление базы");
}

static void
upgrade_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	(void)sc;
	text_draw(ui, row + 1, MARGIN, rows - 1, columns - 2 * MARGIN, STYLE_PLAIN, question);
}

static void
upgrade_act(struct screen *sc, int act)
{
	struct app *app = screen_app(sc);
	struct upgrade done;
	struct error e = {0};

	if (act != DO_UPGRADE)
		return;
	if (upgrade_database(app_session(app), &done, &e) == ST_OK)
		app_quit(app);
	else
		app_say_error(app, &e);
	buf_free(&done.copy);
}

const struct screen_ops upgrade_screen = {
    .name = "upgrade",
    .about = "База записана прежней версией программы; администратор обновляет её.",
    .actions = (const struct action[]){ACTION(DO_UPGRADE, "F2", "Сделать копию и обновить базу",
					   .word = "Обновить базу", .permit = PERMIT_UPKEEP),
	{.act = ACT_NONE}},
    .title = upgrade_title,
    .draw = upgrade_draw,
    .act = upgrade_act,
};
