/* SPDX-License-Identifier: MIT
 * images.h - every record of a kind as it is stored, for what stands in no column (inside the
 * service layer).
 */
#ifndef SERVICE_IMAGES_H
#define SERVICE_IMAGES_H

#include "base/idset.h"
#include "service/core/view.h"
#include "service/list/query.h"

typedef void image_fn(void *context, uint64_t id, struct slice image);

/* Call fn for the records of the set (NULL: for all), in order of ids. Progress (NULL is fine) is
 * asked each few thousand of them, with the view closed while it speaks to the terminal; when it
 * says no: ST_CANCELLED. */
enum status images_read(struct view *v, enum kind kind, const struct idset *among, image_fn *fn,
    void *context, listing_progress *progress, void *progress_context);

#endif
