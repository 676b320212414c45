/* The device's parameters from measurements, by nonlinear least squares. */
#ifndef FIT_H
#define FIT_H

#include "models/dwmtj/dwmtj.h"
#include "models/fit/observations.h"

struct fit {
    /* Given. */
    struct dwmtj device;         /* values to start from, and those that are known */
    bool free[DWMTJ_PARAMETERS]; /* which parameters are sought, in the order of dwmtj_parameters */
    /* Returned, with the best values in `device`. */
    double error[DWMTJ_PARAMETERS]; /* standard error of each, in its unit; 0 where it was not sought */
    double chi_squared;             /* sum of the squared deviations, each in standard errors */
    size_t freedom;                 /* measurements less parameters sought */
    double chance;                  /* that errors alone make chi_squared as large */
    double correlation;             /* of the two parameters whose estimates are correlated most; 0: one parameter */
    size_t correlated[2];           /* which these are, in dwmtj_parameters */
    bool converged;
};

/* The parameters that measurements after pulses determine, fitted unless they are known: polarization (it stands for g
 * P/(M_S A), which only appear together, Eq. (1)), vleak, length, width, position, rp, rap, rm. All values at their
 * defaults.
 */
struct fit fit_standard(void);

/* What the model gives for an observation, in its measurand's unit, at 27 C and a small voltage over the junction: Eqs.
 * (2), (4), (5), (7), and with their options (21), (24). */
double fit_predict(const struct dwmtj *device, const struct observation *observation);

/* Fits `fit` to `observations` (Levenberg-Marquardt). STATUS_INPUT where there are fewer measurements than parameters
 * sought, the start is out of limits, an option other than delta and idepin is on, or the measurements leave a
 * parameter or a combination of parameters open, with their names; STATUS_SYSTEM where memory is short. */
enum status fit_run(const struct observations *observations, struct fit *fit, struct diagnostic *diagnostic);

#endif
