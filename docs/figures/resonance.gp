set multiplot layout 4,1 margins 0.11,0.88,0.13,0.97 spacing 0.03
unset key
set xrange [0:27.68]
set format x ''
set yrange [-14:14]
set ytics -10,10,10
set ylabel 'drive (mV)'
plot 'resonance.dat' using ($1*1e6):($2*1e3) every 3 with lines lt 1
set yrange [-0.15:1.15]
set ytics ('AP' 0, 'P' 1)
unset ylabel
set label 1 '-73 °C' at graph 1.01,0.5
plot 'resonance.dat' using ($1*1e6):3 with lines lt 3
set label 1 '27 °C'
plot 'resonance.dat' using ($1*1e6):4 with lines lt 3
set format x '%g'
set xlabel 'time (µs)'
set label 1 '277 °C'
plot 'resonance.dat' using ($1*1e6):5 with lines lt 3
