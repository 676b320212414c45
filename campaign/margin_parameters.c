#include "campaign/margin_parameters.h"

#include "campaign/axis.h"
#include "base/array.h"
#include "base/number.h"
#include "netgen/bias_option.h"
#include "netgen/questions/question.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- What an option is ---- */

static bool find_setting(const struct recipe *recipe, const char *name, struct recipe_setting *setting)
{
    for (size_t k = 0; recipe_setting(recipe, k, setting); k++) {
        if (strcmp(setting->name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- What is nominal ---- */

/* The factor that V_DW has in the recipe. */
static double supply_scale(const struct recipe *recipe)
{
    const char *text = recipe_get(recipe, "vdw-scale");
    double scale = 1.0;
    return text && number_parse(text, &scale) ? scale : 1.0;
}

/* The number that the network has where its option is a word. */
static bool number_of_network(const struct margin_request *request, const char *name, double *value)
{
    const struct network *network = request->network;
    if (strcmp(name, "vdw") == 0 && network->v_dw_per_axon == 0.0) {
        *value = network->v_dw / supply_scale(request->sweep->recipe);
        return true;
    }
    if (strcmp(name, "load") == 0 && network->t_load > 0.0) {
        *value = network->t_load;
        return true;
    }
    if (strcmp(name, "pbit-beta") == 0) {
        *value = network->pbit.beta_end;
        return true;
    }
    if (strcmp(name, "pbit-beta-start") == 0) {
        *value = network->pbit.beta_start;
        return true;
    }
    if (strcmp(name, "oscillator-pump") == 0) {
        *value = network->oscillator.pump_end;
        return true;
    }
    if (strcmp(name, "oscillator-pump-start") == 0) {
        *value = network->oscillator.pump_start;
        return true;
    }
    if (strcmp(name, "oscillator-noise") == 0) {
        *value = network->oscillator.noise;
        return true;
    }
    if (strcmp(name, "stop") == 0) {
        *value = network->t_stop;
        return true;
    }
    return false;
}

static enum status take_nominal(const struct margin_request *request, const struct recipe_setting *setting,
                                double *nominal, struct diagnostic *diagnostic)
{
    const char *text = recipe_setting_value(setting);
    if (!(text && axis_is_number(text, setting->in_percent, nominal)) &&
        !number_of_network(request, setting->name, nominal)) {
        if (strcmp(setting->name, "vdw") == 0) {
            return fail(diagnostic, STATUS_INPUT,
                        "error: --of vdw: neurons with other fan-outs have other supplies here; expected --of "
                        "vdw-scale, the factor on all of them");
        }
        return fail(diagnostic, STATUS_INPUT,
                    "error: --of %s: its value here is %s%.40s, which is no number; expected "
                    "an option with one",
                    setting->name, text ? "" : "not given", text ? text : "");
    }
    return *nominal != 0.0 ? STATUS_OK
                           : fail(diagnostic, STATUS_INPUT,
                                  "error: --of %s: its nominal value is 0, of which there are no parts; expected "
                                  "another option, or 'gen' with a value",
                                  setting->name);
}

/* An option that takes whole numbers only cannot be halved. */
static enum status check_parts(const struct recipe *recipe, const char *name, double nominal,
                               struct diagnostic *diagnostic)
{
    struct recipe *scratch;
    char number[40];
    enum status status = recipe_copy(recipe, &scratch, diagnostic);
    if (status == STATUS_OK) {
        status = recipe_set(scratch, name, number_shortest(number, sizeof number, nominal), diagnostic);
    }
    bool takes_nominal = status == STATUS_OK;
    if (takes_nominal) {
        status = recipe_set(scratch, name, number_shortest(number, sizeof number, nominal * (1.0 - 1e-6)), diagnostic);
    }
    recipe_free(scratch);
    if (status != STATUS_INPUT) {
        return status;
    }
    return takes_nominal ? fail(diagnostic, STATUS_INPUT,
                                "error: --of %s: it takes whole numbers only; expected an option with any numbers, or "
                                "'spinfield sweep'",
                                name)
                         : STATUS_OK;
}

/* ---- The list ---- */

static enum status check_name(const struct margin_request *request, const struct margin *margin, const char *given,
                              struct recipe_name *name, struct diagnostic *diagnostic)
{
    const struct recipe *recipe = request->sweep->recipe;
    enum status status = recipe_name(recipe, given, name, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (*name->misfit) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --of %s: this option has no meaning for %s; expected one that has", name->text,
                    name->misfit);
    }
    bool is_seed = false;
    for (enum plan_seed kind = PLAN_SEEDS; kind < PLAN_SEED_KINDS; kind++) {
        is_seed = is_seed || strcmp(name->text, plan_seed_name(kind)) == 0;
    }
    if (is_seed || name->repeats) {
        return fail(diagnostic, STATUS_INPUT, "error: --of %s: this is no quantity; expected an option with a number",
                    name->text);
    }
    for (size_t k = 0; k < margin->parameters; k++) {
        if (strcmp(name->text, margin->parameter[k].name) == 0) {
            return fail(diagnostic, STATUS_INPUT, "error: --of has %s twice; expected each option once", name->text);
        }
    }
    return STATUS_OK;
}

static enum status add_parameter(const struct margin_request *request, const char *given, struct margin *margin,
                                 struct margin_options *options, struct diagnostic *diagnostic)
{
    struct recipe_name name;
    enum status status = check_name(request, margin, given, &name, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (!ARRAY_GROW(margin->parameter, margin->parameters) || !ARRAY_GROW(options->option, options->options)) {
        return fail_memory(diagnostic);
    }
    struct margin_parameter *parameter = &margin->parameter[margin->parameters++];
    struct margin_option *option = &options->option[options->options++];
    *parameter = (struct margin_parameter){.unit = bias_option_unit(name.text)};
    *option = (struct margin_option){.keeps_supply = false};
    snprintf(parameter->name, sizeof parameter->name, "%s", name.text);
    if (!find_setting(request->sweep->recipe, name.text, &option->setting)) {
        return fail(diagnostic, STATUS_INPUT, "error: --of %s: this option is not there; expected another one",
                    name.text);
    }
    option->keeps_supply = option->setting.subject == RECIPE_OF_DEVICE;
    status = take_nominal(request, &option->setting, &parameter->nominal, diagnostic);
    const char *text = recipe_setting_value(&option->setting);
    if (status == STATUS_OK && text && strchr(text, '%')) {
        number_shortest(option->number, sizeof option->number, parameter->nominal);
    }
    return status == STATUS_OK ? check_parts(request->sweep->recipe, name.text, parameter->nominal, diagnostic)
                               : status;
}

/* V_DW as text: of all, and what each axon adds. */
static void write_supply(const struct margin_request *request, char *text, size_t size)
{
    const double scale = supply_scale(request->sweep->recipe), per_axon = request->network->v_dw_per_axon;
    char first[40], second[40];
    number_shortest(first, sizeof first, request->network->v_dw / scale);
    number_shortest(second, sizeof second, per_axon / scale);
    snprintf(text, size, "%s%s%s", first, per_axon > 0.0 ? "+" : "", per_axon > 0.0 ? second : "");
}

/* Makes V_DW an option of the cases where one of the parameters would change it. */
static enum status keep_supply(const struct margin_request *request, const struct margin *margin,
                               struct margin_options *options, struct diagnostic *diagnostic)
{
    bool is_kept = false;
    options->vdw = options->options;
    for (size_t k = 0; k < margin->parameters; k++) {
        is_kept = is_kept || options->option[k].keeps_supply;
        options->vdw = strcmp(margin->parameter[k].name, "vdw") == 0 ? k : options->vdw;
    }
    if (!is_kept) {
        return STATUS_OK;
    }
    write_supply(request, options->supply, sizeof options->supply);
    if (options->vdw == options->options) {
        if (!ARRAY_GROW(options->option, options->options)) {
            return fail_memory(diagnostic);
        }
        options->option[options->options] = (struct margin_option){.keeps_supply = false};
        find_setting(request->sweep->recipe, "vdw", &options->option[options->options].setting);
        options->options++;
    }
    return STATUS_OK;
}

enum status margin_parameters(const struct margin_request *request, struct margin *margin,
                              struct margin_options *options, struct diagnostic *diagnostic)
{
    char *list = strdup(request->of), *next = list;
    enum status status = list ? STATUS_OK : fail_memory(diagnostic);
    *options = (struct margin_options){0};
    while (status == STATUS_OK && next) {
        status = add_parameter(request, strsep(&next, ","), margin, options, diagnostic);
    }
    free(list);
    if (status == STATUS_OK) {
        status = keep_supply(request, margin, options, diagnostic);
    }
    if (status != STATUS_OK) {
        free(options->option);
    }
    return status;
}
