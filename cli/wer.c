/* spinfield wer: how likely a pulse leaves a memory cell unwritten. */
#include "cli/wer.h"

#include "base/output.h"
#include "base/team.h"
#include "campaign/runner.h"
#include "campaign/write_trials.h"
#include "cli/progress.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const double PATIENCE = 600.0; /* of ngspice, s */

/* ---- The points ---- */

/* failed[k] of the trials of one voltage. */
static enum status run_trials(const struct wer *wer, double volts, struct team *team, size_t *failed,
                              struct diagnostic *diagnostic)
{
    const struct write_trials tried = {wer->trials, wer->seed, wer->kept};
    struct write_pulses pulses = {wer->warm, volts, wer->kelvin, wer->pulse.count, wer->pulse.value};
    if (wer->in_ngspice) {
        pulses.cell = wer->cell;
        return write_trials_run(&pulses, &tried, &wer->job, wer->jobs, failed, diagnostic);
    }
    return write_errors_tried(&pulses, &tried, team, failed, diagnostic);
}

static enum status compute_voltage(const struct wer *wer, double volts, struct team *team, struct wer_point *point,
                                   struct diagnostic *diagnostic)
{
    const size_t count = wer->pulse.count;
    const struct write_pulses pulses = {wer->warm, volts, wer->kelvin, count, wer->pulse.value};
    double *exact = calloc(count, sizeof *exact);
    size_t *failed = calloc(count, sizeof *failed);
    enum status status = exact && failed ? STATUS_OK : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        write_errors_exact(&pulses, exact);
    }
    if (status == STATUS_OK && wer->trials > 0) {
        status = run_trials(wer, volts, team, failed, diagnostic);
    }
    const double cosine = wer->cell.junction.start == 0.0 ? 1.0 : -1.0;
    for (size_t k = 0; status == STATUS_OK && k < count; k++) {
        double over = fabs(memory_cell_voltage(&wer->warm, -cosine * volts, cosine));
        point[k] = (struct wer_point){volts, wer->pulse.value[k], isfinite(wer->critical) ? over / wer->critical : NAN,
                                      exact[k], failed[k]};
    }
    free(exact);
    free(failed);
    return status;
}

/* The processor time of a trial with the longest pulse of `volts`, s: trials that are much shorter are timed first, so
 * that this ends soon however long a trial takes. */
static enum status time_trial(const struct wer *wer, double volts, double *seconds, struct diagnostic *diagnostic)
{
    const double enough = 0.01, longest = wer->pulse.value[wer->pulse.count - 1]; /* s */
    struct write_pulses pulses = {wer->warm, volts, wer->kelvin, 1, NULL};
    double settling = 0.0, share = 1e-7, seen = 0.0;
    size_t failed, count = 1;
    enum status status = STATUS_OK;
    *seconds = 0.0;
    if (wer->trials == 0) {
        return status;
    }
    for (bool first = true; status == STATUS_OK && seen < enough; first = false) {
        if (!first && share < 1.0) {
            share = fmin(10.0 * share, 1.0);
        } else if (!first && 100 * count <= wer->trials) {
            count *= 10;
        } else if (!first) {
            break;
        }
        const double length = share * longest;
        const clock_t begun = clock();
        pulses.length = &length;
        const struct write_trials tried = {.count = count, .seed = wer->seed};
        status = write_errors_tried(&pulses, &tried, NULL, &failed, diagnostic);
        seen = (double)(clock() - begun) / CLOCKS_PER_SEC;
        settling = first ? seen : settling;
    }
    *seconds = share < 1.0 ? settling + fmax(seen - settling, 0.0) / share : seen / (double)count;
    return status;
}

/* The processor time of a step of the exact rates, s. */
static double time_step(const struct wer *wer, double volts)
{
    const double shortest = 0.0;
    const struct write_pulses pulses = {wer->warm, volts, wer->kelvin, 1, &shortest};
    double chance;
    const clock_t begun = clock();
    write_errors_exact(&pulses, &chance); /* it only settles */
    return (double)(clock() - begun) / CLOCKS_PER_SEC / write_errors_steps(&pulses);
}

/* Trials in ngspice take longer, as the circuit does; this is at least what they need. */
static enum status warn_of_long_run(const struct wer *wer, size_t processors, struct diagnostic *diagnostic)
{
    const double of_step = time_step(wer, wer->volts.value[0]);
    double seconds = 0.0;
    enum status status = STATUS_OK;
    for (size_t v = 0; v < wer->volts.count && status == STATUS_OK; v++) {
        const struct write_pulses pulses = {wer->warm, wer->volts.value[v], wer->kelvin, wer->pulse.count,
                                            wer->pulse.value};
        double trial;
        status = time_trial(wer, wer->volts.value[v], &trial, diagnostic);
        seconds += of_step * write_errors_steps(&pulses) + trial * ceil((double)wer->trials / (double)processors);
    }
    if (status == STATUS_OK) {
        progress_expect(&wer->common, seconds, wer->in_ngspice);
    }
    return status;
}

static enum status compute(struct wer *wer, struct diagnostic *diagnostic)
{
    char why[300];
    enum status status = STATUS_OK;
    wer->warm = wer->cell;
    if (!mtj_apply_temperature(&wer->warm.junction, wer->kelvin, why, sizeof why) ||
        !write_is_axial(&wer->warm.junction, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: %s", why);
    }
    const double barrier = write_scale(&wer->warm.junction, wer->kelvin).barrier;
    if (barrier < 1.0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: the barrier of the junction is %.2g kT, so it has no two states; expected 1 kT or more",
                    barrier);
    }
    wer->critical = write_critical_voltage(&wer->warm.junction, wer->kelvin);
    if (wer->in_ngspice) {
        status = simulation_job(PATIENCE, &wer->common, &wer->job, diagnostic);
    }
    wer->point = calloc(wer->volts.count * wer->pulse.count, sizeof *wer->point);
    wer->kept = wer->file[WER_BITS] ? malloc(wer->trials) : NULL;
    if (status != STATUS_OK || !wer->point || (wer->file[WER_BITS] && !wer->kept)) {
        return status != STATUS_OK ? status : fail_memory(diagnostic);
    }
    const size_t processors = wer->jobs > 0 ? wer->jobs : runner_processors();
    status = warn_of_long_run(wer, processors, diagnostic);
    struct team *team = wer->in_ngspice ? NULL : team_new(processors);
    for (size_t v = 0; status == STATUS_OK && v < wer->volts.count; v++) {
        status = compute_voltage(wer, wer->volts.value[v], team, &wer->point[v * wer->pulse.count], diagnostic);
    }
    team_free(team);
    return status;
}

int command_wer(int argc, char **argv)
{
    struct diagnostic diagnostic;
    struct wer wer = {.cell = cell_default(), .kelvin = 300.15, .trials = 1000, .seed = 1};
    wer_options_read(&wer, argc, argv);
    enum status status = output_check(wer.file, WER_FILES, &diagnostic);
    if (status == STATUS_OK) {
        status = compute(&wer, &diagnostic);
    }
    if (status == STATUS_OK) {
        status = wer_write_files(&wer, &diagnostic);
    }
    if (status == STATUS_OK) {
        status = wer_print(&wer, &diagnostic);
    }
    free(wer.kept);
    free(wer.point);
    simulation_job_clear(&wer.job);
    return exit_code(status, &diagnostic);
}
