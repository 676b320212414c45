/* spinfield gen crossbar: an array of junctions and the reads of its cells. */
#ifndef GEN_CROSSBAR_H
#define GEN_CROSSBAR_H

/* Its row in the list of tasks. */
#define GEN_CROSSBAR_DOES "Read an array of magnetic tunnel junctions: a deck, and which cells are read right"

/* argv[0] is "crossbar"; the exit code. */
int gen_crossbar(int argc, char **argv);

#endif
