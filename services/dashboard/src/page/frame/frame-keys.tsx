/** The keys of the frame, the palette that `Ctrl K` opens and the sheet that `?` opens. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useMemo, useState } from 'react';
import { PAGES, pagesFor } from '../app/pages.ts';
import { catalogueQuery } from '../data/queries.ts';
import { Dialog } from '../design/overlay.tsx';
import { useScope } from '../view/use-scope.ts';
import type { Search } from '../view/view-state.ts';
import { useCopy } from './code-block.tsx';
import { type Shortcut, useShortcuts } from './shortcuts.ts';

type Found = { id: string; title: string; about: string; go(): void };

const MAX_FOUND = 12;
const hasAll = (text: string, words: readonly string[]) => words.every((word) => text.toLowerCase().includes(word));

/** Pages, metrics and programmes by their words. */
function useDestinations(role: string): readonly Found[] {
  const { data: metrics = [] } = useQuery(catalogueQuery);
  const { programmes, linkTo, change } = useScope();
  const navigate = useNavigate();
  return useMemo(() => {
    const go = (to: string, search: Search) => () => void navigate({ to: to as never, search: search as never });
    const hasMetricPage = PAGES.some(({ path }) => path === '/metrics/$id');
    return [
      ...pagesFor(role)
        .filter(({ isDetail }) => isDetail !== true)
        .map(({ path, title, about }) => ({ id: path, title, about, go: go(path, linkTo()) })),
      ...programmes.map(({ id, name }) => ({
        id: `programme ${id}`,
        title: `Programme ${name}`,
        about: 'show this programme',
        go: () => change({ programme: id, asOf: undefined }),
      })),
      ...(hasMetricPage ? metrics : []).map(({ id, title, question }) => ({
        id,
        title,
        about: question,
        go: go(`/metrics/${id}`, linkTo()),
      })),
    ];
  }, [role, metrics, programmes, linkTo, change, navigate]);
}

function Palette({ role, onClose }: { role: string; onClose(): void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const all = useDestinations(role);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all
    .filter(({ id: name, title, about }) => hasAll(`${name} ${title} ${about}`, words))
    .slice(0, MAX_FOUND);
  const take = (one: Found | undefined) => {
    onClose();
    one?.go();
  };
  return (
    <div className="stack">
      <input
        className="input"
        placeholder="A page, a metric, a programme …"
        aria-label="Go to"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[at] === undefined ? undefined : `${id}-${at}`}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
          if (next !== undefined) {
            event.preventDefault();
            setAt(Math.min(Math.max(next, 0), found.length - 1));
          }
          if (event.key === 'Enter') {
            event.preventDefault();
            take(found[at]);
          }
        }}
      />
      <div className="palette-list" role="listbox" id={id} aria-label="Found">
        {found.map((one, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field above keeps the focus
          <div
            key={one.id}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === at}
            className="menu-item"
            onClick={() => take(one)}
          >
            <span>{one.title}</span>
            <span className="soft small">{one.about}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="soft">Nothing has these words.</p> : null}
    </div>
  );
}

function Sheet({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  return (
    <table className="table">
      <caption className="visually-hidden">Keyboard shortcuts</caption>
      <tbody>
        {shortcuts.map(({ keys, what }) => (
          <tr key={keys}>
            <th scope="row">
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key.replace('mod+', 'Ctrl ')}</kbd>
              ))}
            </th>
            <td>{what}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">
            <kbd>←</kbd> <kbd>→</kbd>
          </th>
          <td>along a chart or through a grid, when it has the focus</td>
        </tr>
      </tbody>
    </table>
  );
}

const click = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();

/** A menu opens at a key or a pointer that goes down on its button; a click that is made here is neither. */
function openMenu(selector: string): void {
  const button = document.querySelector<HTMLElement>(selector);
  button?.focus();
  button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
}

export function FrameKeys({ role }: { role: string }) {
  const [open, setOpen] = useState<'palette' | 'sheet'>();
  const { view, change, linkTo } = useScope();
  const navigate = useNavigate();
  const copy = useCopy();
  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [
      { keys: 'mod+k', what: 'go to a page, a metric or a programme', run: () => setOpen('palette') },
      { keys: '/', what: 'the same', run: () => setOpen('palette') },
      ...pagesFor(role).flatMap(({ key, title, path }) =>
        key === undefined
          ? []
          : [
              {
                keys: `g ${key}`,
                what: title,
                run: () => void navigate({ to: path as never, search: linkTo() as never }),
              },
            ],
      ),
      { keys: 'd', what: 'choose the period', run: () => click('[data-testid="period"]') },
      {
        keys: 'c',
        what: 'compare with another period',
        // In a narrow window it stands in the sheet that the period opens.
        run: () => {
          const choice = document.getElementById('compare');
          return choice === null ? click('[data-testid="period"]') : choice.focus();
        },
      },
      { keys: 'x', what: 'no comparison', run: () => change({ compare: undefined, align: undefined }) },
      {
        keys: 't',
        what: 'tables in place of charts, and back',
        run: () => change({ own: { show: view.own['show'] === 'tables' ? undefined : 'tables' } }),
      },
      { keys: 'l', what: 'copy the link to this view', run: () => void copy(globalThis.location.href, 'Link') },
      { keys: 'e', what: 'share and export', run: () => openMenu('[aria-label="Share and export"]') },
      { keys: '?', what: 'this sheet', run: () => setOpen('sheet') },
    ],
    [role, navigate, linkTo, change, view, copy],
  );
  useShortcuts(shortcuts);
  const close = () => setOpen(undefined);
  return (
    <>
      <Dialog isOpen={open === 'palette'} onClose={close} title="Go to">
        <Palette role={role} onClose={close} />
      </Dialog>
      <Dialog isOpen={open === 'sheet'} onClose={close} title="Keyboard shortcuts">
        <Sheet shortcuts={shortcuts} />
      </Dialog>
    </>
  );
}
