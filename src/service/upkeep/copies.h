/* SPDX-License-Identifier: MIT
 * copies.h - the copies kept beside the database: made, listed, checked, compared with what is in
 * force now, and one record taken back from one.
 *
 * They lie in the folder "copies" of the database, and those an upgrade took in the folder itself.
 * All but the list wants PERMIT_BACKUP.
 */
#ifndef SERVICE_COPIES_H
#define SERVICE_COPIES_H

#include "db/admin/backup.h"
#include "service/core/view.h"

struct copy_file {
	const char *path, *name; /* the name without its folder */
	int64_t time;            /* when it was made, seconds since 1970 */
	uint64_t bytes;
};

/* Append to a path the first ending with which no file is there: ".copy", ".2.copy" ... */
void copies_put_free(struct buf *path);

/* Newest first, into an array to be freed; the texts lie in the arena. */
size_t copies_list(const struct session *s, struct arena *texts, struct copy_file **out);

/* Make one, named by the moment, under a password when how has one (how->replace is not looked at);
 * its path is put into file. */
enum status
copies_make(struct session *s, const struct backup_how *how, struct buf *file, struct error *e);

/* Is it whole? progress (may be NULL) as of verify_store(). */
enum status copies_check(
    struct session *s, const char *file, verify_progress *progress, void *context, struct error *e);

/* A record that is in the copy another than now. */
struct copy_difference {
	enum kind kind;
	uint64_t id;
	uint64_t then, now; /* stamps of its images; 0: it is not there */
	const char *name;   /* as it was called in the copy; where it is not in it, as it is now */
};

struct copy_comparison {
	struct copy_difference *items;
	size_t count, room;
	struct arena texts;
};

/* Every record that differs, by kind and id. Kinds whose tables are equal cost a walk over both.
 * Free the comparison whatever came of it. */
enum status copies_compare(struct session *s, const char *file, struct copy_comparison *out,
    verify_progress *progress, void *context, struct error *e);
void copies_comparison_free(struct copy_comparison *c);

/* Give a record its image in the copy, as an operation of its own that can be undone. ST_CONFLICT:
 * it was changed after the comparison; ST_REFUSED: what it would refer to is gone, another record
 * has its key, the minutes of where it stands or stood are closed, or another rule that a hand is
 * held to is broken (guard/record_rules.h). Wants PERMIT_EDIT, too. */
enum status copies_take_back(
    struct session *s, const char *file, const struct copy_difference *what, struct error *e);

#endif
