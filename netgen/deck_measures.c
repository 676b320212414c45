#include "netgen/deck_measures.h"

#include "netgen/deck_run.h"
#include "base/number.h"

/* Neurons up to which the voltages of dendrites and somas are kept: twice the memory, and no report needs them. */
enum { VOLTAGES_KEPT = 1000 };

static const char *const PARTS[] = {"load", "soma", "synapse"};

void deck_saves(const struct network *network, FILE *out)
{
    const size_t n = network->n;
    char name[DECK_NAME_SIZE];
    const bool voltages = n <= VOLTAGES_KEPT;
    fprintf(out, "* What is kept: power, speed, %sand the wall of each soma and of one axon of each neuron.\n",
            voltages ? "node voltages, " : "");
    fprintf(out, ".save %s %s %s %s\n", DECK_POWER_LOAD, DECK_POWER_SOMA, DECK_POWER_SYNAPSE, DECK_MOTION);
    for (size_t j = 0; j < n; j++) {
        fputs(".save", out);
        if (voltages) {
            fprintf(out, " v(d_%zu) v(s_%zu)", j, j);
        }
        deck_soma_vector(j, name);
        fprintf(out, " %s", name);
        if (network_fan_out(network, j) > 0) {
            deck_axon_vector(network, j, name);
            fprintf(out, " %s", name);
        }
        fputc('\n', out);
    }
    fputc('\n', out);
}

/* A .meas line with `param=` would give the first run's value in every run: ngspice evaluates it once. */
void deck_measurements(const struct network *network, FILE *out)
{
    fputs("* The walls rest when v(motion) falls to 0 for the last time. Energy counts up to then: each meter "
          "integrates a\n"
          "* power, and its energy at that moment is what is printed. A line with param= would be of the first run for "
          "ever.\n"
          ".model energy_meter dwmtj_energy\n",
          out);
    for (size_t k = 0; k < 3; k++) {
        fprintf(out, "aenergy_%s [p_%s] energy_meter\n", PARTS[k], PARTS[k]);
    }
    fputs(
        "aenergy [p_load p_soma p_synapse] energy_meter\n"
        ".save @aenergy_load[energy] @aenergy_soma[energy] @aenergy_synapse[energy] @aenergy[energy]\n"
        ".meas tran time_to_solution when v(motion)=1m fall=last\n"
        "* Where the walls still move at the stop time, there is no time to solution, whatever the line above finds.\n",
        out);
    fprintf(out, ".meas tran speed_at_stop find v(motion) at=%s\n", SHORT(network->t_stop));
    for (size_t k = 0; k < 3; k++) {
        fprintf(out, ".meas tran energy_%s find @aenergy_%s[energy] when v(motion)=1m fall=last\n", PARTS[k], PARTS[k]);
    }
    fputs(".meas tran energy find @aenergy[energy] when v(motion)=1m fall=last\n\n", out);
}
