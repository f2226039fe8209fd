#include "domain/laboratory/tube_ledger.h"

#include <algorithm>

#include "base/check.h"

namespace firebreak::laboratory {
namespace {

constexpr std::size_t at(Custody custody) { return static_cast<std::size_t>(custody); }

}  // namespace

void TubeAccount::open() {
  ++opened;
  ++inside[at(Custody::station)];
}

void TubeAccount::move(Custody from, Custody to) {
  CHECK(from < to && from < Custody::resulted && in(from) > 0);
  --inside[at(from)];
  ++inside[at(to)];
  if (to == Custody::voided) {
    ++voided_from[at(from)];
    return;
  }
  if (from < Custody::courier) ++handed_over;
  if (from < Custody::laboratory && to >= Custody::laboratory) ++received;
  if (to == Custody::resulted) ++resulted;
}

bool TubeAccount::balanced() const {
  const std::uint64_t voided_in_all = voided_from[0] + voided_from[1] + voided_from[2];
  return opened == handed_over + in(Custody::station) + voided_from[0] &&
         handed_over == received + in(Custody::courier) + voided_from[1] &&
         received == resulted + in(Custody::laboratory) + voided_from[2] &&
         resulted == in(Custody::resulted) && voided_in_all == in(Custody::voided);
}

void TubeLedger::open(RoundId round, StationId station) {
  rounds_[round.value].open();
  if (station.known()) stations_[station.value].open();
}

void TubeLedger::claim(StationId station, Custody now) {
  TubeAccount& account = stations_[station.value];
  account.open();
  if (now != Custody::station) account.move(Custody::station, now);
}

void TubeLedger::move(RoundId round, StationId station, Custody from, Custody to) {
  rounds_[round.value].move(from, to);
  if (station.known()) stations_[station.value].move(from, to);
}

void TubeLedger::arrive(LaboratoryId laboratory) {
  ++laboratories_[laboratory.value].received;
  ++laboratories_[laboratory.value].in_laboratory;
}

void TubeLedger::forward(LaboratoryId from, LaboratoryId to) {
  ++laboratories_[from.value].forwarded;
  --laboratories_[from.value].in_laboratory;
  arrive(to);
}

void TubeLedger::leave(LaboratoryId laboratory, Custody to) {
  LaboratoryAccount& account = laboratories_[laboratory.value];
  CHECK(account.in_laboratory > 0);
  --account.in_laboratory;
  ++(to == Custody::resulted ? account.resulted : account.voided);
}

bool TubeLedger::balanced() const {
  constexpr auto balances = [](const auto& account) { return account.balanced(); };
  std::uint64_t in_rounds = 0;
  for (const TubeAccount& round : rounds_) in_rounds += round.received;
  std::uint64_t in_laboratories = 0;
  for (const LaboratoryAccount& laboratory : laboratories_) {
    in_laboratories += laboratory.received - laboratory.forwarded;
  }
  return std::ranges::all_of(rounds_, balances) && std::ranges::all_of(stations_, balances) &&
         std::ranges::all_of(laboratories_, balances) && in_rounds == in_laboratories;
}

}  // namespace firebreak::laboratory
