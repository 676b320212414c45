set logscale xy
set xlabel 'frequency (Hz)'
set ylabel 'junction current for each ampere in the track'
set key top right noreverse Right
set xrange [1e6:1e11]
set format xy '10^{%T}'
set arrow 1 from 1e6,1 to 1e11,1 nohead lt 5 dt 3
plot 'ac.dat' using 1:4 with lines lt 3 title '200 mV over the junction', \
     'ac.dat' using 1:3 with lines lt 2 title '50 mV', \
     'ac.dat' using 1:2 with lines lt 1 title '10 mV'
