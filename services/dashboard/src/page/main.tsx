/** Where the page begins. */
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAppRouter } from './app/router.tsx';
import { createQueryClient } from './data/queries.ts';
import { applyAppearance, readAppearance } from './frame/appearance.ts';
import './design/tokens.css';
import './design/base.css';
import './design/components.css';
import './frame/frame.css';

applyAppearance(readAppearance());
const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={createAppRouter()} />
    </QueryClientProvider>
  </StrictMode>,
);
