/* What the subcommands share. */
#ifndef CLI_H
#define CLI_H

#include "base/arguments.h"
#include "base/document.h"
#include "base/status.h"

#include <stdbool.h>

/* A subcommand gets its own argument list, argv[0] being "spinfield COMMAND", and returns the exit code. */
int command_gen(int argc, char **argv);
int command_run(int argc, char **argv);
int command_solve(int argc, char **argv);
int command_search(int argc, char **argv);
int command_sweep(int argc, char **argv);
int command_technologies(int argc, char **argv);
int command_yield(int argc, char **argv);
int command_margin(int argc, char **argv);
int command_compare(int argc, char **argv);
int command_report(int argc, char **argv);
int command_plot(int argc, char **argv);
int command_check(int argc, char **argv);
int command_params(int argc, char **argv);
int command_graph(int argc, char **argv);
int command_wer(int argc, char **argv);
int command_fit(int argc, char **argv);
int command_results(int argc, char **argv);
int command_setup_ngspice(int argc, char **argv);

/* --json, -q, -v: a child parser for every command; its input is a struct common_options. */
struct common_options {
    bool json, quiet, verbose;
    bool stdout_taken; /* by an output: nothing else is printed there */
};
extern const struct argp common_argp;

/* A usage error where `argument`, the name of the file `what`, is an empty text, as an unset variable of a shell is. */
void require_word(const char *argument, const char *what, const struct argp_state *state);

/* An argp parser's ARGP_KEY_ARG for commands that take one NAME: keeps it in *name, refuses a second. */
error_t take_name(char *argument, struct argp_state *state, const char **name);

/* The same for commands that take NAME [RAW]; and the end of their arguments, where NAME must have been. */
error_t take_name_and_raw(char *argument, struct argp_state *state, const char **name, const char **raw);
void require_name_of_raw(struct argp_state *state, const char *name);

/* The NAME of a deck to write, NAME.cir, that `option` has as its argument; an end .cir is taken off it. What cannot be
 * the name of a file is a usage error. */
const char *take_deck_name(char *argument, const char *option, struct argp_state *state);

/* The same for a network, NAME.json and NAME.cir; an end .json is taken off as well. */
const char *take_new_name(char *argument, const char *option, struct argp_state *state);

/* The whole number that `option` has as its argument, from `least` to `greatest`; anything else ends the program with
 * argp's usage error. */
long whole_number(const char *argument, const char *option, long least, long greatest, struct argp_state *state);

/* Which of the `count` words `argument`, that of `option`, is; a usage error where it is none. */
int take_word(const char *option, const char *argument, const char *const words[], int count,
              const struct argp_state *state);

/* What commands that run ngspice share: the argument of --patience, seconds without a word from it after which it
 * counts as hung; anything else is argp's usage error. */
double take_patience(const char *argument, struct argp_state *state);

/* For ARGP_KEY_END of a command whose outputs have these `count` paths, NULL where one is not asked for: "-" is
 * standard output, as is /dev/stdout, and nothing else is printed there then. A usage error where two outputs would go
 * there, or one and --json. */
void check_outputs(struct argp_state *state, struct common_options *options, const char *const paths[], size_t count);

/* Whether a command prints for people what it found: not with --json or -q, nor where an output has standard output. */
bool prints_text(const struct common_options *options);

/* Exit code of `status`; prints the line of `diagnostic` to stderr where it is an error. */
int exit_code(enum status status, const struct diagnostic *diagnostic);

/* Ends `document` and prints it with numbers of `digits` digits: all of it or, where that is an error, nothing. */
enum status print_document(struct document *document, int digits, struct diagnostic *diagnostic);

/* Flushes stdout; STATUS_SYSTEM where what was printed did not arrive. */
enum status finish_stdout(struct diagnostic *diagnostic);

/* "NAME" and "SUFFIX" in one, to be freed; NULL where memory is short. */
char *path_of(const char *name, const char *suffix);

/* STATUS_SYSTEM where a command needs more bytes of memory than the machine can give now, if that is known. */
enum status require_memory(double bytes, struct diagnostic *diagnostic);

#endif
