/* SPDX-License-Identifier: MIT
 * ssh_session.c - from a forced command to the one verb somebody has asked for.
 *
 * What is let through is named: verbs by a mark in the table of commands, options by what they are.
 */
#include "cli/ssh_session.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/die.h"
#include "base/utf8.h"
#include "cli/line/confine.h"
#include "db/lmdb/file.h"
#include "document/page/page.h"

enum { FINGERPRINT_LENGTH = sizeof("SHA256:") - 1 + 43, VALUE_MOST = 128 };

static enum status
take_fingerprint(struct ssh_session *s, const struct call *call, struct error *e)
{
	static const char alphabet[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *given = call->values[OPTION_FINGERPRINT];

	if (given == NULL)
		return ST_OK;
	if (strlen(given) != FINGERPRINT_LENGTH || strncmp(given, "SHA256:", 7) != 0 ||
	    strspn(given + 7, alphabet) != FINGERPRINT_LENGTH - 7)
		return error_set(e, ST_USAGE,
		    "--fingerprint «%s» — не отпечаток ключа: нужен SHA256:… из 43 знаков, его "
		    "показывает ssh-keygen -l",
		    given);
	snprintf(s->visitor.fingerprint, sizeof(s->visitor.fingerprint), "%s", given);
	return ST_OK;
}

/* The value of a variable when it is of these characters alone; else NULL. To be freed. */
static char *
clean_value(const char *name, const char *characters)
{
	const char *value = getenv(name);
	size_t len = value == NULL ? 0 : strspn(value, characters);

	if (len == 0 || len > VALUE_MOST || value[len] != '\0' || value[0] == '.')
		return NULL;
	return xstrdup(value);
}

/* Kept are the name of the terminal, which is a file's name to curses, and where the line comes
 * from: screens measure such a line. Time zone, home and all else are the machine's. */
static void
empty_environment(void)
{
	const struct passwd *user = getpwuid(getuid());
	char *term = clean_value(
	    "TERM", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-+._");
	char *connection = clean_value("SSH_CONNECTION", "0123456789abcdefABCDEF.:% ");

	clearenv();
	if (connection != NULL)
		setenv("SSH_CONNECTION", connection, 1);
	if (term != NULL)
		setenv("TERM", term, 1);
	if (user != NULL)
		setenv("HOME", user->pw_dir, 1);
	tzset();
	free(connection);
	free(term);
}

/* Drafts that the database cannot take lie in a folder below home; a session of somebody without a
 * home does without it. */
static void
make_state_folder(struct buf *out)
{
	const char *home = getenv("HOME");

	if (home == NULL || home[0] != '/')
		return;
	buf_printf(out, "%s/.local/state/metodaktiv", home);
	if (!file_make_dirs(buf_text(out), 0700))
		buf_clear(out);
}

static enum status
confine_to(const char *dir, struct error *e)
{
	struct buf state = {0}, module = {0};
	const char *writable[] = {dir, NULL, NULL};
	enum status st;

	make_state_folder(&state);
	if (state.len > 0)
		writable[1] = buf_text(&state);
	setenv("TMPDIR", state.len > 0 ? buf_text(&state) : dir, 1); /* what a workbook needs */
	page_put_module_path(&module); /* loaded when a paper wants it */
	st = confine(writable, buf_text(&module), e);
	buf_free(&module);
	buf_free(&state);
	return st;
}

enum status
ssh_session_begin(struct ssh_session *s, struct call *call, struct error *e)
{
	const char *asked = getenv("SSH_ORIGINAL_COMMAND");
	enum status st;

	*s = (struct ssh_session){.asked = xstrdup(asked != NULL ? asked : "")};
	if (call_has(call, OPTION_USER))
		return error_set(e, ST_USAGE, "у ssh-session учётную запись называет --account");
	st = visitor_make(&s->visitor, WAY_SSH, call->values[OPTION_ACCOUNT], e);
	if (st == ST_OK)
		st = take_fingerprint(s, call, e);
	if (st != ST_OK)
		return st;
	visitor_set_command(&s->visitor, s->asked);
	empty_environment();
	if (!call_has(call, OPTION_DB)) {
		buf_clear(&call->dir);
		session_default_dir(&call->dir);
	}
	return confine_to(buf_text(&call->dir), e);
}

static bool
has_control(const char *text)
{
	const char *end = text + strlen(text);

	while (text < end) {
		uint32_t cp = utf8_next(&text, end);

		if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
			return true;
	}
	return false;
}

static enum status
refuse(struct error *e, const char *what, const char *word)
{
	return error_set(e, ST_DENIED, "%s: «%s»; что можно, покажет команда help", what, word);
}

static bool
is_verb(const struct command *commands, const char *word)
{
	for (const struct command *known = commands; known->name != NULL; known++)
		if (known->ssh && strcmp(known->name, word) == 0)
			return true;
	return false;
}

/* --db, --user, --output, whatever could be short for one of them, what names a file, and what is
 * there for the build. Of single letters only -h. */
static bool
is_forbidden_option(const char *word)
{
	static const char *const fixed[] = {
	    "db", "user", "output", "account", "fingerprint", "password", "password-file"};
	size_t len;

	if (word[0] != '-' || word[1] == '\0')
		return false;
	if (word[1] != '-')
		return strcmp(word, "-h") != 0;
	len = strcspn(word + 2, "=");
	for (size_t i = 0; len > 0 && i < sizeof(fixed) / sizeof(fixed[0]); i++)
		if (strncmp(fixed[i], word + 2, len) == 0)
			return true;
	for (enum option_id id = 0; id < OPTION_COUNT; id++)
		if (slice_equal(slice_of(options[id].name), slice_make(word + 2, len)))
			return options[id].type == VALUE_FILE || options[id].type == VALUE_FOLDER ||
			    options[id].help == NULL || id == OPTION_VERSION;
	return false;
}

static enum status
check_words(const struct call *call, const struct shell_words *words, struct error *e)
{
	if (!is_verb(call->commands, words->word[0]))
		return refuse(e, "такой команды по SSH нет", words->word[0]);
	for (size_t i = 1; i < words->count; i++)
		if (is_forbidden_option(words->word[i]))
			return refuse(e,
			    "база и учётная запись здесь даны, а файлы идут через стандартный ввод "
			    "и вывод",
			    words->word[i]);
	return ST_OK;
}

/* The operand of that number is called FILE (no verb has a DIR); what is one too many can be meant
 * as nothing else where a verb has to do with files, or where it looks like a path. */
static bool
is_path(const struct call *asked, size_t number)
{
	const char *p = asked->command->operands;
	bool files = strstr(p, "FILE") != NULL || (asked->command->takes & TAKES(OUTPUT)) != 0;

	for (; number > 0 && *p != '\0'; number--) {
		p += strcspn(p, " ");
		p += strspn(p, " ");
	}
	p += *p == '[';
	if (*p == '\0')
		return files || strchr(asked->operands[number], '/') != NULL;
	return strncmp(p, "FILE", 4) == 0;
}

static enum status
check_operands(const struct call *asked, struct error *e)
{
	const char *with_all = asked->command->with_all;

	if (call_has(asked, OPTION_ALL) && with_all != NULL && strcmp(with_all, "DIR") == 0)
		return refuse(e, "папок по SSH нет, только таблица за таблицей", "--all");
	for (size_t i = 0; i < asked->count; i++)
		if (strcmp(asked->operands[i], "-") != 0 && is_path(asked, i))
			return refuse(e,
			    "имя файла по SSH не даётся, файлы идут через стандартный ввод и вывод",
			    asked->operands[i]);
	return ST_OK;
}

static enum status
read_verb(struct ssh_session *s, const struct call *call, struct call *asked, struct error *e)
{
	static char program[] = "metodaktiv";
	char **argv;
	enum status st = check_words(call, &s->words, e);

	if (st != ST_OK)
		return st;
	argv = xcalloc(s->words.count + 2, sizeof(*argv));
	argv[0] = program;
	memcpy(argv + 1, s->words.word, s->words.count * sizeof(*argv));
	st = call_parse_verb(asked, call->commands, (int)s->words.count + 1, argv, &s->visitor, e);
	free(argv);
	/* a path is refused as one, whatever else is wrong */
	if ((st == ST_OK || st == ST_USAGE) && asked->command != NULL &&
	    check_operands(asked, e) != ST_OK)
		return ST_DENIED;
	return st;
}

/* A key that is there for one verb does it and nothing else. */
static enum status
check_only(const struct ssh_session *s, const char *only, struct error *e)
{
	if (only == NULL)
		return ST_OK;
	if (s->words.count > 0 && strcmp(s->words.word[0], only) == 0)
		return ST_OK;
	return error_set(e, ST_DENIED, "этому ключу можно только «%s»", only);
}

enum status
ssh_session_ask(struct ssh_session *s, const struct call *call, struct call *asked, struct error *e)
{
	enum status st = ST_OK;

	*asked = (struct call){
	    .commands = call->commands, .kind = KIND_COUNT, .out = stdout, .visitor = &s->visitor};
	if (has_control(s->asked))
		st = error_set(e, ST_DENIED,
		    "в команде есть управляющий символ (перевод строки, табуляция): команда — одна "
		    "строка");
	if (st == ST_OK)
		st = shell_words_split(&s->words, s->asked, e);
	if (st == ST_OK)
		st = check_only(s, call->values[OPTION_ONLY], e);
	if (st == ST_OK && s->words.count > 0)
		st = read_verb(s, call, asked, e);
	buf_clear(&asked->dir);
	buf_puts(&asked->dir, buf_text(&call->dir));
	return st;
}

void
ssh_session_end(struct ssh_session *s)
{
	shell_words_free(&s->words);
	free(s->asked);
}
