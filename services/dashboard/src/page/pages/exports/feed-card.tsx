/** Events for programs: every event once, from a position on. */
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../data/queries.ts';
import { Card } from '../../design/surfaces.tsx';
import { CodeBlock } from '../../frame/code-block.tsx';
import { feedCommand } from './job-text.ts';

/** Feeds tell of single people: most roles are refused, and need not read how. */
const READERS = ['demo', 'admin', 'data'];

const TOKEN_COMMAND = 'npm run -s rapport -- token create feeds --role admin';

export function FeedCard() {
  const { data: session } = useQuery(sessionQuery);
  if (session === undefined || !READERS.includes(session.role)) return null;
  return (
    <Card
      title="Feeds"
      note="The events of a stream from a position on, for downstream tables"
      foot="A feed tells of single people under their pseudonyms: it is for administrators, and for data teams where the installation says so."
    >
      <p>
        Each event that counts comes once, corrections included, also when reader or projector are stopped in between.
        Keep <code>meta.next</code> when you have kept the events; a manifest’s <code>feed_position</code> goes on
        behind its file.
      </p>
      {session.role === 'demo' ? (
        <p>
          Without a token nobody reads feeds, not even here: <code>{TOKEN_COMMAND}</code> makes one. From then on pages
          ask for a token too.
        </p>
      ) : null}
      <CodeBlock title="Follow the meetings" text={feedCommand('meeting', session.apis.insights)} />
    </Card>
  );
}
