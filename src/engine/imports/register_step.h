// Some thousands of rows of a register file, judged and recorded together.
//
// judge() gives every row its fate against one State; record() makes the units, fills the vault and
// registers or updates the people, in this order. What is remembered of earlier rows of the file is
// in RegisterMemory.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "base/key_table.h"
#include "engine/imports/home_plan.h"
#include "engine/imports/import_desk.h"
#include "engine/imports/neighbourhood_index.h"
#include "engine/imports/place_index.h"
#include "platform/vault/vault.h"

namespace firebreak::imports {

struct RegisterMemory {
  KeyTable documents{};  // Of rows that were taken -> line.
  KeyTable names{};      // Name and birth date of rows that were taken -> line.
  std::unique_ptr<NeighbourhoodIndex> neighbourhoods{};
  std::unique_ptr<PlaceIndex> places{};  // Null: the file names no workplaces.
};

class RegisterStep {
 public:
  RegisterStep(ImportDesk& desk, vault::Vault& vault, RegisterMemory& memory, Day today)
      : desk_(desk), vault_(vault), memory_(memory), today_(today) {}

  void add(SheetRow& row, RegisterRow read);  // The row must stay where it is.
  Result<void> judge();
  Result<void> record();

  std::uint64_t units_created() const { return units_created_; }
  std::uint64_t workplaces_unknown() const { return workplaces_unknown_; }

 private:
  struct Candidate {
    SheetRow* sheet_row;
    RegisterRow row;
    std::vector<PersonId> known{};  // By document; without one, by name.
    PersonId person{};              // On the register, or known to the vault alone.
    bool registered = false;
    UnitId neighbourhood{};
    UnitId home{};
    PlaceId workplace{};
    bool taken() const { return sheet_row->fate == Fate::undecided; }
  };

  Result<void> look_up(Candidate& candidate) const;
  void judge_one(const core::State& state, HomePlan& plan, Candidate& candidate);
  void identify(const core::State& state, Candidate& candidate);
  bool is_repeated(Candidate& candidate);
  void remember(const Candidate& candidate);
  Result<void> make_units();
  Result<void> reserve_ids();
  Result<void> fill_vault();
  Result<void> register_people();
  Result<void> update_people();
  registry::PersonRow row_after(const core::State& state, const Candidate& candidate) const;

  ImportDesk& desk_;
  vault::Vault& vault_;
  RegisterMemory& memory_;
  Day today_;
  std::vector<Candidate> candidates_;
  std::uint64_t units_created_ = 0;
  std::uint64_t workplaces_unknown_ = 0;
};

}  // namespace firebreak::imports
