#include "domain/laboratory/refusals.h"

#include <algorithm>

namespace firebreak::laboratory {

Refusal refuse(std::string code, std::string field, std::vector<RefusalValue> values) {
  return {.code = std::move(code), .field = std::move(field), .values = std::move(values)};
}

RefusalValue value(std::string name, std::string text) {
  return {.name = std::move(name), .value = std::move(text)};
}

RefusalValue value(std::string name, std::uint64_t number) {
  return {.name = std::move(name), .value = std::to_string(number)};
}

bool tube_code_is_sound(std::string_view code) {
  return !code.empty() && code.size() <= kTubeCodeBytesMax &&
         std::ranges::all_of(code, [](char c) { return c > ' ' && c <= '~'; });
}

bool text_is_sound(std::string_view text) { return !text.empty() && text.size() <= kTextBytesMax; }

bool in_scope(const View& view, const RequestContext& context, UnitId unit) {
  return context.scope.value == 0 || view.registry.units().contains(context.scope, unit);
}

std::uint8_t capacity_of(PoolRule rule, const policy::Pack& pack) {
  const int wanted = rule.household_pool != 0 ? pack.laboratory.pool_size_max : rule.pool_size;
  return static_cast<std::uint8_t>(std::clamp<int>(wanted, 1, kPoolSizeMax));
}

RowOutcome accepted(TubeId tube, std::uint8_t flags) {
  return {.fate = RowFate::accepted, .flags = flags, .tube = tube};
}

RowOutcome duplicate(TubeId tube) { return {.fate = RowFate::duplicate, .tube = tube}; }

RowOutcome refused(Refusal refusal) {
  return {.fate = RowFate::refused, .refusal = std::move(refusal)};
}

}  // namespace firebreak::laboratory
