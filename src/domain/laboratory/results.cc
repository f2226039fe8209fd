#include "domain/laboratory/results.h"

namespace firebreak::laboratory {

const std::vector<StoredReading>* Results::readings(TubeId tube) const {
  const auto found = readings_.find(tube.value);
  return found == readings_.end() ? nullptr : &found->second;
}

void Results::set_readings(TubeId tube, std::vector<StoredReading> readings) {
  if (readings.empty()) {
    readings_.erase(tube.value);
  } else {
    readings_[tube.value] = std::move(readings);
  }
}

std::uint32_t Results::gene_number(std::string_view gene) {
  std::uint32_t number = 0;
  while (number < genes_.size() && genes_[number] != gene) ++number;
  return number < genes_.size() ? number : genes_.add(gene);
}

const AntigenRow* Results::last_antigen(PersonId person) const {
  const std::uint32_t index = latest_antigen_[person];
  return index == kNone ? nullptr : &antigens_[index];
}

const AntigenRow* Results::previous(const AntigenRow& row) const {
  return row.previous == kNone ? nullptr : &antigens_[row.previous];
}

void Results::add_antigen(PersonId person, bool positive, Instant at) {
  const auto index = static_cast<std::uint32_t>(antigens_.size());
  antigens_.push_back({.person = person,
                       .positive = positive ? 1U : 0U,
                       .previous = latest_antigen_[person],
                       .reserved = 0,
                       .at = at});
  latest_antigen_.set(person, index);
}

}  // namespace firebreak::laboratory
