/* SPDX-License-Identifier: MIT
 * letter.h - a letter as it goes into the post: headers of RFC 5322, whose words are written and
 * folded by RFC 2047, a text in UTF-8, a calendar with it by MIME.
 */
#ifndef MAIL_LETTER_H
#define MAIL_LETTER_H

#include <stdint.h>

#include "base/buf.h"

/* Addresses are of ASCII, one '@' and no blanks: the caller has seen to that. */
struct letter {
	const char *from, *from_name; /* whom it is from; "": no name */
	const char *to;               /* one address */
	const char *blind; /* more, one a line, who do not see each other (Bcc); NULL: none */
	const char *subject, *text; /* UTF-8; lines end with LF */
	int64_t written;            /* seconds since 1970 */
	const char *id;             /* what is before the '@' of its own name; ASCII */
	bool draft;                 /* a mail program opens it to be sent by hand (X-Unsent) */
	struct slice calendar;      /* a file of RFC 5545; empty: none */
};

/* As a file for a mail program the lines end with CR LF, as input of sendmail with LF. */
enum letter_lines { LETTER_LF, LETTER_CRLF };
void letter_put(const struct letter *l, enum letter_lines lines, struct buf *out);

#endif
