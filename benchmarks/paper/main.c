/* spinfield-paper [--quick | --hardware] [--data DIR] FOLDER: reproduces the publication and writes FOLDER/paper.md and
 * FOLDER/hardware.md, or the second one alone. */
#include "base/arguments.h"
#include "benchmarks/paper/figures.h"
#include "benchmarks/paper/hardware.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

struct options {
    const char *data, *folder;
    bool quick, hardware;
};

static const struct argp_option OPTIONS[] = {
    {"quick", 'q', NULL, 0, "Check a few figures in short runs, and write no page", 0},
    {"hardware", 'w', NULL, 0, "Write FOLDER/hardware.md and nothing else", 0},
    {"data", 'd', "DIR", 0, "Folder of the reference data ($SPINFIELD_DATA, or ../shared/data)", 0},
    {0},
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;
    switch (key) {
    case 'q':
        options->quick = true;
        return 0;
    case 'w':
        options->hardware = true;
        return 0;
    case 'd':
        options->data = argument;
        return 0;
    case ARGP_KEY_ARG:
        if (options->folder) {
            usage_error(state, "error: one FOLDER only, not '%.40s' too", argument);
        }
        options->folder = argument;
        return 0;
    case ARGP_KEY_END:
        if (!options->folder && !options->quick) {
            usage_error(state, "error: FOLDER is missing: where should the page go?");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct {
    const char *name;
    enum status (*make)(const struct setup *setup, struct page *page, struct diagnostic *diagnostic);
    bool needs_data;
} FIGURES[] = {
    {"Sec. IV-B", figure_recall, false},
    {"Fig. 5", figure_5, true},
    {"Fig. 6", figure_6, true},
    {"Fig. 7", figure_7, true},
    {"Table II", figure_table_2, true},
    {"Fig. 8", figure_8, true},
    {"balanced dendrite", figure_balanced, true},
};
enum { FIGURES_COUNT = sizeof FIGURES / sizeof *FIGURES };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static enum status make_folder(const char *path, struct diagnostic *diagnostic)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        return fail_at(diagnostic, path, 0, "cannot be made: %s", strerror(errno));
    }
    return STATUS_OK;
}

static enum status make_figures(const struct setup *setup, struct page *page, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < FIGURES_COUNT && status == STATUS_OK; i++) {
        if (FIGURES[i].needs_data && !setup->data) {
            printf("%-18s left out: no reference data\n", FIGURES[i].name);
            fprintf(page->body, "\n## %s\n\nLeft out: the folder of reference data was not found.\n", FIGURES[i].name);
            continue;
        }
        double start = now();
        status = FIGURES[i].make(setup, page, diagnostic);
        printf("%-18s %5.1f s\n", FIGURES[i].name, now() - start);
        fflush(stdout);
    }
    return status;
}

/* FOLDER/NAME; NULL where memory is short. */
static char *path_in(const char *folder, const char *name)
{
    char *path;
    return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

static enum status make_page(const struct setup *setup, const char *folder, struct diagnostic *diagnostic)
{
    struct page page;
    struct setup drawn = *setup;
    char *path = path_in(folder, "paper.md"), *pictures = path_in(folder, "paper");
    enum status status = path && pictures ? make_folder(folder, diagnostic) : fail_memory(diagnostic);
    drawn.pictures = pictures;
    if (status == STATUS_OK) {
        status = make_folder(pictures, diagnostic);
    }
    if (status == STATUS_OK) {
        status = page_begin(&page, diagnostic);
    }
    if (status == STATUS_OK) {
        status = make_figures(&drawn, &page, diagnostic);
        if (status == STATUS_OK) {
            status = page_finish(&page, path, diagnostic);
        } else {
            page_discard(&page);
        }
    }
    free(path);
    free(pictures);
    return status;
}

static enum status make_hardware(const struct setup *setup, const char *folder, struct diagnostic *diagnostic)
{
    char *path = path_in(folder, "hardware.md");
    double start = now();
    enum status status = path ? make_folder(folder, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK && !setup->data) {
        printf("%-18s left out: no reference data\n", "other hardware");
    } else if (status == STATUS_OK) {
        status = hardware_write(setup, path, diagnostic);
        printf("%-18s %5.1f s\n", "other hardware", now() - start);
    }
    free(path);
    return status;
}

/* The path of `file` in the folder of the program `program`; NULL where memory is short. */
static char *beside(const char *program, const char *file)
{
    const char *slash = strrchr(program, '/');
    char *path;
    return asprintf(&path, "%.*s%s", (int)(slash ? slash + 1 - program : 0), program, file) < 0 ? NULL : path;
}

/* The folder of reference data, or NULL where it is not there. */
static const char *find_data(const char *given)
{
    struct stat found;
    const char *variable = getenv("SPINFIELD_DATA");
    const char *path = given ? given : variable ? variable : "../shared/data";
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode) ? path : NULL;
}

int main(int argc, char **argv)
{
    static const struct argp ARGP = {
        OPTIONS, parse, "FOLDER", "Reproduces the publication and writes FOLDER/paper.md and FOLDER/hardware.md.",
        NULL,    NULL,  NULL};
    struct options options = {0};
    struct diagnostic diagnostic;
    argp_err_exit_status = STATUS_INPUT;
    arguments_parse(&ARGP, argc, argv, &options);
    struct setup setup = {
        .data = find_data(options.data),
        .host = beside(argv[0], "spinfield-ngspice"),
        .code_model = beside(argv[0], "spinfield.cm"),
    };
    bool ready = setup.host && setup.code_model;
    enum status status = !ready             ? fail_memory(&diagnostic)
                         : options.quick    ? figures_quick(&setup, &diagnostic)
                         : options.hardware ? STATUS_OK
                                            : make_page(&setup, options.folder, &diagnostic);
    if (status == STATUS_OK && !options.quick) {
        status = make_hardware(&setup, options.folder, &diagnostic);
    }
    if (status != STATUS_OK) {
        fprintf(stderr, "spinfield-paper: %s\n", diagnostic.text);
    }
    free(setup.host);
    free(setup.code_model);
    return status;
}
