set xlabel 'track current (uA)'
set ylabel 'junction current at 50 mV (uA)'
set xrange [-42:42]
set yrange [15:120]
unset key
plot for [k=3:22] 'variation.dat' using ($2*1e6):($1 >= 100e-9 ? -column(k)*1e6 : NaN) with lines lt 1 lw 0.8
