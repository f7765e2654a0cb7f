/* SPDX-License-Identifier: MIT
 * profile_reference.c - the table of settings as a reference and as a new town's file.
 */

#include "model/profile/settings.h"

/* --- docs/profiles.md: a table for the file and one for everything that has members. */

static void
put_usual(struct buf *b, const struct setting *s)
{
	if (s->usual != NULL)
		buf_puts(b, s->usual);
	else if (s->type == SET_WORD)
		buf_printf(b, "`\"%s\"`", s->words[s->otherwise]);
	else if (s->type == SET_NUMBER)
		buf_printf(b, "%d", s->otherwise);
	else if (s->type == SET_FLAG)
		buf_puts(b, s->otherwise ? "`true`" : "`false`");
	else
		buf_puts(b, "по умолчанию");
}

static void
put_words(struct buf *b, const struct setting *s)
{
	buf_puts(b, "одно из: ");
	for (int i = 0; s->words[i] != NULL; i++)
		buf_printf(b, "%s`\"%s\"`", i == 0 ? "" : ", ", s->words[i]);
}

/* How its value is written: a row of a table knows what the messages say at length. */
static void
put_kind_of(struct buf *b, const struct setting *s)
{
	static const char *const texts[SETTING_TYPES] = {
	    [SET_STRING] = "`\"строка\"`",
	    [SET_ID] = "`\"имя\"` латиницей",
	    [SET_NUMBER] = "число",
	    [SET_FLAG] = "`true` или `false`",
	    [SET_DATE] = "`\"ГГГГ-ММ-ДД\"`",
	    [SET_SHARE] = "доля: `\"больше 1/2\"`, `\"не меньше 2/3\"`",
	    [SET_KIND] = "имя таблицы, `\"people\"`",
	    [SET_FIELD] = "имя поля заявления",
	    [SET_STRINGS] = "`[\"…\", \"…\"]`",
	    [SET_ONE_OR_MORE] = "`\"…\"` или `[\"…\", \"…\"]`",
	    [SET_STAFF] = "категории персонала, `[\"педагог\"]`",
	    [SET_DAYS] = "дни, `[\"ГГГГ-ММ-ДД\", …]`",
	    [SET_CHOICES] = "`[\"…\", \"…\"]` или `( \"…\", { … } )`",
	    [SET_REGISTERS] = "`( [\"…\", \"…\"], … )`",
	    [SET_LABELS] = "`{ таблица = { поле = \"…\"; }; }`",
	    [SET_GROUP] = "`{ … }`",
	    [SET_LIST] = "`( { … }, … )`",
	};

	if (s->type == SET_WORD)
		put_words(b, s);
	else
		buf_puts(b, texts[s->type]);
	if (s->type == SET_NUMBER && s->most > 0)
		buf_printf(b, " от %d до %d", s->least, s->most);
}

static void
put_row(struct buf *b, const struct setting *s)
{
	if (s->later)
		return;
	buf_printf(b, "| `%s` | ", s->name);
	put_kind_of(b, s);
	buf_puts(b, " | ");
	if (s->module == NULL)
		put_usual(b, s);
	else if (s->module[0] == '\0')
		buf_puts(b, "обязательна");
	else
		buf_printf(b, "обязательна с разделом `%s`", s->module);
	buf_printf(b, " | %s |\n", s->about);
}

/* The members' table, then one for each of them that has members itself. */
static void
put_table(struct buf *b, const struct setting *members, const char *path)
{
	struct buf below = {0};

	if (path[0] == '\0')
		buf_puts(b, "### Весь файл\n\n");
	else
		buf_printf(b, "\n### `%s`\n\n", path);
	buf_puts(
	    b, "| настройка | как пишется | если не сказано | что значит |\n|---|---|---|---|\n");
	for (const struct setting *s = members; s->name != NULL; s++)
		put_row(b, s);
	for (const struct setting *s = members; s->name != NULL; s++) {
		if (s->members == NULL || s->members == members) /* blocks hold blocks */
			continue;
		buf_clear(&below);
		buf_printf(&below, "%s%s%s", path, path[0] != '\0' ? " → " : "", s->name);
		put_table(b, s->members, buf_text(&below));
	}
	buf_free(&below);
}

void
profile_put_reference(struct buf *b)
{
	put_table(b, profile_settings, "");
	buf_puts(b, "\n### Источники бумаг\n\n");
	paper_sources_put_reference(b);
}

/* --- A new file: what must be said stands there, the rest waits behind #. */

struct skeleton {
	struct buf *b;
	int depth;
	bool off;    /* within something that waits */
	bool listed; /* within an element of a list */
};

static void
begin_line(const struct skeleton *k, bool off)
{
	for (int i = 0; i < k->depth; i++)
		buf_puts(k->b, "  ");
	if (off)
		buf_putc(k->b, '#');
}

static void
put_value(struct buf *b, const struct setting *s)
{
	if (s->sample != NULL)
		buf_puts(b, s->sample);
	else if (s->type == SET_WORD)
		buf_printf(b, "\"%s\"", s->words[s->otherwise]);
	else if (s->type == SET_NUMBER)
		buf_printf(b, "%d", s->otherwise);
	else if (s->type == SET_FLAG)
		buf_puts(b, s->otherwise ? "true" : "false");
	else if (s->type == SET_SHARE)
		buf_printf(b, "\"%s\"", s->usual);
	else
		buf_puts(b, s->usual);
}

static void put_settings(struct skeleton *k, const struct setting *members);

static void
put_braced(struct skeleton *k, const struct setting *s, bool off)
{
	struct skeleton outer = *k;
	bool list = s->type == SET_LIST;

	buf_printf(k->b, "%s = %s\n", s->name, list ? "( {" : "{");
	k->off = off;
	k->listed = k->listed || list;
	k->depth++;
	put_settings(k, s->members);
	*k = outer;
	begin_line(k, off);
	buf_puts(k->b, list ? "} );\n" : "};\n");
}

/* A group may stand though nothing in it is said, and its texts are for the town to fill in. */
static bool
waits(const struct skeleton *k, const struct setting *s)
{
	bool text = s->type == SET_STRING && !k->listed;

	return k->off || (s->module == NULL && s->type != SET_GROUP && !text);
}

static void
put_setting(struct skeleton *k, const struct setting *s)
{
	bool off = waits(k, s);

	if (s->later)
		return;
	begin_line(k, false);
	buf_printf(k->b, "# %s", s->about);
	if (s->module == NULL && s->usual != NULL && s->type != SET_GROUP)
		buf_printf(k->b, "; если не сказано — %s", s->usual);
	buf_putc(k->b, '\n');
	begin_line(k, off);
	if (s->members != NULL && s->sample == NULL) {
		put_braced(k, s, off);
		return;
	}
	buf_printf(k->b, "%s = ", s->name);
	put_value(k->b, s);
	buf_puts(k->b, ";\n");
}

static void
put_settings(struct skeleton *k, const struct setting *members)
{
	for (const struct setting *s = members; s->name != NULL; s++) {
		put_setting(k, s);
		if (k->depth == 0)
			buf_putc(k->b, '\n');
	}
}

void
profile_put_skeleton(struct buf *b)
{
	struct skeleton k = {.b = b};

	buf_puts(b,
	    "# Профиль города: его правила и слова. Замените образцы своими словами; строка, перед "
	    "которой\n"
	    "# стоит #, не действует, пока # не убран. Проверить: metodaktiv profile check "
	    "ФАЙЛ\n\n");
	put_settings(&k, profile_settings);
}
