/* What one who is about to make contact should know. */
#pragma once

#include "api/call.h"
#include "store/touchpoint.h"

/*
 * know_item - what a brief, a nudge and "show" tell beside a touchpoint.
 *
 * item  its object (view_touchpoint()).
 *
 * Puts "main_contact" (whom to ask for where the plan names nobody:
 * view_contact() or null), "cautions", for a meeting "notes" too, and
 * "topics", up to three that none of its contacts has heard, else that the
 * main contact has not.
 */
NUDGE_CHECK int know_item(
	struct call *call, const struct touchpoint *tp, json_t *item);

/*
 * know_once - in a list of many, topics stand beside the first item of an
 * account only, unless others are left for whom the item is about.
 *
 * told   an object of the caller's, empty for a new list.
 * items  an array, each after know_item(); what has no topics is left alone.
 */
NUDGE_CHECK int know_once(json_t *told, json_t *items);

/* Puts "cautions" into object: the account's that are open today, as
 * view_note() shows them, newest first. */
NUDGE_CHECK int know_cautions(
	struct call *call, int64_t account_id, json_t *object);

/* The same, and "notes": the last three shared that are no cautions. */
NUDGE_CHECK int know_account(
	struct call *call, int64_t account_id, json_t *object);
