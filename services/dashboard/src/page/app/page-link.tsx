/** A link to a page of ours. Paths come from a list rather than from the router's types, so the check is one test over that list. */
import { Link } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import type { Search } from '../view/view-state.ts';

type PageLinkProps = {
  /** A finished path: /pairings/pr-1. */
  to: string;
  search?: Search;
  children: ReactNode;
} & Omit<ComponentProps<'a'>, 'href'>;

export function PageLink({ to, search = {}, children, ...rest }: PageLinkProps) {
  return (
    <Link
      to={to as never}
      search={search as never}
      activeOptions={{ exact: true, includeSearch: false }}
      {...(rest as object)}
    >
      {children}
    </Link>
  );
}
