// What lanes and couriers send: bindings, one by one or queued offline, hand-overs and receipts.
#include <algorithm>
#include <set>

#include <boost/json.hpp>

#include "engine/queries/round_figures.h"
#include "fronts/api/json_parts.h"
#include "fronts/api/laboratory_routes.h"
#include "fronts/api/person_documents.h"
#include "fronts/api/problem.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kBatchMax = 1000;
constexpr std::size_t kTubesMax = 10'000;

Refusal too_many(const char* field, std::size_t rows, std::size_t limit) {
  return {.code = "request.too_many_rows",
          .field = field,
          .values = {{.name = "field", .value = field},
                     {.name = "rows", .value = std::to_string(rows)},
                     {.name = "limit", .value = std::to_string(limit)}}};
}

// People who were met and are not on the register, each once.
struct Newcomers {
  std::set<PersonId> ids;
  registry::RegisterPeople request;

  // Puts the person on the list, unless they are on it or on the register.
  Result<void> take(const Shown& shown, Body& row, const laboratory::BindSpecimen& binding) {
    const core::State& state = shown.state;
    if (state.registry.people().has(binding.person) || ids.contains(binding.person)) return {};
    if (!row.has("document")) return {};  // The room says that there is no such person.
    if (!state.laboratory.stations().has(binding.station)) return {};
    const UnitId where = state.laboratory.stations().unit(binding.station);
    const auto newcomer = newcomer_row(row, binding.person, where, day_of(shown.now));
    if (!newcomer) return newcomer.error();
    ids.insert(binding.person);
    request.people.push_back(*newcomer);
    return {};
  }
};

void put_before(Plan& plan, Newcomers& newcomers) {
  if (newcomers.request.people.empty()) return;
  plan.before.push_back({.request = registry::Request(std::move(newcomers.request))});
}

// One binding of a body; the first thing wrong with it, or with a newcomer's document.
Result<laboratory::BindSpecimen> read_binding(const Shown& shown, Body& row, Newcomers& newcomers) {
  laboratory::BindSpecimen binding{.tube_code = row.text("tube"),
                                   .person = {},
                                   .station = row.id<StationId>("station"),
                                   .round = row.id<RoundId>("round"),
                                   .collected_at = row.time_if("occurred_at").value_or(shown.now)};
  if (row.flag_or("single", false)) binding.purpose = laboratory::TubePurpose::retest;
  if (!row.has("person") && row.has("document")) {  // Only of an unsound number: say so.
    const auto newcomer = newcomer_row(row, PersonId{0}, UnitId{0}, day_of(shown.now));
    if (!newcomer) return newcomer.error();
  }
  binding.person = person_of(row);
  if (row.fault()) return *row.fault();
  if (auto taken = newcomers.take(shown, row, binding); !taken) return taken.error();
  return binding;
}

Result<Plan> bind(const Shown& shown, const Parameters& /*parameters*/, Body& body) {
  Newcomers newcomers;
  auto binding = read_binding(shown, body, newcomers);
  if (!binding) return binding.error();
  Plan plan{.envelope = {.request = laboratory::Request(std::move(*binding))},
            .tell = [](const Recorded& recorded, json::object& answer) {
              const auto& rows = recorded.accepted.rows;
              if (rows.size() == 1 && rows[0].kind == core::RowFate::Kind::duplicate) {
                answer["repeated"] = true;
              }
            }};
  put_before(plan, newcomers);
  return plan;
}

// Which rows of the body went into the request, and why the others did not.
struct Batch {
  std::size_t rows = 0;
  std::vector<std::size_t> index_of;
  std::vector<std::pair<std::size_t, Refusal>> refused;
};

void tell_batch(const Batch& batch, const Recorded& recorded, json::object& answer) {
  std::vector<std::pair<std::size_t, Refusal>> refused = batch.refused;
  const auto& fates = recorded.accepted.rows;
  std::size_t repeated = recorded.accepted.duplicate ? batch.index_of.size() : 0;
  for (std::size_t i = 0; i < fates.size(); ++i) {
    if (fates[i].kind == core::RowFate::Kind::duplicate) ++repeated;
    if (fates[i].kind == core::RowFate::Kind::refused) {
      refused.emplace_back(batch.index_of[i], fates[i].refusal);
    }
  }
  std::ranges::sort(refused, {}, [](const auto& row) { return row.first; });
  json::array items;
  for (const auto& [index, refusal] : refused) items.emplace_back(refused_item(index, refusal));
  answer["accepted"] = batch.rows - repeated - refused.size();
  answer["repeated"] = repeated;
  answer["refused"] = std::move(items);
}

Result<Plan> bind_batch(const Shown& shown, const Parameters& /*parameters*/, Body& body) {
  std::vector<Body> rows = body.rows("items");
  if (rows.size() > kBatchMax) return too_many("items", rows.size(), kBatchMax);
  Newcomers newcomers;
  Batch batch{.rows = rows.size()};
  laboratory::BindSpecimens request;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto binding = read_binding(shown, rows[i], newcomers);
    if (binding) {
      batch.index_of.push_back(i);
      request.rows.push_back(std::move(*binding));
    } else {
      batch.refused.emplace_back(i, binding.error());
    }
  }
  Plan plan{.envelope = {.request = laboratory::Request(std::move(request))},
            .tell = [batch = std::move(batch)](const Recorded& recorded, json::object& answer) {
              tell_batch(batch, recorded, answer);
            }};
  put_before(plan, newcomers);
  return plan;
}

Result<Plan> undo(const Shown& /*shown*/, const Parameters& /*parameters*/, Body& body) {
  laboratory::UndoBinding request{.tube_code = body.text("tube"),
                                  .person = body.id<PersonId>("person"),
                                  .reason = body.text("reason")};
  return Plan{.envelope = {.request = laboratory::Request(std::move(request))}};
}

Result<std::vector<std::string>> tubes_of(Body& body) {
  std::vector<std::string> codes = body.texts("tubes");
  if (codes.size() > kTubesMax) return too_many("tubes", codes.size(), kTubesMax);
  return codes;
}

// The round of a box: that of the first tube in it that is known, else the current one.
RoundId round_of_box(const Shown& shown, const std::vector<std::string>& codes) {
  const laboratory::Tubes& tubes = shown.state.laboratory.tubes();
  for (const std::string& code : codes) {
    if (const auto tube = tubes.find(code)) return tubes.round(*tube);
  }
  return queries::current_round(shown.state.laboratory, shown.now);
}

std::size_t distinct(const std::vector<std::string>& codes) {
  return std::set<std::string_view>(codes.begin(), codes.end()).size();
}

Result<Plan> hand_over(const Shown& shown, const Parameters& /*parameters*/, Body& body) {
  auto codes = tubes_of(body);
  if (!codes) return codes.error();
  laboratory::HandOverTubes request{.round = round_of_box(shown, *codes),
                                    .station = body.id<StationId>("station"),
                                    .courier = body.text("courier"),
                                    .tube_codes = *codes,
                                    .declared_count = static_cast<std::uint32_t>(codes->size())};
  const std::size_t count = distinct(*codes);
  return Plan{.envelope = {.request = laboratory::Request(std::move(request))},
              .tell =
                  [count](const Recorded& /*recorded*/, json::object& answer) {
                    answer["accepted"] = count;
                    answer["exceptions"] = json::array{};
                  },
              .counted = true};
}

// The latest hand-over by this courier, which is the box that has come; none if nobody said.
std::uint32_t hand_over_of(const laboratory::CustodyRecord& record, std::string_view courier) {
  if (courier.empty()) return laboratory::CustodyRecord::kNone;
  for (auto i = static_cast<std::uint32_t>(record.hand_overs().size()); i-- > 0;) {
    if (record.courier(i) == courier) return i;
  }
  return laboratory::CustodyRecord::kNone;
}

// The receipt that this request made, if it is the one of this laboratory since `first`.
json::array exceptions_of(const core::State& state, LaboratoryId laboratory, std::size_t first) {
  using laboratory::DiscrepancyKind;
  const laboratory::CustodyRecord& record = state.laboratory.custody_record();
  std::size_t receipt = first;
  while (receipt < record.receipts().size() &&
         record.receipts()[receipt].laboratory != laboratory) {
    ++receipt;
  }
  json::array exceptions;
  if (receipt == record.receipts().size()) return exceptions;
  for (const laboratory::Discrepancy& one : record.discrepancies()) {
    if (one.kind == DiscrepancyKind::already_gone || one.record != receipt) continue;
    const std::string_view kind = one.kind == DiscrepancyKind::missing ? "not_arrived"
                                  : one.kind == DiscrepancyKind::unexpected
                                      ? "never_handed_over"
                                      : "result_without_receipt";
    exceptions.emplace_back(exception_json(state, one.tube, kind, record.receipts()[receipt].at));
  }
  return exceptions;
}

Result<Plan> receive(const Shown& shown, const Parameters& /*parameters*/, Body& body) {
  auto codes = tubes_of(body);
  if (!codes) return codes.error();
  const laboratory::CustodyRecord& record = shown.state.laboratory.custody_record();
  const LaboratoryId laboratory = body.id<LaboratoryId>("laboratory");
  const std::size_t first = record.receipts().size();
  const std::size_t count = distinct(*codes);
  laboratory::ReceiveTubes request{.round = round_of_box(shown, *codes),
                                   .laboratory = laboratory,
                                   .hand_over = hand_over_of(record, body.text_or("courier", {})),
                                   .tube_codes = *codes,
                                   .declared_count = static_cast<std::uint32_t>(codes->size())};
  return Plan{.envelope = {.request = laboratory::Request(std::move(request))},
              .tell =
                  [laboratory, first, count](const Recorded& recorded, json::object& answer) {
                    answer["accepted"] = count;
                    answer["exceptions"] = exceptions_of(recorded.state, laboratory, first);
                  },
              .counted = true};
}

}  // namespace

void add_specimen_routes(Router& router) {
  router.post("/laboratory/bindings", bind, {.documents = Documents::admit});
  router.post("/laboratory/bindings/batch", bind_batch, {.documents = Documents::admit});
  router.post("/laboratory/bindings/undo", undo);
  router.post("/laboratory/hand-overs", hand_over);
  router.post("/laboratory/receipts", receive);
}

}  // namespace firebreak::api
