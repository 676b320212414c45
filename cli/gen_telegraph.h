/* spinfield gen telegraph: junctions that jump between two states, by events and as a deck. */
#ifndef GEN_TELEGRAPH_H
#define GEN_TELEGRAPH_H

/* Its row in the list of tasks. */
#define GEN_TELEGRAPH_DOES "Run junctions that jump by chance: dwells, states, answer to a drive; and a deck"

/* argv[0] is "telegraph"; the exit code. */
int gen_telegraph(int argc, char **argv);

#endif
