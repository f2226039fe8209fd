// One coroutine a connection. Reading and writing happen on the io threads; a call is answered on
// the pool and its reply comes back to the connection's coroutine.
#include "fronts/api/server.h"

#include <atomic>
#include <thread>

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/beast.hpp>
#include <fmt/format.h>

#include "fronts/api/event_stream.h"
#include "fronts/api/page_files.h"
#include "fronts/api/problem.h"

namespace firebreak::api {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

constexpr auto kPolicy =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'";

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

Response to_response(const Request& request, Reply reply) {
  Response response(static_cast<http::status>(reply.status), request.version());
  response.set(http::field::server, "Firebreak");
  response.set(http::field::content_type, reply.content_type);
  response.set("Content-Security-Policy", kPolicy);
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Referrer-Policy", "no-referrer");
  for (const auto& [name, value] : reply.headers) response.set(name, value);
  response.keep_alive(request.keep_alive());
  response.body() = std::move(reply.body);
  response.prepare_payload();
  return response;
}

// A page of another origin must not act here in an officer's browser, nor a name that an attacker
// points at loopback: only our own names are answered.
bool host_is_ours(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  if (colon != std::string_view::npos && host.find(']') < colon + 1) host = host.substr(0, colon);
  const std::size_t port = host.find(':');
  if (!host.starts_with('[') && port != std::string_view::npos) host = host.substr(0, port);
  return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

std::optional<Reply> refuse_stranger(const Request& request) {
  const std::string_view origin = request[http::field::origin];
  const std::string_view host = request[http::field::host];
  const bool foreign = !origin.empty() && origin != fmt::format("http://{}", host);
  if (host_is_ours(host) && !foreign) return std::nullopt;
  return problem(Refusal{.code = "request.origin"});
}

Reply answer(const Router& router, const std::string& web_directory, const Request& request) {
  if (auto refused = refuse_stranger(request)) return std::move(*refused);
  Call call{.method = request.method() == http::verb::post ? Method::post : Method::get,
            .body = request.body(),
            .content_type = std::string(request[http::field::content_type]),
            .idempotency_key = std::string(request["Idempotency-Key"]),
            .if_none_match = std::string(request[http::field::if_none_match])};
  if (const std::string_view device = request["X-Firebreak-Device"]; !device.empty()) {
    call.device = std::string(device);
  }
  const bool known_method = request.method() == http::verb::post ||
                            request.method() == http::verb::get ||
                            request.method() == http::verb::head;
  if (!known_method) return problem(Refusal{.code = "request.method"});
  const std::string target(request.target());
  if (!read_target(target, call)) return problem(Refusal{.code = "request.target"});
  if (call.path == kBase || call.path.starts_with(std::string(kBase) + "/")) {
    call.path = call.path.substr(kBase.size());
    return router.answer(call);
  }
  return page_file(web_directory, call.path);
}

}  // namespace

struct Server::Core {
  Core(const Router& to, ServerOptions given)
      : router(to), options(std::move(given)), acceptor(io), pool(2) {}

  const Router& router;
  ServerOptions options;
  asio::io_context io;
  tcp::acceptor acceptor;
  asio::thread_pool pool;
  std::atomic<int> connections = 0;

  asio::awaitable<void> accept_loop();
  asio::awaitable<void> serve(beast::tcp_stream stream);
  asio::awaitable<void> serve_calls(beast::tcp_stream& stream);
  asio::awaitable<void> stream_changes(beast::tcp_stream& stream, const Request& request);
  asio::awaitable<Reply> answer_on_pool(const Request& request);
};

asio::awaitable<Reply> Server::Core::answer_on_pool(const Request& request) {
  const auto here = co_await asio::this_coro::executor;
  co_await asio::post(pool, asio::use_awaitable);
  Reply reply = answer(router, options.web_directory, request);
  co_await asio::post(here, asio::use_awaitable);
  co_return reply;
}

asio::awaitable<void> Server::Core::stream_changes(beast::tcp_stream& stream,
                                                   const Request& request) {
  Response head(http::status::ok, request.version());
  head.set(http::field::content_type, "text/event-stream");
  head.set(http::field::cache_control, "no-store");
  head.chunked(true);
  http::response_serializer<http::string_body> serializer(head);
  co_await http::async_write_header(stream, serializer, asio::use_awaitable);
  service::Service& service = router.surroundings().service;
  ChangeBox box(service);
  asio::steady_timer timer(co_await asio::this_coro::executor);
  const std::string_view last = request["Last-Event-ID"];
  std::string text = clock_text(service.now(), router.surroundings().simulated_clock);
  if (!last.empty() && last != std::to_string(service.durable())) {
    text +=
        change_text({.position = service.durable(), .recorded_at = service.now(), .rooms = ~0U});
  }
  auto next_clock = std::chrono::steady_clock::now() + kClockInterval;
  while (true) {
    if (!text.empty()) {
      stream.expires_after(std::chrono::seconds(kIdleSecondsMax));
      co_await asio::async_write(stream, http::make_chunk(asio::buffer(text)), asio::use_awaitable);
      text.clear();
    }
    timer.expires_after(kChangeInterval);
    co_await timer.async_wait(asio::use_awaitable);
    if (const auto change = box.take()) text += change_text(*change);
    if (std::chrono::steady_clock::now() >= next_clock) {
      next_clock += kClockInterval;
      text += clock_text(service.now(), router.surroundings().simulated_clock);
    }
  }
}

asio::awaitable<void> Server::Core::serve_calls(beast::tcp_stream& stream) {
  beast::flat_buffer buffer;
  while (true) {
    http::request_parser<http::string_body> parser;
    parser.body_limit(kBodyBytesMax);
    stream.expires_after(std::chrono::seconds(kIdleSecondsMax));
    co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
    const Request request = parser.release();
    stream.expires_never();
    if (request.method() == http::verb::get && request.target() == std::string(kBase) + "/events" &&
        !refuse_stranger(request)) {
      co_await stream_changes(stream, request);
      co_return;
    }
    Response response = to_response(request, co_await answer_on_pool(request));
    if (request.method() == http::verb::head) response.body().clear();
    stream.expires_after(std::chrono::seconds(kIdleSecondsMax));
    co_await http::async_write(stream, response, asio::use_awaitable);
    if (!response.keep_alive()) co_return;
  }
}

asio::awaitable<void> Server::Core::serve(beast::tcp_stream stream) {
  ++connections;
  try {
    co_await serve_calls(stream);
  } catch (const boost::system::system_error&) {
    // The other side went away or was idle too long: nothing is owed to it any more.
  }
  --connections;
  boost::system::error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
}

asio::awaitable<void> Server::Core::accept_loop() {
  while (true) {
    boost::system::error_code error;
    tcp::socket socket =
        co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (error == asio::error::operation_aborted) co_return;
    if (error || connections.load() >= kConnectionsMax) continue;  // Closed by its destructor.
    socket.set_option(tcp::no_delay(true), error);
    asio::co_spawn(asio::make_strand(io), serve(beast::tcp_stream(std::move(socket))),
                   asio::detached);
  }
}

Server::Server(std::unique_ptr<Core> core) : core_(std::move(core)) {}

Server::~Server() {
  stop();
  core_->pool.join();
}

IoResult<std::unique_ptr<Server>> Server::listen(const Router& router, ServerOptions options) {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error || !address.is_loopback()) {
    return IoError{.code = "server.not_loopback",
                   .message = options.address +
                              " is not a loopback address; listening elsewhere needs accounts, "
                              "which this version does not have"};
  }
  const tcp::endpoint endpoint(address, options.port);
  auto core = std::make_unique<Core>(router, std::move(options));
  tcp::acceptor& acceptor = core->acceptor;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return IoError{
        .code = "server.cannot_listen",
        .message = fmt::format("{}:{}: {}", address.to_string(), endpoint.port(), error.message())};
  }
  return std::unique_ptr<Server>(new Server(std::move(core)));
}

std::string Server::url() const {
  const auto endpoint = core_->acceptor.local_endpoint();
  return fmt::format("http://{}:{}/", endpoint.address().to_string(), endpoint.port());
}

void Server::run() {
  asio::co_spawn(core_->io, core_->accept_loop(), asio::detached);
  std::vector<std::thread> threads;
  for (int i = 1; i < core_->options.threads; ++i) {
    threads.emplace_back([this] { core_->io.run(); });
  }
  core_->io.run();
  for (std::thread& thread : threads) thread.join();
}

void Server::stop() { core_->io.stop(); }

}  // namespace firebreak::api
