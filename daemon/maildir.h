/*
 * Maildir: messages as files in a folder, the default that needs no service.
 *
 * Written to tmp, flushed, renamed into new.  The name is made from the
 * message, so that a repeat replaces itself as long as nobody has read it.
 */
#pragma once

#include "daemon/carrier.h"

/* Secret: {"path": "/home/liwei/Maildir"}, and how mail looks (post.h). */
extern const struct carrier_kind maildir_kind;
