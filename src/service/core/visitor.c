/* SPDX-License-Identifier: MIT
 * visitor.c - the operating system's word for who comes, and sshd's for the key and the address.
 */
#include "service/core/visitor.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "db/lmdb/datafile.h"
#include "db/lmdb/file.h"
#include "service/core/ssh_key.h"

enum { AUTH_MOST = 65536 };

static const struct {
	const char *id, *word;
} ways[WAY_COUNT] = {
    [WAY_SCREEN] = {.id = "screen", .word = "экран"},
    [WAY_COMMAND] = {.id = "command", .word = "команда"},
    [WAY_SSH] = {.id = "ssh", .word = "SSH"},
};

static bool
is_clean(const char *name)
{
	const char *end = name + strlen(name);

	if (utf8_bad_at(slice_of(name)) < strlen(name))
		return false;
	while (name < end)
		if (utf8_is_forbidden(utf8_next(&name, end), false))
			return false;
	return true;
}

static enum status
take_os_user(struct visitor *out, struct error *e)
{
	const struct passwd *user = getpwuid(getuid());
	const char *name = user != NULL ? user->pw_name : "";

	if (name[0] == '\0' || strlen(name) >= sizeof(out->os_user) || !is_clean(name))
		return error_set(e, ST_DENIED,
		    "у пользователя операционной системы с номером %u нет имени, и журнал не смог "
		    "бы сказать, кто это сделал; имя ему даёт администратор сервера (/etc/passwd)",
		    (unsigned)getuid());
	snprintf(out->os_user, sizeof(out->os_user), "%s", name);
	return ST_OK;
}

/* "10.0.0.5 50022 10.0.0.1 22": where from. */
static void
take_address(struct visitor *out)
{
	const char *connection = getenv("SSH_CONNECTION");
	size_t len = connection != NULL ? strspn(connection, "0123456789abcdefABCDEF.:%") : 0;

	if (len > 0 && len < sizeof(out->address))
		snprintf(out->address, sizeof(out->address), "%.*s", (int)len, connection);
}

/* The file that ExposeAuthInfo names: "publickey ssh-ed25519 AAAA…" in a line. */
static void
take_fingerprint(struct visitor *out)
{
	static const char method[] = "publickey ";
	const size_t len = sizeof(method) - 1;
	const char *path = getenv("SSH_USER_AUTH");
	char fingerprint[SSH_KEY_FINGERPRINT], *rest, *line;
	struct buf whole = {0};

	if (path != NULL && file_read_whole(path, AUTH_MOST, &whole))
		for (line = strtok_r(whole.data, "\r\n", &rest);
		     line != NULL && out->fingerprint[0] == '\0';
		     line = strtok_r(NULL, "\r\n", &rest))
			if (strncmp(line, method, len) == 0 &&
			    ssh_key_fingerprint(line + len, fingerprint))
				snprintf(
				    out->fingerprint, sizeof(out->fingerprint), "%s", fingerprint);
	buf_free(&whole);
}

enum status
visitor_make(struct visitor *out, enum way way, const char *account, struct error *e)
{
	*out = (struct visitor){.way = way};
	if (take_os_user(out, e) != ST_OK)
		return ST_DENIED;
	if (account == NULL)
		account = out->os_user;
	if (strlen(account) >= sizeof(out->account))
		return error_set(e, ST_DENIED, "учётной записи с таким длинным именем нет");
	memcpy(out->account, account, strlen(account) + 1);
	take_address(out);
	if (out->address[0] != '\0')
		take_fingerprint(out);
	return ST_OK;
}

void
visitor_set_command(struct visitor *visitor, const char *command)
{
	struct buf shown = {0};
	size_t most = sizeof(visitor->command) - sizeof("…");
	size_t len;

	utf8_put_shown(&shown, slice_of(command), false);
	len = utf8_cut(buf_slice(&shown), most).len;
	snprintf(visitor->command, sizeof(visitor->command), "%.*s%s", (int)len, buf_text(&shown),
	    len < shown.len ? "…" : "");
	buf_free(&shown);
}

/* A link to another's file in a folder of one's own is not one's own database. */
static bool
is_own_file(const char *dir)
{
	struct buf path = {0};
	struct stat st;
	bool own;

	buf_printf(&path, "%s/%s", dir, DATA_FILE);
	own = lstat(buf_text(&path), &st) != 0 || (S_ISREG(st.st_mode) && st.st_nlink == 1);
	buf_free(&path);
	return own;
}

bool
visitor_owns(const char *dir)
{
	struct stat st;

	return getuid() == 0 || (stat(dir, &st) == 0 && st.st_uid == getuid() && is_own_file(dir));
}

enum status
visitor_check(const struct visitor *visitor, const char *dir, struct error *e)
{
	struct stat st;

	if (strcmp(visitor->account, visitor->os_user) == 0 || visitor_owns(dir) ||
	    stat(dir, &st) != 0)
		return ST_OK;
	return error_set(e, ST_DENIED,
	    "под чужим именем «%s» войти нельзя: вы — «%s»; другую учётную запись называет только "
	    "владелец папки базы",
	    visitor->account, visitor->os_user);
}

struct actor
visitor_actor(const struct visitor *visitor)
{
	return (struct actor){.account = visitor->account,
	    .os_user = visitor->os_user,
	    .via = ways[visitor->way].id,
	    .fingerprint = visitor->fingerprint,
	    .address = visitor->address};
}

void
way_put(enum way way, const char *address, struct buf *out)
{
	buf_puts(out, ways[way].word);
	if (address[0] != '\0')
		buf_printf(out, "%s %s", way == WAY_SSH ? "" : ", SSH", address);
}

void
visitor_put_way(const struct visitor *visitor, struct buf *out)
{
	way_put(visitor->way, visitor->address, out);
}

const char *
visitor_via_id(const char *via, const char **address)
{
	static const char mark[] = ", SSH ";

	for (size_t i = 0; i < WAY_COUNT; i++) {
		size_t len = strlen(ways[i].word);

		if (strcmp(via, ways[i].id) == 0)
			return ways[i].id;
		if (strncmp(via, ways[i].word, len) != 0)
			continue;
		if (strncmp(via + len, mark, sizeof(mark) - 1) == 0 && **address == '\0')
			*address = via + len + sizeof(mark) - 1;
		return ways[i].id;
	}
	return via;
}

const char *
visitor_via_word(const char *via)
{
	for (size_t i = 0; i < WAY_COUNT; i++)
		if (strcmp(via, ways[i].id) == 0)
			return ways[i].word;
	return via;
}
