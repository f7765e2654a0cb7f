/* SPDX-License-Identifier: MIT
 * printer.h - bytes handed to the print system of this machine, by its own program lp.
 */
#ifndef BASE_PRINTER_H
#define BASE_PRINTER_H

#include "base/buf.h"
#include "base/status.h"

enum { PRINTER_WAITS = 10000 }; /* ms lp may take to accept a job */

/* Give the bytes to `lp -t title`, with `-d name` where name is not "". What lp calls the job
 * ("Office-12") is appended to job, where it says so. ST_SYSTEM with a sentence: there is no lp, it
 * did not end in PRINTER_WAITS, or it refused, in its own words. */
enum status printer_send(
    const char *name, const char *title, struct slice bytes, struct buf *job, struct error *e);

#endif
