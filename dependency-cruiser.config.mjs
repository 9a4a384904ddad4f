// The rooms of the house and which way the arrows point (see README, "Layout"). A new edge here needs a reason in its commit.
const TEST = '(\\.test\\.ts$|/testing/)';
const MAY = {
  events: [],
  statistics: [],
  privacy: [],
  service: [],
  client: [],
  openapi: [],
  log: ['events'],
  warehouse: ['events'],
  metrics: ['events', 'privacy', 'statistics', 'warehouse'],
  attention: ['events', 'statistics', 'warehouse'],
};
const no = (name, from, to) => ({ name, severity: 'error', from, to });

export default {
  forbidden: [
    ...Object.entries(MAY).map(([room, may]) =>
      no(
        `arrows-${room}`,
        { path: `^packages/${room}/`, pathNot: TEST },
        { path: '^(packages|services|infra|test)/', pathNot: `^packages/(${[room, ...may].join('|')})/` },
      ),
    ),
    no(
      'services-apart',
      { path: '^services/([^/]+)/', pathNot: TEST },
      { path: '^services/', pathNot: '^services/$1/' },
    ),
    no('services-know-no-stack', { path: '^services/', pathNot: TEST }, { path: '^(infra|test|packages/cli)/' }),
    no(
      'pure',
      { path: '^(packages/(events|privacy|statistics)|schemas)/', pathNot: TEST },
      { dependencyTypes: ['core'], pathNot: '^(node:)?(buffer|fs|url|path)$' },
    ),
    no(
      'only-log-knows-kafkajs',
      { path: '^(packages|services)/', pathNot: `(^packages/log/|${TEST})` },
      { path: 'node_modules/.*kafkajs' },
    ),
    no(
      'only-warehouse-knows-clickhouse',
      { path: '^(packages|services)/', pathNot: `(^packages/warehouse/|${TEST})` },
      { path: 'node_modules/.*@clickhouse' },
    ),
    // What the page knows of Rapport is what any client knows.
    no(
      'page-knows-the-client',
      { path: '^services/dashboard/src/page/' },
      { path: '^(packages|services|infra|test)/', pathNot: '^(packages/client/|services/dashboard/src/page/)' },
    ),
    no('resolvable', {}, { couldNotResolve: true }),
    no('no-cycles', {}, { circular: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.rapport|dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
