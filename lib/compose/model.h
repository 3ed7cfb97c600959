/*
 * Reading a message model as it is stored.
 *
 * Compact JSON without escapes, which is what nearly all models are, is read
 * here into jansson's values, in a quarter of the time that jansson takes;
 * the rest is left to jansson, so that there is one judge of what JSON is.
 */
#pragma once

#include "base/cleanup.h"

#include <jansson.h>

/*
 * model_read - the value that text is.
 *
 * text  JSON; NULL is none.
 * ret   a new reference.
 *
 * -EINVAL: it is no JSON; -ENOMEM.
 */
NUDGE_CHECK int model_read(const char *text, json_t **ret);
