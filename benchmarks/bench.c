/* bench PAGE: measures the code model in ngspice, alone and against behavioural devices, the solver, searches and
 * junctions, and writes PAGE. bench junctions PAGE: junctions alone. bench devices PAGE: what a time point costs with
 * each device, into the table of PAGE, which is docs/devices/README.md; bench devices PAGE NAME: with one of them. */
#include "base/number.h"
#include "base/output.h"
#include "benchmarks/devices.h"
#include "benchmarks/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct plan PLANS[] = {
    {10, {5, 5, 5, 5}}, {20, {5, 5, 5, 5}}, {40, {5, 2, 2, 2}}, {60, {5, 3, 3, 3}},
    {100, {5}},         {150, {3}},         {200, {3}},         {300, {3}},
};
enum { SIZES = sizeof PLANS / sizeof *PLANS };

/* The path of `file` in the folder of the program `program`; NULL where memory is short. */
static char *beside(const char *program, const char *file)
{
    const char *slash = strrchr(program, '/');
    char *path;
    return asprintf(&path, "%.*s%s", (int)(slash ? slash + 1 - program : 0), program, file) < 0 ? NULL : path;
}

static void print_size(const struct size_result *size)
{
    for (size_t k = 0; k < DEVICES; k++) {
        const struct device_result *d = &size->device[k];
        if (d->seconds.count == 0) {
            continue;
        }
        char text[4][32];
        struct spread seconds = sample_spread(&d->seconds);
        printf("%4zu  %-22s %9s %9s %9s %7zu %7lld %9s", size->plan.n, timing_device_name(k),
               number_engineering(text[0], sizeof text[0], seconds.median, 3, "s"),
               number_engineering(text[1], sizeof text[1], seconds.least, 3, "s"),
               number_engineering(text[2], sizeof text[2], seconds.greatest, 3, "s"), d->points, d->iterations,
               number_engineering(text[3], sizeof text[3], (double)d->memory, 3, "B"));
        if (timing_is_compared(&size->plan)) {
            printf("  %8.2g", d->error * 1e9);
        }
        if (k != CODE_MODEL) {
            printf("  %8.2g  %6.3g", d->difference * 1e9, sample_spread(&d->ratio).median);
        }
        putchar('\n');
    }
    fflush(stdout);
}

static enum status measure_all(struct tools *tools, struct size_result size[SIZES], struct diagnostic *diagnostic)
{
    printf("\n%4s  %-22s %9s %9s %9s %7s %7s %9s  %8s  %8s  %6s\n", "N", "device", "median", "least", "greatest",
           "points", "iterat.", "memory", "error/nm", "diff./nm", "ratio");
    for (size_t i = 0; i < SIZES; i++) {
        enum status status = timing_size(tools, &PLANS[i], &size[i], diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        print_size(&size[i]);
    }
    return STATUS_OK;
}

static enum status measure_solver(struct findings *findings, struct diagnostic *diagnostic)
{
    enum status status = solving_measure(findings->solving, &findings->limits, diagnostic);
    puts("\nsimplified solver, processor time");
    for (size_t k = 0; k < SOLVING_TASKS && status == STATUS_OK; k++) {
        char text[32];
        const struct solving *task = &findings->solving[k];
        printf("  %-50s %9s\n", task->name,
               number_engineering(text, sizeof text, sample_spread(&task->seconds).median, 3, "s"));
    }
    return status;
}

static enum status measure_junctions(struct tools *tools, struct findings *findings, struct diagnostic *diagnostic)
{
    puts("\njunctions");
    fflush(stdout);
    enum status status = junctions_measure(tools, findings->junctions, diagnostic);
    for (size_t k = 0; k < JUNCTIONS_TASKS && status == STATUS_OK; k++) {
        char text[32];
        const struct junctions *task = &findings->junctions[k];
        printf("  %9s  %s\n", number_engineering(text, sizeof text, sample_spread(&task->seconds).median, 3, "s"),
               task->name);
    }
    return status;
}

/* All that stands before the junctions on the page. */
static enum status measure_networks(struct tools *tools, struct findings *findings, struct size_result size[SIZES],
                                    struct diagnostic *diagnostic)
{
    enum status status = measure_all(tools, size, diagnostic);
    if (status == STATUS_OK) {
        puts("\nngspice and the solver, to the end of the run");
        status = engines_measure(tools, findings->engines, diagnostic);
    }
    if (status == STATUS_OK) {
        status = measure_solver(findings, diagnostic);
    }
    if (status == STATUS_OK) {
        puts("\nsearches");
        status = searching_measure(findings->searching, diagnostic);
    }
    return status;
}

static enum status write_page(struct tools *tools, bool junctions, const char *page, struct findings *findings,
                              struct diagnostic *diagnostic)
{
    static struct size_result size[SIZES];
    struct output *out = NULL;
    enum status status = STATUS_OK;
    findings->size = size;
    findings->sizes = SIZES;
    if (!junctions) {
        status = measure_networks(tools, findings, size, diagnostic);
    }
    if (status == STATUS_OK) {
        status = measure_junctions(tools, findings, diagnostic);
    }
    if (status == STATUS_OK) {
        status = machine_memory_latency(&findings->memory_latency, diagnostic);
    }
    if (status == STATUS_OK) {
        printf("\nngspice %s; memory latency %.0f ns a load (64 MB, huge pages)\n", tools->ngspice,
               findings->memory_latency);
        status = output_open(page, &out, diagnostic);
    }
    if (status == STATUS_OK) {
        findings->ngspice = tools->ngspice;
        (junctions ? page_write_junctions : page_write)(output_stream(out), findings);
        status = output_commit(&out, 1, diagnostic);
    }
    return status;
}

/* `part` of all benchmarks; NULL for the whole page. */
static enum status bench(const char *program, const char *part, const char *page, const char *device,
                         struct diagnostic *diagnostic)
{
    struct findings findings = {.machine = machine_describe()};
    struct tools tools = {.host = beside(program, "spinfield-ngspice"), .code_model = beside(program, "spinfield.cm")};
    char *file = beside(program, "bench"), *folder = file ? realpath(file, NULL) : NULL; /* the host is elsewhere */
    printf("%s, %ld cores, %s, compiler %s\n", findings.machine.processor, findings.machine.cores,
           findings.machine.kernel, findings.machine.compiler);
    enum status status = tools.host && tools.code_model && folder ? STATUS_OK : fail_memory(diagnostic);
    if (folder) {
        *(strrchr(folder, '/') + 1) = '\0';
    }
    if (status == STATUS_OK && part && strcmp(part, "devices") == 0) {
        status = devices_bench(&tools, folder, &findings.machine, device, page, diagnostic);
    } else if (status == STATUS_OK) {
        status = write_page(&tools, part != NULL, page, &findings, diagnostic);
    }
    free(folder);
    free(file);
    free(tools.host);
    free(tools.code_model);
    return status;
}

int main(int argc, char **argv)
{
    const char *part = argc > 2 ? argv[1] : NULL;
    const bool is_devices = part && strcmp(part, "devices") == 0;
    const bool is_junctions = part && strcmp(part, "junctions") == 0;
    if (!(argc == 2 || (argc == 3 && (is_devices || is_junctions)) || (argc == 4 && is_devices))) {
        fputs("usage: bench [junctions] PAGE, or bench devices PAGE [NAME]\n", stderr);
        return STATUS_INPUT;
    }
    struct diagnostic diagnostic;
    enum status status = bench(argv[0], part, argv[part ? 2 : 1], argc == 4 ? argv[3] : NULL, &diagnostic);
    if (status != STATUS_OK) {
        fprintf(stderr, "bench: %s\n", diagnostic.text);
    }
    return status;
}
