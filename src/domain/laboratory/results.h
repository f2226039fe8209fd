// What results leave behind besides a tube's outcome: gene readings, antigen results, and the
// state of each positive pool.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/string_pool.h"
#include "domain/laboratory/person_column.h"

namespace firebreak::laboratory {

struct StoredReading {
  std::uint32_t gene;                        // Of genes.
  std::uint32_t cycle_threshold_hundredths;  // 0: not detected.
};

struct AntigenRow {
  PersonId person;
  std::uint32_t positive;  // 0 or 1.
  std::uint32_t previous;  // The same person's one before; kNone at the end.
  std::uint32_t reserved;
  Instant at;
};

struct PoolRecord {  // Of a positive tube.
  std::uint8_t resolved = 0;
  std::vector<PersonId> positive;  // When resolved; none: unresolved_negative.

  template <class Archive>
  void columns(Archive& archive) {
    archive("resolved", resolved);
    archive("positive", positive);
  }
};

class Results {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  // Of tubes that are positive or inconclusive, by TubeId.
  const std::vector<StoredReading>* readings(TubeId tube) const;
  std::string_view gene(const StoredReading& reading) const { return genes_[reading.gene]; }
  void set_readings(TubeId tube, std::vector<StoredReading> readings);
  std::uint32_t gene_number(std::string_view gene);

  const std::vector<AntigenRow>& antigens() const { return antigens_; }
  const AntigenRow* last_antigen(PersonId person) const;
  const AntigenRow* previous(const AntigenRow& row) const;
  void add_antigen(PersonId person, bool positive, Instant at);

  const std::map<std::uint32_t, PoolRecord>& pools() const { return pools_; }  // By TubeId.
  std::map<std::uint32_t, PoolRecord>& pools() { return pools_; }

  template <class Archive>
  void columns(Archive& archive) {
    archive("readings", readings_);
    archive("genes", genes_);
    archive("antigens", antigens_);
    archive("latest_antigen", latest_antigen_);
    archive("pools", pools_);
  }

 private:
  std::map<std::uint32_t, std::vector<StoredReading>> readings_;
  StringPool genes_;
  std::vector<AntigenRow> antigens_;
  PersonColumn latest_antigen_;
  std::map<std::uint32_t, PoolRecord> pools_;
};

}  // namespace firebreak::laboratory
