/* SPDX-License-Identifier: MIT
 * newfolder.h - the folder a new database is put into, by init and by restore.
 */
#ifndef DB_NEWFOLDER_H
#define DB_NEWFOLDER_H

#include "base/status.h"

/* Make dir with its parents, or take one that is there and holds nothing; it is given the group
 * (NULL: as it is) and mode 2770. *made counts the folders made. ST_REFUSED: it holds something, is
 * a symbolic link or no folder, the group is not known, its rights cannot be set. */
enum status newfolder_take(const char *dir, const char *group, unsigned *made, struct error *e);

/* Take back what newfolder_take made, as far as it is empty. */
void newfolder_drop(const char *dir, unsigned made);

#endif
