/* SPDX-License-Identifier: MIT
 * command.h - what the commands do; commands.c says what each is called and takes.
 */
#ifndef REGION_COMMAND_H
#define REGION_COMMAND_H

#include "region/call.h"

enum status region_command_init(struct region_call *c, struct error *e);
enum status region_command_upgrade(struct region_call *c, struct error *e);
enum status region_command_town_add(struct region_call *c, struct error *e);
enum status region_command_town_set(struct region_call *c, struct error *e);
enum status region_command_town_list(struct region_call *c, struct error *e);
enum status region_command_town_reset(struct region_call *c, struct error *e);
enum status region_command_town_retire(struct region_call *c, struct error *e);
enum status region_command_load(struct region_call *c, struct error *e);
enum status region_command_pull(struct region_call *c, struct error *e);
enum status region_command_status(struct region_call *c, struct error *e);
enum status region_command_indicators(struct region_call *c, struct error *e);
enum status region_command_roster(struct region_call *c, struct error *e);
enum status region_command_shard_add(struct region_call *c, struct error *e);
enum status region_command_shard_return(struct region_call *c, struct error *e);
enum status region_command_shard_list(struct region_call *c, struct error *e);
enum status region_command_verify(struct region_call *c, struct error *e);

#endif
