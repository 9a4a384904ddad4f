/** One question as curl, as a command and as SQL: the same numbers elsewhere, for whoever may see them. */
import { asked } from '@rapport/client';
import { useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../data/client.ts';
import { sessionQuery } from '../data/queries.ts';
import { Fetched } from '../design/surfaces.tsx';
import { commandOf, curlOf, type Question, seriesParameters } from '../view/question.ts';
import { CodeBlock } from './code-block.tsx';

function Sql({ question }: { question: Question }) {
  const query = useQuery({
    queryKey: ['explain', question],
    queryFn: () => {
      const { compare: _, align: __, ...rest } = question;
      const path = { id: question.metric };
      return bodyOf(asked(api.GET('/v1/metrics/{id}/explain', { params: { path, query: seriesParameters(rest) } })));
    },
  });
  return (
    <Fetched query={query}>
      {({ data }) => ('sql' in data && typeof data.sql === 'string' ? <CodeBlock title="SQL" text={data.sql} /> : null)}
    </Fetched>
  );
}

export function QuestionCode({ question }: { question: Question }) {
  const { data: session } = useQuery(sessionQuery);
  if (session === undefined) return null;
  return (
    <div className="stack">
      <CodeBlock
        title="curl"
        text={curlOf(question, { origin: session.apis.insights, hasToken: session.role !== 'demo' })}
      />
      <CodeBlock title="Command" text={commandOf(question)} />
      <p className="soft small">The local command answers as an administrator and hides nothing.</p>
      <Sql question={question} />
    </div>
  );
}
