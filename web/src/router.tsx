import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { SituationPage } from "./situation/situation_page";
import { parseSearch, readView, stringifySearch } from "./view/search";

const root = createRootRoute();
const page = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: readView,
  component: SituationPage,
});

export const router = createRouter({
  routeTree: root.addChildren([page]),
  parseSearch,
  stringifySearch,
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
