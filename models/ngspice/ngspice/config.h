/* The configuration under which Debian builds ngspice 39.3: the sizes of its device tables depend on these four
 * features, and a code model built with others crashes as it is loaded. docs/ngspice.md, section 1. */
#define XSPICE 1
#define CIDER 1
#define WITH_PSS 1
#define RFSPICE 1

/* What the machine has; ngspice's headers ask. */
#define HAVE_CTYPE_H 1
#define HAVE_DECL_ISINF 1
#define HAVE_DECL_ISNAN 1
#define HAVE_FLOAT_H 1
#define HAVE_LIMITS_H 1
#define HAVE_LOGB 1
#define HAVE_STRINGS_H 1
#define HAVE_SYS_TYPES_H 1
#define HAVE_UNISTD_H 1
