/* SPDX-License-Identifier: MIT
 * book_xml.h - a part of a workbook as elements and texts. Inside this room.
 */
#ifndef EXCHANGE_BOOK_XML_H
#define EXCHANGE_BOOK_XML_H

#include <stdint.h>

#include "exchange/book/book_parts.h"

/* What is done with a part. Names come without their prefix, attributes as pairs up to a NULL. What
 * is not ST_OK ends the reading. */
struct book_xml_taker {
	enum status (*open)(
	    void *context, const char *name, const char **attributes, struct error *e);
	enum status (*close)(void *context, const char *name, struct error *e);
	enum status (*text)(void *context, struct slice text, struct error *e); /* NULL: not read */
};

/* Read a part; ST_INVALID with a sentence: it is no XML, has a DOCTYPE, is nested too deep or has a
 * tag no program writes. */
enum status book_xml_read(struct book_parts *parts, const char *part,
    const struct book_xml_taker *taker, void *context, struct error *e);

/* The value of an attribute; NULL: it has none. */
const char *book_xml_attribute(const char **attributes, const char *name);
/* The same as a number; `missing` where there is none, or no number of at most nine digits. */
uint32_t book_xml_number(const char **attributes, const char *name, uint32_t missing);
/* Is it yes: 1 or true? */
bool book_xml_truth(const char **attributes, const char *name);

#endif
