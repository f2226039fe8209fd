#include "domain/tracing/contact_search.h"

#include <algorithm>
#include <bit>

#include "base/check.h"
#include "base/reached.h"
#include "domain/tracing/radix_sort.h"

namespace firebreak::tracing {
namespace {

Contact contact_of(const Exposure& exposure, std::uint16_t degree, PersonId via) {
  return {.person = exposure.person,
          .class_index = exposure.class_index,
          .rule_index = exposure.rule_index,
          .degree = degree,
          .rules_held = static_cast<std::uint16_t>(exposure.rules_held),
          .via = via,
          .place = exposure.place,
          .minutes = exposure.seconds / 60,
          .first_at = instant_of(exposure.shared.from),
          .last_at = instant_of(exposure.shared.until)};
}

// Whether a contact found now stands before the one that is kept.
bool graver(const Contact& now, const Contact& kept) {
  if (now.class_index != kept.class_index) return now.class_index < kept.class_index;
  if (now.degree != kept.degree) return now.degree < kept.degree;
  if (now.first_at != kept.first_at) return now.first_at < kept.first_at;
  return now.via < kept.via;
}

}  // namespace

const ContactsFound& ContactSearch::find(const StayStore& stays, const registry::State& registry,
                                         const ContactRules& rules,
                                         const ContactQuestion& question) {
  CHECK(registry.people().has(question.person));
  found_.contacts.clear();
  found_.truncated = false;
  const LocalRange window{.from = local_second(question.window.from),
                          .until = local_second(question.window.until)};
  const std::span<const Exposure> exposures =
      exposures_.find(stays, registry, rules.first, {.person = question.person, .window = window});
  const auto contact_at = [&](std::uint32_t i) {
    return contact_of(exposures[i], 1, PersonId::none());
  };
  if (rules.second.empty()) {
    sort(exposures);
    for (const SortKey& key : order_) found_.contacts.push_back(contact_at(key.index));
    return found_;
  }
  unsorted_.clear();
  for (std::uint32_t i = 0; i < exposures.size(); ++i) unsorted_.push_back(contact_at(i));
  second_people_ = 0;
  trace_on(stays, registry, rules, question);
  sort(std::span<const Contact>(unsorted_));
  for (const SortKey& key : order_) found_.contacts.push_back(unsorted_[key.index]);
  return found_;
}

void ContactSearch::trace_on(const StayStore& stays, const registry::State& registry,
                             const ContactRules& rules, const ContactQuestion& question) {
  slots_.reset();
  slots_[question.person.value] = 0;  // Met again by everybody; skipped below.
  sources_.clear();
  for (std::uint32_t i = 0; i < unsorted_.size(); ++i) {
    const Contact& contact = unsorted_[i];
    slots_[contact.person.value] = i;
    if (contact.class_index < rules.second_class_first) {
      sources_.push_back(
          {.class_index = contact.class_index, .minutes = contact.minutes, .index = i});
    }
  }
  // The budget goes to those who spread from the most exposed contacts.
  std::ranges::sort(sources_, [&](const Source& a, const Source& b) {
    if (a.class_index != b.class_index) return a.class_index < b.class_index;
    if (a.minutes != b.minutes) return a.minutes > b.minutes;
    return unsorted_[a.index].person < unsorted_[b.index].person;
  });
  for (const Source& source : sources_) {
    if (question.cancelled && question.cancelled()) {
      REACHED("tracing.search_cancelled");
      found_.truncated = true;
      return;
    }
    const PersonId via = unsorted_[source.index].person;
    const Instant from = unsorted_[source.index].first_at;
    const std::optional<Instant> held =
        question.held_since ? question.held_since(via) : std::nullopt;
    const LocalRange window{
        .from = local_second(from),
        .until = local_second(std::min(held.value_or(question.now), question.now))};
    for (const Exposure& exposure :
         exposures_.find(stays, registry, rules.second,
                         {.person = via, .window = window, .crowd_reference = kCrowdReference})) {
      if (exposure.person == question.person) continue;
      if (!merge_second(exposure, via, rules.second_people_max)) {
        REACHED("tracing.second_degree_budget_used_up");
        found_.truncated = true;
        return;
      }
    }
  }
}

// False when the budget does not allow one more person.
bool ContactSearch::merge_second(const Exposure& exposure, PersonId via, std::uint32_t people_max) {
  const Contact contact = contact_of(exposure, 2, via);
  std::uint32_t& slot = slots_[contact.person.value];
  if (slot != PersonSlots::kNone) {
    if (graver(contact, unsorted_[slot])) unsorted_[slot] = contact;
    return true;
  }
  if (second_people_ == people_max) return false;
  ++second_people_;
  slot = static_cast<std::uint32_t>(unsorted_.size());
  unsorted_.push_back(contact);
  return true;
}

template <class Found>
void ContactSearch::sort(std::span<const Found> found) {
  std::uint32_t person_max = 0;
  std::uint16_t class_max = 0;
  for (const Found& each : found) {
    person_max = std::max(person_max, each.person.value);
    class_max = std::max(class_max, each.class_index);
  }
  const int person_bits = std::max(1, static_cast<int>(std::bit_width(person_max)));
  order_.clear();
  for (std::uint32_t i = 0; i < found.size(); ++i) {
    order_.push_back(
        {.key = std::uint64_t{found[i].class_index} << person_bits | found[i].person.value,
         .index = i});
  }
  radix_sort(order_, scratch_, person_bits + static_cast<int>(std::bit_width(class_max)),
             [](const SortKey& k) { return k.key; });
  if (order_.size() > kContactsPerCaseMax) {
    REACHED("tracing.contact_list_cut");
    order_.resize(kContactsPerCaseMax);
    found_.truncated = true;
  }
  found_.contacts.reserve(order_.size());
}

}  // namespace firebreak::tracing
