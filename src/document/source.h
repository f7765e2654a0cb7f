/* SPDX-License-Identifier: MIT
 * source.h - records as they stood with an operation, so that a signed paper stays as it was
 * (inside the document layer).
 */
#ifndef DOCUMENT_SOURCE_H
#define DOCUMENT_SOURCE_H

#include "document/page.h"
#include "service/core/session.h"

struct source {
	struct session *session;
	struct txn *t;
	uint64_t as_of; /* operation; 0: as they stand now */
};

void source_open(struct source *src, struct session *s);
/* The transaction's end; ST_OK or a sentence. */
enum status source_close(struct source *src, struct error *e);

/* The record as of the operation; where it is younger, as it was at first; where it is removed, as
 * it was last. false: there never was one of that id. */
bool source_get(const struct source *src, uint64_t id, struct record *out);

/* Names of people: "Озерская Ирина Григорьевна", "И. Г. Озерская"; of others: field `name`. */
void source_put_name(const struct source *src, enum kind kind, uint64_t id, struct buf *out);
/* "Озерская И. Г." */
void source_put_short_name(const struct source *src, uint64_t person, struct buf *out);
void source_put_signature(const struct source *src, uint64_t person, struct buf *out);

/* "Запись журнала № 12: 3f0a…" of that operation, at the foot of a page. */
void source_put_seal(const struct source *src, uint64_t operation, struct page *p);

/* A word of the profile in capitals, or with a capital. */
void source_put_capitals(struct buf *out, const char *word);
void source_put_capital(struct buf *out, const char *word);

#endif
