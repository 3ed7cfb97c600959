/*
 * The identifier under which the world sees a message: 26 characters of
 * base32 (RFC 4648), the first 130 bits of SHA-256 over the database's
 * instance and a key.  The same on every attempt, different in every
 * database, and it tells a stranger nothing.  Left of the @ of a Message-ID,
 * webhook-id, name of a Maildir file, MIME boundary.
 */
#pragma once

enum { WIRE_ID = 27 }; /* with its terminator */

/* instance: of meta; key: message.key, or what a thread is about. */
void wire_id(char buf[static WIRE_ID], const char *instance, const char *key);
