"""Maximum cut of a graph of networkx: solve it, look at the answer, and find the best W.

Run it with python3, or cell by cell in an editor that knows `# %%`. It needs networkx; docs/python.md describes the package.
"""

# %% A graph: who quarrels with whom, and how much
import networkx

import spinfield

quarrels = networkx.Graph()
quarrels.add_weighted_edges_from(
    [("Ada", "Ben", 3), ("Ada", "Cleo", 1), ("Ben", "Cleo", 2), ("Cleo", "Dan", 3), ("Dan", "Eve", 2), ("Eve", "Ada", 1),
     ("Ben", "Eve", 1), ("Fay", "Dan", 2), ("Fay", "Ben", 3)])

# %% Its network, and one run
network = spinfield.maxcut(quarrels)
print(network)
result = network.solve()
print(result)

# %% The answer has the names of the graph's nodes
one, other = result.sides()
print("tables:", ", ".join(sorted(one)), "and", ", ".join(sorted(other)))
print("networkx counts a cut of", networkx.cut_size(quarrels, one, weight="weight"))

# %% Many relaxations of a larger graph, against the proven optimum
graph = networkx.circulant_graph(41, [1, 6, 15])
result = spinfield.maxcut(graph).search(runs=200, target="auto")
search = result.search
print(f"cut {result.cut:g} of {search.target:g}, {search.target_from}; "
      f"a relaxation takes {search.run_time_s * 1e9:.0f} ns and {search.run_energy_j * 1e12:.0f} pJ")

# %% Energy against delay: a sweep over W, V, as columns
rows = spinfield.maxcut(graph).sweep({"w": [0.05, 0.1, 0.2, 0.4]})
table = spinfield.columns(rows)  # pandas.DataFrame(table) is a table of pandas
print("   W, V   time, ns  energy, pJ    cut")
for w, time, energy, cut in zip(table["w"], table["time_to_solution_s"], table["energy_j"], table["cut"]):
    print(f"{w:7.2f} {time * 1e9:10.1f} {energy * 1e12:11.1f} {cut:6.0f}")

# %% A QUBO with variables of any kind: choose two of three, at the least cost
cost = {"bus": 3, "rail": 2, ("road", 7): 4}
terms = {(name, name): price - 15 for name, price in cost.items()}  # 5 (x + y + z - 2)^2 without its constant, 20
terms.update({("bus", "rail"): 10, ("bus", ("road", 7)): 10, ("rail", ("road", 7)): 10})
result = spinfield.qubo(terms, constant=20).search(runs=50, target="auto")
print([name for name, chosen in result.answer.items() if chosen], "at a cost of", result.objective)

# %% Errors are exceptions with the program's line
try:
    spinfield.maxcut(quarrels, w="much")
except spinfield.InputError as error:
    print(error)
