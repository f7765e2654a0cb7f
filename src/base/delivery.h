/* SPDX-License-Identifier: MIT
 * delivery.h - a file written for a person: where it may go, and with which rights.
 *
 * Whatever leaves the register by name goes through here. A file that stands there is replaced only
 * when that was said; a symbolic link never, nor is it followed (one to a device or a pipe apart);
 * and nothing is written into the folder of a database, or below it. A device or a pipe is written
 * itself. All refusals are ST_REFUSED, but for the file that may be replaced: ST_CONFLICT.
 */
#ifndef BASE_DELIVERY_H
#define BASE_DELIVERY_H

#include "base/outfile.h"
#include "base/status.h"

/* What is delivered holds people's data and is for its owner alone; the page for the site is for
 * the web server. */
enum { DELIVERY_PRIVATE = 0600, DELIVERY_PAGE = 0644 };

/* May a file be written there? replace: over one that is there. */
enum status delivery_check(const char *path, bool replace, struct error *e);

/* The same, and begin it: write to o->f, then finish. After an error there is nothing to drop. */
enum status
delivery_begin(struct outfile *o, const char *path, mode_t mode, bool replace, struct error *e);

/* Put it in its place when st is ST_OK and everything was written, else take it away. Returns st,
 * or what went wrong. */
enum status delivery_finish(struct outfile *o, enum status st, struct error *e);

/* The sentence for a file that could not be written, by errno. */
enum status delivery_failed(const char *path, struct error *e);

/* A folder for many files, made where there is none; one that holds something only with replace.
 * Each file in it is asked for by itself. */
enum status delivery_folder(const char *folder, bool replace, struct error *e);

/* A copy of path without slashes at its end, to be freed: "a/b/" names the folder b, but with its
 * slash the system follows a link b. */
char *delivery_folder_itself(const char *path);

/* A device, a pipe or the like, itself or behind a symbolic link: it is written, not replaced. */
bool delivery_is_stream(const char *path);

#endif
