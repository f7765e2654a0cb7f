/* SPDX-License-Identifier: MIT
 * meanwhile.c - LMDB's mdb_txn_begin() with somebody else before it.
 */
#include "tests/lib/meanwhile.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

typedef int txn_begin(void *env, void *parent, unsigned flags, void **txn);

enum { READ_ONLY = 0x20000 /* MDB_RDONLY */ };

static struct {
	meanwhile_fn *fn;
	void *context;
	unsigned left;
} other;

txn_begin mdb_txn_begin; /* lmdb.h has one door, which is not here */

int
mdb_txn_begin(void *env, void *parent, unsigned flags, void **txn)
{
	void *symbol = dlsym(RTLD_NEXT, "mdb_txn_begin");
	meanwhile_fn *fn = other.fn;
	txn_begin *next;

	memcpy(&next, &symbol, sizeof(next));
	if (fn != NULL && other.left > 0 && (flags & READ_ONLY) == 0) {
		other.left--;
		other.fn = NULL;
		fn(other.context);
		other.fn = fn;
	}
	return next(env, parent, flags, txn);
}

void
meanwhile(meanwhile_fn *fn, void *context, unsigned times)
{
	other.fn = fn;
	other.context = context;
	other.left = times;
}

unsigned
meanwhile_left(void)
{
	unsigned left = other.left;

	other.left = 0;
	other.fn = NULL;
	return left;
}
