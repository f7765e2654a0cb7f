/* SPDX-License-Identifier: MIT
 * profile_parse.c - a town's file as text, into a profile.
 */
#include <stdlib.h>
#include <string.h>

#include "base/crash.h"
#include "base/die.h"
#include "base/utf8.h"
#include "model/profile/settings.h"

/* Faults of the text as text, which libconfig would pass over or tell in English. */
static void
check_text(struct profile_file *in, struct slice text)
{
	const char *start = text.data, *line = start, *end = start + text.len;

	for (unsigned n = 1; line < end && in->st == ST_OK; n++) {
		const char *feed = memchr(line, '\n', (size_t)(end - line));
		const char *stop = feed != NULL ? feed : end, *p = line;
		struct slice row = slice_make(line, (size_t)(stop - line));
		struct utf8_facts facts;

		if (row.len > 0 && line[row.len - 1] == '\r')
			row.len--;
		facts = utf8_look(row, true);
		p += strspn(p, " \t");
		if (facts.bad_at < row.len)
			in->st = error_set(in->e, ST_INVALID,
			    "%s, строка %u: байт 0x%02X — не текст UTF-8", in->name, n,
			    (unsigned char)line[facts.bad_at]);
		else if (facts.forbidden != UTF8_BAD)
			in->st = error_set(in->e, ST_INVALID,
			    "%s, строка %u: недопустимый невидимый знак U+%04X", in->name, n,
			    (unsigned)facts.forbidden);
		else if (strncmp(p, "@include", 8) == 0)
			in->st = error_set(in->e, ST_INVALID,
			    "%s, строка %u: @include в профиле нельзя: профиль — "
			    "один файл",
			    in->name, n);
		line = stop + 1;
	}
}

/* libconfig's own sentence in Russian. */
static const char *
syntax_text(const char *text)
{
	static const struct {
		const char *english, *russian;
	} texts[] = {
	    {.english = "duplicate setting name", .russian = "эта настройка уже была"},
	    {.english = "mismatched element type in array",
		.russian = "в квадратных скобках значения разных видов; для групп нужны круглые "
			   "скобки ( … )"},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (text != NULL && strcmp(text, texts[i].english) == 0)
			return texts[i].russian;
	return "запись не разобрать: здесь или выше нет знака «;», кавычки или скобки";
}

/* The text without the mark some editors begin a file with. */
static struct slice
without_mark(struct slice text)
{
	static const char mark[] = "\xEF\xBB\xBF";

	if (slice_starts(text, slice_of(mark)))
		return slice_make((const char *)text.data + 3, text.len - 3);
	return text;
}

static const char no_memory[] = "не хватает памяти, чтобы прочитать правила города";

/* libconfig does not look whether it was given memory: it dies of that, or leaves out a name or a
 * text without a word, and another rule would be in force. So it is seen first that there is as
 * much as it can want, and afterwards that all is there. */
enum { MEMORY_A_BYTE = 64, MEMORY_AT_LEAST = 1 << 20 };

static bool
is_whole(const config_setting_t *s)
{
	bool whole =
	    config_setting_type(s) != CONFIG_TYPE_STRING || config_setting_get_string(s) != NULL;

	for (int i = 0; whole && config_setting_is_aggregate(s) && i < file_length(s); i++)
		whole = (!config_setting_is_group(s) ||
			    config_setting_name(file_element(s, i)) != NULL) &&
		    is_whole(file_element(s, i));
	return whole;
}

static bool
read_shape(config_t *config, const char *text)
{
	bool good;

	free(xmalloc(strlen(text) * MEMORY_A_BYTE + MEMORY_AT_LEAST));
	crash_set_words(CRASH_LIBRARY, no_memory);
	config_init(config);
	good = config_read_string(config, text) == CONFIG_TRUE;
	crash_set_words(CRASH_LIBRARY, NULL);
	if (good && !is_whole(config_root_setting(config)))
		die("%s", no_memory);
	return good;
}

/* libconfig reads what is a file's shape; the table of settings says what it may hold. */
static void
read_settings(struct profile_file *in, const char *text, const struct setting *settings)
{
	config_t config;

	if (read_shape(&config, text)) {
		kinds_begin(in);
		settings_read(in, config_root_setting(&config), settings);
		if (in->st == ST_OK && settings == profile_settings)
			forms_finish(in);
	} else {
		in->st = error_set(in->e, ST_INVALID, "%s, строка %d: %s", in->name,
		    config_error_line(&config), syntax_text(config_error_text(&config)));
	}
	config_destroy(&config);
}

static enum status
parse(struct profile **out, struct slice text, struct profile_file in,
    const struct setting *settings, struct error *e)
{
	struct error mine = {0}; /* faults are gathered in it, whether anybody asks or not */
	const char *source = arena_strndup(&in.p.arena, text.data, text.len);
	struct slice body;

	*out = NULL;
	in.e = e != NULL ? e : &mine;
	in.p.source = slice_make(source, text.len);
	body = without_mark(in.p.source);
	check_text(&in, body);
	if (in.st == ST_OK)
		read_settings(&in, body.data, settings);
	if (in.st != ST_OK) {
		arena_free(&in.p.arena);
		return in.st;
	}
	*out = xcalloc(1, sizeof(**out));
	**out = in.p;
	return ST_OK;
}

enum status
profile_parse(struct profile **out, struct slice text, const char *file, struct error *e)
{
	return parse(out, text, (struct profile_file){.name = file}, profile_settings, e);
}

enum status
profile_parse_stored(struct profile **out, struct slice text, const char *file, struct error *e)
{
	return parse(
	    out, text, (struct profile_file){.name = file, .stored = true}, profile_settings, e);
}

enum status
profile_parse_papers(struct profile **out, struct slice text, const char *file, struct error *e)
{
	return parse(out, text, (struct profile_file){.name = file}, papers_only, e);
}
