/* SPDX-License-Identifier: MIT
 * shortage.h - why the disk took a part of what was written and no more.
 */
#ifndef DB_SHORTAGE_H
#define DB_SHORTAGE_H

#include <stdbool.h>

#include "base/status.h"

/* errno values that mean no room: the disk is full, the quota is used up, the file may not grow. */
bool is_shortage(int error);
/* ST_NOSPACE for those, ST_SYSTEM for any other. */
enum status shortage_status(int error);

/* A write that runs out of room half way is told as a short count, which LMDB turns into EIO: the
 * cause is lost. For EIO the disk is asked again, with a file of its own in dir, as far out as the
 * database's file ends. Returns the shortage found, else error as it was. */
int shortage_cause(int error, const char *dir);

#endif
