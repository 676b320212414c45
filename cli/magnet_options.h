/* What commands about coupled magnets share. */
#ifndef MAGNET_OPTIONS_H
#define MAGNET_OPTIONS_H

#include "cli/cli.h"
#include "models/nanomagnet/nanomagnet.h"

/* Sets the parameter of all magnets that the argument of --set names; a usage error where that is no parameter, or one
 * that the command sets itself. */
void take_magnet_setting(const char *argument, struct nanomagnet *magnet, const struct argp_state *state);

/* A usage error where magnets of this kind have no two states. */
void check_magnet(const struct nanomagnet *magnet, const struct argp_state *state);

#endif
