/*
 * The three descriptors that every program takes for granted.
 */
#pragma once

/*
 * stdfd_fill - make sure that 0, 1 and 2 are open, before anything else is.
 *
 * A file opened while one of them is closed would get its number, and what
 * is said on standard error would be written into that file.  What was closed
 * reads as empty and fails to be written.
 */
void stdfd_fill(void);
