/* SPDX-License-Identifier: MIT
 * company.h - who else is at work with the database, for people.
 */
#ifndef SERVICE_COMPANY_H
#define SERVICE_COMPANY_H

#include "service/core/view.h"

/* All but this session, the first to come first; the caller frees *out. */
size_t company_list(const struct session *s, struct present **out);

/* "экран, SSH 10.0.0.5" */
void company_put_way(const struct present *who, struct buf *out);
/* "Педагоги; правит: Озерская Ирина Григорьевна": what is before them. */
void company_put_doing(const struct view *v, const struct present *who, struct buf *out);
/* "Эту запись правит Иванова, с 10:12", the day besides when it is not today; "" when nobody does.
 */
void company_put_editors(
    const struct present *all, size_t count, enum kind kind, uint64_t id, struct buf *out);

#endif
