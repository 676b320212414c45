/* spinfield gen ice: square ice of nanomagnets, cooled or at a temperature, flip by flip and as a deck. */
#ifndef GEN_ICE_H
#define GEN_ICE_H

/* Its row in the list of tasks. */
#define GEN_ICE_DOES "Cool square ice of nanomagnets, fast and slowly, and count vertices; and a deck"

/* argv[0] is "ice"; the exit code. */
int gen_ice(int argc, char **argv);

#endif
