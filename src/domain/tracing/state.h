// The State of tracing: stays, cases, their contact lists, told links, and the history of roles.
//
// Invariants: case ids are given in order and never come back; a registered person has at most one
// case that is not discarded; a case has at most one contact list, the newest (older ones are in
// the journal); roles only grow graver within the history of one person. Copying is cheap: day
// segments and contact lists are shared and never change.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/fact_header.h"
#include "base/key_table.h"
#include "base/string_pool.h"
#include "domain/tracing/case_record.h"
#include "domain/tracing/contact_list.h"
#include "domain/tracing/role_history.h"
#include "domain/tracing/stay_store.h"

namespace firebreak::tracing {

class Fact;
class CaseOpened;
class CaseUpdated;
class ContactsListed;
class ContactLinkRecorded;

struct ContactLink {
  CaseId from_case;
  CaseId to_case;      // Or none.
  PersonId to_person;  // Or none.
  std::string_view setting;
  std::optional<Day> day;
};

class State {
 public:
  const StayStore& stays() const { return stays_; }

  std::size_t case_count() const { return person_.size(); }  // Ids are 0 .. case_count() - 1.
  bool has(CaseId id) const { return id.value < person_.size(); }
  CaseRecord case_record(CaseId id) const;
  std::optional<CaseId> open_case_of(PersonId person) const;  // Not discarded.
  std::optional<CaseId> find_label(std::string_view label) const;

  const ContactList* contacts(CaseId id) const;  // The newest list, null before the first.
  const RoleHistory& roles() const { return roles_; }

  std::size_t link_count() const { return link_from_.size(); }
  ContactLink link(std::size_t index) const;  // In the order recorded.
  bool has_link(const ContactLink& link) const;

  void apply(const Fact& fact, const FactHeader& header);

  template <class Archive>
  void columns(Archive& archive) {
    archive("stays", stays_);
    archive("person", person_);
    archive("label", label_);
    archive("classification", classification_);
    archive("origin", origin_);
    archive("found_how", found_how_);
    archive("tube", tube_);
    archive("onset", onset_);
    archive("positive_specimen_at", positive_specimen_at_);
    archive("isolated_at", isolated_at_);
    archive("opened_at", opened_at_);
    archive("case_of_person", case_of_person_);
    archive("case_of_label", case_of_label_);
    archive("lists", lists_);
    archive("roles", roles_);
    archive("link_from", link_from_);
    archive("link_to_case", link_to_case_);
    archive("link_to_person", link_to_person_);
    archive("link_setting", link_setting_);
    archive("link_day", link_day_);
    archive("link_index", link_index_);
    archive("settings", settings_);
    archive("setting_index", setting_index_);
  }

 private:
  void open_case(const CaseOpened& fact, const FactHeader& header);
  void update_case(const CaseUpdated& fact);
  void list_contacts(const ContactsListed& fact, const FactHeader& header);
  void record_link(const ContactLinkRecorded& fact);

  StayStore stays_;
  // Cases, by CaseId.
  std::vector<std::uint32_t> person_;
  StringPool label_;
  std::vector<CaseClassification> classification_;
  std::vector<CaseOrigin> origin_;
  std::vector<CaseFound> found_how_;
  std::vector<std::uint32_t> tube_;
  std::vector<std::int32_t> onset_;                 // Day number or kNoDay.
  std::vector<std::int64_t> positive_specimen_at_;  // Milliseconds or kNoInstant.
  std::vector<std::int64_t> isolated_at_;
  std::vector<std::int64_t> opened_at_;
  std::map<std::uint32_t, std::uint32_t> case_of_person_;  // The newest case of a person.
  KeyTable case_of_label_;
  std::vector<std::shared_ptr<const ContactList>> lists_;
  RoleHistory roles_;
  std::vector<std::uint32_t> link_from_;
  std::vector<std::uint32_t> link_to_case_;
  std::vector<std::uint32_t> link_to_person_;
  std::vector<std::uint32_t> link_setting_;
  std::vector<std::int32_t> link_day_;
  KeyTable link_index_;  // All of a link -> its index.
  StringPool settings_;
  KeyTable setting_index_;
};

}  // namespace firebreak::tracing
