set multiplot layout 3,1 margins 0.11,0.97,0.14,0.97 spacing 0.03
unset key
set xrange [0:20]
set format x ''
set yrange [-0.15:1.15]
set ytics ('AP' 0, 'P' 1)
set ylabel 'first'
plot 'pair.dat' using ($1*1e6):3 with lines lt 3
set ylabel 'second'
plot 'pair.dat' using ($1*1e6):4 with lines lt 3
set format x '%g'
set xlabel 'time (µs)'
set yrange [3:9]
set ytics 4,2,8
set ylabel 'middle (mV)'
plot 'pair.dat' using ($1*1e6):($2*1e3) with lines lt 1
