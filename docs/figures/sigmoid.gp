set key left top
set xrange [365:465]
set yrange [-0.05:1.05]
set xlabel 'input (mV)'
set ylabel 'share of time in the state 1'
# two standard deviations of a mean over 10 us: a process that forgets at the rate `gap` has the variance 2 p (1 - p)/(gap t)
off(p, gap) = 2*sqrt(2*p*(1 - p)/(gap*1e-5))
free = 1/10.4e-9 # of a magnet without barrier, Eq. (B12)
set style fill transparent solid 0.2 noborder
plot 'sigmoid-rate.law' using ($1*1e3):($2 - off($2, $3)):($2 + off($2, $3)) skip 1 with filledcurves lt 1 notitle, \
     'sigmoid-magnet.law' using ($1*1e3):($2 - off($2, free)):($2 + off($2, free)) skip 1 with filledcurves lt 2 notitle, \
     'sigmoid-rate.law' using ($1*1e3):2 skip 1 with lines lt 1 title 'two states, (B11)', \
     'sigmoid-rate.dat' using ($1*1e3):2 skip 1 with points lt 1 pt 7 ps 0.7 title 'ngspice', \
     'sigmoid-magnet.law' using ($1*1e3):2 skip 1 with lines lt 2 title 'any direction, (B12)', \
     'sigmoid-magnet.dat' using ($1*1e3):2 skip 1 with points lt 2 pt 7 ps 0.7 title 'ngspice'
