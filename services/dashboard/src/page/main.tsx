/** Where the page begins. */
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAppRouter } from './app/router.tsx';
import { catalogueQuery, createQueryClient, programmesQuery, sessionQuery } from './data/queries.ts';
import { applyAppearance, readAppearance } from './frame/appearance.ts';
import './design/tokens.css';
import './design/base.css';
import './design/components.css';
import './frame/frame.css';

applyAppearance(readAppearance());
const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
const queries = createQueryClient();
// Asked for while the page's own file comes, not after it: what every page needs.
void queries.prefetchQuery(sessionQuery);
void queries.prefetchQuery(programmesQuery);
void queries.prefetchQuery(catalogueQuery);
const router = createAppRouter();
// A page that is drawn before its file is there stands empty for 300 ms: React keeps every fallback that long.
await router.load();
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
