/*
 * What done and log share: options that say how a contact was made and what
 * comes of it, and the lines that tell it.
 */
#pragma once

#include "cli/grid.h"
#include "cli/run.h"

#define AFTERMATH_OPTS                                                         \
	OPT("on", N_("DATE"), N_("the day of the contact; today if not said"), \
		.words = OPT_DATE),                                            \
		OPT("via", N_("WAY"),                                          \
			N_("call, mail, visit, meeting, chat or event"),       \
			.words = OPT_VIA),                                     \
		OPT("with", N_("CONTACT,…"), N_("who was there"),              \
			.words = OPT_CONTACT, .list = true),                   \
		OPT("topic", N_("TOPIC,…"),                                    \
			N_("talking points they were told"), .list = true),    \
		OPT_FLAG("share", N_("let the account's team read the text")), \
		OPT("next", N_("PURPOSE"), N_("plan another contact")),        \
		OPT("due", N_("WHEN"), N_("when that is due"),                 \
			.words = OPT_DATE, .behind = "next"),                  \
		OPT("promise", N_("TEXT"), N_("what we promised")),            \
		OPT("by", N_("WHEN"), N_("by when"), .words = OPT_DATE,        \
			.behind = "promise"),                                  \
		OPT("await", N_("TEXT"), N_("what the customer promised")),    \
		OPT("by", N_("WHEN"), N_("by when"), .words = OPT_DATE,        \
			.behind = "await")

/* The touchpoints created, and those that come next. */
void aftermath_add(
	struct grid *grid, const struct run *run, const json_t *result);
