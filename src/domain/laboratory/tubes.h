// Tubes as columns: what each is, where it is, who is in it and in which order.
//
// Members lie in one array, a block of `capacity` for each tube, so binding is an array write.
// Codes are unique for ever: a tube is used once. Times are Unix seconds; 0 is "not yet".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/key_table.h"
#include "base/string_pool.h"
#include "domain/laboratory/tube.h"

namespace firebreak::laboratory {

inline constexpr std::size_t kTubesMax = 100'000'000;

std::uint32_t unix_seconds(Instant instant);  // At least 1, at most the column's end.
Instant instant_of(std::uint32_t unix_seconds);

struct TubeRow {
  std::string_view code;
  RoundId round;
  StationId station{};  // None: first seen in a laboratory.
  std::uint8_t capacity = 1;
  TubePurpose purpose = TubePurpose::screening;
  bool household_pool = false;
  Instant opened_at;
};

class Tubes {
 public:
  std::size_t size() const { return round_.size(); }
  bool has(TubeId tube) const { return tube.value < round_.size(); }
  std::optional<TubeId> find(std::string_view code) const;

  std::string_view code(TubeId tube) const { return codes_[tube.value]; }
  RoundId round(TubeId tube) const { return RoundId{round_[tube.value]}; }
  StationId station(TubeId tube) const { return StationId{station_[tube.value]}; }
  LaboratoryId laboratory(TubeId tube) const { return LaboratoryId{laboratory_[tube.value]}; }
  std::uint32_t hand_over(TubeId tube) const { return hand_over_[tube.value]; }  // Or none.
  std::uint8_t capacity(TubeId tube) const { return capacity_[tube.value]; }
  TubePurpose purpose(TubeId tube) const { return purpose_[tube.value]; }
  bool household_pool(TubeId tube) const { return household_pool_[tube.value] != 0; }
  Custody custody(TubeId tube) const { return custody_[tube.value]; }
  Outcome outcome(TubeId tube) const { return outcome_[tube.value]; }
  std::optional<Instant> opened_at(TubeId tube) const { return moment(opened_at_, tube); }
  std::optional<Instant> handed_over_at(TubeId tube) const { return moment(left_at_, tube); }
  std::optional<Instant> received_at(TubeId tube) const { return moment(received_at_, tube); }
  std::optional<Instant> resulted_at(TubeId tube) const { return moment(resulted_at_, tube); }
  // When it was first known to have left its station: no specimen goes in after that.
  std::optional<Instant> closed_at(TubeId tube) const;

  // In the order of collection. Valid until the next change.
  std::span<const PersonId> members(TubeId tube) const {
    return {members_.data() + block_[tube.value], count_[tube.value]};
  }
  std::span<const std::uint32_t> collected_seconds(TubeId tube) const {
    return {collected_.data() + block_[tube.value], count_[tube.value]};
  }
  bool contains(TubeId tube, PersonId person) const;
  // More than one person in one tube of screening: a positive one must be resolved.
  bool is_pool(TubeId tube) const {
    return purpose(tube) == TubePurpose::screening && count_[tube.value] > 1;
  }

  TubeId add(const TubeRow& row);
  void claim(TubeId tube, const TubeRow& row);  // Its station, capacity and purpose.
  void bind(TubeId tube, PersonId person, std::uint32_t collected_seconds);
  void unbind(TubeId tube, PersonId person);
  void set_custody(TubeId tube, Custody custody) { custody_[tube.value] = custody; }
  void set_left(TubeId tube, std::uint32_t hand_over, Instant at);
  void set_received(TubeId tube, LaboratoryId laboratory, Instant at);
  void set_outcome(TubeId tube, Outcome outcome, Instant at);

  template <class Archive>
  void columns(Archive& archive) {
    archive("codes", codes_);
    archive("index", index_);
    archive("round", round_);
    archive("station", station_);
    archive("laboratory", laboratory_);
    archive("hand_over", hand_over_);
    archive("block", block_);
    archive("capacity", capacity_);
    archive("count", count_);
    archive("purpose", purpose_);
    archive("household_pool", household_pool_);
    archive("custody", custody_);
    archive("outcome", outcome_);
    archive("opened_at", opened_at_);
    archive("left_at", left_at_);
    archive("received_at", received_at_);
    archive("resulted_at", resulted_at_);
    archive("members", members_);
    archive("collected", collected_);
  }

 private:
  static std::optional<Instant> moment(const std::vector<std::uint32_t>& column, TubeId tube) {
    return column[tube.value] == 0 ? std::nullopt : std::optional(instant_of(column[tube.value]));
  }

  StringPool codes_;
  KeyTable index_;  // key_of(code) -> tube.
  std::vector<std::uint32_t> round_;
  std::vector<std::uint32_t> station_;
  std::vector<std::uint32_t> laboratory_;
  std::vector<std::uint32_t> hand_over_;
  std::vector<std::uint32_t> block_;  // Where its members begin.
  std::vector<std::uint8_t> capacity_;
  std::vector<std::uint8_t> count_;
  std::vector<TubePurpose> purpose_;
  std::vector<std::uint8_t> household_pool_;
  std::vector<Custody> custody_;
  std::vector<Outcome> outcome_;
  std::vector<std::uint32_t> opened_at_;
  std::vector<std::uint32_t> left_at_;
  std::vector<std::uint32_t> received_at_;
  std::vector<std::uint32_t> resulted_at_;
  std::vector<PersonId> members_;
  std::vector<std::uint32_t> collected_;
};

}  // namespace firebreak::laboratory
