// The checks that several requests of this room share, and the shape of their refusals.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "domain/laboratory/decide.h"

namespace firebreak::laboratory {

Refusal refuse(std::string code, std::string field, std::vector<RefusalValue> values = {});
RefusalValue value(std::string name, std::string text);
RefusalValue value(std::string name, std::uint64_t number);

// 1..kTubeCodeBytesMax printable ASCII characters, no space: what a scanner can read.
bool tube_code_is_sound(std::string_view code);
bool text_is_sound(std::string_view text);  // 1..kTextBytesMax bytes.
bool in_scope(const View& view, const RequestContext& context, UnitId unit);

// How many specimens a tube of this rule holds.
std::uint8_t capacity_of(PoolRule rule, const policy::Pack& pack);

RowOutcome accepted(TubeId tube, std::uint8_t flags = 0);
RowOutcome duplicate(TubeId tube);
RowOutcome refused(Refusal refusal);

}  // namespace firebreak::laboratory
