#include "fronts/api/problem.h"

#include <array>
#include <utility>

#include <boost/json.hpp>

#include "fronts/api/messages.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

// By the end of the code, so that rooms need not be listed here. The rest is 422.
constexpr auto kStatusByEnding = std::to_array<std::pair<std::string_view, int>>({
    {"request.json", 400},   {"request.target", 400},   {"request.path_unknown", 404},
    {".unknown", 404},       {".not_found", 404},       {".none", 409},
    {".bound_twice", 409},   {".already_open", 409},    {".full", 409},
    {".conflicting", 409},   {".moved_on", 409},        {".ended", 409},
    {".too_many_rows", 413}, {".too_large", 413},       {".syntax", 400},
    {"_taken", 409},         {".already_adopted", 409}, {".closed", 409},
    {".custody", 409},       {".empty_tube", 409},      {".lifted", 409},
    {".not_held", 409},      {".other_household", 409}, {".other_round", 409},
    {".other_station", 409}, {".purpose", 409},         {".registered", 409},
    {".resulted", 409},      {".same_level", 409},      {".voided", 409},
});

json::object values_of(const Refusal& refusal) {
  json::object values;
  for (const RefusalValue& value : refusal.values) values[value.name] = value.value;
  return values;
}

}  // namespace

int status_of(const std::string& code) {
  if (code == "service.busy") return 429;
  if (code == "service.stopped") return 503;
  if (code == "scope.outside") return 403;
  if (code == "request.method") return 405;
  for (const auto& [ending, status] : kStatusByEnding) {
    if (code.ends_with(ending)) return status;
  }
  return 422;
}

Reply problem(const Refusal& refusal) {
  const int status = status_of(refusal.code);
  const json::object body{{"type", "about:blank"},
                          {"title", refusal.code},
                          {"status", status},
                          {"code", refusal.code},
                          {"field", refusal.field},
                          {"values", values_of(refusal)},
                          {"detail_zh", words_of(refusal, Language::zh)},
                          {"detail_en", words_of(refusal, Language::en)}};
  Reply reply{
      .status = status, .content_type = "application/problem+json", .body = json::serialize(body)};
  if (status == 429 || status == 503) reply.headers["Retry-After"] = "2";
  return reply;
}

Reply problem(const IoError& error) {
  const bool full = error.code.ends_with("disk_full");
  const json::object body{{"type", "about:blank"},
                          {"title", error.code},
                          {"status", full ? 507 : 500},
                          {"code", error.code},
                          {"field", ""},
                          {"values", json::object{}},
                          {"detail_zh", error.message},
                          {"detail_en", error.message}};
  return {.status = full ? 507 : 500,
          .content_type = "application/problem+json",
          .body = json::serialize(body)};
}

json::object refused_item(std::size_t index, const Refusal& refusal) {
  return {{"index", index},
          {"code", refusal.code},
          {"field", refusal.field},
          {"values", values_of(refusal)},
          {"detail_zh", words_of(refusal, Language::zh)},
          {"detail_en", words_of(refusal, Language::en)}};
}

}  // namespace firebreak::api
