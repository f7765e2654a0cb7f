/* SPDX-License-Identifier: MIT
 * command.h - the commands, each in the file of its name.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/line/call.h"

enum status command_init(struct call *c, struct error *e);
enum status command_import(struct call *c, struct error *e);
enum status command_export(struct call *c, struct error *e);
enum status command_indicators(struct call *c, struct error *e);
enum status command_eligibility(struct call *c, struct error *e);
enum status command_region(struct call *c, struct error *e);
enum status command_roster(struct call *c, struct error *e);
enum status command_publish(struct call *c, struct error *e);
enum status command_document(struct call *c, struct error *e);
enum status command_verify_paper(struct call *c, struct error *e);
enum status command_show(struct call *c, struct error *e);
enum status command_user_add(struct call *c, struct error *e);
enum status command_user_set(struct call *c, struct error *e);
enum status command_user_list(struct call *c, struct error *e);
enum status command_user_remove(struct call *c, struct error *e);
enum status command_user_key_add(struct call *c, struct error *e);
enum status command_user_key_list(struct call *c, struct error *e);
enum status command_user_key_remove(struct call *c, struct error *e);
enum status command_authorized_keys(struct call *c, struct error *e);
enum status command_changes(struct call *c, struct error *e);
enum status command_worklist(struct call *c, struct error *e);
enum status command_year(struct call *c, struct error *e);
enum status command_activity(struct call *c, struct error *e);
enum status command_mailings_calendar(struct call *c, struct error *e);
enum status command_mailings_list(struct call *c, struct error *e);
enum status command_mailings_queue(struct call *c, struct error *e);
enum status command_mailings_send(struct call *c, struct error *e);
enum status command_mailings_write(struct call *c, struct error *e);
enum status command_whoami(struct call *c, struct error *e);
enum status command_sessions(struct call *c, struct error *e);
enum status command_log(struct call *c, struct error *e);
enum status command_backup(struct call *c, struct error *e);
enum status command_upgrade(struct call *c, struct error *e);
enum status command_restore(struct call *c, struct error *e);
enum status command_verify(struct call *c, struct error *e);
enum status command_stat(struct call *c, struct error *e);
enum status command_profile_show(struct call *c, struct error *e);
enum status command_profile_new(struct call *c, struct error *e);
enum status command_profile_papers(struct call *c, struct error *e);
enum status command_profile_check(struct call *c, struct error *e);
enum status command_profile_set(struct call *c, struct error *e);
enum status command_forget(struct call *c, struct error *e);
enum status command_undo(struct call *c, struct error *e);

/* Words an operand or an option may be, for the completion of a shell: appended, parted by blanks.
 */
void document_put_words(struct buf *b);
void indicators_put_words(struct buf *b); /* those that have a list of people */
void worklist_put_words(struct buf *b);

/* What the program says of a register when it is given no command and has no terminal. */
enum status summary_print(struct call *c, struct error *e);

#endif
