/* SPDX-License-Identifier: MIT
 * account_form.c - who an account is for, what it may, and the keys it comes by, on one form.
 *
 * Lines with the keys below. What is typed is checked where it is typed; the account is written by
 * F2, a key of an account there is at once.
 */
#include "screens/admin/account_form.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "service/core/account_keys.h"
#include "service/record/register.h"

static struct editor *
editor_of(const struct account_form *f)
{
	if (f->line == LINE_NAME && account_form_is_new(f))
		return f->name;
	if (f->line == LINE_KEYS + account_form_keys(f))
		return f->key;
	return f->line == LINE_FULL_NAME ? f->full_name : NULL;
}

enum { NAME_MOST = 64, FULL_NAME_MOST = 255, KEY_MOST = 8192 };

/* Roles from the one that may least: the table begins with who may most. */
static const struct role *
role_at(size_t place)
{
	size_t count;
	const struct role *roles = role_list(&count);

	return place < count ? &roles[count - 1 - place] : NULL;
}

/* What is typed, into the account. */
static void
gather(struct account_form *f)
{
	if (account_form_is_new(f))
		utf8_copy_trimmed(f->wanted.name, sizeof(f->wanted.name), editor_text(f->name));
	utf8_copy_trimmed(
	    f->wanted.full_name, sizeof(f->wanted.full_name), editor_text(f->full_name));
}

static void
read_person(struct account_form *f, const struct view *v)
{
	struct record *r = f->wanted.person[0] != '\0'
	    ? register_load_code(v, KIND_PEOPLE, f->wanted.person)
	    : NULL;

	buf_clear(&f->person);
	if (r != NULL)
		register_put_name_of(v, r, &f->person);
	record_free(r);
}

static enum status
form_open(struct screen *sc, const void *args, struct error *e)
{
	struct account_form *f = screen_state(sc);
	const struct account *account = args;

	(void)e;
	f->name = editor_new(NAME_MOST, true);
	f->full_name = editor_new(FULL_NAME_MOST, true);
	f->key = editor_new(KEY_MOST, true);
	if (account != NULL) {
		f->shown = f->wanted = *account;
		f->line = LINE_FULL_NAME;
	} else {
		snprintf(f->shown.role, sizeof(f->shown.role), "%s", role_at(0)->id);
		f->wanted = f->shown;
	}
	editor_set(f->name, f->wanted.name);
	editor_set(f->full_name, f->wanted.full_name);
	editor_select(f->full_name);
	return ST_OK;
}

static void
form_close(struct screen *sc)
{
	struct account_form *f = screen_state(sc);

	editor_free(f->name);
	editor_free(f->full_name);
	editor_free(f->key);
	buf_free(&f->person);
	buf_free(&f->keys);
}

static void
form_title(const struct screen *sc, struct buf *out)
{
	const struct account_form *f = screen_state(sc);

	if (account_form_is_new(f))
		buf_puts(out, "Новая учётная запись");
	else
		buf_printf(out, "Учётная запись %s", f->shown.name);
	if (f->gone)
		buf_puts(out, " · её тем временем удалили");
	else if (account_form_is_changed(f))
		buf_puts(out, " · не записано");
}

/* What is wanted, unless it has been changed here, becomes what stands there now. */
static void
follow(char *wanted, const char *shown, const char *now, size_t size)
{
	if (strcmp(wanted, shown) == 0)
		snprintf(wanted, size, "%s", now);
}

static void
see(struct account_form *f, const struct account *now)
{
	struct account *w = &f->wanted;

	follow(w->full_name, f->shown.full_name, now->full_name, sizeof(w->full_name));
	follow(w->role, f->shown.role, now->role, sizeof(w->role));
	follow(w->person, f->shown.person, now->person, sizeof(w->person));
	follow(w->opens, f->shown.opens, now->opens, sizeof(w->opens));
	if (w->disabled == f->shown.disabled)
		w->disabled = now->disabled;
	f->shown = *now;
	if (strcmp(editor_text(f->full_name), w->full_name) != 0)
		editor_set(f->full_name, w->full_name);
}

/* The keys as they are now; the cursor stays on its key, or behind the last. */
static void
read_keys(struct account_form *f, const struct view *v)
{
	struct buf here = {0}, line = {0};
	bool on_key = f->line >= LINE_KEYS && account_form_key(f, f->line - LINE_KEYS, &here);
	size_t at = 0;

	buf_clear(&f->keys);
	account_put_keys(v->txn, f->shown.name, &f->keys);
	while (account_form_key(f, at, &line) &&
	    !(on_key && slice_equal(buf_slice(&line), buf_slice(&here))))
		at++;
	if (f->line >= LINE_KEYS)
		f->line = LINE_KEYS + at;
	buf_free(&here);
	buf_free(&line);
}

/* What others have done to it is seen while nothing is changed here; once something is, F2 tells
 * that they have. */
static void
form_load(struct screen *sc)
{
	struct account_form *f = screen_state(sc);
	struct account now;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	if (!account_form_is_new(f)) {
		read_keys(f, &v);
		f->gone = !account_get(v.txn, f->shown.name, &now);
		if (!f->gone && !account_form_is_changed(f))
			see(f, &now);
	}
	read_person(f, &v);
	view_close(&v);
}

/* Keys. */

/* For a new account, which gets it when it is written. */
static enum status
keep_key(struct screen *sc, struct slice text, char *fingerprint, struct error *e)
{
	struct account_form *f = screen_state(sc);
	struct buf line = {0}, keys = {0};
	enum status st = ssh_key_read(text, &line, e);
	struct view v;

	buf_put_slice(&keys, buf_slice(&f->keys));
	buf_printf(&keys, "%s\n", buf_text(&line));
	view_open(&v, app_session(screen_app(sc)));
	if (st == ST_OK)
		st = account_keys_check(v.txn, f->wanted.name, buf_slice(&keys), e);
	view_close(&v);
	if (st == ST_OK) {
		ssh_key_fingerprint(buf_text(&line), fingerprint);
		buf_clear(&f->keys);
		buf_put_slice(&f->keys, buf_slice(&keys));
	}
	buf_free(&line);
	buf_free(&keys);
	return st;
}

/* The key goes to the account, or waits for a new one to be written. */
static bool
give_key(struct screen *sc, struct slice text)
{
	struct account_form *f = screen_state(sc);
	struct app *app = screen_app(sc);
	char fingerprint[SSH_KEY_FINGERPRINT];
	struct error e = {0};
	enum status st = account_form_is_new(f)
	    ? keep_key(sc, text, fingerprint, &e)
	    : account_key_add(app_session(app), f->shown.name, text, fingerprint, &e);

	if (st != ST_OK) {
		app_say_error(app, &e);
		return false;
	}
	app_say(app, MESSAGE_INFO,
	    account_form_is_new(f) ? "Ключ %s будет записан с учётной записью (F2)."
				   : "Ключ %s записан.",
	    fingerprint);
	form_load(sc);
	f->line = LINE_KEYS + account_form_keys(f); /* for the next one */
	return true;
}

/* What was typed where a key is pasted; false: it was refused, which is said. */
static bool
give_typed_key(struct screen *sc)
{
	struct account_form *f = screen_state(sc);

	if (editor_count(f->key) == 0)
		return true;
	if (!give_key(sc, slice_of(editor_text(f->key))))
		return false;
	editor_set(f->key, "");
	return true;
}

/* To the line where a key is pasted; what was typed there is taken. */
static void
take_key(struct screen *sc)
{
	struct account_form *f = screen_state(sc);

	if (f->line == LINE_KEYS + account_form_keys(f) && editor_count(f->key) > 0) {
		give_typed_key(sc);
		return;
	}
	f->line = LINE_KEYS + account_form_keys(f);
	app_say(screen_app(sc), MESSAGE_INFO,
	    "Вставьте строку открытого ключа: ssh-ed25519 AAAA… (Shift-Ins или правая кнопка "
	    "мыши).");
}

/* What was asked about. */
struct key_asked {
	char fingerprint[SSH_KEY_FINGERPRINT];
};

static void
drop_unwritten(struct account_form *f, const char *fingerprint)
{
	struct buf left = {0}, line = {0};
	struct slice rest = buf_slice(&f->keys);
	char own[SSH_KEY_FINGERPRINT];

	while (account_key_next(&rest, &line))
		if (ssh_key_fingerprint(buf_text(&line), own) && strcmp(own, fingerprint) != 0)
			buf_printf(&left, "%s\n", buf_text(&line));
	buf_free(&line);
	buf_free(&f->keys);
	f->keys = left;
}

static void
take_key_removal(struct screen *sc, const void *about, const struct answer *answer)
{
	struct account_form *f = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct key_asked *asked = about;
	struct error e = {0};

	assert(asked != NULL);
	if (answer->code != 2)
		return;
	if (account_form_is_new(f))
		drop_unwritten(f, asked->fingerprint);
	else if (account_key_remove(app_session(app), f->shown.name, asked->fingerprint, &e) !=
	    ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO, "Ключ %s удалён.", asked->fingerprint);
	app_reload(app);
}

static void
ask_key_removal(struct screen *sc)
{
	static const char *const buttons[] = {"Оставить", "Удалить", NULL};
	struct account_form *f = screen_state(sc);
	struct key_asked asked;
	struct buf line = {0}, text = {0};

	if (f->line < LINE_KEYS || !account_form_key(f, f->line - LINE_KEYS, &line)) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "F8 удаляет ключ под курсором; встаньте на ключ.");
		return;
	}
	ssh_key_fingerprint(buf_text(&line), asked.fingerprint);
	buf_puts(&text, "Удалить ключ? Войти по нему больше будет нельзя.\n");
	account_form_put_key(buf_text(&line), &text);
	ask_buttons(screen_app(sc), ABOUT(take_key_removal, &asked), "Удаление ключа",
	    buf_text(&text), buttons);
	buf_free(&line);
	buf_free(&text);
}

/* Values that are chosen. */

static void
set_role(struct account_form *f, size_t place)
{
	const struct role *role = role_at(place);

	if (role == NULL || strcmp(f->wanted.role, role->id) == 0)
		return;
	snprintf(f->wanted.role, sizeof(f->wanted.role), "%s", role->id);
}

static void
take_role(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code > 0)
		set_role(screen_state(sc), (size_t)answer->code - 1);
}

static void
ask_role(struct screen *sc)
{
	struct account_form *f = screen_state(sc);
	char lines[ROLES_MAX][200];
	const char *pointers[ROLES_MAX];
	const struct role *role;
	size_t count = 0, current = 0;

	for (; (role = role_at(count)) != NULL; count++) {
		snprintf(lines[count], sizeof(lines[count]), "%s — %s", role->word, role->about);
		pointers[count] = lines[count];
		if (strcmp(role->id, f->wanted.role) == 0)
			current = count + 1;
	}
	ask_choice(screen_app(sc), THEN(take_role), "Роль", pointers, count, current);
}

static void
take_person(struct screen *sc, const void *about, const struct answer *answer)
{
	struct account_form *f = screen_state(sc);
	struct buf code = {0};
	struct record *r;
	struct view v;

	(void)about;
	if (answer->code == 0)
		return;
	view_open(&v, app_session(screen_app(sc)));
	r = register_load(&v, KIND_PEOPLE, answer->id);
	if (r != NULL) {
		register_put_field(&v, r, field_find(KIND_PEOPLE, "code"), &code);
		utf8_copy_trimmed(f->wanted.person, sizeof(f->wanted.person), buf_text(&code));
		read_person(f, &v);
	}
	view_close(&v);
	record_free(r);
	buf_free(&code);
}

static void
ask_person(struct screen *sc)
{
	const struct account_form *f = screen_state(sc);
	const char *full_name = editor_text(f->full_name);

	/* whoever has just been named is most likely meant */
	place_open(screen_app(sc), PLACE_PICKER, THEN(take_person),
	    &(struct picker_args){
		.kind = KIND_PEOPLE, .typed = f->wanted.person[0] == '\0' ? full_name : NULL});
}

/* The name is right, and nobody's yet. */
static bool
check_name(struct screen *sc)
{
	struct account_form *f = screen_state(sc);
	struct error e = {0};
	struct account other;
	struct view v;
	bool taken;

	gather(f);
	if (session_account_name_check(f->wanted.name, &e) != ST_OK) {
		app_say_error(screen_app(sc), &e);
		return false;
	}
	view_open(&v, app_session(screen_app(sc)));
	taken = account_get(v.txn, f->wanted.name, &other);
	view_close(&v);
	if (taken)
		app_say(screen_app(sc), MESSAGE_WARNING, "Учётная запись «%s» уже есть: %s.",
		    other.name, other.full_name);
	return !taken;
}

static void
go(struct screen *sc, int by)
{
	struct account_form *f = screen_state(sc);
	size_t first = account_form_is_new(f) ? LINE_NAME : LINE_FULL_NAME;

	if (by > 0 && f->line == LINE_NAME && account_form_is_new(f) && !check_name(sc))
		return;
	if (by < 0 ? f->line > first : f->line < LINE_KEYS + account_form_keys(f))
		f->line = by < 0 ? f->line - 1 : f->line + 1;
	if (editor_of(f) != NULL)
		editor_select(editor_of(f));
}

static void
choose(struct screen *sc)
{
	struct account_form *f = screen_state(sc);

	switch (f->line) {
	case LINE_NAME:
	case LINE_FULL_NAME:
		go(sc, 1);
		break;
	case LINE_ROLE:
		ask_role(sc);
		break;
	case LINE_PERSON:
		ask_person(sc);
		break;
	case LINE_OPENS:
		snprintf(f->wanted.opens, sizeof(f->wanted.opens), "%s",
		    strcmp(f->wanted.opens, "hall") == 0 ? "home" : "hall");
		break;
	case LINE_DISABLED:
		f->wanted.disabled = !f->wanted.disabled;
		break;
	default:
		take_key(sc);
	}
}

static void
remove_here(struct screen *sc)
{
	struct account_form *f = screen_state(sc);

	if (f->line != LINE_PERSON) {
		ask_key_removal(sc);
		return;
	}
	f->wanted.person[0] = '\0';
}

/* Somebody has changed it: the next F2 is about what is seen then. */
static void
see_conflict(struct screen *sc)
{
	struct account_form *f = screen_state(sc);
	struct account now;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	if (account_get(v.txn, f->shown.name, &now))
		see(f, &now);
	read_person(f, &v);
	view_close(&v);
}

static void
save(struct screen *sc)
{
	struct account_form *f = screen_state(sc);
	struct app *app = screen_app(sc);
	struct session *s = app_session(app);
	struct error e = {0};
	enum status st;

	if (!give_typed_key(sc))
		return;
	gather(f);
	st = account_form_is_new(f) ? session_account_new(s, &f->wanted, buf_slice(&f->keys), &e)
				    : session_account_save_seen(s, &f->wanted, &f->shown, &e);
	if (st == ST_OK) {
		app_say(app, MESSAGE_INFO, "Учётная запись «%s» сохранена.", f->wanted.name);
		app_pop(app, NULL);
		return;
	}
	app_say_error(app, &e);
	if (st == ST_CONFLICT && !account_form_is_new(f))
		see_conflict(sc);
}

static void
form_act(struct screen *sc, int act)
{
	switch (act) {
	case ACT_SAVE:
		save(sc);
		break;
	case ACT_OPEN:
	case ACT_MARK:
		choose(sc);
		break;
	case ACT_NEW:
		take_key(sc);
		break;
	case ACT_REMOVE:
		remove_here(sc);
		break;
	case ACT_UP:
	case ACT_PREVIOUS:
		go(sc, -1);
		break;
	default:
		go(sc, 1);
	}
}

/* A digit is the role at once. */
static bool
role_key(struct account_form *f, const struct key *key)
{
	if (f->line != LINE_ROLE || key->code != K_CHARACTER || key->ch < '1' || key->ch > '9')
		return false;
	set_role(f, key->ch - '1');
	return true;
}

static bool
form_key_typed(struct screen *sc, const struct key *key)
{
	struct account_form *f = screen_state(sc);
	struct editor *ed = editor_of(f);

	if (ed == f->key && key->code == K_PASTED) {
		give_key(sc, app_pasted(screen_app(sc)));
		return true;
	}
	if (ed == NULL)
		return role_key(f, key);
	switch (ask_type(screen_app(sc), ed, key)) {
	case EDIT_PASSED:
		return false;
	case EDIT_CHANGED:
		gather(f);
		return true;
	default:
		return true;
	}
}

static bool
form_in_text(const struct screen *sc)
{
	return editor_of(screen_state(sc)) != NULL;
}

static void
leave_unwritten(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 2)
		app_pop(screen_app(sc), NULL);
}

static bool
form_unsaved(const struct screen *sc)
{
	return account_form_is_changed(screen_state(sc));
}

static bool
form_may_close(struct screen *sc)
{
	static const char *const buttons[] = {"Вернуться", "Не записывать", NULL};
	bool changed = account_form_is_changed(screen_state(sc));

	if (changed)
		ask_buttons(screen_app(sc), THEN(leave_unwritten), "Не записано",
		    "Учётная запись изменена и не записана. F2 запишет её.", buttons);
	return !changed;
}

static const struct action form_actions[] = {
    ACTION(ACT_SAVE, "F2 C-s", "Записать учётную запись", .word = "Записать",
	.permit = PERMIT_ACCOUNTS),
    ACTION(ACT_OPEN, "Enter F4", "Дальше; роль и человека — выбрать, остальное — поменять",
	.word = "Дальше"),
    ACTION(ACT_MARK, "Space", "Поменять то, что под курсором"),
    ACTION(ACT_NEW, "Ins", "Вставить ключ SSH", .word = "Ключ", .synonyms = "ssh ключ pub",
	.permit = PERMIT_ACCOUNTS),
    ACTION(ACT_REMOVE, "F8 Del", "Удалить ключ под курсором; у человека — ни за кого",
	.word = "Удалить", .permit = PERMIT_ACCOUNTS),
    ACTION(ACT_UP, "Up S-Tab", "К строке выше"),
    ACTION(ACT_DOWN, "Down Tab", "К строке ниже"),
    {.act = ACT_NONE},
};

const struct screen_ops account_form_screen = {
    .name = "account_form",
    .about = "Учётная запись: для кого она, что ей можно и по каким ключам SSH входят",
    .state_size = sizeof(struct account_form),
    .actions = form_actions,
    .open = form_open,
    .close = form_close,
    .title = form_title,
    .load = form_load,
    .draw = account_form_draw,
    .act = form_act,
    .key = form_key_typed,
    .in_text = form_in_text,
    .unsaved = form_unsaved,
    .may_close = form_may_close,
};
