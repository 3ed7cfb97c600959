/*
 * Mail through a relay.
 *
 * A session blocks (DESIGN.md "Mail"), so it runs on a worker thread, of which
 * a relay has at most two.  A worker is handed one finished mail and gives back
 * what came of it; it touches neither database nor engine.
 */
#pragma once

#include "daemon/carrier.h"

/* Secret: {"host", "port", "tls": "starttls"|"implicit"|"none", "username",
 * "password", …}; see DESIGN.md "Mail" for all keys. */
extern const struct carrier_kind smtp_kind;
