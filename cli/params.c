/* spinfield params: the parameters of a device, and devices that differ by chance. */
#include "cli/cli.h"
#include "cli/drawn.h"
#include "models/scatter/scatter.h"

#include <stdio.h>

enum { KEY_SIGMA = 0x100, KEY_SET, KEY_SEED, KEY_COUNT };

enum { MOST_DRAWN = 100000 };

struct params_options {
    struct common_options common;
    const char *name;           /* of the device, where one was given */
    struct drawn_request drawn; /* its kind is the device */
    const char *alone;          /* an option that means nothing without --sigma; NULL where there is none */
};

static const struct argp_option OPTIONS[] = {
    {"sigma", KEY_SIGMA, "NAME=SHARE", OPTION_REPEATS_NAMES,
     "Draw devices with this relative standard deviation of NAME, 5% or 0.05", 1},
    {"set", KEY_SET, "NAME=VALUE", OPTION_REPEATS_NAMES, "Nominal value of NAME in the drawn devices, not its default",
     1},
    {"seed", KEY_SEED, "NUMBER", 0, "Seed of all that is random (1)", 1},
    {"count", KEY_COUNT, "NUMBER", 0, "Devices to draw (1)", 1},
    {0},
};

static void keep_word(struct drawn_words *words, const char *option, char *argument, struct argp_state *state)
{
    if (words->count == DEVICE_MOST_PARAMETERS) {
        usage_error(state, "error: at most %d %s", DEVICE_MOST_PARAMETERS, option);
    }
    words->word[words->count++] = argument;
}

/* The names of all devices, "a, b, c". */
static void list_devices(char *text, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; devices[i] && used < size; i++) {
        used += (size_t)snprintf(text + used, size - used, "%s%s", i ? ", " : "", devices[i]->name);
    }
}

static void take_device(const char *name, struct params_options *options, struct argp_state *state)
{
    char known[200] = "";
    const struct device *device = device_find(name);
    list_devices(known, sizeof known);
    if (options->name) {
        usage_error(state, "error: params takes one device, not '%.40s' too", name);
    } else if (!device) {
        usage_error(
            state,
            "error: there is no device '%.40s'; expected one of %s; docs/devices/README.md has the pages of code "
            "models and subcircuits without a table, such as dipoles and spin_metal",
            name, known);
    } else {
        options->drawn.kind = device;
    }
    options->name = name;
}

static error_t parse_params(int key, char *argument, struct argp_state *state)
{
    struct params_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case KEY_SIGMA:
        keep_word(&options->drawn.sigma, "--sigma", argument, state);
        return 0;
    case KEY_SET:
        keep_word(&options->drawn.set, "--set", argument, state);
        options->alone = "--set";
        return 0;
    case KEY_SEED:
        options->drawn.seed = (unsigned long)whole_number(argument, "--seed", 0, SCATTER_GREATEST_SEED, state);
        options->alone = "--seed";
        return 0;
    case KEY_COUNT:
        options->drawn.count = (size_t)whole_number(argument, "--count", 1, MOST_DRAWN, state);
        options->alone = "--count";
        return 0;
    case ARGP_KEY_ARG:
        take_device(argument, options, state);
        return 0;
    case ARGP_KEY_END:
        if (options->alone && options->drawn.sigma.count == 0) {
            usage_error(state, "error: %s needs --sigma NAME=SHARE: which parameter differs from device to device?",
                        options->alone);
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void print_text(const struct device *device)
{
    const struct parameter_table *table = device->table;
    printf("%-13s %-8s %-5s %-8s %-8s %s\n", "name", "default", "unit", "least", "greatest", "meaning (source)");
    for (const struct parameter *p = table->item; p < table->item + table->count; p++) {
        printf("%-13s %-8g %-5s %-8g %-8g %s (%s)\n", p->name, p->standard, p->unit, p->least, p->greatest, p->text,
               p->source);
    }
    printf("\nDevices ('spinfield params DEVICE'):\n");
    for (size_t i = 0; devices[i]; i++) {
        printf("%-13s %s%s\n", devices[i]->name, devices[i]->title, devices[i] == device ? ", as above" : "");
    }
}

static void put_parameters(struct document *document, const struct parameter_table *table)
{
    document_list(document, "parameters");
    for (const struct parameter *p = table->item; p < table->item + table->count; p++) {
        document_object(document, NULL);
        document_text(document, "name", p->name);
        document_text(document, "unit", p->unit);
        document_real(document, "default", p->standard);
        document_real(document, "least", p->least);
        document_real(document, "greatest", p->greatest);
        document_text(document, "text", p->text);
        document_text(document, "source", p->source);
        document_close(document);
    }
    document_close(document);
}

static enum status print_as_json(const struct device *device, struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    document_text(&document, "device", device->name);
    put_parameters(&document, device->table);
    document_list(&document, "devices");
    for (size_t i = 0; devices[i]; i++) {
        document_object(&document, NULL);
        document_text(&document, "device", devices[i]->name);
        document_text(&document, "title", devices[i]->title);
        document_close(&document);
    }
    document_close(&document);
    return print_document(&document, 15, diagnostic);
}

/* Prints what was asked for; with -q what cannot be drawn is still an error. */
static enum status print(const struct params_options *options, struct diagnostic *diagnostic)
{
    const struct drawn_request *drawn = &options->drawn;
    if (drawn->sigma.count > 0) {
        return drawn_print(drawn, &options->common, diagnostic);
    }
    if (options->common.json) {
        return print_as_json(drawn->kind, diagnostic);
    }
    if (!options->common.quiet) {
        print_text(drawn->kind);
    }
    return STATUS_OK;
}

int command_params(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {OPTIONS,
                                     parse_params,
                                     "[DEVICE]",
                                     "Lists the parameters of a device with units and limits, by default those of "
                                     "dwmtj, of which networks are made. With --sigma it draws devices whose "
                                     "parameters differ by chance, as X lines for a deck.",
                                     CHILDREN,
                                     NULL,
                                     NULL};
    struct params_options options = {.drawn = {.kind = device_find("dwmtj"), .seed = 1, .count = 1}};
    struct diagnostic diagnostic;
    arguments_parse(&ARGP, argc, argv, &options);
    enum status status = print(&options, &diagnostic);
    if (status == STATUS_OK) {
        status = finish_stdout(&diagnostic);
    }
    return exit_code(status, &diagnostic);
}
