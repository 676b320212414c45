/* measure BLANK.CM: what the libngspice that it is linked to was built with. It prints lines of a name and a value:
 *
 *   library      the file
 *   ngspice      version and features, as the library says itself (spice/host/features.h)
 *   table        the place in a device's table, in words, to which it writes the sizes of what it keeps
 *   instance     such a size in bytes, of an instance of a code model
 *   model        and of a .model line
 *   circuit      the size of what it keeps of a circuit, in bytes
 *
 * measure --program reads from standard input what the program ngspice answers to the same questions, and prints the
 * line `ngspice`. measure --questions prints these questions. Exit code 3 where ngspice does not do its part. */
#include "spice/host/features.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <ngspice/sharedspice.h>

/* What libngspice takes while it reads a circuit of two devices. */
enum { MOST_BLOCKS = 100000 };
static struct block {
    void *at;
    size_t size; /* bytes */
} blocks[MOST_BLOCKS];
static size_t block_count;
static bool noting;

static struct features features;

/* In place of the C library's, for libngspice: it takes all its memory with this function. */
__attribute__((visibility("default"))) void *calloc(size_t count, size_t size)
{
    const size_t bytes = count * size;
    void *block = size && count > SIZE_MAX / size ? NULL : malloc(bytes ? bytes : 1);
    if (block) {
        memset(block, 0, bytes);
    }
    if (noting && block_count < MOST_BLOCKS) {
        blocks[block_count++] = (struct block){block, bytes};
    }
    return block;
}

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "setup: error: libngspice %s\n", what);
    _exit(3);
}

static int on_text(char *text, int identity, void *user)
{
    (void)identity;
    (void)user;
    features_read(&features, text);
    return 0;
}

static int on_exit_request(int code, NG_BOOL unload, NG_BOOL quit, int identity, void *user)
{
    (void)code;
    (void)unload;
    (void)quit;
    (void)identity;
    (void)user;
    give_up("ends itself when it is asked for its features");
}

static void command(const char *text)
{
    char copy[1000];
    snprintf(copy, sizeof copy, "%s", text); /* ngspice takes a char * */
    ngSpice_Command(copy);
}

static void print_features(void)
{
    char text[FEATURES_SIZE];
    features_text(&features, text);
    printf("ngspice %s\n", text);
}

/* Loads the blank code model: ngspice writes two pointers to sizes into its table, one behind the other. */
static void print_table(const char *path)
{
    char text[1000];
    snprintf(text, sizeof text, "codemodel %s", path);
    command(text);
    void *blank = dlopen(path, RTLD_NOW);
    const int *const *table = blank ? dlsym(blank, "blank_table") : NULL;
    const size_t *words = blank ? dlsym(blank, "blank_words") : NULL;
    size_t place = 1, end = 0; /* the name of the device is the first */
    if (table && words) {
        end = *words;
        while (place + 1 < end && !(table[place] && table[place + 1])) {
            place++;
        }
    }
    if (place + 1 < end) {
        printf("table %zu\ninstance %d\nmodel %d\n", place, *table[place], *table[place + 1]);
    } else {
        give_up("does not load a code model, or does not show where a device's table has the sizes");
    }
}

/* Reads a circuit. Of what ngspice takes then, the circuit is the block that begins with the address of the one taken
 * next, its list of models, one pointer for each kind of device. */
static void print_circuit(void)
{
    char deck[][20] = {"blank", "r1 1 0 1", "v1 1 0 1", ".op", ".end"};
    char *lines[] = {deck[0], deck[1], deck[2], deck[3], deck[4], NULL};
    enum { LEAST = 512, MOST = 8192 }; /* bytes of a circuit, in any version */
    size_t size = 0, found = 0;
    noting = true;
    ngSpice_Circ(lines);
    noting = false;
    for (size_t i = 0; i + 1 < block_count; i++) {
        if (blocks[i].size >= LEAST && blocks[i].size < MOST && *(void **)blocks[i].at == blocks[i + 1].at) {
            size = blocks[i].size;
            found++;
        }
    }
    if (found != 1) {
        give_up("does not show what it keeps of a circuit");
    }
    printf("circuit %zu\n", size);
}

int main(int argc, char **argv)
{
    features = features_start();
    if (argc == 2 && strcmp(argv[1], "--questions") == 0) {
        for (size_t i = 0; FEATURE_QUESTIONS[i]; i++) {
            puts(FEATURE_QUESTIONS[i]);
        }
        return 0;
    }
    if (argc == 2 && strcmp(argv[1], "--program") == 0) {
        for (char line[1000]; fgets(line, sizeof line, stdin);) {
            features_read(&features, line);
        }
        print_features();
        return 0;
    }
    if (argc != 2) {
        fputs("usage: measure BLANK.CM | --program | --questions\n", stderr);
        return 2;
    }
    char *blank = realpath(argv[1], NULL);
    if (!blank || chdir("/proc/self/fdinfo") != 0) {
        give_up("finds no code model to load, or no /proc");
    }
    unsetenv("SPICE_USERINIT_DIR"); /* no .spiceinit and no spinit: spice/host/no_home.c, spice/spice.c */
    setenv("SPICE_SCRIPTS", "/proc/self/fd/no-scripts", 1);
    Dl_info library;
    if (ngSpice_Init(on_text, NULL, on_exit_request, NULL, NULL, NULL, NULL) != 0 ||
        !dladdr((void *)(uintptr_t)ngSpice_Init, &library)) {
        give_up("does not start");
    }
    for (size_t i = 0; FEATURE_QUESTIONS[i]; i++) {
        command(FEATURE_QUESTIONS[i]);
    }
    char *path = realpath(library.dli_fname, NULL);
    printf("library %s\n", path ? path : library.dli_fname);
    print_features();
    if (features.has[FEATURE_XSPICE]) {
        print_circuit();
        print_table(blank);
    }
    fflush(stdout);
    _exit(0); /* the blank device is no device: ngspice must not go on with it */
}
