/* SPDX-License-Identifier: MIT
 * codec.h - a record as CBOR (RFC 8949, deterministic form).
 *
 * An image is a map: 0 -> stamp (the operation that wrote it), field number -> value, then the
 * town's own fields text -> text. Dates and numbers are integers, choices their place in the words
 * (1 is the first), references ids, lists arrays of text, yes is true; an empty field is left out.
 *   {0: 17, 1: "P0001", 2: "Озерская", 5: 7820, 6: 3, 8: 1}
 *   A6 00 11 01 65 50 30 30 30 31 02 70 .. 05 19 1E 8C 06 03 08 01
 * A deleted record's last image is {0: stamp}, the tombstone. Fields this program does not know are
 * kept and written back.
 */
#ifndef DB_CODEC_H
#define DB_CODEC_H

#include "base/status.h"
#include "model/record.h"

/* Append the pairs of r without the stamp; returns how many. */
size_t codec_put_body(struct buf *b, const struct record *r);

/* Append the whole image: map head, stamp, body. */
void codec_put_image(struct buf *b, uint64_t stamp, struct slice body, size_t pairs);

/* Read an image into r (cleared first; its kind says which fields). Bounded and strict about types
 * and sizes: ST_DAMAGED leaves r empty. r->id is not in the image: the caller sets it. */
enum status codec_get(struct record *r, struct slice image);

/* The stamp alone; 0 when the image is malformed. */
uint64_t codec_stamp(struct slice image);

/* Two images say the same, whichever operations wrote them. */
bool codec_equal(struct slice a, struct slice b);

/* The pairs behind the stamp, as codec_put_body() gave them; false: the image is malformed. */
bool codec_body(struct slice image, struct slice *body);

/* Every integer of a body, and yes as 1, with the number of its field: of fields this program does
 * not know as well. */
typedef void codec_integer(void *context, uint64_t number, int64_t value);
void codec_each_integer(struct slice body, codec_integer *fn, void *context);

/* One text of an image, inside it, by its field's number; false when it is not there. */
bool codec_find_text(struct slice image, uint64_t number, struct slice *text);

/* What stands in the history in place of an image that was destroyed: its hash alone, as the
 * journal counts it (JOURNAL_HASH bytes), so that the chain still holds. */
enum { CODEC_HASH = 32 };
void codec_put_erased(struct buf *b, const unsigned char hash[CODEC_HASH]);
bool codec_is_erased(struct slice image, struct slice *hash);

/* The image of a deleted record. */
bool codec_is_tombstone(struct slice image);

#endif
