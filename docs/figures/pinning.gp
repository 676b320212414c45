set xlabel 'track current (uA)'
set ylabel 'velocity of the wall (m/s)'
set xzeroaxis lt 5
set yzeroaxis lt 5
plot 'pinning.dat' using ($1*1e6):2 with lines lt 1 title 'no pinning', \
     'pinning.dat' using ($1*1e6):3 with lines lt 2 title 'depinning current 5 uA', \
     'pinning.dat' using ($1*1e6):4 with lines lt 3 title '10 uA'
