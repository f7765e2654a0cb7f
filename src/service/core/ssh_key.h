/* SPDX-License-Identifier: MIT
 * ssh_key.h - public keys of SSH: read, checked and named.
 *
 * A key is kept as OpenSSH writes it in one line, "ssh-ed25519 AAAA… comment", without options.
 */
#ifndef SERVICE_SSH_KEY_H
#define SERVICE_SSH_KEY_H

#include "base/buf.h"
#include "base/status.h"

enum {
	SSH_KEY_TEXT = 32768,    /* longer is no key; in bytes */
	SSH_KEY_FINGERPRINT = 51 /* "SHA256:", 43 characters, NUL */
};

/* One public key as OpenSSH (one line) or PuTTYgen (---- BEGIN SSH2 PUBLIC KEY ----) writes it,
 * appended to *line; a comment that is no clean text is dropped. Checked is the type, and that what
 * is encoded is a key of that type and nothing besides. ST_INVALID with a sentence: a private key,
 * a certificate, a damaged one, none at all, more than one. */
enum status ssh_key_read(struct slice text, struct buf *line, struct error *e);

/* "SHA256:…" as ssh-keygen -l shows it; false: the line is no key. */
bool ssh_key_fingerprint(const char *line, char out[SSH_KEY_FINGERPRINT]);

/* The same key, whatever its comment. */
bool ssh_key_equal(const char *line, const char *other);

/* Behind type and key; "" when there is none. */
const char *ssh_key_comment(const char *line);
/* The first two words: type and key. */
struct slice ssh_key_bare(const char *line);

#endif
