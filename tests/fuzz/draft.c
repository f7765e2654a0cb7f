/* SPDX-License-Identifier: MIT
 * draft.c - fuzz target: any bytes as a draft's row, or as a file in the fallback folder.
 */
#include <stdint.h>

#include "db/record/draft.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	draft_check(slice_make(data, size));
	return 0;
}
