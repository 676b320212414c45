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

static const double PATIENCE = 600.0; /* of ngspice, s */

/* ---- The points ---- */

/* failed[k] of the trials of one voltage. */
static enum status run_trials(const struct wer *wer, double volts, struct team *team, size_t *failed,
                              struct diagnostic *diagnostic)
{
    struct write_pulses pulses = {wer->warm, volts, wer->kelvin, wer->pulse.count, wer->pulse.value};
    if (wer->in_ngspice) {
        pulses.cell = wer->cell;
        return write_trials_run(&pulses, wer->trials, wer->seed, &wer->job, wer->jobs, failed, wer->kept, diagnostic);
    }
    return write_errors_tried(&pulses, wer->trials, wer->seed, team, failed, wer->kept, diagnostic);
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
        point[k] = (struct wer_point){volts, wer->pulse.value[k], isfinite(wer->critical) ? over / wer->critical : NAN, exact[k], failed[k]};
    }
    free(exact);
    free(failed);
    return status;
}

/* Trials in ngspice take longer, as the circuit does; this is at least what they need. */
static void warn_of_long_run(const struct wer *wer, size_t processors)
{
    const double of_cell = 6e-8, of_step = 2e-5; /* s, on a processor of 2024 */
    const struct write_scale scale = write_scale(&wer->warm.junction, wer->kelvin);
    struct mtj noisy = wer->warm.junction;
    noisy.noise = 1.0;
    const double longest = wer->pulse.value[wer->pulse.count - 1], voltages = (double)wer->volts.count;
    const double cells = longest / mtj_magnet(&noisy, wer->kelvin, "").noise.cell;
    const double exact = of_step * fmin(1e6, 50.0 * longest / scale.tau);
    const double seconds = voltages * (exact + of_cell * cells * (double)wer->trials / (double)processors);
    progress_expect(&wer->common, seconds, wer->in_ngspice);
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
    struct team *team = wer->in_ngspice ? NULL : team_new(processors);
    warn_of_long_run(wer, processors);
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
