#include "netgen/deck_spins.h"

#include "base/number.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"

#include <math.h>

void deck_spins_head(const struct network *net, const struct deck_spins_head *head, FILE *out)
{
    fprintf(out, "* %s: %s, %zu neurons, %zu %s\n*\n%s*\n", head->title, net->question->name, net->n,
            network_devices(net), net->technology->devices, head->circuit);
    fprintf(out, "* %s from %s to %s in %ss%s.\n*\n", head->ramped, SHORT(head->from), SHORT(head->to),
            SHORT(net->t_stop), head->units);
    fputs("* Load the code model first: a line \"codemodel /path/to/spinfield.cm\" in .spiceinit.\n\n", out);
}

void deck_spins_input(const struct deck_spins_inputs *inputs, size_t i, FILE *out)
{
    const struct ising_model *c = inputs->model;
    const char *part = inputs->part;
    const double field = c->field ? c->field[i] : 0.0;
    for (size_t k = c->first[i]; k < c->first[i + 1]; k++) {
        const size_t j = c->neuron[k];
        fprintf(out, "r%s_%zu_%zu %sout%s_%zu in%s_%zu %s\n", part, j, i, c->value[k] < 0.0 ? "n" : "", part, j, part,
                i, SHORT(1.0 / (fabs(c->value[k]) * inputs->unit)));
    }
    if (field != 0.0) {
        fprintf(out, "rfield%s_%zu %s in%s_%zu %s\n", part, i, field > 0.0 ? inputs->plus : inputs->minus, part, i,
                SHORT(1.0 / (fabs(field) * inputs->unit)));
    }
    fprintf(out, "rsum%s_%zu in%s_%zu 0 %s\n", part, i, part, i,
            SHORT(1.0 / (inputs->total - ising_row(c, i) * inputs->unit)));
}
