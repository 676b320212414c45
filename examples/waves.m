% The waves of a run in Octave, from CSV and from the raw file.
%     spinfield report NAME --waves waves.csv && octave-cli waves.m waves.csv NAME.raw

function [names, data] = read_csv(path)
  file = fopen(path);
  names = strsplit(fgetl(file), ",");
  fclose(file);
  data = dlmread(path, ",", 1, 0);
end

% A header of text lines, and then a row of doubles for each time point.
function [names, data] = read_raw(path)
  file = fopen(path);
  names = {};
  line = fgetl(file);
  while ! strcmp(line, "Binary:")
    vector = regexp(line, '^\t\d+\t(\S+)', "tokens");
    if ! isempty(vector)
      names{end + 1} = vector{1}{1};
    end
    line = fgetl(file);
  end
  data = fread(file, [numel(names), Inf], "double")';
  fclose(file);
end

function tell(from, names, data, time, wall, powers)
  column = @(name) data(:, strcmp(names, name));
  power = column(powers{1}) + column(powers{2}) + column(powers{3});
  printf("%s points = %d\n", from, rows(data));
  printf("%s last_time = %.12g\n", from, column(time)(end));
  printf("%s peak_power = %.12g\n", from, max(power));
  printf("%s last_soma_0 = %.12g\n", from, column(wall)(end));
  printf("%s energy = %.12g\n", from, trapz(column(time), power));
end

[names, data] = read_csv(argv(){1});
tell("csv", names, data, "time_s", "soma_0_m", {"p_load_w", "p_soma_w", "p_synapse_w"});
% for curves: plot(data(:, 1), data(:, 5:end))
[names, data] = read_raw(argv(){2});
tell("raw", names, data, "time", "v(@a.xsoma_0.awall[x])", {"v(p_load)", "v(p_soma)", "v(p_synapse)"});
