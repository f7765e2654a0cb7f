/* SPDX-License-Identifier: MIT
 * import_heads.h - heads of associations as they were once written: in three columns of the file of
 * associations.
 *
 * Such a file is read twice: for the associations with these columns passed over, then for the
 * heads, each a row of association_heads: appointed, since the day of the order, by its number.
 */
#ifndef EXCHANGE_IMPORT_HEADS_H
#define EXCHANGE_IMPORT_HEADS_H

#include "base/buf.h"
#include "model/record.h"

/* Is it one of these columns, in a file of that kind? */
bool import_heads_has(enum kind kind, struct slice name);

/* What a column of such a file is to a head; NULL: nothing. */
const struct field *import_heads_field(struct slice name);

/* What the columns do not say of the head that was read from them. false: there is none in the
 * row. */
bool import_heads_complete(struct record *head);

#endif
