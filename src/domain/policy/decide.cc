#include "domain/policy/decide.h"

#include <string>
#include <utility>

#include "domain/policy/pack_reader.h"

namespace firebreak::policy {
namespace {

Refusal refusal(std::string code, const Pack& pack) {
  return {.code = std::move(code),
          .field = "toml",
          .values = {{"id", pack.id}, {"version", pack.version}}};
}

}  // namespace

Result<std::vector<Fact>> decide(const State& state, const AdoptPack& request,
                                 const RequestContext& /*context*/) {
  const Result<Pack> pack = read_pack(request.toml, request.file_name);
  if (!pack) return pack.error();
  for (std::uint32_t number = 0; number < state.count(); ++number) {
    const Adoption& earlier = state.adoption(number);
    if (earlier.id != pack->id || earlier.version != pack->version) continue;
    if (earlier.toml != request.toml) return refusal("pack.version_taken", *pack);
    if (number + 1 == state.count()) return refusal("pack.already_adopted", *pack);
  }
  if (state.count() >= kAdoptionsMax) return refusal("pack.too_many", *pack);

  std::vector<Fact> facts(1);
  PackAdopted& adopted = *facts[0].mutable_pack_adopted();
  adopted.set_id(pack->id);
  adopted.set_version(pack->version);
  adopted.set_toml(request.toml);
  return facts;
}

}  // namespace firebreak::policy
