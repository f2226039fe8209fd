// Files that people bring: a table in the body, what became of its rows in the answer.
#include <memory>

#include <boost/json.hpp>

#include "base/key_table.h"
#include "engine/imports/import_table.h"
#include "fronts/api/import_json.h"
#include "fronts/api/problem.h"
#include "fronts/api/rejected_shelf.h"
#include "fronts/api/router.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

struct Asked {
  imports::ImportedTable table = imports::ImportedTable::people;
  imports::ImportOptions options{};
};

Refusal bad_word(std::string_view name) {
  return {.code = "request.word", .field = std::string(name)};
}

Result<Asked> read_asked(const Parameters& parameters) {
  Asked asked;
  if (const std::string code = parameters.text("table"); !code.empty()) {
    const auto table = imports::imported_table_of(code);
    if (!table) return bad_word("table");
    asked.table = *table;
  }
  const std::string dry_run = parameters.text("dry_run");
  if (!dry_run.empty() && dry_run != "true" && dry_run != "false") return bad_word("dry_run");
  if (const std::string first_day = parameters.text("first_day"); !first_day.empty()) {
    const auto day = parse_day(first_day);
    if (!day) return Refusal{.code = "request.time", .field = "first_day"};
    asked.options.first_day = *day;
  }
  asked.options.dry_run = dry_run == "true";
  asked.options.file_name = parameters.text("file");
  asked.options.table.sheet = parameters.text("sheet");
  asked.options.city_name = parameters.text("city");
  asked.options.actor = parameters.call().actor;
  asked.options.words = reason_words;
  return asked;
}

Reply import_file(RejectedShelf& shelf, const Surroundings& surroundings,
                  const Parameters& parameters) {
  const Call& call = parameters.call();
  if (!call.idempotency_key.empty() && !parse_key(call.idempotency_key)) {
    return problem(Refusal{.code = "request.key", .field = "Idempotency-Key"});
  }
  if (auto before = shelf.find_key(call.idempotency_key)) {
    before->answer["repeated"] = true;
    return {.body = json::serialize(before->answer)};
  }
  const auto asked = read_asked(parameters);
  if (!asked) return problem(asked.error());
  if (surroundings.vault == nullptr) return problem(Refusal{.code = "vault.failed"});
  auto outcome = imports::import_table(asked->table, surroundings.service, *surroundings.vault,
                                       std::string_view(call.body), asked->options);
  if (!outcome) return problem(outcome.error());
  json::object answer = import_json(*outcome, asked->options.dry_run);
  answer["repeated"] = false;
  const std::uint64_t id =
      shelf.put(call.idempotency_key, std::move(answer), std::move(outcome->rejected_csv));
  return {.body = json::serialize(shelf.find(id)->answer)};
}

Reply rejected_rows(const RejectedShelf& shelf, const Parameters& parameters) {
  const auto id = parameters.number("id");
  if (!id) return problem(id.error());
  auto shelved = shelf.find(*id);
  if (!shelved || shelved->rejected_csv.empty()) {
    return problem(Refusal{.code = "import.unknown",
                           .field = "id",
                           .values = {{.name = "import", .value = std::to_string(*id)}}});
  }
  return {.content_type = "text/csv",  // Its first bytes say UTF-8.
          .body = std::move(shelved->rejected_csv),
          .headers = {{"Content-Disposition", "attachment; filename=\"rejected.csv\""},
                      {"Cache-Control", "no-store"}}};
}

}  // namespace

void add_import_routes(Router& router) {
  const auto shelf = std::make_shared<RejectedShelf>();
  router.special(Method::post, "/registry/imports",
                 [shelf](const Surroundings& surroundings, const Parameters& parameters) {
                   return import_file(*shelf, surroundings, parameters);
                 });
  router.special(Method::get, "/registry/imports/{id}/rejected",
                 [shelf](const Surroundings& /*surroundings*/, const Parameters& parameters) {
                   return rejected_rows(*shelf, parameters);
                 });
}

}  // namespace firebreak::api
