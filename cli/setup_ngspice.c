/* spinfield setup-ngspice: two lines in the user's .spiceinit make plain ngspice know the devices. */
#include "cli/cli.h"
#include "cli/program_files.h"
#include "base/input.h"
#include "base/output.h"
#include "base/terminal.h"
#include "models/device.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct setup_options {
    struct common_options common;
    bool undo;
};

enum { KEY_UNDO = 0x100 };

static const struct argp_option OPTIONS[] = {
    {"undo", KEY_UNDO, NULL, 0, "Remove the lines", 1},
    {0},
};

static error_t parse_setup(int key, char *argument, struct argp_state *state)
{
    struct setup_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case KEY_UNDO:
        options->undo = true;
        return 0;
    case ARGP_KEY_ARG:
        usage_error(state, "error: setup-ngspice takes no argument, not '%.40s'", argument);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- The lines ---- */

/* ngspice takes words apart at these and has no quotes for file names; docs/ngspice.md, section 2. */
static enum status check_path(const char *path, struct diagnostic *diagnostic)
{
    for (const char *c = path; *c; c++) {
        if (!isalnum((unsigned char)*c) && (unsigned char)*c < 0x80 && !strchr("/._+-:=@~%^#", *c)) {
            return fail(diagnostic, STATUS_INPUT,
                        "error: ngspice cannot take the character '%c' in %s; install Spinfield in another folder", *c,
                        path);
        }
    }
    return STATUS_OK;
}

enum { OLD = 3 };

/* The name of the code model in earlier versions. */
#define OLD_CODE_MODEL "dwmtj.cm"

/* What stands in the file; each to be freed, and without an end of its last line. */
struct lines {
    char *wanted;
    char *ngspice;  /* the one that they are for */
    char *old[OLD]; /* as earlier versions wrote it: with the code model under its old name, and also all in one line,
                       of which ngspice reads the first half alone unless it is the first of the file */
};

static void lines_clear(struct lines *lines)
{
    free(lines->wanted);
    free(lines->ngspice);
    for (int i = 0; i < OLD; i++) {
        free(lines->old[i]);
    }
}

/* The lines that load the code model and let ngspice find the subcircuits. */
static enum status make_lines(struct lines *lines, struct diagnostic *diagnostic)
{
    char *code_model = NULL, *library = NULL;
    enum status status = program_file_find(PROGRAM_FILE_CODE_MODEL, &code_model, diagnostic);
    if (status == STATUS_OK) {
        status = program_file_ngspice(code_model, &lines->ngspice, diagnostic);
    }
    if (status == STATUS_OK) {
        status = program_file_find(PROGRAM_FILE_LIBRARY, &library, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_path(code_model, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_path(library, diagnostic);
    }
    if (status == STATUS_OK) {
        /* setcs, since set would make the folder lower case */
        const char *const form = "codemodel %.*s%s%ssetcs sourcepath = ( $sourcepath %.*s )";
        const char *name = strrchr(code_model, '/') + 1;
        const struct {
            char **text;
            const char *name, *between;
        } all[] = {{&lines->wanted, name, "\n"},
                   {&lines->old[0], name, " ; "},
                   {&lines->old[1], OLD_CODE_MODEL, "\n"},
                   {&lines->old[2], OLD_CODE_MODEL, " ; "}};
        for (size_t i = 0; i < sizeof all / sizeof *all && status == STATUS_OK; i++) {
            if (asprintf(all[i].text, form, (int)(name - code_model), code_model, all[i].name, all[i].between,
                         (int)(strrchr(library, '/') - library), library) < 0) {
                *all[i].text = NULL;
                status = fail_memory(diagnostic);
            }
        }
    }
    free(code_model);
    free(library);
    return status;
}

/* ---- The file ---- */

/* A file that ngspice reads as it starts. */
struct init_file {
    char *path; /* without symbolic links, which stay as they are */
    bool exists;
    struct stat kind;
    struct input *text; /* NULL where it is empty or does not exist */
};

static void init_file_clear(struct init_file *file)
{
    free(file->path);
    input_free(file->text);
}

/* The first file that ngspice finds, apart from one in the working folder; where there is none, .spiceinit in the home
 * folder. ngspice reads one file only, so a new .spiceinit would hide a spice.rc. */
static enum status init_file_find(struct init_file *file, struct diagnostic *diagnostic)
{
    const char *home = getenv("HOME"), *own = getenv("SPICE_USERINIT_DIR");
    const char *const folders[] = {own, own, home, home}, *const names[] = {".spiceinit", "spice.rc"};
    if (!home || !*home) {
        return fail(diagnostic, STATUS_INPUT, "error: HOME is not set, so there is no home folder for .spiceinit");
    }
    for (size_t i = 0; i < sizeof folders / sizeof *folders && !file->exists; i++) {
        if (folders[i]) {
            free(file->path);
            if (asprintf(&file->path, "%s/%s", folders[i], names[i % 2]) < 0) {
                file->path = NULL;
                return fail_memory(diagnostic);
            }
            file->exists = stat(file->path, &file->kind) == 0;
        }
    }
    if (!file->exists) {
        free(file->path);
        file->path = path_of(home, "/.spiceinit");
        return file->path ? STATUS_OK : fail_memory(diagnostic);
    }
    char *path = realpath(file->path, NULL);
    if (!path) {
        return fail_errno(diagnostic, file->path, "cannot find", errno);
    }
    free(file->path);
    file->path = path;
    return file->kind.st_size > 0 || !S_ISREG(file->kind.st_mode) ? input_read(path, &file->text, diagnostic)
                                                                  : STATUS_OK;
}

/* Writes `before` and `after`, the parts of the new text, with the owner and the permissions that the file had. */
static enum status init_file_write(const struct init_file *file, const char *before, size_t size, const char *after,
                                   struct diagnostic *diagnostic)
{
    struct output *out = NULL;
    enum status status = output_open(file->path, &out, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    FILE *stream = output_stream(out);
    if (file->exists && (fchown(fileno(stream), file->kind.st_uid, file->kind.st_gid) != 0 ||
                         fchmod(fileno(stream), file->kind.st_mode & 07777) != 0)) {
        output_discard(out);
        return fail_at(diagnostic, file->path, 0, "cannot keep its owner and permissions");
    }
    fwrite(before, 1, size, stream);
    fputs(after, stream);
    return output_commit(&out, 1, diagnostic);
}

/* The place of `lines` in `text` as whole lines; NULL where they are not. */
static const char *find_lines(const char *text, const char *lines)
{
    size_t length = strlen(lines);
    for (const char *at = strstr(text, lines); at; at = strstr(at + 1, lines)) {
        if ((at == text || at[-1] == '\n') && (at[length] == '\n' || at[length] == '\0')) {
            return at;
        }
    }
    return NULL;
}

/* The lines of an earlier version that are in `text`, and their place in *at; NULL where there are none. */
static const char *find_old_lines(const char *text, const struct lines *lines, const char **at)
{
    for (int i = 0; i < OLD; i++) {
        *at = find_lines(text, lines->old[i]);
        if (*at) {
            return lines->old[i];
        }
    }
    return NULL;
}

/* True where one of the names of the code model is in the `length` characters at `line`, behind a folder. */
static bool names_code_model(const char *line, size_t length)
{
    static const char *const NAMES[] = {"/spinfield.cm", "/" OLD_CODE_MODEL};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const char *found = strstr(line, NAMES[i]);
        if (found && found < line + length) {
            return true;
        }
    }
    return false;
}

/* STATUS_INPUT where a line of `file` already loads a code model of this name. */
static enum status refuse_another(const struct init_file *file, const char *text, struct diagnostic *diagnostic)
{
    long number = 1;
    for (const char *at = text; at; number++) {
        size_t length = strcspn(at, "\n");
        if (strncmp(at + strspn(at, " \t"), "codemodel", 9) == 0 && names_code_model(at, length)) {
            return fail_at(diagnostic, file->path, number,
                           "another code model of Spinfield is loaded here; remove this line first");
        }
        at = at[length] ? at + length + 1 : NULL;
    }
    return STATUS_OK;
}

/* Adds `lines` at the end. Text without a last line end gets none, so that --undo gives it back as it was. */
static enum status add_lines(const struct init_file *file, const char *text, const char *lines,
                             struct diagnostic *diagnostic)
{
    size_t size = strlen(text);
    bool ended = !file->exists || (size > 0 && text[size - 1] == '\n');
    char *added;
    if (asprintf(&added, ended ? "%s\n" : "\n%s", lines) < 0) {
        return fail_memory(diagnostic);
    }
    enum status status = init_file_write(file, text, size, added, diagnostic);
    free(added);
    return status;
}

/* Takes away the `lines` at `at`, and the file where it was made for them. */
static enum status remove_lines(const struct init_file *file, const char *text, const char *at, const char *lines,
                                struct diagnostic *diagnostic)
{
    const char *after = at + strlen(lines);
    if (*after == '\n') {
        after++;
    } else if (at > text) {
        at--; /* the line end that came with the lines */
    }
    if (at == text && *after == '\0' && text[strlen(lines)] == '\n') {
        return unlink(file->path) == 0 ? STATUS_OK : fail_errno(diagnostic, file->path, "cannot remove", errno);
    }
    return init_file_write(file, text, (size_t)(at - text), after, diagnostic);
}

/* Puts the lines `wanted` in the place of the `old` ones at `at`. */
static enum status mend_lines(const struct init_file *file, const char *text, const char *at, const char *old,
                              const char *wanted, struct diagnostic *diagnostic)
{
    char *rest;
    if (asprintf(&rest, "%s%s", wanted, at + strlen(old)) < 0) {
        return fail_memory(diagnostic);
    }
    enum status status = init_file_write(file, text, (size_t)(at - text), rest, diagnostic);
    free(rest);
    return status;
}

/* ---- The command ---- */

static void print_devices(void)
{
    fputs("The devices are now available in plain ngspice. '.include NAME.lib' defines the subcircuit NAME:", stdout);
    for (size_t i = 0; devices[i]; i++) {
        printf("%s %s", i == 0 ? "" : ",", devices[i]->name);
    }
    puts("");
}

static enum status tell(const struct setup_options *options, const struct init_file *file, const char *did,
                        const struct lines *lines, struct diagnostic *diagnostic)
{
    int first = (int)strcspn(lines->wanted, "\n");
    struct stat here, there;
    bool hidden = !options->undo && (stat(".spiceinit", &here) == 0 || stat("spice.rc", &here) == 0) &&
                  stat(file->path, &there) == 0 && !(here.st_ino == there.st_ino && here.st_dev == there.st_dev);
    if (options->common.json) {
        struct document document = document_begin();
        document_text(&document, "file", file->path);
        document_text(&document, "did", did);
        document_text(&document, "lines", lines->wanted);
        document_text(&document, "ngspice", lines->ngspice);
        enum status status = print_document(&document, 17, diagnostic);
        return status == STATUS_OK ? finish_stdout(diagnostic) : status;
    }
    if (!options->common.quiet) {
        terminal_line(stdout, "%s: %s", file->path, did);
        terminal_line(stdout, "    %.*s", first, lines->wanted);
        terminal_line(stdout, "    %s", lines->wanted + first + 1);
        if (!options->undo) {
            print_devices();
            terminal_line(stdout, "They were %s; another one may crash.", lines->ngspice);
        }
        if (hidden) {
            puts("In this folder ngspice reads the folder's own .spiceinit or spice.rc instead.");
        }
    }
    return finish_stdout(diagnostic);
}

/* Changes the file, or finds that it need not be changed; *did says what was done. */
static enum status change(const struct setup_options *options, const struct init_file *file, const struct lines *lines,
                          const char **did, struct diagnostic *diagnostic)
{
    const char *text = file->text ? file->text->bytes : "";
    const char *old_at = NULL, *at = find_lines(text, lines->wanted);
    const char *old = at ? NULL : find_old_lines(text, lines, &old_at);
    if (file->text && strlen(text) != file->text->size) {
        return fail_at(diagnostic, file->path, 0, "contains a zero byte; expected a text file");
    }
    if (options->undo) {
        *did = at || old ? "removed the lines" : "has no lines to remove";
        return at    ? remove_lines(file, text, at, lines->wanted, diagnostic)
               : old ? remove_lines(file, text, old_at, old, diagnostic)
                     : STATUS_OK;
    }
    if (at) {
        *did = "already has the lines";
        return STATUS_OK;
    }
    if (old) {
        *did = "replaced the lines of an older version by these";
        return mend_lines(file, text, old_at, old, lines->wanted, diagnostic);
    }
    *did = "added the lines";
    enum status status = refuse_another(file, text, diagnostic);
    return status == STATUS_OK ? add_lines(file, text, lines->wanted, diagnostic) : status;
}

static enum status setup(const struct setup_options *options, struct diagnostic *diagnostic)
{
    struct init_file file = {0};
    struct lines lines = {0};
    const char *did = NULL;
    enum status status = make_lines(&lines, diagnostic);
    if (status == STATUS_OK) {
        status = init_file_find(&file, diagnostic);
    }
    if (status == STATUS_OK) {
        status = change(options, &file, &lines, &did, diagnostic);
    }
    if (status == STATUS_OK) {
        status = tell(options, &file, did, &lines, diagnostic);
    }
    init_file_clear(&file);
    lines_clear(&lines);
    return status;
}

int command_setup_ngspice(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {
        OPTIONS,
        parse_setup,
        NULL,
        "Adds two lines to the .spiceinit in your home folder, which make the devices available in plain ngspice.",
        CHILDREN,
        NULL,
        NULL};
    struct setup_options options = {0};
    struct diagnostic diagnostic;
    arguments_parse(&ARGP, argc, argv, &options);
    return exit_code(setup(&options, &diagnostic), &diagnostic);
}
