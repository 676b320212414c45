set multiplot
unset key
set lmargin at screen 0.085
set rmargin at screen 0.53
set xrange [0:200]
set format x ''
set tmargin at screen 0.97
set bmargin at screen 0.77
set yrange [-80:80]
set ytics -60,60,60
set ylabel 'drive (mV)'
plot 'locking.dat' using ($1*1e3):($2*1e3) every 20 with lines lt 1
set yrange [-0.15:1.15]
set ytics ('AP' 0, 'P' 1)
set tmargin at screen 0.74
set bmargin at screen 0.56
set ylabel '15 mV'
plot 'locking.dat' using ($1*1e3):3 every 4 with lines lt 3
set tmargin at screen 0.53
set bmargin at screen 0.35
set ylabel '35 mV'
plot 'locking.dat' using ($1*1e3):4 every 4 with lines lt 3
set format x '%g'
set xlabel 'time (ms)'
set tmargin at screen 0.32
set bmargin at screen 0.14
set ylabel '100 mV'
plot 'locking.dat' using ($1*1e3):5 every 2 with lines lt 3
set lmargin at screen 0.65
set rmargin at screen 0.97
set tmargin at screen 0.97
set xrange [0:105]
set logscale y
set yrange [0.1:50]
set ytics ('0.1' 0.1, '0.5' 0.5, '2' 2, '10' 10, '50' 50)
set xlabel 'noise (mV)'
set ylabel 'jumps in a period'
plot 2 with lines lt 1 dashtype 2, 'lockingcount.dat' using 1:2 with points pt 7 ps 0.7
