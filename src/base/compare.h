/* SPDX-License-Identifier: MIT
 * compare.h - text as people compare it: the one form in which searches, pickers, matching,
 * doubles, items of lists and the order of names see a text.
 *
 * Gone are: case, ё beside е, soft hyphens and other invisible characters, accents, punctuation and
 * quotes of every shape, apostrophes inside a word, № and N before a figure, the alphabet of
 * letters drawn alike (Latin A, B, C, E, H, I, K, M, O, P, T, X, Y are Cyrillic ones), and letters
 * of neighbouring alphabets (ә is а, ө о, ү у, һ х, і и, є е, ґ г). Whatever parts words is one
 * blank.
 *
 * The form is bytes, not text: 0x02 a blank, 0x03 a hyphen (order only), 0x23-0x2C digits,
 * 0x2D-0x46 a-z, 0x47-0x66 а-я; any other letter as its small UTF-8 (bytes from 0x80). So memcmp()
 * of two forms is the order of a Russian card file and memmem() a search that forgives.
 *
 * A text of nothing but marks has an empty form: it equals "" and begins everything. Where a mark
 * matters (codes, words of choices) compare exactly or by base/fold.h.
 */
#ifndef BASE_COMPARE_H
#define BASE_COMPARE_H

#include <stdbool.h>

#include "base/buf.h"

/* Goes up with any change of a form: stored keys were made by the form of their version. */
enum { COMPARE_VERSION = 1 };

enum { COMPARE_WORD = 0x01, COMPARE_BLANK = 0x02, COMPARE_HYPHEN = 0x03 };

/* Append the form of a text. No blank stands at either end. */
void compare_put(struct buf *b, struct slice text);

/* Append what is typed into a search: words parted by COMPARE_WORD where blanks were typed. Marks
 * inside a word are a COMPARE_BLANK ("петрова-водкина" is looked for as it stands); a figure behind
 * № begins with one, so that №3 is not found in O3 or 13. See compare_put_sought(). */
void compare_put_query(struct buf *b, struct slice typed);

/* Append a COMPARE_BLANK and the form of a text, for words of a query to be found in by memmem();
 * then, each behind a blank, other spellings of its words with ә (Әхмәтов: ахметов, эхмэтов).
 * Nothing when the form is empty. */
void compare_put_sought(struct buf *b, struct slice text);

/* Append the form by which names are sorted. It parts texts that are equal otherwise: a hyphen
 * stands after a blank, words wholly of Latin letters stay Latin (before а-я). */
void compare_put_order(struct buf *b, struct slice text);

/* Take the next word off what compare_put_query() made; false at the end. */
bool compare_next_word(struct slice *query, struct slice *word);

bool compare_equal(struct slice a, struct slice b);

/* No letter or figure is in the text. */
bool compare_is_empty(struct slice text);

/* The form of text begins with that of start; an empty start begins everything. */
bool compare_starts(struct slice text, struct slice start);

/* As a search has it: every word typed is found in the text. */
bool compare_holds(struct slice text, struct slice typed);

/* Going through a form with the places its letters come from. */
enum compare_form { COMPARE_PLAIN, COMPARE_QUERY, COMPARE_ORDER };

enum { COMPARE_END = 0xFFFFFFFF, COMPARE_QUEUE = 24 };

struct comparing {
	const char *p, *end;
	const char *from, *to; /* of the letter given last */
	enum compare_form form;
	bool begun;              /* a letter was given: what parts the next counts */
	bool cyrillic;           /* a Cyrillic letter stands before in this word */
	unsigned char gap;       /* what was passed over since the last letter */
	const char *gap_from;    /* from where on */
	const char *latin_until; /* so far this word was seen to be Latin */
	/* One letter may give several, and what parts it from the last is given before it. */
	uint32_t queue[COMPARE_QUEUE];
	unsigned char next, queued, gaps;
	const char *letter_from, *letter_until;
};

/* text must outlive the passing. */
struct comparing compare_begin(struct slice text, enum compare_form form);

/* The next letter of the form: a byte, or a code point from 0x80; COMPARE_END at the end. Then
 * [from, to) is where it stands in the text. */
uint32_t compare_next(struct comparing *c);

#endif
