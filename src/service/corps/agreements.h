/* SPDX-License-Identifier: MIT
 * agreements.h - what somebody has agreed to have published.
 */
#ifndef SERVICE_AGREEMENTS_H
#define SERVICE_AGREEMENTS_H

#include "rules/publication.h"
#include "service/core/view.h"

/* Of the person's consents and the sentences in their applications, on a day (contract, section
 * 5). */
struct publish_verdict agreements_judge(const struct view *v, uint64_t person, int32_t on);

#endif
