// The sections of a pack's file, each read into its part of the Pack.
//
// Every function reads one or a few top-level keys of `file` and notes what is wrong in them. Those
// that refer to another section say so; that section is read first.
#pragma once

#include "domain/policy/pack.h"
#include "domain/policy/pack_table.h"

namespace firebreak::policy {

void read_infectious_period(PackTable& file, Pack& pack);
void read_contacts(PackTable& file, Pack& pack);    // [[contacts]] and [second_degree].
void read_quarantine(PackTable& file, Pack& pack);  // Names classes of [[contacts]].
void read_laboratory(PackTable& file, Pack& pack);
void read_round(PackTable& file, Pack& pack);  // [round] and [[exemptions]].
void read_zones(PackTable& file, Pack& pack);  // Pools within those of [laboratory].
void read_clocks(PackTable& file, Pack& pack);
void read_epidemiology(PackTable& file, Pack& pack);
void read_retention(PackTable& file, Pack& pack);

}  // namespace firebreak::policy
