/* SPDX-License-Identifier: MIT
 * call.c - reading the command line, and the place of the address.
 */
#include "region/call.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/date.h"
#include "base/delivery.h"
#include "base/die.h"
#include "base/outfile.h"
#include "base/suggest.h"
#include "base/utf8.h"

#define TAKES_ALWAYS                                                                               \
	(REGION_TAKES(CONNECT) | REGION_TAKES(HELP) | REGION_TAKES(VERSION) | REGION_TAKES(MANUAL))

static const char *const divisions[] = {
    "municipality", "association", "organisation", "month", NULL};
static const char *const levels[] = {"facts", "figures", "roster", NULL};

const struct region_option_info region_options[REGION_OPTIONS] = {
    [REGION_CONNECT] = {.name = "connect",
	.value = REGION_TEXT,
	.placeholder = "URI",
	.help =
	    "база региона: postgresql://[имя@]сервер/база; без него $METODAKTIV_REGION, затем то, "
	    "что запомнил init"},
    [REGION_HELP] = {.name = "help", .letter = 'h', .help = "справка, с командой — о ней"},
    [REGION_VERSION] = {.name = "version", .help = "версия программы и libpq"},
    [REGION_MANUAL] = {.name = "print-manual"},
    [REGION_LATE_DAYS] = {.name = "late-days",
	.value = REGION_COUNT,
	.placeholder = "N",
	.help =
	    "город, молчащий дольше стольких дней, — с опозданием (без него 14, у города — как у "
	    "региона)"},
    [REGION_NAME] = {.name = "name",
	.value = REGION_TEXT,
	.placeholder = "TEXT",
	.help = "как город называется"},
    [REGION_SSH] = {.name = "ssh",
	.value = REGION_TEXT,
	.placeholder = "ADDRESS",
	.help = "откуда pull берёт передачи: имя@сервер или имя из ssh_config"},
    [REGION_KEY] = {.name = "key",
	.value = REGION_TEXT,
	.placeholder = "HEX",
	.help = "открытый ключ города, которым подписаны его передачи; без него подпись не "
		"спрашивается"},
    [REGION_TOWN] = {.name = "town",
	.value = REGION_TEXT,
	.placeholder = "OKTMO",
	.help = "какой город; у load — если в передаче нет ОКТМО"},
    [REGION_LEVEL] = {.name = "level",
	.value = REGION_WORD,
	.placeholder = "facts|figures|roster",
	.words = levels,
	.help = "что просить у городов: факты под псевдонимами, только показатели или список для "
		"сайта; без него facts"},
    [REGION_FROM] = {.name = "from",
	.value = REGION_DATE,
	.placeholder = "DATE",
	.help = "первый день периода; без него 1 сентября учебного года"},
    [REGION_TO] = {.name = "to",
	.value = REGION_DATE,
	.placeholder = "DATE",
	.help = "последний день периода; без него сегодня"},
    [REGION_SCOPE] = {.name = "scope",
	.value = REGION_TEXT,
	.placeholder = "SCOPE",
	.help = "часть региона: region, subject:69, municipality:69701000, level:WORD, "
		"municipality:69701000/organisation:CODE (association:CODE, level:WORD)"},
    [REGION_BY] = {.name = "by",
	.value = REGION_WORD,
	.placeholder = "municipality|association|organisation|month",
	.words = divisions,
	.help = "по городам, по месяцам; один город — и по его объединениям или организациям"},
    [REGION_NAMES] = {.name = "names",
	.value = REGION_TEXT,
	.placeholder = "ID",
	.help = "имён в регионе нет: их открывает только город"},
    [REGION_FORMAT] = {.name = "format",
	.value = REGION_WORD,
	.placeholder = "FORMAT",
	.help = "вид данных"},
    [REGION_OUTPUT] = {.name = "output",
	.letter = 'o',
	.value = REGION_TEXT,
	.placeholder = "FILE",
	.help = "записать в файл вместо стандартного вывода"},
    [REGION_FORCE] = {.name = "force", .help = "заменить файл, который уже есть"},
};

bool
region_call_has(const struct region_call *c, enum region_option option)
{
	return c->values[option] != NULL;
}

bool
region_format_is(const struct region_call *c, const char *format)
{
	const char *given = c->values[REGION_FORMAT];

	return strcmp(given != NULL ? given : c->command->formats[0], format) == 0;
}

static enum region_option
find_option(const char *name, size_t len)
{
	int i = 0;

	while (i < REGION_OPTIONS &&
	    (strlen(region_options[i].name) != len ||
		strncmp(region_options[i].name, name, len) != 0))
		i++;
	return (enum region_option)i;
}

static enum region_option
find_letter(char letter)
{
	int i = 0;

	while (i < REGION_OPTIONS && region_options[i].letter != letter)
		i++;
	return (enum region_option)i;
}

/* The words typed, one after the other. */
struct typed {
	char **next, **end;
};

/* --name, --name=value, --name value, -o value, -ovalue */
static enum status
take_option(struct region_call *c, struct typed *w, const char *word, struct error *e)
{
	bool is_long = word[1] == '-';
	const char *equals = is_long ? strchr(word, '=') : NULL;
	const char *value = equals != NULL ? equals + 1 : NULL;
	enum region_option id = !is_long
	    ? find_letter(word[1])
	    : find_option(
		  word + 2, equals != NULL ? (size_t)(equals - word) - 2 : strlen(word) - 2);

	if (id == REGION_OPTIONS)
		return error_set(e, ST_USAGE, "неизвестный параметр «%s»", word);
	if (!is_long && word[2] != '\0')
		value = word + 2;
	if (region_options[id].value == REGION_FLAG) {
		c->values[id] = "";
		return value == NULL ? ST_OK
				     : error_set(e, ST_USAGE, "параметр --%s не принимает значения",
					   region_options[id].name);
	}
	if (value == NULL && w->next < w->end)
		value = *w->next++;
	if (value == NULL || *value == '\0')
		return error_set(e, ST_USAGE, "после --%s нужно значение: --%s %s",
		    region_options[id].name, region_options[id].name,
		    region_options[id].placeholder);
	c->values[id] = value;
	return ST_OK;
}

static enum status
take_words(struct region_call *c, struct typed *w, struct error *e)
{
	bool only_operands = false;
	enum status st = ST_OK;

	while (st == ST_OK && w->next < w->end) {
		const char *word = *w->next++;

		if (only_operands || word[0] != '-' || word[1] == '\0')
			c->operands[c->count++] = word;
		else if (strcmp(word, "--") == 0)
			only_operands = true;
		else
			st = take_option(c, w, word, e);
	}
	return st;
}

static enum status
unknown_command(const struct region_call *c, bool named, struct error *e)
{
	struct buf list = {0};
	struct suggest near = {.wanted = c->operands[0]};

	for (const struct region_command *k = c->commands; k->name != NULL; k++) {
		if (k == c->commands || strcmp(k[-1].name, k->name) != 0)
			suggest_try(&near, k->name);
		if (named && strcmp(k->name, c->operands[0]) == 0)
			buf_printf(&list, "%s%s", list.len > 0 ? ", " : "", k->action);
	}
	if (named)
		error_set(
		    e, ST_USAGE, "после «%s» нужно действие: %s", c->operands[0], buf_text(&list));
	else {
		suggest_put(&near, "", &list);
		error_set(e, ST_USAGE, "нет команды «%s»%s", c->operands[0], buf_text(&list));
	}
	buf_free(&list);
	return ST_USAGE;
}

/* The first operand, of some the second too, name the command; they are taken off. */
static enum status
find_command(struct region_call *c, struct error *e)
{
	const struct region_command *k = c->commands;
	bool named = false;

	for (; k->name != NULL; k++) {
		if (strcmp(k->name, c->operands[0]) != 0)
			continue;
		named = true;
		if (k->action == NULL || (c->count > 1 && strcmp(k->action, c->operands[1]) == 0) ||
		    (c->count == 1 && region_call_has(c, REGION_HELP)))
			break;
	}
	if (k->name == NULL)
		return unknown_command(c, named, e);
	c->command = k;
	c->operands += k->action != NULL && c->count > 1 ? 2 : 1;
	c->count -= k->action != NULL && c->count > 1 ? 2 : 1;
	return ST_OK;
}

static enum status
check_word(enum region_option id, const char *value, const char *const *words, struct error *e)
{
	struct buf list = {0};

	for (size_t i = 0; words[i] != NULL; i++) {
		if (strcmp(words[i], value) == 0) {
			buf_free(&list);
			return ST_OK;
		}
		buf_printf(&list, "%s%s", i > 0 ? ", " : "", words[i]);
	}
	error_set(e, ST_USAGE, "--%s «%s»: такого значения нет, есть %s", region_options[id].name,
	    value, buf_text(&list));
	buf_free(&list);
	return ST_USAGE;
}

static enum status
check_value(struct region_call *c, enum region_option id, struct error *e)
{
	const struct region_option_info *o = &region_options[id];
	const char *value = c->values[id];
	const struct region_command *k = c->command;

	if ((TAKES_ALWAYS & 1u << id) != 0)
		return ST_OK; /* none of them has a value that could be wrong */
	if (k == NULL)
		return error_set(e, ST_USAGE,
		    "параметр --%s — для команды, а она не названа; их перечисляет --help",
		    o->name);
	if ((k->takes & 1u << id) == 0)
		return error_set(
		    e, ST_USAGE, "у команды «%s» нет параметра --%s", k->name, o->name);
	if (o->value == REGION_DATE && date_parse(slice_of(value), &c->dates[id]) != DATE_PARSED)
		return error_set(e, ST_USAGE,
		    "--%s «%s»: нужен день, который есть, вида ДД.ММ.ГГГГ или ГГГГ-ММ-ДД", o->name,
		    value);
	if (o->value == REGION_COUNT &&
	    (strspn(value, "0123456789") != strlen(value) || strlen(value) > 4))
		return error_set(
		    e, ST_USAGE, "--%s «%s»: нужно число дней, до 9999", o->name, value);
	if (o->value == REGION_WORD)
		return check_word(id, value, o->words != NULL ? o->words : k->formats, e);
	return ST_OK;
}

/* "OKTMO NAME" asks for two, "[OKTMO…]" for any number. */
static enum status
check_operands(struct region_call *c, struct error *e)
{
	size_t least = 0, most = 0;

	for (const char *p = c->command->operands; *p != '\0'; p += strspn(p, " ")) {
		most++;
		least += *p != '[';
		p += strcspn(p, " ");
	}
	if (c->count < least)
		return error_set(e, ST_USAGE, "команде «%s» не хватает: %s", c->command->name,
		    c->command->operands);
	if (c->count > most && strstr(c->command->operands, "…") == NULL)
		return error_set(e, ST_USAGE, "лишнее в команде «%s»: «%s»", c->command->name,
		    c->operands[most]);
	return ST_OK;
}

void
region_put_address_path(struct buf *b)
{
	const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (folder != NULL && folder[0] == '/')
		buf_puts(b, folder);
	else
		buf_printf(b, "%s/.config", home != NULL ? home : "");
	buf_puts(b, "/metodaktiv/region");
}

/* A file of one line. */
static void
read_address(struct buf *out)
{
	struct buf path = {0};
	FILE *f;

	region_put_address_path(&path);
	f = fopen(buf_text(&path), "re");
	buf_free(&path);
	if (f == NULL)
		return;
	buf_read_file(out, f);
	fclose(f);
	buf_truncate(out, strcspn(buf_text(out), "\n"));
}

static void
find_address(struct region_call *c)
{
	const char *given = getenv("METODAKTIV_REGION");

	if (region_call_has(c, REGION_CONNECT))
		buf_puts(&c->address, c->values[REGION_CONNECT]);
	else if (given != NULL)
		buf_puts(&c->address, given);
	else
		read_address(&c->address);
}

enum status
region_keep_address(const char *address, struct error *e)
{
	struct buf path = {0}, line = {0};
	enum status st = ST_OK;

	region_put_address_path(&path);
	for (char *slash = path.data; (slash = strchr(slash + 1, '/')) != NULL; *slash = '/') {
		*slash = '\0';
		mkdir(path.data, 0700); /* most are there */
	}
	buf_printf(&line, "%s\n", address);
	if (!outfile_write(buf_text(&path), buf_slice(&line), 0600))
		st = error_set(e, ST_SYSTEM,
		    "база региона создана, но её адрес не записать в %s: указывайте --connect",
		    buf_text(&path));
	buf_free(&path);
	buf_free(&line);
	return st;
}

enum status
region_call_parse(struct region_call *c, const struct region_command *commands, int argc,
    char **argv, struct error *e)
{
	struct typed w = {.next = argv + (argc > 0), .end = argv + argc};
	enum status st;

	*c = (struct region_call){.commands = commands};
	for (int i = 0; i < REGION_OPTIONS; i++)
		c->dates[i] = DATE_NONE;
	c->memory = c->operands = xcalloc((size_t)argc + 1, sizeof(*c->operands));
	st = take_words(c, &w, e);
	if (st == ST_OK && c->count > 0)
		st = find_command(c, e);
	for (int i = 0; st == ST_OK && i < REGION_OPTIONS; i++)
		if (c->values[i] != NULL)
			st = check_value(c, (enum region_option)i, e);
	if (st == ST_OK && c->command != NULL && !region_call_has(c, REGION_HELP))
		st = check_operands(c, e);
	if (st == ST_OK)
		find_address(c);
	return st;
}

void
region_call_free(struct region_call *c)
{
	pg_close(c->pg);
	buf_free(&c->address);
	free(c->memory);
}

void
region_say(const char *line)
{
	struct buf shown = {0};

	if (isatty(STDOUT_FILENO)) {
		utf8_put_shown(&shown, slice_of(line), true);
		line = buf_text(&shown);
	}
	puts(line);
	fflush(stdout);
	buf_free(&shown);
}

enum status
region_pass_over(const struct region_call *c, enum status st, const struct error *why, size_t *bad,
    struct error *e)
{
	if (pg_is_lost(c->pg))
		return error_set(e, st, "%s", error_text(why));
	(*bad)++;
	region_complain(error_text(why));
	return ST_OK;
}

static bool
is_standard(const char *path)
{
	return path == NULL || strcmp(path, "-") == 0;
}

enum status
region_deliver(const struct region_call *c, const struct buf *text, struct error *e)
{
	const char *path = c->values[REGION_OUTPUT];
	struct outfile file;
	enum status st;

	if (is_standard(path)) {
		region_say(buf_text(text));
		return ST_OK;
	}
	st = delivery_begin(&file, path, DELIVERY_PRIVATE, region_call_has(c, REGION_FORCE), e);
	if (st == ST_OK) {
		fprintf(file.f, "%s\n", buf_text(text));
		st = delivery_finish(&file, st, e);
	}
	return st;
}

enum status
region_deliver_book(
    const struct region_call *c, const struct grid *g, const char *sheet, struct error *e)
{
	const char *path = c->values[REGION_OUTPUT];
	struct outfile file;
	enum status st;

	if (is_standard(path))
		return isatty(STDOUT_FILENO) ? error_set(e, ST_USAGE,
						   "книга xlsx на экран не выводится: добавьте -o "
						   "ФАЙЛ или перенаправьте вывод")
					     : grid_write_xlsx(g, NULL, sheet, stdout, e);
	st = delivery_begin(&file, path, DELIVERY_PRIVATE, region_call_has(c, REGION_FORCE), e);
	if (st == ST_OK)
		st = delivery_finish(&file, grid_write_xlsx(g, NULL, sheet, file.f, e), e);
	return st;
}

void
region_complain(const char *sentence)
{
	struct buf shown = {0};

	utf8_put_shown(&shown, slice_of(sentence), true);
	fprintf(stderr, "metodaktiv-region: %s\n", buf_text(&shown));
	buf_free(&shown);
}
