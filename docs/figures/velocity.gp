set xlabel 'track current (uA)'
set ylabel 'velocity of the wall (m/s)'
set xzeroaxis lt 5
set yzeroaxis lt 5
plot 'velocity.dat' using ($1*1e6):2 with lines lt 1 title 'axon, v_{leak} = -5 m/s', \
     'velocity.dat' using ($1*1e6):3 with lines lt 2 title 'soma, v_{leak} = 0.2 m/s'
