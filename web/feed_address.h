/* The address of a calendar: "TOKEN/NAME.ics", behind "/c/". */
#pragma once

#include <stdbool.h>

enum { FEED_TOKEN_CHARS = 26 };

/* Is rest one?  Its first FEED_TOKEN_CHARS characters are the token then;
 * the name is for people and for programs that show it. */
bool feed_address_is(const char *rest);
