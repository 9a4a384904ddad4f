/** Routes out of the list of pages. Parameters are plain text, as the API's are: no quotes, no JSON in addresses. */
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { Empty, ProblemNotice } from '../design/surfaces.tsx';
import { Shell } from '../frame/shell.tsx';
import { parseSearch, type Search, searchText } from '../view/view-state.ts';
import { PAGES } from './pages.ts';

const rootRoute = createRootRoute({
  component: Shell,
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
  notFoundComponent: () => (
    <Empty title="There is no such page">
      The address may be mistyped. The pages that there are stand in the navigation.
    </Empty>
  ),
  errorComponent: ({ error, reset }) => <ProblemNotice error={error as Error} retry={reset} />,
});

const routes = PAGES.map(({ path, Page }) => createRoute({ getParentRoute: () => rootRoute, path, component: Page }));

export function createAppRouter() {
  return createRouter({
    routeTree: rootRoute.addChildren(routes),
    parseSearch,
    stringifySearch: (search) => {
      const text = searchText(search as Search);
      return text === '' ? '' : `?${text}`;
    },
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}
