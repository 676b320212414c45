set terminal svg size 720,540 dynamic font 'sans-serif,13' background '#ffffff'
set multiplot layout 2,2 margins 0.11,0.98,0.11,0.95 spacing 0.09,0.05
# Points are the measurements of one quantity, from one end, with one current; lines are the fitted device in ngspice.
points(quantity, end, current) = sprintf("< sed -n 's/^%s,%s,%s,//p' measured.csv | tr 'n,' '  '", quantity, end, current)
ns(time) = (time - 10.001e-9)*1e9
forward = '1.2E-05 2E-05 3E-05'
backward = '0 -1E-05 -2E-05'
named(current) = current . ' uA'
set xrange [0:12.5]
set format x ''
unset key
set yrange [-8:125]
set ylabel 'wall (nm)'
set label 1 'from dwin' at graph 0.97,0.15 right
plot for [k=1:3] 'fitted.dat' using (ns($1)):(column(k + 1)*1e9) with lines lt k lw 1.2, \
     for [k=1:3] points('position', 'dwin', word(forward, k)) using 1:($2*1e9) with points lt k pt 7 ps 0.5
unset ylabel
set label 1 'from dwout' at graph 0.03,0.15 left
plot for [k=1:3] 'fitted.dat' using (ns($1)):(column(k + 4)*1e9) with lines lt k lw 1.2, \
     for [k=1:3] points('position', 'dwout', word(backward, k)) using 1:($2*1e9) with points lt k pt 7 ps 0.5
unset label 1
set format x '%g'
set yrange [0.4:2]
set ylabel 'junction (kΩ)'
set xlabel 'length of the pulse (ns)'
set key at graph 0.97, graph 0.9 top right noreverse Right
plot for [k=1:3] 'fitted.dat' using (ns($1)):(column(k + 7)/1e3) with lines lt k lw 1.2 title named(word('12 20 30', k)), \
     for [k=1:3] points('resistance', 'dwin', word(forward, k)) using 1:($2/1e3) with points lt k pt 7 ps 0.5 notitle
unset ylabel
set key at graph 0.97, graph 0.8
plot for [k=1:3] 'fitted.dat' using (ns($1)):(column(k + 10)/1e3) with lines lt k lw 1.2 title named(word('0 -10 -20', k)), \
     for [k=1:3] points('resistance', 'dwout', word(backward, k)) using 1:($2/1e3) with points lt k pt 7 ps 0.5 notitle
