% qa.m [-v] SUITE.m: runs the properties of a quality suite in ngspice and prints a table of what was measured beside
% what is allowed. qa.sh starts it, in a folder for decks and in the environment in which ngspice runs. docs/qa.md.
1;

% ---- What a suite says ----

% The function NAME is a property. It is called for each of the parameter SETS ("axon soma"), with the parameters and
% equations of the device in a struct, and with VALUES also for each of them, its second argument, called SWEPT.
function property(name, sets, swept, values)
  global qa
  if nargin < 4 swept = ""; values = NaN; end
  if any(cellfun(@(other) strcmp(other.name, name), qa.properties)) error("there are two properties '%s'", name); end
  qa.properties{end+1} = struct("name", name, "sets", {strsplit(sets)}, "swept", swept, "values", values);
end

% A device of the circuit: its name and nodes, and its own parameters ("rp", 500), which override those of run and set.
function device(nodes, varargin)
  global qa
  qa.circuit{end+1} = {nodes, varargin};
end

% Any other line of the circuit, in words and numbers.
function element(varargin)
  global qa
  qa.circuit{end+1} = words(varargin);
end

% The set's parameters as ngspice reads them, with changes ("rp", 500).
function text = parameters(varargin)
  global qa
  text = settings(changed(qa.parameters, varargin));
end

% The vectors of ngspice ("x", "@a.xd.awall[x]") that the runs from here on give, under their names.
function outputs(varargin)
  global qa
  qa.names = varargin(1:2:end);
  qa.vectors = varargin(2:2:end);
end

% Runs the circuit. COMMAND is an analysis of ngspice, a text or a cell of words and numbers; ';' separates several.
% Then parameters for this run; "options" and the text of .options; "valgrind" and true. Returns a struct: the outputs
% as columns, complex in an AC analysis; time, frequency or swept; rows; iterations, Newton's; valgrind_errors.
function r = ngspice(command, varargin)
  r = run_circuit(command, varargin);
  last = strrep(r.said(max(1, end-300):end), "\n", " ");
  if r.rows == 0 error("qa:simulator", "ngspice gave no data; it last said: %s", last); end
end

% Checks that ngspice refuses the run, says WHY, one of these where it is a cell, and gives no data.
function r = refused(name, command, why, varargin)
  r = run_circuit(command, varargin);
  why = cellstr(why);
  said = any(cellfun(@(text) !isempty(strfind(r.said, text)), why));
  check([name " is refused"], r.rows == 0 && said, ">=", 1, ["it must say: " strjoin(why, " or: ")])
end

% Checks that VALUE is "<=" or ">=" BOUND, which has its size for the REASON. The table has the worst of all sets.
function check(measured, value, relation, bound, reason)
  global qa
  for number = {value, bound}
    if !isscalar(number{1}) || !isreal(number{1}) error("'%s' is not one real number", measured); end
  end
  switch relation
    case "<=" margin = bound-value;
    case ">=" margin = value-bound;
  end
  k = find(strcmp(measured, cellfun(@(row) row.measured, qa.rows, "UniformOutput", false)));
  if isempty(k)
    k = numel(qa.rows)+1;
  elseif isnan(qa.rows{k}.margin) || margin >= qa.rows{k}.margin
    return
  end
  qa.rows{k} = struct("measured", measured, "value", value, "relation", relation, "bound", bound, "margin", margin, ...
    "where", qa.where, "reason", reason);
end

% ---- Functions of what ngspice gave ----

% The greatest value; not a number where any is none, unlike max, so that no check passes on one.
function m = most(v)
  m = max(v(:));
  if isempty(v) || any(isnan(v)) m = NaN; end
end

% The least value, likewise.
function m = least(v)
  m = min(v(:));
  if isempty(v) || any(isnan(v)) m = NaN; end
end

% V between two limits; unlike min and max it keeps what is not a number.
function v = clamp(v, low, high)
  v(v < low) = low;
  v(v > high) = high;
end

% dv/dt over the step that ends at each point; at the first point over the first step.
function s = slope(t, v)
  s = diff(v)./diff(t);
  s = [s(1); s];
end

% v(t) at PLACES, linear between its points; not a number beyond its ends.
function w = at(t, v, places)
  k = lookup(t, places, "lr"); % t(k) <= places <= t(k+1)
  share = (places-t(k))./(t(k+1)-t(k));
  w = (1-share).*v(k)+share.*v(k+1);
  w(!(places >= t(1) & places <= t(end))) = NaN;
end

% A forgotten "r." is an error, and not the imaginary unit or Euler's number.
function r = i() error("'i' is not defined"), end
function r = j() error("'j' is not defined"), end
function r = e() error("'e' is not defined"), end

% ---- Runs of ngspice, in the current folder ----

function all = changed(all, changes)
  global qa
  for k = 1:2:numel(changes)
    if !isfield(all, changes{k}) error("'%s' is no parameter of %s", changes{k}, qa.device); end
    all.(changes{k}) = changes{k+1};
  end
end

function text = number(v)
  if !isscalar(v) || !isreal(v) || !isfinite(v) error("a circuit has one real number here, not %s", mat2str(v)); end
  text = sprintf("%.17g", v);
end

function text = settings(all)
  text = "";
  for [value, name] = all
    text = [text " " name "=" number(value)];
  end
end

function text = words(list)
  text = "";
  for word = list
    if ischar(word{1}) text = [text " " word{1}]; else text = [text " " number(word{1})]; end
  end
end

function text = deck(command, changes, options)
  global qa
  lines = {["* " qa.where], qa.libraries};
  for line = qa.circuit
    line = line{1};
    if iscell(line)
      line = ["x" line{1} " " qa.device settings(changed(changed(qa.parameters, changes), line{2}))];
    end
    lines{end+1} = line;
  end
  to_save = qa.vectors(cellfun(@(v) any(ismember("(@", v)), qa.vectors)); % which ngspice would not keep
  control = {"set numdgt=16", "set wr_singlescale", ["save all" words(to_save)], strrep(words(command), ";", "\n"), ...
    ["wrdata data" words(qa.vectors)], "rusage traniter"};
  text = strjoin([lines, {[".options " options], ".control"}, control, {".endc", ".end\n"}], "\n");
end

function put(file, text)
  [f, why] = fopen(file, "w");
  if f < 0 || fputs(f, text) < 0 || fclose(f) != 0 error("qa:system", "%s cannot be written: %s", file, why); end
end

function n = number_after(key, text)
  n = str2double([regexp(text, [key "(\\d+)"], "tokens", "once"), {""}]{1});
end

function r = run_circuit(command, with)
  global qa
  with = struct("options", "", "valgrind", false, with{:});
  changes = [fieldnames(with)'; struct2cell(with)'](5:end);
  program = "ngspice";
  if with.valgrind
    program = "valgrind --leak-check=full --vgdb=no --errors-for-leak-kinds=none --log-file=valgrind.txt ngspice";
  end
  if ischar(command) command = {command}; end
  put("deck.cir", deck(command, changes, with.options));
  [~] = unlink("data"); % of the run before
  status = system([program " -b deck.cir >said.txt 2>&1; exit $?"]);
  r = struct("said", fileread("said.txt"), "rows", 0);
  if status > 125 error("qa:simulator", "ngspice does not start, or ended by a signal: exit code %d", status); end
  r.iterations = number_after("Transient iterations = ", r.said);
  if with.valgrind
    log = fileread("valgrind.txt");
    r.valgrind_errors = number_after("ERROR SUMMARY: ", log)+numel(strfind(log, "spinfield.cm"));
  end
  if !exist("data", "file") return; end
  table = load("-ascii", "data");
  columns = table(:,2:end);
  if size(columns, 2) == 2*numel(qa.names) columns = complex(columns(:,1:2:end), columns(:,2:2:end)); end
  if size(columns, 2) != numel(qa.names) error("qa:simulator", "ngspice gave %d columns", size(columns, 2)); end
  r.rows = rows(table);
  [r.time, r.frequency, r.swept] = deal(table(:,1)); % the name that fits the analysis
  for k = 1:numel(qa.names) r.(qa.names{k}) = columns(:,k); end
end

% ---- The suite ----

function run_trial(property, set, value)
  global qa
  qa.where = set;
  if !isfield(qa.sets, set) error("'%s' is no set of parameters", set); end
  qa.parameters = changed(qa.defaults, qa.sets.(set));
  qa.circuit = qa.names = qa.vectors = {};
  arguments = {equations(qa.parameters)};
  if !isempty(property.swept)
    qa.where = sprintf("%s, %s=%.4g", set, property.swept, value);
    arguments{2} = value;
  end
  lastwarn("")
  feval(property.name, arguments{:})
  if !isempty(lastwarn()) error(lastwarn()); end
end

% The exit code for an error: of ngspice, of the system, or in the suite.
function code = code_of(problem)
  switch problem.identifier
    case "qa:simulator" code = 3;
    case "qa:system" code = 4;
    otherwise code = 2;
  end
end

% Runs a property for all sets and values and prints its rows. An error in it is a failed row, and the others go on.
function run_property(property)
  global qa
  qa.rows = {};
  try
    for set = property.sets
      for value = property.values run_trial(property, set{1}, value), end
    end
    if isempty(qa.rows) error("it has no check"); end
  catch problem
    line = find(strcmp({problem.stack.name}, property.name), 1);
    if isempty(line) line = ""; else line = sprintf(", line %d", problem.stack(line).line); end
    printf("%-52s  %s%s, %s: %s  FAIL\n", property.name, qa.suite, line, qa.where, problem.message)
    qa.failed++;
    qa.code = max(qa.code, code_of(problem));
    return
  end
  for row = [qa.rows{:}]
    passed = row.margin >= 0; % what is not a number fails; -0 is printed as 0
    printf("%-52s  %-30s  %10.4g  %s %9.4g  %-22s  %s\n", property.name, row.measured, row.value+0, row.relation, ...
      row.bound, row.where, {"FAIL", "pass"}{1+passed})
    if !passed || qa.verbose printf("    the bound: %s\n", row.reason), end
    qa.passed += passed;
    qa.failed += !passed;
    qa.code = max(qa.code, !passed);
  end
end

% Takes the device from the folder that the suite is in, and what was built for it.
function prepare(suite)
  global qa
  folder = fileparts(suite);
  [~, qa.device] = fileparts(fileparts(folder));
  build = [fileparts(mfilename("fullpath")) "/../../build/"];
  [status, table] = system(["'" build "spinfield' params --json " qa.device]);
  if status != 0 || !exist([build "spinfield.cm"], "file")
    error("qa:simulator", "there is no spinfield or code model in build/; 'make' builds them");
  end
  for parameter = jsondecode(table).parameters' qa.defaults.(parameter.name) = parameter.default; end
  qa.libraries = sprintf(".include %s\n", glob({[build qa.device ".lib"], [build qa.device "_behavioural.lib"]}){:});
  put(".spiceinit", ["codemodel " build "spinfield.cm\n"])
  source([folder "/sets.m"])
  decks = pwd();
  cd(folder) % elsewhere, source does not say what is wrong in a file
  source([qa.suite ".m"])
  cd(decks)
  qa.sets = sets(qa.defaults);
end

global qa
qa = struct("verbose", strcmp(argv(){1}, "-v"), "properties", {{}}, "passed", 0, "failed", 0, "code", 0);
try
  [~, qa.suite] = fileparts(argv(){end});
  prepare(argv(){end})
catch problem
  fprintf(stderr, "qa.m: error: %s\n", problem.message)
  exit(code_of(problem))
end
printf("%-52s  %-30s  %10s  %12s  %-22s\n", "property", "measured", "value", "bound", "worst at")
cellfun(@run_property, qa.properties)
printf("\n%d passed, %d failed, %d properties\n", qa.passed, qa.failed, numel(qa.properties))
exit(qa.code)
