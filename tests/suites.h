/* One suite a file test_NAME.c in unit/, ngspice/ or cli/; each name here is a suite that main.c runs. */
#ifndef SUITES_H
#define SUITES_H

#include <check.h>
#undef fail /* an old macro of check; base/status.h has a function of this name */

#define SUITES(X)                                                                                                      \
    X(array)                                                                                                           \
    X(axons_device)                                                                                                    \
    X(barrier)                                                                                                         \
    X(base)                                                                                                            \
    X(behavioural)                                                                                                     \
    X(blocks)                                                                                                          \
    X(campaign)                                                                                                        \
    X(campaign_results)                                                                                                \
    X(cli_input)                                                                                                       \
    X(cli_runs)                                                                                                        \
    X(comparison)                                                                                                      \
    X(confirm)                                                                                                         \
    X(criterion)                                                                                                       \
    X(crossbar)                                                                                                        \
    X(crossbar_deck)                                                                                                   \
    X(csv)                                                                                                             \
    X(deck)                                                                                                            \
    X(deck_forms)                                                                                                      \
    X(device)                                                                                                          \
    X(diagram)                                                                                                         \
    X(document)                                                                                                        \
    X(dynamic_runs)                                                                                                    \
    X(dynamics)                                                                                                        \
    X(escape)                                                                                                          \
    X(examples)                                                                                                        \
    X(fan_out)                                                                                                         \
    X(fast_walls)                                                                                                      \
    X(fit)                                                                                                             \
    X(fokker_planck)                                                                                                   \
    X(gibbs)                                                                                                           \
    X(gibbs_paths)                                                                                                     \
    X(graph)                                                                                                           \
    X(graph_make)                                                                                                      \
    X(interface)                                                                                                       \
    X(jump_circuits)                                                                                                   \
    X(jumper)                                                                                                          \
    X(jumps)                                                                                                           \
    X(junction_fit)                                                                                                    \
    X(learning)                                                                                                        \
    X(library)                                                                                                         \
    X(locale)                                                                                                          \
    X(macrospin)                                                                                                       \
    X(margin)                                                                                                          \
    X(matrix)                                                                                                          \
    X(maxcut)                                                                                                          \
    X(matrix_solvers)                                                                                                  \
    X(measures)                                                                                                        \
    X(memristor)                                                                                                       \
    X(mosfet)                                                                                                          \
    X(mtj)                                                                                                             \
    X(mtj_rate)                                                                                                        \
    X(network)                                                                                                         \
    X(neuron_groups)                                                                                                   \
    X(network_device)                                                                                                  \
    X(noise)                                                                                                           \
    X(noise_paths)                                                                                                     \
    X(oscillators)                                                                                                     \
    X(output)                                                                                                          \
    X(page)                                                                                                            \
    X(params)                                                                                                          \
    X(phase_device)                                                                                                    \
    X(phase_noise)                                                                                                     \
    X(phases)                                                                                                          \
    X(physics)                                                                                                         \
    X(physics_ngspice)                                                                                                 \
    X(picture)                                                                                                         \
    X(plan)                                                                                                            \
    X(problem)                                                                                                         \
    X(process)                                                                                                         \
    X(quadratic)                                                                                                       \
    X(questions)                                                                                                       \
    X(random)                                                                                                          \
    X(random_devices)                                                                                                  \
    X(raw)                                                                                                             \
    X(recipe)                                                                                                          \
    X(reference)                                                                                                       \
    X(report)                                                                                                          \
    X(rudy)                                                                                                            \
    X(rules)                                                                                                           \
    X(runs)                                                                                                            \
    X(saves)                                                                                                           \
    X(scatter)                                                                                                         \
    X(search)                                                                                                          \
    X(search_ngspice)                                                                                                  \
    X(self_heating)                                                                                                    \
    X(session)                                                                                                         \
    X(setup_ngspice)                                                                                                   \
    X(solver)                                                                                                          \
    X(sparse)                                                                                                          \
    X(spice)                                                                                                           \
    X(store)                                                                                                           \
    X(store_metrics)                                                                                                   \
    X(sweep)                                                                                                           \
    X(sweep_command)                                                                                                   \
    X(terminal)                                                                                                        \
    X(trials)                                                                                                          \
    X(unrest)                                                                                                          \
    X(variation)                                                                                                       \
    X(varied_sources)                                                                                                  \
    X(warnings)                                                                                                        \
    X(wiring)                                                                                                          \
    X(wer)                                                                                                             \
    X(write_errors)                                                                                                    \
    X(yield)                                                                                                           \
    X(yield_command)

#define DECLARE(name) Suite *name##_suite(void);
SUITES(DECLARE)

#endif
