/* SPDX-License-Identifier: MIT
 * form_xml.h - a part of an office document as a tree whose every byte stays as it was written.
 */
#ifndef DOCUMENT_FORM_XML_H
#define DOCUMENT_FORM_XML_H

#include "base/arena.h"
#include "base/buf.h"

enum xml_type {
	XML_ELEMENT,
	XML_TEXT,  /* between tags, as written: &lt; */
	XML_OTHER, /* a comment, the declaration */
	XML_MARK,  /* put in by a form: `mark` */
	XML_REPEAT /* put in by a form: its children once for each row of `mark` */
};

struct xml_node {
	enum xml_type type;
	struct slice raw;   /* of an element its first tag */
	struct slice close; /* its last tag; nothing where the first is all */
	struct slice name;  /* w:p */
	const char *mark;
	const struct xml_node *paragraph; /* of a mark: where it stands */
	unsigned number;                  /* of a paragraph, from 1 */
	bool silent;                      /* nothing of it is written */
	struct xml_node *parent, *first, *last, *prev, *next;
};

/* NULL: it is not well formed, not UTF-8, has a DOCTYPE, or is nested too deep. The tree borrows
 * the text. */
struct xml_node *xml_read(struct arena *arena, struct slice text);
bool xml_is(const struct xml_node *node, const char *name);
/* The node behind it in the order of the text, within `within`; NULL: none. */
struct xml_node *xml_after(const struct xml_node *node, const struct xml_node *within);
/* A new node in front of `before`, or as the last of the parent. */
struct xml_node *xml_insert(struct arena *arena, struct xml_node *parent, struct xml_node *before);
/* `around` stands where its new children, first to last, stood. */
void xml_wrap(struct xml_node *around, struct xml_node *first, struct xml_node *last);

/* Append a text of XML with &lt; and its like as the signs they are. */
void xml_put_plain(struct buf *out, struct slice text);

#endif
