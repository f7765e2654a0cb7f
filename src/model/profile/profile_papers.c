/* SPDX-License-Identifier: MIT
 * profile_papers.c - descriptions of papers: every text, name and condition checked where it
 * stands.
 */
#include <string.h>

#include "base/suggest.h"
#include "model/paper/paper_text.h"
#include "model/profile/paper_names.h"
#include "model/profile/settings.h"

struct checking {
	struct profile_file *in;
	const struct paper_setting *paper;
};

/* A paper in force may name what this program does not know: that stands empty. */
static void
blame(const struct checking *c, const config_setting_t *at, const struct paper_names *scope,
    struct buf *why, struct slice unknown)
{
	if (unknown.len > 0) {
		struct buf name = {0};

		buf_put_slice(&name, unknown);
		paper_names_put_near(why, scope, buf_text(&name), false);
		buf_free(&name);
	}
	if (why->len > 0 && !c->in->stored)
		file_blame(c->in, at, "бумага %s: %s", c->paper->id, buf_text(why));
	buf_clear(why);
}

static void
check_text(const struct checking *c, const config_setting_t *at, const struct paper_names *scope,
    const char *text)
{
	struct slice unknown = {.len = 0};
	struct buf why = {0};

	paper_text_check(&why, text, paper_names_know, scope, &unknown);
	blame(c, at, scope, &why, unknown);
	buf_free(&why);
}

/* A choice of a table has its words, and no other ever holds. */
static void
check_word(const struct checking *c, const config_setting_t *at, const struct paper_names *scope,
    const char *condition)
{
	const struct kind_words *records = scope != NULL ? scope->records : NULL;
	struct slice name, value;
	struct buf why = {0};

	if (!paper_condition_compares(condition, &name, &value) || value.len == 0)
		return;
	for (size_t i = 0; records != NULL && i < records->count; i++) {
		const struct field *f = records->fields[i];
		size_t word = 0;

		if (f->type != FIELD_CHOICE || !slice_equal(slice_of(f->id), name) ||
		    vocabulary_town_word(&c->in->p.vocabulary, f, value) != NULL)
			continue;
		while (f->words[word] != NULL && !slice_equal(slice_of(f->words[word]), value))
			word++;
		if (f->words[word] != NULL)
			continue;
		buf_printf(&why, "значения «%.*s» у поля %s нет; бывают: ", (int)value.len,
		    (const char *)value.data, f->id);
		for (word = 0; f->words[word] != NULL; word++)
			buf_printf(&why, "%s%s", word > 0 ? ", " : "", f->words[word]);
	}
	blame(c, at, scope, &why, slice_of(""));
	buf_free(&why);
}

static void
check_conditions(const struct checking *c, const config_setting_t *at,
    const struct paper_names *scope, const char *const *conditions)
{
	struct buf why = {0};

	for (; conditions != NULL && *conditions != NULL; conditions++) {
		struct slice unknown = {.len = 0};

		paper_condition_check(&why, *conditions, paper_names_know, scope, &unknown);
		blame(c, at, scope, &why, unknown);
		check_word(c, at, scope, *conditions);
	}
	buf_free(&why);
}

static bool
is_said(const char *text)
{
	return text != NULL && text[0] != '\0';
}

/* What a block is: the one of its settings that says it; returns how many do. PAPER_BLOCKS when it
 * says but its blocks. */
static int
find_type(struct block_setting *b)
{
	int said = 0;

	b->type = PAPER_BLOCKS;
	for (int t = 0; t <= PAPER_ANNEX; t++) {
		if (!is_said(b->texts[t]) && b->pairs[t] == NULL)
			continue;
		b->type = (enum paper_block_type)t;
		said++;
	}
	if (is_said(b->table) || is_said(b->each)) {
		b->type = is_said(b->table) ? PAPER_TABLE : PAPER_EACH;
		said += is_said(b->table) + is_said(b->each);
	}
	return said == 0 && b->nblocks > 0 ? 1 : said;
}

void
block_done(struct profile_file *in, const config_setting_t *at, void *into)
{
	struct block_setting *b = into;
	int said = find_type(b);
	enum paper_block_type type = b->type;

	b->at = at;
	if (said != 1)
		file_blame(in, at,
		    said == 0
			? "кусок бумаги пуст: нужны title, text, table или другое его содержание"
			: "в куске бумаги должно быть что-то одно: title, text, table…");
	else if (type <= PAPER_ANNEX && b->pairs[type] != NULL && b->pairs[type][0] == NULL)
		file_blame(
		    in, at, "в квадратных скобках нужны два текста, [\"слева\", \"справа\"]");
	else if (type == PAPER_TABLE && b->ncolumns == 0)
		file_blame(in, at, "у таблицы нет столбцов columns");
	else if (type == PAPER_EACH && b->nblocks == 0)
		file_blame(in, at, "у each нет кусков blocks");
}

static void convert(const struct checking *c, const struct paper_names *scope,
    const struct block_setting *from, size_t count, const struct paper_block **out);

/* The rows of a group, as a scope; false: there is no such group. */
static bool
enter_group(const struct checking *c, const struct block_setting *b,
    const struct paper_names *outer, const char *group, struct paper_names *inner)
{
	struct buf why = {0};

	if (paper_names_enter(outer, group, inner))
		return true;
	buf_printf(&why, "ряда «%s» здесь нет", group);
	paper_names_put_near(&why, outer, group, true);
	blame(c, b->at, outer, &why, slice_of(""));
	buf_free(&why);
	return false;
}

/* Of a column for each row of a group: its label tells of that row, its value of the row in the
 * same place of the group that a row of the table has. */
static void
check_column(const struct checking *c, const struct paper_names *scope,
    const struct paper_names *outer, const struct block_setting *b,
    const struct paper_column *column)
{
	struct paper_names heads = *outer, cells = *scope;

	check_conditions(c, b->at, outer, column->conditions);
	if (column->each[0] != '\0' &&
	    (!enter_group(c, b, outer, column->each, &heads) ||
		!enter_group(c, b, scope, column->each, &cells)))
		return;
	check_text(c, b->at, &heads, column->label);
	check_text(c, b->at, &cells, column->value);
}

static void
check_table(const struct checking *c, const struct paper_names *scope,
    const struct paper_names *outer, const struct block_setting *b)
{
	check_text(c, b->at, scope, b->group);
	check_text(c, b->at, outer, b->total);
	check_text(c, b->at, outer, b->caption);
	check_text(c, b->at, outer, b->empty);
	if (b->order[0] != '\0')
		check_conditions(c, b->at, scope, (const char *const[]){b->order, NULL});
	for (size_t i = 0; i < b->ncolumns; i++)
		check_column(c, scope, outer, b, &b->columns[i]);
}

static struct paper_block
convert_block(
    const struct checking *c, const struct paper_names *scope, const struct block_setting *b)
{
	enum paper_block_type type = b->type;
	struct paper_block out = {.type = type,
	    .line = config_setting_source_line(b->at),
	    .text = "",
	    .right = "",
	    .rows = type == PAPER_TABLE ? b->table : b->each,
	    .caption = b->caption,
	    .empty = b->empty,
	    .group = b->group,
	    .total = b->total,
	    .order = b->order,
	    .conditions = b->conditions,
	    .columns = b->columns,
	    .ncolumns = b->ncolumns};
	struct paper_names inner = {.outer = scope};

	check_conditions(c, b->at, scope, b->conditions);
	if (type <= PAPER_ANNEX && b->pairs[type] != NULL) {
		out.text = b->pairs[type][0];
		out.right = b->pairs[type][1] != NULL ? b->pairs[type][1] : "";
	} else if (type <= PAPER_ANNEX) {
		out.text = b->texts[type];
		out.right = b->number;
	}
	check_text(c, b->at, scope, out.text);
	check_text(c, b->at, scope, out.right);
	if (out.rows[0] != '\0' && !enter_group(c, b, scope, out.rows, &inner))
		return out;
	if (type == PAPER_TABLE)
		check_table(c, &inner, scope, b);
	out.nblocks = b->nblocks;
	convert(c, &inner, b->blocks, b->nblocks, &out.blocks);
	return out;
}

static void
convert(const struct checking *c, const struct paper_names *scope, const struct block_setting *from,
    size_t count, const struct paper_block **out)
{
	struct paper_block *blocks = arena_alloc(&c->in->p.arena, count * sizeof(*blocks));

	for (size_t i = 0; i < count; i++)
		blocks[i] = convert_block(c, scope, &from[i]);
	*out = blocks;
}

static void
blame_source(const struct checking *c, const config_setting_t *at)
{
	struct suggest near = {.wanted = c->paper->source};
	struct buf hint = {0};

	for (int i = 0; i < SOURCE_LIST; i++)
		suggest_try(&near, paper_source((enum paper_source_id)i)->id);
	for (int k = 0; k < KIND_COUNT; k++)
		if (paper_source_find(entity_of((enum kind)k)->id) == paper_source(SOURCE_LIST))
			suggest_try(&near, entity_of((enum kind)k)->id);
	suggest_put(&near, "", &hint);
	if (!c->in->stored)
		file_blame(c->in, file_member(at, "source"), "бумага %s: источника «%s» нет%s",
		    c->paper->id, c->paper->source, buf_text(&hint));
	buf_free(&hint);
}

static void
check_id(const struct checking *c, const config_setting_t *at)
{
	const char *id = c->paper->id;
	size_t len = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (id[0] < 'a' || id[0] > 'z' || id[len] != '\0' || len > CODE_LENGTH)
		file_blame(c->in, file_member(at, "id"),
		    "«%s» не годится в id: нужны строчные латинские буквы, цифры и -, первой — "
		    "буква, всего до %d знаков",
		    id, CODE_LENGTH);
	for (size_t i = 0; i < c->in->p.npapers; i++)
		if (strcmp(c->in->p.papers[i]->id, id) == 0)
			file_blame(c->in, at, "id «%s» повторяется", id);
}

enum { NAME_LENGTH = 100 }; /* of the file of a form */

/* A file beside the profile, with that ending. */
static bool
blank_name_is_fit(const char *name, const char *ending)
{
	size_t len = strlen(name), tail = strlen(ending);

	return name[0] != '.' && len > tail && len <= NAME_LENGTH && strchr(name, '/') == NULL &&
	    strcmp(name + len - tail, ending) == 0;
}

/* The office's own form lies beside the profile, under a name a database may keep. */
static void
check_form(const struct checking *c, const config_setting_t *at, const char *setting,
    const char *name, const char *ending)
{
	if (name[0] != '\0' && !c->in->stored && !blank_name_is_fit(name, ending))
		file_blame(c->in, file_member(at, setting),
		    "бумага %s: «%s» не годится в имя бланка: нужно имя файла рядом с профилем, "
		    "без "
		    "папок, с концом %s",
		    c->paper->id, name, ending);
}

static void
keep_paper(struct profile_file *in, const struct paper *paper)
{
	size_t count = in->p.npapers;
	struct paper **papers = arena_alloc(&in->p.arena, (count + 2) * sizeof(*papers));
	struct paper *kept = arena_alloc(&in->p.arena, sizeof(*kept));

	*kept = *paper;
	for (size_t i = 0; i < count; i++)
		papers[i] = in->p.papers[i];
	papers[count] = kept;
	in->p.papers = papers;
	in->p.npapers++;
}

void
paper_done(struct profile_file *in, const config_setting_t *at, void *into)
{
	const struct paper_setting *from = into;
	const struct checking c = {.in = in, .paper = from};
	const struct paper_source *source = paper_source_find(from->source);
	struct paper paper = {.id = from->id,
	    .name = from->name,
	    .title = from->title[0] != '\0' ? from->title : from->name,
	    .source = source,
	    .kind = KIND_COUNT,
	    .conditions = from->conditions,
	    .like = from->like,
	    .docx = from->docx,
	    .odt = from->odt,
	    .landscape = from->landscape,
	    .nblocks = from->nblocks};
	struct paper_names scope, records;

	check_id(&c, at);
	if (source == NULL) {
		blame_source(&c, at);
		return;
	}
	check_form(&c, at, "docx", from->docx, ".docx");
	check_form(&c, at, "odt", from->odt, ".odt");
	if (paper_source_id(source) == SOURCE_LIST)
		paper.kind = kind_find(slice_of(from->source));
	paper.module = from->module[0] != '\0' ? from->module
	    : paper.kind != KIND_COUNT         ? entity_of(paper.kind)->module
					       : source->module;
	scope = paper_names_of(&paper, &in->p);
	records = (struct paper_names){.records = scope.records};
	check_conditions(&c, at, &records, paper.conditions);
	check_text(&c, at, &scope, paper.title);
	convert(&c, &scope, from->blocks, from->nblocks, &paper.blocks);
	keep_paper(in, &paper);
}
