/* The account that a call is about, and what is planned for it. */
#pragma once

#include "api/planning.h"

struct account_scene {
	struct account account;
	struct planning plan;
};

void account_scene_done(struct account_scene *s);
#define AUTO_ACCOUNT_SCENE CLEANUP(account_scene_done) struct account_scene

/* By the parameter "account"; s must be zero. */
NUDGE_CHECK int account_scene_load(struct account_scene *s, struct call *call);

/* Writes the account. */
NUDGE_CHECK int account_scene_write(struct account_scene *s);

/* Puts "account" and "next" into the result. */
NUDGE_CHECK int account_scene_put(struct account_scene *s);
