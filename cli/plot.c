/* spinfield plot NAME [RAW]: one diagram of a run as a file. */
#include "cli/network_arguments.h"
#include "cli/network_files.h"
#include "report/diagrams/draw.h"
#include "base/output.h"
#include "spice/raw/raw.h"
#include "cli/results.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct plot_options {
    struct common_options common;
    const char *name, *raw, *file;
    const struct diagram *what;
    enum diagram_medium medium;
    bool medium_given;
};

enum { KEY_FORMAT = 0x100 };

static const struct argp_option OPTIONS[] = {
    {"what", 'w', "walls|waves|signals|state|energy|power|cost", 0,
     "Kind of diagram (walls; of neurons that are no walls, signals)", 1},
    {"output", 'o', "FILE", 0, "Output file, with a name that ends in .svg, .png or .pdf; - is standard output", 1},
    {"format", KEY_FORMAT, "svg|png|pdf", 0, "Format of the file (given by the end of its name; svg for -)", 1},
    {0},
};

/* The format called `name`; false where there is none. */
static bool find_medium(const char *name, enum diagram_medium *medium)
{
    static const struct {
        const char *name;
        enum diagram_medium medium;
    } MEDIA[] = {{"svg", DIAGRAM_SVG}, {"png", DIAGRAM_PNG}, {"pdf", DIAGRAM_PDF}};
    for (size_t k = 0; k < sizeof MEDIA / sizeof *MEDIA; k++) {
        if (strcasecmp(name, MEDIA[k].name) == 0) {
            *medium = MEDIA[k].medium;
            return true;
        }
    }
    return false;
}

/* The format of a file whose format is not given: what its name ends in; SVG on standard output. */
static void take_medium_of_file(struct plot_options *options, struct argp_state *state)
{
    const char *end = strrchr(options->file, '.');
    options->medium = DIAGRAM_SVG;
    if (!(end && find_medium(end + 1, &options->medium)) && !output_is_stdout(options->file)) {
        usage_error(state,
                    "error: -o takes a name that ends in .svg, .png or .pdf, or any name with --format; not '%.40s'",
                    options->file);
    }
}

static error_t parse_plot(int key, char *argument, struct argp_state *state)
{
    struct plot_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case 'w':
        options->what = diagram_find(argument);
        if (!options->what) {
            usage_error(state, "error: --what is walls, waves, signals, state, energy, power or cost, not '%.40s'",
                        argument);
        }
        return 0;
    case 'o':
        options->file = argument;
        return 0;
    case KEY_FORMAT:
        options->medium_given = find_medium(argument, &options->medium);
        if (!options->medium_given) {
            usage_error(state, "error: --format is svg, png or pdf, not '%.40s'", argument);
        }
        return 0;
    case ARGP_KEY_ARG:
        return take_name_and_raw(argument, state, &options->name, &options->raw);
    case ARGP_KEY_END:
        require_name_of_raw(state, options->name);
        if (!options->file) {
            usage_error(state, "error: -o FILE is missing; expected a name that ends in .svg, .png or .pdf");
        } else if (!options->medium_given) {
            take_medium_of_file(options, state);
        }
        check_outputs(state, &options->common, &options->file, 1);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static enum status write_diagram(const struct plot_options *options, const struct diagram *what,
                                 const struct results *results, struct diagnostic *diagnostic)
{
    struct report report = {results->network, &results->measures, &results->facts};
    struct diagram_run run = {.report = &report, .trace = results->trace};
    struct output *out;
    char *drawing;
    size_t size;
    enum status status = diagram_draw(what, &run, options->medium, &drawing, &size, diagnostic);
    if (status == STATUS_OK) {
        status = output_open(options->file, &out, diagnostic);
    }
    if (status == STATUS_OK) {
        fwrite(drawing, 1, size, output_stream(out));
        status = output_commit(&out, 1, diagnostic);
    }
    free(drawing);
    return status;
}

/* The diagram that is asked for, or the standard one. */
static const struct diagram *choose(const struct plot_options *options, const struct network *network)
{
    const struct diagram *walls = diagram_find("walls");
    return options->what ? options->what : diagram_applies(walls, network) ? walls : diagram_find("signals");
}

static enum status plot(const struct plot_options *options, struct diagnostic *diagnostic)
{
    struct results results = {.facts = {.engine = "raw file", .made_elsewhere = true}};
    enum status status = output_check(&options->file, 1, diagnostic);
    if (status == STATUS_OK) {
        status = network_files_spare(options->name, options->raw, &options->file, 1, diagnostic);
    }
    if (status == STATUS_OK) {
        status = results_read(&results, options->name, options->raw, diagnostic);
    }
    const struct diagram *what = status == STATUS_OK ? choose(options, results.network) : NULL;
    if (status == STATUS_OK) {
        status = write_diagram(options, what, &results, diagnostic);
    }
    if (status == STATUS_OK && options->common.json) {
        struct document document = document_begin();
        document_text(&document, "what", what->name);
        status = print_document(&document, 17, diagnostic);
    }
    if (status == STATUS_OK) {
        status = finish_stdout(diagnostic);
    }
    results_clear(&results);
    return status;
}

int command_plot(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {
        OPTIONS,      parse_plot,
        "NAME [RAW]", "Draws one diagram of the raw file RAW (default: NAME.raw) of a run of NAME's deck.",
        CHILDREN,     NULL,
        NULL};
    struct plot_options options = {0};
    struct diagnostic diagnostic;
    network_arguments_parse(&ARGP, OTHER_BY_GEN, argc, argv, &options);
    return exit_code(plot(&options, &diagnostic), &diagnostic);
}
