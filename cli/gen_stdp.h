/* spinfield gen stdp: junctions that learn to tell lanes apart by spike timing. */
#ifndef GEN_STDP_H
#define GEN_STDP_H

/* Its row in the list of tasks. */
#define GEN_STDP_DOES "Let junctions learn by spike timing which lane a bar is on; a deck of it, where asked for"

/* argv[0] is "stdp"; the exit code. */
int gen_stdp(int argc, char **argv);

#endif
