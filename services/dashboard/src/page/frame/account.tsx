/** Who is signed in, what that means for the numbers, and signing out. */
import { useQueryClient } from '@tanstack/react-query';
import { askServer } from '../data/queries.ts';
import { Icon } from '../design/icon.tsx';
import { Hint } from '../design/overlay.tsx';

const ROLES: Readonly<Record<string, string>> = {
  demo: 'No token was ever made here: everybody on this machine may look. Numbers are live; groups of fewer than five are hidden.',
  admin: 'Live numbers; groups of fewer than five are hidden.',
  analyst: 'Numbers of the latest release, the same for everybody; groups of fewer than five are hidden.',
  lead: 'Your programmes only. Numbers of the latest release; groups of fewer than ten are hidden.',
  data: 'Numbers of the latest release; groups of fewer than ten are hidden.',
};

export function Account({ role, name }: { role: string; name: string | null }) {
  const queries = useQueryClient();
  const signOut = async () => {
    await askServer('/session', { method: 'DELETE' });
    // Nothing of what one person saw stays for the next.
    queries.clear();
    globalThis.location.assign('/');
  };
  return (
    <div className="row-between">
      <Hint text={ROLES[role] ?? role}>
        <button type="button" className="button button-quiet">
          <Icon name="person" />
          {name ?? role}
          {name === null || name === role ? '' : ` (${role})`}
        </button>
      </Hint>
      {role === 'demo' ? null : (
        <button type="button" className="button button-quiet" onClick={() => void signOut()}>
          <Icon name="leave" />
          Sign out
        </button>
      )}
    </div>
  );
}
