/* Stores of results: campaign/store.h. */
#include "tests/suites.h"

#include "campaign/database.h"
#include "campaign/store.h"
#include "tests/support/expect.h"
#include "tests/support/scratch.h"

#include <float.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/capability.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { POINTS = 12, COLUMNS = 7 };

/* The columns of the stores below: an option with a word among its numbers, one whose name a metric has, a seed, two
 * metrics and a time. */
static const struct store_column COLUMN[COLUMNS] = {
    {"sigma-rp", STORE_VARIED, STORE_REAL, NULL},  {"start", STORE_VARIED, STORE_TEXT, NULL},
    {"start-seed", STORE_SEED, STORE_INTEGER, ""}, {"energy_j", STORE_METRIC, STORE_REAL, "J"},
    {"start", STORE_METRIC, STORE_TEXT, ""},       {"cut", STORE_METRIC, STORE_REAL, ""},
    {"wall_s", STORE_EXECUTION, STORE_REAL, "s"},
};

static const struct store_fact FACTS[] = {{"engine", "solver"}, {"engine_version", "7"}, {"plan", "{\"seeds\": 12}"}};
static const struct store_fact NOTES[] = {{"command", "spinfield sweep ring --seeds 12"}};
static const struct store_fixed FIXED[] = {
    {{"w", STORE_FIXED, STORE_REAL, "V"}, {STORE_REAL, {.real = 0.1}}},
    {{"pattern", STORE_FIXED, STORE_TEXT, NULL}, {STORE_TEXT, {.text = "0101"}}},
    {{"pattern", STORE_FIXED, STORE_TEXT, NULL}, {STORE_TEXT, {.text = "0011"}}},
};

static struct store_plan standard_plan(void)
{
    return (struct store_plan){.points = POINTS,
                               .fact = FACTS,
                               .facts = 3,
                               .note = NOTES,
                               .notes = 1,
                               .column = COLUMN,
                               .columns = COLUMNS,
                               .fixed = FIXED,
                               .fixed_count = 3};
}

/* The values of a point: whole multiples of numbers that binary fractions do not have. */
static void values_of(size_t point, struct store_value value[COLUMNS])
{
    value[0] = point % 4 == 3 ? (struct store_value){STORE_TEXT, {.text = "auto"}}
                              : (struct store_value){STORE_REAL, {.real = 0.1 * (double)point}};
    value[1] = (struct store_value){STORE_TEXT, {.text = point % 2 ? "0101" : "0011"}};
    value[2] = (struct store_value){STORE_INTEGER, {.integer = (int64_t)point + 1}};
    value[3] = (struct store_value){STORE_REAL, {.real = 1e-12 / (double)(point + 3)}};
    value[4] = (struct store_value){STORE_TEXT, {.text = "1100"}};
    value[5] = (struct store_value){STORE_REAL, {.real = (double)point}};
    value[6] = (struct store_value){STORE_REAL, {.real = 0.25}};
}

static enum status put(struct store *store, size_t point, struct diagnostic *why)
{
    struct store_value value[COLUMNS];
    values_of(point, value);
    const struct store_row row = {
        .point = point, .value = value, .warnings = point % 2 ? "ties noise" : "", .host = "here", .attempts = 1};
    return store_put(store, &row, why);
}

static struct store *open_store(const char *path)
{
    const struct store_plan plan = standard_plan();
    struct diagnostic why;
    struct store *store;
    expect_ok(store_open(path, &plan, &store, &why), &why);
    return store;
}

static void close_store(struct store *store)
{
    struct diagnostic why;
    expect_ok(store_close(store, &why), &why);
}

/* A store at `path` with the points from `first` on, each `step` one. */
static void make_store(const char *path, size_t first, size_t step)
{
    struct diagnostic why;
    struct store *store = open_store(path);
    for (size_t point = first; point < POINTS; point += step) {
        expect_ok(put(store, point, &why), &why);
    }
    close_store(store);
}

static struct store_reader *read_store(const char *path)
{
    struct diagnostic why;
    struct store_reader *reader;
    expect_ok(store_read(path, &reader, &why), &why);
    return reader;
}

static bool next_row(struct store_reader *reader)
{
    struct diagnostic why;
    bool more;
    expect_ok(store_next(reader, &more, &why), &why);
    return more;
}

static const struct store_value *value_at(const struct store_reader *reader, const char *name)
{
    const size_t column = store_column(reader, name);
    ck_assert_uint_lt(column, reader->columns);
    return &reader->value[column];
}

/* All points are there, in order, with their values to the last bit. */
static void expect_all(const char *path)
{
    static const char *const NAMES[COLUMNS] = {"sigma_rp", "given_start", "start_seed", "energy_j",
                                               "start",    "cut",         "wall_s"};
    struct store_reader *reader = read_store(path);
    ck_assert_uint_eq(reader->rows, POINTS);
    ck_assert_uint_eq(reader->points, POINTS);
    for (size_t point = 0; point < POINTS; point++) {
        struct store_value right[COLUMNS];
        values_of(point, right);
        ck_assert(next_row(reader));
        ck_assert_int_eq(value_at(reader, "point")->integer, (int64_t)point);
        for (size_t k = 0; k < COLUMNS; k++) {
            ck_assert_msg(store_value_is(value_at(reader, NAMES[k]), &right[k]), "%s of point %zu", NAMES[k], point);
        }
        ck_assert_str_eq(value_at(reader, "outcome")->text, "done");
        ck_assert_int_eq(value_at(reader, "error")->type, STORE_NOTHING);
        ck_assert_int_eq(value_at(reader, "warnings")->type, point % 2 ? STORE_TEXT : STORE_NOTHING);
        ck_assert(value_at(reader, "w")->real == 0.1);
        ck_assert_str_eq(value_at(reader, "engine_version")->text, "7");
    }
    ck_assert(!next_row(reader));
    store_reader_free(reader);
}

/* How the plan `plan` is refused for the store at `path`, which stays as it is. */
static void expect_refused(const char *path, const struct store_plan *plan, const char *message)
{
    struct diagnostic why;
    struct store *store;
    expect_input_error(store_open(path, plan, &store, &why), &why, message);
    ck_assert_ptr_null(store);
    expect_all(path);
}

/* ---- Writing and reading ---- */

START_TEST(a_new_store_has_its_rows_and_is_one_file)
{
    const char *path = IN_SCRATCH("a.db");
    make_store(path, 0, 1);
    expect_all(path);
    ck_assert_int_ne(access(IN_SCRATCH("a.db-wal"), F_OK), 0);
    ck_assert_int_ne(access(IN_SCRATCH("a.db-shm"), F_OK), 0);
}
END_TEST

START_TEST(an_interrupted_store_goes_on)
{
    const char *path = IN_SCRATCH("a.db");
    make_store(path, 0, 3);
    struct diagnostic why;
    struct store *store = open_store(path);
    ck_assert_uint_eq(store_count(store), 4);
    for (size_t point = 0; point < POINTS; point++) {
        ck_assert_int_eq(store_has(store, point), point % 3 == 0);
        if (!store_has(store, point)) {
            expect_ok(put(store, point, &why), &why);
        }
    }
    ck_assert_uint_eq(store_count(store), POINTS);
    ck_assert(!store_has(store, POINTS));
    ck_assert_int_eq(put(store, 3, &why), STATUS_SYSTEM);
    close_store(store);
    expect_all(path);
}
END_TEST

START_TEST(a_store_says_what_it_is_of)
{
    const char *path = IN_SCRATCH("a.db");
    make_store(path, 0, 1);
    struct store_reader *reader = read_store(path);
    ck_assert_str_eq(store_fact(reader, "engine"), "solver");
    ck_assert_str_eq(store_fact(reader, "plan"), FACTS[2].value);
    ck_assert_str_eq(store_fact(reader, "command"), NOTES[0].value);
    ck_assert_ptr_nonnull(store_fact(reader, "version"));
    ck_assert_ptr_null(store_fact(reader, "nothing"));
    ck_assert_str_eq(reader->option[store_column(reader, "sigma_rp")], "sigma-rp");
    ck_assert_str_eq(reader->option[store_column(reader, "pattern_2")], "pattern");
    ck_assert_ptr_null(reader->option[store_column(reader, "energy_j")]);
    ck_assert_str_eq(reader->column[store_column(reader, "energy_j")].unit, "J");
    ck_assert_int_eq(reader->column[store_column(reader, "given_start")].part, STORE_VARIED);
    store_reader_free(reader);
}
END_TEST

START_TEST(numbers_read_back_to_the_last_bit)
{
    static const double NUMBERS[] = {DBL_MIN, DBL_MAX, -DBL_MAX, 5e-324, 0.1 + 0.2, 1.0, -3.0, 1e300, INFINITY, 0.0};
    enum { COUNT = sizeof NUMBERS / sizeof *NUMBERS };
    const char *path = IN_SCRATCH("a.db");
    struct diagnostic why;
    struct store *store = open_store(path);
    for (size_t point = 0; point <= COUNT; point++) {
        struct store_value value[COLUMNS];
        values_of(point, value);
        value[3].real = point < COUNT ? NUMBERS[point] : NAN;
        value[2].integer = point == 0 ? INT64_MAX : INT64_MIN;
        const struct store_row row = {.point = point, .value = value, .attempts = 1};
        expect_ok(store_put(store, &row, &why), &why);
    }
    close_store(store);
    struct store_reader *reader = read_store(path);
    for (size_t point = 0; point < COUNT; point++) {
        ck_assert(next_row(reader));
        ck_assert_double_eq(value_at(reader, "energy_j")->real, NUMBERS[point]);
        ck_assert(value_at(reader, "start_seed")->integer == (point == 0 ? INT64_MAX : INT64_MIN));
    }
    ck_assert(next_row(reader));
    ck_assert_int_eq(value_at(reader, "energy_j")->type, STORE_NOTHING); /* a NaN */
    store_reader_free(reader);
}
END_TEST

START_TEST(a_failed_run_is_a_row_with_its_error)
{
    const char *path = IN_SCRATCH("a.db");
    struct diagnostic why;
    struct store_value value[COLUMNS] = {{STORE_REAL, {.real = 0.5}}};
    struct store *store = open_store(path);
    const struct store_row row = {.point = 7, .value = value, .error = "n: error: 'x' \"y\"", .attempts = 2};
    expect_ok(store_put(store, &row, &why), &why);
    close_store(store);
    struct store_reader *reader = read_store(path);
    ck_assert(next_row(reader));
    ck_assert_str_eq(value_at(reader, "outcome")->text, "failed");
    ck_assert_str_eq(value_at(reader, "error")->text, row.error);
    ck_assert_int_eq(value_at(reader, "attempts")->integer, 2);
    ck_assert_int_eq(value_at(reader, "energy_j")->type, STORE_NOTHING);
    ck_assert(!next_row(reader));
    expect_ok(store_seek(reader, 3, &why), &why);
    ck_assert(next_row(reader));
    expect_ok(store_seek(reader, 8, &why), &why);
    ck_assert(!next_row(reader));
    store_reader_free(reader);
}
END_TEST

START_TEST(a_reader_sees_the_store_as_it_was_and_does_not_stop_the_writer)
{
    const char *path = IN_SCRATCH("a.db");
    struct diagnostic why;
    struct store *store = open_store(path);
    expect_ok(put(store, 0, &why), &why);
    struct store_reader *reader = read_store(path);
    for (size_t point = 1; point < POINTS; point++) {
        expect_ok(put(store, point, &why), &why);
    }
    ck_assert(next_row(reader));
    ck_assert(!next_row(reader));
    close_store(store); /* while it is read */
    store_reader_free(reader);
    expect_all(path);
}
END_TEST

/* ---- What is refused ---- */

START_TEST(another_campaign_is_refused)
{
    const char *path = IN_SCRATCH("a.db");
    make_store(path, 0, 1);
    struct store_plan plan = standard_plan();
    const struct store_fact other_plan[] = {FACTS[0], FACTS[1], {"plan", "{\"seeds\": 13}"}};
    const struct store_fact other_engine[] = {{"engine", "ngspice"}, FACTS[1], FACTS[2]};
    plan.fact = other_plan;
    expect_refused(path, &plan,
                   "another campaign: its plan is '{\"seeds\": 12}', that of this one is '{\"seeds\": 13}'");
    plan.fact = other_engine;
    expect_refused(path, &plan, "its engine is 'solver', that of this one is 'ngspice'");
    plan = standard_plan();
    plan.facts = 2;
    expect_refused(path, &plan, "its plan is '{\"seeds\": 12}'");
    plan = standard_plan();
    plan.points = POINTS + 1;
    expect_refused(path, &plan, "its points is '12', that of this one is '13'");
    plan = standard_plan();
    plan.columns--;
    expect_refused(path, &plan, "its next column is 'wall_s'");
    plan = standard_plan();
    struct store_fixed fixed[3];
    memcpy(fixed, FIXED, sizeof fixed);
    fixed[0].value.real = 0.2;
    plan.fixed = fixed;
    expect_refused(path, &plan, "its 'w' is not that of this one");
    plan = standard_plan();
    plan.note = &(struct store_fact){"command", "spinfield sweep ring --seeds 12 --jobs 2"};
    struct diagnostic why;
    struct store *store;
    expect_ok(store_open(path, &plan, &store, &why), &why); /* notes may differ */
    close_store(store);
}
END_TEST

static void change(const char *path, const char *sql)
{
    struct diagnostic why;
    struct database database;
    expect_ok(database_open(path, true, &database, &why), &why);
    expect_ok(database_run(&database, sql, &why), &why);
    database_close(&database);
}

START_TEST(another_version_is_refused)
{
    const char *path = IN_SCRATCH("a.db");
    const struct store_plan plan = standard_plan();
    struct store_reader *reader;
    struct diagnostic why;
    make_store(path, 0, 1);
    change(path, "UPDATE campaign SET value = '0.0.1' WHERE key = 'version'");
    expect_refused(path, &plan, "store of Spinfield 0.0.1; expected ");
    change(path, "PRAGMA user_version = 99");
    expect_input_error(store_read(path, &reader, &why), &why, "store of format 99; expected format 1");
}
END_TEST

/* Neither to be written nor to be read, and not changed. */
static void expect_foreign(const char *path, const char *message)
{
    const struct store_plan plan = standard_plan();
    struct store_reader *reader;
    struct diagnostic why;
    struct store *store;
    struct stat before, after;
    ck_assert_int_eq(stat(path, &before), 0);
    expect_input_error(store_open(path, &plan, &store, &why), &why, message);
    expect_input_error(store_read(path, &reader, &why), &why, message);
    ck_assert_int_eq(stat(path, &after), 0);
    ck_assert(before.st_size == after.st_size && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
}

START_TEST(a_foreign_file_is_refused_and_stays)
{
    char path[SCRATCH_PATH], page[5000];
    scratch_write(path, "notes", "x,y\n1,2\n", 8);
    expect_foreign(path, "no SQLite file; expected a store");
    memset(page, 'x', sizeof page);
    scratch_write(path, "notes", page, sizeof page);
    expect_foreign(path, "no SQLite file; expected a store");
    scratch_write(path, "other", "", 0);
    change(path, "CREATE TABLE runs(point INTEGER PRIMARY KEY)");
    expect_foreign(path, "not a store of results; expected a file that 'spinfield sweep' made");
}
END_TEST

START_TEST(names_that_cannot_be_a_store_are_refused)
{
    const struct store_plan plan = standard_plan();
    struct diagnostic why;
    struct store *store;
    struct store_reader *reader;
    expect_input_error(store_open(IN_SCRATCH("no/a.db"), &plan, &store, &why), &why, "cannot write: No such file");
    expect_input_error(store_open(scratch_folder(), &plan, &store, &why), &why, "cannot write: Is a directory");
    expect_input_error(store_open("/dev/null", &plan, &store, &why), &why, "not a regular file");
    expect_input_error(store_read(IN_SCRATCH("none.db"), &reader, &why), &why, "cannot open: No such file");
    ck_assert_int_ne(access(IN_SCRATCH("none.db"), F_OK), 0);
}
END_TEST

START_TEST(a_damaged_store_is_an_error)
{
    static const char *const DAMAGES[] = {"DROP TABLE columns",  "DROP VIEW everything",
                                          "DELETE FROM columns", "UPDATE columns SET part = 'x'",
                                          "DELETE FROM fixed",   "DROP TABLE executions"};
    for (size_t k = 0; k < sizeof DAMAGES / sizeof *DAMAGES; k++) {
        const struct store_plan plan = standard_plan();
        const char *path = IN_SCRATCH("a.db");
        struct store_reader *reader;
        struct diagnostic why;
        struct store *store;
        unlink(path);
        make_store(path, 0, 1);
        change(path, DAMAGES[k]);
        ck_assert_msg(store_read(path, &reader, &why) == STATUS_SYSTEM, "%s", DAMAGES[k]);
        ck_assert_ptr_nonnull(strstr(why.text, "a.db: error: "));
        if (strcmp(DAMAGES[k], "DROP VIEW everything") != 0) { /* which a writer has no need of */
            ck_assert_msg(store_open(path, &plan, &store, &why) != STATUS_OK, "%s", DAMAGES[k]);
        }
    }
}
END_TEST

/* Whether root, too, may write only what the modes of a file let it. */
static void keep_to_modes(bool keep)
{
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct set[_LINUX_CAPABILITY_U32S_3];
    const unsigned over = 1U << CAP_DAC_OVERRIDE;
    ck_assert_int_eq(syscall(SYS_capget, &head, set), 0);
    set[0].effective = keep ? set[0].effective & ~over : set[0].effective | (set[0].permitted & over);
    ck_assert_int_eq(syscall(SYS_capset, &head, set), 0);
}

START_TEST(a_store_that_may_only_be_read_is_read_and_not_written)
{
    const char *path = IN_SCRATCH("folder/a.db"), *folder = IN_SCRATCH("folder");
    const struct store_plan plan = standard_plan();
    struct diagnostic why;
    struct store *store;
    ck_assert_int_eq(mkdir(folder, 0755), 0);
    make_store(path, 0, 1);
    ck_assert_int_eq(chmod(path, 0444), 0);
    ck_assert_int_eq(chmod(folder, 0555), 0);
    keep_to_modes(true);
    expect_input_error(store_open(path, &plan, &store, &why), &why, "cannot write: Permission denied");
    expect_input_error(store_open(IN_SCRATCH("folder/new.db"), &plan, &store, &why), &why,
                       "cannot write: Permission denied");
    expect_all(path);
    keep_to_modes(false);
    ck_assert_int_eq(chmod(folder, 0755), 0);
}
END_TEST

/* ---- What goes wrong at work ---- */

START_TEST(a_full_disk_keeps_the_rows_before_it)
{
    const char *path = IN_SCRATCH("a.db");
    struct diagnostic why;
    struct rlimit before;
    struct store *store = open_store(path);
    size_t point = 0;
    expect_ok(put(store, point++, &why), &why);
    struct stat log;
    ck_assert_int_eq(stat(IN_SCRATCH("a.db-wal"), &log), 0);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit limit = {.rlim_cur = (rlim_t)log.st_size + 20000, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN); /* as in the program: write fails */
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    enum status status = STATUS_OK;
    while (point < POINTS && (status = put(store, point, &why)) == STATUS_OK) {
        point++;
    }
    ck_assert_int_eq(status, STATUS_SYSTEM);
    ck_assert_ptr_nonnull(strstr(why.text, "a.db: error: cannot write: "));
    ck_assert_uint_gt(point, 1);
    ck_assert(!store_has(store, point));
    store_close(store, &why);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
    store = open_store(path);
    ck_assert_uint_eq(store_count(store), point);
    for (; point < POINTS; point++) {
        expect_ok(put(store, point, &why), &why);
    }
    close_store(store);
    expect_all(path);
}
END_TEST

START_TEST(a_disk_without_room_for_a_new_store_has_none)
{
    const struct store_plan plan = standard_plan();
    const char *path = IN_SCRATCH("a.db");
    struct rlimit before;
    struct diagnostic why;
    struct store *store;
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t room = 0; room < 40000; room += 3000) {
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &(struct rlimit){room, before.rlim_max}), 0);
        if (store_open(path, &plan, &store, &why) == STATUS_OK) {
            ck_assert_int_gt((int)room, 4096);
            store_close(store, &why);
            break;
        }
        ck_assert_ptr_nonnull(strstr(why.text, "a.db: error: cannot write: "));
        ck_assert_int_ne(access(path, F_OK), 0);
        ck_assert_int_ne(access(IN_SCRATCH("a.db-wal"), F_OK), 0);
    }
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
}
END_TEST

/* Runs in a child process that says so when it has the store open, and writes points until it is killed. */
static pid_t start_writer(const char *path, int *said)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        struct diagnostic why;
        struct store *store = open_store(path);
        for (size_t point = 0; point < POINTS; point++) {
            if (!store_has(store, point) && put(store, point, &why) != STATUS_OK) {
                _exit(1);
            }
            if (write(ends[1], "x", 1) != 1) {
                _exit(1);
            }
        }
        pause();
        _exit(0);
    }
    close(ends[1]);
    *said = ends[0];
    return child;
}

static void wait_for_points(int said, size_t points)
{
    char letter;
    for (size_t k = 0; k < points; k++) {
        ck_assert_int_eq(read(said, &letter, 1), 1);
    }
}

static void end_writer(pid_t child, int said)
{
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    close(said);
}

START_TEST(a_second_writer_is_refused_until_the_first_one_has_ended)
{
    const struct store_plan plan = standard_plan();
    const char *path = IN_SCRATCH("a.db");
    struct diagnostic why;
    struct store *store;
    int said;
    pid_t child = start_writer(path, &said);
    wait_for_points(said, POINTS);
    ck_assert_int_eq(store_open(path, &plan, &store, &why), STATUS_SYSTEM);
    ck_assert_ptr_nonnull(strstr(why.text, "another program writes this store"));
    expect_all(path); /* readers may read */
    end_writer(child, said);
    close_store(open_store(path));
    expect_all(path);
}
END_TEST

/* Loop: after how many points. */
START_TEST(a_killed_writer_loses_nothing_that_it_told)
{
    const char *path = IN_SCRATCH("a.db");
    const size_t told = (size_t)_i;
    int said;
    pid_t child = start_writer(path, &said);
    wait_for_points(said, told);
    end_writer(child, said);
    struct store *store = open_store(path);
    for (size_t point = 0; point < told; point++) {
        ck_assert(store_has(store, point));
    }
    close_store(store);
    child = start_writer(path, &said);
    wait_for_points(said, POINTS);
    end_writer(child, said);
    expect_all(path);
}
END_TEST

/* As when a writer is killed while it ends the write-ahead mode: what was begun is in a journal, and partly in the
 * file. */
START_TEST(a_reader_takes_back_what_a_killed_writer_had_begun)
{
    const char *path = IN_SCRATCH("a.db");
    make_store(path, 0, 1);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        sqlite3 *handle;
        sqlite3_open(path, &handle);
        sqlite3_exec(handle,
                     "PRAGMA cache_size = 1; BEGIN; UPDATE runs SET energy_j = 0; CREATE TABLE t(x);"
                     "INSERT INTO t VALUES(zeroblob(1000000))",
                     NULL, NULL, NULL);
        raise(SIGKILL);
    }
    waitpid(child, NULL, 0);
    ck_assert_int_eq(access(IN_SCRATCH("a.db-journal"), F_OK), 0);
    expect_all(path);
}
END_TEST

START_TEST(a_store_that_is_removed_while_it_is_written_is_an_error)
{
    const char *path = IN_SCRATCH("a.db");
    struct diagnostic why;
    struct store *store = open_store(path);
    unlink(path);
    ck_assert_int_eq(store_close(store, &why), STATUS_SYSTEM);
    ck_assert_ptr_nonnull(strstr(why.text, "was removed or replaced"));
}
END_TEST

/* ---- Merging ---- */

START_TEST(shards_make_the_whole)
{
    char path[3][SCRATCH_PATH];
    struct diagnostic why;
    for (size_t k = 0; k < 3; k++) {
        char name[] = "shard0.db";
        name[5] = (char)('0' + k);
        make_store(scratch_path(path[k], name), k, 3);
    }
    const char *const in[] = {path[2], path[0], path[1], path[0]};
    const char *out = IN_SCRATCH("all.db");
    expect_ok(store_merge(out, in, 4, &why), &why);
    expect_all(out);
    close_store(open_store(out)); /* of the same campaign */
    expect_input_error(store_merge(out, in, 4, &why), &why, "all.db: error: the file exists");
    expect_all(out);
}
END_TEST

START_TEST(stores_that_do_not_fit_are_not_merged)
{
    char a[SCRATCH_PATH], b[SCRATCH_PATH];
    const char *out = IN_SCRATCH("all.db");
    struct diagnostic why;
    make_store(scratch_path(a, "a.db"), 0, 1);
    make_store(scratch_path(b, "b.db"), 0, 2);
    change(b, "UPDATE runs SET cut = cut + 1 WHERE point = 4");
    expect_input_error(store_merge(out, (const char *const[]){a, b}, 2, &why), &why,
                       "b.db: error: point 4 has another 'cut' than in a store before this; expected equal rows");
    ck_assert_int_ne(access(out, F_OK), 0);
    change(b, "UPDATE campaign SET value = 'ngspice' WHERE key = 'engine'");
    expect_input_error(store_merge(out, (const char *const[]){a, b}, 2, &why), &why, "its engine is 'ngspice'");
    ck_assert_int_ne(access(out, F_OK), 0);
    expect_input_error(store_merge(out, (const char *const[]){a, IN_SCRATCH("none.db")}, 2, &why), &why, "none.db");
    ck_assert_int_ne(access(out, F_OK), 0);
}
END_TEST

Suite *store_suite(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("store");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_test(tests, a_new_store_has_its_rows_and_is_one_file);
    tcase_add_test(tests, an_interrupted_store_goes_on);
    tcase_add_test(tests, a_store_says_what_it_is_of);
    tcase_add_test(tests, numbers_read_back_to_the_last_bit);
    tcase_add_test(tests, a_failed_run_is_a_row_with_its_error);
    tcase_add_test(tests, a_reader_sees_the_store_as_it_was_and_does_not_stop_the_writer);
    tcase_add_test(tests, another_campaign_is_refused);
    tcase_add_test(tests, another_version_is_refused);
    tcase_add_test(tests, a_foreign_file_is_refused_and_stays);
    tcase_add_test(tests, names_that_cannot_be_a_store_are_refused);
    tcase_add_test(tests, a_damaged_store_is_an_error);
    tcase_add_test(tests, a_store_that_may_only_be_read_is_read_and_not_written);
    tcase_add_test(tests, a_full_disk_keeps_the_rows_before_it);
    tcase_add_test(tests, a_disk_without_room_for_a_new_store_has_none);
    tcase_add_test(tests, a_second_writer_is_refused_until_the_first_one_has_ended);
    tcase_add_loop_test(tests, a_killed_writer_loses_nothing_that_it_told, 0, POINTS + 1);
    tcase_add_test(tests, a_reader_takes_back_what_a_killed_writer_had_begun);
    tcase_add_test(tests, a_store_that_is_removed_while_it_is_written_is_an_error);
    tcase_add_test(tests, shards_make_the_whole);
    tcase_add_test(tests, stores_that_do_not_fit_are_not_merged);
    suite_add_tcase(suite, tests);
    return suite;
}
