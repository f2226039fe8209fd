#include "engine/queries/contact_view.h"

#include <algorithm>
#include <tuple>

namespace firebreak::queries {
namespace {

ContactRow row_of(const core::State& state, const tracing::Contact& contact) {
  const policy::DutyKind kind = contact.degree == 1 ? policy::DutyKind::isolate_close_contact
                                                    : policy::DutyKind::isolate_second_degree;
  return {.contact = contact,
          .held = state.quarantine.active(contact.person) != nullptr,
          .duty = state.duties.find(
              kind, {.kind = duties::SubjectKind::person, .id = contact.person.value})};
}

}  // namespace

const policy::Pack* pack_of(const policy::State& policy, std::string_view id,
                            std::string_view version) {
  for (std::uint32_t number = policy.count(); number > 0; --number) {
    const policy::Pack* pack = policy.by_number(number - 1);
    if (pack->id == id && pack->version == version) return pack;
  }
  return nullptr;
}

ContactPage contacts_page(const core::State& state, CaseId id, const ContactFilter& filter,
                          std::size_t skip, std::size_t limit) {
  ContactPage page;
  const tracing::ContactList* list = state.tracing.contacts(id);
  if (list == nullptr) return page;
  std::vector<const tracing::Contact*> found;
  for (const tracing::Contact& contact : list->contacts) {
    if (filter.class_index && contact.class_index != *filter.class_index) continue;
    if (filter.held && (state.quarantine.active(contact.person) != nullptr) != *filter.held) {
      continue;
    }
    found.push_back(&contact);
  }
  std::ranges::sort(found, [](const tracing::Contact* a, const tracing::Contact* b) {
    return std::tuple(a->class_index, b->last_at, a->person) <
           std::tuple(b->class_index, a->last_at, b->person);
  });
  page.total = found.size();
  const std::size_t first = std::min(skip, found.size());
  const std::size_t last = first + std::min(limit, found.size() - first);
  for (std::size_t i = first; i < last; ++i) page.rows.push_back(row_of(state, *found[i]));
  if (last < found.size()) page.next = last;
  return page;
}

std::vector<ContactCount> contact_counts(const core::State& state, CaseId id) {
  std::vector<ContactCount> counts;
  const tracing::ContactList* list = state.tracing.contacts(id);
  if (list == nullptr) return counts;
  for (const tracing::Contact& contact : list->contacts) {  // Sorted by class.
    if (counts.empty() || counts.back().class_index != contact.class_index) {
      counts.push_back({.class_index = contact.class_index, .degree = contact.degree});
    }
    ++counts.back().listed;
    counts.back().held += state.quarantine.active(contact.person) != nullptr ? 1 : 0;
  }
  return counts;
}

}  // namespace firebreak::queries
