#include "domain/tracing/state.h"

#include "base/check.h"
#include "domain/tracing/facts.pb.h"

namespace firebreak::tracing {
namespace {

constexpr std::int32_t kNoDay = -0x7fffffff - 1;
constexpr std::int64_t kNoInstant = -0x7fffffffffffffff - 1;

std::optional<Day> day_in(std::int32_t number) {
  return number == kNoDay ? std::nullopt : std::optional(Day{number});
}
std::optional<Instant> instant_in(std::int64_t milliseconds) {
  return milliseconds == kNoInstant ? std::nullopt : std::optional(Instant{milliseconds});
}

void record_stays(const StaysRecorded& fact, StayStore& stays) {
  std::vector<StayEntry> entries(static_cast<std::size_t>(fact.person_size()));
  CHECK(fact.place_size() == fact.person_size());
  CHECK(fact.start_second_size() == fact.person_size());
  CHECK(fact.duration_seconds_size() == fact.person_size());
  for (int i = 0; i < fact.person_size(); ++i) {
    entries[static_cast<std::size_t>(i)] = {.place = fact.place(i),
                                            .person = fact.person(i),
                                            .start_second = fact.start_second(i),
                                            .duration_seconds = fact.duration_seconds(i)};
  }
  stays.add(Day{fact.day()}, std::move(entries));
}

Key key_of_link(const ContactLink& link) {
  std::string text;
  for (const std::int64_t part :
       {std::int64_t{link.from_case.value}, std::int64_t{link.to_case.value},
        std::int64_t{link.to_person.value}, std::int64_t{link.day ? link.day->number : kNoDay}}) {
    text += std::to_string(part) + ' ';
  }
  return key_of(text.append(link.setting));
}

}  // namespace

CaseRecord State::case_record(CaseId id) const {
  CHECK(has(id));
  const std::uint32_t i = id.value;
  return {.person = PersonId{person_[i]},
          .classification = classification_[i],
          .origin = origin_[i],
          .found_how = found_how_[i],
          .tube = TubeId{tube_[i]},
          .onset = day_in(onset_[i]),
          .positive_specimen_at = instant_in(positive_specimen_at_[i]),
          .isolated_at = instant_in(isolated_at_[i]),
          .opened_at = Instant{opened_at_[i]},
          .label = label_[i]};
}

std::optional<CaseId> State::open_case_of(PersonId person) const {
  const auto at = case_of_person_.find(person.value);
  if (at == case_of_person_.end()) return std::nullopt;
  if (classification_[at->second] == CaseClassification::discarded) return std::nullopt;
  return CaseId{at->second};
}

std::optional<CaseId> State::find_label(std::string_view label) const {
  const std::optional<std::uint32_t> found = case_of_label_.find(key_of(label));
  return found ? std::optional(CaseId{*found}) : std::nullopt;
}

const ContactList* State::contacts(CaseId id) const { return lists_[id.value].get(); }

ContactLink State::link(std::size_t index) const {
  return {.from_case = CaseId{link_from_[index]},
          .to_case = CaseId{link_to_case_[index]},
          .to_person = PersonId{link_to_person_[index]},
          .setting = settings_[link_setting_[index]],
          .day = day_in(link_day_[index])};
}

void State::apply(const Fact& fact, const FactHeader& header) {
  switch (fact.fact_case()) {
    case Fact::kStaysRecorded:
      return record_stays(fact.stays_recorded(), stays_);
    case Fact::kStaysDropped:
      return stays_.drop_before(Day{fact.stays_dropped().before_day()});
    case Fact::kCaseOpened:
      return open_case(fact.case_opened(), header);
    case Fact::kCaseUpdated:
      return update_case(fact.case_updated());
    case Fact::kContactsListed:
      return list_contacts(fact.contacts_listed(), header);
    case Fact::kContactLinkRecorded:
      return record_link(fact.contact_link_recorded());
    case Fact::FACT_NOT_SET:
      break;
  }
}

void State::open_case(const CaseOpened& fact, const FactHeader& header) {
  CHECK(fact.case_id() == case_count());
  const CaseId id{fact.case_id()};
  person_.push_back(fact.person());
  label_.add(fact.label());
  classification_.push_back(static_cast<CaseClassification>(fact.classification()));
  origin_.push_back(static_cast<CaseOrigin>(fact.origin()));
  found_how_.push_back(static_cast<CaseFound>(fact.found_how()));
  tube_.push_back(fact.tube());
  onset_.push_back(fact.has_onset_day() ? fact.onset_day() : kNoDay);
  positive_specimen_at_.push_back(fact.has_positive_specimen_at() ? fact.positive_specimen_at()
                                                                  : kNoInstant);
  isolated_at_.push_back(kNoInstant);
  opened_at_.push_back(header.recorded_at.milliseconds);
  lists_.emplace_back();
  if (!fact.label().empty()) case_of_label_.insert(key_of(fact.label()), id.value);
  const PersonId person{fact.person()};
  if (!person.known()) return;
  case_of_person_[person.value] = id.value;
  roles_.become_case(person, id, header.recorded_at);
}

void State::update_case(const CaseUpdated& fact) {
  CHECK(has(CaseId{fact.case_id()}));
  const std::uint32_t i = fact.case_id();
  if (fact.has_classification()) {
    classification_[i] = static_cast<CaseClassification>(fact.classification());
  }
  if (fact.has_origin()) origin_[i] = static_cast<CaseOrigin>(fact.origin());
  if (fact.without_onset()) onset_[i] = kNoDay;
  if (fact.has_onset_day()) onset_[i] = fact.onset_day();
  if (fact.has_positive_specimen_at()) positive_specimen_at_[i] = fact.positive_specimen_at();
  if (fact.has_isolated_at()) isolated_at_[i] = fact.isolated_at();
}

void State::list_contacts(const ContactsListed& fact, const FactHeader& header) {
  const CaseId id{fact.case_id()};
  CHECK(has(id));
  auto list = std::make_shared<ContactList>();
  list->pack_id = fact.pack_id();
  list->pack_version = fact.pack_version();
  list->listed_at = header.recorded_at;
  list->window_from = Instant{fact.window_from()};
  list->window_until = Instant{fact.window_until()};
  list->truncated = fact.truncated() ? 1 : 0;
  list->contacts.reserve(static_cast<std::size_t>(fact.person_size()));
  for (int i = 0; i < fact.person_size(); ++i) {
    const Contact& contact = list->contacts.emplace_back(
        Contact{.person = PersonId{fact.person(i)},
                .class_index = static_cast<std::uint16_t>(fact.class_index(i)),
                .rule_index = static_cast<std::uint16_t>(fact.rule_index(i)),
                .degree = static_cast<std::uint16_t>(fact.degree(i)),
                .rules_held = static_cast<std::uint16_t>(fact.rules_held(i)),
                .via = PersonId{fact.via(i)},
                .place = PlaceId{fact.place(i)},
                .minutes = fact.minutes(i),
                .first_at = list->window_from + Duration::seconds(fact.first_second(i)),
                .last_at = list->window_from + Duration::seconds(fact.last_second(i))});
    roles_.become_contact(contact.person, id, contact.class_index, contact.degree,
                          header.recorded_at);
  }
  lists_[id.value] = std::move(list);
}

void State::record_link(const ContactLinkRecorded& fact) {
  link_from_.push_back(fact.from_case());
  link_to_case_.push_back(fact.to_case());
  link_to_person_.push_back(fact.to_person());
  link_day_.push_back(fact.has_day() ? fact.day() : kNoDay);
  const Key key = key_of(fact.setting());
  std::optional<std::uint32_t> setting = setting_index_.find(key);
  if (!setting) {
    setting = settings_.add(fact.setting());
    setting_index_.insert(key, *setting);
  }
  link_setting_.push_back(*setting);
  const std::size_t index = link_from_.size() - 1;
  link_index_.insert(key_of_link(link(index)), static_cast<std::uint32_t>(index));
}

bool State::has_link(const ContactLink& link) const {
  return link_index_.find(key_of_link(link)).has_value();
}

}  // namespace firebreak::tracing
