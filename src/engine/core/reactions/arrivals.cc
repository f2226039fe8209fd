#include "domain/registry/decide.h"
#include "engine/core/reactions/reactions.h"

namespace firebreak::core {

void react_to_arrivals(Recorder& recorder) {
  if (!registry::renumbering_due(recorder.state().registry)) return;
  registry::Fact fact;
  fact.mutable_renumbered();
  recorder.record(std::move(fact));
}

}  // namespace firebreak::core
