/*
 * EMBED puts the bytes of a file into the program: catalogues, the schema,
 * calendars.  They are there before any path is known, cost no I/O at start
 * and can never be of another version than the code that reads them.
 *
 *	EMBED(embed_schema, NUDGE_SRCDIR "/lib/store/schema.sql");
 *
 * defines embed_schema_start[] and embed_schema_end[], with a NUL behind the
 * last byte, so that a text is also a C string.  The file is named as a
 * dependency of its object in the folder's local.mk.
 */
#pragma once

#define EMBED(name, path)                                                      \
	__asm__(".pushsection .rodata\n"                                       \
		".balign 16\n"                                                 \
		".global " #name "_start\n" #name "_start:\n"                  \
		".incbin \"" path "\"\n"                                       \
		".global " #name "_end\n" #name "_end:\n"                      \
		".byte 0\n"                                                    \
		".popsection\n");                                              \
	extern const char name##_start[];                                      \
	extern const char name##_end[]
