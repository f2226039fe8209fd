#include "domain/tracing/chain.h"

#include <algorithm>

#include "base/check.h"

namespace firebreak::tracing {
namespace {

using Onsets = std::span<const std::optional<Day>>;

// Whether `b` is the likelier source of a case that fell ill on `onset`.
bool likelier(Onsets onsets, std::optional<Day> onset, CaseId a, CaseId b) {
  const auto rank = [&](CaseId source) {
    const std::optional<Day> day = onsets[source.value];
    if (!day || !onset) return -1;             // Nothing speaks for or against it.
    return *day <= *onset ? day->number : -2;  // An infector seldom falls ill later.
  };
  const int rank_a = rank(a);
  const int rank_b = rank(b);
  return rank_a != rank_b ? rank_b > rank_a : b < a;
}

void choose_parents(Onsets onsets, std::span<const ChainLink> links, Chain& chain) {
  for (const ChainLink& link : links) {
    ChainNode& node = chain.cases[link.to.value];
    ++node.sources_named;
    if (!node.parent.known() || likelier(onsets, onsets[link.to.value], node.parent, link.from)) {
      node.parent = link.from;
    }
  }
}

// Parents form a graph with one edge out of each case: every cycle is met by following it.
void cut_cycles(Chain& chain) {
  constexpr std::uint32_t kUnseen = 0;
  std::vector<std::uint32_t> seen(chain.cases.size(), kUnseen);
  for (std::uint32_t start = 0; start < chain.cases.size(); ++start) {
    CaseId at{start};
    while (at.known() && seen[at.value] == kUnseen) {
      seen[at.value] = start + 1;
      at = chain.cases[at.value].parent;
    }
    if (!at.known() || seen[at.value] != start + 1) continue;
    std::vector<CaseId> cycle{at};
    for (CaseId next = chain.cases[at.value].parent; next != at;
         next = chain.cases[next.value].parent) {
      cycle.push_back(next);
    }
    std::ranges::rotate(cycle, std::ranges::min_element(cycle));
    ChainNode& cut = chain.cases[cycle.front().value];
    cut.parent = CaseId::none();
    cut.cut_from_cycle = true;
    chain.cycles.push_back(std::move(cycle));
  }
}

void number_generations(Chain& chain) {
  std::vector<CaseId> path;
  std::vector<std::uint8_t> numbered(chain.cases.size(), 0);
  for (std::uint32_t start = 0; start < chain.cases.size(); ++start) {
    CaseId at{start};
    while (numbered[at.value] == 0 && chain.cases[at.value].parent.known()) {
      path.push_back(at);
      at = chain.cases[at.value].parent;
    }
    if (numbered[at.value] == 0) {
      chain.cases[at.value].root = at;
      numbered[at.value] = 1;
    }
    for (; !path.empty(); path.pop_back()) {
      const ChainNode& above = chain.cases[at.value];
      at = path.back();
      chain.cases[at.value].generation = above.generation + 1;
      chain.cases[at.value].root = above.root;
      numbered[at.value] = 1;
    }
  }
}

void count(Chain& chain) {
  for (const ChainNode& node : chain.cases) {
    if (node.parent.known()) ++chain.cases[node.parent.value].secondary_cases;
    if (node.sources_named == 0) ++chain.unknown_sources;
  }
  for (std::uint32_t i = 0; i < chain.cases.size(); ++i) {
    const ChainNode& node = chain.cases[i];
    const bool root = !node.parent.known();
    if (root && node.secondary_cases == 0) {
      chain.isolated.push_back(CaseId{i});
      continue;
    }
    if (root) chain.roots.push_back(CaseId{i});
    if (node.generation >= chain.per_generation.size()) {
      chain.per_generation.resize(node.generation + 1, 0);
    }
    ++chain.per_generation[node.generation];
  }
}

}  // namespace

Chain chain_of(Onsets onsets, std::span<const ChainLink> links) {
  CHECK(onsets.size() <= kChainCasesMax);
  std::vector<ChainLink> distinct;
  for (const ChainLink& link : links) {
    CHECK(link.from.value < onsets.size() && link.to.value < onsets.size());
    if (link.from != link.to) distinct.push_back(link);
  }
  std::ranges::sort(distinct);
  const auto repeated = std::ranges::unique(distinct);
  distinct.erase(repeated.begin(), repeated.end());

  Chain chain;
  chain.cases.resize(onsets.size());
  choose_parents(onsets, distinct, chain);
  cut_cycles(chain);
  number_generations(chain);
  count(chain);
  return chain;
}

}  // namespace firebreak::tracing
