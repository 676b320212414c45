set multiplot
set tmargin at screen 0.97
set bmargin at screen 0.62
set lmargin at screen 0.09
set rmargin at screen 0.48
set key at graph 0.48,0.45 noreverse Right samplen 1.5
set xrange [-25:25]
set yrange [-1.1:1.1]
set ytics 1
set xlabel 'field (kA/m)' offset 0,0.4
set ylabel 'moment along it' offset 1,0
plot 'loops.dat' every 8 using 2:3 with lines lt 1 title 'easy', '' every 8 using 2:4 with lines lt 2 title 'hard'
set lmargin at screen 0.60
set rmargin at screen 0.97
set key at graph 0.48,0.97 noreverse Right samplen 1.5
set xrange [0:2.2]
set yrange [-1.05:0.1]
set ytics 0.5
set xlabel 'D (k_BT)' offset 0,0.4
set ylabel '⟨s_1 s_2⟩' offset 1,0
cosine = 0.81443
plot -tanh(x) with lines lt 5 dt 2 title 'stiff', -tanh(cosine**2*x) with lines lt 1 title '(N8)', \
     'antiparallel.dat' using 1:2:3 with yerrorbars pt 7 ps 0.6 lc rgb '#d55e00' title 'ngspice'
set lmargin at screen 0.12
set rmargin at screen 0.97
set tmargin at screen 0.47
set bmargin at screen 0.11
unset key
set xrange [0:8]
set yrange [-0.6:5.7]
set ytics ('1' 4, '2' 3, '3' 2, '4' 1, '5' 0, 'clock' 5.3)
set xlabel 'time (ns)' offset 0,0.4
set ylabel 'island'
plot for [k=1:5] 'wire.dat' using ($1*1e9):(5 - k + 0.42*column(k + 3)) with lines lt k, \
     for [k=0:4] k with lines lt 5 lw 0.5 dt 3, \
     '' using ($1*1e9):(4.9 + $2/110) with lines lt 1, '' using ($1*1e9):(4.9 + $3/110) with lines lt 5
