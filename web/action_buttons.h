/* The forms on the page behind an action link; action_form.h reads them. */
#pragma once

#include "web/action_page.h"

/* All of them, with what was typed before a refusal. */
void action_buttons_add(struct str *out, const struct action_page *page);
