/* What the options of a network's bias are about, and how many of them are about the network by name. */
#ifndef BIAS_SUBJECT_H
#define BIAS_SUBJECT_H

/* The network, both devices (or one of them), or how a parameter of the devices, or a kind of source, varies. */
enum bias_subject { BIAS_OF_NETWORK, BIAS_OF_DEVICE, BIAS_OF_VARIATION };

enum { BIAS_NAMED = 24 }; /* rows of netgen/bias_named.c */

#endif
