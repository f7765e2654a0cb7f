/* SPDX-License-Identifier: MIT
 * fault_shim.h - how FAULT_RECORD writes down what happened to a data file.
 */
#ifndef TESTS_STORE_FAULT_SHIM_H
#define TESTS_STORE_FAULT_SHIM_H

#include <stdint.h>

enum fault_event_kind { FAULT_WRITE, FAULT_SYNC, FAULT_TRUNCATE };

/* A write has its bytes behind it. */
struct fault_event {
	int32_t kind;
	int32_t durable; /* on the disk when it returns */
	int64_t at, length;
};

#endif
