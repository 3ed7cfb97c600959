/*
 * nudged --try: would messages get through?  Each channel, and the heartbeat,
 * is carried out up to the point where a message would be handed over, by the
 * carriers that deliver; nothing is sent and nothing written.
 *
 * It is asked by nudge doctor, on standard input:
 *
 *	{"lang": "en", "secrets": "/…/secrets", "offline": false,
 *	 "seconds": 10, "most": 16,
 *	 "channels": [{"name": "mail", "kind": "email", "format": null}],
 *	 "reps": [{"slug": "li-wei", "mail": "liwei@example.com" or null}]}
 *
 * and answers one JSON object a line: what it is, whom no mail can be written
 * to, then each channel as it comes out, in any order:
 *
 *	{"nudged": "0.1.0", "systemd": "252" or null}
 *	{"rep": "li-wei", "detail": "the domain of …"}
 *	{"tried": "mail", "class": "broken", "cause": "login", "code": "535",
 *	 "detail": "5.7.8 …", "clock_off_s": 0}
 *
 * Each has the seconds named, so many are under way at once.  The heartbeat
 * goes by the name of its file.  No database is opened, so it
 * can be asked beside a nudged and without one.
 *
 * Source: DESIGN.md "Doctor".
 */
#pragma once

#include "base/err.h"

#include <systemd/sd-event.h>

/* Reads standard input, answers on standard output. */
NUDGE_CHECK int trial_run(sd_event *event, struct err *err);
