/* spinfield COMMAND [options]: finds the command. */
#include "cli/cli.h"
#include "base/nearest.h"
#include "base/terminal.h"
#include "base/version.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct command {
    const char *name;
    int (*function)(int argc, char **argv);
    const char *does;
} COMMANDS[] = {
    {"gen", command_gen, "make a network and its ngspice deck from a problem"},
    {"run", command_run, "simulate the deck in ngspice and report"},
    {"solve", command_solve, "solve the network without ngspice, with the same report"},
    {"search", command_search, "relax the network many times and report the best answer"},
    {"sweep", command_sweep, "run the network with many values of its options, into a store of results"},
    {"yield", command_yield, "how many chips of the network work, and why the others do not"},
    {"margin", command_margin, "how far each parameter may go until a run does not pass"},
    {"technologies", command_technologies, "the same problem with each technology, and what a right answer costs"},
    {"compare", command_compare, "run ngspice and the solver, and compare their results"},
    {"report", command_report, "report on a raw file of any ngspice"},
    {"plot", command_plot, "draw one diagram of a run as SVG, PNG or PDF"},
    {"check", command_check, "test the design rules"},
    {"params", command_params, "list the parameters of a device"},
    {"graph", command_graph, "make a random graph, like the generator rudy"},
    {"wer", command_wer, "how likely a pulse leaves a memory cell unwritten"},
    {"fit", command_fit, "fit the device's parameters to measurements"},
    {"results", command_results, "show the results of a campaign, or merge stores"},
    {"setup-ngspice", command_setup_ngspice, "make the devices available in plain ngspice"},
};

static void print_usage(FILE *out)
{
    fputs("Usage: spinfield COMMAND [options]\n\n"
          "Spintronic neurons in ngspice: Hopfield networks of domain-wall magnetic tunnel junctions.\n\nCommands:\n",
          out);
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        fprintf(out, "  %-13s %s\n", COMMANDS[i].name, COMMANDS[i].does);
    }
    fputs("\n'spinfield COMMAND --help' lists the options of a command. Exit codes: 0 done; 1 not converged, or a\n"
          "limit or design rule is not met; 2 usage or bad input; 3 ngspice failed; 4 disk, memory or gnuplot.\n",
          out);
}

/* For all that ends without a look at what it printed, as argp's --help does. */
static void check_stdout(void)
{
    struct diagnostic diagnostic;
    enum status status = finish_stdout(&diagnostic);
    if (status != STATUS_OK) {
        exit_code(status, &diagnostic);
        fflush(stderr);
        _exit((int)status);
    }
}

/* What a caller may have set that a command does not expect: no standard streams, so that an output would get their
 * descriptors (errors stay errors: what stands there cannot be read, or written); and signals. */
static void set_up_process(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++) {
        if (fcntl(file, F_GETFD) < 0) {
            open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        }
    }
    signal(SIGCHLD, SIG_DFL); /* else nobody could know how ngspice and gnuplot ended */
    signal(SIGXFSZ, SIG_IGN); /* a file beyond the limit is an error as a full disk is */
    terminal_guard_stderr();
    atexit(check_stdout);
}

int main(int argc, char **argv)
{
    set_up_process();
    if (argc < 2) {
        print_usage(stderr);
        return STATUS_INPUT;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        struct diagnostic diagnostic;
        print_usage(stdout);
        return exit_code(finish_stdout(&diagnostic), &diagnostic);
    }
    if (strcmp(argv[1], "--version") == 0) {
        struct diagnostic diagnostic;
        puts("spinfield " SPINFIELD_VERSION);
        return exit_code(finish_stdout(&diagnostic), &diagnostic);
    }
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        if (strcmp(argv[1], COMMANDS[i].name) == 0) {
            char name[64];
            snprintf(name, sizeof name, "spinfield %s", COMMANDS[i].name);
            argp_err_exit_status = STATUS_INPUT;
            argv[1] = name;
            return COMMANDS[i].function(argc - 1, argv + 1);
        }
    }
    struct nearest nearest = {.word = argv[1]};
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        nearest_offer(&nearest, COMMANDS[i].name);
    }
    if (nearest.name) {
        terminal_line(stderr, "spinfield: error: there is no command '%.40s'; expected '%s'?", argv[1], nearest.name);
    } else {
        terminal_line(stderr, "spinfield: error: there is no command '%.40s'; 'spinfield --help' lists the commands",
                      argv[1]);
    }
    return STATUS_INPUT;
}
