/* SPDX-License-Identifier: MIT
 * help.c - help and the manual page, from the tables.
 */
#include "region/help.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/roff.h"
#include "base/utf8.h"

enum { INDENT = 2, COLUMN = 34, WIDTH = 80 };

static const char purpose[] = "города, собранные в регионе";
static const char description[] =
    "Регион принимает передачи городов (metodaktiv changes) в PostgreSQL, проверяет каждую по "
    "собственным показателям города и отвечает на те же вопросы, что и город. Имён в регионе нет.";

static const struct {
	int status;
	const char *meaning;
} exits[] = {
    {.status = 0, .meaning = "сделано"},
    {.status = 1, .meaning = "отказано, передача не годится или в карантине"},
    {.status = 2, .meaning = "команда записана неверно"},
    {.status = 3, .meaning = "нет связи с базой региона, или она другой версии"},
    {.status = 4, .meaning = "у этой роли PostgreSQL нет права"},
};
enum { EXITS = sizeof(exits) / sizeof(exits[0]) };

static void
put_usage(struct buf *b, const struct region_command *k)
{
	buf_puts(b, k->name);
	if (k->action != NULL)
		buf_printf(b, " %s", k->action);
	if (*k->operands != '\0')
		buf_printf(b, " %s", k->operands);
}

static void
put_option(struct buf *b, const struct region_option_info *o)
{
	if (o->letter != 0)
		buf_printf(b, "-%c, ", o->letter);
	buf_printf(b, "--%s", o->name);
	if (o->placeholder != NULL)
		buf_printf(b, " %s", o->placeholder);
}

/* Lines of a text behind so many columns; the first one begins there. */
static void
put_wrapped(struct buf *b, const char *text, size_t indent)
{
	size_t column = indent;

	while (*text != '\0') {
		size_t len = strcspn(text, " "), width;
		char *word = xstrndup(text, len);

		width = utf8_width(word);
		if (column > indent && column + 1 + width > WIDTH) {
			buf_printf(b, "\n%*s", (int)indent, "");
			column = indent;
		} else if (column > indent) {
			buf_putc(b, ' ');
			column++;
		}
		buf_puts(b, word);
		column += width;
		text += len + strspn(text + len, " ");
		free(word);
	}
	buf_putc(b, '\n');
}

static void
put_entry(struct buf *b, const char *term, const char *meaning)
{
	size_t width = INDENT + utf8_width(term);

	buf_printf(b, "%*s%s", INDENT, "", term);
	if (width + 2 > COLUMN) {
		buf_putc(b, '\n');
		width = 0;
	}
	buf_printf(b, "%*s", (int)(COLUMN - width), "");
	put_wrapped(b, meaning, COLUMN);
}

static void
put_meaning(struct buf *b, const struct region_option_info *o, const struct region_command *k)
{
	const bool of_command = o->value == REGION_WORD && o->words == NULL && k != NULL;

	buf_puts(b, o->help);
	for (size_t i = 0; of_command && k->formats[i] != NULL; i++)
		buf_printf(b, "%s%s", i == 0 ? ": " : " или ", k->formats[i]);
}

static void
each_option(struct buf *b, unsigned takes, const struct region_command *k,
    void (*put)(struct buf *b, const char *term, const char *meaning))
{
	struct buf term = {0}, meaning = {0};

	for (int i = 0; i < REGION_OPTIONS; i++) {
		if ((takes & 1u << i) == 0)
			continue;
		buf_clear(&term);
		buf_clear(&meaning);
		put_option(&term, &region_options[i]);
		put_meaning(&meaning, &region_options[i], k);
		put(b, buf_text(&term), buf_text(&meaning));
	}
	buf_free(&term);
	buf_free(&meaning);
}

enum { ALWAYS = REGION_TAKES(CONNECT) | REGION_TAKES(HELP) | REGION_TAKES(VERSION) };

static void
put_program(struct buf *b, const struct region_command *commands)
{
	struct buf usage = {0};

	buf_printf(b,
	    "metodaktiv-region — %s\n\nmetodaktiv-region [--connect URI] COMMAND …\n"
	    "metodaktiv-region [--connect URI]      на терминале — экраны\n",
	    purpose);
	put_wrapped(b, description, 0);
	buf_puts(b, "\nКоманды\n");
	for (const struct region_command *k = commands; k->name != NULL; k++) {
		buf_clear(&usage);
		put_usage(&usage, k);
		put_entry(b, buf_text(&usage), k->about);
	}
	buf_free(&usage);
	buf_puts(b, "\nПараметры\n");
	each_option(b, ALWAYS, NULL, put_entry);
	buf_puts(b, "\nКод завершения\n");
	for (int i = 0; i < EXITS; i++)
		buf_printf(b, "  %d  %s\n", exits[i].status, exits[i].meaning);
	buf_puts(b, "\nПодробнее о команде: metodaktiv-region help COMMAND\n");
}

static void
put_command(struct buf *b, const struct region_command *k)
{
	buf_puts(b, "metodaktiv-region ");
	put_usage(b, k);
	buf_printf(b, "\n%*s", INDENT, "");
	put_wrapped(b, k->about, INDENT);
	if (k->details != NULL) {
		buf_printf(b, "%*s", INDENT, "");
		put_wrapped(b, k->details, INDENT);
	}
	if (k->takes != 0) {
		buf_puts(b, "\nПараметры\n");
		each_option(b, k->takes, k, put_entry);
	}
}

void
region_put_help(struct buf *b, const struct region_call *c)
{
	const char *name = c->command == NULL ? NULL
	    : c->command->run != NULL         ? c->command->name
	    : c->count > 0                    ? c->operands[0]
					      : NULL;

	for (const struct region_command *k = c->commands; name != NULL && k->name != NULL; k++)
		if (strcmp(k->name, name) == 0) {
			buf_puts(b, b->len > 0 ? "\n" : "");
			put_command(b, k);
		}
	if (name == NULL)
		put_program(b, c->commands);
}

static void
put_manual_command(struct buf *b, const struct region_command *k)
{
	struct buf text = {0};

	put_usage(&text, k);
	buf_puts(b, ".SS ");
	roff_put_paragraph(b, buf_text(&text));
	roff_put_sentence(b, k->about);
	if (k->details != NULL)
		roff_put_paragraph(b, k->details);
	each_option(b, k->takes, k, roff_put_term);
	buf_free(&text);
}

void
region_put_manual(struct buf *b, const struct region_command *commands)
{
	buf_printf(b,
	    ".\\\" Составлено программой: metodaktiv-region --print-manual\n"
	    ".TH METODAKTIV-REGION 1 2026-11-30 \"metodaktiv %s\" \"Методактив\"\n"
	    ".SH НАЗВАНИЕ\nmetodaktiv-region \\- %s\n"
	    ".SH ВЫЗОВ\n.B metodaktiv-region\n[\\-\\-connect URI] COMMAND ...\n"
	    ".SH ОПИСАНИЕ\n",
	    VERSION, purpose);
	roff_put_paragraph(b, description);
	roff_put_section(b, "ПАРАМЕТРЫ");
	each_option(b, ALWAYS, NULL, roff_put_term);
	roff_put_section(b, "КОМАНДЫ");
	for (const struct region_command *k = commands; k->name != NULL; k++)
		put_manual_command(b, k);
	roff_put_section(b, "ПЕРЕМЕННЫЕ СРЕДЫ");
	roff_put_term(b, "METODAKTIV_REGION", "База региона, если не указана --connect.");
	roff_put_section(b, "ФАЙЛЫ");
	roff_put_term(b, "~/.config/metodaktiv/region", "Адрес базы региона, записанный init.");
	roff_put_section(b, "КОД ЗАВЕРШЕНИЯ");
	for (int i = 0; i < EXITS; i++) {
		char digit[2] = {(char)('0' + exits[i].status), '\0'};

		roff_put_term(b, digit, exits[i].meaning);
	}
}
