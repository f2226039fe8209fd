#include <array>
#include <cstdio>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fronts/api/messages.h"
#include "fronts/cli/commands.h"

namespace firebreak::cli {
namespace {

namespace json = boost::json;

std::string text_in(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

}  // namespace

void Terminal::fail(const IoError& error) {
  exit_code = kFailed;
  fmt::print(stderr, "firebreak: {} ({})\n", error.message, error.code);
}

void Terminal::fail(const Refusal& refusal) {
  exit_code = kFailed;
  fmt::print(stderr, "firebreak: {} ({})\n",
             api::words_of(refusal, chinese ? api::Language::zh : api::Language::en), refusal.code);
}

void Terminal::fail(const api::Reply& problem) {
  exit_code = kFailed;
  boost::system::error_code error;
  const json::value body = json::parse(problem.body, error);
  if (error || !body.is_object()) {
    fmt::print(stderr, "firebreak: status {}: {}\n", problem.status, problem.body);
    return;
  }
  const json::object& object = body.get_object();
  const std::string field = text_in(object, "field");
  fmt::print(stderr, "firebreak: {} ({}{}{})\n",
             text_in(object, chinese ? "detail_zh" : "detail_en"), text_in(object, "code"),
             field.empty() ? "" : ": ", field);
}

std::optional<json::object> ask(Terminal& terminal, Speaker& speaker, const api::Call& call) {
  auto reply = speaker.ask(call);
  if (!reply) {
    terminal.fail(reply.error());
    return std::nullopt;
  }
  if (reply->status >= 300) {
    terminal.fail(*reply);
    return std::nullopt;
  }
  boost::system::error_code error;
  json::value body = json::parse(reply->body, error);
  if (error || !body.is_object()) {
    terminal.fail(IoError{.code = "server.answer", .message = "the answer is no JSON object"});
    return std::nullopt;
  }
  return std::move(body.as_object());
}

std::optional<json::array> ask_list(Terminal& terminal, Speaker& speaker, api::Call call,
                                    std::size_t limit) {
  json::array rows;
  while (rows.size() < limit) {
    call.query["limit"] = std::to_string(std::min<std::size_t>(limit - rows.size(), 1000));
    auto page = ask(terminal, speaker, call);
    if (!page) return std::nullopt;
    for (json::value& row : (*page)["items"].as_array()) rows.push_back(std::move(row));
    const json::value& next = (*page)["next_cursor"];
    if (!next.is_string()) break;
    call.query["cursor"] = std::string(next.get_string());
  }
  return rows;
}

std::string new_key() {
  vault::SystemEntropy entropy;
  std::array<std::uint8_t, 16> bytes{};
  entropy.fill(bytes);
  return fmt::format("{:02x}", fmt::join(bytes, ""));
}

}  // namespace firebreak::cli
