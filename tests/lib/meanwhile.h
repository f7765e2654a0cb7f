/* SPDX-License-Identifier: MIT
 * meanwhile.h - what somebody else does between a deed's reading and its writing, every time in the
 * same place: just before the transaction begins in which the deed is to be written.
 */
#ifndef TESTS_LIB_MEANWHILE_H
#define TESTS_LIB_MEANWHILE_H

/* Called before each of the next `times` writes, but not before those it makes itself. */
typedef void meanwhile_fn(void *context);

void meanwhile(meanwhile_fn *fn, void *context, unsigned times);
/* How many of them have not been; none is to come any more. */
unsigned meanwhile_left(void);

#endif
