/* spinfield params: the parameters of a device. */
#include "cli/cli.h"
#include "models/device.h"

#include <stdio.h>

struct params_options {
    struct common_options common;
    const struct device *device;
    const char *name; /* of the device, where one was given */
};

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
        usage_error(state, "error: there is no device '%.40s'; expected one of %s", name, known);
    } else {
        options->device = device;
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
    case ARGP_KEY_ARG:
        take_device(argument, options, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void print_text(const struct device *device)
{
    const struct parameter_table *table = device->table;
    printf("%-13s %-8s %-5s %-8s %-8s %s\n", "name", "default", "unit", "least", "greatest", "text (source)");
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

int command_params(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {NULL,
                                     parse_params,
                                     "[DEVICE]",
                                     "Lists the parameters of a device with units and limits, by default those of "
                                     "dwmtj, of which networks are made.",
                                     CHILDREN,
                                     NULL,
                                     NULL};
    struct params_options options = {.device = device_find("dwmtj")};
    struct diagnostic diagnostic;
    enum status status = STATUS_OK;
    arguments_parse(&ARGP, argc, argv, &options);
    if (options.common.json) {
        status = print_as_json(options.device, &diagnostic);
    } else if (!options.common.quiet) {
        print_text(options.device);
    }
    if (status == STATUS_OK) {
        status = finish_stdout(&diagnostic);
    }
    return exit_code(status, &diagnostic);
}
