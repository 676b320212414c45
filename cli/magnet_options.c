#include "cli/magnet_options.h"

#include "cli/device_setting.h"
#include "netgen/islands.h"

void take_magnet_setting(const char *argument, struct nanomagnet *magnet, const struct argp_state *state)
{
    static const size_t OURS[] = {NANOMAGNET_angle, NANOMAGNET_start,  NANOMAGNET_theta0, NANOMAGNET_noise,
                                  NANOMAGNET_hmax,  NANOMAGNET_follow, NANOMAGNET_dtemp};
    static const char *const INSTEAD[] = {"each magnet has its place and its angle",
                                          "starts are drawn by --seed",
                                          "starts are drawn by --seed",
                                          "--seed is the seed of the noise",
                                          "it follows from the fields of all magnets",
                                          "magnets move in time here",
                                          "temperatures have options"};
    struct diagnostic why;
    size_t index;
    if (device_setting(device_find("nanomagnet"), "--set", argument, magnet, &index, &why) != STATUS_OK) {
        usage_error(state, "%s", why.text);
    }
    for (size_t k = 0; k < sizeof OURS / sizeof *OURS; k++) {
        if (index == OURS[k]) {
            usage_error(state, "error: --set %.40s cannot be chosen: %s", argument, INSTEAD[k]);
        }
    }
}

void check_magnet(const struct nanomagnet *magnet, const struct argp_state *state)
{
    struct diagnostic why;
    if (islands_check(magnet, &why) != STATUS_OK) {
        usage_error(state, "%s", why.text);
    }
}
