/* The version of the program and the library: the one place where it stands. */
#ifndef VERSION_H
#define VERSION_H

#define SPINFIELD_VERSION "0.1.0"

#endif
