/*
 * Emptying what was delivered, when there is nothing else to do: behind the
 * last delivery and before the checkpoint, a few at a time.
 *
 * Source: DESIGN.md "Outbox".
 */
#pragma once

#include "base/err.h"

#include <stdint.h>

struct deliver;

/* Asks to be called when it is calm; an earlier life may have left some. */
void emptying_init(struct deliver *d);

/* Some were delivered at that second. */
void emptying_add(struct deliver *d, int64_t now);
