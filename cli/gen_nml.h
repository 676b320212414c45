/* spinfield gen nml: logic of nanomagnets with a clock, as coupled macrospins and as a deck. */
#ifndef GEN_NML_H
#define GEN_NML_H

/* Its row in the list of tasks. */
#define GEN_NML_DOES "Run logic of nanomagnets, and find states of lowest energy; and a deck"

/* argv[0] is "nml"; the exit code. */
int gen_nml(int argc, char **argv);

#endif
