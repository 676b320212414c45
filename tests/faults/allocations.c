/* allocations TRIALS COMMAND [ARGUMENT...]: runs 'spinfield COMMAND' in the working folder again and again, each time
 * with another allocation failing, and then with all from there on. At most TRIALS of each, spread evenly; 0: all.
 *
 * A run must end with exit code 4, one line that says why, and the folder either as it was or as an undisturbed run
 * leaves it; or it must not differ from an undisturbed run at all. Exit code 1 where one does neither. */
#include "tests/faults/failing_malloc.h"
#include "tests/faults/folder.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int spinfield_main(int argc, char **argv);

enum { CODE_INPUT = 2, CODE_SYSTEM = 4 };

/* What a run leaves. */
struct outcome {
    int ended;        /* as waitpid gives it */
    char *printed[2]; /* on stdout and stderr */
    size_t size[2];
    struct folder folder;
};

/* The command, and what it does when nothing fails. */
struct trial {
    int count;
    char **word;
    struct failing_malloc *memory;
    int file[2]; /* in memory: stdout and stderr of the run */
    struct folder before;
    struct outcome right;
};

static void run(struct trial *trial, struct outcome *outcome)
{
    fflush(NULL);
    trial->memory->count = 0;
    for (int i = 0; i < 2; i++) {
        if (ftruncate(trial->file[i], 0) != 0 || lseek(trial->file[i], 0, SEEK_SET) != 0) {
            perror("faults: error");
            exit(CODE_SYSTEM);
        }
    }
    pid_t child = fork();
    if (child == 0) {
        failing_malloc_arm(NULL);
        struct failing_malloc *plan = trial->memory;
        failing_malloc_arm(plan);
        dup2(trial->file[0], STDOUT_FILENO);
        dup2(trial->file[1], STDERR_FILENO);
        exit(spinfield_main(trial->count, trial->word));
    }
    if (child < 0 || waitpid(child, &outcome->ended, 0) != child) {
        perror("faults: error");
        exit(CODE_SYSTEM);
    }
    for (int i = 0; i < 2; i++) {
        outcome->printed[i] = folder_bytes(trial->file[i], &outcome->size[i]);
    }
    outcome->folder = folder_read();
}

static void outcome_clear(struct outcome *outcome)
{
    free(outcome->printed[0]);
    free(outcome->printed[1]);
    folder_free(&outcome->folder);
}

static bool printed_alike(const struct outcome *a, const struct outcome *b, int file)
{
    return a->size[file] == b->size[file] && memcmp(a->printed[file], b->printed[file], a->size[file]) == 0;
}

/* Lines on stderr that an undisturbed run does not print. */
static int new_lines(const struct outcome *outcome, const struct outcome *right)
{
    int lines = 0;
    char *rest = outcome->printed[1];
    for (char *line; (line = strsep(&rest, "\n"));) {
        lines += *line && !strstr(right->printed[1], line);
        if (rest) {
            rest[-1] = '\n';
        }
    }
    return lines;
}

/* What is wrong with a run; NULL where nothing is. */
static const char *fault(const struct trial *trial, const struct outcome *outcome)
{
    const struct outcome *right = &trial->right;
    bool whole = folder_equal(&outcome->folder, &right->folder);
    if (!WIFEXITED(outcome->ended)) {
        return "ended by a signal";
    }
    if (WEXITSTATUS(outcome->ended) != CODE_SYSTEM) {
        return outcome->ended != right->ended      ? "wrong exit code"
               : !whole                            ? "not the same files, and no word of it"
               : !printed_alike(outcome, right, 0) ? "not the same output, and no word of it"
               : !printed_alike(outcome, right, 1) ? "other messages, and the exit code of success"
                                                   : NULL;
    }
    if (new_lines(outcome, right) != 1) {
        return "not one line that says why";
    }
    return whole || folder_equal(&outcome->folder, &trial->before) ? NULL : "some files, and not all";
}

/* Tries allocation `first`; false where the run is wrong. */
static bool try(struct trial *trial, long first, bool for_good)
{
    struct outcome outcome;
    *trial->memory = (struct failing_malloc){.first = first, .for_good = for_good};
    run(trial, &outcome);
    const char *why = fault(trial, &outcome);
    if (why) {
        printf("allocation %ld%s: %s; exit status 0x%x:", first, for_good ? " and all after it" : "", why,
               (unsigned)outcome.ended);
        folder_print_difference(&outcome.folder, &trial->before);
        printf("\n%s", outcome.printed[1]);
        folder_restore(&outcome.folder, &trial->before);
        outcome_clear(&outcome);
        *trial->memory = (struct failing_malloc){.first = first, .for_good = for_good, .traced = true};
        run(trial, &outcome);
    }
    folder_restore(&outcome.folder, &trial->before);
    outcome_clear(&outcome);
    return !why;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: allocations TRIALS COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    long trials = atol(argv[1]), wrong = 0, tried = 0;
    char program[] = "spinfield";
    argv[1] = program;
    struct trial trial = {.count = argc - 1, .word = argv + 1};
    trial.memory = mmap(NULL, sizeof *trial.memory, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    trial.file[0] = memfd_create("stdout", MFD_CLOEXEC);
    trial.file[1] = memfd_create("stderr", MFD_CLOEXEC);
    trial.before = folder_read();
    *trial.memory = (struct failing_malloc){0};
    run(&trial, &trial.right);
    folder_restore(&trial.right.folder, &trial.before);
    long count = trial.memory->count;
    if (!WIFEXITED(trial.right.ended) || WEXITSTATUS(trial.right.ended) > CODE_INPUT) {
        printf("faults: error: the command fails undisturbed: %s", trial.right.printed[1]);
        return CODE_SYSTEM;
    }
    trials = trials > 0 && trials < count ? trials : count;
    for (long t = 0; t < trials; t++) {
        long first = 1 + t * count / trials;
        wrong += !try(&trial, first, false);
        wrong += !try(&trial, first, true);
        tried += 2;
    }
    printf("%ld of %ld failures of %ld allocations are wrong:", wrong, tried, count);
    for (int i = 2; i < argc; i++) {
        printf(" %s", argv[i]);
    }
    putchar('\n');
    return wrong > 0;
}
