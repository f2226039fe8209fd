#include "engine/queries/chain_view.h"

namespace firebreak::queries {

ChainView chain_view(const core::State& state) {
  const tracing::State& tracing = state.tracing;
  ChainView view;
  std::vector<std::optional<Day>> onsets;
  onsets.reserve(tracing.case_count());
  for (std::uint32_t i = 0; i < tracing.case_count(); ++i) {
    onsets.push_back(tracing.case_record(CaseId{i}).onset);
  }
  std::vector<tracing::ChainLink> links;
  for (std::size_t i = 0; i < tracing.link_count(); ++i) {
    const tracing::ContactLink link = tracing.link(i);
    CaseId to = link.to_case;
    if (!to.known()) to = tracing.open_case_of(link.to_person).value_or(CaseId::none());
    if (to.known()) {
      links.push_back({.from = link.from_case, .to = to});
    } else {
      ++view.links_to_people;
    }
  }
  view.links = static_cast<std::uint32_t>(links.size());
  view.chain = tracing::chain_of(onsets, links);
  for (const tracing::ChainNode& node : view.chain.cases) {
    view.several_sources += node.sources_named > 1 ? 1 : 0;
  }
  return view;
}

}  // namespace firebreak::queries
