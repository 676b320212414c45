#include "tests/support/stored.h"

#include "netgen/deck.h"
#include "netgen/network_file.h"
#include "tests/support/expect.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_json(const struct network *network, const char *path)
{
    struct output *out;
    struct diagnostic why;
    expect_ok(output_open(path, &out, &why), &why);
    expect_ok(network_write(network, out, &why), &why);
    expect_ok(output_commit(&out, 1, &why), &why);
}

void stored_write(const struct network *network, const char *name)
{
    char file[SCRATCH_PATH], path[SCRATCH_PATH], *deck;
    struct diagnostic why;
    snprintf(file, sizeof file, "%s.json", name);
    write_json(network, scratch_path(path, file));
    expect_ok(deck_text(network, DECK_COMPACT, &deck, &why), &why);
    snprintf(file, sizeof file, "%s.cir", name);
    scratch_write(path, file, deck, strlen(deck));
    free(deck);
}

struct network *stored_again(const struct network *network)
{
    char path[SCRATCH_PATH];
    struct network *read;
    struct diagnostic why;
    write_json(network, scratch_path(path, "network.json"));
    expect_ok(network_read(path, &read, &why), &why);
    return read;
}

void stored_expect_same_deck(const struct network *a, const struct network *b)
{
    char *one, *two;
    struct diagnostic why;
    expect_ok(deck_text(a, DECK_COMPACT, &one, &why), &why);
    expect_ok(deck_text(b, DECK_COMPACT, &two, &why), &why);
    ck_assert_str_eq(one, two);
    free(one);
    free(two);
}
