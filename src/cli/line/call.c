/* SPDX-License-Identifier: MIT
 * call.c - reading the command line against the tables of options and commands.
 */
#include "cli/line/call.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"
#include "base/suggest.h"

const struct option options[OPTION_COUNT] = {
#define OPTION(constant, spelling, short_name, kind_of_value, value_name, sentence)                \
	[OPTION_##constant] = {.name = spelling,                                                   \
	    .letter = short_name,                                                                  \
	    .type = VALUE_##kind_of_value,                                                         \
	    .placeholder = value_name,                                                             \
	    .help = sentence},
#include "cli/line/options.def"
#undef OPTION
};

static const char *const *const value_words[OPTION_COUNT] = {
    [OPTION_HEADERS] = (const char *const[]){"ru", "id", NULL},
    [OPTION_OPENS] = (const char *const[]){"hall", "home", NULL},
    [OPTION_BY] = (const char *const[]){"association", "organisation", "month", NULL},
    [OPTION_LEVEL] = (const char *const[]){"figures", "facts", "roster", NULL},
};

const char *const *
option_words(enum option_id id)
{
	return value_words[id];
}

bool
call_has(const struct call *c, enum option_id id)
{
	return c->values[id] != NULL;
}

int32_t
call_date(const struct call *c, enum option_id id, int32_t otherwise)
{
	return c->dates[id] == DATE_NONE ? otherwise : c->dates[id];
}

bool
call_format_is(const struct call *c, const char *format)
{
	const char *given = c->values[OPTION_FORMAT];

	return strcmp(given != NULL ? given : c->command->formats[0], format) == 0;
}

static enum option_id
option_by_name(struct slice name)
{
	for (enum option_id id = 0; id < OPTION_COUNT; id++)
		if (slice_equal(slice_of(options[id].name), name))
			return id;
	return OPTION_COUNT;
}

static enum option_id
option_by_letter(char letter)
{
	for (enum option_id id = 0; id < OPTION_COUNT; id++)
		if (options[id].letter != 0 && options[id].letter == letter)
			return id;
	return OPTION_COUNT;
}

static enum status
unknown_option(const char *argument, struct error *e)
{
	struct suggest near = {.wanted = argument + strspn(argument, "-")};
	struct buf hint = {0};
	enum status st;

	for (enum option_id id = 0; id < OPTION_COUNT; id++)
		if (options[id].help != NULL)
			suggest_try(&near, options[id].name);
	suggest_put(&near, "--", &hint);
	st = error_set(e, ST_USAGE, "неизвестный параметр «%s»%s", argument, buf_text(&hint));
	buf_free(&hint);
	return st;
}

/* The words of the command line, one after the other. */
struct words {
	char **next, **end;
};

/* --name, --name=value, --name value, -o value, -ovalue */
static enum status
take_option(struct call *c, struct words *w, const char *argument, struct error *e)
{
	bool is_long = argument[1] == '-';
	const char *equals = is_long ? strchr(argument, '=') : NULL;
	const char *value = equals != NULL ? equals + 1 : NULL;
	enum option_id id;

	if (is_long) {
		size_t len = equals != NULL ? (size_t)(equals - argument) : strlen(argument);

		id = option_by_name(slice_make(argument + 2, len - 2));
	} else {
		id = option_by_letter(argument[1]);
		if (argument[2] != '\0')
			value = argument + 2;
	}
	if (id == OPTION_COUNT)
		return unknown_option(argument, e);
	if (options[id].type == VALUE_FLAG) {
		if (value != NULL)
			return error_set(
			    e, ST_USAGE, "параметр --%s не принимает значения", options[id].name);
		c->values[id] = "";
		return ST_OK;
	}
	if (value == NULL && w->next < w->end)
		value = *w->next++;
	if (value == NULL || *value == '\0')
		return error_set(e, ST_USAGE, "после --%s нужно значение: --%s %s",
		    options[id].name, options[id].name, options[id].placeholder);
	c->values[id] = value;
	return ST_OK;
}

static bool
is_passed_on(const struct command *commands, const char *name)
{
	while (commands->name != NULL && strcmp(commands->name, name) != 0)
		commands++;
	return commands->name != NULL && commands->passes_on;
}

static enum status
take_words(struct call *c, struct words *w, struct error *e)
{
	bool only_operands = false;

	while (w->next < w->end) {
		const char *word = *w->next++;
		enum status st;

		if (only_operands || word[0] != '-' || word[1] == '\0') {
			only_operands |= c->count == 0 && is_passed_on(c->commands, word);
			c->operands[c->count++] = word;
		} else if (strcmp(word, "--") == 0) {
			only_operands = true;
		} else {
			st = take_option(c, w, word, e);
			if (st != ST_OK)
				return st;
		}
	}
	return ST_OK;
}

static enum status
unknown_command(const struct command *commands, const char *name, struct error *e)
{
	struct suggest near = {.wanted = name};
	struct buf hint = {0};
	enum status st;

	for (const struct command *known = commands; known->name != NULL; known++)
		if (known->action == NULL || known == commands ||
		    strcmp(known[-1].name, known->name) != 0)
			suggest_try(&near, known->name);
	suggest_put(&near, "", &hint);
	st = error_set(e, ST_USAGE, "нет команды «%s»%s", name, buf_text(&hint));
	buf_free(&hint);
	return st;
}

static enum status
unknown_action(const struct command *first, const char *action, struct error *e)
{
	struct buf list = {0};
	enum status st;

	for (const struct command *known = first;
	     known->name != NULL && strcmp(known->name, first->name) == 0; known++)
		buf_printf(&list, "%s%s", known == first ? "" : ", ", known->action);
	st = action == NULL
	    ? error_set(e, ST_USAGE, "после «%s» нужно действие: %s", first->name, buf_text(&list))
	    : error_set(e, ST_USAGE, "у команды «%s» нет действия «%s»; есть: %s", first->name,
		  action, buf_text(&list));
	buf_free(&list);
	return st;
}

/* How many of the words are the action, which may be two ("key add"); 0: it is another. */
static size_t
words_of_action(const char *action, const char *const *words, size_t count)
{
	size_t first = strcspn(action, " ");

	assert(count == 0 || words[0] != NULL);
	if (count == 0 || strlen(words[0]) != first || strncmp(words[0], action, first) != 0)
		return 0;
	if (action[first] == '\0')
		return 1;
	return count > 1 && strcmp(words[1], action + first + 1) == 0 ? 2 : 0;
}

/* The first operand, and for some one or two more, name the command; they are taken off. */
static enum status
find_command(struct call *c, struct error *e)
{
	const struct command *known = c->commands, *first;
	const char *action = c->count > 1 ? c->operands[1] : NULL;
	size_t taken = 0;

	while (known->name != NULL && strcmp(known->name, c->operands[0]) != 0)
		known++;
	if (known->name == NULL)
		return unknown_command(c->commands, c->operands[0], e);
	first = known;
	if (known->action != NULL && (action != NULL || !call_has(c, OPTION_HELP)))
		while (
		    (taken = words_of_action(known->action, c->operands + 1, c->count - 1)) == 0) {
			known++;
			if (known->name == NULL || strcmp(known->name, first->name) != 0)
				return unknown_action(first, action, e);
		}
	c->command = known;
	c->operands += 1 + taken;
	c->count -= 1 + taken;
	return ST_OK;
}

static enum status
check_word(const struct option *o, const char *value, const char *const *words, struct error *e)
{
	struct buf list = {0};

	for (const char *const *word = words; *word != NULL; word++) {
		if (strcmp(*word, value) == 0) {
			buf_free(&list);
			return ST_OK;
		}
		buf_printf(&list, "%s%s", word == words ? "" : ", ", *word);
	}
	error_set(e, ST_USAGE, "--%s «%s»: такого значения нет, есть %s", o->name, value,
	    buf_text(&list));
	buf_free(&list);
	return ST_USAGE;
}

static enum status
check_date(struct call *c, enum option_id id, struct error *e)
{
	switch (date_parse(slice_of(c->values[id]), &c->dates[id])) {
	case DATE_PARSED:
		return ST_OK;
	case DATE_NOT_EXISTING:
		c->dates[id] = DATE_NONE;
		return error_set(
		    e, ST_USAGE, "--%s «%s»: такого дня нет", options[id].name, c->values[id]);
	default:
		c->dates[id] = DATE_NONE;
		return error_set(e, ST_USAGE,
		    "--%s «%s»: нужна дата вида ДД.ММ.ГГГГ или ГГГГ-ММ-ДД", options[id].name,
		    c->values[id]);
	}
}

static enum status
check_kind(struct call *c, const char *id, struct error *e)
{
	struct suggest near = {.wanted = id};
	struct buf hint = {0};

	c->kind = kind_find(slice_of(id));
	if (c->kind != KIND_COUNT)
		return ST_OK;
	for (enum kind k = 0; k < KIND_COUNT; k++)
		suggest_try(&near, entity_of(k)->id);
	suggest_put(&near, "", &hint);
	error_set(e, ST_NOTFOUND, "нет таблицы «%s»%s", id, buf_text(&hint));
	buf_free(&hint);
	return ST_NOTFOUND;
}

static enum status
check_role(const char *word, struct error *e)
{
	struct buf list = {0};
	size_t count;
	const struct role *roles = role_list(&count);

	if (role_find(word) != NULL)
		return ST_OK;
	for (size_t i = 0; i < count; i++)
		buf_printf(&list, "%s%s (%s)", i == 0 ? "" : ", ", roles[i].id, roles[i].word);
	error_set(e, ST_USAGE, "нет роли «%s»; есть: %s", word, buf_text(&list));
	buf_free(&list);
	return ST_USAGE;
}

static enum status
check_option(struct call *c, enum option_id id, struct error *e)
{
	const struct option *o = &options[id];

	if (c->command != NULL && ((c->command->takes | TAKES_ALWAYS) & OPTION_BIT(id)) == 0)
		return error_set(
		    e, ST_USAGE, "у команды «%s» нет параметра --%s", c->command->name, o->name);
	if (c->command == NULL && (TAKES_ALWAYS & OPTION_BIT(id)) == 0)
		return error_set(e, ST_USAGE, "параметр --%s требует команды", o->name);
	switch (o->type) {
	case VALUE_DATE:
		return c->command != NULL && (c->command->texts & OPTION_BIT(id)) != 0
		    ? ST_OK
		    : check_date(c, id, e);
	case VALUE_WORD:
		assert(value_words[id] != NULL || c->command != NULL);
		return check_word(o, c->values[id],
		    value_words[id] != NULL ? value_words[id] : c->command->formats, e);
	case VALUE_KIND:
		return check_kind(c, c->values[id], e);
	case VALUE_ROLE:
		return check_role(c->values[id], e);
	default:
		return ST_OK;
	}
}

/* "KIND FILE" asks for two operands, "[COMMAND]" for none or one. */
static void
operands_asked(const char *operands, size_t *least, size_t *most)
{
	*least = *most = 0;
	for (const char *p = operands; *p != '\0'; p += strcspn(p, " "), p += strspn(p, " ")) {
		*most += 1;
		*least += *p != '[';
	}
}

static const char *
last_operand(const char *operands)
{
	const char *blank = strrchr(operands, ' ');

	return blank != NULL ? blank + 1 : operands;
}

static enum status
check_operands(struct call *c, struct error *e)
{
	bool all = call_has(c, OPTION_ALL);
	const char *asked = all ? c->command->with_all : c->command->operands;
	size_t least, most;

	operands_asked(asked, &least, &most);
	if (c->visitor != NULL && !all && c->count + 1 == least &&
	    strcmp(last_operand(asked), "FILE") == 0)
		c->operands[c->count++] = "-";
	if (c->count < least)
		return error_set(e, ST_USAGE, "команде «%s» не хватает: %s%s", c->command->name,
		    all ? "--all " : "", asked);
	if (c->count > most && !c->command->passes_on)
		return error_set(e, ST_USAGE, "лишнее в команде «%s»: «%s»", c->command->name,
		    c->operands[most]);
	if (strncmp(asked, "KIND", 4) == 0)
		return check_kind(c, c->operands[0], e);
	return ST_OK;
}

static enum status
check_call(struct call *c, struct error *e)
{
	enum status st = ST_OK;

	for (enum option_id id = 0; id < OPTION_COUNT && st == ST_OK; id++)
		if (call_has(c, id))
			st = check_option(c, id, e);
	if (st != ST_OK || c->command == NULL || call_has(c, OPTION_HELP))
		return st;
	for (enum option_id id = 0; id < OPTION_COUNT; id++)
		if ((c->command->needs & OPTION_BIT(id)) != 0 && !call_has(c, id))
			return error_set(e, ST_USAGE, "команде «%s» не хватает: --%s %s",
			    c->command->name, options[id].name, options[id].placeholder);
	return check_operands(c, e);
}

static void
find_place(struct call *c)
{
	if (call_has(c, OPTION_DB))
		buf_puts(&c->dir, c->values[OPTION_DB]);
	else
		session_default_dir(&c->dir);
}

enum status
call_parse(struct call *c, const struct command *commands, int argc, char **argv, struct error *e)
{
	return call_parse_verb(c, commands, argc, argv, NULL, e);
}

enum status
call_parse_verb(struct call *c, const struct command *commands, int argc, char **argv,
    const struct visitor *visitor, struct error *e)
{
	struct words w = {.next = argv + (argc > 0), .end = argv + argc};
	enum status st;

	*c = (struct call){
	    .commands = commands, .kind = KIND_COUNT, .visitor = visitor, .out = stdout};
	for (enum option_id id = 0; id < OPTION_COUNT; id++)
		c->dates[id] = DATE_NONE;
	for (int i = 1; i < argc; i++)
		buf_printf(&c->line, "%s%s", i > 1 ? " " : "", argv[i]);
	c->memory = c->operands = xcalloc((size_t)argc + 1, sizeof(*c->operands));
	st = take_words(c, &w, e);
	if (st == ST_OK && c->count > 0)
		st = find_command(c, e);
	if (st == ST_OK)
		st = check_call(c, e);
	if (st == ST_OK)
		find_place(c);
	return st;
}

void
call_free(struct call *c)
{
	free(c->memory);
	buf_free(&c->dir);
	buf_free(&c->line);
}

enum status
call_enter(const struct call *c, enum way way, struct visitor *out, struct error *e)
{
	enum status st;

	if (c->visitor != NULL) {
		*out = *c->visitor;
		return ST_OK;
	}
	st = visitor_make(out, way, c->values[OPTION_USER], e);
	if (st == ST_OK && way != WAY_SCREEN)
		visitor_set_command(out, buf_text(&c->line));
	return st;
}

/* Not text or JSON for whoever reads it here and now. */
static bool
takes_away(const struct call *c)
{
	const char *format = c->values[OPTION_FORMAT];

	return call_has(c, OPTION_OUTPUT) ||
	    (format != NULL && strcmp(format, "text") != 0 && strcmp(format, "json") != 0);
}

static option_set
given(const struct call *c)
{
	option_set set = 0;

	for (enum option_id id = 0; id < OPTION_COUNT; id++)
		if (call_has(c, id))
			set |= OPTION_BIT(id);
	return set;
}

/* ST_DENIED names what is missing. */
static enum status
check_permits(const struct call *c, struct error *e)
{
	const struct command *command = c->command;
	const struct wish *also = &command->also;
	option_set set = given(c);
	unsigned wanted[] = {command->permit,
	    (also->with & set) != 0 || (also->without & ~set) != 0 ? also->permit : 0,
	    command->permit == PERMIT_READ && takes_away(c) ? PERMIT_PRINT : 0};
	enum status st = ST_OK;

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]) && st == ST_OK; i++)
		if (wanted[i] != 0)
			st = session_require(c->session, (enum permit)wanted[i], e);
	return st;
}

enum status
call_run(struct call *c, struct error *e)
{
	enum status st = c->command->permit != 0 ? check_permits(c, e) : ST_OK;

	if (st == ST_OK)
		st = c->command->run(c, e);
	if (st == ST_DENIED && c->session != NULL)
		session_note_refusal(c->session);
	return st;
}
