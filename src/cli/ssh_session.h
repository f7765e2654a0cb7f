/* SPDX-License-Identifier: MIT
 * ssh_session.h - metodaktiv ssh-session --account NAME: what a key's forced command runs.
 *
 * Account and database stand in the forced command; what the other side sends is one verb in
 * SSH_ORIGINAL_COMMAND, or nothing: then the screens are opened. Of the rest of the environment
 * only TERM is taken.
 */
#ifndef CLI_SSH_SESSION_H
#define CLI_SSH_SESSION_H

#include "cli/line/call.h"
#include "cli/line/shell_words.h"

struct ssh_session {
	struct visitor visitor;
	char *asked;              /* SSH_ORIGINAL_COMMAND */
	struct shell_words words; /* of it: operands of the call point here */
};

/* Who has come, by a call of ssh-session, whose folder is made one the environment has no part in;
 * then the environment is emptied and the process confined (cli/line/confine.h). ST_USAGE: a
 * fingerprint that is none; others as of visitor_make() and confine(). ssh_session_end in any case.
 */
enum status ssh_session_begin(struct ssh_session *s, struct call *call, struct error *e);

/* The verb asked for as a call of its own, of the same database; no command: the screens.
 * ST_DENIED: not a verb, or with something no verb may have: a path, another database or account, a
 * control character, what a shell would take for a second command. ST_USAGE and others as of
 * call_parse(). call_free in any case. */
enum status ssh_session_ask(
    struct ssh_session *s, const struct call *call, struct call *asked, struct error *e);

void ssh_session_end(struct ssh_session *s);

#endif
