/* spinfield plot NAME [RAW]: one diagram of a run as a file. */
#include "diagram.h"
#include "output.h"
#include "raw.h"
#include "results.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct plot_options {
    struct common_options common;
    const char *name, *raw, *file;
    const struct diagram *what;
    enum diagram_medium medium;
};

static const struct argp_option OPTIONS[] = {
    {"what", 'w', "walls|waves|state|energy|power|cost", 0, "Which diagram (walls)", 1},
    {"output", 'o', "FILE", 0, "Where to: a name that ends in .svg, .png or .pdf", 1},
    {0},
};

static void take_file(const char *file, struct plot_options *options, struct argp_state *state)
{
    static const struct {
        const char *end;
        enum diagram_medium medium;
    } MEDIA[] = {{".svg", DIAGRAM_SVG}, {".png", DIAGRAM_PNG}, {".pdf", DIAGRAM_PDF}};
    const char *end = strrchr(file, '.');
    for (size_t k = 0; end && k < sizeof MEDIA / sizeof *MEDIA; k++) {
        if (strcasecmp(end, MEDIA[k].end) == 0) {
            options->file = file;
            options->medium = MEDIA[k].medium;
            return;
        }
    }
    argp_error(state, "error: -o takes a name that ends in .svg, .png or .pdf, not '%.40s'", file);
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
            argp_error(state, "error: --what is walls, waves, state, energy, power or cost, not '%.40s'", argument);
        }
        return 0;
    case 'o':
        take_file(argument, options, state);
        return 0;
    case ARGP_KEY_ARG:
        return take_name_and_raw(argument, state, &options->name, &options->raw);
    case ARGP_KEY_END:
        require_name_of_raw(state, options->name);
        if (!options->file) {
            argp_error(state, "error: -o FILE is missing: where should the diagram go?");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static enum status write_diagram(const struct plot_options *options, const struct results *results,
                                 struct diagnostic *diagnostic)
{
    struct report report = {results->network, &results->measures, &results->facts};
    struct diagram_run run = {&report, results->trace, NULL};
    struct output *out;
    char *drawing;
    size_t size;
    enum status status = diagram_draw(options->what, &run, options->medium, &drawing, &size, diagnostic);
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

static enum status plot(const struct plot_options *options, struct diagnostic *diagnostic)
{
    struct results results = {.facts.engine = "raw file"};
    enum status status = results_read(&results, options->name, options->raw, diagnostic);
    if (status == STATUS_OK) {
        status = write_diagram(options, &results, diagnostic);
    }
    if (status == STATUS_OK && options->common.json) {
        struct document document = document_begin();
        document_text(&document, "what", options->what->name);
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
        "NAME [RAW]", "Draws one diagram of the raw file RAW (NAME.raw where none is given) of a run of NAME's deck.",
        CHILDREN,     NULL,
        NULL};
    struct plot_options options = {.what = diagram_find("walls")};
    struct diagnostic diagnostic;
    arguments_parse(&ARGP, argc, argv, &options);
    return exit_code(plot(&options, &diagnostic), &diagnostic);
}
