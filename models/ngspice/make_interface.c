/* Writes, from the table of parameters, the interface of the ngspice code model (by the name of the model), the
 * subcircuit library that a designer includes ("library"), the same device from standard elements ("behavioural"), or
 * the table in docs/model.md ("table"). */
#include "dwmtj.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char NAME[] = "NAME_TABLE:\n"
                           "Spice_Model_Name: dwmtj\n"
                           "C_Function_Name: cm_dwmtj\n"
                           "Description: \"four-terminal domain-wall magnetic tunnel junction\"\n";

static const char PROFILE_NAME[] = "NAME_TABLE:\n"
                                   "Spice_Model_Name: dwmtj_profile\n"
                                   "C_Function_Name: cm_dwmtj_profile\n"
                                   "Description: \"dwmtj with a leak velocity that depends on the place\"\n";

static const char PORTS[] = "\n"
                            "PORT_TABLE:\n"
                            "Port_Name: track junction\n"
                            "Description: \"voltage dwin to dwout\" \"mtjin to mtjout\"\n"
                            "Direction: in inout\n"
                            "Default_Type: vd gd\n"
                            "Allowed_Types: [vd] [gd]\n"
                            "Vector: no no\n"
                            "Vector_Bounds: - -\n"
                            "Null_Allowed: no no\n";

static const char WATCHED_NAME[] = "NAME_TABLE:\n"
                                   "Spice_Model_Name: dwmtj_watched\n"
                                   "C_Function_Name: cm_dwmtj_watched\n"
                                   "Description: \"dwmtj with a port for the speed of its wall\"\n";

static const char WATCHED_PORTS[] = "\n"
                                    "PORT_TABLE:\n"
                                    "Port_Name: track junction motion\n"
                                    "Description: \"voltage dwin to dwout\" \"mtjin to mtjout\" \"speed of the wall\"\n"
                                    "Direction: in inout out\n"
                                    "Default_Type: vd gd i\n"
                                    "Allowed_Types: [vd] [gd] [i]\n"
                                    "Vector: no no no\n"
                                    "Vector_Bounds: - - -\n"
                                    "Null_Allowed: no no no\n";

static const char NETWORK_NAME[] = "NAME_TABLE:\n"
                                   "Spice_Model_Name: dwmtj_network\n"
                                   "C_Function_Name: cm_dwmtj_network\n"
                                   "Description: \"dwmtj for large circuits, without small signals\"\n";

static const char NETWORK_PORTS[] = "\n"
                                    "PORT_TABLE:\n"
                                    "Port_Name: track junction motion\n"
                                    "Description: \"voltage dwin to dwout\" \"mtjin to mtjout\" \"speed of the wall\"\n"
                                    "Direction: in inout out\n"
                                    "Default_Type: vd gd i\n"
                                    "Allowed_Types: [vd] [gd] [i]\n"
                                    "Vector: no no no\n"
                                    "Vector_Bounds: - - -\n"
                                    "Null_Allowed: no no yes\n";

static const char TABLE[] = "\nPARAMETER_TABLE:\n"
                            "Parameter_Name: vleak_table\n"
                            "Description: \"leak velocities at equally spaced places, left to right\"\n"
                            "Data_Type: real\n"
                            "Default_Value: -\n"
                            "Limits: -\n"
                            "Vector: yes\n"
                            "Vector_Bounds: -\n"
                            "Null_Allowed: no\n";

static const char VARIABLES[] = "\nSTATIC_VAR_TABLE:\n"
                                "Static_Var_Name: x v\n"
                                "Data_Type: real real\n"
                                "Description: \"wall position, m\" \"wall velocity, m/s\"\n";

static void write_ifspec(const char *name, const char *ports, const char *table)
{
    fputs(name, stdout);
    fputs(ports, stdout);
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct dwmtj_parameter *p = &dwmtj_parameters[i];
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
    fputs(table, stdout);
    fputs(VARIABLES, stdout);
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
        const struct dwmtj_parameter *p = &dwmtj_parameters[i];
        printf("* %-13s %-8g %-4s %s, %g to %g\n", p->name, p->standard, p->unit, p->text, p->least, p->greatest);
    }
    puts("\n.subckt dwmtj dwin dwout mtjin mtjout");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        printf("+ %s=%.15g\n", dwmtj_parameters[i].name, dwmtj_parameters[i].standard);
    }
    puts("rtrack dwin dwout {rm}\n"
         "awall %vd(dwin dwout) %gd(mtjin mtjout) wall\n"
         ".model wall dwmtj(");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        printf("+ %s={%s}\n", dwmtj_parameters[i].name, dwmtj_parameters[i].name);
    }
    puts("+ )\n"
         ".ends dwmtj");
}

/* The parameters of the behavioural device, in the order of the table: those of the default physics. It leaves the
 * steps to the simulator, so it has neither dxmax nor dxtol. */
static const char *const BEHAVIOURAL[] = {"g",        "polarization", "ms", "area", "length", "width",
                                          "position", "vleak",        "rp", "rap",  "rm",     "xinit"};
enum { BEHAVIOURAL_PARAMETERS = sizeof BEHAVIOURAL / sizeof *BEHAVIOURAL };

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
    "* - Nothing checks the parameters. It has the default physics alone.\n"
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
    ".param antiparallel={1/rap}\n"
    ".param difference={1/rp-1/rap}\n"
    "\n* Eq. (2): the driven velocity, 1 V for 1 m/s\n"
    "rtrack dwin dwout {rm}\n"
    "gdrive 0 drive dwin dwout {mobility/rm}\n"
    "ileak 0 drive {vleak}\n"
    "rdrive drive 0 1\n"
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

static const struct dwmtj_parameter *parameter_named(const char *name)
{
    size_t index = dwmtj_index(name);
    if (index < DWMTJ_PARAMETERS) {
        return &dwmtj_parameters[index];
    }
    fprintf(stderr, "make_interface: error: the behavioural device needs parameter %s; parameters.def has none\n",
            name);
    exit(1);
}

static void write_behavioural(void)
{
    static const char soft_text[] = "share of the track over which an end stops the wall";
    const double soft = 1e-4;
    fputs(BEHAVIOURAL_HEAD, stdout);
    for (size_t i = 0; i < BEHAVIOURAL_PARAMETERS; i++) {
        const struct dwmtj_parameter *p = parameter_named(BEHAVIOURAL[i]);
        printf("* %-13s %-8g %-4s %s, %g to %g\n", p->name, p->standard, p->unit, p->text, p->least, p->greatest);
    }
    printf("* %-13s %-8g %-4s %s, 1e-05 to 0.01\n\n", "soft", soft, "", soft_text);
    puts(".subckt dwmtj_behavioural dwin dwout mtjin mtjout PARAMS:");
    for (size_t i = 0; i < BEHAVIOURAL_PARAMETERS; i++) {
        printf("+ %s=%.15g\n", BEHAVIOURAL[i], parameter_named(BEHAVIOURAL[i])->standard);
    }
    printf("+ soft=%g\n", soft);
    printf(BEHAVIOURAL_BODY, DWMTJ_BOHR_MAGNETON, DWMTJ_ELEMENTARY_CHARGE);
}

static void write_table(void)
{
    puts("| Name | Unit | Default | Least | Greatest | Meaning | Source |\n"
         "|---|---|---|---|---|---|---|");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct dwmtj_parameter *p = &dwmtj_parameters[i];
        printf("| `%s` | %s | %g | %g | %g | %s | %s |\n", p->name, *p->unit ? p->unit : "1", p->standard, p->least,
               p->greatest, p->text, p->source);
    }
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "dwmtj") == 0) {
        write_ifspec(NAME, PORTS, "");
    } else if (argc == 2 && strcmp(argv[1], "dwmtj_watched") == 0) {
        write_ifspec(WATCHED_NAME, WATCHED_PORTS, "");
    } else if (argc == 2 && strcmp(argv[1], "dwmtj_profile") == 0) {
        write_ifspec(PROFILE_NAME, PORTS, TABLE);
    } else if (argc == 2 && strcmp(argv[1], "dwmtj_network") == 0) {
        write_ifspec(NETWORK_NAME, NETWORK_PORTS, "");
    } else if (argc == 2 && strcmp(argv[1], "library") == 0) {
        write_library();
    } else if (argc == 2 && strcmp(argv[1], "behavioural") == 0) {
        write_behavioural();
    } else if (argc == 2 && strcmp(argv[1], "table") == 0) {
        write_table();
    } else {
        fputs("usage: make_interface dwmtj|dwmtj_watched|dwmtj_network|dwmtj_profile|library|behavioural|table\n",
              stderr);
        return 2;
    }
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
