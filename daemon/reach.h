/*
 * Which addresses a channel may reach.  Asked for each socket that is
 * opened, so that no name and no change of a name leads around it.
 */
#pragma once

#include <stdbool.h>
#include <sys/socket.h>

/* This machine itself. */
bool reach_is_loopback(const struct sockaddr *address);

/* Somewhere in the open Internet: not loopback, link-local, private, shared,
 * multicast, reserved (RFC 6890), nor one of these in IPv6 clothes. */
bool reach_is_public(const struct sockaddr *address);
