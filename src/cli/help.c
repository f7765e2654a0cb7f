/* SPDX-License-Identifier: MIT
 * help.c - metodaktiv help and --help, from the tables of commands and options.
 */
#include "cli/help.h"

#include <string.h>

#include "base/utf8.h"
#include "cli/line/out.h"

enum { HELP_INDENT = 2, HELP_COLUMN = 34, HELP_WIDTH = 80 };

const char help_purpose[] = "реестр методической службы города";
const char help_without_command[] =
    "Без команды открывается полноэкранная программа; если стандартный ввод или вывод — не "
    "терминал, печатается сводка реестра.";

const struct help_exit help_exits[] = {
    {.status = 0, .meaning = "сделано"},
    {.status = 1, .meaning = "отказано, или данные не годятся"},
    {.status = 2, .meaning = "команда записана неверно"},
    {.status = 3, .meaning = "базу нельзя открыть, или она повреждена"},
    {.status = 4, .meaning = "у учётной записи нет права на это действие"},
    {.status = 0},
};

void
help_put_usage(struct buf *b, const struct command *command, bool with_all)
{
	const char *operands = with_all ? command->with_all : command->operands;

	buf_puts(b, command->name);
	if (command->action != NULL)
		buf_printf(b, " %s", command->action);
	if (with_all)
		buf_puts(b, " --all");
	if (*operands != '\0')
		buf_printf(b, " %s", operands);
	for (enum option_id id = 0; id < OPTION_COUNT; id++)
		if ((command->needs & OPTION_BIT(id)) != 0)
			buf_printf(b, " --%s %s", options[id].name, options[id].placeholder);
}

void
help_put_option(struct buf *b, const struct option *o)
{
	if (o->letter != 0)
		buf_printf(b, "-%c, ", o->letter);
	buf_printf(b, "--%s", o->name);
	if (o->placeholder != NULL)
		buf_printf(b, " %s", o->placeholder);
}

const struct command *
help_next_action(const struct command *command)
{
	const struct command *next = command + 1;

	return next->name != NULL && strcmp(next->name, command->name) == 0 ? next : NULL;
}

static void
put_blanks(struct buf *b, size_t count)
{
	while (count-- > 0)
		buf_putc(b, ' ');
}

/* The words of a text in lines that begin at `indent`; the first line has `used` columns already.
 */
static void
put_wrapped(struct buf *b, const char *text, size_t used, size_t indent)
{
	size_t column = used;

	while (*text != '\0') {
		size_t len = strcspn(text, " ");
		struct buf word = {0};
		size_t width;

		buf_put(&word, text, len);
		width = utf8_width(buf_text(&word));
		if (column > indent && column + 1 + width > HELP_WIDTH) {
			buf_putc(b, '\n');
			put_blanks(b, column = indent);
		} else if (column > indent) {
			buf_putc(b, ' ');
			column++;
		}
		buf_put_slice(b, buf_slice(&word));
		column += width;
		text += len + strspn(text + len, " ");
		buf_free(&word);
	}
	buf_putc(b, '\n');
}

/* A term on the left, what it means on the right, below it when there is no room. */
static void
put_entry(struct buf *b, const char *term, const char *meaning)
{
	size_t width = HELP_INDENT + utf8_width(term);

	put_blanks(b, HELP_INDENT);
	buf_puts(b, term);
	if (width + 2 > HELP_COLUMN) {
		buf_putc(b, '\n');
		width = 0;
	}
	put_blanks(b, HELP_COLUMN - width);
	put_wrapped(b, meaning, HELP_COLUMN, HELP_COLUMN);
}

static void
put_commands(struct buf *b, const struct command *commands, bool only_verbs)
{
	struct buf usage = {0};

	buf_puts(b, "\nКоманды\n");
	for (const struct command *command = commands; command->name != NULL; command++) {
		if (only_verbs && !command->ssh)
			continue;
		buf_clear(&usage);
		help_put_usage(&usage, command, false);
		put_entry(b, buf_text(&usage), command->about);
		if (command->with_all == NULL || (only_verbs && command->with_all[0] != '\0'))
			continue;
		buf_clear(&usage);
		help_put_usage(&usage, command, true);
		put_entry(b, buf_text(&usage), "то же со всеми сразу");
	}
	buf_free(&usage);
}

static void
put_options(struct buf *b, const struct command *command, option_set which)
{
	struct buf text = {0};

	for (enum option_id id = 0; id < OPTION_COUNT; id++) {
		const struct option *o = &options[id];

		if ((which & OPTION_BIT(id)) == 0 || o->help == NULL)
			continue;
		buf_clear(&text);
		help_put_option(&text, o);
		buf_putc(&text, '\0');
		buf_puts(&text, o->help);
		for (size_t i = 0; id == OPTION_FORMAT && command->formats[i] != NULL; i++)
			buf_printf(&text, "%s%s", i == 0 ? ": " : " или ", command->formats[i]);
		put_entry(b, buf_text(&text), buf_text(&text) + strlen(buf_text(&text)) + 1);
	}
	buf_free(&text);
}

static void
put_exits(struct buf *b)
{
	buf_puts(b, "\nКод завершения\n");
	for (const struct help_exit *x = help_exits; x->meaning != NULL; x++)
		buf_printf(b, "  %d  %s\n", x->status, x->meaning);
}

void
help_put_program(struct buf *b, const struct command *commands)
{
	buf_printf(b, "metodaktiv — %s\n\n", help_purpose);
	buf_puts(b, "metodaktiv [--db DIR] [--user NAME] [COMMAND …]\n");
	put_wrapped(b, help_without_command, 0, 0);
	put_commands(b, commands, false);
	buf_puts(b, "\nПараметры\n");
	put_options(b, NULL, TAKES_ALWAYS);
	put_exits(b);
	buf_puts(b, "\nПодробнее о команде: metodaktiv help COMMAND\n");
}

void
help_put_verbs(struct buf *b, const struct command *commands)
{
	buf_printf(b, "Методактив — %s: сеанс по SSH\n\n", help_purpose);
	put_wrapped(b,
	    "Без команды открываются экраны, с командой печатается ответ: ssh ГОРОД stat. Файлы "
	    "идут через стандартный ввод и вывод вашей машины: ssh ГОРОД export people > люди.csv, "
	    "ssh ГОРОД import people < люди.csv, ssh ГОРОД backup > копия. Слова с пробелами — в "
	    "кавычках, и вся команда — в кавычках другого вида.",
	    0, 0);
	put_commands(b, commands, true);
	put_exits(b);
	buf_puts(b, "\nПодробнее о команде: help COMMAND\n");
}

static void
put_one_command(struct buf *b, const struct command *command)
{
	buf_puts(b, "metodaktiv ");
	help_put_usage(b, command, false);
	buf_putc(b, '\n');
	if (command->with_all != NULL) {
		buf_puts(b, "metodaktiv ");
		help_put_usage(b, command, true);
		buf_putc(b, '\n');
	}
	buf_puts(b, "  ");
	put_wrapped(b, command->about, HELP_INDENT, HELP_INDENT);
	if (command->details != NULL) {
		buf_puts(b, "  ");
		put_wrapped(b, command->details, HELP_INDENT, HELP_INDENT);
	}
	if (command->takes != 0) {
		buf_puts(b, "\nПараметры\n");
		put_options(b, command, command->takes);
	}
}

void
help_put_command(struct buf *b, const struct command *command)
{
	bool kinds =
	    (command->takes & TAKES(ENTITY)) != 0 || strncmp(command->operands, "KIND", 4) == 0;

	put_one_command(b, command);
	if (kinds)
		buf_puts(b, "\nТаблицы (KIND)\n");
	for (enum kind k = 0; kinds && k < KIND_COUNT; k++)
		put_entry(b, entity_of(k)->id, entity_of(k)->about);
}

/* "user key" names "user key add" and all the others of it. */
static bool
is_named(const struct command *command, const struct buf *words)
{
	struct buf name = {0};
	bool named;

	buf_printf(&name, "%s%s%s ", command->name, command->action != NULL ? " " : "",
	    command->action != NULL ? command->action : "");
	named = slice_starts(buf_slice(&name), buf_slice(words));
	buf_free(&name);
	return named;
}

static void
put_named(struct buf *text, const struct command *commands, const struct buf *words)
{
	for (const struct command *command = commands; command->name != NULL; command++) {
		if (!is_named(command, words))
			continue;
		if (text->len > 0)
			buf_putc(text, '\n');
		help_put_command(text, command);
	}
}

enum status
command_help(struct call *c, struct error *e)
{
	struct buf text = {0}, words = {0};
	enum status st = ST_OK;

	for (size_t i = 0; i < c->count; i++)
		buf_printf(&words, "%s ", c->operands[i]);
	if (c->count == 0)
		(c->visitor == NULL ? help_put_program : help_put_verbs)(&text, c->commands);
	else
		put_named(&text, c->commands, &words);
	if (text.len > 0)
		out_buf(c->out, &text);
	else
		st = error_set(e, ST_USAGE,
		    "нет команды «%.*s»; какие есть, покажет metodaktiv help", (int)words.len - 1,
		    buf_text(&words));
	buf_free(&text);
	buf_free(&words);
	return st;
}
