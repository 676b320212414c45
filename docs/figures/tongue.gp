set multiplot
set key top left reverse Left samplen 1.5
set lmargin at screen 0.1
set rmargin at screen 0.53
set tmargin at screen 0.97
set bmargin at screen 0.14
set xrange [-130:130]
set xtics 50
set yrange [-130:130]
set xlabel 'detuning of the signal (MHz)'
set ylabel 'signal less oscillator (MHz)'
range(strength) = sqrt(257.0)*strength
adler(x, strength) = abs(x) > range(strength) ? sgn(x)*sqrt(x**2 - range(strength)**2) : 0.0
set samples 1000
plot adler(x, 1) with lines lt 1 notitle, adler(x, 3) with lines lt 2 notitle, adler(x, 5) with lines lt 3 notitle, \
     'tongue.dat' using 1:($1-$2) with points pt 7 ps 0.5 lc rgb '#0072b2' title '1 MHz', \
     '' using 1:($1-$4) with points pt 7 ps 0.5 lc rgb '#d55e00' title '3 MHz', \
     '' using 1:($1-$6) with points pt 7 ps 0.5 lc rgb '#009e73' title '5 MHz'
unset key
set lmargin at screen 0.64
set rmargin at screen 0.97
set yrange [0:6.5]
set ytics 1
set ylabel 'strength of the signal (MHz)'
locked(x, mean) = abs(x - mean) < 0.5
plot abs(x)/sqrt(257.0) with lines lt 5, \
     for [k=1:6] 'tongue.dat' using 1:(locked($1, column(k+1)) ? k : NaN) with points pt 7 ps 0.5 lc rgb '#009e73', \
     for [k=1:6] '' using 1:(locked($1, column(k+1)) ? NaN : k) with points pt 6 ps 0.5 lc rgb '#d55e00'
