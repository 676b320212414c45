set multiplot layout 2,1 margins 0.11,0.97,0.13,0.97 spacing 0.06
set xrange [0:14]
set format x ''
set ylabel 'temperature (K)'
set yrange [290:400]
set key at graph 0.42,0.5 right
plot 'heating.dat' using ($1*1e9):6 with lines lt 5 dt 3 title 'does not switch', \
     '' using ($1*1e9):3 with lines lt 2 title 'heated', \
     '' using ($1*1e9):2 with lines lt 1 title 'not heated'
set format x '%g'
set xlabel 'time (ns)'
set ylabel 'm_z'
set yrange [-1.1:1.1]
unset key
plot 'heating.dat' using ($1*1e9):5 with lines lt 2, \
     '' using ($1*1e9):4 with lines lt 1
