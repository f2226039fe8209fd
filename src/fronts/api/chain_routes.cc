// Who infected whom: generations, the cases that infected most, what the list does not tell.
#include <algorithm>
#include <numeric>

#include <boost/json.hpp>

#include "engine/queries/chain_view.h"
#include "fronts/api/router.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

std::string label_of(const core::State& state, CaseId id) {
  const tracing::CaseRecord record = state.tracing.case_record(id);
  return record.label.empty() ? std::to_string(id.value) : std::string(record.label);
}

json::value id_or_null(CaseId id) {
  return id.known() ? json::value(id.value) : json::value(nullptr);
}

json::object node_json(const core::State& state, const tracing::Chain& chain, CaseId id) {
  const tracing::ChainNode& node = chain.cases[id.value];
  const auto onset = state.tracing.case_record(id).onset;
  return {{"case", id.value},
          {"label", label_of(state, id)},
          {"onset", onset ? json::value(to_text(*onset)) : json::value(nullptr)},
          {"generation", node.generation},
          {"secondary_cases", node.secondary_cases},
          {"sources_named", node.sources_named},
          {"source", id_or_null(node.parent)},
          {"source_label",
           node.parent.known() ? json::value(label_of(state, node.parent)) : json::value(nullptr)},
          {"root", node.root.value}};
}

// Those that infected most first, then in the order of the list.
std::vector<CaseId> by_secondary_cases(const tracing::Chain& chain) {
  std::vector<CaseId> ids(chain.cases.size());
  for (std::uint32_t i = 0; i < ids.size(); ++i) ids[i] = CaseId{i};
  std::ranges::stable_sort(ids, [&](CaseId a, CaseId b) {
    return chain.cases[a.value].secondary_cases > chain.cases[b.value].secondary_cases;
  });
  return ids;
}

Answer chain(const Shown& shown, const Parameters& parameters) {
  const auto limit = parameters.limit();
  if (!limit) return limit.error();
  const core::State& state = shown.state;
  const queries::ChainView view = queries::chain_view(state);
  json::array generations;
  for (std::size_t i = 0; i < view.chain.per_generation.size(); ++i) {
    generations.emplace_back(
        json::object{{"generation", i}, {"cases", view.chain.per_generation[i]}});
  }
  json::array cycles;
  for (const std::vector<CaseId>& cycle : view.chain.cycles) {
    json::array labels;
    for (const CaseId id : cycle) labels.emplace_back(label_of(state, id));
    cycles.push_back(std::move(labels));
  }
  json::array items;
  for (const CaseId id : by_secondary_cases(view.chain)) {
    if (items.size() == *limit) break;
    items.emplace_back(node_json(state, view.chain, id));
  }
  return json::object{{"cases", view.chain.cases.size()},
                      {"links", view.links},
                      {"links_to_people", view.links_to_people},
                      {"chains", view.chain.roots.size()},
                      {"isolated", view.chain.isolated.size()},
                      {"unknown_sources", view.chain.unknown_sources},
                      {"several_sources", view.several_sources},
                      {"generations", std::move(generations)},
                      {"cycles", std::move(cycles)},
                      {"items", std::move(items)}};
}

}  // namespace

void add_chain_routes(Router& router) { router.get("/tracing/chain", chain); }

}  // namespace firebreak::api
