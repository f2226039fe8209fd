#include "domain/registry/affiliates.h"

namespace firebreak::registry {

void Affiliates::changed(PersonId person) {
  if (is_late_.test(person.value)) return;
  is_late_.set(person.value);
  late_.push_back(person.value);
}

void Affiliates::lay_out(Column affiliation) {
  std::uint32_t places = 0;
  std::size_t people = 0;
  for (const std::uint32_t place : affiliation) {
    if (place == PlaceId::kNone) continue;
    places = std::max(places, place + 1);
    ++people;
  }
  begin_.assign(places + 1, 0);
  for (const std::uint32_t place : affiliation) {
    if (place != PlaceId::kNone) ++begin_[place + 1];
  }
  for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
  std::vector<std::uint32_t> next = begin_;
  person_.assign(people, 0);
  for (std::uint32_t person = 0; person < affiliation.size(); ++person) {
    if (affiliation[person] != PlaceId::kNone) person_[next[affiliation[person]]++] = person;
  }
  late_ = {};
  is_late_ = Bitmap{};
}

std::span<const std::uint32_t> Affiliates::range(PlaceId place) const {
  if (std::size_t{place.value} + 1 >= begin_.size()) return {};
  return std::span(person_).subspan(begin_[place.value],
                                    begin_[place.value + 1] - begin_[place.value]);
}

}  // namespace firebreak::registry
