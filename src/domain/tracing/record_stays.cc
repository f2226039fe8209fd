#include "domain/tracing/record_stays.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "domain/tracing/local_second.h"

namespace firebreak::tracing {
namespace {

struct Piece {
  Day day;
  StayEntry entry;
  std::uint32_t row;
  friend auto operator<=>(const Piece&, const Piece&) = default;
};

// What is wrong with a row as such, empty when nothing is.
std::string fault_of(const View& view, const StayRow& row, const RequestContext& context) {
  const registry::State& registry = view.registry;
  if (!registry.people().has(row.person)) return "person.unknown";
  if (!registry.places().has(row.place)) return "place.unknown";
  if (local_second(row.left_at) <= local_second(row.entered_at)) return "stay.duration";
  if (row.left_at - row.entered_at > Duration::days(kStayDaysMax)) return "stay.too_long";
  const Instant latest = context.now + Duration::minutes(kStayFutureMinutesMax);
  if (row.entered_at > latest || row.left_at > latest + Duration::seconds(kStaySecondsMax)) {
    return "stay.future";
  }
  const Day day = day_of(row.entered_at);
  const Day today = day_of(context.now);
  if (day < view.tracing.stays().kept_from() ||
      today - day > static_cast<int>(kStayDaysKeptMax) - 2) {
    return "stay.expired";
  }
  if (context.scope.value != 0 &&
      !registry.units().contains(context.scope, registry.places().unit(row.place))) {
    return "scope.outside";
  }
  return {};
}

// Pieces of at most kStaySecondsMax, each in the day in which it begins.
void cut(const StayRow& row, std::uint32_t index, std::vector<Piece>& pieces) {
  LocalSecond from = local_second(row.entered_at);
  const LocalSecond until = local_second(row.left_at);
  while (from < until) {
    const LocalSecond end = std::min(until, from + kStaySecondsMax);
    const Day day{day_number_of(from)};
    pieces.push_back(
        {.day = day,
         .entry = {.place = row.place.value,
                   .person = row.person.value,
                   .start_second = static_cast<std::uint32_t>(from - start_of_day(day.number)),
                   .duration_seconds = static_cast<std::uint32_t>(end - from)},
         .row = index});
    from = end;
  }
}

// Takes out the pieces that were recorded before or are given twice. `pieces` are sorted.
void drop_duplicates(const StayStore& stays, std::vector<Piece>& pieces) {
  std::vector<Piece> kept;
  kept.reserve(pieces.size());
  std::vector<StayEntry> tail;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const bool new_day = i == 0 || pieces[i - 1].day != piece.day;
    if (new_day) {
      const std::span<const StayEntry> unsorted = stays.tail(piece.day);
      tail.assign(unsorted.begin(), unsorted.end());
      std::ranges::sort(tail);
    } else if (pieces[i - 1].entry == piece.entry) {
      continue;
    }
    if (std::ranges::binary_search(tail, piece.entry)) continue;
    if (stays.holds_sealed(piece.day, piece.entry)) continue;
    kept.push_back(piece);
  }
  pieces.swap(kept);
}

std::vector<Fact> facts_of(const std::vector<Piece>& pieces) {
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i == 0 || pieces[i].day != pieces[i - 1].day) {
      facts.emplace_back().mutable_stays_recorded()->set_day(pieces[i].day.number);
    }
    StaysRecorded& columns = *facts.back().mutable_stays_recorded();
    columns.add_person(pieces[i].entry.person);
    columns.add_place(pieces[i].entry.place);
    columns.add_start_second(pieces[i].entry.start_second);
    columns.add_duration_seconds(pieces[i].entry.duration_seconds);
  }
  return facts;
}

}  // namespace

Result<Decision> decide_stays(const View& view, const RecordStays& request,
                              const RequestContext& context) {
  if (request.stays.size() > kStaysPerRequestMax) {
    return Refusal{.code = "stays.too_many_rows",
                   .field = "stays",
                   .values = {{.name = "rows", .value = std::to_string(request.stays.size())},
                              {.name = "limit", .value = std::to_string(kStaysPerRequestMax)}}};
  }
  Decision decision;
  std::vector<Piece> pieces;
  pieces.reserve(request.stays.size());
  std::vector<std::string> faults(request.stays.size());
  for (std::uint32_t i = 0; i < request.stays.size(); ++i) {
    faults[i] = fault_of(view, request.stays[i], context);
    if (!faults[i].empty()) continue;
    cut(request.stays[i], i, pieces);
    faults[i] = "stay.duplicate";  // Until a piece of it proves to be new.
  }
  std::ranges::sort(pieces);
  drop_duplicates(view.tracing.stays(), pieces);
  for (const Piece& piece : pieces) faults[piece.row].clear();
  for (std::uint32_t i = 0; i < faults.size(); ++i) {
    if (faults[i].empty()) {
      ++decision.rows_accepted;
    } else {
      decision.row_refusals.push_back({.row = i, .code = std::move(faults[i])});
    }
  }
  decision.facts = facts_of(pieces);
  return decision;
}

}  // namespace firebreak::tracing
