import locales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { mockServer } from "./mock/server.ts";

// With FIREBREAK_URL, `npm run dev` shows the page against a running program; else against the mock.
const program = process.env.FIREBREAK_URL;

export default defineConfig({
  plugins: [
    react(),
    { ...locales.vite({ locales: ["zh-CN", "en-US"] }), enforce: "pre" as const },
    ...(program ? [] : [mockServer()]),
  ],
  server: program ? { proxy: { "/api": { target: program, changeOrigin: true } } } : {},
  build: { target: "es2022", chunkSizeWarningLimit: 1100, modulePreload: { polyfill: false } },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}", "mock/**/*.test.ts"] },
});
