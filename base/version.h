/* The version of the program and of the library. */
#ifndef VERSION_H
#define VERSION_H

#define SPINFIELD_VERSION "0.1.0"

#endif
