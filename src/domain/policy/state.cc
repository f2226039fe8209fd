#include "domain/policy/state.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "domain/policy/facts.pb.h"
#include "domain/policy/pack_reader.h"

namespace firebreak::policy {

std::shared_ptr<const Pack> Adoption::read(const std::string& toml) {
  Result<Pack> pack = read_pack(toml, "journal");
  return pack ? std::make_shared<const Pack>(std::move(*pack)) : nullptr;
}

void State::apply(const Fact& fact, const FactHeader& header) {
  if (fact.fact_case() != Fact::kPackAdopted) return;
  const PackAdopted& adopted = fact.pack_adopted();
  auto adoption = std::make_shared<Adoption>(Adoption{.id = adopted.id(),
                                                      .version = adopted.version(),
                                                      .toml = adopted.toml(),
                                                      .adopted_at = header.recorded_at,
                                                      .actor = header.actor});
  adoption->pack = Adoption::read(adoption->toml);
  CHECK(adoption->pack != nullptr);  // `decide` read the same text.
  adoptions_.push_back(std::move(adoption));
}

const Pack* State::current() const {
  return adoptions_.empty() ? nullptr : adoptions_.back()->pack.get();
}

const Pack* State::by_number(std::uint32_t number) const {
  return number < adoptions_.size() ? adoptions_[number]->pack.get() : nullptr;
}

bool State::readable() const {
  return std::ranges::all_of(adoptions_,
                             [](const auto& each) { return each && each->pack != nullptr; });
}

}  // namespace firebreak::policy
