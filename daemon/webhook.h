/*
 * Webhooks: messages as JSON to a URL, signed as Standard Webhooks.
 *
 * The receiver knows a repeat by its webhook-id, so connections are reused
 * and a lost answer is simply tried again.
 */
#pragma once

#include "daemon/carrier.h"

/* Secret: {"url", "secret", "secret_old", …}; DESIGN.md "Webhooks" has all
 * keys. */
extern const struct carrier_kind webhook_kind;
