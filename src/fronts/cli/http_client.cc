#include "fronts/cli/http_client.h"

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <fmt/format.h>

namespace firebreak::cli {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || std::string_view("-._~/").find(c) != std::string_view::npos) {
      encoded.push_back(c);
    } else {
      encoded += fmt::format("%{:02X}", byte);
    }
  }
  return encoded;
}

std::string target_of(const api::Call& call) {
  std::string target = std::string(api::kBase) + percent_encoded(call.path);
  char separator = '?';
  for (const auto& [name, value] : call.query) {
    target += separator + percent_encoded(name) + "=" + percent_encoded(value);
    separator = '&';
  }
  return target;
}

}  // namespace

IoResult<api::Reply> ask_over_http(const std::string& url, const api::Call& call) {
  std::string_view rest = url;
  if (!rest.starts_with("http://")) {
    return IoError{.code = "server.url", .message = url + " is not an http:// address"};
  }
  rest.remove_prefix(7);
  rest = rest.substr(0, rest.find('/'));
  const std::size_t colon = rest.rfind(':');
  const std::string host(rest.substr(0, colon));
  const std::string port(colon == std::string_view::npos ? "80" : rest.substr(colon + 1));
  try {
    asio::io_context io;
    asio::ip::tcp::resolver resolver(io);
    beast::tcp_stream stream(io);
    stream.connect(resolver.resolve(host, port));
    http::request<http::string_body> request(
        call.method == api::Method::post ? http::verb::post : http::verb::get, target_of(call), 11);
    request.set(http::field::host, std::string(rest));
    if (!call.idempotency_key.empty()) request.set("Idempotency-Key", call.idempotency_key);
    if (!call.content_type.empty()) request.set(http::field::content_type, call.content_type);
    request.set("X-Firebreak-Device", call.device);
    request.body() = call.body;
    request.prepare_payload();
    http::write(stream, request);
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(std::uint64_t{1} << 32);
    http::read(stream, buffer, parser);
    const auto& response = parser.get();
    return api::Reply{.status = static_cast<int>(response.result_int()),
                      .content_type = std::string(response[http::field::content_type]),
                      .body = response.body()};
  } catch (const boost::system::system_error& error) {
    return IoError{.code = "server.unreachable",
                   .message = fmt::format("no answer from {}: {}", url, error.code().message())};
  }
}

}  // namespace firebreak::cli
