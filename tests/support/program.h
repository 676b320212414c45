/* The program as a user calls it, in the scratch folder, for tests. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <jansson.h>

/* What a command did. */
struct outcome {
    int code; /* exit code; -1 where a signal ended it */
    char *out, *err;
};
void outcome_free(struct outcome *outcome);

/* Runs shell text in the scratch folder, where $S is the program; .out and .err there are what it prints. Its exit
 * code, 128 + the signal where one ended it. */
int program_shell(const char *text);

/* The program under test, absolute; SPINFIELD in the environment names another one, seen from the checkout's root. */
const char *program_path(void);

/* Runs "spinfield ARGUMENTS" in the scratch folder, the arguments as a shell reads them. */
struct outcome program_run(const char *arguments);

/* What "spinfield ARGUMENTS" prints, which must succeed, as JSON. */
json_t *program_json(const char *arguments);

/* The command ends with `code` and has `message` in what it prints: on stdout, from code 2 on stderr. */
void program_gives(const char *arguments, int code, const char *message);

/* The same with code 2 or more and exactly one line on stderr, and no file made, lost or changed. */
void program_refuses(const char *arguments, int code, const char *message);

/* Names, sizes and times of all files in the scratch folder, but for what the tests themselves leave; to be freed. */
char *program_files(void);

/* Writes an input file to the scratch folder. */
void program_input(const char *name, const char *text);

#endif
