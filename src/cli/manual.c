/* SPDX-License-Identifier: MIT
 * manual.c - the manual page and the completion of bash, from the tables of commands and options.
 */
#include <string.h>

#include "base/utf8.h"
#include "cli/help.h"
#include "db/format.h"

/* man(7): a backslash and a hyphen are escaped, a line must not begin with a dot or quote. */
static void
put_roff(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\\')
			buf_puts(b, "\\e");
		else if (*s == '-')
			buf_puts(b, "\\-");
		else
			buf_putc(b, *s);
	}
}

static void
put_section(struct buf *b, const char *title)
{
	buf_printf(b, ".SH %s\n", title);
}

static void
put_paragraph(struct buf *b, const char *text)
{
	put_roff(b, text);
	buf_putc(b, '\n');
}

/* .TP: the term in bold, then what it means. */
static void
put_term(struct buf *b, const char *term, const char *meaning)
{
	buf_puts(b, ".TP\n\\fB");
	put_roff(b, term);
	buf_puts(b, "\\fR\n");
	put_paragraph(b, meaning);
}

static void
put_options(struct buf *b, const struct command *command, option_set which)
{
	struct buf term = {0}, meaning = {0};

	for (enum option_id id = 0; id < OPTION_COUNT; id++) {
		const struct option *o = &options[id];

		if ((which & OPTION_BIT(id)) == 0 || o->help == NULL)
			continue;
		buf_clear(&term);
		buf_clear(&meaning);
		help_put_option(&term, o);
		buf_puts(&meaning, o->help);
		for (size_t i = 0; id == OPTION_FORMAT && command->formats[i] != NULL; i++)
			buf_printf(&meaning, "%s%s", i == 0 ? ": " : " или ", command->formats[i]);
		put_term(b, buf_text(&term), buf_text(&meaning));
	}
	buf_free(&term);
	buf_free(&meaning);
}

static void
put_heading(struct buf *b, const struct command *command)
{
	struct buf usage = {0};

	help_put_usage(&usage, command, false);
	if (command->with_all != NULL) {
		buf_puts(&usage, ", ");
		help_put_usage(&usage, command, true);
	}
	buf_puts(b, ".SS \"");
	put_roff(b, buf_text(&usage));
	buf_puts(b, "\"\n");
	buf_free(&usage);
}

/* "создать базу" -> "Создать базу": about begins with a small Cyrillic letter, two bytes long. */
static void
put_sentence(struct buf *b, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t first = utf8_next(&text, end);

	if (first >= 0x430 && first <= 0x44F)
		first -= 0x20;
	utf8_put(b, first);
	put_roff(b, text);
	buf_puts(b, ".\n");
}

static void
put_commands(struct buf *b, const struct command *commands)
{
	put_section(b, "КОМАНДЫ");
	for (const struct command *command = commands; command->name != NULL; command++) {
		put_heading(b, command);
		put_sentence(b, command->about);
		if (command->details != NULL)
			put_paragraph(b, command->details);
		put_options(b, command, command->takes);
	}
}

static void
put_kinds(struct buf *b)
{
	put_section(b, "ТАБЛИЦЫ");
	put_paragraph(b, "KIND — одна из таблиц, здесь в порядке зависимости:");
	for (enum kind k = 0; k < KIND_COUNT; k++)
		put_term(b, entity_of(k)->id, entity_of(k)->about);
}

static void
put_environment(struct buf *b)
{
	put_section(b, "ПЕРЕМЕННЫЕ СРЕДЫ");
	put_term(b, "METODAKTIV_DB", "Папка базы, если не указан --db.");
	put_term(
	    b, "XDG_DATA_HOME", "Папка данных пользователя; база лежит в ней в папке metodaktiv.");
	put_term(b, "METODAKTIV_NOW",
	    "Остановленные часы базы для проб (init --rehearsal), 2026-05-31T12:00:00.");
	put_term(b, "NO_COLOR", "Экран без цветов.");
}

static void
put_exits(struct buf *b)
{
	put_section(b, "КОД ЗАВЕРШЕНИЯ");
	for (const struct help_exit *x = help_exits; x->meaning != NULL; x++) {
		char digit[2] = {(char)('0' + x->status), '\0'};

		put_term(b, digit, x->meaning);
	}
}

static void
put_examples(struct buf *b)
{
	static const char *const examples[] = {
	    "metodaktiv init --profile strezhevoy",
	    "metodaktiv import --all demo/strezhevoy",
	    "metodaktiv eligibility AP0001 --on 31.05.2026",
	    "metodaktiv show people P0001 --on 31.05.2026",
	    "metodaktiv log --entity people --code P0001",
	    "metodaktiv export people --headers ru -o люди.csv",
	    NULL,
	};

	put_section(b, "ПРИМЕРЫ");
	buf_puts(b, ".nf\n");
	for (size_t i = 0; examples[i] != NULL; i++)
		put_paragraph(b, examples[i]);
	buf_puts(b, ".fi\n");
}

void
manual_put_version(struct buf *b)
{
	buf_printf(b, "metodaktiv %s\nформат базы %u\n", VERSION, format_present.number);
}

void
manual_put_page(struct buf *b, const struct command *commands)
{
	buf_puts(b,
	    ".\\\" Составлено программой: metodaktiv --print-manual\n"
	    ".TH METODAKTIV 1 2026-11-22 \"metodaktiv " VERSION "\" \"Методактив\"\n");
	put_section(b, "НАЗВАНИЕ");
	buf_printf(b, "metodaktiv \\- %s\n", help_purpose);
	put_section(b, "ВЫЗОВ");
	buf_puts(b,
	    "\\fBmetodaktiv\\fR [\\fB\\-\\-db\\fR DIR] [\\fB\\-\\-user\\fR NAME] [COMMAND ...]\n");
	put_section(b, "ОПИСАНИЕ");
	put_paragraph(b, help_without_command);
	put_section(b, "ПАРАМЕТРЫ");
	put_options(b, NULL, TAKES_ALWAYS);
	put_commands(b, commands);
	put_kinds(b);
	put_environment(b);
	put_exits(b);
	put_examples(b);
}
