/* What somebody has said or written, quoted. */
#pragma once

#include "cli/run.h"

/* "can you deliver in January?" (mail, Mon): what is to be answered; asked is
 * that member of a touchpoint. */
void show_quote_asked(
	struct str *s, const struct run *run, const json_t *asked);

/* Li Wei asks: "may I offer 5 %?": help that is asked for, or the answer. */
void show_quote_request(
	struct str *s, const struct run *run, const json_t *request);
