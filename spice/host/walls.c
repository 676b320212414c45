#include "spice/host/walls.h"

#include "base/array.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Names, sorted once all are there. */
struct names {
    char **name;
    size_t count;
};

static const char BLANKS[] = " \t\r";

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort(struct names *names)
{
    if (names->count > 0) {
        qsort(names->name, names->count, sizeof *names->name, compare_names);
    }
}

static bool has(const struct names *names, const char *name)
{
    return names->count > 0 && bsearch(&name, names->name, names->count, sizeof *names->name, compare_names);
}

static void clear(struct names *names)
{
    for (size_t k = 0; k < names->count; k++) {
        free(names->name[k]);
    }
    free(names->name);
}

/* The first `length` characters of `word` in lower case, as ngspice reads them; NULL where memory is short. */
static char *lowered(const char *word, size_t length)
{
    char *name = strndup(word, length);
    for (char *c = name; c && *c; c++) {
        *c = (char)tolower((unsigned char)*c);
    }
    return name;
}

static bool add(struct names *names, const char *word, size_t length)
{
    char *name = lowered(word, length);
    if (!name || !ARRAY_GROW(names->name, names->count)) {
        free(name);
        return false;
    }
    names->name[names->count++] = name;
    return true;
}

/* The next word behind *at, of *length characters, in the line; NULL at its end. */
static char *next_word(char **at, size_t *length)
{
    char *word = *at + strspn(*at, BLANKS);
    *length = strcspn(word, BLANKS);
    *at = word + *length;
    return *length > 0 ? word : NULL;
}

static bool begins(const char *line, const char *word)
{
    return strncasecmp(line, word, strlen(word)) == 0;
}

/* Whether a line continues the one before it. */
static bool goes_on(const char *line)
{
    return line && line[strspn(line, BLANKS)] == '+';
}

/* Adds the name of a .model card of such walls. */
static bool note_model(char *line, struct names *models)
{
    size_t length, size;
    char *name, *kind;
    (void)next_word(&line, &length);
    name = next_word(&line, &length);
    kind = next_word(&line, &size);
    size = kind ? strcspn(kind, " \t\r(") : 0;
    bool wall = (size == strlen("dwmtj_network") && begins(kind, "dwmtj_network")) ||
                (size == strlen("dwmtj_axons") && begins(kind, "dwmtj_axons"));
    return !wall || add(models, name, length);
}

/* Adds the name of a device whose model, the last word of its lines, is one of those. */
static bool note_device(char **line, const struct names *models, struct names *devices)
{
    char *at = *line, *word, *last = NULL;
    size_t length, last_length = 0, name_length;
    char *name = next_word(&at, &name_length);
    do {
        at = *line + (goes_on(*line) ? strspn(*line, " \t\r+") : 0);
        while ((word = next_word(&at, &length))) {
            last = word;
            last_length = length;
        }
    } while (goes_on(*++line));
    char *model = last ? lowered(last, last_length) : NULL;
    bool good = model && (!has(models, model) || add(devices, name, name_length));
    free(model);
    return good;
}

/* Calls `note` for each line of the circuit itself, not of a subcircuit, that begins with `word`. */
static bool note_devices(char **lines, const struct names *models, struct names *devices)
{
    int nested = 0;
    bool good = true;
    for (; *lines && good; lines++) {
        nested += begins(*lines, ".subckt") - begins(*lines, ".ends");
        if (nested == 0 && begins(*lines, "a")) {
            good = note_device(lines, models, devices);
        }
    }
    return good;
}

/* Whether `word` is "@NAME[x]" or "@NAME[v]" of one of the devices; *good is false where memory is short. */
static bool is_wall(const char *word, size_t length, const struct names *devices, bool *good)
{
    if (length < 5 || word[length - 3] != '[' || word[length - 1] != ']' || !strchr("xXvV", word[length - 2])) {
        return false;
    }
    char *device = lowered(word + 1, length - 4);
    *good = *good && device;
    bool found = device && has(devices, device);
    free(device);
    return found;
}

/* What is being taken out. */
struct taking {
    const struct names *devices;
    struct walls *walls;
    size_t left;       /* vectors that stay in the deck */
    char *line, *word; /* the first one that does not, and its line */
    size_t number;     /* and which of the walls' it is */
};

/* Notes the vectors of devices in a line of what is saved, from `head` on, and blanks those of walls. */
static bool take_out(char *line, size_t head, struct taking *t)
{
    bool good = true;
    size_t length;
    char *at = line + head;
    for (char *word; good && (word = next_word(&at, &length));) {
        if (*word != '@') {
            t->left++;
            continue;
        }
        struct walls *walls = t->walls;
        struct saved saved = {.name = lowered(word, length)};
        saved.taken = is_wall(word, length, t->devices, &good);
        if (!good || !saved.name || !ARRAY_GROW(walls->saved, walls->count)) {
            free(saved.name);
            return false;
        }
        if (saved.taken && !t->word) {
            t->line = line;
            t->word = word;
            t->number = walls->count;
        }
        walls->saved[walls->count++] = saved;
        if (saved.taken) {
            memset(word, ' ', length);
        } else {
            t->left++;
        }
    }
    return good;
}

/* A line without a word behind .save becomes a comment. */
static void drop_empty(char *line, size_t head)
{
    if (line[head + strspn(line + head, BLANKS)] == '\0') {
        *line = '*';
    }
}

static bool take_out_all(char **lines, struct taking *t)
{
    static const char SAVE[] = ".save";
    bool saves = false, good = true;
    for (; *lines && good; lines++) {
        bool begins_here = begins(*lines, SAVE);
        saves = begins_here || (saves && goes_on(*lines));
        if (saves) {
            size_t head = begins_here ? strlen(SAVE) : strspn(*lines, " \t\r+");
            good = take_out(*lines, head, t);
            if (begins_here && !goes_on(lines[1])) {
                drop_empty(*lines, head);
            }
        }
    }
    if (good && t->left == 0 && t->word) { /* one stays: the first */
        struct saved *saved = &t->walls->saved[t->number];
        memcpy(t->word, saved->name, strlen(saved->name));
        if (*t->line == '*') {
            *t->line = '.';
        }
        saved->taken = false;
    }
    return good;
}

bool walls_take_out(char **lines, struct walls *walls)
{
    struct names models = {0}, devices = {0};
    struct taking taking = {.devices = &devices, .walls = walls};
    bool good = true;
    *walls = (struct walls){0};
    for (char **line = lines; *line && good; line++) {
        good = !begins(*line, ".model") || note_model(*line, &models);
    }
    sort(&models);
    good = good && note_devices(lines, &models, &devices);
    sort(&devices);
    good = good && (devices.count == 0 || take_out_all(lines, &taking));
    clear(&models);
    clear(&devices);
    return good;
}

/* What walls_find looks for. */
struct search {
    struct saved **taken; /* [count] sorted by name */
    size_t count;
};

/* `device`, or the name in front of its bracket, and that of a saved vector. */
static int compare_device(const void *device, const void *saved)
{
    const char *a = device, *b = (*(struct saved *const *)saved)->name + 1;
    const size_t length = strcspn(a, "["), other = strcspn(b, "[");
    int order = memcmp(a, b, length < other ? length : other);
    return order != 0 ? order : (length > other) - (length < other);
}

static int compare_saved(const void *a, const void *b)
{
    return compare_device((*(struct saved *const *)a)->name + 1, b);
}

static void take(void *context, const char *device, const double *x, const double *v)
{
    struct search *search = context;
    struct saved **at = bsearch(device, search->taken, search->count, sizeof(struct saved *), compare_device);
    if (!at) {
        return;
    }
    while (at > search->taken && compare_device(device, at - 1) == 0) {
        at--;
    }
    for (; at < search->taken + search->count && compare_device(device, at) == 0; at++) {
        (*at)->value = (*at)->name[strlen((*at)->name) - 2] == 'x' ? x : v;
    }
}

const char *walls_find(struct walls *walls, each_wall *each)
{
    struct search search = {.taken = calloc(walls->count + 1, sizeof(struct saved *))};
    const char *missing = NULL;
    if (!search.taken) {
        return "(out of memory)";
    }
    for (size_t k = 0; k < walls->count; k++) {
        if (walls->saved[k].taken) {
            walls->saved[k].value = NULL;
            search.taken[search.count++] = &walls->saved[k];
        }
    }
    qsort(search.taken, search.count, sizeof(struct saved *), compare_saved);
    each(take, &search);
    for (size_t k = 0; k < search.count && !missing; k++) {
        missing = search.taken[k]->value ? NULL : search.taken[k]->name;
    }
    free(search.taken);
    return missing;
}
