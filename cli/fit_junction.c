/* spinfield fit of a junction: to a loop of resistance against voltage, or to pulses. */
#include "base/number.h"
#include "report/quantity.h"
#include "cli/device_setting.h"
#include "cli/fit.h"
#include "models/fit/junction_device.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What is printed of a value that was found. */
struct found {
    const char *name, *unit;
    double value, error;
};
enum { MOST_FOUND = 12 };

/* One fit. */
struct junction {
    const struct fit_request *request;
    const struct device *kind;
    bool rate; /* the device is mtj_rate, else mtj */
    union {
        struct mtj mtj;
        struct mtj_rate mtj_rate;
    } device;
    bool set[DEVICE_MOST_PARAMETERS];    /* parameters that --fix has set */
    bool fitted[DEVICE_MOST_PARAMETERS]; /* that the fit has */
    struct junction_table table;
    struct loop_fit loop;
    struct pulses_fit pulses;
    size_t count;
    struct found found[MOST_FOUND];
    bool converged, judged, agrees; /* judged: there are errors to compare the deviations with */
    char why[300];                  /* why there is no device; "" where there is one */
};

/* ---- Settings ---- */

/* Takes NAME=VALUE where NAME is one of `names`: *index, *value; *index is `count` where it is another name. */
static enum status take_quantity(const struct fit_setting *setting, const char *const names[], size_t count,
                                 size_t *index, double *value, struct diagnostic *diagnostic)
{
    size_t length = strcspn(setting->word, "=");
    const char *option = FIT_OPTION[setting->start];
    *index = 0;
    while (*index < count &&
           (strncmp(setting->word, names[*index], length) != 0 || names[*index][length] || !setting->word[length])) {
        ++*index;
    }
    if (*index == count) {
        return STATUS_OK;
    }
    bool zero = strcmp(names[*index], "vhalf") == 0 && !setting->start; /* for none */
    if (!number_parse(setting->word + length + 1, value) || !(*value > 0.0 || (zero && *value == 0.0))) {
        return fail(diagnostic, STATUS_INPUT, "error: %s %s takes a number above 0, not '%.40s'", option, names[*index],
                    setting->word + length + 1);
    }
    return STATUS_OK;
}

/* Sets a parameter of the device that the fit does not seek. */
static enum status take_parameter(struct junction *j, const struct fit_setting *setting, const char *sought,
                                  struct diagnostic *diagnostic)
{
    size_t i = 0;
    enum status status = device_setting(j->kind, FIT_OPTION[setting->start], setting->word, &j->device, &i, diagnostic);
    if (status == STATUS_OK && setting->start) {
        return fail(diagnostic, STATUS_INPUT, "error: --start %s: these measurements determine %s; use --fix",
                    j->kind->table->item[i].name, sought);
    }
    if (status == STATUS_OK) {
        j->set[i] = true;
    }
    return status;
}

static enum status take_loop_settings(struct junction *j, struct diagnostic *diagnostic)
{
    static const char *const NAMES[LOOP_UNKNOWNS] = {"rp", "rap", "vhalf"};
    enum status status = STATUS_OK;
    for (size_t k = 0; k < j->request->settings && status == STATUS_OK; k++) {
        const struct fit_setting *setting = &j->request->setting[k];
        size_t u;
        double value = 0.0;
        status = take_quantity(setting, NAMES, LOOP_UNKNOWNS, &u, &value, diagnostic);
        if (status == STATUS_OK && u < LOOP_UNKNOWNS) {
            j->loop.known[u] = !setting->start;
            *(setting->start ? &j->loop.start[u] : &j->loop.value[u]) = value;
        } else if (status == STATUS_OK) {
            status = take_parameter(j, setting, "rp, rap and vhalf", diagnostic);
        }
    }
    return status;
}

/* The law is Arrhenius's where f0 or n is mentioned. */
static void choose_law(struct junction *j)
{
    for (size_t k = 0; k < j->request->settings && j->rate; k++) {
        const char *word = j->request->setting[k].word;
        j->pulses.attempts = j->pulses.attempts || strncmp(word, "f0=", 3) == 0 || strncmp(word, "n=", 2) == 0;
    }
    j->pulses.exponent = 2.0;
}

static enum status take_pulse_settings(struct junction *j, struct diagnostic *diagnostic)
{
    choose_law(j);
    const bool f0 = j->pulses.attempts;
    const char *const names[] = {"delta", "vc", f0 ? "f0" : "tau", "n"};
    const size_t count = f0 ? PULSES_UNKNOWNS + 1 : PULSES_UNKNOWNS;
    enum status status = STATUS_OK;
    for (size_t k = 0; k < j->request->settings && status == STATUS_OK; k++) {
        const struct fit_setting *setting = &j->request->setting[k];
        size_t u;
        double value = 0.0;
        status = take_quantity(setting, names, count, &u, &value, diagnostic);
        if (status == STATUS_OK && f0 && u == PULSES_UNKNOWNS) {
            if (setting->start || value < 0.5 || value > 4.0) {
                return fail(diagnostic, STATUS_INPUT, "error: the exponent n must be known: --fix n=0.5 to 4");
            }
            j->pulses.exponent = value;
        } else if (status == STATUS_OK && u < PULSES_UNKNOWNS) {
            value = u == PULSES_TIME && f0 ? 1.0 / value : value;
            j->pulses.known[u] = !setting->start;
            *(setting->start ? &j->pulses.start[u] : &j->pulses.value[u]) = value;
        } else if (status == STATUS_OK) {
            status = take_parameter(j, setting, f0 ? "delta, vc and f0" : "delta, vc and tau", diagnostic);
        }
    }
    if (status == STATUS_OK &&
        (j->rate ? j->set[MTJ_RATE_alpha] && !f0 : j->set[MTJ_alpha] || j->set[MTJ_ki] || j->set[MTJ_vact])) {
        return fail(diagnostic, STATUS_INPUT, "error: --fix %s: it follows from delta, vc and tau; use --fix tau=VALUE",
                    j->rate || j->set[MTJ_alpha] ? "alpha"
                    : j->set[MTJ_ki]             ? "ki"
                                                 : "vact");
    }
    return status;
}

/* ---- Fits ---- */

static void add(struct junction *j, const char *name, double value, double error, const char *unit)
{
    j->found[j->count++] = (struct found){name, unit, value, error};
}

static enum status fit_loop(struct junction *j, struct diagnostic *diagnostic)
{
    struct loop_fit *fit = &j->loop;
    enum status status = loop_fit_run(&j->table, fit, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    add(j, "rp", fit->value[LOOP_RP], fit->error[LOOP_RP], "Ohm");
    add(j, "rap", fit->value[LOOP_RAP], fit->error[LOOP_RAP], "Ohm");
    add(j, "vhalf", fit->value[LOOP_VHALF], fit->error[LOOP_VHALF], "V");
    add(j, "tmr", fit->tmr, fit->tmr_error, "");
    if (fit->to_antiparallel.count > 0) {
        add(j, "v_p_to_ap", fit->to_antiparallel.volts, fit->to_antiparallel.error, "V");
    }
    if (fit->to_parallel.count > 0) {
        add(j, "v_ap_to_p", fit->to_parallel.volts, fit->to_parallel.error, "V");
    }
    if (fit->critical > 0.0) {
        add(j, "vc", fit->critical, fit->critical_error, "V");
        add(j, "h", fit->offset, fit->offset_error, "H/Hk");
    }
    bool keep = j->rate ? j->set[MTJ_RATE_vc] : j->set[MTJ_vact];
    bool is = j->rate ? mtj_rate_from_loop(fit, keep, &j->device.mtj_rate, j->fitted, j->why, sizeof j->why)
                      : mtj_from_loop(fit, keep, &j->device.mtj, j->fitted, j->why, sizeof j->why);
    if (is) {
        *j->why = '\0';
    }
    j->converged = fit->converged;
    j->judged = !fit->estimated;
    j->agrees = fit_agrees(fit->chance);
    return STATUS_OK;
}

static enum status fit_pulses(struct junction *j, struct diagnostic *diagnostic)
{
    struct pulses_fit *fit = &j->pulses;
    enum status status = pulses_fit_run(&j->table, fit, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    double time = fit->value[PULSES_TIME], share = fit->error[PULSES_TIME] / time;
    add(j, "delta", fit->value[PULSES_DELTA], fit->error[PULSES_DELTA], "kT at 27 C");
    add(j, "vc", fit->value[PULSES_VC], fit->error[PULSES_VC], "V");
    add(j, fit->attempts ? "f0" : "tau", fit->attempts ? 1.0 / time : time, share * (fit->attempts ? 1.0 / time : time),
        fit->attempts ? "Hz" : "s");
    bool is = j->rate ? mtj_rate_from_pulses(fit, &j->device.mtj_rate, j->fitted, j->why, sizeof j->why)
                      : mtj_from_pulses(fit, &j->device.mtj, j->fitted, j->why, sizeof j->why);
    if (is) {
        *j->why = '\0';
    }
    j->converged = fit->converged;
    j->judged = true;
    j->agrees = fit_agrees(fit->chance);
    return STATUS_OK;
}

/* ---- What is printed ---- */

static const char *law_of(const struct junction *j)
{
    return j->table.loop_count > 0 ? "resistances by (25a), switching by (R1)"
           : j->pulses.attempts    ? "rates f0 exp(-delta (1 - V/vc)^n), (R2)"
                                   : "exact rates of a macrospin, (R10)";
}

static void print_loop(const struct junction *j)
{
    const struct loop_fit *fit = &j->loop;
    const char *unit = j->table.currents ? "A" : "Ohm";
    printf("chi-squared   %.1f for %zu rows and %zu degree%s of freedom: %s\n", fit->chi_squared,
           fit->parallel + fit->antiparallel, fit->freedom, plural(fit->freedom),
           j->judged      ? fit_verdict(j->converged, j->agrees)
           : j->converged ? "the file has no errors, so these are the scatter of its rows"
                          : fit_verdict(false, false));
    printf("rows          %zu parallel, %zu antiparallel", fit->parallel, fit->antiparallel);
    if (fit->open > 0) {
        printf(", %zu not used: their %s does not tell the state", fit->open,
               j->table.currents ? "current" : "resistance");
    }
    if (fit->estimated) {
        printf("; scatter %.3g %s", fit->scatter, unit);
    }
    printf("\nswitches      %zu to antiparallel, %zu to parallel; with thermal noise a slow sweep switches below vc\n",
           fit->to_antiparallel.count, fit->to_parallel.count);
    if (fit->reversed) {
        puts("direction     a positive voltage favours the antiparallel state: the line has the nodes the other way "
             "round");
    }
    if (fit->critical > 0.0 && !j->rate && fabs(fit->offset) > 2.0 * fit->offset_error) {
        puts("h             mtj has no field in its line: put H on the node hz of mtj_field");
    }
    fit_print_correlation(j->found[fit->correlated[0]].name, j->found[fit->correlated[1]].name, fit->correlation);
}

static void print_pulses(const struct junction *j)
{
    const struct pulses_fit *fit = &j->pulses;
    printf("deviance      %.1f for %zu rows and %zu degrees of freedom, expected %.1f +- %.1f: %s\n", fit->deviance,
           j->table.pulse_count, fit->freedom, fit->expected, fit->spread, fit_verdict(j->converged, j->agrees));
    if (fit->attempts) {
        printf("exponent      n = %g, as given\n", fit->exponent);
    }
    if (fit->negative) {
        puts("direction     all voltages are negative: their size pushes the junction out of its state");
    }
    if (fit->beyond > 0) {
        printf("warning: %zu row%s beyond a drive of 1 - 2/sqrt(delta) = %.3f, where switching times are distributed "
               "more narrowly than (R3) says\n",
               fit->beyond, fit->beyond == 1 ? " is" : "s are", 1.0 - 2.0 / sqrt(fit->value[PULSES_DELTA]));
    }
    fit_print_correlation(j->found[fit->correlated[0]].name, j->found[fit->correlated[1]].name, fit->correlation);
}

static void print_text(const struct junction *j)
{
    const bool loop = j->table.loop_count > 0;
    printf("%s, from %s: %s\n\n", j->kind->name,
           loop ? "a loop (columns voltage and resistance or current)" : "pulses (columns voltage, pulse, trials)",
           law_of(j));
    fit_print_value(NULL, 0.0, 0.0, NULL);
    for (size_t k = 0; k < j->count; k++) {
        fit_print_value(j->found[k].name, j->found[k].value, j->found[k].error, j->found[k].unit);
    }
    putchar('\n');
    (loop ? print_loop : print_pulses)(j);
    if (*j->why) {
        printf("warning: no line for a deck: %s\n", j->why);
    } else {
        fit_print_line(loop && j->loop.reversed ? "pinned free" : j->kind->terminals, j->kind, &j->device, j->fitted);
    }
}

static enum status print_json(const struct junction *j, struct diagnostic *diagnostic)
{
    const bool loop = j->table.loop_count > 0;
    struct document document = document_begin();
    document_text(&document, "device", j->kind->name);
    document_text(&document, "measurements", loop ? "loop" : "pulses");
    document_text(&document, "law", law_of(j));
    document_flag(&document, "converged", j->converged);
    if (j->judged) {
        document_flag(&document, "agrees", j->agrees);
    }
    document_real(&document, "chi_squared", loop ? j->loop.chi_squared : j->pulses.deviance);
    document_count(&document, "degrees_of_freedom", loop ? j->loop.freedom : j->pulses.freedom);
    document_real(&document, "correlation", loop ? j->loop.correlation : j->pulses.correlation);
    if (loop) {
        document_flag(&document, "reversed", j->loop.reversed);
        document_count(&document, "rows_not_used", j->loop.open);
    } else {
        document_count(&document, "rows_beyond_law", j->pulses.beyond);
    }
    for (int errors = 0; errors < 2; errors++) {
        document_object(&document, errors ? "error" : "value");
        for (size_t k = 0; k < j->count; k++) {
            if (!errors || j->found[k].error > 0.0) {
                document_real(&document, j->found[k].name, errors ? j->found[k].error : j->found[k].value);
            }
        }
        document_close(&document);
    }
    if (*j->why) {
        document_text(&document, "no_device", j->why);
    } else {
        document_object(&document, "parameters");
        for (size_t i = 0; i < j->kind->table->count; i++) {
            const struct parameter *p = &j->kind->table->item[i];
            document_real(&document, p->name, parameter_get(p, &j->device));
        }
        document_close(&document);
    }
    return print_document(&document, 15, diagnostic);
}

enum status fit_junction(const struct fit_request *request, struct input *input, struct diagnostic *diagnostic)
{
    struct junction j = {.request = request};
    enum status status = junction_table_parse(input, &j.table, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const bool loop = j.table.loop_count > 0;
    j.kind = request->device ? request->device : device_find(loop ? "mtj" : "mtj_rate");
    j.rate = strcmp(j.kind->name, "mtj_rate") == 0;
    device_reset(j.kind, &j.device);
    status = (loop ? take_loop_settings : take_pulse_settings)(&j, diagnostic);
    if (status == STATUS_OK && !j.kind->check(&j.device, j.why, sizeof j.why)) {
        status = fail(diagnostic, STATUS_INPUT, "error: %s", j.why);
    }
    if (status == STATUS_OK) {
        status = (loop ? fit_loop : fit_pulses)(&j, diagnostic);
    }
    if (status == STATUS_OK && request->common.json) {
        status = print_json(&j, diagnostic);
    } else if (status == STATUS_OK && !request->common.quiet) {
        print_text(&j);
    }
    junction_table_clear(&j.table);
    if (status == STATUS_OK) {
        status = finish_stdout(diagnostic);
    }
    return status == STATUS_OK && !(j.converged && j.agrees && !*j.why) ? STATUS_UNMET : status;
}
