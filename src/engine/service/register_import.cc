#include "engine/service/register_import.h"

#include <sodium.h>

#include <algorithm>

#include "base/check.h"
#include "base/reached.h"
#include "platform/journal/log.h"

namespace firebreak::service {
namespace {

using registry::UnitLevel;

constexpr std::size_t kRowsPerStep = 5'000;
constexpr std::array kAddressLevels{UnitLevel::district, UnitLevel::subdistrict,
                                    UnitLevel::neighbourhood, UnitLevel::grid,
                                    UnitLevel::compound, UnitLevel::section,
                                    UnitLevel::building, UnitLevel::stairwell,
                                    UnitLevel::household};

Refusal of_vault(const IoError& error) {
  return {.code = "vault.failed", .values = {{.name = "reason", .value = error.message}}};
}

// The neighbourhood of a row, by its official code or by names from the root down.
std::optional<UnitId> find_neighbourhood(const registry::UnitTree& units, const RegisterRow& row) {
  if (!row.neighbourhood_code.empty()) return units.find_code(row.neighbourhood_code);
  UnitId at{0};
  for (std::size_t i = 0; i < 3; ++i) {
    if (row.address[i].empty()) continue;
    const auto below = units.find_child(at, row.address[i]);
    if (!below) return std::nullopt;
    at = *below;
  }
  return units.level(at) == UnitLevel::neighbourhood ? std::optional(at) : std::nullopt;
}

}  // namespace

Result<std::string> file_hash(const tables::TableInput& input) {
  auto source = tables::open_source(input);
  if (!source) return source.error();
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES);
  std::vector<char> buffer(std::size_t{1} << 20);
  while (true) {
    const auto read = (*source)->read(buffer);
    if (!read) return read.error();
    if (*read == 0) break;
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(buffer.data()),
                              *read);
  }
  std::array<std::byte, crypto_generichash_BYTES> digest{};
  crypto_generichash_final(&state, reinterpret_cast<unsigned char*>(digest.data()),
                           digest.size());
  return journal::to_text(digest);
}

RegisterImport::RegisterImport(Service& service, vault::Vault& vault, Words words)
    : service_(service), vault_(vault), words_(std::move(words)), rejected_({.guard = true}) {}

Answer RegisterImport::ask(core::Request request) const {
  return service_.call({.request = std::move(request), .actor = options_.actor,
                        .device = "import"});
}

Result<ImportOutcome> RegisterImport::run(const tables::TableInput& input,
                                          const ImportOptions& options) {
  options_ = options;
  today_ = day_of(service_.now());
  const bool empty =
      service_.read([](const core::State& state) { return state.registry.units().size() == 0; });
  if (empty) return Refusal{.code = "import.no_units"};
  auto reader = tables::open_table(input, options.table);
  if (!reader) return reader.error();
  auto match = tables::match_headers((*reader)->columns(), register_columns());
  if (!match) return match.error();
  match_ = std::move(*match);
  std::vector<std::string> header((*reader)->columns().begin(), (*reader)->columns().end());
  header_width_ = header.size();
  header.emplace_back("原因 reason");
  rejected_.write_row(std::span<const std::string>(header));
  if (auto read = read_rows(**reader); !read) return read.error();
  outcome_.at_row_limit = (*reader)->balance().ends_at_row_limit;
  if (outcome_.held + outcome_.rejected > 0) outcome_.rejected_csv = rejected_.take_bytes();
  CHECK(outcome_.rows_read ==
        outcome_.created + outcome_.updated + outcome_.held + outcome_.rejected);
  if (!options_.dry_run) {
    if (auto concluded = conclude(input); !concluded) return concluded.error();
  }
  return std::move(outcome_);
}

Result<void> RegisterImport::read_rows(tables::RowReader& reader) {
  while (true) {
    auto row = reader.next();
    if (!row) return row.error();
    if (!*row) break;
    ++outcome_.rows_read;
    take_row(**row);
    if (pending_.size() < kRowsPerStep) continue;
    if (auto recorded = record_pending(); !recorded) return recorded;
    if (options_.progress) {
      const tables::RowBalance balance = reader.balance();
      options_.progress(balance.bytes_read, balance.bytes_total);
    }
  }
  return record_pending();
}

void RegisterImport::take_row(const tables::Row& row) {
  auto read = read_register_row(row, match_, today_);
  if (!read) return turn_away(row, read.error(), false);
  if (!read->document_number.empty()) {
    const std::string document =
        std::string(vault::to_text(read->document_kind)) + ":" + read->document_number;
    const auto [earlier, is_new] = seen_.emplace(document, read->line);
    if (!is_new) {
      return turn_away(row,
                       {.code = "row.repeated",
                        .field = "document_number",
                        .values = {{.name = "line", .value = std::to_string(earlier->second)}}},
                       false);
    }
  }
  auto pending = place(std::move(*read));
  if (!pending) return turn_away(row, pending.error(), false);
  if (auto found = look_up(*pending); !found) return turn_away(row, found.error(), true);
  ++(pending->person.known() ? outcome_.updated : outcome_.created);
  if (!options_.dry_run) pending_.push_back(std::move(*pending));
}

void RegisterImport::turn_away(const tables::Row& row, const Refusal& refusal, bool held) {
  ++(held ? outcome_.held : outcome_.rejected);
  if (outcome_.problems.size() < kProblemsListedMax) {
    outcome_.problems.push_back({.line = row.line, .refusal = refusal, .held = held});
  }
  // Ragged rows are padded or joined, so that the file that comes back can be read again.
  std::vector<std::string> cells(row.cells.begin(), row.cells.end());
  cells.resize(header_width_);
  cells.push_back(words_(refusal));
  rejected_.write_row(std::span<const std::string>(cells));
}

Result<RegisterImport::Pending> RegisterImport::place(RegisterRow row) const {
  return service_.read([&](const core::State& state) -> Result<Pending> {
    const registry::UnitTree& units = state.registry.units();
    const auto neighbourhood = find_neighbourhood(units, row);
    if (!neighbourhood) {
      return Refusal{.code = "row.neighbourhood_unknown",
                     .field = "neighbourhood",
                     .values = {{.name = "value",
                                 .value = row.neighbourhood_code.empty()
                                              ? row.address[0] + row.address[1] + row.address[2]
                                              : row.neighbourhood_code}}};
    }
    Pending pending{.row = std::move(row), .known = *neighbourhood};
    for (std::size_t i = 3; i < kAddressLevels.size(); ++i) {
      const std::string& name = pending.row.address[i];
      if (name.empty()) continue;
      const auto below = pending.to_make.empty() ? units.find_child(pending.known, name)
                                                 : std::nullopt;
      if (below) {
        pending.known = *below;
      } else {
        pending.to_make.push_back(name);
        pending.levels.push_back(kAddressLevels[i]);
      }
    }
    return pending;
  });
}

Result<void> RegisterImport::look_up(Pending& pending) const {
  const RegisterRow& row = pending.row;
  if (!row.document_number.empty()) {
    const auto found = vault_.find_by_document(row.document_kind, row.document_number);
    if (!found) return of_vault(found.error());
    if (!found->empty()) pending.person = found->front();
    return {};
  }
  // Without a document the name and birth date may be somebody's who is known: a person decides.
  const auto named = vault_.find_by_name(row.name);
  if (!named) return of_vault(named.error());
  const bool doubtful = service_.read([&](const core::State& state) {
    return std::ranges::any_of(*named, [&](PersonId person) {
      return state.registry.people().has(person) &&
             state.registry.people().birth_day(person) == row.birth_day;
    });
  });
  if (doubtful) {
    REACHED("import.possible_duplicate");
    return Refusal{.code = "row.possible_duplicate", .field = "name"};
  }
  return {};
}

Result<void> RegisterImport::record_pending() {
  if (pending_.empty()) return {};
  if (auto made = make_units(); !made) return made;
  if (auto made = make_people(); !made) return made;
  if (auto updated = update_people(); !updated) return updated;
  pending_.clear();
  return {};
}

// Makes the missing units of all pending rows, level by level as each row's path asks.
Result<void> RegisterImport::make_units() {
  registry::RegisterUnits request;
  request.first = service_.read([](const core::State& state) {
    return UnitId{static_cast<std::uint32_t>(state.registry.units().size())};
  });
  for (Pending& pending : pending_) {
    for (std::size_t i = 0; i < pending.to_make.size(); ++i) {
      const auto key = std::pair(pending.known.value, pending.to_make[i]);
      const UnitId next{request.first.value + static_cast<std::uint32_t>(request.units.size())};
      const auto [made, is_new] = made_.emplace(key, next);
      if (is_new) {
        const bool door = pending.levels[i] == UnitLevel::household;
        request.units.push_back(
            {.parent = pending.known,
             .level = pending.levels[i],
             .name = pending.to_make[i],
             .floor = static_cast<std::int8_t>(door ? pending.row.floor : 0)});
      }
      pending.known = made->second;
    }
  }
  if (request.units.empty()) return {};
  outcome_.units_created += request.units.size();
  const Answer answer = ask(registry::Request(std::move(request)));
  if (!answer) return answer.error();
  return {};
}

Result<void> RegisterImport::make_people() {
  std::vector<vault::PersonRecord> records;
  registry::RegisterPeople request;
  std::uint32_t count = 0;
  for (const Pending& pending : pending_) count += pending.person.known() ? 0 : 1;
  if (count == 0) return {};
  const auto first = vault_.reserve(count);
  if (!first) return of_vault(first.error());
  PersonId next = *first;
  for (Pending& pending : pending_) {
    if (pending.person.known()) continue;
    const RegisterRow& row = pending.row;
    records.push_back({.subject = next,
                       .name = row.name,
                       .document_kind = row.document_kind,
                       .document_number = row.document_number,
                       .phone = row.phone});
    request.people.push_back({.person = next,
                              .household = pending.known,
                              .birth_day = row.birth_day,
                              .sex = row.sex,
                              .presence = row.presence});
    ++next.value;
  }
  if (auto put = vault_.put_many(records, today_); !put) return of_vault(put.error());
  const Answer answer = ask(registry::Request(std::move(request)));
  if (!answer) return answer.error();
  return {};
}

Result<void> RegisterImport::update_people() {
  for (const Pending& pending : pending_) {
    if (!pending.person.known()) continue;
    const RegisterRow& row = pending.row;
    registry::PersonRow after = service_.read([&](const core::State& state) {
      return state.registry.people().has(pending.person)
                 ? state.registry.people().row(pending.person)
                 : registry::PersonRow{.person = pending.person};
    });
    after.household = pending.known;
    after.birth_day = row.birth_day;
    if (row.sex != registry::Sex::unknown) after.sex = row.sex;
    after.presence |= row.presence;
    after.provisional = false;
    const vault::PersonRecord record{.subject = pending.person,
                                     .name = row.name,
                                     .document_kind = row.document_kind,
                                     .document_number = row.document_number,
                                     .phone = row.phone};
    if (auto put = vault_.put_many(std::span(&record, 1), today_); !put) {
      return of_vault(put.error());
    }
    const Answer answer = ask(registry::Request(registry::UpdatePerson{.row = after}));
    if (!answer) return answer.error();
  }
  return {};
}

Result<void> RegisterImport::conclude(const tables::TableInput& input) {
  const auto hash = file_hash(input);
  if (!hash) return hash.error();
  const Answer answer = ask(registry::Request(registry::ConcludeImport{
      .file_name = options_.file_name,
      .file_hash = *hash,
      .rows_read = outcome_.rows_read,
      .created = outcome_.created,
      .updated = outcome_.updated,
      .held = outcome_.held,
      .rejected = outcome_.rejected}));
  if (!answer) return answer.error();
  outcome_.position = answer->last;
  return {};
}

}  // namespace firebreak::service
