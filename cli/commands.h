/* All commands, and finding one by what was typed. */
#pragma once

#include "cli/cmd.h"

/* In the order in which help shows them. */
#define COMMANDS(X)                                                            \
	X(today)                                                               \
	X(list)                                                                \
	X(cal)                                                                 \
	X(show)                                                                \
	X(history)                                                             \
	X(search)                                                              \
	X(why)                                                                 \
	X(sign)                                                                \
	X(offer)                                                               \
	X(start)                                                               \
	X(add)                                                                 \
	X(meet)                                                                \
	X(meet_edit)                                                           \
	X(preview)                                                             \
	X(done)                                                                \
	X(log)                                                                 \
	X(snooze)                                                              \
	X(move)                                                                \
	X(skip)                                                                \
	X(merge)                                                               \
	X(ask)                                                                 \
	X(undo)                                                                \
	X(won)                                                                 \
	X(lost)                                                                \
	X(park)                                                                \
	X(pause)                                                               \
	X(resume)                                                              \
	X(close)                                                               \
	X(reopen)                                                              \
	X(account_add)                                                         \
	X(account_edit)                                                        \
	X(account_list)                                                        \
	X(account_show)                                                        \
	X(contact_add)                                                         \
	X(contact_edit)                                                        \
	X(contact_left)                                                        \
	X(contact_export)                                                      \
	X(contact_forget)                                                      \
	X(contact_list)                                                        \
	X(note)                                                                \
	X(note_list)                                                           \
	X(note_edit)                                                           \
	X(note_remove)                                                         \
	X(topic_add)                                                           \
	X(topic_list)                                                          \
	X(topic_show)                                                          \
	X(topic_edit)                                                          \
	X(topic_remove)                                                        \
	X(rep_add)                                                             \
	X(rep_edit)                                                            \
	X(rep_list)                                                            \
	X(rep_retire)                                                          \
	X(give)                                                                \
	X(init)                                                                \
	X(channel_add)                                                         \
	X(channel_edit)                                                        \
	X(channel_list)                                                        \
	X(channel_test)                                                        \
	X(channel_pause)                                                       \
	X(channel_resume)                                                      \
	X(channel_remove)                                                      \
	X(feed_remove)                                                         \
	X(feed_rotate)                                                         \
	X(feed_show)                                                           \
	X(cadence_list)                                                        \
	X(cadence_show)                                                        \
	X(calendar_list)                                                       \
	X(calendar_check)                                                      \
	X(calendar_import)                                                     \
	X(calendar_soft)                                                       \
	X(config)                                                              \
	X(config_get)                                                          \
	X(config_set)                                                          \
	X(config_unset)                                                        \
	X(status)                                                              \
	X(doctor)                                                              \
	X(outbox)                                                              \
	X(outbox_show)                                                         \
	X(outbox_retry)                                                        \
	X(brief)                                                               \
	X(backup)                                                              \
	X(restore)                                                             \
	X(check)                                                               \
	X(upgrade)                                                             \
	X(help)                                                                \
	X(manual)                                                              \
	X(complete)

#define COMMANDS_DECLARE(name) extern const struct cmd cmd_##name;
COMMANDS(COMMANDS_DECLARE)

extern const struct cmd *const commands[];
extern const size_t commands_n;

/* The command called by the n words; *ret_words = how many of them are its
 * name (0 without words: today).  NULL: there is none. */
const struct cmd *commands_find(
	char *const *words, size_t n, size_t *ret_words);

/* Is word the first of two-word commands, as in "rep add"? */
bool commands_is_family(const char *word);

/* May it change data, so that --preview makes sense? */
bool commands_writes(const struct cmd *cmd);
