/* SPDX-License-Identifier: MIT
 * orders_parts.h - what the files of orders share (inside the service layer).
 */
#ifndef SERVICE_ORDERS_PARTS_H
#define SERVICE_ORDERS_PARTS_H

#include "base/utf8.h"
#include "db/record/records.h"
#include "service/corps/orders.h"

/* What is known of the register an order would go into. */
struct order_register {
	const char *suffix;
	uint64_t last_number; /* of the date's year; 0: none yet */
	int32_t last_date;    /* DATE_NONE: none yet */
};
struct order_register
order_register_of(struct txn *t, const struct profile *p, uint8_t kind, int32_t date);

/* A line behind the others, taken. */
struct order_line *orders_add_line(struct order_project *p);
/* Begin a project: subject, who signs and controls. ST_DENIED, ST_REFUSED. */
enum status orders_begin(struct order_project *p, const struct view *v, enum order_purpose purpose,
    int32_t date, struct error *e);
/* The part of the program a town needs for it; "": every town has it. */
const char *orders_module(enum order_purpose purpose);

/* What an order did, found again. Each gives the record as it stands, and as it is to be: NULL in
 * `before` means that it was not there. Both are freed by whoever is called. */
typedef void effect_fn(void *context, struct record *now, struct record *before);
void orders_effects(struct txn *t, const struct order *o, effect_fn *fn, void *context);

/* Copies of at most size - 1 bytes, never cutting a character. */
#define ORDERS_SET(array, text) utf8_copy(array, sizeof(array), text)

#endif
