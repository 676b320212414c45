/* spinfield-ngspice CODEMODEL VECTOR TIME [klu]: the ngspice host, the one program that calls libngspice.
 *
 * It reads a deck from standard input and loads it and the code model. Then it runs the deck's analysis once for each
 * order that it reads from file descriptor 3, and sends each accepted time point there (spice/protocol.h). A run stops
 * when VECTOR is 0 at a time not before TIME (s), or at the end of the analysis. It is a separate process because
 * ngspice allows one circuit a process, keeps memory, and ends the process on a fatal error. */
#include "base/array.h"
#include "spice/host/complaint.h"
#include "spice/host/features.h"
#include "spice/host/message.h"
#include "spice/host/walls.h"

#include <ctype.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <ngspice/sharedspice.h>

enum { COMMAND_SIZE = 64 };

/* All state of the host, shared by the main thread and ngspice's. */
static struct host {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool ended;   /* ngspice's thread has left the analysis */
    bool at_rest; /* the watched vector told to stop: ngspice's thread waits at this time point */
    bool halting; /* ngspice is being told to stop */
    bool halted;  /* it will stop before it does anything else: its thread may go on */
    const char *watched;
    double watch_from;    /* s */
    struct walls walls;   /* what the code model is asked for, and not ngspice */
    each_wall *each_wall; /* how */
    int vectors;          /* of ngspice */
    int columns;
    int *place;                   /* [columns] which of ngspice's vectors stands in each column, or, from -1 down, of
                                   * walls.saved */
    double *row;                  /* [columns] */
    int watched_column;           /* -1 where there is no such vector */
    bool asking;                  /* ngspice's lines are answers about itself */
    struct features features;     /* of libngspice, as it says itself */
    bool klu;                     /* ngspice said that KLU solves the matrix */
    long long statistic;          /* the number in the line that ngspice printed last */
    char *folder;                 /* in which ngspice starts, where it must be removed again */
    char code_model[32];          /* its name for ngspice */
    struct complaints complaints; /* what ngspice printed that means a wrong result, if anything */
} host = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER, .watched_column = -1};

/* The folder that was made for ngspice goes. It stays the working folder, and nothing can be put into it any more. */
static void remove_folder(void)
{
    if (host.folder) {
        unlink(host.code_model);
        rmdir(host.folder);
        free(host.folder);
        host.folder = NULL;
    }
}

__attribute__((format(printf, 1, 2), noreturn)) static void give_up(const char *format, ...)
{
    char text[700];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    remove_folder();
    message_send(MESSAGE_FAILED, text, strlen(text));
    _exit(1);
}

static _Noreturn void give_up_for_memory(void)
{
    remove_folder();
    message_send(MESSAGE_NO_MEMORY, NULL, 0);
    _exit(1);
}

/* A code model refuses its parameters: ngspice would now try all it has against what it takes for bad convergence.
 * What the device says comes first, then which one it is. */
static void stop_at_refusal(const char *line)
{
    static const char MARK[] = "Message: error: ", INSTANCE[] = "Instance: ";
    const char *said = strstr(line, MARK);
    if (said) {
        const char *instance = strstr(line, INSTANCE);
        const char *name = instance && instance < said ? instance + strlen(INSTANCE) : "";
        give_up("%s; device %.*s in ngspice", said + strlen(MARK), (int)strcspn(name, " "), name);
    }
}

static void stop_at_complaint(void)
{
    char text[COMPLAINTS_SIZE];
    if (complaints_write(&host.complaints, text)) {
        give_up("ngspice: %s", text);
    }
}

/* ngspice prints a line, with "stdout " or "stderr " in front. */
static int on_text(char *text, int identity, void *user)
{
    (void)identity;
    (void)user;
    const char *line = text;
    if (strncmp(line, "stdout ", 7) == 0 || strncmp(line, "stderr ", 7) == 0) {
        line += 7;
    }
    if (host.asking) {
        features_read(&host.features, line);
        return 0;
    }
    if (strstr(line, " as Direct Linear Solver")) { /* before ngspice 42 there is only Sparse, and no such line */
        host.klu = strstr(line, "Using KLU") != NULL;
    }
    const char *equals = strrchr(line, '=');
    if (equals) {
        host.statistic = atoll(equals + 1);
    }
    stop_at_refusal(line);
    if (!host.at_rest) {
        complaints_note(&host.complaints, line);
    }
    message_send(MESSAGE_TEXT, line, strlen(line));
    return 0;
}

static int on_exit_request(int code, NG_BOOL unload, NG_BOOL quit, int identity, void *user)
{
    (void)unload;
    (void)quit;
    (void)identity;
    (void)user;
    if (host.complaints.no_memory) {
        give_up_for_memory();
    }
    give_up("ngspice ended itself with code %d", code);
}

/* The name that a raw file gives a vector: ngspice says "d_1" and "v1#branch" for "v(d_1)" and "i(v1)". */
static void raw_name(const char *name, char *out, size_t size)
{
    const char *branch = strstr(name, "#branch");
    if (branch) {
        snprintf(out, size, "i(%.*s)", (int)(branch - name), name);
    } else if (name[0] == '@' || strcmp(name, "time") == 0 || strchr(name, '(')) {
        snprintf(out, size, "%s", name);
    } else {
        snprintf(out, size, "v(%s)", name);
    }
}

static void send_names(const struct vecinfoall *info)
{
    enum { NAME = 512 };
    char *names = malloc((size_t)host.columns * NAME), *end = names;
    if (!names) {
        give_up_for_memory();
    }
    for (int c = 0; c < host.columns; c++) {
        const int place = host.place[c];
        raw_name(place < 0 ? host.walls.saved[-1 - place].name : info->vecs[place]->vecname, end, NAME);
        if (strcmp(end, host.watched) == 0) {
            host.watched_column = c;
        }
        end += strlen(end) + 1;
    }
    message_send(MESSAGE_NAMES, names, (size_t)(end - names));
    free(names);
}

/* Orders them as ngspice does: time, nodes, and vectors of devices, what the deck saves last first. */
static void order_columns(const struct vecinfoall *info, int time)
{
    int next = 0, of_device = 0;
    host.place[next++] = time;
    for (int i = 0; i < info->veccount; i++) {
        if (i != time && info->vecs[i]->vecname[0] != '@') {
            host.place[next++] = i;
        }
    }
    for (size_t left = host.walls.count + 1; left-- > 0;) {
        const struct saved *saved = left > 0 ? &host.walls.saved[left - 1] : NULL;
        if (saved && saved->taken) {
            host.place[next++] = -(int)left;
            continue;
        }
        /* ngspice has the others in the same order, or lacks some */
        for (; of_device < info->veccount; of_device++) {
            const char *name = info->vecs[of_device]->vecname;
            if (of_device == time || name[0] != '@') {
                continue;
            }
            if (saved && strcmp(name, saved->name) != 0) {
                break;
            }
            host.place[next++] = of_device;
            if (saved) {
                of_device++;
                break;
            }
        }
    }
    host.columns = next;
}

/* An analysis starts: its vectors are known. */
static int on_start(pvecinfoall info, int identity, void *user)
{
    (void)identity;
    (void)user;
    free(host.place);
    free(host.row);
    const char *missing = walls_find(&host.walls, host.each_wall);
    if (missing) {
        give_up("the deck saves %s, but the circuit has no such vector", missing);
    }
    host.vectors = info->veccount;
    host.watched_column = -1;
    host.place = calloc((size_t)info->veccount + host.walls.count, sizeof *host.place);
    host.row = calloc((size_t)info->veccount + host.walls.count, sizeof *host.row);
    if (!host.place || !host.row) {
        give_up_for_memory();
    }
    int time = -1;
    for (int i = 0; i < info->veccount; i++) {
        if (strcmp(info->vecs[i]->vecname, "time") == 0) {
            time = i;
        }
    }
    if (time < 0) {
        give_up("the deck's analysis is not a transient one");
    }
    order_columns(info, time);
    send_names(info);
    return 0;
}

/* A time point is accepted. Called in ngspice's thread, which must not be halted from here: at rest, it waits until the
 * main thread has told ngspice to stop. So no iteration follows, and two runs count the same. */
static int on_point(pvecvaluesall values, int count, int identity, void *user)
{
    (void)count;
    (void)identity;
    (void)user;
    if (host.at_rest || values->veccount != host.vectors) {
        return 0;
    }
    stop_at_complaint();
    for (int c = 0; c < host.columns; c++) {
        const int place = host.place[c];
        host.row[c] = place < 0 ? *host.walls.saved[-1 - place].value : values->vecsa[place]->creal;
    }
    message_send(MESSAGE_ROW, host.row, (size_t)host.columns * sizeof *host.row);
    if (host.watched_column >= 0 && host.row[0] >= host.watch_from && host.row[host.watched_column] == 0.0) {
        pthread_mutex_lock(&host.lock);
        host.at_rest = true;
        pthread_cond_broadcast(&host.changed);
        while (!host.halted) {
            pthread_cond_wait(&host.changed, &host.lock);
        }
        pthread_mutex_unlock(&host.lock);
    }
    return 0;
}

/* ngspice's thread starts (false) or has ended (true). */
static int on_thread(NG_BOOL ended, int identity, void *user)
{
    (void)identity;
    (void)user;
    if (ended) {
        pthread_mutex_lock(&host.lock);
        host.ended = true;
        pthread_cond_broadcast(&host.changed);
        pthread_mutex_unlock(&host.lock);
    }
    return 0;
}

static void command_in(char *text)
{
    if (ngSpice_Command(text) != 0) {
        give_up("ngspice does not run the command '%s'", text);
    }
}

static void command(const char *text)
{
    char copy[COMMAND_SIZE + 1];
    snprintf(copy, sizeof copy, "%s", text); /* ngspice takes a char * */
    command_in(copy);
}

/* Goes to a folder where no file can stand, since ngspice reads the .spiceinit of its working folder, which could
 * change a result or run commands: /proc/self/fdinfo or, where /proc is not mounted, a new folder. There,
 * host.code_model is the code model at `path`, open as `descriptor`, under a name that ngspice can take: the path
 * itself, which may hold anything, must not reach a command. */
static void go_to_empty_folder(const char *path, int descriptor)
{
    snprintf(host.code_model, sizeof host.code_model, "/proc/self/fd/%d", descriptor);
    if (chdir("/proc/self/fdinfo") == 0) {
        return;
    }
    const char *parent = getenv("TMPDIR");
    parent = parent && *parent ? parent : "/tmp";
    snprintf(host.code_model, sizeof host.code_model, "./spinfield.cm");
    char *folder = NULL;
    if (asprintf(&folder, "%s/spinfield-XXXXXX", parent) < 0 || !folder || !mkdtemp(folder)) {
        give_up("there is no /proc, and no folder can be made in %s for ngspice to start in", parent);
    }
    host.folder = folder;
    if (chdir(host.folder) != 0 || symlink(path, host.code_model) != 0) {
        give_up("there is no /proc, and %s cannot be used for ngspice to start in", host.folder);
    }
}

/* Asks libngspice what it is, into host.features. */
static void ask_for_features(void)
{
    host.features = features_start();
    host.asking = true;
    for (size_t i = 0; FEATURE_QUESTIONS[i]; i++) {
        command(FEATURE_QUESTIONS[i]);
    }
    host.asking = false;
}

/* Loads the code model at `path`, which ngspice knows as host.code_model. One for another ngspice is refused before
 * ngspice sees it: ngspice has no such check and would crash. */
static void load_code_model(const char *path)
{
    void *file = dlopen(host.code_model, RTLD_NOW | RTLD_LOCAL);
    const char *built_for = file ? dlsym(file, "spinfield_ngspice_version") : NULL;
    void *each = file ? dlsym(file, EACH_WALL) : NULL;
    memcpy(&host.each_wall, &each, sizeof each); /* ISO C knows no such conversion */
    if (!built_for) {
        give_up("%s is not Spinfield's code model; build it again with 'make'", path);
    }
    ask_for_features();
    char in_use[FEATURES_SIZE], wanted[FEATURES_SIZE + 20];
    features_text(&host.features, in_use);
    snprintf(wanted, sizeof wanted, "built for ngspice %s", in_use);
    if (strcmp(built_for, wanted) != 0) {
        Dl_info library;
        bool known = dladdr((void *)(uintptr_t)ngSpice_Init, &library) != 0;
        give_up("%s was %s, but %s is ngspice %s; build it again with 'make clean all'", path, built_for,
                known ? library.dli_fname : "the libngspice in use", in_use);
    }
    if (!each) {
        give_up("%s is of another version of Spinfield; build it again with 'make'", path);
    }
    char text[COMMAND_SIZE + 11];
    snprintf(text, sizeof text, "codemodel %s", host.code_model);
    command_in(text);
    stop_at_complaint();
}

/* Splits the deck into lines for ngSpice_Circ; the lines point into `deck`. */
static char **lines_of(char *deck)
{
    char **lines = NULL, *next = deck;
    size_t count = 0;
    do {
        if (!ARRAY_GROW(lines, count)) {
            give_up_for_memory();
        }
        lines[count++] = next && *next ? strsep(&next, "\n") : NULL;
    } while (lines[count - 1]);
    return lines;
}

/* Asks for KLU in a line behind the title. What the deck's own .options say of the solver comes later, and counts. */
static char **with_klu(char **lines)
{
    static char klu[] = ".options klu";
    size_t count = 0;
    while (lines[count]) {
        count++;
    }
    char **more = calloc(count + 2, sizeof *more);
    if (!more) {
        give_up_for_memory();
    }
    for (size_t i = 0; i < count; i++) {
        more[i == 0 ? 0 : i + 1] = lines[i];
    }
    more[1] = klu;
    free(lines);
    return more;
}

static char *read_deck(void)
{
    char *deck = NULL;
    size_t room = 0;
    errno = 0;
    if (getdelim(&deck, &room, '\0', stdin) <= 0) {
        if (errno == ENOMEM) {
            give_up_for_memory();
        }
        give_up("there is no deck on standard input");
    }
    return deck;
}

/* Returns when ngspice's thread has ended, so that the next command or run finds it gone. */
static void run_analysis(void)
{
    host.ended = host.at_rest = host.halting = host.halted = false; /* there is no other thread now */
    command("bg_run");
    pthread_mutex_lock(&host.lock);
    while (!host.ended && !host.at_rest) {
        pthread_cond_wait(&host.changed, &host.lock);
    }
    host.halting = !host.ended;
    pthread_mutex_unlock(&host.lock);
    if (host.halting) {
        command("bg_halt");
        pthread_mutex_lock(&host.lock);
        while (!host.ended) {
            pthread_cond_wait(&host.changed, &host.lock);
        }
        pthread_mutex_unlock(&host.lock);
    }
}

/* Replaces the C library's function for libngspice, so it must be visible to it: bg_halt sets the flag at which the
 * analysis stops, and then sleeps until its thread has ended. There this returns as soon as it has. */
__attribute__((visibility("default"))) int usleep(useconds_t microseconds)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += microseconds / 1000000;
    until.tv_nsec += (long)(microseconds % 1000000) * 1000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    int waited = 0;
    pthread_mutex_lock(&host.lock);
    host.halted = host.halting;
    pthread_cond_broadcast(&host.changed);
    while (waited == 0 && !(host.halting && host.ended)) {
        waited = pthread_cond_timedwait(&host.changed, &host.lock, &until);
    }
    pthread_mutex_unlock(&host.lock);
    return 0;
}

static long long statistic(const char *name)
{
    host.statistic = -1;
    command(name);
    return host.statistic;
}

/* Of all runs of the circuit together: so ngspice counts. */
static struct host_statistics statistics(void)
{
    struct rusage usage = {0};
    getrusage(RUSAGE_SELF, &usage);
    struct host_statistics statistics = {.time_points = statistic("rusage tranpoints"),
                                         .iterations = statistic("rusage traniter"),
                                         .peak_memory = (int64_t)usage.ru_maxrss * 1024,
                                         .klu = host.klu};
    _Static_assert(sizeof statistics.version >= FEATURES_SIZE, "the text fits");
    features_text(&host.features, statistics.version);
    return statistics;
}

/* The next order: a text of ngspice's commands, a line each. NULL where there are no more. */
static char *read_order(FILE *orders)
{
    static char *order;
    static size_t room;
    errno = 0;
    if (getdelim(&order, &room, '\0', orders) > 0) {
        return order;
    }
    if (errno == ENOMEM) {
        give_up_for_memory();
    }
    return NULL;
}

/* Runs the circuit once, after the commands of `order`. What ngspice keeps of earlier runs goes first. */
static void obey(char *order)
{
    struct host_statistics before = statistics();
    command("destroy all");
    for (char *line; (line = strsep(&order, "\n")) && *line;) {
        command_in(line);
    }
    stop_at_complaint();
    run_analysis();
    stop_at_complaint();
    struct host_statistics after = statistics();
    after.time_points -= before.time_points;
    after.iterations -= before.iterations;
    message_send(MESSAGE_STATISTICS, &after, sizeof after);
    message_send(MESSAGE_DONE, "", 0);
}

int main(int argc, char **argv)
{
    if (argc != 4 && !(argc == 5 && strcmp(argv[4], "klu") == 0)) {
        fputs("usage: spinfield-ngspice CODEMODEL VECTOR TIME [klu] <deck 3<>orders and messages\n", stderr);
        return 2;
    }
    int code_model = open(argv[1], O_RDONLY | O_CLOEXEC);
    if (code_model < 0) {
        give_up("%s cannot be opened; build it with 'make'", argv[1]);
    }
    go_to_empty_folder(argv[1], code_model);
    host.watched = argv[2];
    host.watch_from = strtod(argv[3], NULL);

    char *deck = read_deck();
    char **lines = lines_of(deck);
    FILE *orders = fdopen(PROTOCOL_SOCKET, "r");
    if (!orders) {
        give_up_for_memory();
    }
    if (ngSpice_Init(on_text, NULL, on_exit_request, on_point, on_start, on_thread, NULL) != 0) {
        give_up("libngspice does not start");
    }
    load_code_model(argv[1]);
    remove_folder();
    if (argc == 5 && host.features.has[FEATURE_KLU]) {
        lines = with_klu(lines);
    }
    if (!walls_take_out(lines, &host.walls)) {
        give_up_for_memory();
    }
    const bool taken = ngSpice_Circ(lines) == 0;
    stop_at_complaint();
    if (!taken) {
        give_up("ngspice does not accept the deck");
    }
    for (char *order; (order = read_order(orders));) {
        obey(order);
    }
    _exit(0); /* ngspice has nothing left that is worth its own clean-up */
}
