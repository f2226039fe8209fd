// Typed calls of the contract. A refusal becomes a Problem; no answer at all becomes Unreachable.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

export class Problem extends Error {
  constructor(readonly problem: Schemas["Problem"]) {
    super(problem.code);
  }
}

export class Unreachable extends Error {}

export const client = createClient<paths>({
  baseUrl: `${globalThis.location?.origin ?? ""}/api/v1`,
  querySerializer: { array: { style: "form", explode: false } },
});

interface Reply<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function ask<T>(call: Promise<Reply<T>>): Promise<T> {
  let reply: Reply<T>;
  try {
    reply = await call;
  } catch (error) {
    throw new Unreachable(String(error));
  }
  if (reply.data !== undefined) return reply.data;
  const problem = reply.error as Schemas["Problem"] | undefined;
  if (problem && typeof problem === "object" && "code" in problem) throw new Problem(problem);
  throw new Unreachable(`HTTP ${reply.response.status}`);
}
