/** Small pictures drawn in the text's colour, always beside words or a name: they say nothing of their own. */

const PATHS = {
  overview: ['M4 4h7v8H4z', 'M13 4h7v5h-7z', 'M13 12h7v8h-7z', 'M4 15h7v5H4z'],
  attention: ['M6 21V4', 'M6 5c4-2.5 7 2.5 12 0v9c-5 2.5-8-2.5-12 0'],
  engagement: ['M3 12h4l3-8 4 16 3-8h4'],
  retention: ['M4 4v16h16', 'M4 7h5v4h4v4h7'],
  outcomes: ['M12 3a9 9 0 1 0 9 9', 'M12 8a4 4 0 1 0 4 4', 'M12 12l8-8', 'M17 3.5V7h3.5'],
  equity: ['M12 4v16', 'M8 20h8', 'M5 7h14', 'M5 7l-2.5 6h5z', 'M19 7l-2.5 6h5z'],
  explore: ['M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18', 'M15.5 8.5l-2 5-5 2 2-5z'],
  reports: ['M7 3h7l4 4v14H7z', 'M14 3v4h4', 'M10 12h5', 'M10 16h5'],
  health: [
    'M12 20C6 16 3 12.5 3 9a4.5 4.5 0 0 1 9-1a4.5 4.5 0 0 1 9 1c0 3.5-3 7-9 11z',
    'M7 11h3l1.5-2.5 2 4.5L15 11h2',
  ],
  events: ['M5 4h12a2 2 0 0 1 2 2v15H7a2 2 0 0 1-2-2z', 'M5 18a2 2 0 0 1 2-2h12', 'M9 8h6'],
  import: ['M12 4v11', 'M7.5 10.5L12 15l4.5-4.5', 'M4 17v3h16v-3'],
  exports: ['M12 15V4', 'M7.5 8.5L12 4l4.5 4.5', 'M4 17v3h16v-3'],
  calendar: ['M4 6h16v14H4z', 'M4 10h16', 'M8 3v4', 'M16 3v4'],
  compare: ['M4 8h13', 'M14 5l3 3-3 3', 'M20 16H7', 'M10 13l-3 3 3 3'],
  down: ['M6 9l6 6 6-6'],
  right: ['M9 6l6 6-6 6'],
  more: ['M5 12h14', 'M13 6l6 6-6 6'],
  rising: ['M12 19V5', 'M6 11l6-6 6 6'],
  falling: ['M12 5v14', 'M6 13l6 6 6-6'],
  level: ['M5 9h14', 'M5 15h14'],
  share: ['M12 15V4', 'M8 7.5L12 3.5l4 4', 'M7 11H5v9h14v-9h-2'],
  filter: ['M4 7h9', 'M17 7h3', 'M15 5v4', 'M4 17h3', 'M11 17h9', 'M9 15v4'],
  globe: [
    'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18',
    'M3 12h18',
    'M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3',
  ],
  clock: ['M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18', 'M12 7v5l3 2'],
  menu: ['M4 7h16', 'M4 12h16', 'M4 17h16'],
  close: ['M6 6l12 12', 'M18 6L6 18'],
  table: ['M4 5h16v14H4z', 'M4 10h16', 'M10 10v9'],
  chart: ['M4 4v16h16', 'M7 15l4-5 3 3 5-7'],
  search: ['M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14', 'M16 16l5 5'],
  appearance: ['M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18', 'M12 3v18', 'M12 8h7', 'M12 12h9', 'M12 16h7'],
  person: ['M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8', 'M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5'],
  leave: ['M14 4H5v16h9', 'M10 12h10', 'M17 9l3 3-3 3'],
  warning: ['M12 4l9 16H3z', 'M12 10v5', 'M12 17.5v.5'],
  empty: ['M4 13l3-8h10l3 8v6H4z', 'M4 13h5l1 3h4l1-3h5'],
} as const;

export type IconName = keyof typeof PATHS;

export const isIcon = (name: string): name is IconName => Object.hasOwn(PATHS, name);

/** `size` in pixels. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {PATHS[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
