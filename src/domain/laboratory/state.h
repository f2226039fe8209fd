// The State of the laboratory room: rounds, stations, laboratories, tubes and where each tube is.
//
// Invariants: a tube is in one custody and the ledger balances; a person has at most one screening
// tube a round; a round's marks say of every position what the person's tube says. The register is
// passed to apply() because marks are by its positions; follow() moves them when people move.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "base/fact_header.h"
#include "domain/laboratory/custody_record.h"
#include "domain/laboratory/exemptions.h"
#include "domain/laboratory/results.h"
#include "domain/laboratory/round.h"
#include "domain/laboratory/stations.h"
#include "domain/laboratory/tube_ledger.h"
#include "domain/laboratory/tubes.h"
#include "domain/registry/state.h"

namespace firebreak::laboratory {

class Fact;
class RoundOpened;
class PoolSizeSet;
class StationOpened;
class ExemptionsGranted;
class TubesOpened;
class TubeClaimed;
class SpecimensCollected;
class BindingUndone;
class TubesHandedOver;
class TubesReceived;
class ResultReported;
class PoolResolved;

class State {
 public:
  std::size_t round_count() const { return rounds_.size(); }
  bool has(RoundId round) const { return round.value < rounds_.size(); }
  const Round& round(RoundId round) const { return rounds_[round.value]; }
  const Stations& stations() const { return stations_; }
  const Laboratories& laboratories() const { return laboratories_; }
  const Tubes& tubes() const { return tubes_; }
  const TubeLedger& ledger() const { return ledger_; }
  const Exemptions& exemptions() const { return exemptions_; }
  const CustodyRecord& custody_record() const { return custody_record_; }
  const Results& results() const { return results_; }

  // The person's screening tube of this round, none if not bound (or undone, or voided).
  TubeId tube_of(RoundId round, PersonId person) const {
    return TubeId{rounds_[round.value].tube_of[person]};
  }
  // The person's retest tubes of this round, in the order of binding.
  std::span<const TubeId> retests_of(RoundId round, PersonId person) const;

  // The tube that held the person's specimen of this round before it was voided or undone; or none.
  TubeId lost_tube_of(RoundId round, PersonId person) const;

  void apply(const Fact& fact, const FactHeader& header, const registry::State& registry);
  // After the register applied a fact that changed positions.
  void follow(const registry::PositionChanges& changes, const registry::State& registry);

  template <class Archive>
  void columns(Archive& archive) {
    archive("rounds", rounds_);
    archive("stations", stations_);
    archive("laboratories", laboratories_);
    archive("tubes", tubes_);
    archive("ledger", ledger_);
    archive("exemptions", exemptions_);
    archive("custody_record", custody_record_);
    archive("results", results_);
    archive("retests", retests_);
    archive("lost", lost_);
  }

 private:
  void open_round(const RoundOpened& fact, const registry::State& registry);
  void set_pool_size(const PoolSizeSet& fact);
  void open_station(const StationOpened& fact);
  void grant(const ExemptionsGranted& fact, const registry::State& registry);
  void exempt(std::uint32_t exemption, RoundId round, const registry::State& registry);
  void open_tubes(const TubesOpened& fact, Instant at);
  void claim(const TubeClaimed& fact);
  void collect(const SpecimensCollected& fact, const registry::State& registry);
  void undo(const BindingUndone& fact, const registry::State& registry);
  void hand_over(const TubesHandedOver& fact, Instant at, const registry::State& registry);
  void receive(const TubesReceived& fact, Instant at, const registry::State& registry);
  void result(const ResultReported& fact, Instant at, const registry::State& registry);
  void resolve(const PoolResolved& fact);
  void move(TubeId tube, Custody to, const registry::State& registry);
  void arrive(TubeId tube, LaboratoryId laboratory, Instant at, const registry::State& registry);
  void reopen_pool(TubeId tube);
  void mark_anew(Round& round, const registry::State& registry, RoundId id) const;

  std::vector<Round> rounds_;
  Stations stations_;
  Laboratories laboratories_;
  Tubes tubes_;
  TubeLedger ledger_;
  Exemptions exemptions_;
  CustodyRecord custody_record_;
  Results results_;
  using RoundPerson = std::pair<std::uint32_t, std::uint32_t>;
  std::map<RoundPerson, std::vector<TubeId>> retests_;
  std::map<RoundPerson, TubeId> lost_;
};

}  // namespace firebreak::laboratory
