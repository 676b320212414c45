set multiplot layout 3,1 margins 0.11,0.97,0.13,0.97 spacing 0.04
unset key
set xrange [0:240]
set xtics 40
set format x ''
set ylabel 'line (V)'
set yrange [-1.2:1.4]
set ytics -1,1,1
plot 'bits.dat' using ($1*1e9):2 every 2 with lines lt 5
set yrange [-1.2:1.2]
set ytics ('AP, 1' -1, 'P, 0' 1)
set ylabel 'x1: m_z'
plot 'bits.dat' using ($1*1e9):3 every 2 with lines lt 1
set format x '%g'
set xlabel 'time (ns)'
set ylabel 'x2: m_z'
plot 'bits.dat' using ($1*1e9):4 every 2 with lines lt 2
