/* SPDX-License-Identifier: MIT
 * confirm.h - what is much is asked about before it is done.
 */
#ifndef CLI_CONFIRM_H
#define CLI_CONFIRM_H

#include "cli/line/call.h"

/* "Отменить операцию 12?", answered by да or нет on the terminal; --yes answers itself. No
 * transaction is open meanwhile. ST_REFUSED: there is no terminal to ask on; ST_CANCELLED: it was
 * not да. */
enum status confirm(const struct call *c, const char *question, struct error *e);

#endif
