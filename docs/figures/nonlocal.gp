set key top right Right noreverse samplen 2
set xrange [0:1650]
set logscale y
set yrange [0.01:1000]
set format y '%g'
set xlabel 'distance of the contacts (nm)'
set ylabel 'signal (mΩ)'
rn = 2.9e-8*350e-9/5e-15
signal(nm, ohm) = (x = ohm/0.84/rn, q = exp(-nm/350.0), 1e3*2*0.16*rn*2*q*x**2/((1 + 2*x)**2 - q**2))
plot signal(x, 1000.0) with lines lt 1 title 'tunnel contacts, 1 kΩ', signal(x, 1.0) with lines lt 3 title '1 Ω', \
     signal(x, 0.07) with lines lt 2 title 'transparent, 0.07 Ω', \
     'nonlocal.dat' using 1:2 with points pt 7 ps 0.6 lc rgb '#0072b2' notitle, \
     '' using 1:3 with points pt 7 ps 0.6 lc rgb '#009e73' notitle, \
     '' using 1:4 with points pt 7 ps 0.6 lc rgb '#d55e00' notitle
