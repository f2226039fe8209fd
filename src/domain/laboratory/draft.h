// What one request is about to record, on top of the State: later rows of a bulk request must see
// the tubes and bindings of earlier ones, although nothing is applied until all are decided.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/key_table.h"
#include "domain/laboratory/decide.h"

namespace firebreak::laboratory {

// A tube as the request sees it: known to the State, or opened by an earlier row.
struct DraftTube {
  TubeId id;
  RoundId round;
  StationId station{};
  std::uint8_t capacity = 1;
  TubePurpose purpose = TubePurpose::screening;
  bool household_pool = false;
  Custody custody = Custody::station;
  Outcome outcome = Outcome::none;
  std::optional<Instant> closed_at{};
  std::vector<PersonId> added{};  // By this request.
};

class Draft {
 public:
  explicit Draft(const View& view) : view_(view) {}
  const View& view() const { return view_; }

  // The tube of this code, none if neither the State nor this request has it. Valid until the next
  // open() or find().
  DraftTube* find(std::string_view code);
  // A tube opened by this request; also writes it down for TubesOpened.
  DraftTube& open(std::string_view code, const DraftTube& tube);
  void claim(const DraftTube& tube);

  std::size_t count(const DraftTube& tube) const;
  bool contains(const DraftTube& tube, PersonId person) const;
  PersonId first_member(const DraftTube& tube) const;  // Or none.
  TubeId screening_tube_of(RoundId round, PersonId person) const;
  std::string_view code(TubeId tube) const;
  void bind(DraftTube& tube, PersonId person, Instant collected_at, std::uint8_t flags);

  std::vector<Fact> facts();  // Opened, claimed, collected: in this order. To be called once.

 private:
  bool exists(const DraftTube& tube) const { return view_.laboratory.tubes().has(tube.id); }

  View view_;
  KeyTable touched_;  // key_of(code) -> tubes_.
  std::vector<DraftTube> tubes_;
  std::map<std::pair<RoundId, PersonId>, TubeId> bound_;  // Screening only.
  std::uint32_t opened_count_ = 0;
  std::uint32_t bound_count_ = 0;
  bool flagged_ = false;
  Fact opened_;
  std::vector<Fact> claimed_;
  Fact collected_;
};

}  // namespace firebreak::laboratory
