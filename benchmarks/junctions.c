#include "benchmarks/junctions.h"

#include "base/team.h"
#include "base/text.h"
#include "benchmarks/machine.h"
#include "models/device.h"
#include "models/junction.h"
#include "models/mtj/mtj.h"
#include "solver/write_errors.h"
#include "spice/spice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double PATIENCE = 600.0; /* s without a time point */

/* ---- A macrospin ---- */

enum { CELLS = 1000000, CELLS_OF_A_PULSE = 1000 };

/* The default junction with noise at half its critical voltage, `together` cells in each call: s for a cell. */
static enum status time_macrospin(int together, struct junctions *task)
{
    struct mtj junction;
    double m[3];
    device_reset(device_find("mtj"), &junction);
    junction.noise = 1.0;
    struct macrospin magnet = mtj_magnet(&junction, NOMINAL_TEMPERATURE, "x1");
    const double none[3] = {0.0}, volts = -0.13, length = magnet.noise.cell;
    const struct macrospin_drive drive = mtj_drive(&junction, volts, volts / junction.rp, none);
    mtj_start(&junction, &magnet, NOMINAL_TEMPERATURE, m);
    struct macrospin_path path = macrospin_begin(m);
    const double begun = machine_processor_time();
    for (int k = 0; k < CELLS; k += together) {
        macrospin_advance(&magnet, &(struct macrospin_stretch){k * length, (k + together) * length, &drive, &drive},
                          &path, NULL);
    }
    sample_add(&task->seconds, (machine_processor_time() - begun) / CELLS);
    task->steps = CELLS;
    return STATUS_OK;
}

/* ---- Junctions in ngspice ---- */

enum { DEVICES_IN_DECK = 1000 };
static const double DECK_STOP = 1e-6; /* s */

static enum status junction_deck(char **deck, struct diagnostic *diagnostic)
{
    struct text text;
    enum status status = text_begin(&text, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    fprintf(text.stream, "Junctions with two states, each behind a resistor and a capacitor.\nvin in 0 5m\n"
                         ".model jun mtj_rate(delta=4)\n");
    for (int k = 0; k < DEVICES_IN_DECK; k++) {
        fprintf(text.stream, "r%d in n%d 1k\nc%d n%d 0 10f\na%d %%gd(n%d 0) jun\n", k, k, k, k, k, k);
    }
    fprintf(text.stream, ".save v(n0)\n.tran 10n %g\n.end\n", DECK_STOP);
    status = text_end(&text, diagnostic);
    *deck = text.bytes;
    return status;
}

static enum status time_deck(struct tools *tools, const char *deck, struct junctions *task,
                             struct diagnostic *diagnostic)
{
    const struct spice_job job = {.host = tools->host,
                                  .code_model = tools->code_model,
                                  .deck = deck,
                                  .rest_vector = "none",
                                  .rest_from = 2.0 * DECK_STOP,
                                  .patience = PATIENCE};
    struct spice_result result = {0};
    enum status status = spice_run(&job, &result, diagnostic);
    if (status == STATUS_OK) {
        sample_add(&task->seconds, result.seconds);
        task->steps = (double)result.table->rows;
        snprintf(tools->ngspice, sizeof tools->ngspice, "%.*s", (int)strcspn(result.version, " "), result.version);
        table_free(result.table);
    }
    return status;
}

/* ---- Write errors ---- */

enum { LENGTHS = 20, TRIALS = 1000 };

/* As `spinfield wer --volts 0.5 --pulse 1n:20n:20`. */
static enum status time_write_errors(struct junctions *task, struct diagnostic *diagnostic)
{
    double length[LENGTHS], exact[LENGTHS];
    size_t failed[LENGTHS];
    struct memory_cell cell = {.has_transistor = false};
    device_reset(device_find("mtj"), &cell.junction);
    for (int k = 0; k < LENGTHS; k++) {
        length[k] = (k + 1) * 1e-9;
    }
    const struct write_pulses pulses = {cell, 0.5, NOMINAL_TEMPERATURE, LENGTHS, length};
    struct team *team = team_new(2);
    const double begun = machine_real_time();
    write_errors_exact(&pulses, exact);
    enum status status = write_errors_tried(&pulses, &(struct write_trials){TRIALS, 1, NULL}, team, failed, diagnostic);
    sample_add(&task->seconds, machine_real_time() - begun);
    task->steps = LENGTHS * TRIALS;
    team_free(team);
    return status;
}

/* ---- All ---- */

enum status junctions_measure(struct tools *tools, struct junctions task[JUNCTIONS_TASKS],
                              struct diagnostic *diagnostic)
{
    char *deck = NULL;
    task[0] =
        (struct junctions){.name = "a macrospin with noise, the default `mtj`, 1,000 cells at once, as in a pulse",
                           .time = "processor time of a cell",
                           .target = 80e-9,
                           .step = "cells"};
    task[1] = task[0];
    task[1].name = "the same, each cell in a call by itself, as in a circuit with short steps";
    task[2] = (struct junctions){.name = "1,000 `mtj_rate` in one ngspice run of 1 us, each behind a resistor and a "
                                         "capacitor, mean dwell 448 ns",
                                 .time = "real time of the run",
                                 .target = 10.0,
                                 .step = "time points"};
    task[3] = (struct junctions){.name = "write errors, 20 lengths of a pulse with 1,000 seeds each, and by (F1)",
                                 .time = "real time of two threads",
                                 .target = 120.0,
                                 .step = "pulses"};
    enum status status = junction_deck(&deck, diagnostic);
    for (int run = 0; run <= JUNCTIONS_RUNS && status == STATUS_OK; run++) {
        for (size_t k = 0; k < JUNCTIONS_TASKS; k++) {
            task[k].seconds.count = run == 1 ? 0 : task[k].seconds.count; /* the first run is dropped */
        }
        status = time_macrospin(CELLS_OF_A_PULSE, &task[0]);
        status = status == STATUS_OK ? time_macrospin(1, &task[1]) : status;
        status = status == STATUS_OK ? time_deck(tools, deck, &task[2], diagnostic) : status;
        status = status == STATUS_OK ? time_write_errors(&task[3], diagnostic) : status;
    }
    free(deck);
    return status;
}
