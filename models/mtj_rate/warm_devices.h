/* Devices at their temperature that equal ones share: a table of rates takes a millisecond to make, and a circuit has
 * many junctions with the same parameters. Each list belongs to one thread. */
#ifndef WARM_DEVICES_H
#define WARM_DEVICES_H

#include "models/mtj_rate/mtj_rate.h"

struct warm_device;

struct warm_devices {
    struct warm_device *first;
};

/* What mtj_rate_warm makes of a device that mtj_rate_check has passed, at `kelvin` (K): the same for all whose
 * parameters are equal but for the seed. It stays until it is given back as often as it was taken. NULL, with the
 * reason in `why` (`size` bytes), where there is no memory or mtj_rate_warm fails. */
const struct mtj_rate_at *warm_devices_take(struct warm_devices *list, const struct mtj_rate *device, double kelvin,
                                            char *why, size_t size);

/* Gives back what warm_devices_take returned; NULL is nothing. */
void warm_devices_give_back(struct warm_devices *list, const struct mtj_rate_at *at);

#endif
