// Serves the mock under /api/v1 in `vite dev` and `vite preview`, so that the page can be looked at
// and driven before (and without) the program. Its clock starts at 03:20 of the night, real speed.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connect, Plugin } from "vite";
import { answer, Refused } from "./answers.ts";
import { at, iso, positionOf } from "./night.ts";

const began = Date.now();
const clock = () => at("31T03:20") + (Date.now() - began);

function events(response: ServerResponse, request: IncomingMessage) {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  const tell = (name: string, body: unknown) =>
    response.write(`event: ${name}\ndata: ${JSON.stringify(body)}\n\n`);
  const change = () => {
    const now = clock();
    tell("change", {
      position: positionOf(now),
      recorded_at: iso(now),
      rooms: ["laboratory", "duties"],
    });
  };
  const tick = () => tell("clock", { now: iso(clock()), clock: "simulated" });
  tick();
  const timers = [setInterval(change, 7000), setInterval(tick, 5000)];
  request.on("close", () => timers.forEach(clearInterval));
}

const CSP =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'";

const serve: Connect.NextHandleFunction = (request, response, next) => {
  const url = new URL(request.url ?? "/", "http://mock");
  if (!url.pathname.startsWith("/api/v1")) return next();
  const path = url.pathname.slice("/api/v1".length);
  if (path === "/events") return events(response, request);
  try {
    const body = JSON.stringify(answer(path, url.searchParams, clock()));
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { status, code, zh, en, field } = error;
    const problem = {
      type: "about:blank",
      title: code,
      status,
      code,
      field,
      values: {},
      detail_zh: zh,
      detail_en: en,
    };
    response
      .writeHead(status, { "content-type": "application/problem+json" })
      .end(JSON.stringify(problem));
  }
};

export function mockServer(): Plugin {
  return {
    name: "firebreak-mock",
    configureServer: (server) => {
      server.middlewares.use(serve);
    },
    configurePreviewServer: (server) => {
      server.middlewares.use((_request, response, next) => {
        response.setHeader("Content-Security-Policy", CSP); // As the program sends it.
        next();
      });
      server.middlewares.use(serve);
    },
  };
}
