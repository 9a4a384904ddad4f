/** Every page: its place, its name, its key after `g`, and for whom it is. Adding one is an entry here and a folder in `pages/`. */
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';

export type PageGroup = 'Programme' | 'Analysis' | 'Data';

export type PageEntry = {
  /** A path with TanStack parameters: /pairings/$id. */
  readonly path: string;
  readonly title: string;
  readonly group: PageGroup;
  /** The key that follows `g`; none for pages that are reached from others. */
  readonly key?: string;
  /** One line for the command palette. */
  readonly about: string;
  /** Whom it is for; everybody where absent. The API refuses the others anyway. */
  readonly roles?: readonly string[];
  /** Not in the navigation: it needs something chosen first. */
  readonly isDetail?: boolean;
  /** Does not follow the period and comparison of the filter bar. */
  readonly hasNoPeriod?: boolean;
  /** Its own file, loaded before the router goes there. */
  readonly Page: RouteComponent;
};

export const PAGES: readonly PageEntry[] = [
  {
    path: '/',
    title: 'Overview',
    group: 'Programme',
    key: 'o',
    about: 'Six numbers that say how a programme is doing',
    Page: lazyRouteComponent(() => import('../pages/overview/overview-page.tsx'), 'OverviewPage'),
  },
  {
    path: '/attention',
    title: 'Needs attention',
    group: 'Programme',
    key: 'a',
    about: 'Pairings that may need somebody, and why',
    roles: ['lead'],
    hasNoPeriod: true,
    Page: lazyRouteComponent(() => import('../pages/attention/attention-page.tsx'), 'AttentionPage'),
  },
  {
    path: '/pairings/$id',
    title: 'Pairing',
    group: 'Programme',
    about: 'What happened to one pairing',
    isDetail: true,
    hasNoPeriod: true,
    Page: lazyRouteComponent(() => import('../pages/pairing/pairing-page.tsx'), 'PairingPage'),
  },
  {
    path: '/engagement',
    title: 'Engagement',
    group: 'Programme',
    key: 'e',
    about: 'Do pairs meet, how often, and does it take place?',
    Page: lazyRouteComponent(() => import('../pages/engagement/engagement-page.tsx'), 'EngagementPage'),
  },
  {
    path: '/retention',
    title: 'Retention',
    group: 'Analysis',
    key: 'r',
    about: 'How long pairs last, and who stays',
    Page: lazyRouteComponent(() => import('../pages/retention/retention-page.tsx'), 'RetentionPage'),
  },
  {
    path: '/outcomes',
    title: 'Outcomes',
    group: 'Analysis',
    key: 'u',
    about: 'What came of it, beside who answered',
    Page: lazyRouteComponent(() => import('../pages/outcomes/outcomes-page.tsx'), 'OutcomesPage'),
  },
  {
    path: '/equity',
    title: 'Equity',
    group: 'Analysis',
    key: 'q',
    about: 'Groups beside each other',
    Page: lazyRouteComponent(() => import('../pages/equity/equity-page.tsx'), 'EquityPage'),
  },
  {
    path: '/explore',
    title: 'Explore',
    group: 'Analysis',
    key: 'x',
    about: 'Any metric by any of its dimensions, down to its records',
    Page: lazyRouteComponent(() => import('../pages/explore/explore-page.tsx'), 'ExplorePage'),
  },
  {
    path: '/metrics/$id',
    title: 'Metric',
    group: 'Analysis',
    about: 'What a metric means, how it is made, and how it changed',
    isDetail: true,
    Page: lazyRouteComponent(() => import('../pages/metric/metric-page.tsx'), 'MetricPage'),
  },
  {
    path: '/reports',
    title: 'Reports',
    group: 'Analysis',
    key: 'p',
    about: 'Saved views, subscriptions, frozen reports and what changed since, annotations',
    hasNoPeriod: true,
    Page: lazyRouteComponent(() => import('../pages/reports/reports-page.tsx'), 'ReportsPage'),
  },
  {
    path: '/health',
    title: 'Data health',
    group: 'Data',
    key: 'h',
    about: 'Is what was sent stored, what was set aside, and how good is the data?',
    roles: ['data'],
    Page: lazyRouteComponent(() => import('../pages/health/health-page.tsx'), 'HealthPage'),
  },
  {
    path: '/events',
    title: 'Event catalogue',
    group: 'Data',
    key: 'v',
    about: 'What can be told: types, fields, samples, schemas',
    roles: ['data', 'analyst'],
    hasNoPeriod: true,
    Page: lazyRouteComponent(() => import('../pages/events/events-page.tsx'), 'EventsPage'),
  },
  {
    path: '/import',
    title: 'Import',
    group: 'Data',
    key: 'i',
    about: 'Files of another system, through a mapping, with a rehearsal',
    roles: ['data'],
    hasNoPeriod: true,
    Page: lazyRouteComponent(() => import('../pages/import/import-page.tsx'), 'ImportPage'),
  },
  {
    path: '/exports',
    title: 'Exports',
    group: 'Data',
    key: 'f',
    about: 'Files of answers and of rows, with manifest and digest',
    Page: lazyRouteComponent(() => import('../pages/exports/exports-page.tsx'), 'ExportsPage'),
  },
];

/** The pages that somebody of a role finds in the navigation. */
export const pagesFor = (role: string): readonly PageEntry[] =>
  PAGES.filter(({ roles }) => roles === undefined || role === 'demo' || role === 'admin' || roles.includes(role));
