/* SPDX-License-Identifier: MIT
 * accounts.c - who may work with the database, and in which role.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "screens/ask.h"
#include "screens/list.h"
#include "screens/open.h"

enum numbered { ASK_NAME = 1, ASK_FULL_NAME, ASK_ROLE, ASK_PERSON, ASK_REMOVE };

struct accounts {
	struct list list;
	struct account *rows;
	size_t count;
	struct account edited; /* what the questions fill, one after the other */
	bool is_new;
};

static void
accounts_load(struct screen *sc)
{
	struct accounts *a = screen_state(sc);
	struct txn *t = txn_read(app_session(screen_app(sc))->store);

	free(a->rows);
	a->count = account_list(t, &a->rows);
	txn_abort(t);
	list_fit(&a->list, screen_app(sc), a->count);
}

static void
accounts_close(struct screen *sc)
{
	struct accounts *a = screen_state(sc);

	free(a->rows);
}

static void
accounts_title(const struct screen *sc, struct buf *out)
{
	const struct accounts *a = screen_state(sc);

	buf_puts(out, "Учётные записи › ");
	list_put_position(&a->list, out);
}

static void
accounts_cell(const void *context, size_t row, size_t column, struct buf *out)
{
	const struct account *account = &((const struct accounts *)context)->rows[row];
	const struct role *role = role_find(account->role);
	const char *cells[] = {account->name, account->full_name,
	    role != NULL ? role->word : account->role,
	    account->disabled ? "отключена" : "действует", role != NULL ? role->about : ""};

	buf_puts(out, cells[column]);
}

static void
accounts_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	static const struct list_column five[] = {
	    {.title = "Имя для входа", .width = 16, .rank = 0, .lead = true},
	    {.title = "Фамилия, имя, отчество",
		.width = 24,
		.rank = 1,
		.grows = true,
		.lead = true},
	    {.title = "Роль", .width = 14}, {.title = "Состояние", .width = 10, .rank = 2},
	    {.title = "Что может", .width = 34, .rank = 3, .grows = true}};
	const struct accounts *a = screen_state(sc);
	const struct list_view view = {.columns = five,
	    .ncolumns = sizeof(five) / sizeof(five[0]),
	    .context = a,
	    .cell = accounts_cell,
	    .sorted = sizeof(five) / sizeof(five[0]),
	    .headings = true,
	    .focused = true};

	list_draw(&a->list, ui, row, 0, rows, columns, &view);
}

static void
ask_role(struct screen *sc)
{
	const struct accounts *a = screen_state(sc);
	size_t count, current;
	const struct role *roles = role_list(&count);
	char lines[8][200];
	const char *pointers[8];

	current = count; /* a new account: the last role, which may only look */
	for (size_t i = 0; i < count && i < 8; i++) {
		snprintf(lines[i], sizeof(lines[i]), "%s — %s", roles[i].word, roles[i].about);
		pointers[i] = lines[i];
		if (strcmp(roles[i].id, a->edited.role) == 0)
			current = i + 1;
	}
	ask_choice(screen_app(sc), NUMBERED(ASK_ROLE), "Роль", pointers, count, current);
}

/* Who votes from this account. */
static void
ask_person(struct screen *sc)
{
	const struct accounts *a = screen_state(sc);

	ask_line(screen_app(sc), NUMBERED(ASK_PERSON), a->edited.name,
	    "За кого в совете голосует эта учётная запись: код человека; пусто — ни за кого:",
	    a->edited.person);
}

static void
save(struct screen *sc)
{
	struct accounts *a = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (session_account_save(app_session(app), &a->edited, a->is_new, &e) != ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO, "Учётная запись «%s» сохранена.", a->edited.name);
	accounts_load(sc);
}

static void
take_text(char *out, size_t size, const char *text)
{
	struct slice s = utf8_trim(slice_of(text));

	snprintf(out, size, "%.*s", (int)(s.len < size ? s.len : size - 1), (const char *)s.data);
}

static void
accounts_answered(struct screen *sc, int question, const struct answer *answer)
{
	struct accounts *a = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};
	size_t count;

	if (answer->code == 0)
		return;
	switch ((enum numbered)question) {
	case ASK_NAME:
		take_text(a->edited.name, sizeof(a->edited.name), answer->text);
		ask_line(app, NUMBERED(ASK_FULL_NAME), "Новая учётная запись",
		    "Фамилия, имя, отчество:", "");
		break;
	case ASK_FULL_NAME:
		take_text(a->edited.full_name, sizeof(a->edited.full_name), answer->text);
		ask_role(sc);
		break;
	case ASK_ROLE:
		snprintf(a->edited.role, sizeof(a->edited.role), "%s",
		    role_list(&count)[answer->code - 1].id);
		if (role_list(&count)[answer->code - 1].permits & PERMIT_VOTE)
			ask_person(sc);
		else
			save(sc);
		break;
	case ASK_PERSON:
		take_text(a->edited.person, sizeof(a->edited.person), answer->text);
		save(sc);
		break;
	case ASK_REMOVE:
		if (answer->code != 2)
			break;
		if (session_account_remove(app_session(app), a->edited.name, &e) != ST_OK)
			app_say_error(app, &e);
		else
			app_say(app, MESSAGE_INFO, "Учётная запись «%s» удалена.", a->edited.name);
		accounts_load(sc);
		break;
	}
}

static void
ask_remove(struct screen *sc)
{
	static const char *const buttons[] = {"Оставить", "Удалить", NULL};
	struct accounts *a = screen_state(sc);
	struct buf text = {0};

	buf_printf(&text, "Удалить учётную запись «%s»?\nВсё, что ею сделано, останется в журнале.",
	    a->edited.name);
	ask_buttons(screen_app(sc), NUMBERED(ASK_REMOVE), "Удаление", buf_text(&text), buttons);
	buf_free(&text);
}

static void
accounts_act(struct screen *sc, enum act act)
{
	struct accounts *a = screen_state(sc);
	struct app *app = screen_app(sc);

	if (list_act(&a->list, act))
		return;
	a->is_new = act == ACT_NEW;
	a->edited = a->is_new || a->count == 0 ? (struct account){0} : a->rows[a->list.cursor];
	if (act == ACT_NEW) {
		ask_line(app, NUMBERED(ASK_NAME), "Новая учётная запись",
		    "Имя для входа (латинские буквы, цифры):", "");
	} else if (act == ACT_EDIT) {
		ask_line(app, NUMBERED(ASK_FULL_NAME), a->edited.name,
		    "Фамилия, имя, отчество:", a->edited.full_name);
	} else if (act == ACT_TAKE) {
		a->edited.disabled = !a->edited.disabled;
		save(sc);
	} else if (act == ACT_REMOVE) {
		ask_remove(sc);
	}
}

static const struct action accounts_actions[] = {
    {.act = ACT_NEW,
	.keys = "Ins n",
	.word = "Новая",
	.help = "Завести учётную запись",
	.permit = PERMIT_ACCOUNTS},
    {.act = ACT_EDIT,
	.keys = "F4 Enter e",
	.word = "Правка",
	.help = "Изменить имя и роль",
	.permit = PERMIT_ACCOUNTS},
    {.act = ACT_TAKE,
	.keys = "F6",
	.word = "Вкл/откл",
	.help = "Отключить учётную запись или включить её снова",
	.permit = PERMIT_ACCOUNTS},
    {.act = ACT_REMOVE,
	.keys = "F8 Del",
	.word = "Удалить",
	.help = "Удалить учётную запись",
	.permit = PERMIT_ACCOUNTS},
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

const struct screen_ops accounts_screen = {
    .name = "accounts",
    .about = "Учётные записи: кто работает с базой и что ему разрешено",
    .state_size = sizeof(struct accounts),
    .actions = accounts_actions,
    .close = accounts_close,
    .title = accounts_title,
    .load = accounts_load,
    .draw = accounts_draw,
    .act = accounts_act,
    .answered = accounts_answered,
};

void
open_accounts(struct app *app)
{
	struct error e = {0};

	if (session_require(app_session(app), PERMIT_ACCOUNTS, &e) != ST_OK)
		app_say_error(app, &e);
	else
		app_push(app, &accounts_screen, NULL, NO_QUESTION);
}
