#include "plot.h"

#include "input.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* One look for all pictures; scripts add to it. Colours that the colour-blind tell apart. */
static const char STYLE[] = "set terminal svg size 720,440 dynamic font 'sans-serif,13' background '#ffffff'\n"
                            "set grid lc rgb '#dddddd'\n"
                            "set border 3 lc rgb '#444444'\n"
                            "set tics nomirror\n"
                            "set datafile missing 'NaN'\n"
                            "set linetype 1 lc rgb '#0072b2' lw 1.5\n"
                            "set linetype 2 lc rgb '#d55e00' lw 1.5\n"
                            "set linetype 3 lc rgb '#009e73' lw 1.5\n"
                            "set linetype 4 lc rgb '#cc79a7' lw 1.5\n"
                            "set linetype 5 lc rgb '#555555' lw 1.5\n";

static char *path_in(const char *folder, const char *name, const char *end)
{
    char *path;
    return asprintf(&path, "%s/%s%s", folder, name, end) < 0 ? NULL : path;
}

static enum status open_file(const char *folder, const char *name, const char *end, FILE **file,
                             struct diagnostic *diagnostic)
{
    char *path = path_in(folder, name, end);
    *file = path ? fopen(path, "w") : NULL;
    enum status status = *file  ? STATUS_OK
                         : path ? fail_at(diagnostic, path, 0, "cannot be written: %s", strerror(errno))
                                : fail_memory(diagnostic);
    free(path);
    return status;
}

enum status plot_data(const struct setup *setup, const char *name, FILE **data, struct diagnostic *diagnostic)
{
    return open_file(setup->work, name, ".dat", data, diagnostic);
}

/* Runs "gnuplot NAME.gp" in the work folder, with its output into NAME.svg there. */
static enum status run_gnuplot(const struct setup *setup, const char *name, struct diagnostic *diagnostic)
{
    char *script = path_in(".", name, ".gp"), *picture = path_in(".", name, ".svg");
    posix_spawn_file_actions_t actions;
    pid_t child;
    int ended = -1, error = ENOMEM;
    if (script && picture && posix_spawn_file_actions_init(&actions) == 0) {
        char *arguments[] = {"gnuplot", script, NULL};
        error = posix_spawn_file_actions_addchdir_np(&actions, setup->work);
        error = error ? error
                      : posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, picture, O_WRONLY | O_CREAT | O_TRUNC,
                                                         0644);
        error = error ? error : posix_spawnp(&child, arguments[0], &actions, NULL, arguments, environ);
        posix_spawn_file_actions_destroy(&actions);
    }
    if (error == 0) {
        while (waitpid(child, &ended, 0) < 0 && errno == EINTR) {
        }
    }
    free(script);
    free(picture);
    if (error) {
        return fail(diagnostic, STATUS_SYSTEM, "error: cannot run gnuplot: %s; setup/install-packages.sh installs it",
                    strerror(error));
    }
    return ended == 0 ? STATUS_OK
                      : fail(diagnostic, STATUS_SYSTEM, "error: gnuplot failed on %s/%s.gp", setup->work, name);
}

/* Copies the finished picture to where it belongs. */
static enum status publish(const struct setup *setup, const char *name, struct diagnostic *diagnostic)
{
    char *from = path_in(setup->work, name, ".svg"), *to = path_in(setup->pictures, name, ".svg");
    struct input *picture = NULL;
    struct output *out;
    enum status status = from && to ? input_read(from, &picture, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = output_open(to, &out, diagnostic);
    }
    if (status == STATUS_OK) {
        fwrite(picture->bytes, 1, picture->size, output_stream(out));
        status = output_commit(&out, 1, diagnostic);
    }
    input_free(picture);
    free(from);
    free(to);
    return status;
}

enum status plot_draw(const struct setup *setup, const char *name, const char *script, struct diagnostic *diagnostic)
{
    FILE *file;
    if (!setup->pictures) {
        return STATUS_OK;
    }
    enum status status = open_file(setup->work, name, ".gp", &file, diagnostic);
    if (status == STATUS_OK) {
        fputs(STYLE, file);
        fputs(script, file);
        if (fclose(file) != 0) {
            status = fail(diagnostic, STATUS_SYSTEM, "error: %s/%s.gp: %s", setup->work, name, strerror(errno));
        }
    }
    if (status == STATUS_OK) {
        status = run_gnuplot(setup, name, diagnostic);
    }
    return status == STATUS_OK ? publish(setup, name, diagnostic) : status;
}
