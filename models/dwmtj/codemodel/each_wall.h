/* What spinfield.cm shows the host of `spinfield run`: where the walls of dwmtj_network and dwmtj_axons are. */
#ifndef EACH_WALL_H
#define EACH_WALL_H

/* `device`: its name in the circuit, such as a.xsoma_0.awall. *x (m) and *v (m/s) are what @a.xsoma_0.awall[x] and
 * [v] are: at each accepted time point they are those of this point, and they stay where they are as long as the
 * circuit. */
typedef void wall_taker(void *context, const char *device, const double *x, const double *v);

/* Calls `take` for each device of the circuits that are set up. The name of this function in spinfield.cm. */
#define EACH_WALL "spinfield_each_wall"
typedef void each_wall(wall_taker *take, void *context);

#endif
