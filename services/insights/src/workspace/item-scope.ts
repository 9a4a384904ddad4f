/** Whose what is kept in the dashboard is, and who may see it. */
import { ProblemError } from '@rapport/service';
import type { Access } from '../access/access.ts';
import { seesProgramme } from '../access/access.ts';
import type { Holders } from './holders.ts';

type Seeing = Pick<Access, 'tokenId' | 'programmes' | 'role' | 'name'>;
type Owned = { owner: string; programme: string };

/** All programmes that the query string of a page names, in a filter or by exclusion too. */
export function programmesIn(state: string): string[] {
  const parameters = new URLSearchParams(state);
  const named = [...parameters.getAll('programme'), ...parameters.getAll('f.programme')];
  return [...new Set(named.flatMap((list) => list.split(',')).map((one) => one.replace(/^!/, '')))].filter(
    (one) => one !== '',
  );
}

/**
 * Whether somebody may see a saved view: their own, and shared ones. Who sees some programmes only sees those about one of theirs,
 * if nothing in them names another.
 */
export function seesView(
  { isOwn }: Holders,
  access: Seeing,
  view: Owned & { state: string; visibility: 'own' | 'shared' },
): boolean {
  const named = [view.programme, ...programmesIn(view.state)];
  if (access.programmes !== 'all' && !named.filter((one) => one !== '').every((one) => seesProgramme(access, one)))
    return false;
  if (isOwn(access, view.owner)) return true;
  return view.visibility === 'shared' && (access.programmes === 'all' || view.programme !== '');
}

/** Annotations without a programme are for everybody: a public holiday. */
export const seesAnnotation = (access: Seeing, { programme }: Owned): boolean =>
  programme === '' || seesProgramme(access, programme);

/** Subscriptions are their owner's; who administers sees all. A token that lost a programme loses what it kept about it. */
export const seesSubscription = ({ isOwn }: Holders, access: Seeing, item: Owned): boolean =>
  (isOwn(access, item.owner) || access.role === 'admin') &&
  (item.programme === '' || seesProgramme(access, item.programme));

/** Owners remove what is theirs, administrators everything. @throws ProblemError 403 */
export function requireRemoval({ isOwn }: Holders, access: Seeing, item: Owned): void {
  if (isOwn(access, item.owner) || access.role === 'admin') return;
  throw new ProblemError({
    status: 403,
    code: 'NOT_PERMITTED',
    title: 'Not permitted',
    detail: 'this is kept by somebody else: its owner or an administrator can remove it',
  });
}

/** Only owners change what is theirs: nobody puts words into the mouth of another. @throws ProblemError 403 */
export function requireOwner({ isOwn }: Holders, access: Seeing, item: Owned): void {
  if (isOwn(access, item.owner)) return;
  throw new ProblemError({
    status: 403,
    code: 'NOT_PERMITTED',
    title: 'Not permitted',
    detail: 'this is kept by somebody else: only its owner can change it',
  });
}

const MOST_OF_ONE = 500;

/** @throws ProblemError 422 for who keeps very much already */
export function requireRoom({ isOwn }: Holders, access: Seeing, items: readonly Owned[]): void {
  if (items.filter((item) => isOwn(access, item.owner)).length < MOST_OF_ONE) return;
  throw new ProblemError({
    status: 422,
    code: 'TOO_MANY_KEPT',
    title: 'Too many',
    detail: `there are ${MOST_OF_ONE} of these under this token: remove some first`,
  });
}
