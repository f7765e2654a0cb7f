/* SPDX-License-Identifier: MIT
 * form_marks.c - an editor parts what was typed in one go into runs and spans as it likes, so the
 * texts of a paragraph are read as one.
 */
#include "document/writers/form_marks.h"

#include <string.h>

enum { GROUPS_DEEPEST = 8 };

struct finding {
	struct arena *arena;
	const struct form_words *words;
	struct buf *why;
	const struct xml_node *at;
	struct xml_node *open[GROUPS_DEEPEST]; /* marks of groups that are not closed yet */
	int depth;
	unsigned paragraphs;
};

bool
form_is(const struct xml_node *node, const char *const *names)
{
	for (; *names != NULL; names++)
		if (xml_is(node, *names))
			return true;
	return false;
}

/* --- Paragraphs. */

static struct xml_node *
paragraph_of(struct xml_node *node, const struct form_words *w)
{
	do
		node = node->parent;
	while (node != NULL && !form_is(node, w->paragraph));
	return node;
}

static bool
is_letters(struct xml_node *node, const struct xml_node *paragraph, const struct form_words *w)
{
	return (node->type == XML_TEXT || node->type == XML_MARK) &&
	    form_is(node->parent, w->letters) && paragraph_of(node, w) == paragraph;
}

/* The next text of the paragraph behind a node; not of one that stands within it. */
static struct xml_node *
next_letters(
    const struct xml_node *node, const struct xml_node *paragraph, const struct form_words *w)
{
	struct xml_node *next = xml_after(node, paragraph);

	while (next != NULL && !is_letters(next, paragraph, w))
		next = xml_after(next, paragraph);
	return next;
}

void
form_put_said(struct buf *out, const struct xml_node *paragraph, const struct form_words *w)
{
	for (struct xml_node *n = next_letters(paragraph, paragraph, w); n != NULL;
	     n = next_letters(n, paragraph, w)) {
		if (n->type == XML_MARK)
			buf_printf(out, "{{%s}}", n->mark);
		else
			xml_put_plain(out, n->raw);
	}
}

/* --- Marks. */

/* The texts of a paragraph from one on, read as one. */
struct stretch {
	struct buf text;
	struct xml_node *node[64]; /* the first few: a mark is parted into no more */
	size_t from[64], count;
};

/* Cut `len` bytes out of a text at `at`; a new text stands behind what is left. NULL: nothing is.
 */
static struct xml_node *
cut(struct finding *f, struct xml_node *node, size_t at, size_t len)
{
	const char *data = node->raw.data;
	struct slice rest = slice_make(data + at + len, node->raw.len - at - len);
	struct xml_node *behind = NULL;

	node->raw.len = at;
	if (f->words->kept != NULL)
		node->parent->raw = slice_of(f->words->kept);
	if (rest.len > 0) {
		behind = xml_insert(f->arena, node->parent, node->next);
		behind->type = XML_TEXT;
		behind->raw = rest;
	}
	return behind;
}

static void
read_stretch(struct stretch *s, struct xml_node *from, const struct xml_node *paragraph,
    const struct form_words *w)
{
	buf_clear(&s->text);
	s->count = 0;
	for (struct xml_node *n = from;
	     n != NULL && n->type == XML_TEXT && s->count < sizeof(s->node) / sizeof(s->node[0]);
	     n = next_letters(n, paragraph, w)) {
		s->node[s->count] = n;
		s->from[s->count++] = s->text.len;
		buf_put_slice(&s->text, n->raw);
	}
}

static const char *
keep_mark(struct finding *f, const char *text, size_t len)
{
	struct buf plain = {0};
	const char *from, *end;

	xml_put_plain(&plain, slice_make(text, len));
	from = buf_text(&plain);
	end = from + plain.len;
	while (from < end && *from == ' ')
		from++;
	while (end > from && end[-1] == ' ')
		end--;
	text = arena_strndup(f->arena, from, (size_t)(end - from));
	buf_free(&plain);
	return text;
}

/* The mark [open, close) of the stretch becomes a node; returns it. */
static struct xml_node *
make_mark(struct finding *f, struct stretch *s, size_t open, size_t close,
    const struct xml_node *paragraph)
{
	const char *text = buf_text(&s->text);
	struct xml_node *mark = NULL;

	for (size_t i = 0; i < s->count; i++) {
		struct xml_node *node = s->node[i];
		size_t from = s->from[i], end = from + node->raw.len;
		size_t left = open > from ? open : from, right = close < end ? close : end;
		struct xml_node *rest;

		if (left >= right)
			continue;
		rest = cut(f, node, left - from, right - left);
		if (mark == NULL) {
			mark = xml_insert(f->arena, node->parent, rest != NULL ? rest : node->next);
			mark->type = XML_MARK;
			mark->mark = keep_mark(f, text + open + 2, close - open - 4);
			mark->paragraph = paragraph;
		}
	}
	return mark;
}

static bool
find_in(struct finding *f, struct xml_node *paragraph)
{
	struct xml_node *from = next_letters(paragraph, paragraph, f->words);
	struct stretch s = {.count = 0};
	bool right = true;

	while (from != NULL && right) {
		const char *text, *open, *close;

		read_stretch(&s, from, paragraph, f->words);
		text = buf_text(&s.text);
		open = strstr(text, "{{");
		close = open != NULL ? strstr(open, "}}") : NULL;
		right = open == NULL || close != NULL;
		if (close != NULL)
			from = make_mark(
			    f, &s, (size_t)(open - text), (size_t)(close + 2 - text), paragraph);
		else if (s.count > 0)
			from = s.node[s.count - 1];
		if (from != NULL)
			from = next_letters(from, paragraph, f->words);
	}
	if (!right) {
		buf_puts(f->why, "знаки {{ открывают метку, а закрывающих }} в абзаце нет");
		f->at = paragraph;
	}
	buf_free(&s.text);
	return right;
}

/* --- Groups. */

bool
form_opens_group(const char *mark)
{
	return mark[0] == '#' && mark[1] != '\0' && mark[1] != ':';
}

bool
form_closes_group(const char *mark)
{
	return mark[0] == '/';
}

static struct xml_node *
common_parent(struct xml_node *a, const struct xml_node *b)
{
	for (; a != NULL; a = a->parent)
		for (const struct xml_node *n = b; n != NULL; n = n->parent)
			if (n == a)
				return a;
	return NULL;
}

static struct xml_node *
child_above(struct xml_node *node, const struct xml_node *parent)
{
	while (node->parent != parent)
		node = node->parent;
	return node;
}

/* Within a paragraph or a row: that is what is repeated. NULL: neither. */
static struct xml_node *
whole_around(struct xml_node *node, const struct form_words *w)
{
	for (; node != NULL && !form_is(node, w->container); node = node->parent)
		if (form_is(node, w->paragraph) || form_is(node, w->row) ||
		    node->type == XML_REPEAT)
			return node;
	return NULL;
}

/* The item of a list is repeated with its paragraph, and a group within a group of the same lines
 * stays within. */
static struct xml_node *
widened(struct xml_node *unit)
{
	while (unit->parent != NULL &&
	    (unit->parent->type == XML_REPEAT || xml_is(unit->parent, "text:list-item")))
		unit = unit->parent;
	return unit;
}

static bool
is_blank_text(struct slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (strchr(" \t\r\n", ((const char *)s.data)[i]) == NULL)
			return false;
	return true;
}

static bool
is_picture(const struct xml_node *node)
{
	static const char *const pictures[] = {
	    "w:drawing", "w:pict", "w:object", "w:sectPr", "draw:frame", NULL};

	return form_is(node, pictures);
}

/* It stands there for the marks of groups alone. */
static bool
says_nothing_else(const struct xml_node *unit, const struct form_words *w)
{
	for (struct xml_node *n = unit->first; n != NULL; n = xml_after(n, unit)) {
		if (is_picture(n) ||
		    (n->type == XML_MARK && !form_opens_group(n->mark) &&
			!form_closes_group(n->mark)))
			return false;
		if (n->type == XML_TEXT && form_is(n->parent, w->letters) && !is_blank_text(n->raw))
			return false;
	}
	return true;
}

static void
repeat(struct finding *f, struct xml_node *open, struct xml_node *close)
{
	struct xml_node *parent = common_parent(open, close);
	struct xml_node *whole = whole_around(parent, f->words);
	struct xml_node *first = whole != NULL ? widened(whole) : child_above(open, parent);
	struct xml_node *last = whole != NULL ? first : child_above(close, parent);
	struct xml_node *around = arena_alloc(f->arena, sizeof(*around));

	around->type = XML_REPEAT;
	around->mark = open->mark + 1;
	around->paragraph = open->paragraph;
	xml_wrap(around, first, last);
	if (first == last)
		return;
	first->silent = says_nothing_else(first, f->words);
	last->silent = says_nothing_else(last, f->words);
}

/* What is wrong with a mark: "метка {{/rows}}" and the words behind it. */
static bool
fail(struct finding *f, const struct xml_node *mark, const char *what)
{
	buf_printf(f->why, "метка {{%s}} %s", mark->mark, what);
	f->at = mark->paragraph;
	return false;
}

static bool
pair_group(struct finding *f, struct xml_node *mark)
{
	struct xml_node *open;

	if (form_opens_group(mark->mark) && f->depth == GROUPS_DEEPEST)
		return fail(f, mark, "открывает ряд слишком глубоко внутри других");
	if (form_opens_group(mark->mark))
		f->open[f->depth++] = mark;
	if (!form_closes_group(mark->mark))
		return true;
	if (f->depth == 0)
		return fail(f, mark, "закрывает ряд, который не открыт");
	open = f->open[--f->depth];
	if (strcmp(open->mark + 1, mark->mark + 1) != 0)
		return fail(f, mark, "стоит раньше, чем закрыт ряд внутри неё");
	repeat(f, open, mark);
	return true;
}

bool
form_find_marks(struct arena *arena, struct xml_node *root, const struct form_words *words,
    struct buf *why, const struct xml_node **at)
{
	struct finding f = {.arena = arena, .words = words, .why = why};
	bool right = true;

	for (struct xml_node *n = xml_after(root, root); n != NULL && right;
	     n = xml_after(n, root)) {
		if (!form_is(n, words->paragraph))
			continue;
		n->number = ++f.paragraphs;
		right = find_in(&f, n);
	}
	for (struct xml_node *n = xml_after(root, root); n != NULL && right; n = xml_after(n, root))
		if (n->type == XML_MARK)
			right = pair_group(&f, n);
	if (right && f.depth > 0)
		right = fail(&f, f.open[f.depth - 1], "открывает ряд, который нигде не закрыт");
	*at = f.at;
	return right;
}
