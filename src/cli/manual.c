/* SPDX-License-Identifier: MIT
 * manual.c - the manual page and the completion of bash, from the tables of commands and options.
 */
#include "base/roff.h"
#include "cli/help.h"
#include "db/format.h"

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
		roff_put_term(b, buf_text(&term), buf_text(&meaning));
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
	roff_put(b, buf_text(&usage));
	buf_puts(b, "\"\n");
	buf_free(&usage);
}

static void
put_commands(struct buf *b, const struct command *commands)
{
	roff_put_section(b, "КОМАНДЫ");
	for (const struct command *command = commands; command->name != NULL; command++) {
		put_heading(b, command);
		roff_put_sentence(b, command->about);
		if (command->details != NULL)
			roff_put_paragraph(b, command->details);
		put_options(b, command, command->takes);
	}
}

static void
put_kinds(struct buf *b)
{
	roff_put_section(b, "ТАБЛИЦЫ");
	roff_put_paragraph(b, "KIND — одна из таблиц, здесь в порядке зависимости:");
	for (enum kind k = 0; k < KIND_COUNT; k++)
		roff_put_term(b, entity_of(k)->id, entity_of(k)->about);
}

static void
put_environment(struct buf *b)
{
	roff_put_section(b, "ПЕРЕМЕННЫЕ СРЕДЫ");
	roff_put_term(b, "METODAKTIV_DB", "Папка базы, если не указан --db.");
	roff_put_term(
	    b, "XDG_DATA_HOME", "Папка данных пользователя; база лежит в ней в папке metodaktiv.");
	roff_put_term(b, "METODAKTIV_NOW",
	    "Остановленные часы базы для проб (init --rehearsal), 2026-05-31T12:00:00.");
	roff_put_term(b, "NO_COLOR", "Экран без цветов.");
}

static void
put_exits(struct buf *b)
{
	roff_put_section(b, "КОД ЗАВЕРШЕНИЯ");
	for (const struct help_exit *x = help_exits; x->meaning != NULL; x++) {
		char digit[2] = {(char)('0' + x->status), '\0'};

		roff_put_term(b, digit, x->meaning);
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

	roff_put_section(b, "ПРИМЕРЫ");
	buf_puts(b, ".nf\n");
	for (size_t i = 0; examples[i] != NULL; i++)
		roff_put_paragraph(b, examples[i]);
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
	roff_put_section(b, "НАЗВАНИЕ");
	buf_printf(b, "metodaktiv \\- %s\n", help_purpose);
	roff_put_section(b, "ВЫЗОВ");
	buf_puts(b,
	    "\\fBmetodaktiv\\fR [\\fB\\-\\-db\\fR DIR] [\\fB\\-\\-user\\fR NAME] [COMMAND ...]\n");
	roff_put_section(b, "ОПИСАНИЕ");
	roff_put_paragraph(b, help_without_command);
	roff_put_section(b, "ПАРАМЕТРЫ");
	put_options(b, NULL, TAKES_ALWAYS);
	put_commands(b, commands);
	put_kinds(b);
	put_environment(b);
	put_exits(b);
	put_examples(b);
}
