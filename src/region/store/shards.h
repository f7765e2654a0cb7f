/* SPDX-License-Identifier: MIT
 * shards.h - subjects of the Federation that lie on other servers.
 *
 * The region's own database answers for all of them: it asks the others (sql/shards.sql). Whoever
 * writes about a town does so on the server that owns it.
 */
#ifndef REGION_STORE_SHARDS_H
#define REGION_STORE_SHARDS_H

#include "region/pg/pg.h"

/* The server that owns the town: home itself, or a connection of its own; till shard_close() its
 * subject does not move. shard_close() in the good case. ST_NODB, a sentence with the server's
 * address: it does not answer; ST_OLDER, ST_NEWER as schema_check(). */
enum status shard_open(struct pg **out, struct pg *home, const char *oktmo, struct error *e);
void shard_close(struct pg *at, struct pg *home);
/* A server by its address. pg_close() in the good case. */
enum status shard_connect(struct pg **out, const char *address, struct error *e);

/* Moves all that is known of a subject to the server at that address, which gets the region's
 * tables where it has none; *towns: how many. One transaction: broken off at any moment it leaves
 * the subject where it was, and can be done again. ST_CONFLICT: it has been moved before, or the
 * database there is another region's; ST_NOTFOUND: postgres_fdw or dblink is missing here; ST_NODB.
 */
enum status
shard_move(struct pg *home, const char *address, int subject, int64_t *towns, struct error *e);

/* Moves it back, in the same way; what is known of it goes from that server, and where that goes
 * wrong the words say so and the next call does it. ST_NOTFOUND: it has not been moved away. */
enum status shard_return(struct pg *home, int subject, int64_t *towns, struct error *e);

struct shard_subject {
	int subject;
	const char *server;  /* host:port/database */
	const char *address; /* NULL: it is back, and has left something there */
};
typedef enum status shard_told(void *context, const struct shard_subject *s, struct error *e);
/* Every subject that has been moved, in order; ends with the first that is not ST_OK. */
enum status shards_each(struct pg *home, shard_told *told, void *context, struct error *e);

#endif
