#include "cli/cell_options.h"

#include "base/number.h"
#include "cli/device_setting.h"
#include "netgen/crossbar.h"

#include <stdio.h>
#include <string.h>

enum { KEY_CELL = 0x400, KEY_GATE, KEY_SET, KEY_TRANSISTOR };

static const struct argp_option OPTIONS[] = {
    {"cell", KEY_CELL, "passive|1t1m", 0, "Cells without or with a transistor (passive)", 3},
    {"gate", KEY_GATE, "VOLTS", 0, "Voltage at the gate of a transistor that is open (1.2)", 3},
    {"set", KEY_SET, "NAME=VALUE", OPTION_REPEATS_NAMES, "Parameter of the junction; 'spinfield params mtj' lists them",
     3},
    {"transistor", KEY_TRANSISTOR, "NAME=VALUE", OPTION_REPEATS_NAMES,
     "Parameter of the transistor; 'spinfield params generic_mosfet' lists them", 3},
    {0},
};

double take_volts(const char *option, const char *argument, const struct argp_state *state)
{
    double volts;
    if (!number_parse(argument, &volts) || volts <= 0.0 || volts > 100.0) {
        usage_error(state, "error: %s takes a voltage above 0 and at most 100, not '%.40s'", option, argument);
    }
    return volts;
}

static void take_parameter(const char *device, const char *option, const char *argument, void *values,
                           const struct argp_state *state)
{
    struct diagnostic why;
    if (device_setting(device_find(device), option, argument, values, NULL, &why) != STATUS_OK) {
        usage_error(state, "%s", why.text);
    }
}

static void check(const char *device, const void *values, const struct argp_state *state)
{
    char why[400];
    if (!device_find(device)->check(values, why, sizeof why)) {
        usage_error(state, "error: %s", why);
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct memory_cell *cell = state->input;
    switch (key) {
    case KEY_CELL:
        cell->has_transistor =
            take_word("--cell", argument, crossbar_cell_names, CROSSBAR_CELLS, state) == CROSSBAR_TRANSISTOR;
        return 0;
    case KEY_GATE:
        cell->gate = take_volts("--gate", argument, state);
        state->hook = (void *)"--gate";
        return 0;
    case KEY_SET:
        take_parameter("mtj", "--set", argument, &cell->junction, state);
        return 0;
    case KEY_TRANSISTOR:
        take_parameter("generic_mosfet", "--transistor", argument, &cell->transistor, state);
        state->hook = (void *)"--transistor";
        return 0;
    case ARGP_KEY_END: /* the hook: an option of the transistor that was given */
        check("mtj", &cell->junction, state);
        check("generic_mosfet", &cell->transistor, state);
        if (state->hook && !cell->has_transistor) {
            usage_error(state, "error: %s needs --cell 1t1m: passive cells have no transistor",
                        (const char *)state->hook);
        }
        if (cell->junction.rth != 0.0) {
            usage_error(
                state,
                "error: --set rth=%g: cells are computed at one temperature; expected 0 here, and mtj in ngspice "
                "for a junction that heats itself",
                cell->junction.rth);
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp cell_argp = {OPTIONS, parse, NULL, NULL, NULL, NULL, NULL};

struct memory_cell cell_default(void)
{
    struct memory_cell cell = {.gate = 1.2};
    device_reset(device_find("mtj"), &cell.junction);
    device_reset(device_find("generic_mosfet"), &cell.transistor);
    return cell;
}
