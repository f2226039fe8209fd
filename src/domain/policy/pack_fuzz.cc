// Any bytes are either a pack or refused with a place; a pack that was read has a source for every
// number it needs, keeps its references, and can be adopted and applied.
#include <cstdint>
#include <string>

#include "base/check.h"
#include "domain/policy/decide.h"
#include "domain/policy/pack_reader.h"

namespace {

using namespace firebreak;
using namespace firebreak::policy;

void check_promises(const Pack& pack) {
  CHECK(!pack.id.empty() && !pack.contact_classes.empty() && !pack.sources.empty());
  CHECK(pack.infectious_period.days_before_anchor >= 0);
  CHECK(pack.laboratory.pool_size >= 1);
  CHECK(pack.laboratory.pool_size <= pack.laboratory.pool_size_max);
  CHECK(pack.epidemiology.incubation.mean > 0);
  for (const ContactClass& each : pack.contact_classes) {
    CHECK(!each.rules.empty());
    for (const ContactRule& rule : each.rules) CHECK(!rule.places.empty());
  }
  for (const ClockRule& clock : pack.clocks) CHECK(!clock.kept || clock.limit > Duration{});
  for (const ZoneRule& zone : pack.zones) CHECK(zone.pool_size >= 1 && zone.pool_size <= 20);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string toml(reinterpret_cast<const char*>(bytes), size);
  const Result<Pack> pack = read_pack(toml, "fuzz.toml");
  CHECK(pack.has_value() == pack_problems(toml, "fuzz.toml").empty());
  if (!pack) {
    CHECK(!pack.error().code.empty() && pack.error().values.size() >= 4);
    return 0;
  }
  check_promises(*pack);
  State state;
  const auto facts = decide(state, {.toml = toml, .file_name = "fuzz.toml"}, {});
  CHECK(facts.has_value());
  for (const Fact& fact : *facts) state.apply(fact, {});
  CHECK(state.current() != nullptr);
  return 0;
}
