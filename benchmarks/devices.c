#include "benchmarks/devices.h"

#include "base/input.h"
#include "base/number.h"
#include "base/output.h"
#include "base/text.h"
#include "spice/spice.h"

#include <stdlib.h>
#include <string.h>

enum { COPIES = 100, NEURONS = 60, RUNS = 5, LINE = 1000 };
static const double PATIENCE = 600.0; /* s without a time point */
static const int SHORTER = 4;         /* the long run has so many times the length of the short one */

/* A deck of COPIES devices at common sources, so that the time is that of the devices and not of a matrix. */
struct bench_device {
    const char *name;    /* as the catalogue has it */
    const char *library; /* NULL: a recall of NEURONS neurons as gen writes it, in place of a deck */
    const char *sources;
    const char *lines;  /* of a device: # stands for its number */
    double step, stop;  /* of .tran, s */
    const char *remark; /* behind the time */
};

static const struct bench_device DEVICES_MEASURED[] = {
    {"dwmtj", "dwmtj", "vt t 0 sin(0 40m 100meg)\nvj j 0 50m\n.save v(t)\n", "x# t 0 j 0 dwmtj\n", 0.1e-9, 200e-9,
     "100 ps"},
    {"dwmtj_network", NULL, NULL, NULL, 0.0, 120e-9, "recall of 60 neurons, as `gen` writes it"},
    {"memristor", "memristor", "va a 0 sin(0 0.2 200meg)\n.save v(a)\n", "x# a 0 memristor\n", 10e-12, 20e-9, "10 ps"},
    {"mtj", "mtj", "va a 0 -0.1\n.save v(a)\n", "x# a 0 mtj noise=1\n", 10e-12, 10e-9, "10 ps, with noise"},
    {"mtj_rate", "mtj_rate", "va a 0 5m\n.save v(a)\n", "x# a 0 mtj_rate delta=4\n", 1e-9, 1e-6, "1 ns"},
    {"pbit", "pbit", "vp p 0 1\nvn n 0 -1\nvi i 0 0\n.save v(i)\n", "x# i 0 p n o# q# pbit\n", 0.1e-9, 100e-9,
     "100 ps"},
    {"phase", "phase", "vi i 0 sin(0 1 10meg)\n.save v(i)\n", "x# c# s# i 0 0 0 phase\n", 0.1e-9, 100e-9, "100 ps"},
    {"stno", "stno", "vb b 0 1.5\nvi i 0 sin(0 1 10meg)\n.save v(i)\n", "x# c# s# i 0 0 b stno\n", 0.1e-9, 100e-9,
     "100 ps"},
    {"skyrmion", "skyrmion", "vt t 0 sin(0 3m 100meg)\nvj j 0 50m\n.save v(t)\n",
     "x# t 0 j 0 skyrmion noise=1 length=1u xinit=500n\n", 10e-12, 5e-9, "10 ps, with noise"},
    {"spin_contact", "spin_contact", "vf f 0 1m\nrc c 0 1\nrx x 0 1\nry y 0 1\nrz z 0 1\n.save v(c)\n",
     "x# f c x y z spin_contact free=1 noise=1\n", 10e-12, 10e-9, "10 ps, with noise"},
    {"spin_metal", "spin_contact", "vc c 0 sin(0 1m 100meg)\nvx x 0 1m\n.save v(c)\n",
     "x# c x y# z# 0 0 0 0 spin_metal\n", 10e-12, 20e-9, "10 ps"},
    {"nanomagnet", "nanomagnet", "vh h 0 1\n.save v(h)\n", "x# h h h u# v# w# nanomagnet noise=1\n", 10e-12, 10e-9,
     "10 ps, with noise"},
    {"dipoles", "nanomagnet",
     "vh h 0 1\n.save v(h)\n.model island nanomagnet\n.model pair dipoles(places=[0 0 0 0 100n 0] moments=[1e-17])\n",
     "a# [x# y# z#] [u# v# w#] null island\nab# [p# q# r#] [j# k# l#] null island\n"
     "ap# [u# v# w# j# k# l#] [x# y# z# p# q# r#] pair\n",
     10e-12, 10e-9, "10 ps, two islands and their coupling"},
    {"generic_mosfet", "generic_mosfet", "vd d 0 1.2\nvg g 0 sin(0.6 0.6 100meg)\n.save v(g)\n",
     "x# d g 0 0 generic_mosfet\n", 0.1e-9, 200e-9, "100 ps"},
};
enum { MEASURED = sizeof DEVICES_MEASURED / sizeof *DEVICES_MEASURED };

static void write_copy(FILE *out, const char *lines, int number)
{
    for (; *lines; lines++) {
        if (*lines == '#') {
            fprintf(out, "%d", number);
        } else {
            fputc(*lines, out);
        }
    }
}

static enum status make_deck(const struct bench_device *device, const char *folder, double stop, char **deck,
                             struct diagnostic *diagnostic)
{
    struct text text;
    enum status status = text_begin(&text, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    fprintf(text.stream, "devices of one kind\n.include %s%s.lib\n%s", folder, device->library, device->sources);
    for (int k = 0; k < COPIES; k++) {
        write_copy(text.stream, device->lines, k);
    }
    fprintf(text.stream, ".tran %g %g 0 %g\n.end\n", device->step, stop, device->step);
    status = text_end(&text, diagnostic);
    *deck = text.bytes;
    return status;
}

/* Processor time and time points of one run that ends at `stop` (s). */
struct cost {
    double seconds;
    size_t points;
};

static enum status run(struct tools *tools, const struct bench_device *device, const char *folder, double stop,
                       struct cost *cost, struct diagnostic *diagnostic)
{
    struct spice_job job = {.host = tools->host,
                            .code_model = tools->code_model,
                            .rest_vector = "none",
                            .rest_from = 2.0 * stop,
                            .patience = PATIENCE};
    struct spice_result result = {0};
    struct network *network = NULL;
    char *deck = NULL;
    enum status status = device->library ? make_deck(device, folder, stop, &deck, diagnostic)
                                         : timing_network(NEURONS, 0.0, stop, &network, diagnostic);
    if (status == STATUS_OK && network) {
        status = deck_text(network, DECK_COMPACT, &deck, diagnostic);
    }
    job.deck = deck;
    const double begun = machine_children_time();
    status = status == STATUS_OK ? spice_run(&job, &result, diagnostic) : status;
    if (status == STATUS_OK) {
        *cost = (struct cost){machine_children_time() - begun, result.table->rows};
        snprintf(tools->ngspice, sizeof tools->ngspice, "%.*s", (int)strcspn(result.version, " "), result.version);
        table_free(result.table);
    }
    network_free(network);
    free(deck);
    return status;
}

/* Seconds of a device in a time point: the difference of a long and a short run, so that neither start nor parsing
 * count. */
static enum status measure(struct tools *tools, const struct bench_device *device, const char *folder,
                           struct sample *sample, struct diagnostic *diagnostic)
{
    const double devices = device->library ? COPIES : NEURONS * NEURONS;
    enum status status = STATUS_OK;
    for (int k = 0; k <= RUNS && status == STATUS_OK; k++) {
        struct cost whole = {0.0, 0}, part = {0.0, 0};
        status = run(tools, device, folder, device->stop, &whole, diagnostic);
        if (status == STATUS_OK) {
            status = run(tools, device, folder, device->stop / SHORTER, &part, diagnostic);
        }
        if (status == STATUS_OK && k > 0) { /* the first run is dropped */
            sample_add(sample, (whole.seconds - part.seconds) / (double)(whole.points - part.points) / devices);
        }
    }
    return status;
}

/* The index of the device whose row `line` is; MEASURED where it is no row of a device; beyond that for an unknown one.
 */
static size_t row_of(const char *line)
{
    static const char BEGIN[] = "| [`";
    if (strncmp(line, BEGIN, strlen(BEGIN)) != 0) {
        return MEASURED;
    }
    const char *name = line + strlen(BEGIN);
    for (size_t i = 0; i < MEASURED; i++) {
        const size_t length = strlen(DEVICES_MEASURED[i].name);
        if (strncmp(name, DEVICES_MEASURED[i].name, length) == 0 && name[length] == '`') {
            return i;
        }
    }
    return MEASURED + 1;
}

/* The line of a row without its last cell. */
static int length_without_last_cell(const char *line)
{
    const char *end = strrchr(line, '|');
    do {
        end--;
    } while (end > line && *end != '|');
    return (int)(end - line);
}

/* The page with the costs of the devices that were measured; `only`: one of them. */
static enum status rewrite(const char *page, FILE *out, const struct sample cost[MEASURED], const char *machine,
                           bool only, struct diagnostic *diagnostic)
{
    struct input *input;
    bool seen[MEASURED] = {false};
    enum status status = input_read(page, &input, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct line_reader reader = {.next = input->bytes};
    for (char *line; status == STATUS_OK && (line = line_next(&reader));) {
        const size_t i = row_of(line);
        if (i > MEASURED) {
            status = fail(diagnostic, STATUS_INPUT,
                          "%s:%ld: error: this device is not measured; expected one of those in "
                          "benchmarks/devices.c",
                          page, reader.number);
        } else if (i < MEASURED && cost[i].count == 0) {
            fprintf(out, "%s\n", line);
            seen[i] = true;
        } else if (i < MEASURED) {
            char text[32];
            number_engineering(text, sizeof text, sample_spread(&cost[i]).median, 2, "s");
            fprintf(out, "%.*s| %s (%s) |\n", length_without_last_cell(line), line, text, DEVICES_MEASURED[i].remark);
            seen[i] = true;
        } else {
            const bool is_machine = strncmp(line, "Machine: ", strlen("Machine: ")) == 0;
            if (is_machine && only && strcmp(line, machine) != 0) {
                status = fail(diagnostic, STATUS_INPUT,
                              "%s:%ld: error: the other devices were measured on another machine; measure all", page,
                              reader.number);
            }
            fprintf(out, "%s\n", is_machine ? machine : line);
        }
    }
    for (size_t i = 0; i < MEASURED && status == STATUS_OK; i++) {
        if (!seen[i]) {
            status =
                fail(diagnostic, STATUS_INPUT, "%s: error: there is no row for %s", page, DEVICES_MEASURED[i].name);
        }
    }
    input_free(input);
    return status;
}

enum status devices_bench(struct tools *tools, const char *folder, const struct machine *machine, const char *only,
                          const char *page, struct diagnostic *diagnostic)
{
    struct sample cost[MEASURED] = {{0}};
    struct output *out = NULL;
    enum status status = STATUS_OK;
    puts("\nprocessor time of a device in a time point");
    for (size_t i = 0; i < MEASURED && status == STATUS_OK; i++) {
        if (only && strcmp(only, DEVICES_MEASURED[i].name) != 0) {
            continue;
        }
        fflush(stdout);
        status = measure(tools, &DEVICES_MEASURED[i], folder, &cost[i], diagnostic);
        if (status == STATUS_OK) {
            char text[32];
            printf("  %9s  %s\n", number_engineering(text, sizeof text, sample_spread(&cost[i]).median, 3, "s"),
                   DEVICES_MEASURED[i].name);
        }
    }
    if (status == STATUS_OK) {
        status = output_open(page, &out, diagnostic);
    }
    if (status == STATUS_OK) {
        char line[LINE];
        snprintf(line, sizeof line, "Machine: %s, %ld cores, %s, %s, ngspice %s", machine->processor, machine->cores,
                 machine->kernel, machine->compiler, tools->ngspice);
        status = rewrite(page, output_stream(out), cost, line, only != NULL, diagnostic);
    }
    if (status == STATUS_OK) {
        status = output_commit(&out, 1, diagnostic);
    } else {
        output_discard(out);
    }
    return status;
}
