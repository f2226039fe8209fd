// Hand-overs and receipts as they were declared, with every discrepancy and the tubes it names.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/string_pool.h"

namespace firebreak::laboratory {

enum class DiscrepancyKind : std::uint32_t {
  missing = 0,           // Of the hand-over, not in the box.
  unexpected = 1,        // In the box, not of the hand-over or never handed over.
  already_gone = 2,      // Handed over late: it was in a laboratory by then.
  already_resulted = 3,  // Received late: its result was in by then.
};

struct Discrepancy {
  DiscrepancyKind kind;
  std::uint32_t record;  // The hand-over (already_gone) or the receipt.
  TubeId tube;
};

struct HandOverRow {
  StationId station;
  std::uint32_t courier;  // A label of couriers.
  std::uint32_t declared_count;
  std::uint32_t tubes_end;  // Its tubes end here in one array, and begin where the last one's end.
  Instant at;
};

struct ReceiptRow {
  LaboratoryId laboratory;
  std::uint32_t hand_over;  // Or none.
  std::uint32_t declared_count;
  std::uint32_t received_count;
  Instant at;
};

class CustodyRecord {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  const std::vector<HandOverRow>& hand_overs() const { return hand_overs_; }
  const std::vector<ReceiptRow>& receipts() const { return receipts_; }
  const std::vector<Discrepancy>& discrepancies() const { return discrepancies_; }
  std::span<const TubeId> tubes_of(std::uint32_t hand_over) const;  // That left by it.
  std::string_view courier(std::uint32_t hand_over) const {
    return couriers_[hand_overs_[hand_over].courier];
  }

  void add_hand_over(HandOverRow row, std::string_view courier, std::span<const TubeId> tubes);
  void add_receipt(const ReceiptRow& row) { receipts_.push_back(row); }
  void add(Discrepancy discrepancy) { discrepancies_.push_back(discrepancy); }

  template <class Archive>
  void columns(Archive& archive) {
    archive("hand_overs", hand_overs_);
    archive("receipts", receipts_);
    archive("discrepancies", discrepancies_);
    archive("tubes", tubes_);
    archive("couriers", couriers_);
  }

 private:
  std::vector<HandOverRow> hand_overs_;
  std::vector<ReceiptRow> receipts_;
  std::vector<Discrepancy> discrepancies_;
  std::vector<TubeId> tubes_;
  StringPool couriers_;
};

}  // namespace firebreak::laboratory
