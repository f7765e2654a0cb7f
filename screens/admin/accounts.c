/* SPDX-License-Identifier: MIT
 * accounts.c - who may work with the database, and in which role.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"

/* What the questions are about, handed from one to the next. */
struct account_change {
	struct account shown; /* as it was when it was asked for; of no name: a new one */
	struct account wanted;
};

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

static bool
is_new(const struct account_change *edited)
{
	return edited->shown.name[0] == '\0';
}

static void
save(struct screen *sc, const struct account_change *edited)
{
	struct session *s = app_session(screen_app(sc));
	const struct account *wanted = &edited->wanted;
	struct error e = {0};
	enum status st;

	if (is_new(edited))
		st = session_account_save(s, wanted, true, &e);
	else
		st = session_account_save_seen(s, wanted, &edited->shown, &e);
	if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	else
		app_say(
		    screen_app(sc), MESSAGE_INFO, "Учётная запись «%s» сохранена.", wanted->name);
	list_screen_load(sc);
}

static void
take_text(char *out, size_t size, const char *text)
{
	struct slice s = utf8_trim(slice_of(text));

	snprintf(out, size, "%.*s", (int)(s.len < size ? s.len : size - 1), (const char *)s.data);
}

static void
take_person(struct screen *sc, const void *about, const struct answer *answer)
{
	struct account_change edited;

	assert(about != NULL);
	if (answer->code == 0)
		return;
	edited = *(const struct account_change *)about;
	take_text(edited.wanted.person, sizeof(edited.wanted.person), answer->text);
	save(sc, &edited);
}

/* Who votes from this account. */
static void
ask_person(struct screen *sc, const struct account_change *edited)
{
	ask_line(screen_app(sc), ABOUT(take_person, edited), edited->wanted.name,
	    "За кого в совете голосует эта учётная запись: код человека; пусто — ни за кого:",
	    edited->wanted.person);
}

static void
take_role(struct screen *sc, const void *about, const struct answer *answer)
{
	size_t count, chosen;
	const struct role *roles = role_list(&count);
	struct account_change edited;

	assert(about != NULL);
	if (answer->code == 0)
		return;
	chosen = (size_t)answer->code - 1; /* the roles are the program's own and never change */
	assert(chosen < count);
	edited = *(const struct account_change *)about;
	snprintf(edited.wanted.role, sizeof(edited.wanted.role), "%s", roles[chosen].id);
	if (roles[chosen].permits & PERMIT_VOTE)
		ask_person(sc, &edited);
	else
		save(sc, &edited);
}

static void
ask_role(struct screen *sc, const struct account_change *edited)
{
	size_t count, current;
	const struct role *roles = role_list(&count);
	char lines[ROLES_MAX][200];
	const char *pointers[ROLES_MAX];

	assert(count <= ROLES_MAX);
	current = count; /* a new account: the last role, which may only look */
	for (size_t i = 0; i < count; i++) {
		snprintf(lines[i], sizeof(lines[i]), "%s — %s", roles[i].word, roles[i].about);
		pointers[i] = lines[i];
		if (strcmp(roles[i].id, edited->wanted.role) == 0)
			current = i + 1;
	}
	ask_choice(screen_app(sc), ABOUT(take_role, edited), "Роль", pointers, count, current);
}

static void
take_full_name(struct screen *sc, const void *about, const struct answer *answer)
{
	struct account_change edited;

	assert(about != NULL);
	if (answer->code == 0)
		return;
	edited = *(const struct account_change *)about;
	take_text(edited.wanted.full_name, sizeof(edited.wanted.full_name), answer->text);
	ask_role(sc, &edited);
}

static void
ask_full_name(struct screen *sc, const struct account_change *edited)
{
	ask_line(screen_app(sc), ABOUT(take_full_name, edited),
	    is_new(edited) ? "Новая учётная запись" : edited->wanted.name,
	    "Фамилия, имя, отчество:", edited->wanted.full_name);
}

static void
take_name(struct screen *sc, const void *about, const struct answer *answer)
{
	struct account_change edited = {.wanted = {.name = ""}};

	(void)about;
	if (answer->code == 0)
		return;
	take_text(edited.wanted.name, sizeof(edited.wanted.name), answer->text);
	ask_full_name(sc, &edited);
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
ask_new(struct screen *sc)
{
	ask_line(screen_app(sc), THEN(take_name), "Новая учётная запись",
	    "Имя для входа (латинские буквы, цифры):", "");
}

static void
edit(struct screen *sc, const void *row)
{
	const struct account *account = row;

	ask_full_name(sc, &(struct account_change){.shown = *account, .wanted = *account});
}

static void
turn_off_or_on(struct screen *sc, const void *row)
{
	const struct account *account = row;
	struct account_change edited = {.shown = *account, .wanted = *account};

	edited.wanted.disabled = !edited.shown.disabled;
	save(sc, &edited);
}

enum { DO_TAKE = ACT_OWN };

const struct screen_ops accounts_screen = {
    .name = "accounts",
    .about = "Учётные записи: кто работает с базой и что ему разрешено",
    .actions = LIST_WORK(ACTION(ACT_NEW, "Ins n", "Завести учётную запись", .word = "Новая",
			     .permit = PERMIT_ACCOUNTS, .on_screen = ask_new),
	ACTION(ACT_EDIT, "F4 Enter e", "Изменить имя и роль", .word = "Правка",
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
