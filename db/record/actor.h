/* SPDX-License-Identifier: MIT
 * actor.h - who does something and by which way in, as the journal keeps it.
 */
#ifndef DB_ACTOR_H
#define DB_ACTOR_H

#include <stddef.h>

/* Texts that outlive the actor; NULL and "" are the same, nothing. */
struct actor {
	const char *account;     /* name of the account */
	const char *os_user;     /* the operating system's name for whoever runs the program */
	const char *via;         /* "screen", "command", "ssh" */
	const char *fingerprint; /* of the SSH key, "SHA256:…" */
	const char *address;     /* from where, over SSH */
	size_t rules;            /* the edition of the town's rules it works by; 0: none */
};

#endif
