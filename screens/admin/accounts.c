/* SPDX-License-Identifier: MIT
 * accounts.c - who may work with the database, and in which role.
 */
#include <assert.h>
#include <string.h>

#include "screens/app/ask.h"
#include "screens/app/list_screen.h"

static bool
accounts_read(struct screen *sc, struct list_rows *out)
{
	struct account *rows;

	(void)sc;
	out->count = account_list(out->view->txn, &rows);
	out->rows = rows;
	return true;
}

static bool
is_same_name(const void *row, const void *other)
{
	const struct account *a = row, *b = other;

	return strcmp(a->name, b->name) == 0;
}

static void
put_account(const void *row, struct list_cells *out)
{
	const struct account *account = row;
	const struct role *role = role_find(account->role);
	const char *cells[] = {account->name, account->full_name,
	    role != NULL ? role->word : account->role,
	    account->disabled ? "отключена" : "действует", role != NULL ? role->about : ""};

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		buf_puts(&out->text[i], cells[i]);
}

static void
take_removal(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct account *shown = about;
	struct app *app = screen_app(sc);
	struct error e = {0};

	assert(shown != NULL);
	if (answer->code != 2)
		return;
	if (session_account_remove_seen(app_session(app), shown, &e) != ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO, "Учётная запись «%s» удалена.", shown->name);
}

static void
ask_remove(struct screen *sc, const void *row)
{
	static const char *const buttons[] = {"Оставить", "Удалить", NULL};
	const struct account *shown = row;
	struct buf text = {0};

	buf_printf(&text, "Удалить учётную запись «%s»?\nВсё, что ею сделано, останется в журнале.",
	    shown->name);
	ask_buttons(
	    screen_app(sc), ABOUT(take_removal, shown), "Удаление", buf_text(&text), buttons);
	buf_free(&text);
}

static void
open_new(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_ACCOUNT_FORM, NO_QUESTION, NULL);
}

static void
edit(struct screen *sc, const void *row)
{
	place_open(screen_app(sc), PLACE_ACCOUNT_FORM, NO_QUESTION, row);
}

static void
turn_off_or_on(struct screen *sc, const void *row)
{
	const struct account *shown = row;
	struct app *app = screen_app(sc);
	struct account wanted = *shown;
	struct error e = {0};

	wanted.disabled = !shown->disabled;
	if (session_account_save_seen(app_session(app), &wanted, shown, &e) != ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO, "Учётная запись «%s» %s.", wanted.name,
		    wanted.disabled ? "отключена" : "включена");
	list_screen_load(sc);
}

enum { DO_TAKE = ACT_OWN };

const struct screen_ops accounts_screen = {
    .name = "accounts",
    .about = "Учётные записи: кто работает с базой и что ему разрешено",
    .actions = LIST_WORK(ACTION(ACT_NEW, "Ins n", "Завести учётную запись", .word = "Новая",
			     .permit = PERMIT_ACCOUNTS, .on_screen = open_new),
	ACTION(ACT_EDIT, "F4 Enter e", "Изменить имя, роль, ключи SSH", .word = "Правка",
	    .permit = PERMIT_ACCOUNTS, .on_row = edit),
	ACTION(DO_TAKE, "F6", "Отключить учётную запись или включить её снова", .word = "Вкл/откл",
	    .permit = PERMIT_ACCOUNTS, .on_row = turn_off_or_on),
	ACTION(ACT_REMOVE, "F8 Del", "Удалить учётную запись", .word = "Удалить",
	    .permit = PERMIT_ACCOUNTS, .on_row = ask_remove)),
    LIST_SCREEN(struct list_state, struct account,
	COLUMNS({.title = "Имя для входа", .width = 16, .lead = true},
	    {.title = "Фамилия, имя, отчество", .width = 24, .grows = true, .lead = true},
	    {.title = "Роль", .width = 14}, {.title = "Состояние", .width = 10, .rank = 2},
	    {.title = "Что может", .width = 34, .rank = 3, .grows = true}),
	.title = "Учётные записи", .read = accounts_read, .put = put_account, .same = is_same_name,
	.empty = "Учётных записей нет. Ins — завести первую."),
};
