/* Writes, from the table of parameters, the interface of the ngspice code model (by the name of the model), the
 * subcircuit library that a designer includes ("library"), the same device from standard elements ("behavioural"), or
 * the table in docs/model.md ("table"). */
#include "models/dwmtj/dwmtj.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char TABLE[] = "\nPARAMETER_TABLE:\n"
                            "Parameter_Name: vleak_table\n"
                            "Description: \"leak velocities at equally spaced places, left to right\"\n"
                            "Data_Type: real\n"
                            "Default_Value: -\n"
                            "Limits: -\n"
                            "Vector: yes\n"
                            "Vector_Bounds: -\n"
                            "Null_Allowed: no\n";

static const char MULTIPLICITY[] = "\nPARAMETER_TABLE:\n"
                                   "Parameter_Name: m\n"
                                   "Description: \"number of devices in parallel\"\n"
                                   "Data_Type: real\n"
                                   "Default_Value: 1\n"
                                   "Limits: -\n"
                                   "Vector: no\n"
                                   "Vector_Bounds: -\n"
                                   "Null_Allowed: yes\n";

/* The code models. They differ in their ports and in parameters beyond those of the table. */
static const struct code_model {
    const char *name, *description;
    const char *motion_null; /* whether the port `motion` may be left out; NULL where there is none */
    bool has_track;          /* the track conducts, and needs no resistor beside the code model */
    const char *parameters;
} CODE_MODELS[] = {
    {"dwmtj", "four-terminal domain-wall magnetic tunnel junction", NULL, false, ""},
    {"dwmtj_watched", "dwmtj with a port for the speed of its wall", "no", false, ""},
    {"dwmtj_network", "dwmtj for large circuits, without small signals", "yes", false, ""},
    {"dwmtj_profile", "dwmtj with a leak velocity that depends on the place", NULL, false, TABLE},
    {"dwmtj_whole", "dwmtj with the resistor of its track", NULL, true, MULTIPLICITY},
};
enum { CODE_MODELS_COUNT = sizeof CODE_MODELS / sizeof *CODE_MODELS };

static const char VARIABLES[] = "\nSTATIC_VAR_TABLE:\n"
                                "Static_Var_Name: x v\n"
                                "Data_Type: real real\n"
                                "Description: \"wall position, m\" \"wall velocity, m/s\"\n";

static void write_ports(const struct code_model *model)
{
    bool motion = model->motion_null != NULL;
    const char *direction = model->has_track ? "inout" : "in", *type = model->has_track ? "gd" : "vd";
    printf("\nPORT_TABLE:\n"
           "Port_Name: track junction%s\n"
           "Description: \"voltage dwin to dwout\" \"mtjin to mtjout\"%s\n"
           "Direction: %s inout%s\n"
           "Default_Type: %s gd%s\n"
           "Allowed_Types: [%s] [gd]%s\n"
           "Vector: no no%s\n"
           "Vector_Bounds: - -%s\n"
           "Null_Allowed: no no%s%s\n",
           motion ? " motion" : "", motion ? " \"speed of the wall\"" : "", direction, motion ? " out" : "", type,
           motion ? " i" : "", type, motion ? " [i]" : "", motion ? " no" : "", motion ? " -" : "", motion ? " " : "",
           motion ? model->motion_null : "");
}

static void write_ifspec(const struct code_model *model)
{
    printf("NAME_TABLE:\n"
           "Spice_Model_Name: %s\n"
           "C_Function_Name: cm_%s\n"
           "Description: \"%s\"\n",
           model->name, model->name, model->description);
    write_ports(model);
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct parameter *p = &dwmtj_parameters[i];
        printf("\nPARAMETER_TABLE:\n"
               "Parameter_Name: %s\n"
               "Description: \"%s\"\n"
               "Data_Type: real\n"
               "Default_Value: %.17g\n"
               "Limits: [%.17g %.17g]\n"
               "Vector: no\n"
               "Vector_Bounds: -\n"
               "Null_Allowed: yes\n",
               p->name, p->text, p->standard, p->least, p->greatest);
    }
    fputs(model->parameters, stdout);
    fputs(VARIABLES, stdout);
}

/* ngspice gives `m` to every element of a subcircuit that does not declare it, and to A and B lines it does not. Where
 * it is declared, it is a parameter like others. */
static const char MULTIPLICITY_TEXT[] = "* m             1             number of devices in parallel";

/* The meter that generated decks have beside their devices. */
static void write_energy(void)
{
    puts("NAME_TABLE:\n"
         "Spice_Model_Name: dwmtj_energy\n"
         "C_Function_Name: cm_dwmtj_energy\n"
         "Description: \"energy of a power, the sum of its inputs\"\n"
         "\nPORT_TABLE:\n"
         "Port_Name: power\n"
         "Description: \"1 V for 1 W\"\n"
         "Direction: in\n"
         "Default_Type: v\n"
         "Allowed_Types: [v]\n"
         "Vector: yes\n"
         "Vector_Bounds: [1 -]\n"
         "Null_Allowed: no\n"
         "\nSTATIC_VAR_TABLE:\n"
         "Static_Var_Name: energy\n"
         "Data_Type: real\n"
         "Description: \"energy since time 0, J\"");
}

static void write_library(void)
{
    puts("* The four-terminal domain-wall magnetic tunnel junction (DW-MTJ) as a subcircuit.\n"
         "*\n"
         "*   X1 dwin dwout mtjin mtjout dwmtj [parameter=value ...]\n"
         "*\n"
         "* dwin, dwout: the ends of the track; mtjin, mtjout: the junction. The wall's position in m and velocity in "
         "m/s\n"
         "* are @a.x1.awall[x] and @a.x1.awall[v]. Load the code model first, for instance with this line in "
         ".spiceinit:\n"
         "*   codemodel /path/to/dwmtj.cm\n"
         "* Many devices with the same parameters parse faster with one shared .model; see a generated deck.\n"
         "*");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct parameter *p = &dwmtj_parameters[i];
        printf("* %-13s %-8g %-4s %s, %g to %g\n", p->name, p->standard, p->unit, p->text, p->least, p->greatest);
    }
    puts(MULTIPLICITY_TEXT);
    puts("\n.subckt dwmtj dwin dwout mtjin mtjout");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        printf("+ %s=%.15g\n", dwmtj_parameters[i].name, dwmtj_parameters[i].standard);
    }
    puts("+ m=1\n"
         "awall %gd(dwin dwout) %gd(mtjin mtjout) wall\n"
         ".model wall dwmtj_whole(");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        printf("+ %s={%s}\n", dwmtj_parameters[i].name, dwmtj_parameters[i].name);
    }
    puts("+ m={m}\n"
         "+ )\n"
         ".ends dwmtj");
}

static const char BEHAVIOURAL_HEAD[] =
    "* The four-terminal domain-wall magnetic tunnel junction (DW-MTJ) from standard SPICE elements: R, C, G, I and "
    "B.\n"
    "*\n"
    "*   X1 dwin dwout mtjin mtjout dwmtj_behavioural [parameter=value ...]\n"
    "*\n"
    "* For simulators that cannot load the code model of dwmtj.lib. v(x1.wall) is the wall's position as a share of "
    "the\n"
    "* track, 1 V for the whole of it; v(x1.drive) is the velocity with which it is driven, 1 V for 1 m/s.\n"
    "*\n"
    "* Limits, with figures in docs/ngspice.md:\n"
    "* - The ends are soft. Over the last share 'soft' of the track the wall slows down while it is pushed outwards, "
    "in\n"
    "*   proportion to the way that is left. Its place is then right within (soft + 2 reltol) times the length.\n"
    "* - The steps are the simulator's own. Set the longest one in .tran, so that the fastest wall goes no more than "
    "a\n"
    "*   tenth of the junction's width in a step, and .options reltol=1e-4 trtol=1.\n"
    "* - .op and .dc hold the wall at xinit. So does .ac, in which the code model lets it swing.\n"
    "* - It has the default physics alone. Parameters out of their limits make 'limits' a root of a negative number, "
    "so\n"
    "*   that the simulator refuses the line 'rlimits'. Nothing says which parameter it is.\n"
    "* - In a network it is far slower than the code model.\n"
    "*\n"
    "* Tested in ngspice 39.3 alone. Of functions it has only min and max, and 'time' is the simulated time. What "
    "stands\n"
    "* in braces in a B line is a single name, since ngspice drops the braces without putting brackets in their "
    "place.\n"
    "*\n";

static const char BEHAVIOURAL_BODY[] =
    "\n* Eq. (1) of docs/model.md, and what the lines below need of the others\n"
    ".param mobility={g*%.11g*polarization/(2*%.10g*ms*area)}\n"
    ".param start={xinit/length}\n"
    ".param left={position-width/length/2}\n"
    ".param share={width/length}\n"
    ".param antiparallel={m/rap}\n"
    ".param difference={m/rp-m/rap}\n"
    "\n* Eq. (2): the driven velocity, 1 V for 1 m/s\n"
    "rtrack dwin dwout {rm/m}\n"
    "gdrive 0 drive dwin dwout {mobility/rm}\n"
    "ileak 0 drive {vleak}\n"
    "rlimits drive 0 {1+0*limits}\n"
    "\n* Eq. (3), with soft ends: 10 uA for 1 m/s into a capacitor that the whole track charges to 1 V. At time 0, and "
    "so\n"
    "* in an operating point, the second source holds the wall at xinit instead.\n"
    "cwall wall 0 {1e-5*length} ic={xinit/length}\n"
    "bmotion 0 wall i=1e-5*min(1e15*time,1)*(max(v(drive),0)*min((1-v(wall))/{soft},1)\n"
    "+ +min(v(drive),0)*min(v(wall)/{soft},1))\n"
    "bstart 0 wall i=max(1-1e15*time,0)*({start}-v(wall))\n"
    "\n* Eqs. (4), (5)\n"
    "bjunction mtjin mtjout i=v(mtjin,mtjout)*({antiparallel}\n"
    "+ +{difference}*min(max((v(wall)-{left})/{share},0),1))\n"
    ".ends dwmtj_behavioural\n";

/* Roots that are of negative numbers where a parameter is out of its limits. A parameter is taken as at a limit where
 * it is beyond it by a share of PARAMETER_ROUNDING, as by the code model. Other expressions that stop a deck are not
 * had in every simulator. */
static void write_limits(const char *name, double least, double greatest)
{
    if (least == 0.0) {
        printf("+ +sqrt(%s)", name);
    } else {
        printf("+ +sqrt(%s%+.15g)", name, fabs(least) * PARAMETER_ROUNDING - least);
    }
    printf("+sqrt(%.15g-%s)\n", greatest + fabs(greatest) * PARAMETER_ROUNDING, name);
}

/* The next parameter of the behavioural device from `p` on: those of the default physics. It leaves the steps to the
 * simulator. */
static const struct parameter *portable(const struct parameter *p)
{
    while (p < dwmtj_parameters + DWMTJ_PARAMETERS && !parameter_is(p, IS_PORTABLE)) {
        p++;
    }
    return p;
}

#define FOR_PORTABLE(p)                                                                                                \
    for (const struct parameter *(p) = portable(dwmtj_parameters); (p) < dwmtj_parameters + DWMTJ_PARAMETERS;          \
         (p) = portable((p) + 1))

static void write_behavioural(void)
{
    static const char soft_text[] = "share of the track over which an end stops the wall";
    const double soft = 1e-4;
    fputs(BEHAVIOURAL_HEAD, stdout);
    FOR_PORTABLE(p)
    {
        printf("* %-13s %-8g %-4s %s, %g to %g\n", p->name, p->standard, p->unit, p->text, p->least, p->greatest);
    }
    printf("* %-13s %-8g %-4s %s, 1e-05 to 0.01\n", "soft", soft, "", soft_text);
    printf("%s\n\n", MULTIPLICITY_TEXT);
    puts(".subckt dwmtj_behavioural dwin dwout mtjin mtjout PARAMS:");
    FOR_PORTABLE(p)
    {
        printf("+ %s=%.15g\n", p->name, p->standard);
    }
    printf("+ soft=%g\n+ m=1\n", soft);
    puts("\n* Finite, and times 0, where all parameters are within their limits, the junction is above the track, R_AP "
         "is "
         "not\n"
         "* below R_P, and the wall starts on the track\n"
         ".param limits={0");
    FOR_PORTABLE(p)
    {
        write_limits(p->name, p->least, p->greatest);
    }
    write_limits("soft", 1e-5, 0.01);
    write_limits("m", 1.0 / DWMTJ_MOST_PARALLEL, DWMTJ_MOST_PARALLEL);
    printf("+ +sqrt(position-width/length/2+%g)+sqrt(1-position-width/length/2+%g)\n"
           "+ +sqrt(rap/rp-1+%g)+sqrt(1-xinit/length+%g)}\n",
           PARAMETER_ROUNDING, PARAMETER_ROUNDING, PARAMETER_ROUNDING, PARAMETER_ROUNDING);
    printf(BEHAVIOURAL_BODY, DWMTJ_BOHR_MAGNETON, DWMTJ_ELEMENTARY_CHARGE);
}

static void write_table(void)
{
    puts("| Name | Unit | Default | Least | Greatest | Meaning | Source |\n"
         "|---|---|---|---|---|---|---|");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct parameter *p = &dwmtj_parameters[i];
        printf("| `%s` | %s | %g | %g | %g | %s | %s |\n", p->name, *p->unit ? p->unit : "1", p->standard, p->least,
               p->greatest, p->text, p->source);
    }
}

int main(int argc, char **argv)
{
    const char *what = argc == 2 ? argv[1] : "";
    size_t model = 0;
    while (model < CODE_MODELS_COUNT && strcmp(what, CODE_MODELS[model].name) != 0) {
        model++;
    }
    if (model < CODE_MODELS_COUNT) {
        write_ifspec(&CODE_MODELS[model]);
    } else if (strcmp(what, "dwmtj_energy") == 0) {
        write_energy();
    } else if (strcmp(what, "library") == 0) {
        write_library();
    } else if (strcmp(what, "behavioural") == 0) {
        write_behavioural();
    } else if (strcmp(what, "table") == 0) {
        write_table();
    } else {
        fputs("usage: make_interface CODE_MODEL|library|behavioural|table\n", stderr);
        return 2;
    }
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
