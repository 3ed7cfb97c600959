/*
 * The list of all methods, sorted by name: one line for each.
 *
 * METHODS(M) stands for M(account_add) M(account_edit) …; the method itself
 * is in the file of its aggregate, which includes this header.
 */
#pragma once

#include "api/api.h"

#define METHODS(M)                                                             \
	M(account_add)                                                         \
	M(account_close)                                                       \
	M(account_edit)                                                        \
	M(account_give)                                                        \
	M(account_list)                                                        \
	M(account_lost)                                                        \
	M(account_park)                                                        \
	M(account_pause)                                                       \
	M(account_reopen)                                                      \
	M(account_resume)                                                      \
	M(account_show)                                                        \
	M(account_won)                                                         \
	M(brief_get)                                                           \
	M(brief_now)                                                           \
	M(brief_queue)                                                         \
	M(cadence_list)                                                        \
	M(cadence_show)                                                        \
	M(calendar_check)                                                      \
	M(calendar_import)                                                     \
	M(calendar_list)                                                       \
	M(calendar_month)                                                      \
	M(calendar_soft)                                                       \
	M(change_undo)                                                         \
	M(channel_add)                                                         \
	M(channel_edit)                                                        \
	M(channel_list)                                                        \
	M(channel_pause)                                                       \
	M(channel_remove)                                                      \
	M(channel_resume)                                                      \
	M(channel_test)                                                        \
	M(check_get)                                                           \
	M(contact_add)                                                         \
	M(contact_edit)                                                        \
	M(contact_export)                                                      \
	M(contact_forget)                                                      \
	M(contact_left)                                                        \
	M(contact_list)                                                        \
	M(day_roll)                                                            \
	M(doctor_get)                                                          \
	M(feed_list)                                                           \
	M(feed_remove)                                                         \
	M(feed_rotate)                                                         \
	M(history_list)                                                        \
	M(meeting_edit)                                                        \
	M(note_add)                                                            \
	M(note_edit)                                                           \
	M(note_list)                                                           \
	M(note_remove)                                                         \
	M(nudge_queue)                                                         \
	M(outbox_list)                                                         \
	M(outbox_retry)                                                        \
	M(outbox_show)                                                         \
	M(plan_offer)                                                          \
	M(plan_preview)                                                        \
	M(plan_sign)                                                           \
	M(plan_start)                                                          \
	M(rep_add)                                                             \
	M(rep_edit)                                                            \
	M(rep_list)                                                            \
	M(rep_retire)                                                          \
	M(search_find)                                                         \
	M(status_get)                                                          \
	M(topic_add)                                                           \
	M(topic_edit)                                                          \
	M(topic_list)                                                          \
	M(topic_remove)                                                        \
	M(topic_show)                                                          \
	M(touchpoint_add)                                                      \
	M(touchpoint_advise)                                                   \
	M(touchpoint_ask)                                                      \
	M(touchpoint_close)                                                    \
	M(touchpoint_list)                                                     \
	M(touchpoint_log)                                                      \
	M(touchpoint_meet)                                                     \
	M(touchpoint_merge)                                                    \
	M(touchpoint_move)                                                     \
	M(touchpoint_reopen)                                                   \
	M(touchpoint_show)                                                     \
	M(touchpoint_skip)                                                     \
	M(touchpoint_snooze)                                                   \
	M(touchpoint_why)

#define METHOD_DECLARE(name) extern const struct method name##_method;
METHODS(METHOD_DECLARE)
