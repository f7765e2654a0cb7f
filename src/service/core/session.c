/* SPDX-License-Identifier: MIT
 * session.c - opening a database as somebody, what they may do, values read against it.
 */
#include "service/core/session.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/die.h"
#include "base/utf8.h"
#include "db/lmdb/newfolder.h"
#include "db/format.h"
#include "db/open.h"
#include "db/record/journal.h"
#include "db/record/meta.h"
#include "service/core/rules.h"
#include "db/record/records.h"
#include "service/core/operations.h"

static struct session *
session_new(const struct visitor *visitor)
{
	struct session *s = xcalloc(1, sizeof(*s));

	s->visitor = *visitor;
	snprintf(s->account.name, sizeof(s->account.name), "%s", visitor->account);
	s->actor = visitor_actor(&s->visitor);
	return s;
}

void
known_surnames_free(struct known_surnames *k)
{
	for (size_t i = 0; i < k->count; i++)
		free(k->items[i].surname);
	free(k->items);
	*k = (struct known_surnames){.sequence = 0};
}

void
known_telephones_free(struct known_telephones *k)
{
	buf_free(&k->digits);
	free(k->lines);
	*k = (struct known_telephones){.sequence = 0};
}

void
known_texts_free(struct known_texts *k)
{
	free(k->places);
	*k = (struct known_texts){.sequence = 0};
}

void
session_close(struct session *s)
{
	if (s == NULL)
		return;
	presence_end(s->presence);
	profile_free(s->profile);
	store_close(s->store);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		free(s->orders[kind].ids);
	known_surnames_free(&s->surnames);
	known_telephones_free(&s->telephones);
	known_texts_free(&s->texts);
	free(s);
}

/* The person's own name as the operating system knows it ("Иванова Мария,,," in its table). */
static void
full_name_of(const char *account, char *out, size_t size)
{
	const struct passwd *user = getpwnam(account);
	const char *gecos = user != NULL && user->pw_gecos != NULL ? user->pw_gecos : "";
	size_t len = strcspn(gecos, ",");

	if (len == 0 || len >= size || utf8_bad_at(slice_make(gecos, len)) < len)
		snprintf(out, size, "%s", account);
	else
		snprintf(out, size, "%.*s", (int)len, gecos);
}

static void
put_first(void *context, struct txn *t)
{
	struct session *s = context;
	struct buf reason = {0};
	struct change *c;

	buf_printf(&reason, "правила города «%s», администратор %s", profile_id(s->profile),
	    s->account.name);
	c = change_new(NULL, &s->actor, OPERATION_INIT, buf_text(&reason));
	session_stage_rules(c, 0, s->profile);
	account_stage(c, &s->account, slice_of(""));
	if (s->rehearsal)
		meta_stage_rehearsal(c);
	change_write(c, t);
	buf_free(&reason);
}

enum status
session_create(struct session **out, const struct new_database *what, const struct visitor *visitor,
    struct error *e)
{
	struct session *s = session_new(visitor);
	unsigned made = 0;
	enum status st;

	*out = NULL;
	s->rehearsal = what->rehearsal;
	s->clock_let_run = !what->rehearsal && clock_run();
	s->role = role_find("administrator");
	snprintf(s->account.role, sizeof(s->account.role), "%s", s->role->id);
	full_name_of(visitor->account, s->account.full_name, sizeof(s->account.full_name));
	st = session_account_name_check(visitor->account, e);
	if (st == ST_OK)
		st = visitor_check(visitor, what->dir, e);
	if (st == ST_OK)
		st = profile_load(&s->profile, what->profile, e);
	if (st == ST_OK && what->check != NULL)
		st = what->check(s->profile, e);
	if (st == ST_OK)
		st = newfolder_take(what->dir, what->group, &made, e);
	if (st == ST_OK)
		st = db_create(&s->store, what->dir, put_first, s, e);
	if (st == ST_OK) {
		s->actor.rules = 1; /* the first edition */
		*out = s;
		return ST_OK;
	}
	newfolder_drop(what->dir, made);
	session_close(s);
	return st;
}

/* The profile in force, parsed while its text is still borrowed from t. */
static enum status
read_profile(struct session *s, struct txn *t, struct error *e)
{
	struct slice text;

	if (!meta_profile(t, &text))
		return error_set(e, ST_DAMAGED,
		    "в базе нет правил города: её создание не было закончено; верните копию "
		    "командой metodaktiv restore");
	s->actor.rules = meta_profile_versions(t);
	return profile_parse_stored(&s->profile, text, "правила города в базе", e);
}

static enum status
read_account(struct session *s, struct txn *t, const char *name, struct error *e)
{
	if (!account_get(t, name, &s->account))
		return error_set(e, ST_DENIED,
		    "учётной записи «%s» в этой базе нет; её заводит администратор: metodaktiv "
		    "user add %s",
		    name, name);
	if (s->account.disabled)
		return error_set(e, ST_DENIED,
		    "учётная запись «%s» отключена; включить её может администратор", name);
	s->role = role_find(s->account.role);
	if (s->role == NULL)
		return error_set(e, ST_DENIED,
		    "у учётной записи «%s» роль «%s», которой эта версия программы не знает", name,
		    s->account.role);
	return ST_OK;
}

static void
read_clock(struct session *s, struct txn *t)
{
	s->rehearsal = meta_is_rehearsal(t);
	s->clock_let_run = !s->rehearsal && clock_run();
	s->clock_behind = journal_clock_behind(t);
}

static enum status
read_first(struct session *s, struct error *e)
{
	struct txn *t = txn_read(s->store);
	struct format f;
	enum status st;

	s->older = format_read(t, &f) == FORMAT_OLDER;
	read_clock(s, t);
	st = visitor_check(&s->visitor, store_dir(s->store), e);
	if (st == ST_OK)
		st = read_account(s, t, s->visitor.account, e);
	if (st == ST_OK)
		st = read_profile(s, t, e);
	/* whatever seems to be missing: it was not read */
	if (txn_status(t) != ST_OK)
		st = error_set(e, txn_status(t), "базу прочитать не удалось: %s",
		    store_reason(s->store, txn_status(t)).text);
	/* the rules of an older database may be of an older form, too */
	if (st != ST_OK && s->older && s->role != NULL) {
		profile_free(s->profile);
		s->profile = NULL;
		st = ST_OK;
	}
	txn_abort(t);
	return st;
}

typedef enum status opener(struct store **out, const char *dir, struct error *e);

static enum status
open_as(struct session **out, opener *open, const char *dir, const struct visitor *visitor,
    struct error *e)
{
	struct session *s = session_new(visitor);
	enum status st;

	*out = NULL;
	st = open(&s->store, dir, e);
	if (st != ST_OK)
		goto fail;
	st = read_first(s, e);
	if (st == ST_DENIED)
		session_note_refusal(s);
	if (st != ST_OK)
		goto fail;
	*out = s;
	return ST_OK;
fail:
	session_close(s);
	return st;
}

enum status
session_open(struct session **out, const char *dir, const struct visitor *visitor, struct error *e)
{
	return open_as(out, db_open, dir, visitor, e);
}

enum status
session_open_any(
    struct session **out, const char *dir, const struct visitor *visitor, struct error *e)
{
	return open_as(out, db_open_any, dir, visitor, e);
}

void
session_come(struct session *s, const char *screen)
{
	if (s->older || s->presence != NULL)
		return;
	s->presence = presence_begin(store_real_dir(s->store), &s->visitor, s->account.full_name);
	presence_show(s->presence, screen, 0, 0);
}

void
session_put_clock(const struct session *s, struct buf *out)
{
	int64_t now = clock_now();

	if (s->clock_let_run)
		buf_puts(out,
		    "METODAKTIV_NOW не действует: часы останавливаются только в базе, созданной "
		    "для проб (init --rehearsal).");
	if (s->clock_behind == 0 || s->rehearsal)
		return;
	buf_puts(out, out->len > 0 ? "\nЧасы" : "Часы");
	buf_puts(out, " этого компьютера показывают ");
	clock_put_russian(out, now);
	buf_puts(out, ", а последняя операция в журнале записана временем ");
	clock_put_russian(out, now + s->clock_behind);
	buf_puts(out,
	    ": они отстали или тогда спешили. Новые операции записываются по часам; "
	    "проверьте их.");
}

void
session_default_dir(struct buf *out)
{
	const char *own = getenv("METODAKTIV_DB"), *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");
	const struct passwd *user;

	if (own != NULL && own[0] != '\0') {
		buf_puts(out, own);
		return;
	}
	/* The base directory specification: a relative path there is to be ignored. */
	if (data != NULL && data[0] == '/') {
		buf_printf(out, "%s/metodaktiv", data);
		return;
	}
	if (home == NULL || home[0] == '\0') {
		user = getpwuid(getuid());
		home = user != NULL ? user->pw_dir : "";
	}
	buf_printf(out, "%s/.local/share/metodaktiv", home);
}

static enum status
write_note(struct session *s, const char *operation, const char *reason)
{
	struct change *c;

	if (s->older)
		return ST_OK;
	c = change_new(s->store, &s->actor, operation, reason);
	change_note(c);
	return change_commit(c, NULL, NULL);
}

enum status
session_note(struct session *s, const char *operation, const char *reason, struct error *e)
{
	enum status st = write_note(s, operation, reason);

	if (st == ST_OK)
		return ST_OK;
	return store_not_done(
	    s->store, st, e, "в журнал записать не удалось, и поэтому ничего не сделано");
}

void
session_note_refusal(struct session *s)
{
	struct error ignored = {0};

	/* a name that no account can have is told by the words of the command alone */
	if (session_account_name_check(s->actor.account, &ignored) != ST_OK)
		s->actor.account = s->visitor.os_user;
	write_note(s, OPERATION_REFUSAL, s->visitor.command);
	s->actor.account = s->visitor.account;
}

/* The role as the transaction sees it; NULL when the account is gone or disabled. */
static const struct role *
role_in(const struct session *s, struct txn *t)
{
	struct account now;
	bool known = account_get(t, s->account.name, &now) && !now.disabled;
	const struct role *role = known ? role_find(now.role) : NULL;

	/* A database that cannot be read says so itself, in the call that follows. */
	if (txn_status(t) != ST_OK)
		role = s->role;
	return role;
}

bool
session_may_in(const struct session *s, struct txn *t, enum permit permit)
{
	const struct role *role = role_in(s, t);

	return role != NULL && (role->permits & (unsigned)permit) != 0;
}

bool
session_may(const struct session *s, enum permit permit)
{
	struct txn *t = txn_read(s->store);
	bool may = session_may_in(s, t, permit);

	txn_abort(t);
	return may;
}

enum status
session_require_in(const struct session *s, struct txn *t, enum permit permit, struct error *e)
{
	const struct role *role = role_in(s, t);

	if (role == NULL)
		return error_set(e, ST_DENIED,
		    "учётная запись «%s» тем временем отключена или удалена; обратитесь к "
		    "администратору",
		    s->account.name);
	if ((role->permits & (unsigned)permit) != 0)
		return ST_OK;
	return error_set(e, ST_DENIED, "«%s» (%s) не может %s; такое право даёт администратор",
	    s->account.name, role->word, permit_text(permit));
}

enum status
session_require(const struct session *s, enum permit permit, struct error *e)
{
	struct txn *t = txn_read(s->store);
	enum status st = session_require_in(s, t, permit, e);

	txn_abort(t);
	return st;
}

static uint64_t
find_code(void *context, enum kind kind, struct slice code)
{
	struct session_refs *refs = context;
	struct txn *t = refs->txn != NULL ? refs->txn : txn_read(refs->session->store);
	uint64_t id = records_find(t, kind, code);

	if (t != refs->txn)
		txn_abort(t);
	return id;
}

static bool
put_code(void *context, enum kind kind, uint64_t id, struct buf *out)
{
	struct session_refs *refs = context;
	struct txn *t = refs->txn != NULL ? refs->txn : txn_read(refs->session->store);
	bool found = records_put_code(t, kind, id, out);

	if (t != refs->txn)
		txn_abort(t);
	return found;
}

struct reading
session_reading_in(struct session *s, struct session_refs *refs, struct txn *t)
{
	*refs = (struct session_refs){.session = s, .txn = t};
	return (struct reading){
	    .vocabulary = profile_vocabulary(s->profile),
	    .today = clock_today(),
	    .latest_day = clock_latest_day(),
	    .refs = refs,
	    .find_code = find_code,
	    .put_code = put_code,
	};
}

struct reading
session_reading(struct session *s, struct session_refs *refs)
{
	return session_reading_in(s, refs, NULL);
}
