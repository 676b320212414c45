/* What the commands that run campaigns of networks share: `sweep`, `yield` and `margin`. */
#ifndef CAMPAIGN_OPTIONS_H
#define CAMPAIGN_OPTIONS_H

#include "campaign/sweep.h"
#include "cli/cli.h"
#include "cli/progress.h"
#include "spice/spice.h"

/* Keys of options that campaign_option takes, but for --pass and --html; a command's own ones begin at CAMPAIGN_KEYS.
 */
enum { KEY_VARY = 0x100, KEY_SEEDS, KEY_STARTS, KEY_CHIPS, KEY_ENGINE, KEY_JOBS, KEY_PASS, KEY_HTML, CAMPAIGN_KEYS };

/* Their rows in a command's table. */
#define CAMPAIGN_VARY                                                                                                  \
    {                                                                                                                  \
        "vary", KEY_VARY, "OPTION=VALUES", OPTION_REPEATS,                                                             \
            "Change an option of gen: from:to:count, from:to:count:log or a,b,c; repeatable", 2                        \
    }
#define CAMPAIGN_PASS                                                                                                  \
    {                                                                                                                  \
        "pass", KEY_PASS, "CRITERION", 0,                                                                              \
            "When a run is good: 'accuracy >= 1 && time < 200n' (a right answer, where the task knows one)", 1         \
    }
#define CAMPAIGN_HTML                                                                                                  \
    {                                                                                                                  \
        "html", KEY_HTML, "FILE", 0, "Also write a page with pictures of the results; - is standard output", 1         \
    }
#define CAMPAIGN_STARTS                                                                                                \
    {                                                                                                                  \
        "starts", KEY_STARTS, "K", 0, "K seeds of the start", 3                                                        \
    }
#define CAMPAIGN_CHIPS                                                                                                 \
    {                                                                                                                  \
        "chips", KEY_CHIPS, "K", 0, "K seeds of the variation of devices", 3                                           \
    }
#define CAMPAIGN_ENGINE                                                                                                \
    {                                                                                                                  \
        "engine", KEY_ENGINE, "solver|ngspice", 0, "What runs the networks (solver)", 4                                \
    }
#define CAMPAIGN_JOBS                                                                                                  \
    {                                                                                                                  \
        "jobs", KEY_JOBS, "NUMBER", 0, "Runs at once; no result depends on it (all processors)", 4                     \
    }

struct campaign_options {
    struct plan plan;
    long seeds[PLAN_SEED_KINDS]; /* 0: not given */
    bool in_ngspice;
    long jobs; /* 0: all processors */
};

struct campaign_options campaign_options_begin(void);
void campaign_options_clear(struct campaign_options *options);

/* Takes an option, or returns ARGP_ERR_UNKNOWN where it is none of these. Ends the program with a usage error where its
 * argument cannot be. */
error_t campaign_option(int key, char *argument, struct argp_state *state, struct campaign_options *options);

/* Ends the program with a usage error where `status` is STATUS_INPUT, and with its exit code where it is another error.
 */
void campaign_require(enum status status, const struct diagnostic *diagnostic, const struct argp_state *state);

/* For ARGP_KEY_END: usage errors where there is no NAME, and where the store, which may be NULL, is standard output. */
void campaign_check_name(const char *name, const char *store, struct argp_state *state);

/* What a command does with the network, the template of its campaign; `command` is its command line. */
typedef enum status campaign_work(void *options, const struct network *network, const char *command,
                                  struct diagnostic *diagnostic);

/* Reads NAME.json and does the work: STATUS_INPUT where an older version did not note how the network was made, else
 * what the work returns. `command` may be NULL, for want of memory. */
enum status campaign_do(campaign_work *work, void *options, const char *name, const char *command,
                        struct diagnostic *diagnostic);

/* STATUS_INPUT where chips are asked for and the recipe's devices do not vary. */
enum status campaign_check_chips(const struct campaign_options *options, const struct recipe *recipe,
                                 struct diagnostic *diagnostic);

/* Gives the plan its seeds, the first ones being those of the recipe. */
enum status campaign_seeds(struct campaign_options *options, const struct recipe *recipe,
                           struct diagnostic *diagnostic);

/* The sweep of the plan and of the template's recipe, which is one part of one. */
struct sweep campaign_sweep(struct campaign_options *options, const struct network *network, const char *command);

/* Finds ngspice where the sweep needs it. The job lasts as long as the sweep, and is then cleared. */
enum status campaign_find_engine(struct sweep *sweep, const struct common_options *common, struct spice_job *job,
                                 struct diagnostic *diagnostic);

/* Looks at the outputs before the work: none is a file of the network NAME, the store or another output. Paths and the
 * store may be NULL. Errors as those of output_check and output_spare. */
enum status campaign_check_files(const char *name, const char *store, const char *const paths[], size_t count,
                                 struct diagnostic *diagnostic);

/* Progress: struct sweep's `show` and its context. */
struct campaign_watch {
    struct progress progress;
    const char *doing; /* "sweep" */
    size_t there;      /* rows that the store had */
    bool any;          /* rows were seen */
};
void campaign_show(void *watch, size_t done, size_t all);

/* The words of the command line in one, for people; NULL where memory is short. */
char *campaign_command(int argc, char **argv);

#endif
