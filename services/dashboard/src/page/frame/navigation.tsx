/** The list of pages at the side; on a phone, behind a button. */
import { useEffect, useRef } from 'react';
import { PageLink } from '../app/page-link.tsx';
import type { PageEntry, PageGroup } from '../app/pages.ts';
import { Icon, type IconName, isIcon } from '../design/icon.tsx';
import { useView } from '../view/use-view.ts';
import { Account } from './account.tsx';
import { AppearanceMenu } from './appearance-menu.tsx';

const GROUPS: readonly PageGroup[] = ['Programme', 'Analysis', 'Data'];

/** By the first word of the path. */
function iconOf(path: string): IconName {
  const name = path.slice(1);
  return name === '' || !isIcon(name) ? 'overview' : name;
}

type NavigationProps = {
  pages: readonly PageEntry[];
  role: string;
  name: string | null;
  isOpen: boolean;
  onClose(): void;
};

export function Navigation({ pages, role, name, isOpen, onClose }: NavigationProps) {
  const { linkTo } = useView();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    nav.current?.querySelector<HTMLElement>('a')?.focus();
    const onKey = ({ key }: KeyboardEvent) => (key === 'Escape' ? onClose() : undefined);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOpen, onClose]);
  return (
    <>
      {isOpen ? <button type="button" className="veil" aria-label="Close the navigation" onClick={onClose} /> : null}
      <nav className="nav" aria-label="Pages" data-open={isOpen} ref={nav}>
        <PageLink className="brand" to="/" search={linkTo()} onClick={onClose}>
          <img src="/icon.svg" alt="" width="26" height="26" />
          Rapport
        </PageLink>
        {GROUPS.map((group) => {
          const own = pages.filter((page) => page.group === group && page.isDetail !== true);
          return own.length === 0 ? null : (
            <div key={group}>
              <h2 className="nav-group">{group}</h2>
              {own.map(({ path, title, key }) => (
                <PageLink
                  key={path}
                  to={path}
                  search={linkTo()}
                  className="nav-link"
                  onClick={onClose}
                  {...(key === undefined ? {} : { 'aria-keyshortcuts': `g ${key}` })}
                >
                  <Icon name={iconOf(path)} />
                  {title}
                </PageLink>
              ))}
            </div>
          );
        })}
        <div className="grow" />
        <div className="nav-foot">
          <AppearanceMenu />
          <Account role={role} name={name} />
        </div>
      </nav>
    </>
  );
}
