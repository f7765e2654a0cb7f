/* SPDX-License-Identifier: MIT
 * form_xml.c - tags, texts and what is neither.
 */
#include "document/writers/form_xml.h"

#include <string.h>

#include "base/utf8.h"

enum { DEEPEST = 200 };

struct reading {
	struct arena *arena;
	const char *at, *end;
	struct xml_node *open; /* the innermost element that is not closed */
	int depth;
};

bool
xml_is(const struct xml_node *node, const char *name)
{
	return node != NULL && node->type == XML_ELEMENT && slice_equal(node->name, slice_of(name));
}

struct xml_node *
xml_insert(struct arena *arena, struct xml_node *parent, struct xml_node *before)
{
	struct xml_node *node = arena_alloc(arena, sizeof(*node));
	struct xml_node *prev = before != NULL ? before->prev : parent->last;

	node->parent = parent;
	node->prev = prev;
	node->next = before;
	*(prev != NULL ? &prev->next : &parent->first) = node;
	*(before != NULL ? &before->prev : &parent->last) = node;
	return node;
}

void
xml_wrap(struct xml_node *around, struct xml_node *first, struct xml_node *last)
{
	struct xml_node *parent = first->parent;

	around->parent = parent;
	around->prev = first->prev;
	around->next = last->next;
	*(around->prev != NULL ? &around->prev->next : &parent->first) = around;
	*(around->next != NULL ? &around->next->prev : &parent->last) = around;
	around->first = first;
	around->last = last;
	first->prev = last->next = NULL;
	for (struct xml_node *n = first; n != NULL; n = n->next)
		n->parent = around;
}

struct xml_node *
xml_after(const struct xml_node *node, const struct xml_node *within)
{
	if (node->first != NULL)
		return node->first;
	while (node != within && node->next == NULL)
		node = node->parent;
	return node != within ? node->next : NULL;
}

static struct xml_node *
add(struct reading *r, enum xml_type type, const char *behind)
{
	struct xml_node *node = xml_insert(r->arena, r->open, NULL);

	node->type = type;
	node->raw = slice_make(r->at, (size_t)(behind - r->at));
	r->at = behind;
	return node;
}

/* Where a text that stands there ends; NULL: it does not. */
static const char *
behind(const struct reading *r, const char *text)
{
	const char *found = memmem(r->at, (size_t)(r->end - r->at), text, strlen(text));

	return found != NULL ? found + strlen(text) : NULL;
}

/* Behind the '>' that is in no quotes. */
static const char *
tag_end(const struct reading *r)
{
	char quote = '\0';

	for (const char *at = r->at; at < r->end; at++) {
		if (quote != '\0' ? *at == quote : *at == '"' || *at == '\'')
			quote = quote != '\0' ? '\0' : *at;
		else if (quote == '\0' && *at == '>')
			return at + 1;
	}
	return NULL;
}

static struct slice
name_at(const char *at, const char *end)
{
	const char *from = at;

	while (at < end && strchr(" \t\r\n/>", *at) == NULL)
		at++;
	return slice_make(from, (size_t)(at - from));
}

static bool
read_close(struct reading *r, const char *end)
{
	struct slice name = name_at(r->at + 2, end);

	if (r->depth == 0 || !slice_equal(name, r->open->name))
		return false;
	r->open->close = slice_make(r->at, (size_t)(end - r->at));
	r->open = r->open->parent;
	r->depth--;
	r->at = end;
	return true;
}

static bool
read_tag(struct reading *r)
{
	const char *end = tag_end(r);
	struct xml_node *node;

	if (end == NULL || end - r->at < 3)
		return false;
	if (r->at[1] == '/')
		return read_close(r, end);
	node = add(r, XML_ELEMENT, end);
	node->name = name_at((const char *)node->raw.data + 1, end);
	if (end[-2] == '/')
		return node->name.len > 0;
	r->open = node;
	return node->name.len > 0 && ++r->depth <= DEEPEST;
}

static bool
read_next(struct reading *r)
{
	struct slice rest = slice_make(r->at, (size_t)(r->end - r->at));
	const char *end;

	if (*r->at != '<') {
		end = memchr(r->at, '<', rest.len);
		add(r, XML_TEXT, end != NULL ? end : r->end);
		return true;
	}
	if (slice_starts(rest, slice_of("<!--")))
		end = behind(r, "-->");
	else if (slice_starts(rest, slice_of("<?")))
		end = behind(r, "?>");
	else if (slice_starts(rest, slice_of("<!")))
		return false;
	else
		return read_tag(r);
	if (end != NULL)
		add(r, XML_OTHER, end);
	return end != NULL;
}

struct xml_node *
xml_read(struct arena *arena, struct slice text)
{
	struct xml_node *root = arena_alloc(arena, sizeof(*root));
	struct reading r = {.arena = arena,
	    .at = text.data,
	    .end = (const char *)text.data + text.len,
	    .open = root};

	root->type = XML_OTHER;
	if (utf8_bad_at(text) < text.len || memchr(text.data, '\0', text.len) != NULL)
		return NULL;
	while (r.at < r.end)
		if (!read_next(&r))
			return NULL;
	return r.depth == 0 ? root : NULL;
}

void
xml_put_plain(struct buf *out, struct slice text)
{
	static const struct {
		const char *written;
		char sign;
	} signs[] = {
	    {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&amp;", '&'}};
	const char *at = text.data, *end = at + text.len;

	while (at < end) {
		struct slice rest = slice_make(at, (size_t)(end - at));
		size_t i = 0, n = sizeof(signs) / sizeof(signs[0]);

		while (i < n && !slice_starts(rest, slice_of(signs[i].written)))
			i++;
		buf_putc(out, i < n ? signs[i].sign : *at);
		at += i < n ? strlen(signs[i].written) : 1;
	}
}
