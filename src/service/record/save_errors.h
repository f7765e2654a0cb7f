/* SPDX-License-Identifier: MIT
 * save_errors.h - why a change could not be written, in sentences (inside the service layer).
 */
#ifndef SERVICE_SAVE_ERRORS_H
#define SERVICE_SAVE_ERRORS_H

#include "service/core/view.h"

/* "код «P0001» уже есть: Озерская Ирина Григорьевна"; without a code "такая запись уже есть: ...".
 */
void save_error_put_same_key(
    const struct view *v, const struct record *r, uint64_t other, struct buf *out);

/* ST_CONFLICT, with who changed or removed the record, and when. */
enum status save_error_conflict(const struct view *v, enum kind kind, uint64_t id, struct error *e);

/* What has become of a record since it had that stamp: "запись тем временем изменена (petrova,
 * 31.05.2026 14:05:00)", or удалена. Returns the operation, 0 when it is as it was; *mine: it was
 * one of this session's account. */
uint64_t save_error_put_since(
    const struct view *v, enum kind kind, uint64_t id, uint64_t stamp, struct buf *out, bool *mine);

/* ST_REFUSED with how many records of which kind refer to this one; ST_OK when none does. */
enum status
save_error_referrers(const struct view *v, enum kind kind, uint64_t id, struct error *e);

/* The sentence for what change_commit returned about the record it was given; returns st.
 * No view is open. */
enum status save_error_explain(struct session *s, enum status st, const struct record *r,
    const struct change_obstacle *obstacle, struct error *e);

#endif
