/** The view of the present URL, and changing it. */
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import {
  changeView,
  formatView,
  parseSearch,
  parseView,
  type Search,
  type View,
  type ViewPatch,
} from './view-state.ts';

export type ViewInUrl = {
  readonly view: View;
  /** Goes to the changed view. `replace` leaves no entry in the browser's history: for what is typed or dragged. */
  change(patch: ViewPatch, options?: { replace?: boolean }): void;
  /** Parameters of a link that keeps the frame's part of the view (programme, period, filters) and drops this page's own. */
  linkTo(patch?: ViewPatch): Search;
};

export function useView(): ViewInUrl {
  const navigate = useNavigate();
  const text = useRouterState({ select: ({ location }) => location.searchStr });
  const view = useMemo(() => parseView(parseSearch(text)), [text]);
  const change = useCallback(
    (patch: ViewPatch, options: { replace?: boolean } = {}) => {
      const search = formatView(changeView(view, patch));
      // The rest of the path stays as it is.
      void navigate({ to: '.', search: search as never, replace: options.replace ?? false, resetScroll: false });
    },
    [navigate, view],
  );
  const linkTo = useCallback(
    (patch: ViewPatch = {}) => formatView(changeView({ ...view, own: {}, groupBy: [] }, patch)),
    [view],
  );
  return useMemo(() => ({ view, change, linkTo }), [view, change, linkTo]);
}
