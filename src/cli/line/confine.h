/* SPDX-License-Identifier: MIT
 * confine.h - a process gives up what it will not need: once given up, a fault of the program
 * cannot take it back.
 */
#ifndef CLI_CONFINE_H
#define CLI_CONFINE_H

#include "base/buf.h"
#include "base/status.h"

/* From here on, for this process and whatever it would start: no program is started, no connection
 * made, no other process looked into, limited or sent a signal, no rights of files or disks
 * changed; and where the kernel has Landlock files are written only beneath the folders of
 * `writable` (ends with NULL; one that is not there is passed over) and read only there, beneath
 * /usr, /lib, /etc, and in the file `own`, a part of the program ("": none). What is open already
 * stays so. A kernel without Landlock is no error, confine_put() tells; ST_SYSTEM: one that
 * confines nothing at all. */
enum status confine(const char *const *writable, const char *own, struct error *e);

/* What holds for this process, found out by trying, as a clause: "ничего не запускается, …". */
void confine_put(struct buf *out);

#endif
