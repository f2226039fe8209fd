// Loading a synthetic city into an empty register, by the same requests that an import sends.
//
// Names, numbers and phones go to the vault first, then the facts to the journal. Refuses
// city.not_empty when anything is registered already.
#pragma once

#include <functional>
#include <string_view>

#include "analysis/synthesis/city.h"
#include "engine/service/writer.h"
#include "platform/vault/vault.h"

namespace firebreak::scenario {

// Answers one request: the running service's call(), or a Writer's.
using Ask = std::function<service::Answer(core::Envelope)>;
using LoadProgress =
    std::function<void(std::string_view what, std::uint64_t done, std::uint64_t of)>;

struct CityLoad {
  const synthesis::City& city;
  Ask ask;
  vault::Vault* vault = nullptr;  // Null: ids only, nobody has a name (tests, benches).
  LoadProgress progress{};
  PersonId first_person{0};  // Set by load_city: the id of the city's person 0.
};

Result<void> load_city(CityLoad& load, bool register_is_empty);
Result<void> load_stays(const CityLoad& load, int days);  // The first so many days of the city's.

}  // namespace firebreak::scenario
